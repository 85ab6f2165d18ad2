"""What can go wrong in the first minutes, in plain words: what happened, what is safe, what to do."""

from desktop.i18n import _
from sync.errors import CoalitionError


def plain_words(error: CoalitionError) -> str:
    """Return the sentences for a trouble while joining or starting; its own where there are none better."""
    return _sentences().get(error.code) or error.sentence


def _sentences() -> dict[str, str]:
    return {
        "code_typo": _(
            "There is a typing mistake in this code. Nothing was sent. "
            "Compare it, letter by letter, with the one you were given."
        ),
        "code": _(
            "This code does not work: it was used already, or it is too old. Nothing was changed. "
            "Ask whoever invited you for a new one."
        ),
        "unreachable": _(
            "The office cannot be reached from here, so nothing was sent and your code still works. "
            "Check the address and the connection, and try again. "
            "You can also start on this computer now and join later."
        ),
        "portal": _(
            "This Wi-Fi wants you to sign in first. Open your browser, sign in, then try again. "
            "Nothing was sent, and your code still works."
        ),
        "no_office": _(
            "At this address there is no office: something else answers there. "
            "Nothing was changed, and your code still works. "
            "Compare the address, letter by letter, with the one you were given."
        ),
        "tls": _(
            "We can't be sure we're talking to the state office's server, so nothing was sent. "
            "Your school's network may be checking traffic. Try another network; your code still works."
        ),
        "busy": _("The office is busy. Your code still works; try again in a few minutes."),
        "limited": _("There were too many tries. Your code still works; try again in a few minutes."),
        "proxy": _(
            "This network's proxy wants a name and a password before it lets anything through. "
            "Your code still works; ask whoever looks after the network."
        ),
        "unreadable": _(
            "The office's answer could not be read, so nothing was changed here. "
            "Try again; asking twice does no harm."
        ),
    }
