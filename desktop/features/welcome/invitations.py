"""Reading an invitation as it was given: by voice, on paper, or pasted from a message."""

import re

from desktop.features.welcome.beginning import Joining
from desktop.joining import check_invitation

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_CODE = re.compile(r"\b[0-9A-Za-z]{4}(?:[- ][0-9A-Za-z]{4}){3}\b|\b[0-9A-Za-z]{16}\b")


def parts_of(pasted: str) -> tuple[str, str]:
    """Return the code and the address found in a pasted text, "" for what is not in it."""
    address = _ADDRESS.search(pasted)
    left = _ADDRESS.sub(" ", pasted)
    code = _CODE.search(left)
    return code[0] if code else "", address[0].rstrip(".,;)") if address else ""


def read_invitation(code: str, server: str) -> Joining:
    """Return what to join with; Malformed for a code or an address with a typing mistake.

    An address without a beginning is one of the web.
    """
    address = server.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    return Joining(code.strip(), check_invitation(code, address))
