"""What is handed in as a template is proved in a capped child; whatever is no form is refused in words."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

import pytest
from openpyxl import Workbook

from desktop.errors import Refused
from desktop.sheets.templates import opening
from tests.sheets.templates.forms import data_of, document, form, runs


def refusal(data: bytes, name: str = "表.xlsx") -> Refused:
    with pytest.raises(Refused) as no:
        opening.prove(name, data)
    return no.value


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def test_forms_are_known_by_what_they_are() -> None:
    assert opening.prove("表.docx", data_of(form())) == opening.BOOK
    assert opening.prove("表.xlsx", document(runs("{{姓名}}"))) == opening.WORD


def test_a_file_that_is_no_form_is_refused() -> None:
    assert refusal(b"").code == "template_kind"
    assert refusal(b"%PDF-1.7").code == "template_kind"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600).code == "file_foreign"
    assert refusal(b"PK\x03\x04 broken").code == "file_broken"
    assert refusal(zipped(a_xml=b"<a/>")).code == "file_foreign"
    assert refusal(b"PK" + b"0" * (opening.MOST + 1)).code == "template_big"


def test_a_bomb_is_refused() -> None:
    assert refusal(zipped(xl__workbook_xml=b" " * (170 * 2**20))).code == "file_bomb"
    assert refusal(zipped(word__document_xml=b"<a>" + b" " * (20 * 2**20) + b"</a>"), "表.docx").code in (
        "file_bomb", "template_big",
    )  # fmt: skip


@pytest.mark.parametrize("part", ["xl__workbook_xml", "word__document_xml"])
def test_entities_are_refused(part: str) -> None:
    assert refusal(zipped(**{part: b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'})).code == "file_entities"


def test_a_workbook_full_of_data_is_no_form() -> None:
    book = Workbook()
    for _ in range(1001):
        book.active.append(["x"] * 100)
    assert refusal(data_of(book)).code == "template_big"


def test_damaged_forms_are_read_or_refused_and_never_a_traceback() -> None:
    dice, whole, codes = Random(5), data_of(form()), list[str]()
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            assert opening.prove("表.xlsx", bytes(data)) in (opening.BOOK, opening.WORD)
        except Refused as no:
            codes.append(no.code)
    assert all(code.startswith(("file_", "template_")) for code in codes)


def test_what_cannot_be_kept_is_told() -> None:
    data = BytesIO(data_of(form()))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
        archive.writestr("xl/drawings/drawing1.xml", b"<xdr:sp/>")
    assert opening.losses(data.getvalue()) == ("宏", "文本框和图形")


def test_a_cell_far_away_or_a_merge_over_everything_is_no_form() -> None:
    far, wide = Workbook(), Workbook()
    far.active["A900000"] = "x"
    wide.active.merge_cells("A1:CV1100")
    assert refusal(data_of(far)).code == "template_big"
    assert refusal(data_of(wide)).code == "template_big"
