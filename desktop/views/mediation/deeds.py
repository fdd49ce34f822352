"""What is done with a case besides filling in a paper: each asks what it needs and runs one command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.mediation import State
from desktop.domain.mediation.willing import refusal_words
from desktop.errors import Refused
from desktop.services import case_agreements, case_refusing, case_team, case_ways, cases
from desktop.services.case_desk import AgreementLine, CaseDesk, PartyLine
from desktop.services.case_performance import Kept
from desktop.services.case_team import Member
from desktop.services.office import Office
from desktop.views.desk import Desk
from desktop.views.form_draft import FormDraft, keep_dialog
from desktop.views.mediation.dialogs import EndDialog, NewDisputeDialog, PartyDialog, SignDialog
from desktop.views.mediation.team_dialog import TeamDialog
from desktop.views.mediation.way_dialogs import ArchiveDialog, ExtendDialog, PayDialog, ReasonDialog, RouteDialog
from desktop.views.mediation.will_dialogs import AgreesDialog, RefusesDialog
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.words import tr

Run = Callable[[Office], Any]


class CaseDeeds(QObject):
    """`done(words, may_undo)` after a command, `refused(Refused)`; `registered(id, slip)`: a new case is there, and
    its slip is wanted."""

    done = Signal(str, bool)
    refused = Signal(object)
    registered = Signal(str, bool)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk

    def register(self) -> None:
        asked = NewDisputeDialog(self._page, self._desk)
        draft = keep_dialog(self._desk, asked, "case.new", "disputes", asked.forms())
        asked.accepted.connect(lambda: self._register(asked, draft))
        asked.open()

    def _register(self, asked: NewDisputeDialog, draft: FormDraft) -> None:
        parties, dispute = asked.parties(), asked.dispute()
        self._desk.do(
            draft.closing(lambda office: cases.register_dispute(office, parties=parties, values=dispute)),
            lambda changed: self._registered(changed.ids("disputes")[0], asked.slip(), draft),
            lambda no: self._not_registered(asked, no),
        )  # fmt: skip

    def _registered(self, case: str, slip: bool, draft: FormDraft) -> None:
        draft.forget()
        self.done.emit(tr("已登记纠纷"), True)
        self.registered.emit(case, slip)

    def _not_registered(self, asked: NewDisputeDialog, refused: Refused) -> None:
        """The words stay: the dialog comes back with the cause at its field."""
        asked.open()
        if not asked.show_refused(refused):
            self.refused.emit(refused)

    def run(self, what: str, case: CaseDesk, given: Any) -> None:
        """One of the things that the panes ask for."""
        deeds: dict[str, Callable[[CaseDesk, Any], None]] = {
            "accept": self._accept, "decline": self._decline, "sign": self._sign, "new_version": self._new_version,
            "party": self._party, "new_party": self._party, "file": self._file, "move": self._move,
            "extend": self._extend, "pay": self._pay, "answer": self._answer,
            "team": self._team, "refuses": self._refuses, "agrees": self._agrees, "unwilling": self._unwilling,
        }  # fmt: skip
        if (deed := deeds.get(what)) is not None:
            deed(case, given)

    def _do(self, run: Run, words: str, *, may_undo: bool = True) -> None:
        self._desk.do(run, lambda _: self.done.emit(words, may_undo), self.refused.emit)

    def _accept(self, case: CaseDesk, _: Any) -> None:
        self._do(lambda office: cases.accept(office, case=case.id), tr("已受理"))

    def _decline(self, case: CaseDesk, _: Any) -> None:
        self._end(case, State.REFUSED, tr("不予受理"))

    def _move(self, case: CaseDesk, target: State) -> None:
        """A step of the case's life; each asks what it needs."""
        words = next(step.name for step in case.moves if step.target is target)
        if target in (State.REFUSED, State.FAILED, State.TERMINATED):
            self._end(case, target, tr(words))
        elif target is State.ROUTED:
            self._ask(RouteDialog(self._page), lambda given: lambda office: case_ways.route_case(
                office, case=case.id, **given), tr("已转办"))  # fmt: skip
        elif target is State.ARCHIVED:
            usual = {"binder": case.values["registrar"], "retention": "2"}
            self._ask(ArchiveDialog(self._page, usual), lambda given: lambda office: case_ways.archive_case(
                office, case=case.id, values=given), tr("已归档"))  # fmt: skip
        elif case.state is State.ARCHIVED:
            self._ask(ReasonDialog(self._page, tr(words)), lambda given: lambda office: case_ways.reopen_case(
                office, case=case.id, **given), tr("已重新督促履行"))  # fmt: skip
        elif target is State.ACCEPTED:
            self._accept(case, None)
        else:
            self._do(lambda office: cases.move_case(office, case=case.id, target=target), tr("已办理：") + tr(words))

    def _extend(self, case: CaseDesk, _: Any) -> None:
        self._ask(ExtendDialog(self._page), lambda given: lambda office: case_ways.extend_limit(
            office, case=case.id, **given), tr("已延长调解期限"))  # fmt: skip

    def _pay(self, case: CaseDesk, number: int | None) -> None:
        """Of the agreement in force, the instalment meant or the first that is open."""
        agreement = next((one for one in reversed(case.agreements) if one.frozen), case.agreement)
        if agreement is not None:
            first = next((one.number for one in case.instalments if one.kept is not Kept.DONE), 1)
            asked = PayDialog(self._page, agreement.values["plan"] or [], lambda: self._desk.office.today,
                              number or first)  # fmt: skip
            self._ask(asked, lambda given: lambda office: case_ways.record_payment(
                office, agreement=agreement.id, values=given), tr("已登记履行"))  # fmt: skip

    def _team(self, case: CaseDesk, _: Any) -> None:
        """Who is let in beside those who handle it (R13)."""

        def show(members: Sequence[Member]) -> None:
            self._ask(TeamDialog(self._page, members), lambda given: lambda office: case_team.set_team(
                office, case=case.id, logins=given.get("logins") or []), tr("已改卷宗权限"))  # fmt: skip

        self._desk.ask(lambda office: case_team.read_team(office, case=case.id), show, self.refused.emit)

    def _refuses(self, case: CaseDesk, _: Any) -> None:
        willing = [party for party in case.parties if party.id not in {one.party for one in case.refusing}]
        asked = RefusesDialog(
            self._page, [(party.id, party.name) for party in willing], lambda: self._desk.office.today
        )
        self._ask(asked, lambda given: lambda office: case_refusing.record_refusal(
            office, case=case.id, **given), tr("已登记拒绝调解"))  # fmt: skip

    def _agrees(self, case: CaseDesk, _: Any) -> None:
        names = [(one.party, one.name) for one in case.refusing]
        asked = AgreesDialog(self._page, names, lambda: self._desk.office.today)
        self._ask(asked, lambda given: lambda office: case_refusing.take_back_refusal(
            office, case=case.id, **given), tr("已登记同意调解"))  # fmt: skip

    def _unwilling(self, case: CaseDesk, _: Any) -> None:
        """What the law leaves to be done with a case whose party refuses."""
        early = case.state is State.REGISTERED
        self._end(case, *((State.REFUSED, tr("不予受理")) if early else (State.TERMINATED, tr("终止"))))

    def _answer(self, case: CaseDesk, _: Any) -> None:
        self._do(lambda office: case_ways.answer_route(office, case=case.id), tr("已登记转办答复"))

    def _ask(self, asked: AskDialog, run: Callable[[dict[str, Any]], Run], words: str) -> None:
        asked.accepted.connect(lambda: self._do(run(asked.values()), words))
        asked.open()

    def _end(self, case: CaseDesk, target: State, verb: str) -> None:
        """不予受理, 调解不成 or 终止, with the reason and the other ways told."""
        asked = EndDialog(self._page, verb, refusal_words(case.refusing))
        asked.accepted.connect(lambda: self._do(
            partial(cases.end_case, case=case.id, target=target, reason=asked.reason(),
                                          ways_told=asked.ways_told()), tr("已登记{verb}").format(verb=verb)
        ))  # fmt: skip
        asked.open()

    def _sign(self, case: CaseDesk, line: AgreementLine) -> None:
        asked = SignDialog(self._page, lambda: self._desk.office.today)

        def sign(days: dict[str, date]) -> None:
            self._do(lambda office: case_agreements.sign_agreement(office, agreement=line.id, **days),
                     tr("已登记签署，协议生效"), may_undo=False)  # fmt: skip

        asked.accepted.connect(lambda: sign(asked.days()))
        asked.open()

    def _new_version(self, case: CaseDesk, _: Any) -> None:
        self._do(lambda office: case_agreements.new_version(office, case=case.id), tr("已另立新版本，原版本保留"))

    def _party(self, case: CaseDesk, party: PartyLine | None) -> None:
        asked = PartyDialog(self._page, party.values if party else None)
        if party is None:
            asked.accepted.connect(lambda: self._do(
                partial(cases.add_to_case, case=case.id, party=asked.values()), tr("已添加当事人")
            ))  # fmt: skip
        else:
            asked.accepted.connect(lambda: self._do(
                partial(cases.change_party, party=party.id, values=asked.values(), version=party.version),
                tr("已修改当事人"),
            ))  # fmt: skip
        asked.open()

    def _file(self, case: CaseDesk, document: str) -> None:
        self._do(lambda office: cases.file_document(office, case=case.id, document=document), tr("已登记入卷"))
