"""Whether the data is whole, and whose computer this is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.features.preferences.checking import is_whole, look, mend
from desktop.features.preferences.queries import Place, place_of
from desktop.i18n import _
from desktop.program import program_version
from desktop.store.doctor import Finding
from desktop.ui.buttons import plain, quiet_button
from desktop.ui.desk import Desk, open_file
from desktop.ui.fields import LineField
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import clear, column


class CheckPart(QWidget):
    """Looks for damage when asked, and mends what can be mended."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.said = Words("", strong=True)
        self.said.hide()
        self.found = column(gap=4)
        self.check_now = plain(_("Check my data"), self.check, "list-checks")
        self.mend_now = plain(_("Repair"), self.repair, "circle-check")
        self.mend_now.hide()
        about = quiet(_("Reads every record and every page of the file, and compares them."))
        self.setLayout(column(about, self.said, self.found, Flow(self.check_now, self.mend_now, gap=8)))

    def check(self) -> None:
        """Look for damage, in another thread."""
        store = self._desk.store
        self._hold(_("Checking…"))
        self._desk.bridge.run(lambda: look(store), self.show_found, self._failed, owner=self)

    def repair(self) -> None:
        """Mend what can be mended, after a backup."""
        store, profile = self._desk.store, self._desk.profile
        self._hold(_("Repairing…"))
        self._desk.bridge.run(lambda: mend(store, profile), self.show_found, self._failed, owner=self)

    def show_found(self, found: Sequence[Finding]) -> None:
        """Say what was found."""
        clear(self.found)
        whole = is_whole(list(found))
        self.said.say(_("Your data is whole.") if whole else _("Your data needs care."))
        for finding in found:
            self.found.addWidget(Words(finding.sentence, quiet=whole))
        self.check_now.setEnabled(True)
        self.mend_now.setVisible(any(finding.repairable for finding in found))

    def _hold(self, words: str) -> None:
        clear(self.found)
        self.said.say(words)
        self.check_now.setEnabled(False)
        self.mend_now.hide()

    def _failed(self, error: Exception) -> None:
        self.said.say("")
        self.check_now.setEnabled(True)
        self._desk.way.warn(str(error))


class ComputerPart(QWidget):
    """Says which coalition this is, as whom, joined where, kept in which folder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.who, self.office = Words(""), Words("")
        self.join = plain(_("Join an office"), lambda: desk.way.go("syncing"), "key-round")
        folder = quiet_button(_("Show the folder"), lambda: open_file(desk.profile.folder), "folder-kanban")
        kept = LineField(_("Folder of your data"))
        kept.setReadOnly(True)
        kept.setText(str(desk.profile.folder))
        kept.setCursorPosition(0)
        version = quiet(_("Coalition Desk {version}").format(version=program_version()), "small")
        self.setLayout(
            column(
                self.who,
                self.office,
                quiet(_("Kept in this folder")),
                kept,
                Flow(self.join, folder, gap=8),
                version,
                gap=8,
            )
        )

    def refresh(self) -> None:
        """Read anew where this computer stands."""
        place = place_of(self._desk.store)
        self.who.setText(_who(place))
        joined = _("Joined the office at {server}.").format(server=place.server)
        alone = _("No office was joined: everything is on this computer alone.")
        self.office.setText(joined if place.server else alone)
        self.join.setVisible(not place.server and not self._desk.is_demo)


def _who(place: Place) -> str:
    if place.me:
        words = _("{name}, {role} of {coalition}")
        return words.format(
            name=place.me, role=_roles().get(place.role, place.role), coalition=place.coalition
        )
    return place.coalition


def _roles() -> dict[str, str]:
    return {
        "leader": _("leader"),
        "treasurer": _("treasurer"),
        "secretary": _("secretary"),
        "member": _("member"),
    }
