"""Photographs of a round come in by drag, on the list and on the viewer; before the round is saved nothing is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.services import inspection_list
from desktop.services.attachment_lines import AttachmentLine
from desktop.services.office import Office
from desktop.views.rental.page import RentalPage
from tests.services.test_inspections import inspect
from tests.views.mediation.test_attachments import drop, of_files, picture_file

LEFT = Qt.MouseButton.LeftButton


def photos(office: Office) -> tuple[AttachmentLine, ...]:
    (one,) = inspection_list.list_rounds(office)
    return tuple(inspection_list.read_inspection(office, inspection=one.id).photos)


def on_photos(qtbot: Any, page: RentalPage, target: tuple[str, str]) -> Any:
    page.open(("inspect", target))
    pane: Any = page.front.part()
    editor = pane.editor
    qtbot.waitUntil(lambda: editor.view is not None and pane.pages.currentWidget() is editor)
    qtbot.mouseClick(editor.sides.button("photos"), LEFT)
    return editor


@pytest.mark.parametrize("where", ["list", "viewer"])
def test_photographs_are_dropped_on_a_saved_round(
    qtbot: Any, page: RentalPage, office: Office, house: str, tmp_path: Path, where: str
) -> None:
    inspect(office, house, exits="二楼楼梯口堆放纸箱")
    (round_,) = inspection_list.list_rounds(office)
    editor = on_photos(qtbot, page, ("inspections", round_.id))
    target = getattr(editor.photos, where)
    qtbot.waitUntil(target.isVisible)
    files = of_files(picture_file(tmp_path, "楼梯口.jpg"), picture_file(tmp_path, "电表.jpg", 300, 400))
    assert drop(target, files) == (True, True)
    qtbot.waitUntil(lambda: [one.name for one in photos(office)] == ["楼梯口.jpg", "电表.jpg"])
    qtbot.waitUntil(lambda: editor.sides.button("photos").text() == "照片 2")
    assert {one.owner.ledger for one in photos(office)} == {"inspections"}


def test_what_is_no_picture_is_not_taken(
    qtbot: Any, page: RentalPage, office: Office, house: str, tmp_path: Path
) -> None:
    inspect(office, house)
    (round_,) = inspection_list.list_rounds(office)
    editor = on_photos(qtbot, page, ("inspections", round_.id))
    qtbot.waitUntil(editor.photos.list.isVisible)
    file = tmp_path / "说明.exe"
    file.write_bytes(b"MZ" + b"\0" * 200)
    drop(editor.photos.list, of_files(file))
    pane: Any = page.front.part()
    qtbot.waitUntil(pane.banner.isVisible)
    assert photos(office) == ()


def test_a_round_that_is_not_saved_takes_none(
    qtbot: Any, page: RentalPage, office: Office, house: str, tmp_path: Path
) -> None:
    editor = on_photos(qtbot, page, ("houses", house))
    assert not editor.photos.list.isVisible()
    assert drop(editor.photos.list, of_files(picture_file(tmp_path, "楼梯口.jpg")))[1] is False
    assert drop(editor.photos.viewer, of_files(picture_file(tmp_path, "电表.jpg")))[1] is False
    assert inspection_list.list_rounds(office) == []
