"""On which kind of file system a path lies (Linux: proc(5), ``/proc/<pid>/mountinfo``)."""

from __future__ import annotations

import os
import re
from pathlib import Path

MOUNT_TABLE = Path("/proc/self/mountinfo")

# SQLite's write-ahead log needs memory shared by all its users, which no network file system
# gives: https://www.sqlite.org/wal.html, "all processes using a database must be on the same host".
_NETWORK = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
    }
)
_OCTAL = re.compile(rb"\\([0-7]{3})")


def network_type(path: Path, table: Path = MOUNT_TABLE) -> str | None:
    """The network file system type that holds ``path``, or None for a local one.

    ``path`` need not exist. Where the system has no mount table nothing can be told: None.
    """
    try:
        lines = table.read_bytes().split(b"\n")
    except FileNotFoundError:
        return None
    wanted = path.resolve()
    best: tuple[int, str] | None = None
    for line in lines:
        mount = _mount(line)
        if mount is None or not wanted.is_relative_to(mount[0]):
            continue
        depth = len(mount[0].parts)
        # A later line covers an earlier one at the same place.
        if best is None or depth >= best[0]:
            best = (depth, mount[1])
    return best[1] if best and best[1] in _NETWORK else None


def _mount(line: bytes) -> tuple[Path, str] | None:
    """Mount point and type of one line; fields before " - " vary in number, the fifth does not."""
    left, separator, right = line.partition(b" - ")
    fields, kinds = left.split(b" "), right.split(b" ")
    if not separator or len(fields) < 5:
        return None
    point = _OCTAL.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), fields[4])
    return Path(os.fsdecode(point)), os.fsdecode(kinds[0])
