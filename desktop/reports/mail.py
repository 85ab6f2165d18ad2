"""Mail that is written but not sent: .eml drafts, which a mail program opens ready to send."""

from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from mimetypes import guess_type

from desktop.file_names import clean_name
from desktop.i18n import _
from desktop.reports.calendar import Mailbox
from sync.errors import Malformed

_POLICY = SMTP.clone(cte_type="7bit")  # what no server on the way can harm


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDraft:
    """A message to send: plain text, as somebody wrote it."""

    subject: str
    text: str
    to: tuple[Mailbox, ...]
    sender: Mailbox | None = None
    """None for whoever opens it."""
    hidden: tuple[Mailbox, ...] = ()
    """Who gets it without the others seeing their address (Bcc)."""
    attachments: tuple[Attachment, ...] = ()
    invitation: bytes = b""
    """An .ics of desktop.reports.calendar, shown with buttons to accept and decline."""


def eml(draft: MailDraft) -> bytes:
    """Return a draft as .eml: the same bytes for the same draft; Malformed for a wrong address."""
    message = EmailMessage(policy=_POLICY)
    message["X-Unsent"] = "1"  # Outlook opens it as a draft; others do not mind it
    message["Subject"] = _one_line(draft.subject)
    for header, people in (("From", (draft.sender,)), ("To", draft.to), ("Bcc", draft.hidden)):
        if named := [_address(each) for each in people if each]:
            message[header] = named
    message.set_content(draft.text)
    _attach(message, draft)
    _settle_boundaries(message)
    return message.as_bytes()


def _attach(message: EmailMessage, draft: MailDraft) -> None:
    if draft.invitation:
        method = _method(draft.invitation)
        message.add_alternative(draft.invitation.decode(), subtype="calendar", params={"method": method})
    for each in draft.attachments:
        main, _slash, sub = (guess_type(each.name)[0] or "application/octet-stream").partition("/")
        if main in ("text", "message", "multipart"):  # bytes are bytes: nothing may rewrite their line ends
            main, sub = "application", "octet-stream"
        message.add_attachment(each.content, main, sub, filename=clean_name(each.name))


def _method(invitation: bytes) -> str:
    line = next(line for line in invitation.splitlines() if line.startswith(b"METHOD:"))
    return line.removeprefix(b"METHOD:").decode()


def _address(mailbox: Mailbox) -> Address:
    name, _at, domain = mailbox.email.rpartition("@")
    try:
        return Address(_one_line(mailbox.name), addr_spec=f"{name}@{domain.encode('idna').decode()}")
    except (ValueError, IndexError, MessageError) as error:
        words = _("'{email}' is not an e-mail address, so no letter was written to it. Correct it first.")
        raise Malformed(words.format(email=_one_line(mailbox.email)), "email") from error


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _settle_boundaries(message: EmailMessage) -> None:
    """Divide the parts by a line that depends on them alone; by default it is random."""
    parts = [part for part in message.walk() if part.is_multipart()]
    for place, part in enumerate(parts):
        inside = b"".join(bytes(leaf.get_payload(decode=True) or b"") for leaf in _leaves(part))
        part.set_boundary(f"={place}={sha256(inside).hexdigest()[:40]}=")


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.walk() if not part.is_multipart()]
