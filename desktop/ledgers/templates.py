"""表格模板: forms that upper offices send, each with its file and what goes into which cell."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, body, column
from desktop.ledgers.record import Ledger, Record


class Template(Record):
    """`kind` is book or word; `map` the JSON of `sheets.templates.slots.TemplateMap`; `edition` counts its changes."""

    ledger = Ledger(
        "templates", "表格模板", "份", "directory", title=("name",), sort="name", unique=(("name",),), hidden=True,
        looked_up=False, whose=CENTRE,
    )  # fmt: skip
    name = column("名称", required=True, index=True, width=20)
    kind = column("种类", required=True, given=True, listed=False)
    sha256 = body("文件", required=True)
    map = column("填法", Kind.LIST, given=True, listed=False)
    edition = column("第几版", Kind.NUMBER, given=True, width=6)
