"""How this computer stands with the office, in the words of the pill."""

from dataclasses import dataclass

from desktop.i18n import _, ngettext
from desktop.worker import Doing, News

SIGN_IN = frozenset({"device_unknown", "device_revoked", "signature", "unauthorized"})
UPDATE = frozenset({"update", "protocol", "too_old"})


@dataclass(frozen=True)
class Words:
    """What the pill says."""

    words: str
    icon: str
    needs_you: bool = False


def standing_words(news: News, unsent: int, choices: int, refused: int, at: str, again: str) -> Words:
    """Return the pill's words.

    `at` is when the office was last heard and `again` when it is tried next, both as times of
    day in words, "" where there is none.
    """
    if news.doing is Doing.STUCK:
        return _stuck(news)
    if choices:
        words = ngettext("Needs you: {count} choice", "Needs you: {count} choices", choices)
        return Words(words.format(count=choices), "inbox", needs_you=True)
    if refused:
        return Words(_("{count} not accepted").format(count=refused), "circle-alert", needs_you=True)
    if news.doing is Doing.SYNCING:
        return Words(_syncing(news, unsent), "refresh-cw")
    return _offline(news, unsent, again) if news.doing is Doing.OFFLINE else _calm(news, unsent, at)


def _calm(news: News, unsent: int, at: str) -> Words:
    if news.doing is Doing.ALONE:
        return Words(_("Saved on this computer"), "hard-drive")
    if unsent:
        words = ngettext("{count} change to sync", "{count} changes to sync", unsent)
        return Words(words.format(count=unsent), "cloud-upload")
    return Words(_("Up to date · {time}").format(time=at), "check-check")


def _syncing(news: News, unsent: int) -> str:
    if unsent and news.report.sent:
        every = news.report.sent + unsent
        return _("Syncing… {done} of {all}").format(done=news.report.sent, all=every)
    return _("Syncing…")


def _offline(news: News, unsent: int, again: str) -> Words:
    if news.code == "portal":
        return Words(_("Sign in to Wi-Fi"), "wifi", needs_you=True)
    if news.code == "busy":
        return Words(_("Office is busy, again at {time}").format(time=again), "clock")
    if unsent:
        words = ngettext("Offline · {count} to sync later", "Offline · {count} to sync later", unsent)
        return Words(words.format(count=unsent), "cloud-off")
    return Words(_("Offline — will sync later"), "cloud-off")


def _stuck(news: News) -> Words:
    if news.code in UPDATE:
        return Words(_("Needs you: update the program"), "circle-alert", needs_you=True)
    if news.code in SIGN_IN:
        return Words(_("Needs you: join again"), "circle-alert", needs_you=True)
    return Words(_("Needs you: see why"), "circle-alert", needs_you=True)
