"""What stands between a story and the public, in words."""

from dataclasses import dataclass

from desktop.i18n import _
from desktop.store.publishing import said_by
from desktop.store.store import Store
from sync.publishing import Answers, Fields, Lack, channels_of, lacks, shown_in
from sync.records.consents import Channel
from sync.records.library import PublishState, Story


@dataclass(frozen=True)
class Standing:
    """Whether a story may be published, and what of all that was said counts for it."""

    story: Story
    lacks: tuple[Lack, ...]
    people: dict[str, Fields]
    answers: Answers

    @property
    def may_be_public(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacks

    @property
    def is_told(self) -> bool:
        """Whether it is published, and may be."""
        return self.story.state == PublishState.PUBLISHED and self.may_be_public

    @property
    def must_come_down(self) -> bool:
        """Whether it is published although somebody does not agree, or no longer."""
        return self.story.state == PublishState.PUBLISHED and not self.may_be_public

    @property
    def shown(self) -> list[str]:
        """The ids of those whose story it is."""
        return shown_in(self.story.model_dump(mode="json"))

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The ways in which it shows them."""
        return channels_of(self.story.model_dump(mode="json"))

    def name(self, person: str) -> str:
        """Return what somebody in it is called."""
        return str(self.people.get(person, {}).get("name") or _("Somebody in it"))

    def consents(self) -> list[str]:
        """Return the ids of the answers on which it stands."""
        said = (self.answers.get((person, way)) for person in self.shown for way in self.channels)
        return [str(each["id"]) for each in said if each]


def standing_of(store: Store, story: Story) -> Standing:
    """Return how a story stands."""
    fields = story.model_dump(mode="json")
    with store.reading() as connection:
        people, answers = said_by(connection, store.tables, shown_in(fields))
    return Standing(story, tuple(lacks(fields, people, answers)), people, answers)


def lack_words(standing: Standing, lack: Lack) -> str:
    """Return the sentence for a consent that is missing."""
    words = _photo_words() if lack.channel == Channel.PHOTO else _story_words()
    return words[lack.why].format(name=standing.name(lack.person))


def _story_words() -> dict[str, str]:
    return {
        "nobody": _("Nobody is named. Say whose story it is."),
        "unknown": _("Somebody in it is no longer among the people here."),
        "refused": _("{name} said no to being in a story."),
        "withdrawn": _("{name} took back their consent."),
        "no_guardian": _("{name} is a minor. A guardian has not agreed yet."),
        "not_asked": _("{name} has not agreed yet."),
    }


def _photo_words() -> dict[str, str]:
    return {
        "unknown": _("Somebody in the photo is no longer among the people here."),
        "refused": _("{name} said no to the photo."),
        "withdrawn": _("{name} took back their consent to the photo."),
        "no_photographs": _("{name} asked not to be photographed."),
        "no_guardian": _("{name} is a minor. A guardian has not agreed to the photo yet."),
        "not_asked": _("{name} has not agreed to the photo yet."),
    }
