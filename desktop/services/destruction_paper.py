"""销毁证明: the certificate of a destruction, with the link of the log that tells of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from desktop import forms
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.ledgers.destructions import DESTROYED, Destruction
from desktop.services.destruction import lines_of
from desktop.services.office import Office
from desktop.services.retention import LABEL
from desktop.services.scope import require_whole
from desktop.services.sign_in import note
from desktop.storage.changes import Change

FORM = "destruction"


def certificate(office: Office, *, proposal: str, final: bool = False) -> Paper:
    """The certificate as PDF; with `final` it goes out, and is noted as printed. Refused codes: not_destroyed."""
    office.require("retention", Action.PRINT)
    require_whole(office, LABEL)
    paper = forms.render(FORM, certificate_data(office, proposal=proposal))
    if final:
        note(office, "print", "打印销毁证明", ledger="destructions", record=proposal, form=FORM)
    return paper


def certificate_data(office: Office, *, proposal: str) -> dict[str, Any]:
    """What the form takes; counts, days, the two persons, the log's link."""
    office.require("retention", Action.PRINT)
    require_whole(office, LABEL)
    with office.read() as connection:
        found = connection.execute(select(Destruction.__table__).where(Destruction.id == proposal)).mappings().first()
        if found is None or found["state"] != DESTROYED:
            raise Refused("这份还没有销毁，没有证明", "批准销毁以后再打印", code="not_destroyed")
        head = _head(connection, proposal)
    lines = lines_of(found["destroyed"])
    return {
        "centre": office.centre, "number": str(found["row"]), "reason": found["reason"],
        "proposed_by": f"{found['proposed_name']}（{found['proposed_by']}）", "proposed_on": found["proposed_on"],
        "approved_by": f"{found['decided_name']}（{found['decided_by']}）", "approved_on": found["decided_on"],
        "rows": [{"order": str(order), "label": one.label, "count": f"{one.count:,}", "along": f"{one.along:,}",
                  "first": one.first, "last": one.last} for order, one in enumerate(lines, 1)],
        "total": f"共销毁{sum(one.count + one.along for one in lines):,}件。", "head": head,
        "date": found["decided_on"],
    }  # fmt: skip


def _head(connection: Connection, proposal: str) -> str:
    """The entry that tells of the destruction: everything before it hangs on its link too."""
    wanted = select(Change.seq, Change.hash).where(
        Change.ledger == Destruction.ledger.name, Change.record == proposal, Change.command == "destroy")  # fmt: skip
    seq, link = connection.execute(wanted.order_by(Change.seq.desc()).limit(1)).one()
    return f"日志第{seq}条 {link[:12]}"
