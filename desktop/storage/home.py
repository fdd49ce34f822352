"""The data folder of a centre: where its files lie, and which disks may not carry it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from desktop.storage.disks import require_local
from desktop.storage.files import make_folder


@dataclass(frozen=True)
class Home:
    """`path` need not exist yet; `prepare()` makes it, readable by its owner only."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "centre.db"

    @property
    def keys(self) -> Path:
        return self.path / "keys.json"

    @property
    def attempts(self) -> Path:
        return self.path / "attempts.json"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def exists(self) -> bool:
        """Whether a centre was set up here."""
        return self.database.exists() or self.keys.exists()

    def prepare(self) -> None:
        """Make the folders (mode 0700); Refused (disk_network, disk_removable) for a share or a stick."""
        require_local(self.path)
        for folder in (self.path, self.backups, self.logs):
            make_folder(folder)
            if os.name == "posix":
                folder.chmod(0o700)
