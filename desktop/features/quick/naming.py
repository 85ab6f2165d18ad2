"""Who is meant by a name: the one who is called so, or whoever is chosen among those who may be meant."""

from dataclasses import dataclass, replace

from desktop.features.quick import queries
from desktop.features.quick.actions import NOBODY, Somebody
from desktop.features.quick.preview import Asker, Offer, Part, Question
from desktop.features.quick.queries import Known
from desktop.quick.verbs import MYSELF
from desktop.quick.words import plain

MOST = 6
"""Namesakes that are offered."""


@dataclass(frozen=True, slots=True)
class Named:
    """What became of one name."""

    parts: tuple[Part, ...] = ()
    question: Question | None = None
    who: Somebody | None = None
    """Nobody where the name is no name, or is not known yet."""


def meant_by(asker: Asker, name: str, *kinds: str) -> Named:
    """Return who a name means among records of some kinds."""
    key = f"who {plain(name)}"
    answer = asker.answers.get(key, "")
    if answer == "words":
        return Named()
    if answer == "new":
        new = spelled(name)
        return Named((Part("new_person", new),), who=Somebody(name=new))
    found = queries.named(asker.store, name, *kinds)
    meant = [each for each in found.known if f"{each.kind}:{each.id}" == answer] or found.sure(name)
    if len(meant) == 1:
        return _known(meant[0])
    part = Part("person", name, is_open=True)
    return Named((part,), Question(key, "which" if found.known else "who", name, _offers(found.known, name)))


def owner_of(asker: Asker, names: tuple[str, ...]) -> Named:
    """Return who does it: who stands after an @, else whoever is at this computer."""
    if len(names) > 1 and asker.answers.get("owner") not in names:
        asked = Question("owner", "owner", "", tuple(Offer(name, "person", name) for name in names))
        return Named((Part("owner", " / ".join(names), is_open=True),), asked)
    name = asker.answers.get("owner", "") if len(names) > 1 else "".join(names)
    if not name or plain(name) in MYSELF:
        return _me(asker)
    named = _without_words(meant_by(asker, name, "person"))
    part = Part("owner", named.parts[0].words if named.parts else "", is_open=named.question is not None)
    return Named((part,), named.question, named.who or NOBODY)


def spelled(name: str) -> str:
    """Return a name as it is kept: one typed in small letters begins its words with capitals."""
    return name.title() if name.islower() else name


def _without_words(named: Named) -> Named:
    """Offer that nobody does it where a name could be no name: what stands after an @ always is one."""
    if named.question is None:
        return named
    offers = [each for each in named.question.offers if each.sort not in ("words", "task")]
    return replace(named, question=replace(named.question, offers=(*offers, Offer("words", "nobody"))))


def _me(asker: Asker) -> Named:
    mine = queries.person(asker.store, asker.me) if asker.me else None
    return Named((Part("owner", mine.name if mine else ""),), who=Somebody(asker.me) if mine else NOBODY)


def _known(each: Known) -> Named:
    barred = (Part("barred", each.name),) if each.is_barred else ()
    return Named((Part(each.kind, each.name), *barred), who=Somebody(each.id, kind=each.kind))


def _offers(found: list[Known], name: str) -> tuple[Offer, ...]:
    known = (Offer(f"{each.kind}:{each.id}", each.kind, each.name, each.detail) for each in found[:MOST])
    words = Offer("words", "words", name)
    return (*known, Offer("new", "new", spelled(name)), words, Offer("task", "task", key="sort"))
