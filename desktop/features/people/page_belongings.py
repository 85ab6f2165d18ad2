"""Where somebody belongs: organizations, the household, groups."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.features.people.actions import join_partner, leave_partner
from desktop.features.people.belongings import Belonging
from desktop.features.people.groups import groups, groups_of, is_smart, make_group, put_into, take_out_of
from desktop.features.people.households import live_together, move_out, others_at_home
from desktop.features.people.queries import belongings
from desktop.features.people.reading import LONGEST_LINE
from desktop.i18n import _
from desktop.ui.buttons import icon_button, quiet_button
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.labels import show_if
from desktop.ui.layout import row, widget_of
from desktop.ui.now import today_of
from desktop.ui.periods import period_words
from desktop.ui.picker import Picker
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from desktop.ui.tick import Tick


class OrganizationsSection(Section):
    """The organizations of somebody: those of today first, those of the past below."""

    def __init__(self, desk: Desk) -> None:
        add = quiet_button(_("Join an organization"), self.join, "plus")
        super().__init__(_("Organizations"), add, none=_("They belong to no organization yet."))
        self._desk, self._person = desk, ""

    def show_person(self, person: str) -> None:
        """Show where somebody belongs."""
        self._person = person
        found = belongings(self._desk.store, person, today_of(self._desk))
        self.show_lines([self._line(each) for each in found])

    def join(self) -> None:
        """Ask which organization they belong to from today on."""
        store, person = self._desk.store, self._person
        partner, role = Picker(store, "partner", _("Organization")), LineField(_("Role"), _("Role, if any"))
        role.setMaxLength(LONGEST_LINE)
        represents = Tick(_("Speaks for it in the coalition"))
        represents.setChecked(True)
        fields = labelled((_("Organization"), partner), (_("Role"), role), ("", represents))

        def keep() -> None:
            words, speaks = role.text().strip(), represents.isChecked()
            join_partner(store, person, partner.record(), role=words, represents=speaks)

        Dialog(self, _("Join an organization"), fields, _("Join"), keep).open()
        partner.setFocus()

    def _line(self, belonging: Belonging) -> QWidget:
        when = period_words(belonging.first, belonging.last)
        speaks = belonging.represents and belonging.is_current
        text = RowText(
            belonging.name or _("(not here)"),
            " · ".join(filter(None, (belonging.role, when))),
            _("Speaks for it") if speaks else "",
            "accent",
            "building-2",
            faded=not belonging.is_current,
        )
        name = RowButton(text, lambda: self._desk.way.open("partner", belonging.partner))
        end = icon_button(
            "log-out", _("Left {name} today").format(name=belonging.name), lambda: self._leave(belonging)
        )
        show_if(end, shown=belonging.is_current)
        return widget_of(row(name, end, gap=0))

    def _leave(self, belonging: Belonging) -> None:
        store = self._desk.store
        done = _("Belongs to {name} until today").format(name=belonging.name)
        self._desk.do(lambda: leave_partner(store, belonging.affiliation), done)


class HouseholdSection(Section):
    """Who lives with somebody; one letter goes to all of them."""

    def __init__(self, desk: Desk) -> None:
        add = quiet_button(_("Lives with"), self.join, "plus")
        super().__init__(_("Household"), add, none=_("Nobody who lives with them is known."))
        self._desk, self._person = desk, ""

    def show_person(self, person: str) -> None:
        """Show who lives with somebody."""
        self._person = person
        self.show_lines([self._line(*each) for each in others_at_home(self._desk.store, person)])

    def join(self) -> None:
        """Ask who lives with them."""
        store, person = self._desk.store, self._person
        other = Picker(store, "person", _("Who"))
        fields = labelled((_("Who"), other))

        def keep() -> None:
            if other.record():
                live_together(store, person, other.record())

        Dialog(self, _("Lives with"), fields, _("Keep it"), keep).open()
        other.setFocus()

    def _line(self, person: str, name: str) -> QWidget:
        open_them = RowButton(RowText(name, icon="house"), lambda: self._desk.way.open("person", person))
        out = icon_button("log-out", _("{name} moved out").format(name=name), lambda: self._move_out(person))
        return widget_of(row(open_them, out, gap=0))

    def _move_out(self, person: str) -> None:
        store = self._desk.store
        self._desk.do(lambda: move_out(store, person), _("Moved out"))


class GroupsSection(Section):
    """The groups that somebody was put into."""

    def __init__(self, desk: Desk) -> None:
        add = quiet_button(_("Put into a group"), self.join, "plus")
        super().__init__(_("Groups"), add, none=_("They are in no group."))
        self._desk, self._person = desk, ""

    def show_person(self, person: str) -> None:
        """Show the groups of somebody."""
        self._person = person
        found = groups_of(self._desk.store, person)
        self.show_lines([self._line(group.id, group.name) for group in found])

    def join(self) -> None:
        """Ask which group to put them into."""
        ask_group(self, self._desk, [self._person])

    def _line(self, group: str, name: str) -> QWidget:
        out = icon_button("x", _("Take out of {group}").format(group=name), self._taker(group))
        return widget_of(row(RowButton(RowText(name, icon="users")), out, gap=0))

    def _taker(self, group: str) -> Callable[[], object]:
        store, person = self._desk.store, self._person
        return lambda: self._desk.do(lambda: take_out_of(store, group, [person]), _("Taken out of the group"))


def ask_group(parent: QWidget, desk: Desk, people: Sequence[str]) -> None:
    """Ask which group people are put into, or for the name of a new one."""
    store = desk.store
    by_hand = [(each.id, each.name) for each in groups(store) if not is_smart(each)]
    group = ChoiceField(_("Group"), [*by_hand, ("", _("A new group"))])
    name = LineField(_("Name of the new group"))
    lines = labelled((_("Group"), group), (_("New name"), name))

    def show_name() -> None:
        name.setEnabled(not group.chosen())

    def keep() -> None:
        if group.chosen():
            put_into(store, group.chosen(), people)
        else:
            make_group(store, name.text(), people)
        desk.way.tell(_("Put into the group"), undo=True)

    if by_hand:
        group.choose(by_hand[0][0])
    group.currentIndexChanged.connect(lambda _place: show_name())
    show_name()
    Dialog(parent, _("Put into a group"), lines, _("Put in"), keep).open()
    (group if by_hand else name).setFocus()
