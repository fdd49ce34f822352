"""The preview through real widgets: the paper shown, what lacks told, saved and printed whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop import forms
from desktop.errors import Refused
from desktop.services.office import Actor, Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.preview import printing
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from tests.views.walk import faults_at

_ONE = forms.sample("agreement")
SAMPLE = {**_ONE, "clauses": _ONE["clauses"] * 2}  # two pages


def order(**more: Any) -> PaperOrder:
    def whole(office: Office) -> forms.Paper:
        return forms.render("agreement", SAMPLE)

    data = {**SAMPLE, "facts": more.pop("facts", SAMPLE["facts"])}
    return PaperOrder("人民调解协议书", lambda office: forms.render("agreement", data), whole, file="协议书", **more)


@pytest.fixture
def pane(qtbot: Any, dressed: Any, office: Office) -> Iterator[PreviewPane]:
    lane = Lane()
    made = PreviewPane(Desk(office, lane), "case.preview")
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    yield made
    lane.close()


def opened(qtbot: Any, pane: PreviewPane, **more: Any) -> PreviewPane:
    pane.open(order(**more))
    qtbot.waitUntil(lambda: pane.preview.thumbs.count() > 0)
    return pane


def test_it_shows_the_paper_its_facts_and_its_copies(qtbot: Any, pane: PreviewPane) -> None:
    opened(qtbot, pane, copies=3)
    assert pane.preview.title.text() == "人民调解协议书"
    assert pane.preview.facts.text() == "A4 · 纵向 · 2 页\n这里遮盖号码，打印时显示全号"
    assert (pane.preview.thumbs.count(), pane.preview.copies.value(), pane.preview.send.text()) == (2, 3, "打印 3 份")
    qtbot.waitUntil(lambda: len(pane.pages.widths()) >= 1)


def test_whoever_may_not_see_whole_numbers_is_not_promised_them_on_paper(
    qtbot: Any, dressed: Any, office: Office
) -> None:
    lane = Lane()
    leader = replace(office, actor=Actor("ldx", "刘德兴", ("leader",), office.actor.unit))
    made = PreviewPane(Desk(leader, lane), "rent.preview")
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    assert "打印出来也遮盖" in opened(qtbot, made, reveals="rental").preview.facts.text()
    assert not faults_at(made, 100)
    lane.close()


def test_without_a_printer_it_says_so_and_offers_the_file(qtbot: Any, pane: PreviewPane) -> None:
    opened(qtbot, pane)
    assert not pane.preview.send.isEnabled()
    assert pane.preview.send.accessibleDescription() == "没有找到打印机，可以先存为 PDF"
    assert pane.preview.banner.strong.text() == "没有找到打印机"
    assert pane.preview.save.isEnabled()


def test_characters_that_no_font_has_are_told_before_printing(qtbot: Any, pane: PreviewPane) -> None:
    opened(qtbot, pane, facts="有个字\U000e0100\uf8ff打不出来。")
    assert "打不出来" in pane.preview.banner.strong.text()
    assert "纠纷主要事实" in pane.preview.banner.strong.text()


def test_empty_musts_are_told(qtbot: Any, pane: PreviewPane) -> None:
    opened(qtbot, pane, lacking=("纠纷简要情况",))
    assert pane.preview.banner.strong.text() == "还没有填：纠纷简要情况"


def test_saving_writes_the_whole_paper(
    qtbot: Any, pane: PreviewPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, pane)
    target = tmp_path / "协议书"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(pane.told) as told:
        qtbot.mouseClick(pane.preview.save, Qt.MouseButton.LeftButton)
    assert told.args == ["已存为 协议书.pdf"]
    assert (tmp_path / "协议书.pdf").read_bytes() == forms.render("agreement", SAMPLE).pdf


def test_a_file_that_cannot_be_written_is_told_with_a_way_out(
    qtbot: Any, pane: PreviewPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, pane)
    blocked = tmp_path / "是个文件"
    blocked.write_text("")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(blocked / "协议书.pdf"), ""))
    qtbot.mouseClick(pane.preview.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "文件没有存成" in pane.preview.banner.strong.text())


def test_printing_sends_every_page_in_the_asked_copies(
    qtbot: Any, pane: PreviewPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(printing, "printers", lambda: [("hp", "办公室打印机")])
    monkeypatch.setattr(printing, "send", lambda name, pages, **more: sent.append((name, len(pages), more)))
    opened(qtbot, pane, copies=2)
    pane.preview.grey.setChecked(True)
    with qtbot.waitSignal(pane.told) as told:
        qtbot.mouseClick(pane.preview.send, Qt.MouseButton.LeftButton)
    assert sent == [("hp", 2, {"copies": 2, "grey": True, "a3": False})]
    assert told.args == ["已送打印机：人民调解协议书 2 份"]


def test_a_printer_that_is_gone_is_told(qtbot: Any, pane: PreviewPane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "printers", lambda: [("hp", "办公室打印机")])
    opened(qtbot, pane)
    qtbot.mouseClick(pane.preview.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.preview.banner.strong.text() == "没有找到打印机")
    assert pane.preview.banner.words.text() == "可以先存为 PDF，接上打印机再打印"


def test_a_paper_that_cannot_be_made_is_told(qtbot: Any, pane: PreviewPane) -> None:
    def refuse(office: Office) -> forms.Paper:
        raise Refused("没有这件纠纷", "核对案号")

    pane.open(PaperOrder("协议书", refuse, refuse))
    qtbot.waitUntil(lambda: pane.preview.banner.strong.text() == "没有这件纠纷")


def test_escape_goes_back(qtbot: Any, pane: PreviewPane) -> None:
    opened(qtbot, pane)
    with qtbot.waitSignal(pane.closed):
        qtbot.keyClick(pane, Qt.Key.Key_Escape)


def test_pages_are_painted_on_the_printer(qapp: Any, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    pages = [QImage(300, 424, QImage.Format.Format_RGB32) for _ in range(2)]
    printing.set_up(printer, pages[0], copies=1, grey=True, a3=False)
    printing.paint(printer, pages)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_clipped_or_nameless(qtbot: Any, pane: PreviewPane, percent: int) -> None:
    opened(qtbot, pane, copies=3)
    assert faults_at(pane, percent, "dark") == []
