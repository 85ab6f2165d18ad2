"""Faults of transactions, locks, disks, digests and the search index."""

from tests.mutants.places import (
    CONNECTION,
    DECISIONS,
    EXCHANGE,
    INTAKE,
    LIVES,
    ORDER,
    REPLICA,
    ROUNDS,
    SEARCH,
    STORAGE,
    TAKING,
    WRITING,
    WRITTEN,
)
from tests.mutants.planting import Fault

TAKEN = """\
with self._store.writing() as connection:
    taking = Taking(connection, self._store, reply, sent)
    taken = taking.run()"""
LOCKED = 'select(_spaces).where(_spaces.c.space == bindparam("space")).with_for_update()'
LATER = "\nconnection.commit()\ninsert_all(connection, schema.changes, intake.rows)"

FAULTS = (
    Fault(
        "receipts and records are two transactions on the laptop",
        REPLICA,
        TAKEN,
        TAKEN.replace("taken = taking.run()", "taking._take_receipts()") + "\n" + TAKEN,
        EXCHANGE + "a_laptop_that_dies_while_it_hears_has_kept_all_of_an_answer_or_nothing",
    ),
    Fault(
        "receipts are stored in a later transaction than their records",
        WRITTEN,
        "insert_all(connection, schema.changes, intake.rows)",
        "pass",
        EXCHANGE + "an_office_that_dies_while_it_answers_has_taken_in_everything_or_nothing",
        ((WRITTEN, "head=intake.chain)", "head=intake.chain)" + LATER),),
    ),
    Fault(
        "a receipt is not stored",
        INTAKE,
        "self.rows.append(row)",
        "if outcome is not Outcome.SAME:\n    self.rows.append(row)",
        DECISIONS + "the_same_fact_from_two_laptops_is_one",
    ),
    Fault(
        "the space's row is not locked",
        ROUNDS,
        LOCKED,
        LOCKED.replace(".with_for_update()", ""),
        ORDER,
    ),
    Fault(
        "numbers come from a sequence and not from the space's row",
        INTAKE,
        "self.seq += 1",
        "self.seq = next(_NUMBERS)",
        ORDER,
        (
            (INTAKE, "class Intake:", "_NUMBERS = __import__('itertools').count(1)\n\n\nclass Intake:"),
            (ROUNDS, LOCKED, LOCKED.replace(".with_for_update()", "")),
        ),
    ),
    Fault(
        "the laptop does not wait for its disk",
        CONNECTION,
        '"synchronous": 2,',
        '"synchronous": 1,',
        EXCHANGE + "both_ends_wait_until_the_disk_has_it",
    ),
    Fault(
        "the office does not wait for its disk",
        STORAGE,
        '"synchronous=FULL",',
        '"synchronous=NORMAL",',
        EXCHANGE + "both_ends_wait_until_the_disk_has_it",
    ),
    Fault(
        "the digest is copied from the other side",
        TAKING,
        "moved.come[space])",
        "moved.come[space])\nafter = digest.read(page.digest) if page.digest else after",
        EXCHANGE + "a_page_that_lost_a_record_on_its_way_is_noticed_and_fetched_again",
    ),
    Fault(
        "an overtaken digest is believed",
        TAKING,
        "if not self._is_ahead_of(page):",
        "if page:",
        EXCHANGE + "an_answer_overtaken_by_a_receipt_starts_nothing_over",
    ),
    Fault(
        "a search row is forgotten",
        WRITING,
        "for row in rows if row.kind in known",
        "for row in rows[:1] if row.kind in known",
        LIVES,
    ),
    Fault(
        "what was deleted stays in the search index",
        SEARCH,
        'if "trash" in read:',
        'if "trash" in read and not read:',
        EXCHANGE + "the_deleted_are_not_found_and_the_changed_are_found_by_their_new_words",
    ),
)
