"""What a person made of the office's refusals: asked for the change again, or put it away.

Each answer is an Edit, so that it can be taken back like any other; a fact of this
computer names it. A change that was refused stays what it is, whatever is answered.
"""

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, exists, func, literal, or_, select

from desktop.store import schema

ASKED, PUT_AWAY = "asked again ", "put away "
"""Before the number of a change that was refused, in the facts: the Edit that answered it."""
_changes, _edits, _meta = schema.changes, schema.edits, schema.meta
_answers, _vain = _edits.alias("answers"), _changes.alias("vain")


def is_answered(how: str) -> ColumnElement[bool]:
    """Return whether a change was asked again, or put away, and that still holds."""
    names_it = _meta.c.key == literal(how) + cast(_changes.c.n, Text)
    return exists().where(names_it, _answers.c.id == _meta.c.value, _answers.c.undone == 0)


def is_refused() -> ColumnElement[bool]:
    """Return whether the office holds nothing of a change; a refused step it keeps, with its reason."""
    return and_(schema.REFUSED, _changes.c.seq == 0)


def is_open() -> ColumnElement[bool]:
    """Return whether a change of an Edit was refused and waits for a person.

    Nothing waits where the person took the Edit back, nor where taking it back was refused because
    the office had refused the Edit itself.
    """
    took_back_nothing = exists().where(
        _vain.c.edit == _edits.c.undoes, _vain.c.record == _changes.c.record, _vain.c.standing == "refused"
    )
    answered = or_(is_answered(ASKED), is_answered(PUT_AWAY))
    return and_(is_refused(), _edits.c.undone == 0, ~answered, ~took_back_nothing)


def count_open(connection: Connection) -> int:
    """Return how many changes were refused and wait for a person."""
    both = _changes.join(_edits, _edits.c.id == _changes.c.edit)
    return connection.execute(select(func.count()).select_from(both).where(is_open())).scalar_one()


def answered_by(connection: Connection, *edits: str) -> set[tuple[str, str]]:
    """Return kind and id of the records about whose refused changes some Edits are."""
    names = or_(*(_meta.c.key == literal(how) + cast(_changes.c.n, Text) for how in (ASKED, PUT_AWAY)))
    about = select(_changes.c.kind, _changes.c.record).join(_meta, names)
    rows = connection.execute(about.where(is_refused(), _meta.c.value.in_(edits)))
    return {(row.kind, row.record) for row in rows}
