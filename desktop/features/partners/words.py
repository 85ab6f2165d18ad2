"""How closely organizations work together, in words."""

from desktop.features.partners.network import Network
from desktop.i18n import _, ngettext


def strengths() -> list[tuple[str, str]]:
    """Return how closely two organizations can work together, as (number, words)."""
    return [("0", _("Not yet")), ("1", _("Loosely")), ("2", _("Regularly")), ("3", _("Closely"))]


def trusts() -> list[tuple[str, str]]:
    """Return how much two organizations can trust each other, as (number, words)."""
    return [("0", _("Not said")), ("1", _("Some trust")), ("2", _("Good trust")), ("3", _("Full trust"))]


def tie_words(strength: int, trust: int, shared: tuple[str, ...], name: str = "") -> str:
    """Return a tie in one line: Regularly with Oak Street Library · Good trust · share space, staff."""
    how = dict(strengths()).get(str(strength), str(strength))
    parts = [_("{how} with {name}").format(how=how, name=name) if name else how]
    if trust:
        parts.append(dict(trusts()).get(str(trust), str(trust)))
    if shared:
        parts.append(_("share {things}").format(things=", ".join(shared)))
    return " · ".join(parts)


def neighbours_words(network: Network, organization: str) -> str:
    """Return with whom an organization works, as a sentence."""
    near = sorted(network.neighbours[organization], key=lambda pair: -pair[1].strength)
    said = dict(strengths())
    others = (
        _("{name} ({strength})").format(
            name=network.names[other], strength=said[str(min(link.strength, 3))].lower()
        )
        for other, link in near
    )
    words = ngettext("{name} works with {count} other", "{name} works with {count} others", len(near))
    sentence = words.format(name=network.names[organization], count=len(near))
    return f"{sentence}: {', '.join(others)}." if near else f"{sentence}."


def density_words(network: Network) -> str:
    """Return how many of the possible ties there are."""
    words = _("{there:,} of {possible:,} possible ties are written down ({share}%)")
    return words.format(
        there=len(network.links), possible=network.possible, share=round(100 * network.density)
    )


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a list typed with commas, each once."""
    words = (" ".join(part.split()) for part in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))
