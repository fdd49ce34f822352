"""The life of a case: its states, the moves between them with their article, and when a move is forbidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.codes import label as code_label
from desktop.domain.mediation.documents import missing
from desktop.domain.mediation.willing import refuse_unwilling
from desktop.errors import Refused


class State(StrEnum):
    """Values are codes of table `case_state`."""

    REGISTERED = "registered"
    REFUSED = "refused"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    INVESTIGATING = "investigating"
    MEDIATING = "mediating"
    AGREED = "agreed"
    FAILED = "failed"
    TERMINATED = "terminated"
    PERFORMING = "performing"
    VISITED = "visited"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return code_label("case_state", self.value)


@dataclass(frozen=True, slots=True)
class Move:
    """A step that the law provides for; `name` is the button's word, `reason` says that one must be given."""

    source: State
    target: State
    name: str
    law: str
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at in a case; `refusing` are the parties that clearly refuse mediation, `ways_told` that
    they were told of arbitration, administrative and court ways.

    `form` is `1` written or `2` oral (table `agreement_form`), `documents` the keys of the documents it has,
    `needs` the committee's own list of must-documents (None = the defaults for this course of the case).
    """

    state: State
    refusing: tuple[str, ...] = ()
    told: bool = False
    in_force: bool = False
    form: str = "1"
    documents: Collection[str] = ()
    needs: Collection[str] | None = None
    reason: str = ""
    ways_told: bool = False


_S = State
MOVES = (
    Move(_S.REGISTERED, _S.ACCEPTED, "受理", "人民调解法第17条"),
    Move(_S.REGISTERED, _S.REFUSED, "不予受理", "人民调解法第17条、司法部令第75号", reason=True),
    Move(_S.REGISTERED, _S.ROUTED, "转办", "人民调解法第26条、信访工作条例", reason=True),
    Move(_S.ACCEPTED, _S.INVESTIGATING, "调查", "司法部令第75号第31条"),
    Move(_S.ACCEPTED, _S.MEDIATING, "调解", "人民调解法第22条"),
    Move(_S.INVESTIGATING, _S.MEDIATING, "调解", "人民调解法第22条"),
    Move(_S.MEDIATING, _S.INVESTIGATING, "补充调查", "司法部令第75号第31条"),
    Move(_S.MEDIATING, _S.AGREED, "达成协议", "人民调解法第28条"),
    Move(_S.MEDIATING, _S.FAILED, "调解不成", "人民调解法第26条"),
    Move(_S.ACCEPTED, _S.TERMINATED, "终止", "人民调解法第17条、第26条", reason=True),
    Move(_S.INVESTIGATING, _S.TERMINATED, "终止", "人民调解法第17条、第26条", reason=True),
    Move(_S.MEDIATING, _S.TERMINATED, "终止", "人民调解法第17条、第26条", reason=True),
    Move(_S.AGREED, _S.MEDIATING, "没有签成，继续调解", "人民调解法第29条"),
    Move(_S.AGREED, _S.PERFORMING, "履行", "人民调解法第31条"),
    Move(_S.PERFORMING, _S.VISITED, "回访", "人民调解法第31条"),
    Move(_S.VISITED, _S.PERFORMING, "继续履行", "人民调解法第31条"),
    Move(_S.VISITED, _S.ARCHIVED, "归档", "人民调解法第27条"),
    Move(_S.FAILED, _S.ARCHIVED, "归档", "人民调解法第27条"),
    Move(_S.TERMINATED, _S.ARCHIVED, "归档", "人民调解法第27条"),
    Move(_S.REFUSED, _S.ARCHIVED, "归档", "人民调解法第27条"),
    Move(_S.ROUTED, _S.ARCHIVED, "归档", "人民调解法第27条"),
    Move(_S.ARCHIVED, _S.PERFORMING, "重新督促履行", "人民调解法第31条", reason=True),
)
"""Every legal step; what is not here is forbidden."""

_MEDIATION = (State.ACCEPTED, State.INVESTIGATING, State.MEDIATING, State.AGREED)
_OUTCOMES = {
    "agreed": (State.AGREED, State.PERFORMING, State.VISITED),
    "failed": (State.FAILED,),
    "terminated": (State.TERMINATED,),
    "refused": (State.REFUSED,),
    "routed": (State.ROUTED,),
}
_WITH_WAYS = (State.REFUSED, State.FAILED, State.TERMINATED)


def moves_from(state: State) -> tuple[Move, ...]:
    return tuple(step for step in MOVES if step.source is state)


def move(case: Case, target: State) -> Move:
    """The step to `target`. Refused codes: move_forbidden party_refuses untold reason_missing not_in_force
    documents_missing ways_untold not_agreed_before already_in_force."""
    step = next((step for step in moves_from(case.state) if step.target is target), None)
    if step is None:
        raise _refused(f"“{case.state.label}”的案件不能直接转到“{target.label}”", _ways(case.state), "move_forbidden")
    for refuse in (_refuse_unwilling, _refuse_untold, _refuse_without_agreement):
        refuse(case, target)
    if step.reason and not case.reason.strip():
        raise _refused(f"{step.name}要写明理由", "填理由后再办", "reason_missing")
    if target in _WITH_WAYS and not case.ways_told:
        cause = f"{step.name}要告知当事人可以仲裁、请求行政处理或者起诉（第26条）"
        raise _refused(cause, "告知后打勾再办", "ways_untold")
    if target is State.ARCHIVED:
        _refuse_incomplete(case)
    return step


def outcome(state: State) -> str:
    """`agreed`, `failed`, `terminated`, `refused`, `routed`, or empty while open: what decides the must-documents."""
    return next((name for name, states in _OUTCOMES.items() if state in states), "")


def steps(state: State) -> tuple[tuple[State, str], ...]:
    """The eight steps of the case head, each `done`, `now` or `later`."""
    line = list(_STEPS)
    if state in (State.FAILED, State.TERMINATED):
        line[4:7] = [state]
    elif state in (State.REFUSED, State.ROUTED):
        line[1:7] = [state]
    at = line.index(state)
    return tuple((step, "done" if n < at else "now" if n == at else "later") for n, step in enumerate(line))


_STEPS = (
    State.REGISTERED,
    State.ACCEPTED,
    State.INVESTIGATING,
    State.MEDIATING,
    State.AGREED,
    State.PERFORMING,
    State.VISITED,
    State.ARCHIVED,
)


def _refuse_unwilling(case: Case, target: State) -> None:
    """人民调解法 第17条: a party that clearly refuses must not be mediated."""
    if target in _MEDIATION:
        refuse_unwilling(case.refusing, "改为不予受理" if case.state is State.REGISTERED else "终止调解")


def _refuse_untold(case: Case, target: State) -> None:
    """司法部令第75号 第30条: nature, principles, effect, rights and duties are told before mediating."""
    if target in (State.MEDIATING, State.AGREED) and not case.told:
        cause = "还没有告知当事人调解的性质、原则、效力和权利义务（司法部令第75号第30条）"
        raise _refused(cause, "口头或书面告知后登记", "untold")


def _refuse_without_agreement(case: Case, target: State) -> None:
    """人民调解法 第29、31条: only what is in force is performed, and what is in force is not mediated anew."""
    if case.state is State.AGREED and target is State.MEDIATING and case.in_force:
        raise _refused("协议已经生效（人民调解法第31条）", "要改就另立新版本", "already_in_force")
    if target is not State.PERFORMING or case.in_force:
        return
    if case.state is State.ARCHIVED:
        raise _refused("这件没有生效的协议，不能再督促履行", "要再调解请另行登记", "not_agreed_before")
    raise _refused("协议还没有生效", "等当事人、调解员签名和委员会盖章齐全后登记", "not_in_force")


def _refuse_incomplete(case: Case) -> None:
    lacking = missing(case.documents, outcome(case.state), form=case.form, needs=case.needs)
    if lacking:
        names = "、".join(document.label for document in lacking)
        raise _refused(f"还缺{len(lacking)}份必须文书：{names}", "补齐后再归档", "documents_missing")


def _ways(state: State) -> str:
    names = "、".join(step.name for step in moves_from(state))
    return f"现在可以办：{names}" if names else "已归档的案件不再办理"


def _refused(cause: str, step: str, code: str) -> Refused:
    return Refused(cause, step, field="state", code=code)
