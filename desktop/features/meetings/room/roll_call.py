"""A roll call: each voter's name, one key for what they say, and on to the next."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.decisions.motions import cast, tally_of
from desktop.features.meetings.decisions.sentences import counted
from desktop.features.meetings.facts import standing
from desktop.features.meetings.queries import people_lines, votes_of
from desktop.features.meetings.room.lines import LinesModel
from desktop.i18n import _, pgettext
from desktop.ui.desk import Desk
from desktop.ui.labels import quiet
from desktop.ui.layout import column
from desktop.ui.record_model import RowText
from desktop.ui.rows import RowList
from desktop.words import choice_label
from sync.records.motions import Ballot, Motion, VotingMethod

_TONES = {Ballot.YES: "good", Ballot.NO: "warn", Ballot.BLOCK: "bad"}
_SHOWN = 5
"""Rows in view before the list scrolls."""


class RollCall(QWidget):
    """The voters who were here when the vote was opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._motion: Motion | None = None
        self.list = RowList(_("Roll call"), two_lines=False)
        self.model = LinesModel(self)
        self.list.setModel(self.model)
        self._hint, self._count = quiet("", "small"), quiet("", "small")
        self.setLayout(column(self._hint, self.list, self._count, gap=4))
        for key, ballot in _keys_of_ballots().items():
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.say, ballot))

    def show_motion(self, motion: Motion) -> None:
        """Show who may vote on a motion, and what they said."""
        is_news = self._motion is None or self._motion.id != motion.id
        self._motion = motion
        names, said = people_lines(self._desk.store, motion.eligible), _ballots(self._desk, motion)
        self.model.show([(person, _row(line.name, said.get(person))) for person, line in names.items()])
        self.list.setFixedHeight(min(len(names), _SHOWN) * self.list.sizeHintForRow(0) + 4 if names else 0)
        self._hint.setText(_keys(motion))
        self._count.setText(counted(tally_of(self._desk.store, motion.id)))
        if is_news:
            self.list.setCurrentIndex(self.model.index(0, 0))

    def say(self, ballot: Ballot) -> None:
        """Record what the chosen voter says, and go on to the next."""
        place, motion = self.list.currentIndex().row(), self._motion
        person = self.model.id_at(place)
        if motion is None or not person or (ballot in _OF_CONSENSUS and not _is_consensus(motion)):
            return
        self._desk.do(lambda: cast(self._desk.store, motion.id, person, ballot))
        self.list.setCurrentIndex(self.model.index(min(place + 1, self.model.rowCount() - 1), 0))


def _keys_of_ballots() -> dict[str, Ballot]:
    """Return the key of each ballot, which is a letter of its word in the language in use."""
    return {
        pgettext("key", "Y"): Ballot.YES,
        pgettext("key", "N"): Ballot.NO,
        pgettext("key", "A"): Ballot.ABSTAIN,
        pgettext("key", "S"): Ballot.STAND_ASIDE,
        pgettext("key", "B"): Ballot.BLOCK,
    }


_OF_CONSENSUS = (Ballot.STAND_ASIDE, Ballot.BLOCK)


def _ballots(desk: Desk, motion: Motion) -> dict[str, Ballot]:
    votes = standing(votes_of(desk.store, motion.id)).values()
    yes = Ballot.YES.value
    return {str(each["fields"]["person"]): Ballot(each["fields"].get("ballot", yes)) for each in votes}


def _row(name: str, ballot: Ballot | None) -> RowText:
    if ballot is None:
        return RowText(name)
    return RowText(name, "", choice_label(ballot.value), _TONES.get(ballot, "plain"))


def _keys(motion: Motion) -> str:
    if _is_consensus(motion):
        return _("Y agrees, S stands aside, B blocks, A abstains, Enter closes")
    return _("Y yes, N no, A abstains, Enter closes the vote")


def _is_consensus(motion: Motion) -> bool:
    return motion.method == VotingMethod.CONSENSUS
