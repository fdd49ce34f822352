"""import, checkin, checkout, staying, rental-report."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.domain import codes, dates
from desktop.domain.masking import mask_id, mask_phone, mask_within
from desktop.errors import Refused
from desktop.headless.command import Command, Namespace, Office, read_json, record_values
from desktop.ledgers import Field, catalogue, fields, find
from desktop.services import check_in, import_maps, importing, papers, refused_rows, rental_report_out, staying
from desktop.services.importing import Imported, Note
from desktop.services.naming import list_villages, record_named, village_named
from desktop.services.records import get_record
from desktop.services.rental_report import read_rental_report
from desktop.services.rental_year_before import with_year_before
from desktop.services.staying import Resident
from desktop.storage.rows import Condition

SHOWN = 50  # of each kind
SHARED = frozenset({"room", "checkin", "until", "guests", "reason"})
"""What a check-in document says of the whole party."""


def note(one: Note, known: Mapping[str, Field]) -> dict[str, Any]:
    """`column`: its letter, or the field as people call it."""
    column = one.column or (known[one.field].label if one.field in known else one.field)
    return {"sheet": one.sheet, "row": one.row, "column": column, "value": one.value, "why": one.why}


def take_in(office: Office, args: Namespace) -> dict[str, Any]:
    ledger, file = args.ledger, Path(args.file)
    if args.columns:
        choose_columns(office, ledger, file, read_json(args.columns))
    told: Imported = importing.import_ledger(office, ledger=ledger, file=file, dry_run=args.dry_run)
    if args.refused:
        refused_rows.write_refused(office, told, ledger=ledger, file=Path(args.refused))
    known = {name: one for model in catalogue().values() for name, one in fields(model).items()}
    known |= fields(find(ledger))
    return {
        "rows": told.rows, "added": told.added, "updated": told.updated, "unchanged": told.unchanged,
        "imported": [{"sheet": f.sheet, "row": f.row, "ledger": f.ledger, "id": f.id} for f in told.imported],
        "rejected": [note(one, known) for one in told.rejected],
        "warnings": [note(one, known) for one in told.warnings],
        "alike": [{"first": one.first, "second": one.second, "by": list(one.by)} for one in told.alike],
        "columns": columns_of(told),
    }  # fmt: skip


def choose_columns(office: Office, ledger: str, file: Path, chosen: Any) -> None:
    """`{"C": "phone", "D": null}`: for every table of the file, and remembered for sheets of their shape."""
    if not isinstance(chosen, dict) or not all(name is None or isinstance(name, str) for name in chosen.values()):
        raise Refused("列的对应看不懂", '写成 {"C": "phone", "D": null}', code="columns_unreadable")
    tables = importing.read_file(ledger=ledger, file=file).tables
    import_maps.remember_columns(office, ledger=ledger, columns={one.key: chosen for one in tables})


def columns_of(told: Imported) -> list[dict[str, Any]]:
    """How each column with data was understood; `field` null where nothing takes it."""
    found = []
    for one in told.reading.tables if told.reading else ():
        fields = {column.index: name for name, column in one.proposal.columns.items()}
        columns = sorted([*one.proposal.columns.values(), *one.proposal.unused], key=lambda column: column.index)
        found += [{"sheet": one.table.sheet.name, "column": c.letter, "heading": c.title, "field": fields.get(c.index),
                   "unsure": fields.get(c.index) in one.proposal.unsure} for c in columns]  # fmt: skip
    return found


def tell_import(done: dict[str, Any]) -> str:
    lines = [f"读到 {done['rows']} 行：新增 {done['added']}，更新 {done['updated']}，未变 {done['unchanged']}，"
             f"不收 {len(done['rejected'])}，要核对 {len(done['warnings'])} 格"]  # fmt: skip
    for words, notes in (("不收", done["rejected"]), ("核对", done["warnings"])):
        lines += [f"  {words} {_place(one)}：{mask_within(one['why'])}" for one in notes[:SHOWN]]
        if len(notes) > SHOWN:
            lines.append(f"  还有 {len(notes) - SHOWN} 处要{words}的，加 --json 看全部")
    if unused := [f"{one['column']}列“{one['heading']}”" for one in done["columns"] if one["field"] is None]:
        lines.append(f"  没有用的列 {'、'.join(unused)}：要用就加 --columns 指定")
    return "\n".join(lines)


def _place(one: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (one["sheet"], f"第{one['row']}行", one["column"])))


def import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ledger", help="台账的名称或代号，用 ledgers 看")
    parser.add_argument("file", help="要导入的表（.xlsx、.xls 或 .csv）")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不保存")
    parser.add_argument("--columns", help="改列的对应：JSON 文件，列字母对项目名，null 为不用；记住，下次同样的表照用")
    parser.add_argument("--refused", help="不收的行另存为 .xlsx，改好可再导入")


def told_stay(resident: Resident) -> dict[str, Any]:
    """A stay as the JSON of these commands: numbers masked."""
    return {
        "id": resident.stay, "house": resident.house, "room": resident.room, "person": resident.person,
        "name": resident.name, "sex": codes.label("sex", resident.sex) if resident.sex else None,
        "id_number": mask_id(resident.id_number) if resident.id_number else None,
        "phone": mask_phone(resident.phone) if resident.phone else None,
        "checkin": resident.checkin.isoformat(),
        "until": resident.until.isoformat() if resident.until else None,
        "checkout": resident.checkout.isoformat() if resident.checkout else None,
    }  # fmt: skip


def move_in(office: Office, args: Namespace) -> dict[str, Any]:
    """`--data`: {"room": as `record_named` takes it, "checkin": day, "until": day, "guests": [{person…, "stay": {…}}]},
    or one guest flat.
    """
    data = record_values(read_json(args.data))
    if not data.get("room"):
        raise Refused("没有写房间", "在 room 里写地址和房号，或房间的编号", field="room", code="no_room")
    until = dates.parse(str(data["until"])) if data.get("until") else None
    changed = check_in.check_in(
        office,
        room=record_named(office, ledger="rooms", words=str(data["room"]), whole=True),
        guests=_party(data),
        checkin=_day(data.get("checkin"), office.today),
        until=until,
    )
    return {"stays": [get_record(office, ledger="stays", record=stay) for stay in changed.ids("stays")]}


def _party(data: dict[str, Any]) -> list[check_in.Guest]:
    """The guests of the document: several under "guests", or one person written flat."""
    flat = {key: value for key, value in data.items() if key not in SHARED}
    guests = data.get("guests") or [flat]
    if not isinstance(guests, list) or not all(_is_guest(one) for one in guests):
        raise Refused("入住人写得不对", 'guests 里每人写成 {"name": "…"} 的样子', field="guests", code="bad_json")
    return [check_in.Guest({k: v for k, v in one.items() if k != "stay"}, one.get("stay") or {}) for one in guests]


def _is_guest(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("stay") or {}, dict)


def move_out(office: Office, args: Namespace) -> dict[str, Any]:
    here = (Condition("checkout", "empty"),)
    stay = record_named(office, ledger="stays", words=args.stay, where=here, whole=True)
    check_in.check_out(office, stay=stay, checkout=_day(args.on, office.today))
    return get_record(office, ledger="stays", record=stay)


def who_stays(office: Office, args: Namespace) -> list[dict[str, Any]]:
    house = record_named(office, ledger="houses", words=args.house)
    return [told_stay(one) for one in staying.staying(office, house=house, on=_day(args.on, office.today))]


def _day(text: Any, today: date) -> date:
    return dates.parse(str(text)) if text else today


def checkin_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", required=True, help='JSON 文件：{"room": "地址和房号", "name": "姓名", …}')


def checkout_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("stay", help="登记的编号，或住的人的姓名、证件号码")
    parser.add_argument("--on", help="离开日期，默认今天")


def staying_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--house", required=True, help="出租房的地址（一部分也行）或编号")
    parser.add_argument("--on", help="哪一天，默认今天")


def tell_stays(found: list[dict[str, Any]]) -> str:
    lines = [f"{one['room']}  {one['name']}  {one['id_number'] or ''}  {one['checkin']} 入住" for one in found]
    return "\n".join([f"在住 {len(found)} 人", *lines])


def tell_left(stay: dict[str, Any]) -> str:
    return f"已办理离开：{stay['name']} {stay['room']}"


def report(office: Office, args: Namespace) -> dict[str, Any]:
    """The lines, villages and months; with `--out` also a workbook or, by the name's ending, a PDF."""
    first, last = dates.parse(args.first), dates.parse(args.last)
    village = village_named(office, village=args.village) if args.village else args.village
    found = with_year_before(office, report=read_rental_report(office, first=first, last=last, village=village))
    if args.out:
        _give_out(office, Path(args.out), first, last, village)
    return {
        "first": found.first.isoformat(), "last": found.last.isoformat(), "proved": found.proved,
        "lines": [{"key": line.key, "group": line.group, "label": line.label, "figure": _number(line.figure),
                   "before": _number(before.figure) if before else None, "unit": line.measure}
                  for line, before in found.told],
        "villages": [{"village": one.label} | {name: _number(rental_report_out.village_figure(one, name))
                                               for name, _ in rental_report_out.VILLAGE_MEASURES}
                     for one in found.villages],
        "months": [{"month": day.isoformat()[:7], "arrived": into, "left": out} for day, into, out in found.months],
    }  # fmt: skip


def _give_out(office: Office, file: Path, first: date, last: date, village: str | None) -> None:
    if file.suffix == ".pdf":
        paper = rental_report_out.rental_paper(office, first=first, last=last, village=village, final=True)
        papers.save_paper(file, paper)
    else:
        rental_report_out.export_rental_report(office, first=first, last=last, village=village, file=file)


def _number(figure: Decimal | int) -> float | int:
    return float(figure) if isinstance(figure, Decimal) else figure


def tell_report(found: dict[str, Any]) -> str:
    lines = [f"{one['group']}  {one['label']}  {one['figure']}{one['unit']}" for one in found["lines"]]
    return "\n".join([f"{found['first']} 至 {found['last']}", *lines])


def report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--first", required=True, help="从哪一天")
    parser.add_argument("--last", required=True, help="到哪一天")
    parser.add_argument("--village", help="哪个村（社区），不写时全部；用 villages 看有哪些")
    parser.add_argument("--out", help="另存为 .xlsx 或 .pdf")


def villages(office: Office, args: Namespace) -> list[str]:
    return list_villages(office)


COMMANDS = (
    Command("villages", "列出村（社区）", villages, "\n".join),
    Command("rental-report", "出租房统计", report, tell_report, report_arguments),
    Command("import", "导入工作簿", take_in, tell_import, import_arguments),
    Command("checkin", "办理入住", move_in, lambda done: f"已办理入住 {len(done['stays'])} 人", checkin_arguments),
    Command("checkout", "办理离开", move_out, tell_left, checkout_arguments),
    Command("staying", "某日在住", who_stays, tell_stays, staying_arguments),
)
