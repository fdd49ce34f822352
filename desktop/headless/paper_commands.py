"""print: one document, from a case, a month, a house, or data of its own."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from desktop import forms
from desktop.domain import dates
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.headless.command import Command, Namespace, Office, read_json, record_values
from desktop.headless.rota_commands import month_of
from desktop.services import (
    case_file,
    house_papers,
    list_paper,
    papers,
    papers_inspection,
    rental_papers,
    rota_paper,
    tenant_register,
)
from desktop.services.naming import record_named, village_named

ROUNDS = {papers_inspection.RECORD: papers_inspection.inspection_paper,
          papers_inspection.NOTICE: papers_inspection.notice_paper}  # fmt: skip
"""Papers of one round of inspection."""

RECORDS = {"case": "disputes", "house": "houses", "person": "people", "inspection": "inspections"}
"""Options that call a record, and of which ledger."""

WHOLE = {"case_file": ("整卷", "--case"), "house_file": ("房屋档案", "--house")}
"""Papers bound of several: key, title, what they are of."""


def print_form(office: Office, args: Namespace) -> Any:
    if args.list:
        known = [{"form": form.key, "label": form.label} for form in forms.catalogue()]
        return [
            *known,
            *({"form": form, "label": f"{label}（给出 {needs}）"} for form, (label, needs) in WHOLE.items()),
        ]
    if not args.form:
        raise Refused("没有写打印哪份文书", "用 print --list 看有哪些", code="no_form")
    args.form = key_of(args.form)
    if args.form not in WHOLE:
        forms.form(args.form)  # refused when there is none
    if args.sample:
        return forms.sample(args.form)
    refuse_out(args.out)
    name_records(office, args)
    paper = made(office, args)
    papers.save_paper(Path(args.out), paper)
    return {"pages": paper.pages, "missing_glyphs": [{"char": one.char, "field": one.field} for one in paper.missing]}


def key_of(name: str) -> str:
    """A paper is called by its key or by its title."""
    titles = {form.label: form.key for form in forms.catalogue()} | {label: key for key, (label, _) in WHOLE.items()}
    return titles.get(name, name)


def refuse_out(out: str | None) -> None:
    if not out:
        raise Refused("没有写存到哪里", "加上 --out 文件名.pdf", code="no_out")
    if Path(out).suffix.lower() not in ("", ".pdf"):
        raise Refused(f"文书存不成“{Path(out).suffix}”", "文件名以 .pdf 结尾", field="out", code="bad_out")


def name_records(office: Office, args: Namespace) -> None:
    """What was called by name, address or number is called by its id from here on."""
    for option, ledger in RECORDS.items():
        if words := getattr(args, option):
            setattr(args, option, record_named(office, ledger=ledger, words=words))
    if args.village:
        args.village = village_named(office, village=args.village)


def made(office: Office, args: Namespace) -> Paper:
    if args.data:
        return papers.paper(office, form=args.form, data=record_values(read_json(args.data)))
    if args.case and args.form == "case_file":
        return case_file.case_file(office, case=args.case, full=True)
    if args.case:
        return papers.paper(office, form=args.form, case=args.case)
    if args.form == rota_paper.FORM and args.month:
        return rota_paper.month_paper(office, month=month_of(args.month), size=args.size, final=True)
    if args.form == tenant_register.FORM and args.house:
        day = dates.parse(args.on) if args.on else office.today
        return tenant_register.tenant_register(office, house=args.house, on=day)
    if args.form == list_paper.FORM:
        raise Refused("没有写是哪个台账的清单", "在窗口的“名录”里打印，或用 export 导出", code="whole_of_nothing")
    if args.form in WHOLE and not getattr(args, WHOLE[args.form][1].lstrip("-")):
        label, needs = WHOLE[args.form]
        raise Refused(f"没有写是哪份{label}", f"加上 {needs}", code="whole_of_nothing")
    return rental_paper(office, args) or papers.paper(office, form=args.form, data={})


def rental_paper(office: Office, args: Namespace) -> Paper | None:
    """A paper of a round, a house, a day, a village or a person; None for a blank form."""
    if args.inspection and args.form in ROUNDS:
        return ROUNDS[args.form](office, inspection=args.inspection, final=True)
    if args.house and args.form == "house_file":
        return house_papers.house_file(office, house=args.house, full=True)
    if args.house:
        return house_papers.house_paper(office, house=args.house, form=args.form, full=True)
    if args.form == "stay_report" and args.on:
        return rental_papers.day_report(office, day=dates.parse(args.on), full=True)
    if args.form == "house_list":
        return rental_papers.house_ledger(office, village=args.village or "", full=True)
    if args.form == "person_sheet" and args.person:
        return rental_papers.person_sheet(office, person=args.person, full=True)
    if args.form == "rental_notice":
        return rental_papers.rental_notice(office, person=args.person or "", full=True)
    return None


def print_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("form", nargs="?", help="文书的名称或代号，用 --list 看")
    parser.add_argument("--list", action="store_true", help="列出文书")
    parser.add_argument("--sample", action="store_true", help="这份文书的资料样例")
    parser.add_argument("--case", help="案号，或案件的编号、名称")
    parser.add_argument("--data", help="资料文件（JSON）")
    parser.add_argument("--month", help="值班表的月份：2026-12")
    parser.add_argument("--size", default="A4", choices=("A4", "A3"), help="值班表印在 A4（不写时）还是 A3 纸上")
    parser.add_argument("--house", help="出租房的地址（一部分也行）或编号")
    parser.add_argument("--on", help="哪一天，不写时今天")
    parser.add_argument("--village", help="房屋台账的村，用 villages 看有哪些")
    parser.add_argument("--person", help="本人信息表、告知书的人：姓名、证件号码或编号")
    parser.add_argument("--inspection", help="检查记录、整改通知书的哪次检查：出租房的地址，或检查的编号")
    parser.add_argument("--out", help="存到的文件（.pdf）")


def tell(result: Any) -> str:
    if isinstance(result, list):
        return "\n".join(f"{one['form']}  {one['label']}" for one in result)
    if "pages" not in result:
        return json.dumps(result, ensure_ascii=False, indent=1)
    missing = "".join(one["char"] for one in result["missing_glyphs"])
    return f"已生成，共 {result['pages']} 页" + (f"；这些字没有字形：{missing}" if missing else "")


COMMANDS = (Command("print", "打印文书", print_form, tell, print_arguments),)
