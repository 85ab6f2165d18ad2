"""What an edit is, and how two people's edits of one record come together.

    change.py   Change and Edit: one person's edit of one record, grouped by intent
    state.py    State: all that is known of one record, its digest, what was seen of it
    compose.py  the body of a change, from what was seen and what is wanted
    merge.py    the fold: state + change -> state, outcome
    inverse.py  what takes an Edit back
    digest.py   the number two ends compare when they are level

Nothing here reads a clock, a database or a network: both ends run the same fold.
"""

from sync.changes.change import Body, Change, Edit, change_id
from sync.changes.merge import Outcome, merge, overlay
from sync.changes.state import Beside, State, canonical, heads, stamp

__all__ = [
    "Beside",
    "Body",
    "Change",
    "Edit",
    "Outcome",
    "State",
    "canonical",
    "change_id",
    "heads",
    "merge",
    "overlay",
    "stamp",
]
