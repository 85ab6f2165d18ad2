"""Faults of transactions, locks, disks, digests and the search index."""

from tests.mutants.places import DECISIONS, EXCHANGE, INTAKE, LIVES, ORDER, REPLICA, ROUNDS, WRITING
from tests.mutants.planting import Fault

LATER = """\
    connection.commit()
    insert_all(connection, schema.changes, intake.rows)
"""

FAULTS = (
    Fault(
        "receipts and records are two transactions on the laptop",
        REPLICA,
        "            taken = taking.run()\n",
        "            taking._take_receipts()\n"
        "        with self._store.writing() as connection:\n"
        "            taking = _Taking(connection, self._store, reply, sent)\n"
        "            taken = taking.run()\n",
        EXCHANGE + "a_laptop_that_dies_while_it_hears_has_kept_all_of_an_answer_or_nothing",
    ),
    Fault(
        "receipts are stored in a later transaction than their records",
        "sync/server/writing.py",
        "    insert_all(connection, schema.changes, intake.rows)\n",
        "",
        EXCHANGE + "an_office_that_dies_while_it_answers_has_taken_in_everything_or_nothing",
        (
            (
                "sync/server/writing.py",
                "== space).values(**numbers))\n",
                "== space).values(**numbers))\n" + LATER,
            ),
        ),
    ),
    Fault(
        "a receipt is not stored",
        INTAKE,
        "        self.rows.append(row)\n",
        "        if outcome is not Outcome.SAME:\n            self.rows.append(row)\n",
        DECISIONS + "the_same_fact_from_two_laptops_is_one",
    ),
    Fault(
        "the space's row is not locked",
        ROUNDS,
        "row = select(schema.spaces).where(schema.spaces.c.space == space).with_for_update()",
        "row = select(schema.spaces).where(schema.spaces.c.space == space)",
        ORDER,
    ),
    Fault(
        "numbers come from a sequence and not from the space's row",
        INTAKE,
        "        self.seq += 1\n",
        "        self.seq = next(_NUMBERS)\n",
        ORDER,
        (
            (INTAKE, "class Intake:\n", "_NUMBERS = __import__('itertools').count(1)\n\n\nclass Intake:\n"),
            (
                ROUNDS,
                "row = select(schema.spaces).where(schema.spaces.c.space == space).with_for_update()",
                "row = select(schema.spaces).where(schema.spaces.c.space == space)",
            ),
        ),
    ),
    Fault(
        "the laptop does not wait for its disk",
        "desktop/store/connection.py",
        '"synchronous": 2,',
        '"synchronous": 1,',
        EXCHANGE + "both_ends_wait_until_the_disk_has_it",
    ),
    Fault(
        "the office does not wait for its disk",
        "sync/server/storage.py",
        '"synchronous=FULL",',
        '"synchronous=NORMAL",',
        EXCHANGE + "both_ends_wait_until_the_disk_has_it",
    ),
    Fault(
        "the digest is copied from the other side",
        REPLICA,
        "        after = digest.add(digest.read(before), moved.gone[space], moved.come[space])\n",
        "        after = digest.add(digest.read(before), moved.gone[space], moved.come[space])\n"
        "        after = digest.read(page.digest) if page.digest else after\n",
        EXCHANGE + "a_page_that_lost_a_record_on_its_way_is_noticed_and_fetched_again",
    ),
    Fault(
        "an overtaken digest is believed",
        REPLICA,
        "            if not self._is_ahead_of(page):\n",
        "            if page:\n",
        EXCHANGE + "an_answer_overtaken_by_a_receipt_starts_nothing_over",
    ),
    Fault(
        "a search row is forgotten",
        WRITING,
        "        self._index(rows)\n",
        "        self._index(rows[:1])\n",
        LIVES,
    ),
    Fault(
        "what was deleted stays in the search index",
        "desktop/store/search.py",
        '    if "trash" in read:\n',
        '    if "trash" in read and not read:\n',
        EXCHANGE + "the_deleted_are_not_found_and_the_changed_are_found_by_their_new_words",
    ),
)
