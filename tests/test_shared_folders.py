import sys
from pathlib import Path, PurePosixPath

import pytest

from desktop import shared_folders
from desktop.shared_folders import (
    cloud_folder,
    file_system,
    network_folder,
    read_linux_mounts,
    read_mac_mounts,
)

LINUX = """\
sysfs /sys sysfs rw 0 0
/dev/vda / ext4 rw,relatime 0 0
//school/staff /mnt/school cifs rw 0 0
server:/people /people nfs4 rw 0 0
/dev/sdb1 /people/maria ext4 rw 0 0
maria@host: /media/our\\040papers fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /mnt/twice ext4 rw 0 0
nas:/x /mnt/twice nfs rw 0 0
"""

MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//maria@school._smb._tcp.local/Staff Files on /Volumes/Staff Files (smbfs, nodev, nosuid, mounted by maria)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
nas:/export on /Volumes/nas (nfs)
"""


@pytest.fixture(autouse=True)
def no_onedrive(monkeypatch) -> None:
    for name in shared_folders.VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/Desk", "OneDrive"),
        ("OneDrive - Peoria Schools/Documents/Desk", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/Desk", "OneDrive"),
        ("Dropbox/Desk", "Dropbox"),
        ("Dropbox (Union)/Desk", "Dropbox"),
        ("iCloudDrive/Desk", "iCloud Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/Desk", "iCloud Drive"),
        ("Google Drive/Desk", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-maria@example.org/My Drive/Desk", "Google Drive"),
        ("Nextcloud2/Desk", "Nextcloud"),
        ("ownCloud/Desk", "ownCloud"),
        ("Documents/dropbox ideas/Desk", ""),
        ("Documents/Desk", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert cloud_folder(tmp_path / folder) == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.driveupload", "Google Drive"),
        (".nextcloudsync.log", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".sync_1a2b3c.db", "Nextcloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    ],
)
def test_a_synced_folder_is_known_by_what_the_service_left_above(tmp_path: Path, mark, service) -> None:
    (tmp_path / "papers" / "deep").mkdir(parents=True)
    (tmp_path / mark).touch()
    assert cloud_folder(tmp_path / "papers" / "deep" / "not there yet") == service


def test_the_settings_of_dropbox_in_the_home_folder_are_no_mark(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert cloud_folder(tmp_path / "papers") == ""


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_a_synced_folder_is_known_by_its_icon_in_windows(tmp_path: Path, encoding: str) -> None:
    icon = "[.ShellClassInfo]\r\nIconResource=C:\\Program Files\\Google\\Drive File Stream\\GoogleDrive.exe,0"
    (tmp_path / "desktop.ini").write_bytes(icon.encode(encoding))
    assert cloud_folder(tmp_path / "papers") == "Google Drive"
    (tmp_path / "desktop.ini").write_text("[.ShellClassInfo]\r\nLocalizedResourceName=@shell32.dll,-21770")
    assert cloud_folder(tmp_path / "papers") == ""


def test_onedrive_is_known_by_what_windows_says(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "work"))
    assert cloud_folder(tmp_path / "work" / "desk") == "OneDrive"
    assert cloud_folder(tmp_path / "workshop") == ""


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "desk").mkdir(parents=True)
    (tmp_path / "papers").symlink_to(tmp_path / "Dropbox" / "desk")
    assert cloud_folder(tmp_path / "papers") == "Dropbox"


def test_links_that_go_round_in_circles_are_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert cloud_folder(tmp_path / "a" / "desk") == ""
    assert network_folder(tmp_path / "a" / "desk") == ""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/school/desk", "cifs"),
        ("/mnt/schools", "ext4"),
        ("/people/jo/desk", "nfs4"),
        ("/people/maria/desk", "ext4"),
        ("/media/our papers/desk", "fuse.sshfs"),
        ("/mnt/twice/desk", "nfs"),
        ("/", "ext4"),
    ],
)
def test_linux_says_what_file_system_holds_a_folder(path: str, kind: str) -> None:
    assert file_system(PurePosixPath(path), read_linux_mounts(LINUX)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/Volumes/Staff Files/desk", "smbfs"), ("/Volumes/nas/desk", "nfs"), ("/people/maria", "apfs")],
)
def test_macos_says_what_file_system_holds_a_folder(path: str, kind: str) -> None:
    assert file_system(PurePosixPath(path), read_mac_mounts(MAC)) == kind


def test_where_nothing_is_known_nothing_is_claimed() -> None:
    assert file_system(PurePosixPath("/home"), []) == ""
    assert read_linux_mounts("odd\n\n") == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads this computer's own mounts")
def test_a_folder_on_this_computer_is_no_network_folder(tmp_path: Path, monkeypatch) -> None:
    assert file_system(tmp_path, shared_folders._mounts()) != ""
    monkeypatch.setattr(shared_folders, "_mounts", lambda: [("/", "ext4"), (str(tmp_path), "nfs4")])
    assert network_folder(tmp_path / "desk") == "NFS"
    assert network_folder(tmp_path.parent) == ""
