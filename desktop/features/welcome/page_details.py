"""What has to be said before a coalition can begin: a code and an address, or a name."""

from collections.abc import Callable

from desktop.features.welcome.actions import ROLES, check_founding
from desktop.features.welcome.beginning import Founding, Joining
from desktop.features.welcome.invitations import parts_of, read_invitation
from desktop.features.welcome.page_step import Step
from desktop.i18n import _
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.stacked import stacked
from sync.records.spaces import Role


class JoinStep(Step):
    """An invitation code and the office's address; an invitation pasted whole fills in both."""

    def __init__(self, go_on: Callable[[], object], back: Callable[[], object]) -> None:
        self.code = LineField(_("Code"), "K7QM-2R9X-0D4T-8WZC")
        self.server = LineField(_("Office's address"), "https://office.example.org")
        self.code.textChanged.connect(self._split)
        self.code.returnPressed.connect(self.server.setFocus)
        self.server.returnPressed.connect(go_on)
        about = _("Both stand in the invitation. You can paste the whole message into the first field.")
        body = stacked((_("Code"), self.code), (_("Office's address"), self.server))
        super().__init__(
            (_("Join my coalition"), about), body, (_("Continue"), go_on), back, place=_("Step 1 of 3")
        )
        self.setFocusProxy(self.code)

    def value(self) -> Joining:
        """Return what to join with; Malformed for a typing mistake."""
        return read_invitation(self.code.text(), self.server.text())

    def _split(self, text: str) -> None:
        code, address = parts_of(text)
        if address:
            self.server.setText(address)
            self.code.setText(code)


class StartStep(Step):
    """The name of a new coalition, and who starts it."""

    def __init__(self, go_on: Callable[[], object], back: Callable[[], object]) -> None:
        self.name = LineField(_("Coalition's name"), _("e.g. Riverside Opportunity Coalition"))
        self.me = LineField(_("Your name"))
        self.role = ChoiceField(_("Your role"), [(role, _roles()[role]) for role in ROLES])
        self.name.returnPressed.connect(self.me.setFocus)
        self.me.returnPressed.connect(go_on)
        body = stacked(
            (_("Coalition's name"), self.name), (_("Your name"), self.me), (_("Your role"), self.role)
        )
        about = _("Everything stays on this computer until you join an office.")
        words = (_("Start a coalition"), about)
        super().__init__(words, body, (_("Continue"), go_on), back, place=_("Step 1 of 3"))
        self.setFocusProxy(self.name)

    def value(self) -> Founding:
        """Return what to start; Malformed for a name that cannot be."""
        name = check_founding(self.name.text(), self.role.chosen())
        return Founding(name, self.me.text().strip(), self.role.chosen())


def _roles() -> dict[str, str]:
    return {
        Role.LEADER: _("Leader"),
        Role.TREASURER: _("Treasurer"),
        Role.SECRETARY: _("Secretary"),
        Role.MEMBER: _("Member"),
    }
