"""Where somebody stands on the coalition's scales, and where they stood before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.features.people.queries import facts_about
from desktop.features.people.reading import LONGEST_LINE, name_of, read, require_name, step_words
from desktop.i18n import _
from desktop.store.links import all_ids_of
from desktop.store.store import Store
from desktop.transfer.queries import records_of
from sync.errors import Malformed, Refused, Unknown
from sync.records.engagements import Scale, ScaleRating, ScaleStep


@dataclass(frozen=True, slots=True)
class Place:
    """One rating, with the words of its scale."""

    rating: ScaleRating
    scale: Scale
    name: str
    """What the step is called."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where somebody stands on a scale and stood before, the latest first."""

    scale: Scale
    places: tuple[Place, ...] = ()


def scales(store: Store) -> list[Scale]:
    """Return the scales in use, by name."""
    held = [read(store, Scale, each["id"]) for each in records_of(store, Scale.kind) if not each["retired"]]
    return sorted(held, key=lambda scale: (scale.name.casefold(), scale.version))


def courses(store: Store, person: str) -> list[Course]:
    """Return where somebody stands on each scale in use, and on others they were rated on."""
    facts = facts_about(store, ScaleRating.kind, all_ids_of(store, person))
    ratings = [fact for fact in facts if isinstance(fact, ScaleRating)]
    used = {scale.id: scale for scale in scales(store)}
    for rating in ratings:
        if rating.scale not in used:
            used |= {scale.id: scale for scale in _scale(store, rating.scale)}
    return [Course(scale, _places(scale, ratings)) for scale in used.values()]


def rate(store: Store, rating: ScaleRating) -> str:
    """Keep where somebody stands; what was said before stays. Malformed for a step the scale has not."""
    scale = read(store, Scale, rating.scale)
    if rating.step not in {step.number for step in scale.steps}:
        words = _("The scale {scale} has no step {number}. Nothing was kept yet.")
        raise Malformed(words.format(scale=scale.name, number=rating.step), "step")
    name = name_of(store, "person", rating.person)
    with store.edit(_("Rate {name} on {scale}").format(name=name, scale=scale.name)) as draft:
        return draft.add(rating)


def delete_rating(store: Store, rating: str) -> None:
    """Delete a rating that was a mistake."""
    name = name_of(store, "person", read(store, ScaleRating, rating).person)
    with store.edit(_("Delete rating of {name}").format(name=name)) as draft:
        draft.trash(ScaleRating.kind, rating)


def make_scale(store: Store, name: str, steps: Sequence[str]) -> str:
    """Make a scale whose steps are numbered from 1, the least first; return its id."""
    scale = Scale(name=require_name(name), steps=_steps(steps))
    return _make(store, scale, _("Make the scale {name}").format(name=scale.name))


def renew_scale(store: Store, was: str, steps: Sequence[str]) -> str:
    """Make a new version of a scale; ratings on the old one stay what they were."""
    old = read(store, Scale, was)
    new = Scale(
        name=old.name, version=old.version + 1, replaces=was, steps=_steps(steps), purpose=old.purpose
    )
    return _make(store, new, _("Change the scale {name}").format(name=old.name))


def _make(store: Store, scale: Scale, label: str) -> str:
    if len(scale.steps) < 2:
        raise Refused(_("A scale has two steps or more. Type one on each line; nothing was kept yet."))
    with store.edit(label) as draft:
        if scale.replaces:
            draft.set(Scale.kind, scale.replaces, {"retired": True})
        return draft.add(scale)


def _steps(names: Sequence[str]) -> tuple[ScaleStep, ...]:
    kept = [name.strip()[:LONGEST_LINE] for name in names if name.strip()]
    return tuple(ScaleStep(number=number, name=name) for number, name in enumerate(kept, 1))


def _scale(store: Store, scale: str) -> Iterator[Scale]:
    """Yield a scale that is no longer in use, unless it was deleted."""
    try:
        yield read(store, Scale, scale)
    except Unknown:
        return


def _places(scale: Scale, ratings: Sequence[ScaleRating]) -> tuple[Place, ...]:
    mine = [rating for rating in ratings if rating.scale == scale.id]
    mine.sort(key=lambda rating: (rating.day or date.min, rating.id), reverse=True)
    return tuple(Place(rating, scale, step_words(scale, rating.step)) for rating in mine)
