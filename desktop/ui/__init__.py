"""All that shows on the screen.

Importing Qt makes Python read the source of every module imported after it, to see whether the module asks
for PySide's other spellings (`from __feature__ import snake_case`), and keep it: 25 MB, and a tenth of the
time of a start. No module asks for them, so Python's own import is put back as soon as Qt is there.
"""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - it is what puts its own import in the place of Python's

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
linecache.clearcache()
