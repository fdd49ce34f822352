"""The result file of a card reader: read once, wiped from memory, never logged; the folder where it comes is kept."""

from __future__ import annotations

from pathlib import Path

from desktop.domain import card_file
from desktop.domain.access import Action
from desktop.domain.card_file import Card
from desktop.errors import Refused
from desktop.services.office import Office
from desktop.services.settings import change_setting, setting
from desktop.storage.unit_of_work import Changed

FILE = "wz.txt"
FOLDER = "rental.reader_folder"
MOST_BYTES = 4096


def read_card(office: Office, *, file: Path) -> Card:
    """Refused codes: card_missing, card_unread, sex_against_id, birth_against_id, and those of an ID number."""
    office.require("rental", Action.ADD)
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            held = bytearray(min(size, MOST_BYTES + 1))
            opened.readinto(held)
    except OSError:
        raise Refused("没有读到读卡结果", "在读卡软件里重读一次，或另选文件", code="card_missing") from None
    try:
        if len(held) > MOST_BYTES:
            raise Refused(*card_file.BAD, code="card_unread")
        return card_file.parse(held)
    finally:
        wipe(held)


def wipe(held: bytearray) -> None:
    held[:] = bytes(len(held))


def reader_folder(office: Office) -> Path | None:
    """The folder that the reader writes to, or None when nobody has chosen one."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        found = setting(connection, FOLDER)
    return Path(str(found)) if found else None


def choose_folder(office: Office, *, folder: Path) -> Changed:
    """Refused code: no_folder."""
    office.require("rental", Action.CHANGE)
    if not folder.is_dir():
        raise Refused("没有这个文件夹", "选读卡软件存放结果的文件夹", field="folder", code="no_folder")
    return change_setting(office, key=FOLDER, value=str(folder), area="rental")
