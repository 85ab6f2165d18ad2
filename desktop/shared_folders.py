"""Folders that other computers change too: synced ones and ones on a network."""

import ctypes
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

SERVICES = {
    "OneDrive": r"onedrive( ?-.*)?",
    "Dropbox": r"dropbox( \(.*\)|-.*)?",
    "iCloud Drive": r"icloud ?drive.*|com~apple~clouddocs|mobile documents",
    "Google Drive": r"google ?drive(-.*)?|my drive",
    "Nextcloud": r"nextcloud\d*(-.*)?",
    "ownCloud": r"owncloud(-.*)?",
    "Box": r"box sync|box-box",
    "MEGA": r"mega(sync)?",
    "pCloud": r"pcloud ?drive",
    "Proton Drive": r"proton ?drive(-.*)?",
}
"""Service -> what it calls its folder, in lower case."""

MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".stfolder": "Syncthing",
}
"""File or folder that a service leaves at the top of what it syncs -> service."""

VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Environment variables that name OneDrive's folders on Windows."""

NETWORKS = {
    "nfs": "NFS",
    "nfs4": "NFS",
    "cifs": "Windows share",
    "smb3": "Windows share",
    "smbfs": "Windows share",
    "afpfs": "Apple share",
    "webdav": "WebDAV",
    "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "fuse.sshfs": "SSH",
    "fuse.rclone": "rclone",
    "fuse.gvfsd-fuse": "network place",
    "fuse.glusterfs": "GlusterFS",
    "ceph": "Ceph",
    "fuse.ceph-fuse": "Ceph",
    "lustre": "Lustre",
    "afs": "AFS",
    "9p": "shared folder of a virtual machine",
    "vboxsf": "shared folder of a virtual machine",
    "fuse.vmhgfs-fuse": "shared folder of a virtual machine",
}
"""File system -> what people call it."""

REMOTE_DRIVE = 4
"""What Windows' GetDriveTypeW answers for a mapped network drive."""


def cloud_folder(path: Path) -> str:
    """Return the name of the service that syncs `path`, or "" if none is known to."""
    folders = _folders(path)
    return _named(folders) or _told_by_environment(folders) or _marked(folders)


def network_folder(path: Path) -> str:
    """Return the kind of network that `path` lies on, or "" if it is on this computer."""
    if os.name == "nt":
        return _remote_on_windows(path)
    return NETWORKS.get(file_system(_real(path), _mounts()), "")


def file_system(path: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the file system that holds `path`; of equal mount points the last one covers."""
    holding = [mount for mount in mounts if path.is_relative_to(mount[0])]
    _point, kind = max(reversed(holding), key=lambda mount: len(mount[0]), default=("", ""))
    return kind


def read_linux_mounts(table: str) -> list[tuple[str, str]]:
    """Return mount points and file systems from the text of /proc/self/mounts."""
    rows = (line.split(" ") for line in table.splitlines())
    return [(_unescape(row[1]), row[2]) for row in rows if len(row) > 2]


def read_mac_mounts(table: str) -> list[tuple[str, str]]:
    """Return mount points and file systems from what macOS' `mount` prints."""
    return re.findall(r"^.+? on (.+) \((\w+)[,)]", table, re.MULTILINE)


def _folders(path: Path) -> list[Path]:
    """Return the folder and those around it, both as named and behind any links."""
    named, real = path.absolute(), _real(path)
    return list(dict.fromkeys((named, *named.parents, real, *real.parents)))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Unlike resolve(), it never raises.


def _named(folders: list[Path]) -> str:
    names = {folder.name.lower() for folder in folders}
    return next((service for service, name in SERVICES.items() if _any_match(name, names)), "")


def _any_match(pattern: str, names: set[str]) -> bool:
    return any(re.fullmatch(pattern, name) for name in names)


def _told_by_environment(folders: list[Path]) -> str:
    told = {os.environ[name] for name in VARIABLES if os.environ.get(name)}
    return "OneDrive" if any(Path(folder) in folders for folder in told) else ""


def _marked(folders: list[Path]) -> str:
    services = (_marker(folder) or _desktop_ini(folder) for folder in folders)
    return next(filter(None, services), "")


def _marker(folder: Path) -> str:
    return next((service for mark, service in MARKERS.items() if _holds(folder, mark)), "")


def _holds(folder: Path, mark: str) -> bool:
    try:
        if mark == ".dropbox":  # A folder of this name, in the home folder, is the program's settings.
            return (folder / mark).is_file()
        return any(folder.glob(mark)) if "*" in mark else (folder / mark).exists()
    except OSError:  # A folder that we may not look into holds nothing of ours.
        return False


def _desktop_ini(folder: Path) -> str:
    """Return the service whose icon Windows shows for the folder."""
    try:
        with (folder / "desktop.ini").open("rb") as file:
            words = file.read(4096).replace(b"\0", b"").decode("ascii", "ignore").lower()
    except OSError:  # Most folders have none, and others' may not be read.
        return ""
    services = ("OneDrive", "Dropbox", "Google Drive", "iCloud Drive", "Nextcloud", "ownCloud")
    return next((name for name in services if name.lower().replace(" ", "") in words.replace(" ", "")), "")


def _mounts() -> list[tuple[str, str]]:
    if platform.system() == "Darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return read_mac_mounts(listed.stdout)
    try:
        return read_linux_mounts(Path("/proc/self/mounts").read_text(errors="surrogateescape"))
    except OSError:  # A sandbox without /proc: nothing is known, so nothing is refused.
        return []


def _unescape(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), point)


def _remote_on_windows(path: Path) -> str:
    real = _real(path)
    if real.drive.startswith("\\\\"):
        return "Windows share"
    if sys.platform == "win32":
        if ctypes.windll.kernel32.GetDriveTypeW(f"{real.drive}\\") == REMOTE_DRIVE:
            return "Windows share"
    return ""
