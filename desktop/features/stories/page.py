"""The page of stories: a list, and beside it one story with what stands between it and the public."""

from collections.abc import Sequence
from datetime import date

from desktop.commands import Command
from desktop.features.stories.actions import add_story
from desktop.features.stories.page_export import ask_export
from desktop.features.stories.page_story import StoryPane
from desktop.features.stories.queries import conditions, stories_in
from desktop.features.stories.words import state_label, state_tone
from desktop.i18n import _
from desktop.publishing import standing_of
from desktop.store.listing import Line, Listing, open_listing
from desktop.store.store import Store
from desktop.ui.buttons import plain, primary
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.empty import Empty
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.latest import Latest
from desktop.ui.layout import column
from desktop.ui.list_detail import ListDetail
from desktop.ui.now import today_of
from desktop.ui.page import Page
from desktop.ui.page_head import PageHead
from desktop.ui.picker import Picker, name_of
from desktop.ui.record_model import RowText
from sync.records.library import PublishState


def build(desk: Desk) -> Page:
    """Return the page."""
    return StoriesPage(desk)


class StoriesPage(Page):
    """Stories by title; each says how far it is on its way to the public."""

    shows = frozenset({"story", "consent", "person", "attachment", "duplicate"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._latest = Latest(desk, self)
        self._names: dict[str, str] = {}
        self._coming_down: frozenset[str] = frozenset()
        """Published stories in which somebody does not agree, or no longer."""
        self.pane = StoryPane(desk)
        self.state = ChoiceField(
            _("Which"), [("", _("All")), *((each, state_label(each)) for each in PublishState)]
        )
        self.state.setFixedWidth(120)
        self.state.activated.connect(self._narrow)
        self.list = ListDetail(
            _("Search stories"),
            self._find,
            self._describe,
            self.pane,
            Empty(
                "book-open",
                _("No stories here yet. Write down the first one, and ask whether it may be told."),
                primary(_("Add a story"), self.add, "plus"),
            ),
            beside_search=self.state,
        )
        self.list.chosen.connect(self._show)
        export = plain(_("Export"), self.export, "download")
        export.setToolTip(_("Save the published stories as a web page or as Markdown"))
        head = PageHead(_("Stories"), self.list, export, plain(_("Add a story"), self.add, "plus"))
        self.setLayout(column(head, self.list, gap=0))

    def refresh(self) -> None:
        """Read the list, the story in view, and which stories have to come down."""
        self._names.clear()
        self.list.refresh()
        if self.list.record() and not self.pane.refresh():
            self.list.choose("")
        store = self.desk.store
        self._latest.ask(lambda: _coming_down(store), self._mark)

    def show_record(self, kind: str, record: str) -> None:
        """Show a story."""
        del kind
        self.list.choose(record)

    def add(self) -> None:
        """Ask for the title and whose story it is, then show it."""
        title = LineField(_("Title"), _("e.g. The table by the window"))
        teller = Picker(self.desk.store, "person", _("Told by"))
        fields = labelled((_("Title"), title), (_("Told by"), teller))

        def act() -> None:
            made = add_story(self.desk.store, title.text(), teller.record())
            self.list.choose(made)
            self.pane.edit()

        Dialog(self, _("Add a story"), fields, _("Add"), act).open()
        title.setFocus()

    def export(self) -> None:
        """Ask where to, and save what may be told."""
        ask_export(self, self.desk)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        there = self._is_one_shown
        pane = self.pane
        return (
            Command("stories.add", _("Add a story"), self.add, "Ctrl+N", "plus", words=(_("quote"),)),
            Command("stories.edit", _("Edit the story"), pane.edit, "F2", "pencil", there),
            Command(
                "stories.consent",
                _("Record consent"),
                pane.ask_consent,
                "Ctrl+L",
                "shield",
                there,
                (_("permission"), _("agree")),
            ),
            Command(
                "stories.publish",
                _("Publish the story"),
                pane.publish,
                "Ctrl+Return",
                "send",
                pane.can_publish,
            ),
            Command("stories.down", _("Take the story down"), pane.take_down, "", "eye-off", pane.is_public),
            Command(
                "stories.export",
                _("Export stories"),
                self.export,
                "Ctrl+E",
                "download",
                words=(_("blog"), _("website"), "HTML", "Markdown"),
            ),
        )

    def search_here(self) -> None:
        """Put the cursor into the search."""
        self.list.search.setFocus()

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self.pane.leave()

    def _is_one_shown(self) -> bool:
        return bool(self.list.record())

    def _find(self, words: str) -> Listing:
        narrowed = conditions(self.desk.store, self.state.chosen())
        return open_listing(self.desk.store, "story", words=words, where=narrowed)

    def _describe(self, line: Line) -> RowText:
        fields = line.state["fields"]
        state, day = str(fields.get("state") or PublishState.DRAFT), fields.get("day")
        when = day_words(date.fromisoformat(day), today_of(self.desk)) if day else ""
        detail = " · ".join(filter(None, (self._name(str(fields.get("teller") or "")), when)))
        chip, tone = state_label(state), state_tone(state)
        if line.id in self._coming_down:
            chip, tone = _("Take it down"), "bad"
        return RowText(str(fields.get("title", "")), detail, chip, tone)

    def _name(self, person: str) -> str:
        if person not in self._names:
            self._names[person] = name_of(self.desk.store, "person", person)
        return self._names[person]

    def _narrow(self, _place: int) -> None:
        self.list.refresh()

    def _show(self, story: str) -> None:
        if story:
            self.pane.show_story(story)

    def _mark(self, coming_down: frozenset[str]) -> None:
        if coming_down != self._coming_down:
            self._coming_down = coming_down
            self.list.list.viewport().update()


def _coming_down(store: Store) -> frozenset[str]:
    published = (standing_of(store, each) for each in stories_in(store, PublishState.PUBLISHED))
    return frozenset(each.story.id for each in published if each.must_come_down)
