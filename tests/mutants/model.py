"""The thirteen faults of the model that sync was designed with, planted in the real code."""

from tests.mutants.places import (
    BASELINE,
    COMMIT,
    DECISIONS,
    EXCHANGE,
    INTAKE,
    LIVES,
    MERGE,
    OUTBOX,
    PULL,
    RECORDS,
    ROUNDS,
    TAKING,
    WRITTEN,
)
from tests.mutants.planting import Fault

FAULTS = (
    Fault(
        "a change said again is taken again",
        ROUNDS,
        "self._stored(incoming) if incoming[0][0].n < expected else {}",
        "{}",
        EXCHANGE + "receipts_are_kept_with_the_records_they_belong_to",
        (
            (WRITTEN, "insert_all(connection, schema.changes", "insert_missing(connection, schema.changes"),
            (WRITTEN, "import insert_all, upsert", "import insert_missing, upsert"),
        ),
    ),
    Fault(
        "the last writer wins and the other value is gone",
        MERGE,
        'state.setdefault("beside", {})[name] = [*kept, beside]\nreturn Outcome.BESIDE',
        'state["fields"][name] = value\n_sign(state, name, change)\nreturn Outcome.APPLIED',
        RECORDS + "of_two_values_one_is_shown_and_the_other_is_kept_beside_it",
    ),
    Fault(
        "to choose clears alternatives that were not seen",
        MERGE,
        'if each["change"] not in settled or name not in about]',
        "if not settled or name not in about]",
        RECORDS + "to_choose_settles_what_one_saw_and_leaves_what_one_did_not_see",
    ),
    Fault(
        "a deletion wins over a newer edit",
        MERGE,
        'if heads(state) - set(body["trash"])',
        'if False and heads(state) - set(body["trash"])',
        RECORDS + "a_deletion_hides_only_what_its_author_saw",
    ),
    Fault("the cursor jumps to the head", PULL, "cursor=max(reached, cursor)", "cursor=space.seq", LIVES),
    Fault(
        "an overtaken answer turns the cursor back",
        TAKING,
        "cursor = max(page.cursor, self.spaces[page.space].cursor)",
        "cursor = page.cursor",
        EXCHANGE + "an_answer_that_was_overtaken_changes_nothing",
    ),
    Fault(
        "any receipt clears the whole outbox",
        TAKING,
        "for told in self.reply.receipts:",
        "run(self.connection, \"UPDATE changes SET standing = 'done' WHERE standing = 'unsent'\")\n"
        "for told in self.reply.receipts:",
        LIVES,
    ),
    Fault(
        "the number of a change is given twice",
        COMMIT,
        "SELECT seq FROM sqlite_sequence WHERE name = 'changes'",
        "SELECT count(*) FROM changes WHERE standing = 'unsent'",
        RECORDS + "a_lone_laptop_that_edits_faster_than_it_syncs_collides_with_nobody",
        (
            (
                COMMIT,
                "(_outbox_row(each) for each in made))",
                '(_outbox_row(each) for each in made), "replace")',
            ),
        ),
    ),
    Fault(
        "a refusal is not remembered",
        INTAKE,
        "if not reason:\nreturn self._accept(kind, held, change)",
        "if not reason:\n    return self._accept(kind, held, change)\n"
        'return Receipt(change.n, "r", 0, reason)',
        DECISIONS + "a_request_that_was_refused_stays_refused_however_often_it_is_said",
    ),
    Fault(
        "after a restore what was acknowledged is not offered again",
        BASELINE,
        "offer_again_after(connection, page.space, page.durable)",
        "pass",
        EXCHANGE + "a_restored_office_gets_back_what_it_had_lost",
    ),
    Fault(
        "a restore of the office is not noticed",
        ROUNDS,
        "if cursor.epoch not in (0, row.epoch):",
        "if cursor.epoch not in (0, row.epoch) and cursor.epoch > row.epoch:",
        EXCHANGE + "a_restored_office_gets_back_what_it_had_lost",
        ((TAKING, "(page.epoch > known.epoch and known.epoch) or page.role", "page.role"),),
    ),
    Fault(
        "what is acknowledged leaves the screen before it comes back",
        OUTBOX,
        '"a": "acked", "s": "acked", "b": "acked"',
        '"a": "done", "s": "done", "b": "done"',
        RECORDS + "what_i_typed_stays_on_my_screen_until_the_office_hands_it_back",
    ),
    Fault(
        "the base of an edit ignores one's own unsent edit",
        COMMIT,
        "body = _body(tables.vocabulary.named(intent.kind), intent, state)",
        'known = fetch_value(connection, "SELECT state FROM pulled WHERE id = ?", record)\n'
        "known = orjson.loads(known) if known else state\n"
        "body = _body(tables.vocabulary.named(intent.kind), intent, known)",
        RECORDS + "a_lone_laptop_that_edits_faster_than_it_syncs_collides_with_nobody",
    ),
)
