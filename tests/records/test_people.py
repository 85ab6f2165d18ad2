"""Comparing addresses, and suppressing them."""

import pytest

from sync.records.consents import Channel, Suppression, normal_address
from sync.records.people import normal_email, normal_phone


@pytest.mark.parametrize("typed", ["(847) 555-0123", "847.555.0123", "+1 847 555 0123", "1-847-555-0123"])
def test_spellings_of_one_phone_number_are_equal(typed: str) -> None:
    assert normal_phone(typed) == "+18475550123"


def test_a_number_of_another_country_keeps_its_country() -> None:
    assert normal_phone("55 1234 5678", region="MX") == "+525512345678"


def test_what_is_no_number_keeps_its_digits() -> None:
    assert normal_phone("ext. 7") == "7"


def test_spellings_of_one_email_address_are_equal() -> None:
    assert normal_email(" Ana@Example.ORG ") == normal_email("ana@example.org")


def test_a_suppressed_address_has_one_id_however_it_is_typed() -> None:
    first = Suppression(channel=Channel.PHONE, address="(847) 555-0123")
    second = Suppression(channel=Channel.PHONE, address="847-555-0123", reason="asked")
    assert first.id == second.id
    assert first.address == second.address == "+18475550123"
    assert Suppression(address="Ana@Example.org").id == Suppression(address="ana@example.org").id


def test_a_suppression_read_back_stays_as_it_was_made() -> None:
    made = Suppression(channel=Channel.EMAIL, address="Ana@Example.org")
    kept = Suppression.model_validate({**made.model_dump(mode="json"), "address": "As It Was"})
    assert kept.address == "As It Was"


def test_the_same_address_on_two_channels_is_suppressed_twice() -> None:
    phone = Suppression(channel=Channel.PHONE, address="847-555-0123")
    texts = Suppression(channel=Channel.TEXT_MESSAGE, address="847-555-0123")
    assert phone.id != texts.id
    assert normal_address(Channel.TEXT_MESSAGE, "847-555-0123") == phone.address


def test_a_household_is_suppressed_by_its_postal_address_as_written() -> None:
    assert Suppression(channel=Channel.POST, address=" 12 Oak St ").address == "12 Oak St"
