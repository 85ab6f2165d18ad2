"""Stories for a website: whatever somebody typed comes out as the words that they typed."""

from html.parser import HTMLParser

import pytest

from desktop.reports.stories import ToldStory, html_of, markdown_of

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">" \'&amp; </title>'
OURS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "article", "blockquote", "p", "em"}


class Reader(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_hostile_words_are_words_in_a_web_page() -> None:
    story = ToldStory(HOSTILE, HOSTILE, HOSTILE, HOSTILE, b"JPEG", HOSTILE)
    reader = Reader(html_of([story], HOSTILE))
    assert {tag for tag, _ in reader.tags} == OURS | {"img"}
    (image,) = [attributes for tag, attributes in reader.tags if tag == "img"]
    assert image == {"alt": HOSTILE, "src": "data:image/jpeg;base64,SlBFRw=="}
    assert reader.words.count(HOSTILE) == 6


def test_paragraphs_and_lines_stay_what_they_are() -> None:
    page = html_of([ToldStory("Bus", "One.\nTwo.\n\n \nThree.")], "Ours")
    assert "<p>One.<br>\nTwo.</p>\n<p>Three.</p>" in page
    text = markdown_of([ToldStory("Bus", "One.\nTwo.\n\n \nThree.")], "Ours", [""])
    assert text == "# Ours\n\n## Bus\n\nOne.  \nTwo.\n\nThree.\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[click](javascript:alert(1))", "\\[click\\](javascript:alert(1))"),
        ("![x](http://evil.example/y)", "\\!\\[x\\](http://evil.example/y)"),
        ("# Not a heading", "\\# Not a heading"),
        ("- no list", "\\- no list"),
        ("12) no list", "12\\) no list"),
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("> said", "&gt; said"),
        ("&lt;", "&amp;lt;"),
        ("===", "\\==="),
    ],
)
def test_markdown_finds_nothing_to_mark_up(typed: str, written: str) -> None:
    assert f"\n\n{written}\n" in markdown_of([ToldStory("Bus", typed)], "Ours", [""])


def test_a_story_in_markdown_has_its_picture_beside_it_and_says_who_tells_it() -> None:
    story = ToldStory("Bus", "Ran.", "Yes.\nNo.", "Ana [R]", b"JPEG", "A bus")
    text = markdown_of([story], "Ours", ["stories-1.jpg"])
    assert text == (
        "# Ours\n\n## Bus\n\n![A bus](<stories-1.jpg>)\n\n> Yes.\n> No.\n\nRan.\n\n*Ana \\[R\\]*\n"
    )
