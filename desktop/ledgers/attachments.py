"""附件: scans and photos of a case, a piece of evidence, a voucher, a house; their bytes lie beside, by hash."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, body, column
from desktop.ledgers.record import Ledger, Record


class Attachment(Record):
    """`turn` is how the picture is shown, in degrees clockwise (0, 90, 180, 270); the bytes stay as they came."""

    ledger = Ledger(
        "attachments", "附件", "个", "mediation", title=("name",), subtitle=("received_on",), sort="row",
        owned=("owner_ledger", "owner_id"), looked_up=False, hidden=True,
    )  # fmt: skip
    owner_ledger = column("所属台账", required=True, given=True, listed=False)
    owner_id = column("所属记录", required=True, given=True, listed=False, index=True)
    name = column("名称", required=True, width=18)
    kind = column("种类", Kind.CODE, codes="attachment_kind", required=True, width=6)
    received_on = column("收到日期", Kind.DATE)
    note = column("说明", Kind.LONG_TEXT)
    mime = column("文件类型", required=True, given=True, listed=False)
    size = column("字节", Kind.NUMBER, given=True, listed=False)
    sha256 = body("内容", required=True)
    pages = column("页数", Kind.NUMBER, given=True, width=5)
    pixels_wide = column("像素宽", Kind.NUMBER, given=True, listed=False)
    pixels_high = column("像素高", Kind.NUMBER, given=True, listed=False)
    turn = column("旋转", Kind.NUMBER, given=True, listed=False)
