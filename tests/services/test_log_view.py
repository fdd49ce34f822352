"""The log as an auditor asks it: filters, pages, an entry's fields masked, the way out to a sheet, the proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.domain.log_kinds import KINDS
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.services import (
    audit,
    case_report_out,
    exporting,
    log_entry,
    log_view,
    look_up,
    records,
    rental_report_out,
    reveal,
    rota_register,
    undo,
)
from desktop.services.log_view import LogFilter
from desktop.services.office import Actor, Office
from desktop.services.sign_in import note
from desktop.storage.changes import Change
from tests.services.test_case_file import pages

PHONE = "13857946721"


@pytest.fixture
def auditor(office: Office) -> Office:
    return replace(office, actor=Actor("sj", "厉小芳", ("auditor",), office.actor.unit))


@pytest.fixture
def person(office: Office) -> str:
    values = {"name": "谭秀英", "phone": PHONE, "note": "住在她姐姐家"}
    return records.add_record(office, ledger="people", values=values, reason="到窗口登记").ids("people")[0]


def labels(auditor: Office, **asked: object) -> list[str]:
    return [line.label for line in log_view.log_lines(auditor, asked=LogFilter(**asked))]  # type: ignore[arg-type]


def test_R2_look_ups_reveals_exports_and_prints_are_in_the_log_with_their_purpose(
    office: Office, auditor: Office, person: str, tmp_path: Path
) -> None:
    look_up.note_look_up(office, "谭秀", ledger="people", record=person, purpose="联系本人")
    reveal.reveal(office, ledger="people", record=person, purpose="核对证件")
    exporting.export_ledger(office, ledger="people", file=tmp_path / "people.xlsx", reason="报镇里")
    told = [(line.label, line.ledger_words, line.reason) for line in log_view.log_lines(auditor)[:3]]
    assert told == [
        ("导出", "租住人员", "报镇里"),
        ("查看全号", "租住人员", "核对证件"),
        ("查找", "租住人员", "联系本人"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_deed_can_be_asked_for(office: Office, auditor: Office, person: str, kind: str) -> None:
    look_up.note_look_up(office, "谭秀", ledger="people", record=person, purpose="联系本人")
    records.change_record(office, ledger="people", record=person, values={"work": "五金厂"}, version=1)
    records.remove_record(office, ledger="people", record=person)
    undo.undo(office)
    for command in ("sign_in", "print", "export", "import", "add_account", "backup", "destroy"):
        note(office, command, KINDS[kind].label)
    found = log_view.log_lines(auditor, asked=LogFilter(kind=kind))
    with auditor.read() as connection:
        stored = {seq: (command, deed) for seq, command, deed in connection.execute(
            select(Change.seq, Change.command, Change.kind))}  # fmt: skip
    wanted = KINDS[kind]
    assert found
    for line in found:
        command, deed = stored[line.seq]
        assert command in wanted.commands if wanted.commands else deed in wanted.entries
    assert len(found) < len(stored)


def test_a_kind_that_is_none_is_refused(auditor: Office) -> None:
    with pytest.raises(Refused) as caught:
        log_view.log_lines(auditor, asked=LogFilter(kind="x"))
    assert caught.value.code == "code_unknown"


def test_who_which_ledger_and_words_narrow_the_list(office: Office, auditor: Office, person: str) -> None:
    note(office, "print", "打印值班表", reason="贴墙上")
    note(auditor, "print", "打印日志")
    assert labels(auditor, user="sj") == ["打印日志"]
    assert labels(auditor, ledger="people") == ["新增租住人员"]
    assert labels(auditor, text="贴墙") == ["打印值班表"]
    assert labels(auditor, text="%") == []
    assert log_view.count_lines(auditor, asked=LogFilter(user="hy")) == 2
    assert log_view.log_users(auditor) == [("hy", "hy"), ("sj", "sj")]


def test_days_are_those_of_the_wall_clock_both_included(office: Office, auditor: Office, person: str) -> None:
    today = date.fromisoformat(log_view.log_lines(auditor)[0].at_words[:10])
    day = timedelta(days=1)
    assert labels(auditor, first=today, last=today) == ["新增租住人员"]
    assert labels(auditor, first=today + day) == []
    assert labels(auditor, last=today - day) == []


def test_what_is_older_comes_page_after_page(office: Office, auditor: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_view, "PAGE", 4)
    for number in range(10):
        note(office, "print", f"打印第{number}份")
    seen, before = list[int](), None
    while page := log_view.log_lines(auditor, before=before):
        assert len(page) <= 4
        seen += [line.seq for line in page]
        before = page[-1].seq
    assert seen == list(range(10, 0, -1))


def test_an_entry_tells_its_fields_before_and_after_masked(office: Office, auditor: Office, person: str) -> None:
    new = {"name": "谭秀瑛", "phone": "13857946722", "note": "搬走了"}
    records.change_record(office, ledger="people", record=person, values=new, version=1, reason="本人更正")
    seq = log_view.log_lines(auditor)[0].seq
    entry = log_entry.read_entry(auditor, seq=seq)
    moved = {one.label: (one.before, one.after) for one in entry.moved}
    assert moved["联系电话"] == ("138****6721", "138****6722")
    assert moved["姓名"] == ("谭**", "谭**")
    assert ("用途或理由", "本人更正") in entry.facts
    words = repr(entry)
    assert not any(secret in words for secret in (PHONE, "13857946722", "谭秀", "搬走了", "住在她姐姐家"))


def test_an_entry_tells_nobody_s_words(office: Office, auditor: Office) -> None:
    values = {"title": "汤月娥与朱成林邻里纠纷", "place": "良宅村汤月娥家", "summary": "朱成林把水排到汤月娥家",
              "date": office.today}  # fmt: skip
    with office.work("add", "登记") as work:
        work.add(Dispute, values)
        work.commit()
    entry = log_entry.read_entry(auditor, seq=log_view.log_lines(auditor)[0].seq)
    assert "汤月娥" not in repr(entry)
    assert "朱成林" not in repr(entry)
    assert str(office.today) in repr(entry)


def test_an_entry_that_is_not_there_is_refused(auditor: Office) -> None:
    with pytest.raises(Refused) as caught:
        log_entry.read_entry(auditor, seq=99)
    assert caught.value.code == "no_record"


def test_the_export_needs_a_reason_and_stands_in_the_log(
    office: Office, auditor: Office, person: str, tmp_path: Path
) -> None:
    file = tmp_path / "log.xlsx"
    with pytest.raises(Refused) as caught:
        log_view.export_log(auditor, file=file, reason=" ")
    assert caught.value.code == "no_reason"
    assert not file.exists()
    assert log_view.export_log(auditor, file=file, reason="上级审计", asked=LogFilter(ledger="people")) == 1
    rows = list(load_workbook(file).active.iter_rows(values_only=True))
    assert rows[-1][1:4]
    assert rows[-1][2:5] == ("hy", "hy", "新增租住人员")
    assert PHONE not in repr(rows)
    latest = log_view.log_lines(auditor)[0]
    assert (latest.user, latest.label, latest.reason) == ("sj", "导出日志", "上级审计")


def test_nobody_can_read_the_log_and_change_it_too(office: Office, auditor: Office, person: str) -> None:
    for other in (office, replace(office, actor=replace(office.actor, roles=("admin",)))):
        for read in (log_view.log_lines, log_view.count_lines, audit.log_entries):
            with pytest.raises(Refused) as caught:
                read(other)  # type: ignore[operator]
            assert caught.value.code == "not_allowed"
    for change in (
        lambda: records.add_record(auditor, ledger="people", values={"name": "某人"}),
        lambda: records.remove_record(auditor, ledger="people", record=person),
        lambda: undo.undo(auditor, batch=_batch(auditor)),
    ):
        with pytest.raises(Refused) as caught:
            change()
        assert caught.value.code == "not_allowed"


def _batch(office: Office) -> str:
    return str(audit.log_entries(office, limit=1)[0]["batch"])


def test_the_head_names_the_last_entry(office: Office, person: str) -> None:
    with office.read() as connection:
        first = audit.head_words(connection)
        stored = connection.execute(select(Change.seq, Change.hash)).all()
    assert first == f"日志第{stored[-1].seq}条 {stored[-1].hash[:12]}"
    note(office, "print", "打印")
    with office.read() as connection:
        assert audit.head_words(connection) != first


def test_the_head_of_the_log_stands_at_the_foot_of_statistics(office: Office, person: str) -> None:
    year = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    with office.read() as connection:
        head = "".join(audit.head_words(connection).split())
    staff = records.add_record(office, ledger="staff", values={"name": "鲍根荣"}).ids("staff")[0]
    with office.read() as connection:
        later = "".join(audit.head_words(connection).split())
    made = (
        case_report_out.report_paper(office, **year),
        rental_report_out.rental_paper(office, **year),
        rota_register.stats_paper(office, **year),
        rota_register.learn_paper(office, person=staff, **year),
    )
    for paper in made:
        words = "".join(pages(paper.pdf))
        assert later in words
        assert head not in words


def test_papers_that_go_out_stand_in_the_log(office: Office, auditor: Office) -> None:
    year = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    case_report_out.report_paper(office, **year, final=True)
    rental_report_out.rental_paper(office, **year, final=True)
    rota_register.stats_paper(office, **year, final=True)
    assert labels(auditor, kind="print") == ["打印值班统计表", "打印出租房统计表", "打印人民调解案件统计表"]
