"""The wizard of the first start, photographed on its way."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.storage.home import Home


def take(app: QApplication, folder: Path, out: Path) -> list[Path]:
    """The first page of the wizard, with the place being typed."""
    home = Home(folder)
    home.prepare()
    program = Program(app, home)
    sys.excepthook = sys.__excepthook__
    program.begin()
    wizard = program.front
    assert wizard is not None
    wizard.resize(900, 600)
    wizard.show()
    app.processEvents()
    wizard.place.search.setText("wangzhai")  # type: ignore[attr-defined]
    wizard.place.search.returnPressed.emit()  # type: ignore[attr-defined]
    app.processEvents()
    file = out / "08-first-run.png"
    wizard.grab().save(str(file))
    program.lane.close()
    wizard.close()
    return [file]
