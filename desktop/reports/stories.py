"""Stories as text for a website or a blog: HTML and Markdown in which nothing typed is ever markup."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_MARKS = re.compile(r"([\\`*_{}\[\]#|~!$])")
_AT_START = re.compile(r"^(\d*)([-+=:.)])")
"""What would begin a list, a rule or a heading."""
_STYLE = (
    "body{font:18px/1.6 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}"
    "img{max-width:100%;height:auto}blockquote{font-style:italic;margin:1.5em 1em}"
    "article+article{border-top:1px solid;margin-top:3em;padding-top:1em}"
)


@dataclass(frozen=True, slots=True)
class ToldStory:
    """One story as it is handed out."""

    title: str
    text: str = ""
    """Paragraphs, with an empty line between them."""
    quote: str = ""
    by: str = ""
    """Who tells it and when, in words; nobody's name where they do not want it shown."""
    picture: bytes = b""
    """A JPEG."""
    picture_words: str = ""
    """What it shows, for those who cannot see it."""


def html_of(stories: Sequence[ToldStory], heading: str, language: str = "en") -> str:
    """Return one page with all of the stories, their pictures inside it."""
    told = "\n".join(map(_article, stories))
    title = escape(heading)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{told}\n</body>\n</html>\n"
    )


def markdown_of(stories: Sequence[ToldStory], heading: str, pictures: Sequence[str]) -> str:
    """Return the stories below one another; `pictures` are the names of their files beside it, or ""."""
    parts = [f"# {_plain(heading)}"]
    for story, picture in zip(stories, pictures, strict=True):
        parts += _in_markdown(story, picture)
    return "\n\n".join(parts) + "\n"


def _article(story: ToldStory) -> str:
    parts = [f"<h2>{escape(story.title)}</h2>"]
    if story.picture:
        content = b64encode(story.picture).decode()
        parts.append(f'<img alt="{escape(story.picture_words)}" src="data:image/jpeg;base64,{content}">')
    if story.quote:
        parts.append(f"<blockquote><p>{_lines(story.quote)}</p></blockquote>")
    parts += [f"<p>{_lines(each)}</p>" for each in _paragraphs(story.text)]
    if story.by:
        parts.append(f"<p><em>{escape(story.by)}</em></p>")
    return "<article>\n" + "\n".join(parts) + "\n</article>"


def _in_markdown(story: ToldStory, picture: str) -> list[str]:
    parts = [f"## {_plain(story.title)}"]
    if picture:
        parts.append(f"![{_plain(story.picture_words)}](<{picture}>)")
    if story.quote:
        parts.append("\n".join(f"> {_plain(line)}" for line in story.quote.splitlines()))
    parts += ["  \n".join(map(_plain, each.splitlines())) for each in _paragraphs(story.text)]
    return [*parts, f"*{_plain(story.by)}*"] if story.by else parts


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"\n\s*\n", text) if each.strip()]


def _lines(text: str) -> str:
    return "<br>\n".join(escape(line.strip()) for line in text.strip().splitlines())


def _plain(text: str) -> str:
    """Return words in which Markdown finds nothing to mark up, and HTML inside it no tag."""
    marked = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return escape(_AT_START.sub(r"\1\\\2", marked), quote=False)
