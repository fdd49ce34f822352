"""调解协议: drawn, changed until it is signed, in force after the three ticks of 第29条, then only a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from desktop.domain import dates, mediation, numerals
from desktop.domain.access import Action
from desktop.domain.mediation import Signing, State
from desktop.domain.mediation.agreement import oral_effective_on
from desktop.errors import Refused
from desktop.ledgers.agreements import Agreement
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.values import LONGEST_TEXT, MOST, read_words, to_json
from desktop.services import case_state
from desktop.services.case_parties import parties_of
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed, Work

ORAL = "2"
LABELS = {"payer": "付款人", "payee": "收款人", "amount": "金额", "due": "期限", "way": "方式"}
PLAN = tuple(LABELS)
UNSIGNED = Refused("上一版协议还没有签署", "直接修改那一版", field="edition", code="agreement_open")


def draw_agreement(office: Office, *, case: str, values: Mapping[str, Any]) -> Changed:
    """A first agreement of a case; the case is then 达成协议. `values` are fields of `agreements`.

    `clauses`: texts in order; `plan`: mappings of payer, payee, amount, due, way. Refused codes: agreement_open,
    move_forbidden, untold, clauses_missing, amount_…, date_….
    """
    office.require("mediation", Action.CHANGE)
    with office.work("draw_agreement", "拟定协议书") as work:
        dispute = case_state.case_of(work, case)
        if work.first(Agreement, dispute_id=dispute.id) is not None:
            raise UNSIGNED
        usual = {"form": "1", "facts": dispute.summary, "drawn_on": office.today, "edition": 1}
        agreement = work.add(Agreement, {**usual, **_shares(work, dispute), **read_terms(values),
                                         "dispute_id": dispute.id})  # fmt: skip
        if dispute.state != State.AGREED.value:
            case_state.move(work, dispute, State.AGREED, result="1", form=agreement.form)
        return work.commit()


def change_agreement(
    office: Office, *, agreement: str, values: Mapping[str, Any], version: int | None = None
) -> Changed:
    """Edit before signing; refused (agreement_frozen) afterwards."""
    office.require("mediation", Action.CHANGE)
    with office.work("change_agreement", "修改协议书") as work:
        record = work.get(Agreement, agreement)
        work.change(record, read_terms(values), version=version)
        return work.commit()


def sign_agreement(
    office: Office, *, agreement: str, parties_on: date | None, mediator_on: date | None, sealed_on: date | None
) -> Changed:
    """The three ticks of 人民调解法 第29条; with the last one the agreement is in force and frozen for ever.

    An oral agreement (第30条) needs the day it was reached only. Refused codes: signatures_missing,
    clauses_missing, signed_before_drawn, party_refuses.
    """
    office.require("mediation", Action.CHANGE)
    with office.work("sign", "登记签署") as work:
        record = work.get(Agreement, agreement)
        dispute = work.get(Dispute, record.dispute_id)
        case_state.refuse_against_will(dispute)
        parties = parties_of(work.connection(), dispute.id)
        effective = _effective(record, parties, parties_on, mediator_on, sealed_on)
        _refuse_unfinished(record, effective, office.today)
        whole = [{name: to_json(value) for name, value in party.items()} for party in parties]
        days = {"parties_signed_on": parties_on, "mediator_signed_on": mediator_on, "sealed_on": sealed_on}
        work.change(record, {**days, "effective_on": effective, "parties": whole})
        total = sum((Decimal(row["amount"]) for row in record.plan or []), Decimal(0))
        amount = {"amount": total} if total else {}
        work.change(dispute, {"agreement_date": effective, "form": record.form, **amount})
        if dispute.state == State.AGREED.value:
            case_state.move(work, dispute, State.PERFORMING)
        return work.commit()


def new_version(office: Office, *, case: str) -> Changed:
    """A new version beside the signed one, with its text to begin from; the old one stays as it was signed."""
    office.require("mediation", Action.CHANGE)
    with office.work("new_version", "另立新版本") as work:
        dispute = case_state.case_of(work, case)
        latest = case_state.facts_of(work.connection(), dispute.id).agreements[-1:]
        if not latest or not latest[0]["effective_on"]:
            raise UNSIGNED if latest else Refused("还没有协议书", "先拟定协议书", code="no_agreement")
        same = ("form", "facts", "clauses", "plan", "performance", "copies")
        text = {name: latest[0][name] for name in same}
        number = work.session.scalar(select(func.max(Agreement.edition)).where(Agreement.dispute_id == dispute.id))
        work.add(Agreement, {**text, "dispute_id": dispute.id, "edition": (number or 0) + 1, "drawn_on": office.today})
        return work.commit()


def read_terms(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with clauses as texts and the plan as JSON rows, amounts and days in their proper form."""
    terms = dict(values)
    if "clauses" in terms:
        clauses = [read_clause(n, clause) for n, clause in enumerate(terms["clauses"] or [], 1)]
        terms["clauses"] = [text for text in clauses if text]
    if "plan" in terms:
        terms["plan"] = [read_instalment(n, row) for n, row in enumerate(terms["plan"] or [], 1) if any(row.values())]
    return terms


def read_clause(number: int, clause: Any) -> str:
    """Its words without padding. Refused codes: too_long, bad_character."""
    try:
        return read_words(f"第{number}条", clause, LONGEST_TEXT)
    except Refused as wrong:
        raise Refused(wrong.cause, wrong.step, field="clauses", code=wrong.code) from None


def read_instalment(number: int, row: Mapping[str, Any]) -> dict[str, str]:
    """One instalment as stored: `amount` decimal text, `due` ISO; what cannot be read is refused by its number."""
    try:
        given = {name: "" if row.get(name) is None else read_words(LABELS[name], row[name]) for name in PLAN}
        amount = str(numerals.parse_amount(given["amount"])) if given["amount"] else ""
        due = dates.parse(given["due"]).isoformat() if given["due"] else ""
    except Refused as wrong:
        raise Refused(f"第{number}期：{wrong.cause}", wrong.step, field="plan", code=wrong.code) from None
    if amount and not 0 < Decimal(amount) <= MOST:
        cause, step = f"第{number}期的金额不能是{amount}元", f"请填大于0、不超过{MOST:,}的金额"
        raise Refused(cause, step, field="plan", code="amount_range")
    if not amount:
        raise Refused(f"第{number}期没有金额", "填金额，或去掉这一期", field="plan", code="amount_missing")
    return given | {"amount": amount, "due": due}


def total_of(plan: Sequence[Mapping[str, Any]]) -> Decimal:
    return sum((Decimal(str(row["amount"])) for row in plan if row.get("amount")), Decimal(0))


def _shares(work: Work, dispute: Dispute) -> dict[str, Any]:
    return {"copies": mediation.copies(len(parties_of(work.connection(), dispute.id)))}


def _effective(
    record: Agreement, parties: Sequence[Mapping[str, Any]], parties_on: date | None, mediator_on: date | None,
    sealed_on: date | None,
) -> date:  # fmt: skip
    if record.form == ORAL and parties_on:
        return oral_effective_on(parties_on)
    signing = Signing([parties_on] * len(parties), mediator_on, sealed_on)
    day = mediation.effective_on(signing)
    if day is None:
        lacking = "、".join(mediation.missing_signatures(signing, [party["name"] for party in parties]))
        raise Refused(f"还缺{lacking}（人民调解法第29条）", "签齐后再登记", field="signing", code="signatures_missing")
    return day


def _refuse_unfinished(record: Agreement, effective: date, today: date) -> None:
    if not record.clauses:
        raise Refused("协议没有内容", "先写协议内容", field="clauses", code="clauses_missing")
    if record.drawn_on and effective < record.drawn_on:
        cause = f"签署日期早于拟定日期{record.drawn_on.isoformat()}"
        raise Refused(cause, "请核对日期", field="signing", code="signed_before_drawn")
    if effective > today:
        raise Refused("签署日期在今天以后", "签了再登记", field="signing", code="signed_in_future")
