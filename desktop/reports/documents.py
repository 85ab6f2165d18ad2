"""The documents there are, under one name; see desktop.reports.printing for how they are printed."""

from desktop.reports.agenda import Agenda, AgendaLine, OpenAction, Section
from desktop.reports.badges import Badge, Badges
from desktop.reports.directory import Directory, DirectoryEntry
from desktop.reports.document import Document
from desktop.reports.labels import MailingLabels
from desktop.reports.letters import Letters, Recipient
from desktop.reports.minutes import Minutes
from desktop.reports.minutes_parts import (
    Amendment,
    Approval,
    Attendee,
    MinutesItem,
    MotionLine,
    Presence,
    Promise,
)
from desktop.reports.recovery_sheet import RecoverySheet
from desktop.reports.sign_in import SignInRow, SignInSheet
from desktop.reports.slips import Task, TaskSlip, TaskSlips
from desktop.reports.tents import NameTent, NameTents

__all__ = [
    "Agenda",
    "AgendaLine",
    "Amendment",
    "Approval",
    "Attendee",
    "Badge",
    "Badges",
    "Directory",
    "DirectoryEntry",
    "Document",
    "Letters",
    "MailingLabels",
    "Minutes",
    "MinutesItem",
    "MotionLine",
    "NameTent",
    "NameTents",
    "OpenAction",
    "Presence",
    "Promise",
    "Recipient",
    "RecoverySheet",
    "Section",
    "SignInRow",
    "SignInSheet",
    "Task",
    "TaskSlip",
    "TaskSlips",
]
