"""The reader's file: read, wiped, never logged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.errors import Refused
from desktop.services import card_reader
from desktop.services.office import Office
from tests.domain.test_card_file import FILES, NUMBER


def test_the_file_is_read_and_its_bytes_are_wiped(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiped: list[bytearray] = []
    really = card_reader.wipe
    monkeypatch.setattr(card_reader, "wipe", lambda held: (really(held), wiped.append(held)))
    file = tmp_path / card_reader.FILE
    file.write_bytes(FILES["raw"])
    assert card_reader.read_card(office, file=file).number == NUMBER
    assert wiped == [bytearray(256)]


def test_nothing_of_a_card_reaches_the_log(office: Office, tmp_path: Path) -> None:
    file = tmp_path / card_reader.FILE
    file.write_bytes(FILES["gb18030"])
    card_reader.read_card(office, file=file)
    with office.store.read() as connection:
        told = json.dumps([list(map(str, row)) for row in connection.execute(text("SELECT * FROM changes"))])
    assert NUMBER not in told


@pytest.mark.parametrize(("data", "code"), [(None, "card_missing"), (b"x" * 5000, "card_unread")])
def test_no_file_or_a_strange_one_is_refused(office: Office, tmp_path: Path, data: bytes | None, code: str) -> None:
    file = tmp_path / card_reader.FILE
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(Refused) as caught:
        card_reader.read_card(office, file=file)
    assert caught.value.code == code


def test_the_folder_is_kept(office: Office, tmp_path: Path) -> None:
    assert card_reader.reader_folder(office) is None
    card_reader.choose_folder(office, folder=tmp_path)
    assert card_reader.reader_folder(office) == tmp_path
    with pytest.raises(Refused) as caught:
        card_reader.choose_folder(office, folder=tmp_path / "none")
    assert caught.value.code == "no_folder"
