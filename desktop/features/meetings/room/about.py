"""Naming what a motion is about, if anything: a request for a stipend, a budget line, a project."""

from desktop.features.meetings.decisions.matters import Matter, matching, matters
from desktop.features.meetings.queries import read
from desktop.features.meetings.room.offer import Offer, OfferField
from desktop.i18n import _
from desktop.ui.desk import Desk
from sync.records.meetings import Meeting


class AboutField(OfferField):
    """What can be named is read once each time the field comes into view."""

    def __init__(self, desk: Desk) -> None:
        placeholder = _("About: name, purpose or amount")
        super().__init__(_("What it is about"), placeholder, self._match, _("Nothing like that"))
        self._desk = desk
        self._offered: list[Matter] = []

    def offer(self, meeting: str) -> None:
        """Offer what a motion of this meeting can be about."""
        store = self._desk.store
        self._offered = matters(store, read(store, Meeting, meeting))

    def _match(self, typed: str) -> list[Offer]:
        return [Offer(each.record, each.called) for each in matching(self._offered, typed)]
