"""值班岗位: the posts of the rota as data: who may serve, how many are needed on which kind of day."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


class Post(Record):
    ledger = Ledger("posts", "值班岗位", "个", "duty", title=("post", "shift"), subtitle=("times",), sort="order",
                    key=(("post", "shift"), ("post",)), looked_up=False, whose=CENTRE)  # fmt: skip
    key = column("代号", given=True, listed=False, help="规则里用的名字；自己加的岗位没有")
    post = column("岗位", required=True, width=8)
    shift = column("班次", width=6, help="同一岗位分白班、夜班时填")
    mark = column("格内字", width=4, help="月表格子里的一个字")
    look = column("颜色", listed=False, help="月表颜色：lead day night learn standby visit")
    order = column("次序", Kind.NUMBER, width=4)
    groups = column("由哪些组担任", Kind.LIST, codes="duty_group")
    need_workday = column("工作日人数", Kind.NUMBER, width=6)
    need_restday = column("休息日人数", Kind.NUMBER, width=6)
    need_holiday = column("法定假日人数", Kind.NUMBER, width=6)
    need_makeup = column("调休上班日人数", Kind.NUMBER, width=6)
    weekdays = column("只在周几", Kind.LIST, codes="weekday", listed=False, help="不填就是每天")
    family = column("公平合算", listed=False, help="同名的岗位合起来算轮次，如值班员白班和夜班都填“值班”")
    hours = column("时长", Kind.NUMBER, width=4)
    times = column("起止", width=12)
    night = column("夜班", Kind.YES_NO, width=4)
