"""The made-up centre the pictures are taken in: always the same day, the same people, the same cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from desktop.domain import identity
from desktop.services import (
    backups,
    case_agreements,
    case_sessions,
    cases,
    rota_plan,
    rota_publish,
    sample,
    setup,
)
from desktop.services.office import Office
from desktop.shots import house
from desktop.storage.home import Home
from desktop.storage.keys import Cost

NOW = datetime(2026, 9, 23, 10, 24)
MONTH = date(2026, 10, 1)
PLACE, LOGIN, PASSWORD = "330723105", "admin", "shots-only-7788"
CHEAP = Cost(memory_kib=8192, passes=1, lanes=1)
SUMMARY = ("2026年8月27日下午，朱成林驾驶三轮货车在汤处村口倒车时，与步行的汤月娥相碰，致其左脚踝骨折，住院6天。"
           "双方就补偿数额发生争议。")  # fmt: skip
CLAUSES = ["被申请人朱成林赔偿申请人汤月娥医疗费、误工费、护理费合计人民币18,600.00元。",
           "上述款项分两期付清，见履行计划。", "申请人收到全部款项后，不再就本次损害提出其他要求。"]  # fmt: skip
PLAN = [{"payer": "朱成林", "payee": "汤月娥", "amount": amount, "due": due, "way": "银行转账"}
        for amount, due in (("10000", "2026-9-30"), ("8600", "2026-12-31"))]  # fmt: skip


@dataclass(frozen=True)
class Centre:
    """`case` is the dispute and `house` the rented house to be looked at."""

    home: Home
    office: Office
    case: str
    house: str


def found(folder: Path, *, scale: str = "township") -> Centre:
    """A centre with sample data, this month's rota published and the next one's drafted, a case, a house."""
    home = Home(folder)
    founded = setup.set_up_centre(home, division=PLACE, login=LOGIN, name="王海燕", password=PASSWORD, cost=CHEAP)
    office = replace(founded.office, now=lambda: NOW)
    sample.fill(office, scale=scale, seed=1)
    rota_plan.plan_month(office, month=NOW.date(), seconds=90)
    rota_publish.publish_month(office, month=NOW.date())
    rota_plan.plan_month(office, month=MONTH, seconds=90)
    centre = Centre(home, office, add_case(office), house.add_house(office, NOW.date()))
    backups.back_up(office)
    return centre


def add_case(office: Office) -> str:
    """The dispute of the pictures, its agreement being written; gives its id."""
    parties = [party("1", "汤月娥", "33072319740312002", "13900002206", "务农", "王宅镇汤处村"),
               party("2", "朱成林", "33072319790501101", "13700008815", "个体运输", "王宅镇郭浦朱村")]  # fmt: skip
    values = {"type": "损害赔偿", "source": "当事人申请", "mediator": "章立群", "place": "汤处村口", "summary": SUMMARY,
              "date": "2026-9-2"}  # fmt: skip
    case = cases.register_dispute(office, parties=parties, values=values).ids("disputes")[0]
    cases.accept(office, case=case, on=date(2026, 9, 2))
    for document in ("application", "notice", "inquiry"):
        cases.file_document(office, case=case, document=document, on=date(2026, 9, 2))
    for day in (14, 21):
        record = "调解员告知权利义务，双方陈述经过，查看病历和票据，调解员依民法典讲明责任，双方愿意协商。"
        case_sessions.add_session(office, case=case, values={
            "start": datetime(2026, 9, day, 9), "place": "综治中心调解室", "mediators": "章立群", "recorder": "王海燕",
            "told": True, "record": record,
        })  # fmt: skip
    terms = {"clauses": CLAUSES, "plan": PLAN, "performance": "银行转账，按下列期限履行。"}
    case_agreements.draw_agreement(office, case=case, values=terms)
    return case


def party(role: str, name: str, body: str, phone: str, job: str, address: str) -> dict[str, str]:
    number = body + identity.check_digit(body)
    sex = "1" if int(body[16]) % 2 else "2"
    return {"role": role, "name": name, "sex": sex, "nation": "01", "id_number": number, "phone": phone, "job": job,
            "address": address}  # fmt: skip
