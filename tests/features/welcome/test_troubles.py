from collections.abc import Callable

import pytest

from desktop.features.welcome.beginning import Joining, begin_profile, come_in
from desktop.features.welcome.troubles import plain_words
from desktop.paths import Profile
from sync.errors import CoalitionError, Unavailable
from sync.invitation import new_code
from tests.client.serving import answering

HTML = b"<html>Sign in to Cafe Wi-Fi</html>"


def trouble(profile: Profile, server: str) -> str:
    begun = begin_profile(profile)
    try:
        with pytest.raises(CoalitionError) as error:
            come_in(begun, Joining(new_code(), server), lambda report: None)
    finally:
        begun.session.close()
    return plain_words(error.value)


def test_nobody_there_says_that_the_code_still_works(profile: Profile, key_store):
    said = trouble(profile, "http://127.0.0.1:9")
    assert "cannot be reached" in said
    assert "your code still works" in said


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: (200, {"Content-Type": "text/html"}, HTML),
        lambda request: (302, {"Location": "http://login.example.org/"}, b""),
        lambda request: (511, {}, HTML),
    ],
)
def test_a_captive_portal_asks_to_sign_in_first(profile: Profile, key_store, answer: Callable[..., object]):
    with answering(answer) as server:
        assert "wants you to sign in first" in trouble(profile, server)


def test_a_busy_office_is_tried_again_later(profile: Profile, key_store):
    with answering(lambda request: (503, {"Retry-After": "0"}, b"")) as server:
        assert "busy" in trouble(profile, server)


def test_a_trouble_without_better_words_says_its_own():
    assert plain_words(Unavailable("The moon fell down.", "moon")) == "The moon fell down."
