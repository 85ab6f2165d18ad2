"""What comes of the rows of a file, in the words of the page."""

from desktop.i18n import _, ngettext
from desktop.transfer.names import in_order
from desktop.transfer.plan import CHANGED, MATCH, NEW, REFUSED, Plan, Verdict
from sync.records.people import Person

ORDER = (NEW, CHANGED, MATCH, REFUSED)
TONES = {NEW: "good", CHANGED: "accent", MATCH: "plain", REFUSED: "warn"}
"""Verdict -> the colour behind its word."""
_NAMES = ("name", "display_name", "organization")


def word_for(verdict: str) -> str:
    """Return the word for a verdict, as it stands beside a row."""
    return {NEW: _("New"), CHANGED: _("Adds to"), MATCH: _("Known"), REFUSED: _("Skipped")}[verdict]


def filters(plan: Plan) -> list[tuple[str, str]]:
    """Return (verdict, words with the count) for those there are, "" for all of them first."""
    found = [(verdict, f"{word_for(verdict)} {plan.count(verdict):,}") for verdict in ORDER]
    counted = [(verdict, words) for verdict, words in found if plan.count(verdict)]
    return [("", _("All {count}").format(count=f"{len(plan.rows):,}")), *counted]


def verb(plan: Plan) -> str:
    """Return what the button says that imports: Add 214 people."""
    count = plan.new or _added_to(plan)
    if plan.kind == Person.kind and plan.new:
        words = ngettext("Add {count} person", "Add {count} people", count)
    elif plan.kind == Person.kind:
        words = ngettext("Add to {count} person", "Add to {count} people", count)
    elif plan.new:
        words = ngettext("Add {count} partner", "Add {count} partners", count)
    else:
        words = ngettext("Add to {count} partner", "Add to {count} partners", count)
    return words.format(count=f"{count:,}")


def can_be_brought_in(plan: Plan) -> bool:
    """Say whether there is anything to import."""
    return bool(plan.new or plan.changed)


def totals(plan: Plan) -> str:
    """Return what happens to the whole file, in one line."""
    if not can_be_brought_in(plan):
        return _("There is nothing new in this file.")
    counts = (
        ngettext("{count} new", "{count} new", plan.new) if plan.new else "",
        ngettext("{count} adds to somebody known", "{count} add to somebody known", plan.changed)
        if plan.changed
        else "",
        ngettext("{count} known already", "{count} known already", plan.matched) if plan.matched else "",
        ngettext("{count} skipped", "{count} skipped", plan.refused) if plan.refused else "",
    )
    numbers = (plan.new, plan.changed, plan.matched, plan.refused)
    said = (words.format(count=f"{number:,}") for words, number in zip(counts, numbers, strict=True) if words)
    return " · ".join(said)


def done_words(plan: Plan) -> str:
    """Return what is said once a file is in."""
    if plan.new and plan.kind == Person.kind:
        words = ngettext("Added {count} person from {file}.", "Added {count} people from {file}.", plan.new)
    elif plan.new:
        words = ngettext(
            "Added {count} partner from {file}.", "Added {count} partners from {file}.", plan.new
        )
    else:
        words = _("Added what was new in {file} to {count} known already.")
    return words.format(count=f"{plan.new or _added_to(plan):,}", file=plan.sheet.file)


def headline_of(plan: Plan, place: int) -> str:
    """Return whom a row is about: the name that was read, else the first words that stand in it."""
    verdict, cells = plan.rows[place], plan.sheet.rows[place].cells
    if name := str(verdict.values.get("name", "")):
        return name
    whole = in_order(next(filter(None, (plan.mapping.first(cells, target) for target in _NAMES)), ""))
    parts = (plan.mapping.first(cells, "first_name"), plan.mapping.first(cells, "last_name"))
    return whole or " ".join(filter(None, parts)) or next((cell for cell in cells if cell.strip()), "…")


def detail_of(verdict: Verdict) -> str:
    """Return the second line of a row: which one it is, how to reach whom it brings, and the reason."""
    reached = verdict.values.get("email") or verdict.values.get("phone") or ""
    parts = (
        _("Row {number}").format(number=verdict.place),
        reached if verdict.verdict == NEW else "",
        verdict.why,
    )
    return " · ".join(filter(None, parts))


def _added_to(plan: Plan) -> int:
    """Return to how many records something is added; two rows may be about one."""
    return len({each.record for each in plan.rows if each.verdict == CHANGED})
