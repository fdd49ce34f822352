"""系统 · 概况: backup, health, log, sample data, the office's tables, and how the program looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.access import Action
from desktop.services import audit, backup_look, backups, sample, sample_removal
from desktop.services.backup_look import BackupLook
from desktop.services.backups import BackupInfo, BackupState
from desktop.views.desk import Desk
from desktop.views.first_run.look_part import look_part
from desktop.views.style.look import SCALES, look
from desktop.views.style.metrics import Column, Grid, Row
from desktop.views.system.verdict import verdict_words
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

THEMES = (("light", "浅色"), ("dark", "深色"), ("high", "高对比"))

AIRY = (12, 12, 12, 12)


class Overview(QWidget):
    """The cards that this person may see. `display_chosen(theme, percent)` after the look was changed; `told(words)`
    for the toast; `went(area, target)`; `restore_asked(file)`: this centre is to be brought back from a backup;
    `health_asked`: the page beside this one.
    """

    display_chosen = Signal(str, int)
    told = Signal(str)
    went = Signal(str, object)
    restore_asked = Signal(object)
    health_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("system.overview")
        self._desk = desk
        self.banner = Banner("system.banner")
        self.backup = Label("", wrap=True)
        self.health = Label(tr("看资料库、磁盘、备份和打印机有没有问题。"), wrap=True)
        self.log = Label(tr("逐条核对日志，看有没有被改动过。"), wrap=True)
        self.samples = Label("", wrap=True)
        grid = Grid(margins=(12, 12, 12, 12), gap=12)
        manager = (self._backup_card, self._health_card, self._log_card, self._sample_card, self._table_card)
        may = desk.office.may
        made = [*(manager if may("system", Action.SEE) else (self._log_card,) if may("log", Action.SEE) else ()),
                self._look_card]  # fmt: skip
        for place, make in enumerate(made):
            grid.addWidget(make(), place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        inside = Column(gap=0)
        inside.addLayout(grid)
        inside.addStretch(1)
        cards = QWidget()
        cards.setLayout(inside)
        column = Column(self.banner, gap=0)
        column.addWidget(scroll_area(tr("概况"), "system.overview.cards", cards, ground="win"), 1)
        self.setLayout(column)

    def refresh(self) -> None:
        self._show_look()
        if self._desk.office.may("system", Action.SEE):
            self._desk.ask(backups.backup_state, self._show_backup)
            self._desk.ask(sample.sample_count, self._show_samples)

    def _backup_card(self) -> Card:
        return self._card(tr("备份与恢复"), self.backup,
                          (tr("现在备份"), "system.backup", self._back_up, "hard-drive-upload"),
                          (tr("备份到U盘…"), "system.stick", self._back_up_to, "download"),
                          (tr("从备份恢复…"), "system.restore", self._ask_backup, "history"))  # fmt: skip

    def _health_card(self) -> Card:
        return self._card(
            tr("健康检查"), self.health, (tr("检查"), "system.health", self.health_asked.emit, "shield-check")
        )

    def _log_card(self) -> Card:
        return self._card(tr("日志"), self.log, (tr("核验日志"), "system.verify", self._verify, "check"))

    def _sample_card(self) -> Card:
        return self._card(tr("样例数据"), self.samples, (tr("移除样例…"), "system.sample", self._remove, "x"))

    def _table_card(self) -> Card:
        about = Label(tr("放假安排、调休和值班岗位都在台账里，可以改，可以导入。"), wrap=True)
        return self._card(
            tr("台账"), about,
            (tr("放假安排"), "system.holidays", lambda: self.went.emit("ledger", "holidays"), "calendar-days"),
            (tr("值班岗位"), "system.posts", lambda: self.went.emit("ledger", "posts"), "user-round"),
            (tr("单位"), "system.units", lambda: self.went.emit("ledger", "units"), "map-pin"),
        )  # fmt: skip

    def _look_card(self) -> Card:
        card = Card(tr("显示"), margins=AIRY, gap=8)
        self.theme = SegmentedControl(tr("颜色"), "system.theme", [(key, tr(words)) for key, words in THEMES])
        self.scale = SegmentedControl(tr("显示大小"), "system.scale", [(str(n), f"{n}%") for n in SCALES])
        self._show_look()
        for control in (self.theme, self.scale):
            control.chosen.connect(lambda _: self._choose_look())
            card.add(control)
        return card

    def _show_look(self) -> None:
        self.theme.choose(look().tokens.key)
        self.scale.choose(str(round(look().scale * 100)))

    def _card(self, title: str, words: QWidget, *deeds: tuple[str, str, Callable[[], object], str]) -> Card:
        card, row = Card(title, margins=AIRY, gap=8), Row(gap=8)
        card.add(words)
        for text, name, run, icon in deeds:
            row.addWidget(button(text, name, run, icon=icon, small=True))
        row.addStretch(1)
        card.add(row)
        return card

    def _choose_look(self) -> None:
        theme, percent = self.theme.choice(), int(self.scale.choice())
        look().set_theme(theme)
        look().set_percent(percent)
        self.display_chosen.emit(theme, percent)

    def _show_backup(self, state: BackupState) -> None:
        self.backup.setText(f"{state.title}　{state.words}")
        self.backup.set_ink(state.tone)

    def _show_samples(self, count: int) -> None:
        words = tr("有 {n:,} 条编造的样例。").format(n=count) if count else tr("没有样例数据。")
        self.samples.setText(words)

    def _back_up(self, folder: Path | None = None) -> None:
        self._desk.ask(lambda office: backups.back_up(office, folder=folder), self._backed_up, self._refused)

    def _back_up_to(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("备份到"))
        if name:
            self._back_up(Path(name))

    def _ask_backup(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("从备份恢复"), "", tr("备份 (*.zdbak)"))
        if name:
            file = Path(name)
            self._desk.ask(lambda office: backup_look.look(office.store.home, file=file), self._ask_restore,
                           self._refused)  # fmt: skip

    def _ask_restore(self, found: BackupLook) -> None:
        """What is in it first; then what will be so afterwards."""
        words = tr("恢复后资料回到那时，之后登记的都没有了；现在的资料另存一份，不删除。")
        asked = ConfirmDialog(self, "system.restore.confirm", tr("从备份恢复"), words, tr("恢复"), danger=True)
        asked.body.insertWidget(0, look_part(found))
        asked.accepted.connect(lambda: self.restore_asked.emit(found.info.path))
        asked.open()

    def _backed_up(self, info: BackupInfo) -> None:
        self.told.emit(tr("已备份并核验：{name}").format(name=info.path.name))
        self.refresh()

    def _verify(self) -> None:
        self._desk.ask(audit.verify_log, self._show_verdict, self._refused)

    def _show_verdict(self, verdict: Any) -> None:
        self.log.setText("，".join(verdict_words(verdict)))
        self.log.set_ink("green" if verdict.ok else "red")

    def _remove(self) -> None:
        if not self._desk.office.may("system", Action.CHANGE):
            self.told.emit(tr("您的账号不能移除样例"))
            return
        words = tr("样例里的人、房、案件和它们的历史都会销毁，不能撤销。您自己登记的不受影响。")
        asked = ConfirmDialog(self, "system.confirm", tr("移除样例数据"), words, tr("移除"), danger=True)
        asked.accepted.connect(lambda: self._desk.do(sample_removal.remove_sample, self._removed, self._refused))
        asked.open()

    def _removed(self, _changed: Any) -> None:
        self.told.emit(tr("已移除样例数据"))

    def _refused(self, refused: Any) -> None:
        self.banner.show_words("red", refused.cause, refused.step)
