"""Pages of scanned PDFs in a paper: each on a sheet, upright, marked; what cannot be read is named with its reason."""

from __future__ import annotations

import io
from base64 import b64encode

import pdfplumber
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop import forms
from desktop.forms.enclosed import BROKEN, EMPTY, LOCKED, look


def scan(*sizes, words="lease"):
    """A PDF with a page of each size (pt) that has a frame and a word in its top left corner."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, (wide, high) in enumerate(sizes, 1):
        canvas.setPageSize((wide, high))
        canvas.rect(5, 5, wide - 10, high - 10)
        canvas.drawString(20, high - 30, f"{words}{number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(pdf, change, **save):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out, **save)
    return out.getvalue()


def entry(pdf, **more):
    return {"pdf": b64encode(pdf).decode(), "turn": "0", "words": "租赁合同.pdf"} | more


def pages(faces, *scans):
    paper = forms.render("house_scans", {"address": "良宅村溪东路18号", "scans": list(scans)}, faces=faces)
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        assert len(pdf.pages) == paper.pages
        return [page.extract_text() for page in pdf.pages]


def place(faces, pdf, word, **more):
    """Where the word stands on the sheet, in shares of it, and whether it reads upright."""
    paper = forms.render("house_scans", {"scans": [entry(pdf, **more)]}, faces=faces)
    with pdfplumber.open(io.BytesIO(paper.pdf)) as document:
        page = document.pages[0]
        char = next(char for char in page.chars if char["text"] == word[0] and char["fontname"].endswith("Helvetica"))
        return char["x0"] / page.width, char["top"] / page.height, char["upright"]


def test_every_page_has_a_sheet_its_mark_and_its_number(faces):
    first, second = pages(faces, entry(scan((595, 842), (842, 595))))
    assert "lease1" in first
    assert "lease2" in second
    assert "良宅村溪东路18号　租赁合同.pdf　原件第2页，共2页" in second.replace(" ", "　")
    assert ("第1页" in first, "共2页" in second) == (True, True)


@pytest.mark.parametrize("size", [(595, 842), (842, 595), (210, 74), (2384, 3370)])
def test_a_page_of_any_size_lies_within_the_frame_in_its_middle(faces, size):
    paper = forms.render("house_scans", {"scans": [entry(scan(size))]}, faces=faces)
    with pdfplumber.open(io.BytesIO(paper.pdf)) as document:
        inner, outer = sorted(document.pages[0].rects, key=lambda one: one["width"] * one["height"])
    assert inner["x0"] >= outer["x0"]
    assert inner["top"] >= outer["top"]
    assert inner["x0"] - outer["x0"] == pytest.approx(outer["x1"] - inner["x1"], abs=0.5)
    assert inner["top"] - outer["top"] == pytest.approx(outer["bottom"] - inner["bottom"], abs=0.5)


def test_a_page_that_says_it_is_turned_is_laid_as_it_is_shown(faces):
    lying = changed(scan((842, 595), words="turned"), lambda pdf: pdf.pages[0].rotate(90, relative=False))
    across, down, upright = place(faces, lying, "turned")
    assert (across > 0.5, down < 0.5, upright) == (True, True, False)


def test_what_people_turned_is_turned(faces):
    across, down, upright = place(faces, scan((595, 842), words="turned"), "turned", turn="180")
    assert (across > 0.5, down > 0.5, upright) == (True, True, True)


def test_a_cropped_page_shows_its_crop_only(faces):
    def crop(pdf):
        pdf.pages[0].cropbox = pikepdf.Array([0, 421, 595, 842])

    _, down, _ = place(faces, changed(scan((595, 842)), crop), "lease")
    assert 0.2 < down < 0.4  # half a sheet high, in the middle of the frame


def test_a_locked_or_broken_file_is_named_and_the_others_are_bound(faces):
    whole = scan((595, 842))
    locked = changed(whole, lambda pdf: None, encryption=pikepdf.Encryption(user="x", owner="y"))
    told, bound = pages(faces, entry(locked, words="押金条.pdf"), entry(whole), entry(b"%PDF-1.4 x", words="坏.pdf"))
    flat = "".join(told.split())
    assert f"押金条.pdf：{LOCKED}。" in flat
    assert f"坏.pdf：{BROKEN}。" in flat
    assert "lease1" in bound


def test_a_page_that_cannot_be_read_has_its_sheet_and_says_so(faces):
    def lose(pdf):
        pdf.pages[1].obj.MediaBox = pikepdf.Array([0, 0, 0, 0])
        pdf.Root.Pages.Kids[1] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))

    first, second = pages(faces, entry(changed(scan((595, 842), (595, 842)), lose)))
    assert "lease1" in first
    assert "这一页读不出来，请看附件原件" in second


def test_a_file_that_only_forbids_changes_is_bound(faces):
    held = changed(scan((595, 842)), lambda pdf: None, encryption=pikepdf.Encryption(user="", owner="y"))
    assert "lease1" in pages(faces, entry(held))[0]


def test_what_the_caller_leaves_out_is_named_with_its_reason(faces):
    [told] = pages(faces, entry(scan((595, 842)), left_out="扫描件太多"))
    assert "租赁合同.pdf：扫描件太多。" in told
    assert "lease1" not in told


def test_a_file_without_pages_says_so():
    def bare(pdf):
        del pdf.pages[0]

    assert look(changed(scan((595, 842)), bare)).fault in (EMPTY, BROKEN)


def test_scripts_links_and_files_of_the_original_stay_outside(faces):
    def arm(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["x.txt"] = b"x"

    paper = forms.render("house_scans", {"scans": [entry(changed(scan((595, 842)), arm))]}, faces=faces)
    with pikepdf.open(io.BytesIO(paper.pdf)) as bound:
        assert "/OpenAction" not in bound.Root
        assert not bound.attachments
    assert b"JavaScript" not in paper.pdf


def test_the_same_scans_give_the_same_bytes(faces):
    data = {"scans": [entry(scan((595, 842), (842, 595)))]}
    assert forms.render("house_scans", data, faces=faces).pdf == forms.render("house_scans", data, faces=faces).pdf
