"""人均面积: the square metres a head that hold here; 住房租赁条例 leaves them to the place, so a setting."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.domain.tenancy import LEAST_AREA_EACH
from desktop.errors import Refused
from desktop.ledgers.settings import Setting
from desktop.services.office import Office
from desktop.services.settings import put_setting, setting
from desktop.services.who import names_of
from desktop.storage.changes import Change
from desktop.storage.unit_of_work import Changed

LEAST_AREA = "rental.least_area"
"""Key of the setting: square metres as text, so that no fraction is lost."""
MOST = Decimal(50)


@dataclass(frozen=True, slots=True)
class LeastArea:
    """`changed_by` and `changed_on` (ISO day) are empty while the usual measure holds."""

    metres: Decimal = LEAST_AREA_EACH
    changed_by: str = ""
    changed_on: str = ""


def least_area_of(connection: Connection) -> Decimal:
    """Square metres a head."""
    return Decimal(str(setting(connection, LEAST_AREA, LEAST_AREA_EACH)))


def read_least_area(office: Office) -> LeastArea:
    office.require("rental", Action.SEE)
    with office.read() as connection:
        metres = least_area_of(connection)
        last = connection.execute(
            select(Change.user, Change.at)
            .join(Setting, Setting.id == Change.record)
            .where(Change.ledger == Setting.ledger.name, Setting.key == LEAST_AREA)
            .order_by(Change.seq.desc())
        ).first()
        names = names_of(connection)
    return LeastArea(metres, names[last.user], last.at[:10]) if last else LeastArea(metres)


def set_least_area(office: Office, *, metres: Decimal, reason: str) -> Changed:
    """Holds for whoever moves in from now on. Refused codes: no_reason, area_range, area_too_fine."""
    office.require("rental", Action.CHANGE)
    if not 0 < metres <= MOST:
        raise Refused(f"人均{metres:f}㎡不对", f"写大于0、不超过{MOST}的平方米数", field="metres", code="area_range")
    if metres != metres.quantize(Decimal("0.1")):
        raise Refused(f"人均{metres:f}㎡太细", "最多写一位小数，如 4.5", field="metres", code="area_too_fine")
    if not reason.strip():
        raise Refused("没有写依据", "写明按哪份文件改，如镇里通知的文号", field="reason", code="no_reason")
    with office.work("set_least_area", "改人均面积", reason=reason.strip()) as work:
        put_setting(work, LEAST_AREA, f"{metres.normalize():f}")
        return work.commit()
