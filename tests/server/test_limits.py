import pytest

from sync.server.limits import Limits, Pace, Rule
from sync.server.refusals import Limited
from sync.server.storage import open_storage
from sync.server.whole import writing_whole
from tests.server.conftest import NOON


def use(storage, rule, who="203.0.113.9", now=NOON):
    with writing_whole(storage) as connection:
        rule.check(connection, who, now)
        rule.count(connection, who, now)


def test_what_was_counted_survives_a_restart(storage, database_url):
    rule = Rule("wrong_code", 2, 300)
    use(storage, rule)
    storage.close()
    again = open_storage(database_url.removeprefix("sqlite:///"))
    use(again, rule)
    with pytest.raises(Limited):
        use(again, rule)
    again.close()


def test_rules_with_like_names_do_not_forget_for_each_other(storage):
    long, short = Rule("wrong", 1, 86_400), Rule("wrong_code", 1, 60)
    use(storage, long)
    use(storage, short)
    use(storage, short, now=NOON.replace(hour=13))
    with pytest.raises(Limited):
        use(storage, long, now=NOON.replace(hour=13))


def test_the_wait_that_is_named_is_long_enough(storage):
    rule = Rule("enrol", 1, 3600)
    use(storage, rule, now=NOON.replace(minute=59, second=59))
    with pytest.raises(Limited) as caught:
        use(storage, rule, now=NOON.replace(minute=59, second=59))
    assert caught.value.retry_after == 1
    assert "try again in a minute" in caught.value.sentence


def test_a_device_may_do_its_rounds_in_a_burst_and_then_at_an_even_pace():
    moment = [0.0]
    pace = Pace(60, clock=lambda: moment[0])
    for _ in range(60):
        pace.take("one")
    with pytest.raises(Limited) as caught:
        pace.take("one")
    assert caught.value.retry_after == 1
    pace.take("other")
    moment[0] = 1.0
    pace.take("one")
    with pytest.raises(Limited):
        pace.take("one")


def test_a_long_rest_gives_no_more_than_a_full_bucket():
    moment = [0.0]
    pace = Pace(3, clock=lambda: moment[0])
    moment[0] = 86_400.0
    for _ in range(3):
        pace.take("one")
    with pytest.raises(Limited):
        pace.take("one")


def test_guessing_is_limited_as_promised():
    assert (Limits().wrong_codes, Limits().wrong_codes_everywhere) == (10, 1000)
