"""What kind of disk a folder lies on: the live database may not live on a share or on a stick."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Refused

_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "ncpfs",
        "vboxsf",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
    }
    | {"fuse.davfs2", "fuse.gvfsd-fuse", "fuse.vmhgfs-fuse", "ceph", "glusterfs", "fuse.glusterfs"}
)
_WINDOWS_REMOVABLE, _WINDOWS_NETWORK = 2, 4


@dataclass(frozen=True)
class Mount:
    device: str
    folder: Path
    kind: str


def require_local(folder: Path) -> None:
    """Refused (disk_network, disk_removable): a share breaks SQLite's locks, a stick is pulled out."""
    kind = _windows_kind(folder) if sys.platform == "win32" else _linux_kind(folder)
    if kind == "network":
        raise Refused("资料不能放在网络盘上", "放在本机硬盘；网络盘可用来存备份", code="disk_network")
    if kind == "removable":
        raise Refused("资料不能放在U盘或移动硬盘上", "放在本机硬盘；U盘可用来存备份", code="disk_removable")


def mounts(table: str) -> list[Mount]:
    """The lines of /proc/mounts."""
    lines = (line.split(" ") for line in table.splitlines())
    return [Mount(parts[0], Path(_plain(parts[1])), parts[2]) for parts in lines if len(parts) >= 3]


def mount_of(folder: Path, known: Iterable[Mount]) -> Mount | None:
    """The mount a folder lies on; of several at one place the last one, as it hides the others."""
    inside = [mount for mount in known if folder.is_relative_to(mount.folder)]
    return max(enumerate(inside), key=lambda item: (len(item[1].folder.parts), item[0]))[1] if inside else None


def kind_of(mount: Mount | None, *, blocks: Path = Path("/sys/class/block")) -> str:
    """network, removable or local; `blocks` is where the system lists its block devices."""
    if mount is None:
        return "local"
    if mount.kind in _NETWORK:
        return "network"
    if mount.folder == Path("/"):
        return "local"  # nobody pulls out what the system itself runs from
    return "removable" if _is_removable(blocks / Path(mount.device).name) else "local"


def _linux_kind(folder: Path) -> str:
    try:
        table = Path("/proc/mounts").read_text(errors="surrogateescape")
    except OSError:
        return "local"
    return kind_of(mount_of(_nearest(folder), mounts(table)))


def _is_removable(block: Path) -> bool:
    """The flag stands at the disk, a partition lies inside its disk; USB hard disks say 0: ask the bus."""
    try:
        disk = block.resolve(strict=True)
    except OSError:
        return False
    flags = (place / "removable" for place in (disk, disk.parent))
    flagged = any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)
    return flagged or any(part.startswith("usb") for part in disk.parts)


def _windows_kind(folder: Path) -> str:
    import ctypes

    windll = getattr(ctypes, "windll")  # noqa: B009  exists on Windows only
    anchor = _nearest(folder).anchor
    if anchor.startswith("\\\\"):
        return "network"
    kinds = {_WINDOWS_REMOVABLE: "removable", _WINDOWS_NETWORK: "network"}
    return kinds.get(windll.kernel32.GetDriveTypeW(anchor), "local")


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists, without links."""
    whole = Path(os.path.abspath(folder))
    return next(place for place in (whole, *whole.parents) if place.exists()).resolve()


def _plain(field: str) -> str:
    """/proc/mounts writes blanks and the like as \\040."""
    return field.encode("latin-1", "backslashreplace").decode("unicode_escape") if "\\" in field else field
