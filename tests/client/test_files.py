"""Sending and fetching files: from one laptop to another, and through lines that are cut."""

import os
import socket
import threading
from contextlib import contextmanager, suppress
from hashlib import sha256

import pytest
from sqlalchemy import insert

from desktop.paths import Profile, prepare
from desktop.store.attachments import Attachments
from desktop.store.sealed_files import file_key
from desktop.store.store import add_space, create_store
from sync.changes import canonical
from sync.client.files import WaitingFile, fetch_file, send_files
from sync.client.transport import HttpTransport, Incoming
from sync.errors import Damaged, Offline, Refused
from sync.records import VOCABULARY, Vocabulary
from sync.records.base import new_id
from sync.server import schema
from sync.server.app import make_app
from sync.server.whole import writing_whole
from sync.signing import DeviceKey
from sync.uploads import CONFIRMED, FILES, PIECE, upload_address
from tests.client.serving import served
from tests.offices import prepared_office

WORDS = Vocabulary([VOCABULARY.kinds["attachment"]])
SIZE = 2 * PIECE + 1000
CONTENT = os.urandom(SIZE)
NAME = sha256(CONTENT).hexdigest()
SPACE = new_id()


@pytest.fixture
def office(tmp_path):
    with prepared_office(str(tmp_path / "office.sqlite"), tmp_path) as office:
        with writing_whole(office.storage) as connection:
            row = {
                "sort": "coalition",
                "name": "Lake",
                "year": "",
                "seq": 0,
                "epoch": 1,
                "durable": 0,
                "chain": "",
            }
            connection.execute(insert(schema.spaces).values(space=SPACE, **row))
        yield office


@pytest.fixture
def address(office):
    with served(make_app(office)) as address:
        yield address


@pytest.fixture
def laptop(office, tmp_path):
    """Makes laptops of members, each with a store and the key of its device."""
    stores = []

    def make(address):
        profile = Profile(tmp_path / f"laptop {len(stores)}")
        prepare(profile)
        secret = os.urandom(32)
        store = create_store(
            profile.database, secret.hex(), now=lambda: "2026-11-22T12:00:00+00:00", vocabulary=WORDS
        )
        stores.append(store)
        add_space(store, SPACE, "coalition", "Lake", "member", home=True)
        device, key = store.facts()["device"], DeviceKey.generate()
        admit(office, device, key)
        return Attachments(store, profile, file_key(secret)), HttpTransport(address, device, key)

    yield make
    for store in stores:
        store.close()


def admit(office, device, key):
    person = new_id()
    blank = dict.fromkeys(("program", "enrolled", "last_seen", "revoked", "revoked_by"), "")
    row = {**blank, "id": device, "person": person, "name": "laptop", "next_n": 1, "waiting": 0}
    member = {"space": SPACE, "person": person, "role": "member", "since": "", "until": ""}
    with writing_whole(office.storage) as connection:
        connection.execute(insert(schema.persons).values(id=person, name="Ana", email="", created=""))
        connection.execute(insert(schema.devices).values(**row, public_key=key.public_key))
        connection.execute(insert(schema.members).values(member))


def mention(office):
    """Let the office know a record in which the file is."""
    state = canonical({"fields": {"name": "Scan", "file": NAME}, "born": "a.1"}).decode()
    row = {"space": SPACE, "id": new_id(), "kind": "attachment", "seq": 1, "case_id": None, "hash": b""}
    with writing_whole(office.storage) as connection:
        connection.execute(insert(schema.records).values(**row, state=state))


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(CONTENT)
    return path


class Line:
    """A line to the office that is cut once, after so many bytes up or down; it counts what went up."""

    def __init__(self, address, up=None, down=None):
        host, port = address.removeprefix("http://").split(":")
        self.office = (host, int(port))
        self.left = {"up": up, "down": down}
        self.bytes_up = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.office)
            for source, target, way in ((near, far, "up"), (far, near, "down")):
                threading.Thread(target=self.carry, args=(source, target, way), daemon=True).start()

    def carry(self, source, target, way):
        try:
            while some := source.recv(16_384):
                room = self.left[way]
                if room is not None and len(some) >= room:
                    self.left = {"up": None, "down": None}
                    target.sendall(some[:room])
                    break
                if room is not None:
                    self.left[way] = room - len(some)
                self.bytes_up += len(some) if way == "up" else 0
                target.sendall(some)
        except OSError:
            return  # the other way was cut
        finally:
            for end in (source, target):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()


@contextmanager
def line_to(address, **cut):
    line = Line(address, **cut)
    thread = threading.Thread(target=line.serve)
    thread.start()
    yield line
    line.listener.shutdown(socket.SHUT_RDWR)
    line.listener.close()
    thread.join()


def send_until_done(transport, attachments):
    for _ in range(3):
        with suppress(Offline):
            return send_files(transport, attachments)
    return send_files(transport, attachments)


@pytest.mark.parametrize(
    "place", [0, 1, 300, 700, PIECE // 2, PIECE, PIECE + 1400, SIZE // 2, SIZE, SIZE + 1800]
)
def test_a_line_cut_at_any_byte_up_sends_at_most_one_piece_again(address, laptop, scan, place):
    with line_to(address, up=place) as line:
        attachments, transport = laptop(line.address)
        attachments.attach(scan)
        assert send_until_done(transport, attachments).sent == 1
        assert line.left["up"] is None
        assert line.bytes_up < SIZE + PIECE + 10_000
    assert attachments.waiting_files() == []


@pytest.mark.parametrize("place", [0, 1, 200, 600, 900, 1400])
def test_a_line_cut_at_any_byte_down_sends_at_most_one_piece_again(address, laptop, scan, place):
    with line_to(address, down=place) as line:
        attachments, transport = laptop(line.address)
        attachments.attach(scan)
        assert send_until_done(transport, attachments).sent == 1
        assert line.left["down"] is None
        assert line.bytes_up < SIZE + PIECE + 10_000


def test_what_one_laptop_attached_another_opens(office, address, laptop, scan):
    ana, her_transport = laptop(address)
    ben, his_transport = laptop(address)
    file, _ = ana.attach(scan)
    with pytest.raises(Refused) as caught:
        fetch_file(his_transport, SPACE, file, ben)
    assert caught.value.code == "no_file"
    mention(office)
    with pytest.raises(Refused, match="not at the office yet"):
        fetch_file(his_transport, SPACE, file, ben)
    told = []
    assert send_files(her_transport, ana, lambda *each: told.append(each)).sent == 1
    assert told == [(0, SIZE), (PIECE, SIZE), (2 * PIECE, SIZE), (SIZE, SIZE)]
    fetch_file(his_transport, SPACE, file, ben)
    assert ben.open_file(file) == CONTENT
    assert ben.waiting_files() == []


def test_a_fetch_goes_on_after_the_line_was_cut(office, address, laptop, scan):
    ana, her_transport = laptop(address)
    file, _ = ana.attach(scan)
    mention(office)
    send_files(her_transport, ana)
    with line_to(address, down=PIECE + 50_000) as line:
        ben, his_transport = laptop(line.address)
        with pytest.raises(Offline):
            fetch_file(his_transport, SPACE, file, ben)
        assert ben.count_arrived(file) == PIECE
        fetch_file(his_transport, SPACE, file, ben)
    assert ben.open_file(file) == CONTENT


def test_a_file_damaged_on_this_computer_is_not_sent_and_holds_up_nothing(address, laptop, scan):
    attachments, transport = laptop(address)
    bad, _ = attachments.attach(scan)
    scan.write_bytes(b"%PDF-")
    attachments.attach(scan)
    path = attachments.profile.files / bad[:2] / bad[2:4] / bad
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    report = send_files(transport, attachments)
    assert report.sent == 1 and "damaged" in report.refused[bad]
    assert [each.hash for each in attachments.waiting_files()] == [bad]


class Drawer:
    """A source and a sink in memory."""

    def __init__(self):
        self.confirmed, self.arrived = [], b""

    def waiting_files(self):
        return [WaitingFile(SPACE, NAME, SIZE)]

    def read_piece(self, file, offset):
        return CONTENT[offset : offset + PIECE]

    def keep_progress(self, waiting, upload, sent):
        """Forget it."""

    def confirm(self, waiting):
        self.confirmed.append(waiting.hash)

    def count_arrived(self, file):
        return len(self.arrived)

    def take_piece(self, file, offset, piece):
        self.arrived += piece

    def settle(self, space, file):
        return sha256(self.arrived).hexdigest() == file


class Says:
    """An office that always says the same."""

    def __init__(self, status=200, body=b"", **headers):
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = Incoming(status, said, body)

    def send(self, request):
        return self.answer


@pytest.mark.parametrize(
    "said",
    [
        {"Location": "@elsewhere.example/v1/files/x", "Upload_Offset": "0"},
        {"Location": f"{FILES}/x", "Upload_Offset": "many"},
        {"Location": f"{FILES}/x", "Upload_Offset": str(SIZE + 1)},
        {"Location": f"{FILES}/x"},
        {"Location": f"{FILES}/x", "Upload_Offset": "0"},
        {"Location": f"{FILES}/x", "Upload_Offset": str(SIZE)},
        {"Location": f"{FILES}/x", "Upload_Offset": str(SIZE), CONFIRMED: "a" * 64},
    ],
)
def test_an_office_that_talks_nonsense_confirms_nothing(said):
    drawer = Drawer()
    with pytest.raises(Offline, match="files are safe"):
        send_files(Says(**said), drawer)
    assert drawer.confirmed == []


def test_only_the_hash_that_was_sent_confirms_a_file():
    drawer = Drawer()
    said = {"Location": upload_address(SPACE, NAME, SIZE), "Upload_Offset": str(SIZE), CONFIRMED: NAME}
    assert send_files(Says(201, **said), drawer).sent == 1
    assert drawer.confirmed == [NAME]


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, CONTENT[:PIECE], f"bytes 0-{PIECE - 1}/{SIZE}"),
        (206, CONTENT[:PIECE], ""),
        (206, CONTENT[:5], f"bytes 0-4/{SIZE}"),
        (206, b"", f"bytes 0-0/{SIZE}"),
        (206, b"", "bytes 0-0/0"),
        (206, CONTENT[:PIECE], f"bytes 7-{PIECE + 6}/{SIZE}"),
        (206, CONTENT[:PIECE], f"bytes 0-{PIECE - 1}/{10**12}"),
    ],
    ids=range(7),
)
def test_a_piece_that_is_not_the_one_asked_for_is_not_taken(status, body, said):
    answer = Says(status, body)
    answer.answer.headers["Content-Range"] = said
    drawer = Drawer()
    with pytest.raises(Offline):
        fetch_file(answer, SPACE, NAME, drawer)
    assert drawer.arrived == b""


def test_a_whole_file_with_another_hash_is_damaged():
    with pytest.raises(Damaged, match="not kept"):
        fetch_file(Says(206, b"x", Content_Range="bytes 0-0/1"), SPACE, NAME, Drawer())
