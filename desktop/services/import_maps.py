"""What a person decided about the columns of an old sheet, kept by the sheet's shape for the next one like it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services.office import Office
from desktop.services.settings import put_setting, setting
from desktop.services.targets import target_of
from desktop.storage.unit_of_work import Changed

Maps = Mapping[str, Mapping[str, str | None]]
"""{shape key (`sheets.mapping.shape_key`): {column letter: field name, or None for a column not used}}."""
MOST = 200  # shapes kept of a ledger; the oldest go


def remembered_columns(office: Office, *, ledger: str) -> Maps:
    office.require(find(ledger).ledger.area, Action.IMPORT)
    with office.read() as connection:
        return _kept(connection, ledger)


def remember_columns(office: Office, *, ledger: str, columns: Maps) -> Changed:
    """Keep these decisions beside those of other shapes; an empty mapping forgets the shape's.

    Refused (no_field) for a field that the ledger does not take.
    """
    model = find(ledger)
    office.require(model.ledger.area, Action.IMPORT)
    target = target_of(model)
    for name in (name for chosen in columns.values() for name in chosen.values()):
        if name is not None and name not in target:
            raise Refused(f"{model.ledger.label}没有“{name}”这一项", "从列出的项目里选", code="no_field")
    with office.work("remember_columns", f"记住{model.ledger.label}的列") as work:
        rest = {shape: chosen for shape, chosen in _kept(work.connection(), ledger).items() if shape not in columns}
        kept = [[shape, dict(chosen)] for shape, chosen in {**rest, **columns}.items() if chosen]  # the latest last
        put_setting(work, _key(ledger), kept[-MOST:])
        return work.commit()


def _kept(connection: Connection, ledger: str) -> Maps:
    """Kept as pairs, for their order; older centres have an object."""
    return dict(setting(connection, _key(ledger), None) or {})


def _key(ledger: str) -> str:
    return f"import_columns.{ledger}"
