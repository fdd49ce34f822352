"""What the rental area prints: each paper of a house, the day's report, the ledger of houses, a person's sheet."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from desktop.services import house_papers, rental_papers
from desktop.views.preview.order import PaperOrder
from desktop.views.words import tr

PAPERS = (
    ("house_form", "出租房屋登记表"), ("tenants", "租住人员登记表"), ("pledge", "治安责任保证书"),
    ("house_stays", "历次租住登记"),
)  # fmt: skip


def file_order(house: str) -> PaperOrder:
    return _order(tr("房屋档案"), house_papers.house_file, house=house)


def paper_order(house: str, form: str) -> PaperOrder:
    return _order(tr(dict(PAPERS)[form]), house_papers.house_paper, house=house, form=form)


def day_order(day: date) -> PaperOrder:
    return _order(tr("入住离开报送单"), rental_papers.day_report, day=day)


def ledger_order(village: str = "") -> PaperOrder:
    return _order(tr("出租房屋台账"), rental_papers.house_ledger, village=village)


def sheet_order(person: str) -> PaperOrder:
    return _order(tr("本人信息表"), rental_papers.person_sheet, person=person)


def notice_order(person: str) -> PaperOrder:
    return _order(tr("个人信息处理告知书"), rental_papers.rental_notice, person=person)


def _order(title: str, make: Any, **given: Any) -> PaperOrder:
    return PaperOrder(title, partial(make, **given), partial(make, full=True, **given), file=title, reveals="rental")
