"""Naming somebody by a few letters."""

from collections.abc import Callable, Sequence

from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.room.offer import Offer, OfferField
from desktop.i18n import _


class PersonField(OfferField):
    """One person or nobody."""

    def __init__(self, name: str, find: Callable[[str], Sequence[Attender]]) -> None:
        placeholder = _("{field}: a few letters").format(field=name)
        super().__init__(
            name,
            placeholder,
            lambda typed: [Offer(each.person, each.called) for each in find(typed)],
            _("Nobody by that name"),
        )

    def person(self) -> str:
        """Return the id of the person, "" where there is none."""
        return self.chosen()
