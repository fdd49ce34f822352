"""The main job without a screen: a centre from its first start to rota, agreement, rental ledger and look-up."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.domain import identity
from desktop.ledgers.houses import House
from desktop.ledgers.rooms import Room
from desktop.roster.year_view import add_months
from desktop.services import (
    audit,
    backups,
    case_agreements,
    case_sessions,
    cases,
    check_in,
    importing,
    look_up,
    papers,
    rota_paper,
    rota_plan,
    sample,
    setup,
    staying,
    tenant_register,
)
from desktop.services.office import Office
from desktop.storage import keys, rows
from desktop.storage.home import Home
from desktop.storage.keys import Cost

PLACE, PASSWORD = "330723105", "demo-only-7788"
WORKBOOKS = Path(__file__).resolve().parent.parent / "tests" / "data" / "ledgers"
LEDGERS = {"p1": "stays", "p2": "stays", "p3": "people", "p4": "people", "p5": "disputes", "p6": "staff", "p7": "duty",
           "p8": "houses"}  # fmt: skip
QUERIES = ("王英", "zgq", "zhangguo", "0417", "溪东路", "人调字第1号")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the run leaves its files, and how it tells of each."""

    out: Path
    tell: Callable[[str], object]

    def keep(self, name: str, data: bytes, words: str) -> None:
        (self.out / name).write_bytes(data)
        self.tell(f"{words}：{self.out / name}")


def run(out: Path, tell: Callable[[str], object]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    stage = Stage(out, tell)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        founded = setup.set_up_centre(home, division=PLACE, login="admin", name="王海燕", password=PASSWORD,
                                      cost=Cost(memory_kib=8192, passes=1, lanes=1))  # fmt: skip
        office = founded.office
        tell(f"已建立{office.centre}，{founded.units} 个单位")
        counts = sample.fill(office, scale="township", seed=1)
        tell("样例（编造）：" + "，".join(f"{name} {count}" for name, count in counts.items()))
        for step in (rota, mediation, rental, old_workbooks, lookups):
            step(office, stage)
        safety(office, home, Path(folder), stage)
        office.store.close()


def rota(office: Office, stage: Stage) -> None:
    """Next month, planned inside the year, on paper and as a sheet."""
    month = add_months(office.today.replace(day=1), 1)
    plan = rota_plan.plan_month(office, month=month, seconds=60)
    widened = "、".join(one.words for one in plan.widened)
    fair = "人人在应有区间内（已证明）" if plan.bands_seconds is not None else widened or plan.words
    stage.tell(f"{month.year}年{month.month}月值班：{len(plan.cells)} 个班次，{plan.seconds:.1f} 秒，{fair}")
    stage.keep("值班表.pdf", rota_paper.month_paper(office, month=month).pdf, "值班表")
    rota_paper.export_month(office, month=month, file=stage.out / "值班表.xlsx")
    stage.tell(f"值班表：{stage.out / '值班表.xlsx'}")


def mediation(office: Office, stage: Stage) -> None:
    """A dispute from the counter to the agreement."""
    case = cases.register_dispute(office, parties=parties(), accept=True, values={
        "type": "邻里", "source": "当事人申请", "mediator": "章立群",
        "summary": "两家因屋后排水沟走向发生争执，雨天积水倒灌，多次协商未果。",
    }).ids("disputes")[0]  # fmt: skip
    case_sessions.add_session(office, case=case, values={
        "start": f"{office.today.isoformat()} 09:00", "place": "综治中心调解室", "told": "是", "result": "1",
        "record": "调解员告知权利义务后，双方陈述经过，查看现场照片，愿意各让一步。",
    })  # fmt: skip
    case_agreements.draw_agreement(office, case=case, values={
        "clauses": ["汤月娥同意排水沟沿东墙改道，费用由双方平均分担。", "朱成林一次付给汤月娥改道费用2,600元。"],
        "plan": [{"payer": "朱成林", "payee": "汤月娥", "amount": "2600", "due": office.today + timedelta(days=20),
                  "way": "银行转账"}],
    })  # fmt: skip
    for form, name in (("intake", "受理登记表"), ("session", "调解记录"), ("agreement", "调解协议书")):
        stage.keep(f"{name}.pdf", papers.paper(office, form=form, case=case).pdf, name)


PARTIES = (  # role, name, ID number without its check digit, phone, occupation, address
    ("1", "汤月娥", "33072319740611042", "13900002206", "务农", "王宅镇汤处村12号"),
    ("2", "朱成林", "33072319790120017", "13700008815", "个体运输", "王宅镇郭浦朱村3号"),
)


def parties() -> list[dict[str, Any]]:
    names = ("role", "name", "id_number", "phone", "job", "address")
    made = [dict(zip(names, party, strict=True)) for party in PARTIES]
    return [
        one | {"id_number": one["id_number"] + identity.check_digit(one["id_number"]), "nation": "01"} for one in made
    ]


def rental(office: Office, stage: Stage) -> None:
    """A party in, one out, who stays here, and the register on paper."""
    with office.read() as connection:
        house = rows.as_dicts(connection, House, rows.View(sort="house_address"), ("id", "house_address"))[0]
        inside = rows.View(where=(rows.Condition("house_id", "is", house["id"]), rows.Condition("status", "is", "1")))
        room = rows.as_dicts(connection, Room, inside, ("id", "room"))[0]
    body = "43062619930305224"
    person = {"name": "谭秀英", "id_number": body + identity.check_digit(body), "phone": "15812347730", "nation": "01",
              "origin": "湖南省岳阳市平江县", "work": "电动工具厂"}  # fmt: skip
    changed = check_in.check_in(office, room=room["id"], guests=[check_in.Guest(person)], checkin=office.today)
    stage.tell(f"已办理入住：{person['name']} {house['house_address']} {room['room']}")
    here = staying.staying(office, house=house["id"], on=office.today)
    stage.tell(f"{house['house_address']} 今天在住 {len(here)} 人")
    paper = tenant_register.tenant_register(office, house=house["id"], on=office.today)
    stage.keep("租住人员登记表.pdf", paper.pdf, "租住人员登记表")
    check_in.check_out(office, stay=changed.ids("stays")[0], checkout=office.today)
    stage.tell(f"已办理离开：{person['name']}")


def old_workbooks(office: Office, stage: Stage) -> None:
    """Every old workbook that lies with the tests, and what became of its rows."""
    for file in sorted(WORKBOOKS.glob("p*.*")):
        if file.suffix in (".xlsx", ".xls", ".csv"):
            told = importing.import_ledger(office, ledger=LEDGERS[file.name[:2]], file=file)
            counts = f"读到 {told.rows} 行，新增 {told.added}，更新 {told.updated}，未变 {told.unchanged}"
            doubts = f"不收 {len(told.rejected)}，要核对 {len(told.warnings)} 格"
            stage.tell(f"导入 {file.name}：{counts}，{doubts}")


def lookups(office: Office, stage: Stage) -> None:
    found = {query: look_up.look_up(office, query) for query in QUERIES}
    for query, hits in found.items():
        first = f"，第一条 {hits.hits[0].title}" if hits.hits else ""
        stage.tell(f"查找“{query}”：{hits.total} 条，{hits.ms:.1f} 毫秒{first}")
    told = {query: [hit.title for hit in hits.hits[:10]] for query, hits in found.items()}
    stage.keep("查找.json", json.dumps(told, ensure_ascii=False, indent=1).encode(), "查找结果")


def safety(office: Office, home: Home, folder: Path, stage: Stage) -> None:
    """A verified backup, brought back beside, and the log's chain."""
    info = backups.back_up(office, folder=folder / "备份")
    copy = Home(folder / "restored")
    backups.restore_with_password(copy, info.path, login="admin", password=PASSWORD)
    same = keys.unlock(copy, user="admin", password=PASSWORD) == office.store.key
    stage.tell(f"备份并恢复演练：{info.rows} 行，{'密码能打开' if same else '密码打不开'}")
    verdict = audit.verify_log(office)
    stage.tell(f"日志核验：{'完整' if verdict.ok else '有断处'}，{verdict.entries} 条")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m desktop.demo_run")
    parser.add_argument("--out", type=Path, default=Path("out"))
    args = parser.parse_args(arguments)
    out = sys.stdout
    with redirect_stdout(sys.stderr):
        run(args.out, lambda words: out.write(f"{words}\n") and out.flush())
    return 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
