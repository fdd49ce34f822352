"""From a case to its papers: what stands on them, masked before and whole when printed, frozen once signed."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.services import case_agreements, case_sessions, cases, papers
from desktop.services.case_desk import read_case
from desktop.services.office import Actor, Office
from desktop.storage.changes import Change

TODAY = date(2026, 9, 23)
PARTIES = [
    {"role": "申请人", "name": "汤月娥", "sex": "女", "birth": "1974-3-12", "nation": "汉族", "phone": "13900002206",
     "address": "王宅镇汤处村"},
    {"role": "被申请人", "name": "郭浦五金制品厂", "representative": "朱成林", "job": "厂长", "phone": "13700008815"},
]  # fmt: skip
VALUES = {"type": "06", "summary": "货车倒车时相碰。", "mediator": "章立群、鲍根荣", "source": "01"}
PLAN = [{"payer": "郭浦五金", "payee": "汤月娥", "amount": "18600", "due": "2026-9-30", "way": "银行转账"}]


@pytest.fixture
def case(office: Office) -> str:
    made = cases.register_dispute(office, parties=PARTIES, values=VALUES, accept=True).ids("disputes")[0]
    session = {
        "start": datetime(2026, 9, 23, 9, 30),
        "place": "调解室",
        "told": True,
        "record": "同意。",
        "result": "1",
    }
    case_sessions.add_session(office, case=made, values=session)
    terms = {"clauses": ["郭浦五金制品厂赔偿汤月娥18,600.00元。"], "plan": PLAN}
    case_agreements.draw_agreement(office, case=made, values=terms)
    return made


def words(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        text = "".join(page.extract_text() for page in opened.pages)
    return "".join(text.split())


def sign(office: Office, case: str) -> None:
    agreement = read_case(office, case=case).agreement
    assert agreement is not None
    days: dict[str, Any] = dict.fromkeys(("parties_on", "mediator_on", "sealed_on"), TODAY)
    case_agreements.sign_agreement(office, agreement=agreement.id, **days)


def test_the_intake_form(office: Office, case: str) -> None:
    data = papers.paper_data(office, form="intake", case=case)
    assert (data["way"], data["type"], data["source"], data["recorder"]) == (
        "依当事人申请", "损害赔偿", "当事人申请", "王海燕",
    )  # fmt: skip
    assert data["date"] == TODAY


def test_a_person_and_a_unit_as_article_29_wants_them(office: Office, case: str) -> None:
    person, unit = papers.paper_data(office, form="agreement", case=case, full=True)["parties"]
    assert person == {"role": "申请人", "name": "汤月娥", "phone": "13900002206", "address": "王宅镇汤处村",
                      "kind": "个人",
                      "sex": "女", "nation": "汉族", "age": "52", "work": ""}  # fmt: skip
    assert (unit["kind"], unit["representative"], unit["post"]) == ("单位", "朱成林", "厂长")


def test_the_session_by_the_case_number(office: Office, case: str) -> None:
    data = papers.paper_data(office, form="session", case="（2026）武王宅人调字第1号")
    assert data["time"] == "2026年9月23日9时30分"
    assert (data["mediators"], data["result"]) == (["章立群", "鲍根荣"], "调解成功")


def test_before_printing_numbers_are_masked(office: Office, case: str) -> None:
    shown = words(papers.preview(office, form="agreement", case=case).pdf)
    assert "139****2206" in shown
    assert "13900002206" not in shown


def test_printed_numbers_are_whole_and_the_print_is_in_the_log(office: Office, case: str) -> None:
    printed = papers.paper(office, form="agreement", case=case)
    assert "13900002206" in words(printed.pdf)
    with office.store.read() as connection:
        entry = connection.execute(select(Change.__table__).order_by(Change.seq.desc()).limit(1)).mappings().one()
    assert (entry["command"], entry["record"], json.loads(entry["payload"])["after"]["form"]) == (
        "print", case, "agreement",
    )  # fmt: skip


def test_what_is_typed_but_not_saved_stands_on_the_preview(office: Office, case: str) -> None:
    changes = {"clauses": ["双方互不追究。"], "plan": []}
    shown = words(papers.preview(office, form="agreement", case=case, changes=changes).pdf)
    assert "一、双方互不追究。" in shown
    assert "壹万捌仟陆佰元整" not in shown


def test_a_signed_agreement_keeps_the_parties_as_they_signed(office: Office, case: str) -> None:
    sign(office, case)
    party = read_case(office, case=case).parties[0]
    cases.change_party(office, party=party.id, values={"name": "汤月蛾", "phone": "13911112222"})
    person = papers.paper_data(office, form="agreement", case=case, full=True)["parties"][0]
    assert (person["name"], person["phone"], person["age"]) == ("汤月娥", "13900002206", "52")


def test_each_version_can_be_printed(office: Office, case: str) -> None:
    sign(office, case)
    new = case_agreements.new_version(office, case=case).ids("agreements")[0]
    case_agreements.change_agreement(office, agreement=new, values={"clauses": ["改为三期。"]})
    old = read_case(office, case=case).agreements[0].id
    assert papers.paper_data(office, form="agreement", case=case)["clauses"] == ["改为三期。"]
    assert papers.paper_data(office, form="agreement", case=case, item=old)["clauses"][0].startswith("郭浦五金")


def test_a_form_of_its_own_data(office: Office) -> None:
    data = {"centre": "王宅镇综治中心", "date": "2026-09-23", "code": "7K3QM"}
    assert "7K3QM" in words(papers.paper(office, form="recovery", data=data).pdf)


def test_what_still_lacks_is_told_before_printing(office: Office, case: str) -> None:
    data = papers.paper_data(office, form="intake", case=case)
    assert papers.empty_musts("intake", data) == ()
    assert papers.empty_musts("intake", {**data, "summary": ""}) == ("纠纷简要情况",)


@pytest.mark.parametrize(("form", "code"), [("roster", "form_without_case"), ("nothing", "form_unknown")])
def test_forms_that_a_case_cannot_fill(office: Office, case: str, form: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        papers.paper(office, form=form, case=case)
    assert refused.value.code == code


def test_printing_needs_the_right(office: Office, case: str) -> None:
    police = Office(office.store, Actor("jw", "吴晓玲", ("police",), "330723105"), office.centre, office.now)
    with pytest.raises(Refused) as refused:
        papers.paper(police, form="agreement", case=case)
    assert refused.value.code == "not_allowed"
