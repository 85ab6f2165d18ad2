from pathlib import Path

import pytest

from desktop.features.stories.actions import add_story, publish_story, read_story
from desktop.features.stories.telling import tellable, told, write_stories
from desktop.publishing import standing_of
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.people import AgeBand, Person
from tests.features.stories.conftest import Say, add


@pytest.fixture
def published(store: Store, story: str, rosa: str, say: Say) -> str:
    say(rosa)
    publish_story(store, story)
    return story


def test_only_what_is_published_and_agreed_to_is_handed_out(
    store: Store, published: str, rosa: str, say: Say
) -> None:
    add_story(store, "A draft", rosa)
    assert [each.story.id for each in tellable(store)] == [published]
    say(rosa, answer="withdrawn", day=2)
    assert tellable(store) == []
    with pytest.raises(Refused, match="was not handed out"):
        told(standing_of(store, read_story(store, published)))


def test_a_name_is_said_only_where_it_may_be(store: Store, published: str) -> None:
    assert told(tellable(store)[0]).by == "Somebody of the coalition"
    with store.edit("Names") as draft:
        draft.set("story", published, {"show_names": True, "day": "2026-11-02"})
    assert told(tellable(store)[0]).by == "Rosa Delgado, November 2, 2026"


def test_a_minor_is_never_named(store: Store, rosa: str, say: Say) -> None:
    kid = add(store, Person(name="Sam", age_band=AgeBand.MINOR))
    story = add_story(store, "The club", kid)
    say(kid, guardian=rosa)
    with store.edit("Names") as draft:
        draft.set("story", story, {"show_names": True})
    publish_story(store, story)
    assert told(tellable(store)[0]).by == "Somebody of the coalition"


def test_a_page_has_its_pictures_inside_and_markdown_beside_it(
    store: Store, published: str, tmp_path: Path
) -> None:
    pictures = {published: b"JPEG"}
    write_stories(tmp_path / "stories.html", "Ours", tellable(store), pictures)
    write_stories(tmp_path / "stories.md", "Ours", tellable(store), pictures)
    assert 'src="data:image/jpeg;base64,SlBFRw=="' in (tmp_path / "stories.html").read_text()
    assert "](<stories-1.jpg>)" in (tmp_path / "stories.md").read_text()
    assert (tmp_path / "stories-1.jpg").read_bytes() == b"JPEG"
    assert len(list(tmp_path.glob("stories*"))) == 3
