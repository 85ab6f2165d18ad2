"""The docstrings under the fields of a class.

Read from the source when first asked for: doing so at import would cost more
than everything else there. Without source (in an installed bundle) there are none.
"""

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise


def doc_of(cls: type, name: str) -> str:
    """Return the docstring under a field, in the class that defines it; empty if it has none."""
    defining = (base for base in cls.__mro__ if name in inspect.get_annotations(base))
    return next((_docs_in(base.__module__).get((base.__name__, name), "") for base in defining), "")


@cache
def _docs_in(module: str) -> dict[tuple[str, str], str]:
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:
        return {}
    classes = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    return {(node.name, name): words for node in classes for name, words in _docs_under(node).items()}


def _docs_under(node: ast.ClassDef) -> dict[str, str]:
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(node.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
