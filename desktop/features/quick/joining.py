"""From a line to somebody new: where they come from, and whether they are known already."""

from dataclasses import dataclass, replace

from desktop.features.quick import queries
from desktop.features.quick.actions import PersonPlan
from desktop.features.quick.naming import Named, spelled
from desktop.features.quick.preview import Asker, Offer, Part, Preview, Question
from desktop.lookalikes import Lookalike, Typed, lookalikes
from desktop.quick.newcomers import Newcomer
from desktop.quick.words import plain
from desktop.transfer.sectors import sector_of


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where somebody comes from; `name` is what is left of their name."""

    name: str
    parts: tuple[Part, ...] = ()
    question: Question | None = None
    sector: str = ""
    partner: str = ""
    notes: str = ""


def preview_newcomer(asker: Asker, said: Newcomer) -> Preview:
    """Return whom a line would add, with the first thing that is still to be chosen."""
    if not said.name:
        return Preview((Part("new_person", is_open=True),), Question("name", "name"))
    origin = _origin(asker, replace(said, name=spelled(said.name)))
    plan = PersonPlan(origin.name, said.phone, said.email, origin.sector, origin.partner, origin.notes)
    same = Named() if origin.question else _same(asker, plan)
    question = origin.question or same.question
    reached = [Part("phone", said.phone)] if said.phone else []
    reached += [Part("address", said.email)] if said.email else []
    parts = (Part("new_person", origin.name), *reached, *origin.parts, *same.parts)
    return Preview(parts, question, None if question else plan)


def _origin(asker: Asker, said: Newcomer) -> _Origin:
    if said.place:
        return _from_place(asker, said.name, said.place, ())
    *before, last = said.name.split()
    if before and _offers(asker, last):
        name = Offer("name", "name", said.name)
        origin = _from_place(asker, " ".join(before), last, (name,))
        return replace(origin, name=said.name) if _answer(asker, last) == "name" else origin
    return _Origin(said.name)


def _from_place(asker: Asker, name: str, place: str, more: tuple[Offer, ...]) -> _Origin:
    """Return where somebody comes from; `more` is what else the words can mean."""
    offers, answer = _offers(asker, place), _answer(asker, place)
    if answer == "name":
        return _Origin(name)
    if answer == "note":
        return _Origin(name, (Part("note", place),), notes=place)
    chosen = [each for each in offers if each.answer == answer] or ([] if more else offers)
    if len(chosen) == 1:
        return _settled(asker, name, place, chosen[0])
    asked = Question(_key(place), "place", place, (*more, *offers, Offer("note", "note", place)))
    return _Origin(name, (Part("sector", place, is_open=True),), asked)


def _settled(asker: Asker, name: str, place: str, offer: Offer) -> _Origin:
    part, code = Part(offer.sort, offer.words), offer.answer.partition(":")[2]
    if offer.sort == "sector":
        return _Origin(name, (part,), sector=code)
    known = next(
        (each for each in queries.named(asker.store, place, "partner").known if each.id == code), None
    )
    return _Origin(name, (part,), sector=known.sector if known else "", partner=code)


def _offers(asker: Asker, place: str) -> list[Offer]:
    """Return the organizations and the sector that words name."""
    partners = queries.named(asker.store, place, "partner").sure(place)
    known = [Offer(f"partner:{each.id}", "partner", each.name, each.detail) for each in partners]
    code = sector_of(place)
    sector = [Offer(f"sector:{code}", "sector", queries.sector_name(asker.store, code))] if code else []
    return [*known, *sector]


def _same(asker: Asker, plan: PersonPlan) -> Named:
    """Ask where somebody known may be the one who is being added."""
    typed = Typed(plan.name, plan.email, plan.phone, plan.partner)
    found = lookalikes(asker.store, typed)
    key = "known " + " ".join(each.id for each in found)
    if not found or asker.answers.get(key) == "new":
        return Named()
    offers = tuple(_known(each) for each in found)
    return Named((), Question(key, "known", plan.name, (*offers, Offer("new", "new", plan.name))))


def _known(each: Lookalike) -> Offer:
    return Offer(f"open:{each.id}", "person", each.name, ", ".join(each.reasons), opens=each.id)


def _key(place: str) -> str:
    return f"place {plain(place)}"


def _answer(asker: Asker, place: str) -> str:
    return asker.answers.get(_key(place), "")
