"""Every fault that is planted, each with the test that must catch it."""

from tests.mutants import exchange, merging, model, rules, storage

FAULTS = model.FAULTS + storage.FAULTS + exchange.FAULTS + merging.FAULTS + rules.FAULTS
