"""不收的行: the refused rows of an import as a workbook with a reason column, to be mended and imported again."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.access import Action
from desktop.ledgers import find
from desktop.services.importing import Imported
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.sheets import writer

HEADINGS = ("工作表", "行", "列", "原来的内容", "不收的原因")


def write_refused(office: Office, told: Imported, *, ledger: str, file: Path) -> int:
    """Write them to .xlsx or .csv; returns how many. They come from the person's own file, so nothing is masked."""
    office.require(find(ledger).ledger.area, Action.IMPORT)
    rows = [(one.sheet, one.row, one.column or one.field, one.value, one.why) for one in told.rejected]
    writer.write(file, HEADINGS, rows, note="改好后可以再导入")
    note(office, "export_refused", "导出不收的行", ledger=ledger, rows=len(rows))
    return len(rows)
