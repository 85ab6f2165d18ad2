"""Where faults are planted, and the tests that catch them."""

RECORDS = "properties/test_records_meet.py::test_"
DECISIONS = "properties/test_decisions.py::test_"
EXCHANGE = "properties/test_exchange.py::test_"
LIVES = "properties/test_simulate.py::test_a_life_full_of_faults_ends_well"
ORDER = "properties/test_order.py::test_a_reader_by_cursor_misses_nothing_of_parallel_writers"
OLD_OFFICE = "properties/test_versions.py::test_what_a_newer_program_wrote_survives_an_older_one[old]"

MERGE, REPLICA, RULES = "sync/changes/merge.py", "desktop/store/replica.py", "sync/server/rules.py"
ROUNDS, INTAKE, PULL = "sync/server/rounds.py", "sync/server/intake.py", "sync/server/pull.py"
FOLDING, WRITING, COMMIT = "desktop/store/folding.py", "desktop/store/writing.py", "desktop/store/commit.py"
