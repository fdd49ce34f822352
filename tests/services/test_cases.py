"""A dispute from the counter to the archive: every step that the law allows, and those it forbids."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from desktop.domain import identity
from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.services import case_agreements, case_desk, case_list, case_parties, case_sessions, cases, records, undo
from desktop.services.case_desk import CaseDesk, read_case
from desktop.services.case_documents import Standing
from desktop.services.office import Actor, Office
from desktop.storage.changes import Change

BODY = "33072319740312112"
TANG = BODY + identity.check_digit(BODY)
APPLICANT = {"role": "申请人", "name": "汤月娥", "id_number": TANG, "phone": "13900002206", "job": "务农"}
RESPONDENT = {"role": "被申请人", "name": "朱成林", "sex": "男", "phone": "13700008815"}
VALUES = {"type": "损害赔偿", "summary": "货车倒车时与步行的汤月娥相碰。", "mediator": "章立群"}
SESSION = {"start": datetime(2026, 9, 23, 9, 30), "place": "调解室", "told": True, "record": "同意。", "result": "1"}
PLAN = [
    {"payer": "朱成林", "payee": "汤月娥", "amount": "1万", "due": "2026-9-30", "way": "银行转账"},
    {"payer": "朱成林", "payee": "汤月娥", "amount": "8600", "due": "2026年12月31日", "way": "银行转账"},
]
TERMS = {"clauses": ["朱成林赔偿汤月娥18,600.00元。", " ", "分两期付清。"], "plan": PLAN, "performance": "银行转账。"}
TODAY = date(2026, 9, 23)


def registered(office: Office, *, accept: bool = True, **values: Any) -> str:
    changed = cases.register_dispute(
        office, parties=[APPLICANT, RESPONDENT], values={**VALUES, **values}, accept=accept
    )
    return changed.ids("disputes")[0]


def mediated(office: Office) -> str:
    case = registered(office)
    case_sessions.add_session(office, case=case, values=SESSION)
    return case


def drawn(office: Office) -> tuple[str, str]:
    case = mediated(office)
    return case, case_agreements.draw_agreement(office, case=case, values=TERMS).ids("agreements")[0]


def sign(office: Office, agreement: str, **days: date | None) -> None:
    ticks: dict[str, Any] = {"parties_on": TODAY, "mediator_on": TODAY, "sealed_on": TODAY}
    case_agreements.sign_agreement(office, agreement=agreement, **{**ticks, **days})


def signed(office: Office) -> tuple[str, str]:
    case, agreement = drawn(office)
    sign(office, agreement)
    return case, agreement


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


class TestRegistering:
    def test_a_case_gets_its_title_and_number_and_proposed_event_code(self, office: Office) -> None:
        desk = read_case(office, case=registered(office, accept=False))
        assert desk.title == "汤月娥与朱成林损害赔偿纠纷"
        assert desk.number == "（2026）武王宅人调字第1号"
        assert (desk.state, desk.values["event"], desk.values["registrar"]) == (State.REGISTERED, "05", "王海燕")

    def test_the_day_and_the_sex_follow_from_what_was_given_once(self, office: Office) -> None:
        desk = read_case(office, case=registered(office, accept=False))
        party = desk.parties[0]
        assert (desk.values["date"], party.sex, party.age, party.role) == (TODAY, "女", "52", "申请人")

    def test_numbers_are_shown_masked(self, office: Office) -> None:
        party = read_case(office, case=registered(office)).parties[0]
        assert (party.phone, party.values["id_number"]) == ("139****2206", TANG[:6] + "********" + TANG[-4:])

    def test_a_number_once_given_is_never_given_again(self, office: Office) -> None:
        registered(office)
        undo.undo(office)
        assert read_case(office, case=registered(office)).number == "（2026）武王宅人调字第2号"

    def test_numbers_of_an_old_ledger_are_stepped_over(self, office: Office) -> None:
        old = {"date": "2026-1-5", "number": "（2026）武王宅人调字第1号"}
        records.add_record(office, ledger="disputes", values=old)
        assert read_case(office, case=registered(office)).number == "（2026）武王宅人调字第2号"

    def test_numbers_begin_anew_each_year(self, office: Office) -> None:
        registered(office)
        assert read_case(office, case=registered(office, accept=False, date=date(2025, 12, 30))).number.endswith(
            "（2025）武王宅人调字第1号"
        )

    @pytest.mark.parametrize("parties", [[APPLICANT], [RESPONDENT], []])
    def test_both_sides_must_be_there(self, office: Office, parties: list[dict[str, str]]) -> None:
        with pytest.raises(Refused) as refused:
            cases.register_dispute(office, parties=parties, values=VALUES)
        assert codes_of(refused) == "party_missing"
        assert case_list.list_cases(office, which="all") == []

    def test_several_on_a_side(self, office: Office) -> None:
        more = {**RESPONDENT, "name": "朱成森"}
        changed = cases.register_dispute(office, parties=[APPLICANT, RESPONDENT, more], values=VALUES)
        desk = read_case(office, case=changed.ids("disputes")[0])
        assert (desk.title, desk.values["party2"]) == ("汤月娥与朱成林等2人损害赔偿纠纷", "朱成林、朱成森")

    def test_somebody_known_is_never_typed_again(self, office: Office) -> None:
        person = {"name": "罗桂芳", "id_number": TANG, "phone": "13812345501", "origin": "贵州省凯里市",
                  "work": "郭浦五金"}  # fmt: skip
        known = records.add_record(office, ledger="people", values=person).ids("people")[0]
        found = case_parties.find_known(office, text="lgf")
        assert [(one.ledger, one.id, one.name) for one in found] == [("people", known, "罗桂芳")]
        assert TANG not in found[0].words
        party = {"role": "1", "known": ("people", known)}
        changed = cases.register_dispute(office, parties=[party, RESPONDENT], values=VALUES)
        made = records.get_record(office, ledger="parties", record=changed.ids("parties")[0], full=True)
        assert {name: made[name] for name in ("name", "id_number", "phone", "job", "address", "person_id")} == {
            "name": "罗桂芳", "id_number": TANG, "phone": "13812345501", "job": "郭浦五金", "address": "贵州省凯里市",
            "person_id": known,
        }  # fmt: skip

    def test_a_party_of_an_earlier_case_is_found_once(self, office: Office) -> None:
        registered(office)
        registered(office)
        assert [one.name for one in case_parties.find_known(office, text="汤月娥")] == ["汤月娥"]

    def test_the_form_gets_what_is_known_with_numbers_covered(self, office: Office) -> None:
        registered(office)
        known = case_parties.find_known(office, text="汤月娥")[0]
        values = case_parties.known_values(office, ledger=known.ledger, record=known.id)
        assert (values["name"], values["job"], values["phone"]) == ("汤月娥", "务农", "139****2206")

    def test_a_leader_neither_registers_nor_opens_a_file_without_being_let_in(self, office: Office) -> None:
        leader = Office(office.store, Actor("ld", "潘志远", ("leader",), "330723105"), office.centre, office.now)
        with pytest.raises(Refused) as refused:
            registered(leader)
        assert codes_of(refused) == "not_allowed"
        with pytest.raises(Refused) as refused:
            read_case(leader, case=registered(office))
        assert codes_of(refused) == "not_in_team"


class TestMoves:
    def test_acceptance_starts_the_limit(self, office: Office) -> None:
        case = registered(office, accept=False)
        cases.accept(office, case=case)
        desk = read_case(office, case=case)
        assert desk.state is State.ACCEPTED
        assert [(one.label, one.due, one.words) for one in desk.deadlines] == [
            ("调解期限", date(2026, 10, 23), "余30天")
        ]

    def test_declining_needs_a_reason(self, office: Office) -> None:
        case = registered(office, accept=False)
        with pytest.raises(Refused) as refused:
            cases.decline(office, case=case, reason=" ", ways_told=True)
        assert codes_of(refused) == "reason_missing"
        cases.decline(office, case=case, reason="已由法院受理", ways_told=True)
        desk = read_case(office, case=case)
        assert (desk.state, desk.deeds[0].words, desk.deeds[0].reason) == (State.REFUSED, "不予受理", "已由法院受理")

    def test_what_the_law_does_not_provide_for_is_refused(self, office: Office) -> None:
        with pytest.raises(Refused) as refused:
            cases.move_case(office, case=registered(office), target=State.ARCHIVED)
        assert codes_of(refused) == "move_forbidden"

    def test_nothing_is_mediated_before_rights_are_told(self, office: Office) -> None:
        case = registered(office)
        with pytest.raises(Refused) as refused:
            case_sessions.add_session(office, case=case, values={**SESSION, "told": False})
        assert codes_of(refused) == "untold"
        assert read_case(office, case=case).sessions == ()

    def test_a_signed_notice_in_the_file_tells_too(self, office: Office) -> None:
        case = registered(office)
        cases.file_document(office, case=case, document="notice")
        cases.move_case(office, case=case, target=State.MEDIATING)
        assert read_case(office, case=case).state is State.MEDIATING

    def test_the_archive_waits_for_every_must_document(self, office: Office) -> None:
        case, _ = signed(office)
        cases.move_case(office, case=case, target=State.VISITED)
        with pytest.raises(Refused) as refused:
            cases.move_case(office, case=case, target=State.ARCHIVED)
        assert codes_of(refused) == "documents_missing"
        assert "回访记录" in refused.value.cause
        cases.file_document(office, case=case, document="visit", pages=2)
        cases.move_case(office, case=case, target=State.ARCHIVED)
        assert read_case(office, case=case).state is State.ARCHIVED

    def test_a_step_is_undone_whole(self, office: Office) -> None:
        case = registered(office, accept=False)
        cases.accept(office, case=case)
        undo.undo(office)
        assert read_case(office, case=case).state is State.REGISTERED


class TestParties:
    def test_the_title_follows_the_parties(self, office: Office) -> None:
        case = registered(office)
        desk = read_case(office, case=case)
        cases.change_party(office, party=desk.parties[1].id, values={"name": "朱成森"})
        assert read_case(office, case=case).title == "汤月娥与朱成森损害赔偿纠纷"

    def test_a_title_that_somebody_wrote_stays(self, office: Office) -> None:
        case = registered(office, title="村口碰撞一事")
        cases.add_to_case(office, case=case, party={"role": "3", "name": "郭浦五金制品厂"})
        assert read_case(office, case=case).title == "村口碰撞一事"

    def test_the_last_of_a_side_cannot_go(self, office: Office) -> None:
        case = registered(office)
        with pytest.raises(Refused) as refused:
            cases.remove_party(office, party=read_case(office, case=case).parties[0].id)
        assert codes_of(refused) == "party_missing"
        assert len(read_case(office, case=case).parties) == 2


class TestSessions:
    def test_a_session_takes_the_case_into_mediation(self, office: Office) -> None:
        desk = read_case(office, case=mediated(office))
        assert desk.state is State.MEDIATING
        session = desk.sessions[0].values
        assert (session["subject"], session["mediators"], session["recorder"]) == (desk.title, "章立群", "王海燕")

    def test_others_take_part_with_consent_only(self, office: Office) -> None:
        case = registered(office)
        with pytest.raises(Refused) as refused:
            case_sessions.add_session(office, case=case, values={**SESSION, "invited": "汤小明"})
        assert (codes_of(refused), refused.value.field) == ("no_consent", "consent")
        case_sessions.add_session(office, case=case, values={**SESSION, "invited": "汤小明", "consent": True})

    def test_no_session_before_acceptance(self, office: Office) -> None:
        with pytest.raises(Refused) as refused:
            case_sessions.add_session(office, case=registered(office, accept=False), values=SESSION)
        assert codes_of(refused) == "not_accepted"
        early = {**SESSION, "start": datetime(2026, 9, 22, 9, 30)}
        with pytest.raises(Refused) as refused:
            case_sessions.add_session(office, case=registered(office), values=early)
        assert codes_of(refused) == "session_before_acceptance"

    def test_a_second_session_is_counted(self, office: Office) -> None:
        case = mediated(office)
        case_sessions.add_session(office, case=case, values={**SESSION, "start": datetime(2026, 9, 23, 14, 0)})
        desk = read_case(office, case=case)
        assert next(one.label for one in desk.documents if one.key == "session") == "人民调解记录（2 次）"


class TestAgreement:
    def test_terms_are_kept_in_their_proper_form(self, office: Office) -> None:
        case, _ = drawn(office)
        desk = read_case(office, case=case)
        assert desk.agreement is not None
        values = desk.agreement.values
        assert desk.state is State.AGREED
        assert values["clauses"] == ["朱成林赔偿汤月娥18,600.00元。", "分两期付清。"]
        assert [(row["amount"], row["due"]) for row in values["plan"]] == [
            ("10000", "2026-09-30"),
            ("8600", "2026-12-31"),
        ]
        assert (values["copies"], values["facts"]) == (3, VALUES["summary"])

    @pytest.mark.parametrize(
        ("row", "code"),
        [({"amount": "一些"}, "amount_unreadable"), ({"amount": "5", "due": "2月30日"}, "date_impossible"),
         ({"payer": "朱成林"}, "amount_missing")],
    )  # fmt: skip
    def test_a_wrong_instalment_is_named_by_its_number(self, office: Office, row: dict[str, str], code: str) -> None:
        case = mediated(office)
        with pytest.raises(Refused) as refused:
            case_agreements.draw_agreement(office, case=case, values={**TERMS, "plan": [PLAN[0], row]})
        assert (codes_of(refused), refused.value.field) == (code, "plan")
        assert refused.value.cause.startswith("第2期")

    def test_article_29_all_three_ticks_put_it_in_force_on_the_last_day(self, office: Office) -> None:
        case, agreement = drawn(office)
        for lacking in ("parties_on", "mediator_on", "sealed_on"):
            with pytest.raises(Refused) as refused:
                sign(office, agreement, **{lacking: None})
            assert codes_of(refused) == "signatures_missing"
        sign(office, agreement)
        desk = read_case(office, case=case)
        assert desk.agreement is not None
        assert (desk.agreement.effective_on, desk.state) == (TODAY, State.PERFORMING)
        assert (desk.values["amount"], desk.values["agreement_date"]) == (Decimal("18600.00"), TODAY)

    def test_article_30_an_oral_one_holds_from_the_day_agreed(self, office: Office) -> None:
        case = mediated(office)
        values = {**TERMS, "form": "2"}
        agreement = case_agreements.draw_agreement(office, case=case, values=values).ids("agreements")[0]
        sign(office, agreement, mediator_on=None, sealed_on=None)
        desk = read_case(office, case=case)
        assert desk.agreement is not None
        assert desk.agreement.effective_on == TODAY
        assert "oral" in [one.key for one in desk.documents if one.standing is Standing.DONE]

    @pytest.mark.parametrize("day", [date(2026, 9, 22), date(2026, 9, 24)])
    def test_a_signing_before_drawing_or_in_the_future_is_refused(self, office: Office, day: date) -> None:
        _, agreement = drawn(office)
        with pytest.raises(Refused):
            sign(office, agreement, parties_on=day, mediator_on=day, sealed_on=day)

    def test_a_signed_agreement_is_frozen_for_everybody(self, office: Office) -> None:
        _, agreement = signed(office)
        attempts = [
            lambda: case_agreements.change_agreement(office, agreement=agreement, values={"facts": "别的"}),
            lambda: records.change_record(
                office, ledger="agreements", record=agreement, values={"copies": 9}, version=2
            ),
            lambda: records.remove_record(office, ledger="agreements", record=agreement),
            lambda: sign(office, agreement),
        ]
        for attempt in attempts:
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes_of(refused) == "agreement_frozen"

    def test_undo_reaches_neither_the_signing_nor_what_was_drawn_before_it(self, office: Office) -> None:
        case, agreement = drawn(office)
        change = case_agreements.change_agreement(office, agreement=agreement, values={"performance": "现金"})
        sign(office, agreement)
        with pytest.raises(Refused):
            undo.undo(office, batch=change.batch)
        with office.store.read() as connection:
            batch = connection.scalar(select(Change.batch).where(Change.command == "sign").limit(1))
        with pytest.raises(Refused):
            undo.undo(office, batch=str(batch))
        desk = read_case(office, case=case)
        assert desk.agreement is not None
        assert desk.agreement.frozen
        assert desk.agreement.values["performance"] == "现金"

    def test_a_change_is_a_new_version_and_the_old_one_stays(self, office: Office) -> None:
        case, old = signed(office)
        new = case_agreements.new_version(office, case=case).ids("agreements")[0]
        case_agreements.change_agreement(office, agreement=new, values={"clauses": ["改为三期。"]})
        desk = read_case(office, case=case)
        assert [(one.id, one.edition, one.frozen) for one in desk.agreements] == [(old, 1, True), (new, 2, False)]
        assert desk.agreements[0].values["clauses"][0].startswith("朱成林赔偿")
        sign(office, new)
        assert read_case(office, case=case).agreements[1].frozen

    def test_no_new_version_while_one_is_open(self, office: Office) -> None:
        case, _ = drawn(office)
        for attempt in (
            lambda: case_agreements.new_version(office, case=case),
            lambda: case_agreements.draw_agreement(office, case=case, values=TERMS),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes_of(refused) == "agreement_open"

    def test_somebody_else_saved_meanwhile(self, office: Office) -> None:
        case, agreement = drawn(office)
        seen = read_case(office, case=case).agreement
        assert seen is not None
        case_agreements.change_agreement(office, agreement=agreement, values={"facts": "甲"}, version=seen.version)
        with pytest.raises(Refused) as refused:
            case_agreements.change_agreement(office, agreement=agreement, values={"facts": "乙"}, version=seen.version)
        assert codes_of(refused) == "stale"


class TestDesk:
    def test_documents_and_gate(self, office: Office) -> None:
        desk: CaseDesk = read_case(office, case=drawn(office)[0])
        states = {one.key: (one.standing, one.words, one.must) for one in desk.documents}
        assert states["intake"][0] is Standing.DONE
        assert states["agreement"] == (Standing.WRITING, "正在写", True)
        assert states["proxy"] == (Standing.LATER, "无", False)
        assert (desk.gate.have, desk.gate.need, desk.gate.lacking) == (3, 5, ("人民调解协议书", "回访记录"))

    def test_deadlines_come_sorted_with_days_left(self, office: Office) -> None:
        desk = read_case(office, case=signed(office)[0])
        assert [(one.label, one.words) for one in desk.deadlines] == [
            ("第1期付款", "余7天"), ("申请司法确认", "余30天"), ("第2期付款", "余99天"),
        ]  # fmt: skip

    def test_status_matters_are_not_for_the_court(self, office: Office) -> None:
        case = registered(office, type="婚姻家庭", event="0101")
        case_sessions.add_session(office, case=case, values=SESSION)
        agreement = case_agreements.draw_agreement(office, case=case, values=TERMS).ids("agreements")[0]
        sign(office, agreement)
        assert "申请司法确认" not in [one.label for one in read_case(office, case=case).deadlines]

    def test_the_steps(self, office: Office) -> None:
        assert read_case(office, case=drawn(office)[0]).steps[4] == ("协议", "now")

    def test_the_history_tells_each_deed_once(self, office: Office) -> None:
        deeds = read_case(office, case=signed(office)[0]).deeds
        assert [deed.words for deed in deeds] == ["登记签署", "拟定协议书", "登记调解记录", "登记纠纷"]

    def test_a_case_that_is_not_there(self, office: Office) -> None:
        with pytest.raises(Refused) as refused:
            read_case(office, case="（2026）第9号")
        assert codes_of(refused) == "no_case"

    def test_lists(self, office: Office) -> None:
        case = registered(office)
        other = registered(office, accept=False)
        cases.decline(office, case=other, reason="不属受理范围", ways_told=True)
        assert [row.id for row in case_list.list_cases(office)] == [case]
        assert [row.id for row in case_list.list_cases(office, which="archived")] == [other]
        assert [row.due_words for row in case_list.list_cases(office, text="tye")] == ["余30天"]
        assert case_list.list_cases(office, text="没有的人") == []
        assert case_desk.OPEN


def test_the_way_back_ends_at_a_signature(office: Office) -> None:
    signed(office)
    assert undo.last_undoable(office) is None
