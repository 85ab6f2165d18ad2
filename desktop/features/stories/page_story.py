"""One story: whether it may be told, how it reads, and the fields to write it in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desktop.features.stories.actions import (
    publish_story,
    read_story,
    review_story,
    take_down,
    trash_story,
)
from desktop.features.stories.page_consent import ask_consent, first_to_ask
from desktop.features.stories.page_photo import Photo
from desktop.features.stories.page_shown import ShownSection
from desktop.features.stories.page_strip import PublishStrip
from desktop.features.stories.words import state_label, state_tone
from desktop.i18n import _
from desktop.publishing import Standing, standing_of
from desktop.ui.attached import AttachedFiles
from desktop.ui.buttons import quiet_button
from desktop.ui.chip import Chip
from desktop.ui.codes import code_words
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.form import Form
from desktop.ui.head import Head
from desktop.ui.labelled import BESIDE_FORM, labelled
from desktop.ui.labels import Words, quiet, title
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.now import today_of
from desktop.ui.record_pane import pane_of, scrolled_part
from desktop.ui.switch import Switch
from sync.errors import Unknown
from sync.records.consents import Channel
from sync.records.library import PublishState, Story

WORDS = ("title", "teller", "people", "show_names", "day", "quote", "narrative")
ABOUT = ("photo_description", "levels", "dimensions", "project", "language", "published_link", "tags")
PARTS = ("story", "details")
_NARRATIVE, _QUOTE = 220, 84
"""Pixels: some ten lines of what is written, and three of what was said."""


class StoryPane(QWidget):
    """The page of one story, beside the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._story = desk, ""
        self._standing: Standing | None = None
        self._title, self._about = title(""), quiet("")
        self._state = Chip()
        self.strip = PublishStrip(desk, self.publish, self.take_down, self.ask_consent)
        self._photo, self._quote, self._narrative = Photo(desk), _italic(), Words()
        self._shown = ShownSection(desk, self._ask)
        self._words, self._more = Form(desk, Story.kind, WORDS), Form(desk, Story.kind, ABOUT)
        self._words.editor("narrative").setMinimumHeight(_NARRATIVE)
        self._words.editor("quote").setMaximumHeight(_QUOTE)
        self._more.editor("photo_description").setMaximumHeight(_QUOTE)
        self.photo = AttachedFiles(desk, Story.kind, "photo", verb=_("Attach a photo"), preview=56)
        self._reviewed = quiet_button(_("Mark as reviewed"), self._review, "check")
        self._switch = Switch(_("Parts of the page"), [("story", _("Story")), ("details", _("Details"))])
        self._switch.switched.connect(self._turn)
        self._stack = QStackedWidget()
        self._lay_out()

    def show_story(self, story: str) -> None:
        """Show a story, once what is being typed about another is kept."""
        if story != self._story:
            self.leave()
            self._story = story
            for form in (self._words, self._more):
                form.show_record(story)
            self.photo.show_record(story)
        self.refresh()

    def refresh(self) -> bool:
        """Read anew what is shown; tell whether the story is still there."""
        try:
            story = read_story(self._desk.store, self._story)
        except Unknown:
            return False
        self._standing = standing_of(self._desk.store, story)
        self._show_head(story)
        self.strip.show_standing(self._standing)
        self._photo.show_story(story)
        self._quote.say(f"“{story.quote}”" if story.quote else "")
        self._narrative.say(story.narrative)
        self._shown.show_standing(self._standing)
        self._reviewed.setVisible(story.state == PublishState.DRAFT)
        return True

    def edit(self) -> None:
        """Show the fields, with the cursor in the first of them."""
        self._switch.turn_to("details")
        self._words.editor("title").setFocus()

    def ask_consent(self) -> None:
        """Ask for the consent that is missing first."""
        if self._standing is None:
            return
        self.leave()
        if asked := first_to_ask(self._standing):
            self._ask(asked)
        else:
            self._desk.way.warn(_("Say first whose story it is."))

    def publish(self) -> None:
        """Publish the story."""
        self.leave()
        store, story = self._desk.store, self._story
        self._desk.do(lambda: publish_story(store, story), _("Published. Export it for the website."))

    def take_down(self) -> None:
        """Take the story down."""
        store, story = self._desk.store, self._story
        done = _("Taken down here. Take it off the website too.")
        self._desk.do(lambda: take_down(store, story), done)

    def can_publish(self) -> bool:
        """Tell whether the story may be published, and is not yet."""
        standing = self._standing
        return bool(self._story and standing and standing.may_be_public) and not self.is_public()

    def is_public(self) -> bool:
        """Tell whether the story is published."""
        return self._standing is not None and self._standing.story.state == PublishState.PUBLISHED

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self._words.keep_all()
        self._more.keep_all()

    def _ask(self, asked: tuple[str, Channel]) -> None:
        if self._standing is not None:
            ask_consent(self, self._desk, self._standing, asked)

    def _review(self) -> None:
        store, story = self._desk.store, self._story
        self._desk.do(lambda: review_story(store, story), _("Marked as reviewed"))

    def _trash(self) -> None:
        store, story = self._desk.store, self._story
        self._desk.do(lambda: trash_story(store, story), _("Story deleted"))

    def _turn(self, part: str) -> None:
        self.leave()
        self._stack.setCurrentIndex(PARTS.index(part))

    def _show_head(self, story: Story) -> None:
        store = self._desk.store
        self._title.setText(story.title)
        self._state.say(state_label(story.state), state_tone(story.state))
        day = day_words(story.day, today_of(self._desk)) if story.day else ""
        levels = [code_words(store, "level", each) for each in story.levels]
        dimensions = [code_words(store, "dimension", each) for each in story.dimensions]
        self._about.say(" · ".join(filter(None, (day, *levels, *dimensions))))

    def _lay_out(self) -> None:
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = column(Head(self._title, self._state), self._about, gap=4)
        read = column(self.strip, self._photo, self._quote, self._narrative, self._shown, STRETCH, gap=16)
        file = labelled((_("Photo"), self.photo), letters=BESIDE_FORM)
        delete = quiet_button(_("Delete the story"), self._trash, "trash-2")
        below = row(self._reviewed, delete, STRETCH)
        write = column(self._words, file, self._more, below, STRETCH, gap=8)
        for part in (read, write):
            self._stack.addWidget(scrolled_part(part))
        self.setLayout(pane_of(head, self._switch, self._stack))


def _italic() -> Words:
    words = Words("", "heading")
    font = QFont(words.font())
    font.setItalic(True)
    words.setFont(font)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
