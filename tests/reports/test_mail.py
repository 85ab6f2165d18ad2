"""Drafts as mail programs read them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from desktop.reports.calendar import Mailbox, invitation
from desktop.reports.mail import Attachment, MailDraft, eml
from sync.errors import Malformed
from tests.reports.test_calendar import GATHERING, SENT

GRACE = Mailbox("grace@example.org", "Grace Kim")


def read(draft: MailDraft) -> EmailMessage:
    message = message_from_bytes(eml(draft), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_is_addressed_and_not_yet_sent() -> None:
    draft = MailDraft(
        subject="Gracias, José 😀", text="Hello\n", to=(GRACE,), hidden=(Mailbox("tom@example.org"),)
    )
    message = read(draft)
    assert message["Subject"] == "Gracias, José 😀"
    assert message["To"] == "Grace Kim <grace@example.org>"
    assert message["Bcc"] == "tom@example.org"
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None and message["Message-ID"] is None
    assert message.get_content().splitlines() == ["Hello"]


def test_files_arrive_as_they_were() -> None:
    pdf, text = b"%PDF-1.7\r\n\x00\xff", b"a\nb\r\nc"
    attachments = (Attachment("Minutes – November.pdf", pdf), Attachment("../notes.txt", text))
    message = read(MailDraft(subject="Minutes", text="Here.", to=(GRACE,), attachments=attachments))
    got = list(message.iter_attachments())
    assert [each.get_filename() for each in got] == ["Minutes – November.pdf", "notes.txt"]
    assert [each.get_payload(decode=True) for each in got] == [pdf, text]
    assert got[0].get_content_type() == "application/pdf"


def test_an_invitation_can_be_answered_from_the_letter() -> None:
    draft = MailDraft(subject="Next", text="Come.", to=(GRACE,), invitation=invitation(GATHERING, SENT))
    part = next(part for part in read(draft).walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert "UID:019a-uid" in part.get_content()


def test_the_same_draft_is_the_same_bytes() -> None:
    draft = MailDraft(subject="A", text="B", to=(GRACE,), attachments=(Attachment("a.pdf", b"x"),))
    assert eml(draft) == eml(draft)


def test_a_draft_is_plain_ascii_on_the_way() -> None:
    assert eml(MailDraft(subject="é", text="ñ 😀", to=(GRACE,))).isascii()


def test_words_cannot_add_a_header() -> None:
    evil = "Hi\r\nBcc: evil@example.org"
    message = read(MailDraft(subject=evil, text=evil, to=(Mailbox("a@example.org", evil),)))
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == "a@example.org"


@pytest.mark.parametrize(
    "email", ["", "bad", "a@b.org\r\nBcc: c@d.org", "<a@b.org>", "a@b.org, c@d.org", "@b.org"]
)
def test_a_wrong_address_is_named(email: str) -> None:
    with pytest.raises(Malformed, match="is not an e-mail address"):
        eml(MailDraft(subject="A", text="B", to=(Mailbox(email),)))


def test_a_domain_in_other_letters_is_written_as_mail_needs_it() -> None:
    assert b"a@xn--exmple-cua.org" in eml(MailDraft(subject="A", text="B", to=(Mailbox("a@exämple.org"),)))
