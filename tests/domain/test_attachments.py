"""What a file is, by its first bytes; what it is called; how large it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import attachments
from desktop.domain.attachments import BMP, HEIC, JPEG, KEPT, MOST, PDF, PNG, SUFFIXES, WEBP
from desktop.errors import Refused

HEADS = {
    JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", PNG: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", PDF: b"%PDF-1.7\n",
    BMP: b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00", WEBP: b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    HEIC: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
}  # fmt: skip
STRANGERS = {
    b"PK\x03\x04\x14\x00": "Word", b"\xd0\xcf\x11\xe0\xa1\xb1": "旧版", b"GIF89a": "动图", b"II*\x00\x08": "TIFF",
    b"MZ\x90\x00": "程序", b"\x00\x00\x00\x18ftypmp42": "录像", b"\x00\x00\x00\x18ftypavif": "AVIF",
    b"BM is how this letter begins, my friend": "不是图片", b"ID3\x04": "录音", "你好".encode(): "不是图片",
}  # fmt: skip


@pytest.mark.parametrize("mime", HEADS)
def test_the_first_bytes_tell_whatever_the_name_says(mime: str) -> None:
    assert attachments.recognise(HEADS[mime] + b"\0" * 40, "合同.docx") == mime


def test_a_pdf_may_have_a_little_before_its_head() -> None:
    assert attachments.recognise(b"\r\n\r\n%PDF-1.4\n", "x") == PDF


@pytest.mark.parametrize(("data", "words"), STRANGERS.items())
def test_others_are_refused_with_what_they_are_and_the_way_out(data: bytes, words: str) -> None:
    with pytest.raises(Refused) as caught:
        attachments.recognise(data, "现场.jpg")
    assert caught.value.code == "not_taken"
    assert "“现场.jpg”" in caught.value.cause
    assert words in caught.value.cause
    assert "PDF" in caught.value.step


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        attachments.recognise(b"", "现场.jpg")
    assert caught.value.code == "empty_file"


def told(data: bytes) -> str:
    try:
        return attachments.recognise(data, "x")
    except Refused as refused:
        return refused.code


@given(st.binary(max_size=64))
def test_no_bytes_break_it(data: bytes) -> None:
    assert told(data) in {*HEADS, "empty_file", "not_taken"}


def test_twenty_megabytes_are_taken_and_one_byte_more_is_not() -> None:
    attachments.refuse_large(MOST, "卷宗.pdf")
    with pytest.raises(Refused) as caught:
        attachments.refuse_large(MOST + 1, "卷宗.pdf")
    assert caught.value.code == "too_large"
    assert "最多 20 MB" in caught.value.cause


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (48 * 1024, "48 KB"), (3 << 20, "3 MB"), (3_400_000, "3.2 MB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert attachments.megabytes(size) == words


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("门诊病历.jpg", "门诊病历.jpg"),
        (r"C:\照片\门诊 病历.jpg", "门诊 病历.jpg"),
        ("/home/x/门诊病历.jpg", "门诊病历.jpg"),
        ("病历\u202egpj.exe", "病历gpj.exe"),
        ("病\x00历\n.jpg", "病历.jpg"),
        ("  ", "附件"),
        ("", "附件"),
        ("长" * 300 + ".jpg", "长" * 116 + ".jpg"),
    ],
)
def test_names_are_kept_as_given_without_folders_and_unseen_signs(given_name: str, clean: str) -> None:
    assert attachments.clean_name(given_name) == clean


@pytest.mark.parametrize(
    ("name", "mime", "saved"),
    [
        ("病历.jpg", JPEG, "病历.jpg"),
        ("病历.JPEG", JPEG, "病历.JPEG"),
        ("IMG_0001.HEIC", JPEG, "IMG_0001.jpg"),
        ("协议 2026.9.3", PDF, "协议 2026.9.3.pdf"),
        ("病历.exe", PNG, "病历.exe.png"),
        ("CON", PNG, "_CON.png"),
        ("a<b>:c?.png", PNG, "a_b__c_.png"),
        ("...", PDF, "附件.pdf"),
    ],
)
def test_a_saved_file_has_a_safe_name_with_the_ending_of_its_content(name: str, mime: str, saved: str) -> None:
    assert attachments.file_name(name, mime) == saved


@given(st.text(max_size=300), st.sampled_from(sorted(KEPT)))
def test_any_name_becomes_one_that_every_system_takes(name: str, mime: str) -> None:
    saved = attachments.file_name(name, mime)
    assert saved.lower().endswith(SUFFIXES[mime])
    assert not set(saved) & set('<>:"/\\|?*\x00\n')
    assert len(saved) <= attachments.LONGEST_NAME + 6
    assert attachments.clean_name(attachments.clean_name(name)) == attachments.clean_name(name)
