"""Files at the office, over real HTTP: pieces, hashes, ranges, and who may read what."""

import os
import time
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256

import orjson
import pytest
from sqlalchemy import insert, select, update

from sync.client.files import WaitingFile, fetch_file, send_files
from sync.client.transport import HttpTransport, Outgoing
from sync.errors import Damaged, Offline, Refused
from sync.records.base import new_id
from sync.server import file_bytes, schema
from sync.server.app import make_app
from sync.server.files import kinds_with_files
from sync.server.office import Office
from sync.server.whole import writing_whole
from sync.signing import DeviceKey
from sync.uploads import BYTES_TYPE, CONFIRMED, PIECE, PIECE_TYPE, TUS, file_address, upload_address
from tests.client.serving import served

SIZE = 2 * PIECE + 1000
CONTENT = os.urandom(SIZE)
TUS_HEADERS = {"Tus-Resumable": TUS}


def name_of(content):
    return sha256(content).hexdigest()


@pytest.fixture
def office(storage, tmp_path):
    return Office(storage, tmp_path / "files")


@pytest.fixture
def space(office):
    return add_space(office)


@pytest.fixture
def address(office):
    with served(make_app(office)) as address:
        yield address


def add_space(office):
    space = new_id()
    row = {"sort": "coalition", "name": "Lake", "year": "", "seq": 0, "epoch": 1, "durable": 0, "chain": ""}
    with writing_whole(office.storage) as connection:
        connection.execute(insert(schema.spaces).values(space=space, **row))
    return space


def add_record(office, space, kind, fields, record=""):
    state = orjson.dumps({"fields": fields, "born": "d.1"}).decode()
    row = {"space": space, "id": record or new_id(), "kind": kind, "seq": 1, "case_id": None}
    with writing_whole(office.storage) as connection:
        connection.execute(insert(schema.records).values(**row, state=state, hash=b""))


def row_of(office, space, file):
    with office.storage.reading([space]) as connection:
        wanted = select(schema.files).where(schema.files.c.space == space, schema.files.c.hash == file)
        return connection.execute(wanted).one_or_none()


def arriving(office):
    return [path for path in office.folder.with_name("files.arriving").rglob("*") if path.is_file()]


@dataclass
class Person:
    """Somebody with a laptop, a role in each space, and a drawer of files."""

    office: Office
    address: str
    roles: dict
    drawer: dict = field(default_factory=dict)
    progress: dict = field(default_factory=dict)
    confirmed: list = field(default_factory=list)
    got: dict = field(default_factory=dict)

    def __post_init__(self):
        self.device, self.person, self.key = new_id(), new_id(), DeviceKey.generate()
        blank = dict.fromkeys(("program", "enrolled", "last_seen", "revoked", "revoked_by"), "")
        device = {
            **blank,
            "id": self.device,
            "person": self.person,
            "name": "laptop",
            "next_n": 1,
            "waiting": 0,
        }
        with writing_whole(self.office.storage) as connection:
            person = {"id": self.person, "name": "Ana", "email": "", "created": ""}
            connection.execute(insert(schema.persons).values(person))
            connection.execute(insert(schema.devices).values(**device, public_key=self.key.public_key))
            for space, role in self.roles.items():
                member = {"space": space, "person": self.person, "role": role, "since": "", "until": ""}
                connection.execute(insert(schema.members).values(member))
        self.transport = Counting(HttpTransport(self.address, self.device, self.key))

    def has(self, content, space, file=""):
        self.drawer[file or name_of(content)] = (space, content)
        return file or name_of(content)

    def send(self):
        return send_files(self.transport, self)

    def fetch(self, space, file):
        fetch_file(self.transport, space, file, self)
        return self.got[file]

    def ask(self, method, path, body=b"", **headers):
        accept = headers.pop("accept", "application/vnd.coalition-desk+json")
        sort = headers.pop("content_type", PIECE_TYPE)
        sent = {**TUS_HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.transport.send(Outgoing(method, path, body, sort, sent, accept))

    # What sending and fetching want:

    def waiting_files(self):
        return [
            WaitingFile(space, file, len(content), self.progress.get(file, ""))
            for file, (space, content) in self.drawer.items()
            if file not in self.confirmed
        ]

    def read_piece(self, file, offset):
        return self.drawer[file][1][offset : offset + PIECE]

    def keep_progress(self, waiting, upload, sent):
        self.progress[waiting.hash] = upload

    def confirm(self, waiting):
        self.confirmed.append(waiting.hash)

    def count_arrived(self, file):
        return len(self.got.get(file, b"")) // PIECE * PIECE

    def take_piece(self, file, offset, piece):
        self.got[file] = self.got.get(file, b"")[:offset] + piece

    def settle(self, space, file):
        return name_of(self.got[file]) == file


class Counting:
    """A transport that counts what goes out, and is cut where a test says."""

    def __init__(self, transport):
        self.transport, self.sent, self.requests = transport, 0, []
        self.cut_before = self.cut_after = -1

    def send(self, request):
        number = len(self.requests)
        self.requests.append(request.method)
        if number == self.cut_before:
            raise Offline("cut")
        self.sent += len(request.body) if request.method == "PATCH" else 0
        answer = self.transport.send(request)
        if number == self.cut_after:
            raise Offline("cut")
        return answer


@pytest.fixture
def ana(office, address, space):
    return Person(office, address, {space: "treasurer"})


def refusal(work, *given, **named):
    with pytest.raises(Refused) as caught:
        work(*given, **named)
    return caught.value.code


def announce(person, space, file, size):
    said = ",".join(
        f"{k} {b64encode(v.encode()).decode()}" for k, v in {"space": space, "hash": file}.items()
    )
    return person.ask("POST", "/v1/files", Upload_Length=str(size), Upload_Metadata=said)


def test_a_file_arrives_in_pieces_and_lies_under_its_hash(office, space, ana):
    file = ana.has(CONTENT, space)
    report = ana.send()
    assert (report.sent, report.refused, ana.confirmed) == (1, {}, [file])
    assert ana.transport.requests == ["POST", "PATCH", "PATCH", "PATCH"]
    assert (office.folder / space / file[:2] / file[2:4] / file).read_bytes() == CONTENT
    row = row_of(office, space, file)
    assert (row.confirmed, row.size, row.received, row.device) == (True, SIZE, SIZE, ana.device)
    assert arriving(office) == []


@pytest.mark.parametrize("side", ["cut_before", "cut_after"])
@pytest.mark.parametrize("request_number", range(4))
def test_a_cut_at_any_request_sends_at_most_one_piece_again(space, ana, side, request_number):
    ana.has(CONTENT, space)
    setattr(ana.transport, side, request_number)
    with pytest.raises(Offline):
        ana.send()
    ana.transport.cut_before = ana.transport.cut_after = -1
    assert ana.send().sent == 1
    assert SIZE <= ana.transport.sent <= SIZE + PIECE


def test_pieces_of_any_length_may_follow_one_another(office, space, ana):
    file = name_of(CONTENT)
    announce(ana, space, file, SIZE)
    where, offset = upload_address(space, file, SIZE), 0
    for length in (1, PIECE - 1, 17, PIECE + 3, SIZE - 2 * PIECE - 20):
        piece = CONTENT[offset : offset + length]
        answer = ana.ask("PATCH", where, piece, Upload_Offset=str(offset))
        offset += length
        assert answer.headers["Upload-Offset"] == str(offset)
        assert (CONFIRMED in answer.headers) == (offset == SIZE)
    assert row_of(office, space, file).confirmed


def test_a_piece_that_was_written_in_part_goes_on_where_it_was_cut(office, space, ana):
    file = name_of(CONTENT)
    announce(ana, space, file, SIZE)
    partial = file_bytes.partial_path(office.folder, space, ana.device, file, SIZE)
    file_bytes.write_piece(partial, 0, CONTENT[:100_001])
    ana.has(CONTENT, space)
    assert ana.send().sent == 1
    assert ana.transport.sent == SIZE - 100_001


def test_an_office_that_stopped_before_confirming_confirms_when_it_is_asked(office, space, ana):
    file = name_of(CONTENT)
    announce(ana, space, file, SIZE)
    partial = file_bytes.partial_path(office.folder, space, ana.device, file, SIZE)
    file_bytes.write_piece(partial, 0, CONTENT)
    answer = ana.ask("HEAD", upload_address(space, file, SIZE))
    assert answer.headers[CONFIRMED] == file
    assert row_of(office, space, file).confirmed


def test_another_process_of_the_office_goes_on_with_an_upload(office, space, ana):
    ana.has(CONTENT, space)
    ana.transport.cut_after = 1
    with pytest.raises(Offline):
        ana.send()
    with served(make_app(Office(office.storage, office.folder))) as elsewhere:
        ana.transport = Counting(HttpTransport(elsewhere, ana.device, ana.key))
        assert ana.send().sent == 1
    assert ana.transport.requests == ["HEAD", "PATCH", "PATCH"]


def test_what_has_another_hash_is_never_stored(office, space, ana):
    file = ana.has(CONTENT, space, file=name_of(b"something else"))
    report = ana.send()
    assert report.sent == 0 and "sent again" in report.refused[file]
    assert ana.confirmed == [] and arriving(office) == []
    assert not row_of(office, space, file).confirmed
    assert not any(path.is_file() for path in office.folder.rglob("*"))
    ana.drawer[file] = (space, b"something else")
    assert ana.send().sent == 1


def test_one_refused_file_does_not_hold_up_the_others(space, ana):
    ana.has(b"wrong", space, file=name_of(b"right"))
    good = ana.has(b"good", space)
    assert (ana.send().sent, ana.confirmed) == (1, [good])


def test_a_file_that_is_too_large_is_refused_before_a_byte_is_sent(office, space, ana):
    ana.has(bytes(10 * 1024**2 + 1), space)
    assert "10 MB" in next(iter(ana.send().refused.values()))
    assert ana.transport.sent == 0 and arriving(office) == []


def test_ten_megabytes_arrive_and_come_back(office, space, ana):
    content = os.urandom(10 * 1024**2)
    file = ana.has(content, space)
    assert ana.send().sent == 1
    add_record(office, space, "receipt", {"file": file})
    assert ana.fetch(space, file) == content


def test_a_fetch_goes_on_where_it_was_cut(office, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    ana.transport.requests.clear()
    ana.transport.cut_before = 1
    with pytest.raises(Offline):
        ana.fetch(space, file)
    ana.transport.cut_before = -1
    assert ana.fetch(space, file) == CONTENT
    assert ana.transport.requests == ["GET"] * 4


def test_a_fetch_whose_last_piece_had_arrived_only_settles(office, space, ana):
    content = os.urandom(2 * PIECE)
    file = ana.has(content, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    ana.got[file] = content
    assert ana.fetch(space, file) == content


def test_a_fetched_file_that_is_not_what_it_should_be_is_not_kept(office, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    file_bytes.whole_path(office.folder, space, file).write_bytes(CONTENT[:-1] + b"?")
    with pytest.raises(Damaged):
        ana.fetch(space, file)


def test_a_file_without_a_record_is_read_by_nobody_not_even_its_sender(space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    assert refusal(ana.fetch, space, file) == "no_file"


def test_a_file_is_read_only_by_those_who_may_read_its_record(office, address, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "bank_statement", {"title": "November", "file": file})
    member = Person(office, address, {space: "member"})
    assert ana.fetch(space, file) == CONTENT
    assert refusal(member.fetch, space, file) == "no_file"
    add_record(office, space, "attachment", {"name": "a", "file": file})
    assert member.fetch(space, file) == CONTENT


def test_a_hash_that_stands_in_no_file_kind_opens_nothing(office, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "person", {"name": file})
    assert refusal(ana.fetch, space, file) == "no_file"


def test_other_spaces_are_not_there(office, address, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    stranger = Person(office, address, {add_space(office): "leader"})
    where = upload_address(space, file, SIZE)
    assert refusal(stranger.fetch, space, file) == "no_file"
    assert refusal(announce, stranger, space, file, SIZE) == "no_space"
    assert refusal(stranger.ask, "PATCH", where, b"x", Upload_Offset="0") == "no_space"
    assert refusal(stranger.ask, "HEAD", where) == "http_404"
    assert refusal(stranger.ask, "DELETE", where) == "no_space"
    assert refusal(ana.fetch, new_id(), file) == "no_file"


def test_one_space_does_not_open_the_files_of_another(office, address, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    elsewhere = add_space(office)
    add_record(office, elsewhere, "attachment", {"name": "a", "file": file})
    other = Person(office, address, {elsewhere: "leader"})
    assert refusal(other.fetch, elsewhere, file) == "not_yet"
    other.has(CONTENT, elsewhere)
    assert other.send().sent == 1
    assert other.transport.sent == SIZE


def test_who_may_not_add_files_may_not_send_them(office, address, space):
    auditor = Person(office, address, {space: "auditor"})
    file = auditor.has(b"words", space)
    assert "may not add files" in auditor.send().refused[file]


def test_a_second_device_that_reads_the_record_need_not_send_the_file(office, address, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    ben = Person(office, address, {space: "member"})
    ben.has(CONTENT, space)
    assert (ben.send().sent, ben.transport.sent) == (1, 0)


def test_a_second_device_learns_nothing_from_a_hash_and_proves_that_it_has_the_bytes(
    office, address, space, ana
):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "bank_statement", {"title": "November", "file": file})
    ben = Person(office, address, {space: "member"})
    fresh = announce(ben, space, name_of(b"never seen"), SIZE)
    known = announce(ben, space, file, SIZE)
    assert known.headers["Upload-Offset"] == fresh.headers["Upload-Offset"] == "0"
    assert CONFIRMED not in known.headers
    ben.has(CONTENT, space)
    assert (ben.send().sent, ben.transport.sent) == (1, SIZE)


def test_two_devices_send_the_same_file_in_turns(office, address, space, ana):
    ben = Person(office, address, {space: "member"})
    file, where = name_of(CONTENT), upload_address(space, name_of(CONTENT), SIZE)
    for start in range(0, SIZE, PIECE):
        for each in (ana, ben):
            if start == 0:
                announce(each, space, file, SIZE)
            answer = each.ask("PATCH", where, CONTENT[start : start + PIECE], Upload_Offset=str(start))
            assert int(answer.headers["Upload-Offset"]) == min(SIZE, start + PIECE)
    assert file_bytes.whole_path(office.folder, space, file).read_bytes() == CONTENT
    assert arriving(office) == []


def test_a_false_size_or_false_bytes_spoil_nothing_that_is_confirmed(office, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    announce(ana, space, file, 5)
    where = upload_address(space, file, 5)
    assert refusal(ana.ask, "PATCH", where, b"false", Upload_Offset="0") == "hash"
    assert file_bytes.whole_path(office.folder, space, file).read_bytes() == CONTENT
    assert row_of(office, space, file).confirmed


def test_a_piece_at_the_wrong_place_or_beyond_the_end_is_not_taken(space, ana):
    file, where = name_of(CONTENT), upload_address(space, name_of(CONTENT), SIZE)
    announce(ana, space, file, SIZE)
    assert refusal(ana.ask, "PATCH", where, b"x", Upload_Offset="7") == "offset"
    assert refusal(ana.ask, "PATCH", where, bytes(SIZE + 1), Upload_Offset="0") == "too_long"
    assert refusal(ana.ask, "PATCH", where, b"x", Upload_Offset="-1") == "malformed"
    assert (
        refusal(ana.ask, "PATCH", where, b"x", Upload_Offset="0", content_type="text/plain") == "piece_type"
    )
    assert refusal(ana.ask, "PATCH", where, b"x", Upload_Offset="0", Tus_Resumable="0.2") == "refused"
    assert ana.ask("HEAD", where).headers["Upload-Offset"] == "0"


def test_an_abandoned_upload_is_forgotten_and_a_whole_file_stays(office, space, ana):
    file, where = name_of(CONTENT), upload_address(space, name_of(CONTENT), SIZE)
    announce(ana, space, file, SIZE)
    ana.ask("PATCH", where, CONTENT[:100], Upload_Offset="0")
    assert ana.ask("DELETE", where).status == 204
    assert refusal(ana.ask, "HEAD", where) == "http_404"
    ana.has(CONTENT, space)
    ana.send()
    ana.ask("DELETE", where)
    assert row_of(office, space, file).confirmed
    assert file_bytes.whole_path(office.folder, space, file).read_bytes() == CONTENT


def test_a_device_keeps_only_a_few_unfinished_files_at_the_office(office, space, ana):
    for number in range(file_bytes.MOST_UNFINISHED + 3):
        announce(ana, space, name_of(b"%d" % number), 10)
        time.sleep(0.002)
    kept = {path.name for path in arriving(office)}
    assert len(kept) == file_bytes.MOST_UNFINISHED
    assert f"{name_of(b'0')}.10" not in kept


@pytest.mark.parametrize(
    "name",
    [
        "../../office.sqlite",
        "..%2f..%2foffice.sqlite",
        "A" * 64,
        "a" * 63,
        "a" * 65,
        "a" * 63 + "%0a",
        "C:%5Cx",
        "CON",
    ],
)
def test_a_name_is_only_ever_a_hash(space, ana, name):
    assert refusal(ana.ask, "GET", f"/v1/files/{name}?space={space}", accept=BYTES_TYPE) in (
        "malformed",
        "not_found",
    )
    assert refusal(announce, ana, space, name, 5) == "malformed"
    assert refusal(announce, ana, f"../{space}", "a" * 64, 5) == "malformed"


def test_a_link_in_the_place_of_a_file_is_not_followed(office, space, ana, tmp_path):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret" * 100)
    whole = file_bytes.whole_path(office.folder, space, file)
    whole.unlink()
    whole.symlink_to(secret)
    assert refusal(ana.fetch, space, file) == "not_yet"
    with pytest.raises(Exception, match="disk"):
        file_bytes.read_piece(whole, 0, 10)


def test_ranges_are_handed_out_and_what_is_beyond_them_is_not(office, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    where = file_address(space, file)
    assert ana.ask("GET", where, accept=BYTES_TYPE).body == CONTENT
    part = ana.ask("GET", where, accept=BYTES_TYPE, Range="bytes=5-9")
    assert (part.status, part.body, part.headers["Content-Range"]) == (
        206,
        CONTENT[5:10],
        f"bytes 5-9/{SIZE}",
    )
    rest = ana.ask("GET", where, accept=BYTES_TYPE, Range=f"bytes={SIZE - 3}-")
    assert rest.body == CONTENT[-3:]
    assert refusal(ana.ask, "GET", where, accept=BYTES_TYPE, Range=f"bytes={SIZE}-") == "range"
    assert ana.ask("GET", where, accept=BYTES_TYPE, Range="lines=1-2").status == 200


def test_a_file_that_the_office_lost_is_asked_for_again(office, space, ana):
    file = ana.has(CONTENT, space)
    ana.send()
    add_record(office, space, "attachment", {"name": "a", "file": file})
    file_bytes.whole_path(office.folder, space, file).unlink()
    assert refusal(ana.fetch, space, file) == "not_yet"
    ana.confirmed.clear()
    assert ana.send().sent == 1
    assert ana.fetch(space, file) == CONTENT


def test_a_revoked_device_sends_nothing_and_is_told_why(office, space, ana):
    ana.has(CONTENT, space)
    with writing_whole(office.storage) as connection:
        connection.execute(update(schema.devices).values(revoked="2026-11-22"))
    assert refusal(ana.send) == "device_revoked"


def test_nobody_gets_anything_unsigned(address, space):
    import requests

    for method in ("POST", "HEAD", "PATCH", "DELETE", "GET"):
        path = "/v1/files" if method == "POST" else upload_address(space, "a" * 64, 5)
        assert requests.request(method, address + path, timeout=5).status_code == 401


def test_the_office_says_which_parts_of_tus_it_speaks(ana):
    said = ana.ask("OPTIONS", "/v1/files").headers
    assert (said["Tus-Version"], said["Tus-Extension"]) == (TUS, "creation,termination")
    assert said["Tus-Max-Size"] == str(10 * 1024**2)


def test_the_kinds_that_name_files_are_known_from_the_vocabulary(office):
    kinds = kinds_with_files(office.vocabulary)
    assert {"attachment", "receipt", "bank_statement", "report"} <= kinds
    assert not {"person", "engagement"} & kinds
