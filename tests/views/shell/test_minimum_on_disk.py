"""The minimum outside the database: clipboard, window titles, the print queue, recent lists, settings, temporary
files."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.services import display
from desktop.services.staying import Resident
from desktop.storage.home import Home
from desktop.views.preview import printing
from desktop.views.rental import dialogs
from desktop.views.shell.clipboard_watch import ClipboardWatch, holds_number
from desktop.views.widgets.dialogs import ABOUT, DeedDialog, NumberDialog

ROOT = Path(__file__).resolve().parents[3]
VIEWS = ROOT / "desktop"
NUMBER = "522601199001010225"
SOON = 30


@pytest.fixture
def watch(qapp: Any) -> Iterator[ClipboardWatch]:
    QGuiApplication.clipboard().clear()
    made = ClipboardWatch(kept_ms=SOON, owns=lambda: not QGuiApplication.clipboard().text().startswith("别的程序"))
    yield made
    made.deleteLater()
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(
    "text", [NUMBER, f"谭秀英\t{NUMBER}", "52260119900101022X", "13957901234", "0579-87651234", "139 5790 1234"]
)
def test_numbers_are_known_as_such(text: str) -> None:
    assert holds_number(text)


@pytest.mark.parametrize("text", ["", "溪东路18号", "2026-09-23", "12:00", "1,200.00", "第 3 次"])
def test_plain_words_and_dates_are_no_numbers(text: str) -> None:
    assert not holds_number(text)


def test_a_copied_number_is_gone_after_a_while(qtbot: Any, watch: ClipboardWatch) -> None:
    field = QLineEdit(NUMBER)
    qtbot.addWidget(field)
    field.show()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == NUMBER
    assert watch.waiting
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_words_without_a_number_stay(qtbot: Any, watch: ClipboardWatch) -> None:
    QGuiApplication.clipboard().setText("双方同意各让半米。")
    assert not watch.waiting
    watch.clear()
    assert QGuiApplication.clipboard().text() == "双方同意各让半米。"


def test_what_was_copied_since_stays(qtbot: Any, watch: ClipboardWatch) -> None:
    board = QGuiApplication.clipboard()
    board.setText(NUMBER)
    board.setText("溪东路18号")
    assert not watch.waiting
    board.setText("别的程序放的 13957901234")
    assert not watch.waiting
    watch.clear()
    assert "别的程序" in board.text()


def test_what_another_program_put_there_unnoticed_stays_too(qtbot: Any, watch: ClipboardWatch) -> None:
    board = QGuiApplication.clipboard()
    board.setText(NUMBER)
    board.blockSignals(True)
    board.setText("溪东路18号 13957901234")
    board.blockSignals(False)
    qtbot.waitUntil(lambda: not watch.waiting)
    assert board.text() == "溪东路18号 13957901234"


def test_at_the_end_a_copied_number_is_taken_away_at_once(qtbot: Any, watch: ClipboardWatch) -> None:
    QGuiApplication.clipboard().setText(NUMBER)
    app = QGuiApplication.instance()
    assert app is not None
    app.aboutToQuit.emit()
    assert QGuiApplication.clipboard().text() == ""


def resident() -> Resident:
    given: dict[str, Any] = dict.fromkeys(Resident.__dataclass_fields__, "")
    known = {"name": "谭秀英", "house": "溪东路18号", "room": "101", "checkin": date(2026, 9, 1), "until": None}
    return Resident(**(given | known))


def test_no_window_title_bears_a_name(qtbot: Any) -> None:
    made: list[DeedDialog] = [
        dialogs.ask_leaving(None, resident(), date.today),
        dialogs.ask_room(None, resident(), [("1", "102")], date.today),
        NumberDialog(None, "谭秀英", [("身份证号", NUMBER)]),
    ]
    for one in made:
        qtbot.addWidget(one)
        assert one.windowTitle()
        assert not re.search(r"谭秀英|溪东路|\d", one.windowTitle())
    assert "谭秀英" in made[0].heading.text()


def placed_titles() -> Iterator[tuple[str, str]]:
    """Titles of dialogs that are filled in, with the place where they are made."""
    for file in sorted(VIEWS.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            made = isinstance(call, ast.Call) and "Dialog" in ast.unparse(call.func)
            asked = isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__" and len(call.args) > 3
            if made or asked:
                for words in ast.walk(call.args[2]) if len(call.args) > 2 else ():  # type: ignore[attr-defined]
                    if isinstance(words, ast.Constant) and isinstance(words.value, str) and "{" in words.value:
                        yield f"{file.name}:{words.lineno}", words.value


def test_whom_a_dialog_is_about_stands_behind_the_dot_of_its_title() -> None:
    """Before it stand figures, days and what a ledger is called."""
    titles = list(placed_titles())
    assert len(titles) > 8
    plain = {"n", "month", "day", "label", "unit"}
    wrong = [f"{place} {words}" for place, words in titles
             if set(re.findall(r"{(\w+)}", words.partition(ABOUT)[0])) - plain]  # fmt: skip
    assert wrong == []


def test_only_the_main_windows_and_the_dialogs_name_a_window() -> None:
    """Any other call would be a title that nobody has looked at."""
    calls = [f"{file.name}" for file in sorted(VIEWS.rglob("*.py"))
             if "setWindowTitle(" in file.read_text(encoding="utf-8")]  # fmt: skip
    assert set(calls) == {"dialogs.py", "main_window.py", "page.py", "wizard.py"}
    used = "\n".join(file.read_text(encoding="utf-8") for file in VIEWS.rglob("*.py") if file.name != "app.py")
    assert not re.search(r"QSettings|setWindowFilePath|SHAddToRecentDocs|RecentManager", used)


VISIT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QFileDialog
from desktop.app import keep_no_history
app = QApplication([])
if sys.argv[2] == "kept":
    keep_no_history()
folder = Path(sys.argv[1])
asked = QFileDialog(None, "", str(folder))
asked.setOption(QFileDialog.Option.DontUseNativeDialog)
asked.show()
asked.setDirectory(str(folder))
asked.accept()
asked.done(1)
del asked
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own dialog is used")
@pytest.mark.parametrize(("how", "files"), [("kept", 0), ("as Qt does", 1)])
def test_the_file_dialog_leaves_no_folders_behind(tmp_path: Path, how: str, files: int) -> None:
    folder, config = tmp_path / "谭秀英", tmp_path / "config"
    folder.mkdir()
    environ = {**os.environ, "XDG_CONFIG_HOME": str(config), "HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", VISIT, str(folder), how], check=True, env=environ, cwd=ROOT)
    assert len([file for file in config.rglob("*") if file.is_file()]) == files


def test_the_print_queue_learns_no_title() -> None:
    assert printing.JOB == "桩钉文书"
    assert "setDocName(JOB)" in Path(printing.__file__).read_text(encoding="utf-8")


def test_what_lies_beside_the_database_in_clear_names_nobody_but_the_account(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    display.keep_display(home, display.Display("dark", 150))
    display.keep_login(home, "wanghy")
    held = {file.name: file.read_text() for file in tmp_path.iterdir() if file.is_file()}
    assert held == {"display.json": '{"theme": "dark", "percent": 150}', "last-login": "wanghy"}


def test_pdfs_and_pictures_never_pass_through_the_temporary_folder() -> None:
    """No screen asks for a temporary file: previews are painted from memory, and so are pictures that are dragged."""
    asking = re.compile(r"\b(tempfile|QTemporary\w+|mkstemp|gettempdir|NamedTemporaryFile)\b")
    found = [str(file.relative_to(ROOT)) for part in ("views", "models", "forms", "services")
             for file in sorted((VIEWS / part).rglob("*.py"))
             if asking.search(file.read_text(encoding="utf-8"))]  # fmt: skip
    assert found == ["desktop/services/restore_drill.py"]  # inside the data folder, encrypted
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
