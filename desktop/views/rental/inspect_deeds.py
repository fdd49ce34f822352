"""The loop of the chosen hazards: served, looked at again, closed, and the notice on paper."""

from __future__ import annotations

from functools import partial

from desktop.domain.inspections import Deed, HazardState, deeds_of
from desktop.services import hazards
from desktop.services import papers_inspection as papers
from desktop.services.inspection_list import HazardLine
from desktop.views.preview.order import plain_order
from desktop.views.rental.inspect_dialogs import RecheckDialog, ServeDialog
from desktop.views.rental.inspect_front import HAZARD, InspectLists
from desktop.views.shell.part import Part
from desktop.views.widgets.buttons import Command
from desktop.views.words import tr


class HazardDeeds:
    """What the part `pane` does about the hazards of `lists`."""

    def __init__(self, pane: Part, lists: InspectLists) -> None:
        self._pane, self._lists = pane, lists

    def commands(self) -> list[Command]:
        chosen: list[HazardLine] = self._lists.chosen()
        one = chosen[0] if len(chosen) == 1 else None
        deeds = deeds_of(one.state) if one else ()
        serve = bool(chosen) and all(line.state is HazardState.OPEN for line in chosen)
        may, why = self._pane.may_change, tr("先选一处隐患") if not chosen else tr("这处隐患还不到这一步")
        return [
            Command("serve", tr("下达整改…"), self._serve, "send", "", may and serve, why),
            Command("recheck", tr("复查…"), self._recheck, "refresh-cw", "", may and Deed.PASS in deeds, why),
            Command("close", tr("销案"), self._close, "check", "", may and Deed.CLOSE in deeds, why),
            Command("notice", tr("打印整改通知书"), self._print_chosen, "printer", "flat", bool(chosen), why,
                    "Ctrl+P", right=True),
        ]  # fmt: skip

    def _serve(self) -> None:
        lines = self._lists.chosen()
        ids = [one.id for one in lines]
        asked = ServeDialog(self._pane, lines, lambda: self._pane.desk.office.today)
        self._pane.ask_first(
            asked,
            lambda: partial(hazards.serve_hazards, hazards=ids, due=asked.values().get("due")),
            tr("已下达整改：{n} 处").format(n=len(ids)),
        )

    def _recheck(self) -> None:
        line = self._lists.current()
        asked = RecheckDialog(self._pane, line, lambda: self._pane.desk.office.today)
        self._pane.ask_first(
            asked,
            lambda: partial(hazards.recheck_hazard, hazard=line.id, **asked.asked()),
            tr("已登记复查"),
        )

    def _close(self) -> None:
        line = self._lists.current()
        self._pane.do(lambda office: hazards.close_hazard(office, hazard=line.id), tr("已销案"), once=line.id)

    def print_notice(self, inspection: str) -> None:
        order = plain_order(tr("整改通知书"), papers.notice_paper, inspection=inspection)
        self._pane.paper_asked.emit(order)

    def print_round(self, inspection: str) -> None:
        self._pane.paper_asked.emit(plain_order(tr("检查记录"), papers.inspection_paper, inspection=inspection))

    def print_blank(self, side: str) -> None:
        if side == HAZARD:
            self._pane.paper_asked.emit(plain_order(tr("空白整改通知书"), papers.blank_notice))
        else:
            self._pane.paper_asked.emit(plain_order(tr("空白检查记录"), papers.blank_inspection))

    def _print_chosen(self) -> None:
        self.print_notice(self._lists.current().inspection)
