"""What stands beside the rota: hand-over, learning record, fairness account, calendar, rules, .ics and papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.calendar import DayKind
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.duty import Duty
from desktop.ledgers.duty_openings import DutyOpening
from desktop.ledgers.posts import Post
from desktop.ledgers.sessions import Session
from desktop.roster.problem import Cell
from desktop.roster.relaxation import Relaxation
from desktop.services import (
    rota_account,
    rota_calendar,
    rota_edit,
    rota_handover,
    rota_ics,
    rota_learn,
    rota_month,
    rota_plan,
    rota_publish,
    rota_register,
    rota_relax,
    rota_rules,
    rota_sheets,
)
from desktop.services.office import Office
from tests.rota_centre import OCTOBER, as_grid, staffed

TODAY = date(2026, 9, 23)
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    return staffed(office)


@pytest.fixture
def on_duty(office: Office, people: dict[str, str]) -> dict[str, str]:
    """Today's day, night and learning posts, published."""
    for post, name in (("day", "值班1"), ("day", "值班2"), ("night", "值班3"), ("learn", "网格1")):
        rota_edit.set_cell(office, cell=Cell(TODAY, post, people[name]))
    rota_publish.publish_month(office, month=SEPTEMBER)
    return people


def post_id(office: Office, key: str) -> str:
    with office.work("test", "找岗位") as work:
        found = work.first(Post, key=key)
        assert found is not None
        return found.id


class TestHandover:
    def test_the_log_is_signed_by_both_and_then_frozen(self, office: Office, on_duty: dict[str, str]) -> None:
        post = post_id(office, "day")
        rota_handover.write_log(office, day=TODAY, post=post, matters="来访3批", things="钥匙2把")
        rota_handover.sign_handover(office, day=TODAY, post=post, staff=on_duty["值班1"])
        with pytest.raises(Refused, match="同一个人"):
            rota_handover.sign_handover(office, day=TODAY, post=post, staff=on_duty["值班1"])
        rota_handover.sign_handover(office, day=TODAY, post=post, staff=on_duty["值班3"])
        shift = next(one for one in rota_handover.read_handover(office, day=TODAY).shifts if one.post == post)
        assert shift.closed
        assert shift.handed.startswith("值班1")
        with pytest.raises(Refused, match="双方签字"):
            rota_handover.write_log(office, day=TODAY, post=post, matters="改", things="")

    def test_open_items_are_carried_until_somebody_says_how(self, office: Office, on_duty: dict[str, str]) -> None:
        post = post_id(office, "day")
        due = date(2026, 9, 25)
        (item,) = rota_handover.add_item(office, day=TODAY, post=post, words="联系陶宅村", due=due).ids(
            "handover_items"
        )
        later = replace(office, now=lambda: datetime(2026, 9, 30, 8, 0))
        (carried,) = rota_handover.read_handover(later, day=date(2026, 9, 30)).items
        assert carried.overdue
        assert carried.since == TODAY
        with pytest.raises(Refused, match="怎么办"):
            rota_handover.close_item(later, item=item, how=" ")
        rota_handover.close_item(later, item=item, how="双方已到中心")
        assert not rota_handover.read_handover(later, day=date(2026, 9, 30)).items

    def test_only_who_sits_around_that_day_writes_the_log(self, office: Office, on_duty: dict[str, str]) -> None:
        post = post_id(office, "day")
        sits, away = as_grid(office, on_duty["值班1"], "zb1"), as_grid(office, on_duty["值班7"], "zb7")
        rota_handover.write_log(sits, day=TODAY, post=post, matters="来访3批", things="")
        for deed in (lambda: rota_handover.write_log(away, day=TODAY, post=post, matters="改", things=""),
                     lambda: rota_handover.add_item(away, day=TODAY, post=post, words="联系陶宅村"),
                     lambda: rota_handover.sign_handover(away, day=TODAY, post=post)):  # fmt: skip
            with pytest.raises(Refused) as no:
                deed()
            assert no.value.code == "not_on_shift"

    def test_learning_and_standby_hand_nothing_over(self, office: Office, on_duty: dict[str, str]) -> None:
        labels = [one.label for one in rota_handover.read_handover(office, day=TODAY).shifts]
        assert labels == ["值班员白班", "值班员夜班"]

    def test_the_record_prints(self, office: Office, on_duty: dict[str, str]) -> None:
        assert rota_register.handover_paper(office, day=TODAY, post=post_id(office, "night"), final=True).pages == 1


class TestLearning:
    def test_hours_mentors_and_mediations_with_consent_make_the_record(
        self, office: Office, on_duty: dict[str, str]
    ) -> None:
        with office.work("test", "调解") as work:
            case = work.add(Dispute, {"number": "（2026）武王宅人调字第52号", "date": TODAY, "title": "排水纠纷"})
            told = {"dispute_id": case.id, "place": "调解室", "subject": "排水", "mediators": "章立群"}
            work.add(Session, {**told, "start": "2026-09-23 09:30", "invited": "网格1、邻居", "consent": True})
            work.add(Session, {**told, "start": "2026-09-23 10:30", "invited": "网格1", "consent": False})
            work.add(Session, {**told, "start": "2026-09-23 14:30", "invited": "网格12（村民）", "consent": True})
            work.commit()
        values = {"staff_id": on_duty["网格1"], "mentor_id": on_duty["值班2"], "first": SEPTEMBER, "last": TODAY,
                  "grade": "2", "words": "肯学"}  # fmt: skip
        rota_learn.add_review(office, values=values)
        record = rota_learn.learn_record(office, person=on_duty["网格1"], first=SEPTEMBER, last=TODAY)
        assert (record.hours, record.cases, len(record.sessions)) == (8, 1, 1)
        assert record.days[0].mentors
        assert record.reviews[0].grade == "合格"
        (line,) = rota_learn.learn_list(office, first=SEPTEMBER, last=TODAY)
        assert (line.duties, line.hours, line.cases, line.grade) == (1, 8, 1, "合格")
        assert rota_register.learn_paper(office, person=on_duty["网格1"], first=SEPTEMBER, last=TODAY).pages == 1

    def test_duties_to_come_are_not_counted(self, office: Office, people: dict[str, str]) -> None:
        for post, name in (("learn", "网格1"), ("day", "值班1"), ("day", "值班2")):
            rota_edit.set_cell(office, cell=Cell(date(2026, 9, 28), post, people[name]))
        rota_publish.publish_month(office, month=SEPTEMBER)
        assert rota_learn.learn_record(office, person=people["网格1"], first=SEPTEMBER, last=OCTOBER).hours == 0


class TestAccount:
    def test_turns_by_post_and_day_kind(self, office: Office, on_duty: dict[str, str]) -> None:
        account = rota_account.read_account(office, first=SEPTEMBER, last=date(2026, 9, 30))
        assert account.columns == [("值班", "workday"), ("学习岗", "workday")]
        lines = {line.name: line for line in account.lines}
        assert (lines["值班3"].nights, lines["值班3"].charged, lines["值班3"].sat) == (1, 1, 1)
        assert rota_register.stats_paper(office, first=SEPTEMBER, last=TODAY).pages == 1

    def test_my_next_duties_are_mine_with_whom(self, office: Office, on_duty: dict[str, str]) -> None:
        (mine,) = rota_account.next_duties(office, person=on_duty["值班1"])
        assert (mine.post, mine.with_whom) == ("值班员白班", "值班2")
        assert rota_account.next_duties(office) == []

    def test_what_people_bring_along_moves_their_band(self, office: Office, people: dict[str, str]) -> None:
        before = rota_month.read_month(office, month=OCTOBER).shares["duty.night"][people["值班1"]].band
        with office.work("test", "结转") as work:
            work.add(DutyOpening, {"staff_id": people["值班1"], "counter": "值班夜班", "turns": 60, "days": 365,
                                   "until": date(2026, 9, 30)})  # fmt: skip
            work.commit()
        after = rota_month.read_month(office, month=OCTOBER).shares["duty.night"][people["值班1"]].band
        assert after.high < before.low


class TestCalendar:
    def test_a_day_changed_by_hand_can_go_back_to_the_announced_table(self, office: Office) -> None:
        day = date(2026, 10, 12)
        with pytest.raises(Refused, match="没有改过"):
            rota_calendar.unset_day(office, day=day)
        rota_calendar.set_day(office, day=day, kind=DayKind.RESTDAY, label="镇庆")
        rota_calendar.unset_day(office, day=day)
        again = next(one for one in rota_calendar.read_year(office, year=2026).days if one.day == day)
        assert (again.kind, again.own) == (DayKind.WORKDAY, False)

    def test_a_table_replaces_the_year_and_ends_the_provisional_notice(self, office: Office, tmp_path: Path) -> None:
        file = tmp_path / "2027.csv"
        file.write_text("开始,结束,种类,名称\n2027-01-01,2027-01-03,放假,元旦\n2027-02-05,2027-02-11,放假,春节\n"
                        "2027-02-20,,调休上班,春节\n", encoding="utf-8")  # fmt: skip
        assert "暂定" in rota_calendar.read_year(office, year=2027).notice
        _, days = rota_calendar.import_year(office, year=2027, file=file)
        view = rota_calendar.read_year(office, year=2027)
        assert days == 11
        assert view.notice == ""
        kinds = {one.day: one.kind for one in view.days}
        assert kinds[date(2027, 2, 20)] is DayKind.MAKEUP
        assert kinds[date(2027, 5, 1)] is DayKind.RESTDAY

    @pytest.mark.parametrize(
        ("line", "why"),
        [("2027-02-30,放假,春节", "第2行"), ("2026-10-01,放假,国庆节", "不在2027年"), ("2027-10-01,过年,国庆", "不认"),
         ("2027-01-01,放假,元旦\n2027-01-01,放假,元旦", "写了两次")],
    )  # fmt: skip
    def test_a_wrong_line_is_named_and_nothing_changes(
        self, office: Office, tmp_path: Path, line: str, why: str
    ) -> None:
        file = tmp_path / "2027.csv"
        file.write_text(f"日期,种类,名称\n{line}\n", encoding="utf-8")
        with pytest.raises(Refused, match=why):
            rota_calendar.import_year(office, year=2027, file=file)
        assert "暂定" in rota_calendar.read_year(office, year=2027).notice

    @pytest.mark.parametrize("year", [2027, 2028, 2035])
    def test_a_year_without_a_table_is_planned_with_a_notice(
        self, office: Office, people: dict[str, str], year: int
    ) -> None:
        plan = rota_plan.plan_month(office, month=date(year, 1, 1), seconds=60)
        view = rota_month.read_month(office, month=date(year, 1, 1))
        assert plan.status in ("optimal", "feasible")
        assert "暂定" in view.provisional
        assert not view.conflicts

    def test_a_day_changed_by_hand_goes_before_every_table(self, office: Office) -> None:
        rota_calendar.set_day(office, day=date(2026, 10, 9), kind=DayKind.RESTDAY)
        days = {one.day: one for one in rota_calendar.read_year(office, year=2026).days}
        assert days[date(2026, 10, 9)].kind is DayKind.RESTDAY
        assert days[date(2026, 10, 9)].own


class TestRules:
    def test_a_changed_rule_holds_at_the_next_check(self, office: Office, people: dict[str, str]) -> None:
        rota_edit.set_cell(office, cell=Cell(date(2026, 10, 8), "night", people["值班1"]))
        rota_edit.set_cell(office, cell=Cell(date(2026, 10, 11), "day", people["值班1"]))
        assert not rota_month.read_month(office, month=OCTOBER).conflicts
        book = rota_rules.read_rule_book(office)
        place = next(n for n, line in enumerate(book.lines) if line.kind == "rest_after_night")
        rota_rules.set_rule(office, rule="", place=place, values={"days": 3})
        (conflict,) = rota_month.read_month(office, month=OCTOBER).conflicts
        assert "休息3天" in conflict.words
        book = rota_rules.read_rule_book(office)
        rota_rules.set_rule(office, rule=book.lines[place].id, place=place, values={"off": True})
        assert not rota_month.read_month(office, month=OCTOBER).conflicts

    def test_a_relaxation_changes_the_rule_it_names_whatever_else_is_off_or_gone(
        self, office: Office, people: dict[str, str]
    ) -> None:
        rota_rules.set_rule(office, rule="", place=0, values={"off": True})
        problem = rota_month.read_month(office, month=OCTOBER).problem
        rule = next(rule for rule in problem.rules if rule.key == "rest_after_night")
        rota_relax.take_relaxation(office, relaxation=Relaxation("rule", rule.id, "", 1))
        words = {line.kind: line.words for line in rota_rules.read_rule_book(office).lines}
        assert words["rest_after_night"].endswith("休1天")
        assert "7天内最多值3天" in words["max_in_window"]

    def test_two_who_must_not_sit_together_and_two_who_should(self, office: Office, people: dict[str, str]) -> None:
        pair = [people["值班1"], people["值班2"]]
        rota_rules.add_rule(office, values={"kind": "forbidden_pair", "people": pair, "scope": "same_day"})
        wanted = [people["值班3"], people["值班4"]]
        rota_rules.add_rule(office, values={"kind": "wanted_pair", "people": wanted, "scope": "same_post", "weight": 5})
        view = rota_month.read_month(office, month=OCTOBER)
        assert view.problem.wanted_pairs[0].people == tuple(wanted)
        for person in pair:
            rota_edit.set_cell(office, cell=Cell(date(2026, 10, 8), "day", person))
        assert "不能同一天" in rota_month.read_month(office, month=OCTOBER).conflicts[0].words

    def test_a_rule_that_cannot_mean_anything_is_refused(self, office: Office, people: dict[str, str]) -> None:
        with pytest.raises(Refused, match="休息天数"):
            rota_rules.set_rule(office, rule="", place=1, values={"days": 0})

    def test_a_post_of_the_centres_own_has_its_own_turns(self, office: Office, people: dict[str, str]) -> None:
        with office.work("test", "加岗位") as work:
            post = work.add(
                Post, {"post": "巡逻", "groups": ["grid"], "need_restday": 1, "weekdays": ["6"], "order": 9}
            )
            work.commit()
        view = rota_month.read_month(office, month=OCTOBER)
        assert view.problem.needs[date(2026, 10, 17), post.id] == 1
        assert (date(2026, 10, 18), post.id) not in view.problem.needs
        assert f"{post.id}.total" in view.shares


class TestOut:
    def test_the_calendar_file_holds_final_duties_only(
        self, office: Office, on_duty: dict[str, str], tmp_path: Path
    ) -> None:
        rota_edit.set_cell(office, cell=Cell(date(2026, 9, 29), "night", on_duty["值班5"]))
        file = tmp_path / "值班.ics"
        assert rota_ics.export_ics(office, month=SEPTEMBER, file=file) == 4
        text = file.read_bytes().decode()
        assert "DTSTART:20260923T003000Z" in text
        assert "DTEND:20260924T003000Z" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        mine = rota_ics.export_ics(office, month=SEPTEMBER, file=file, person=on_duty["值班3"])
        assert mine == 1

    def test_nothing_published_makes_no_calendar(self, office: Office, people: dict[str, str], tmp_path: Path) -> None:
        with pytest.raises(Refused, match="已发布"):
            rota_ics.export_ics(office, month=OCTOBER, file=tmp_path / "x.ics")

    def test_papers_and_sheets_by_post(self, office: Office, on_duty: dict[str, str], tmp_path: Path) -> None:
        assert rota_register.posts_paper(office, month=SEPTEMBER, size="A3").pages == 1
        assert rota_register.notice_paper(office, first=TODAY, last=TODAY, final=True).pages == 1
        file = tmp_path / "x.xlsx"
        assert rota_sheets.export_posts(office, month=SEPTEMBER, file=file) == 30
        sheet = openpyxl.load_workbook(file).active
        assert sheet["D25"].value is None or "值班" in str(sheet["E25"].value)
        assert rota_sheets.export_stats(office, first=SEPTEMBER, last=TODAY, file=file, reason="考核") == 4

    def test_what_tells_of_persons_goes_out_for_a_reason(
        self, office: Office, on_duty: dict[str, str], tmp_path: Path
    ) -> None:
        file = tmp_path / "x.xlsx"
        for export in (
            lambda: rota_sheets.export_stats(office, first=SEPTEMBER, last=TODAY, file=file, reason=" "),
            lambda: rota_sheets.export_handovers(office, month=SEPTEMBER, file=file, reason=""),
        ):
            with pytest.raises(Refused) as caught:
                export()
            assert caught.value.code == "no_reason"
        assert not file.exists()

    def test_the_notice_and_the_hand_over_as_sheets(
        self, office: Office, on_duty: dict[str, str], tmp_path: Path
    ) -> None:
        file = tmp_path / "x.xlsx"
        with pytest.raises(Refused, match="还没有交接班"):
            rota_sheets.export_handovers(office, month=SEPTEMBER, file=file, reason="检查")
        rota_handover.write_log(office, day=TODAY, post=post_id(office, "day"), matters="=来访3批", things="钥匙2把")
        assert rota_sheets.export_handovers(office, month=SEPTEMBER, file=file, reason="检查") == 1
        rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
        assert rows[0][0].endswith(f"{office.actor.name} {office.today} 导出")
        assert rows[-1][1:5] == ("值班员白班 8:30-17:30", "值班1、值班2", "=来访3批", "钥匙2把")
        assert rota_sheets.export_notice(office, month=SEPTEMBER, file=file) == 3
        assert openpyxl.load_workbook(file).active["C5"].value == "网格1"

    def test_a_notice_of_what_is_not_published_is_refused(self, office: Office, people: dict[str, str]) -> None:
        with pytest.raises(Refused, match="还没有已发布"):
            rota_register.notice_paper(office, first=OCTOBER, last=OCTOBER)


def test_a_duty_record_knows_who_was_charged(office: Office, on_duty: dict[str, str]) -> None:
    with office.work("test", "看") as work:
        assert all(duty.charged_id == duty.staff_id for duty in work.session.query(Duty))
