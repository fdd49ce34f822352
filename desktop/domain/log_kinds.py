"""What kinds of deeds the log tells of, as an auditor asks for them (PIPL; domain.md R2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogKind:
    """Entries are of this kind by their command, or else by what they did to a record (`entries`)."""

    label: str
    commands: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


KINDS: Mapping[str, LogKind] = {
    "door": LogKind("登录退出", ("sign_in", "sign_out", "sign_in_failed", "unlock")),
    "look": LogKind("查找查看", ("look_up", "reveal", "match", "save_attachment")),
    "print": LogKind("打印", ("print",)),
    "export": LogKind("导出", ("export", "export_refused")),
    "import": LogKind("导入", ("import", "import_year")),
    "accounts": LogKind("账号权限", ("add_account", "change_roles", "close_account", "open_account", "password",
                                     "set_up", "set_team")),
    "backup": LogKind("备份恢复", ("backup", "restore")),
    "destroy": LogKind("销毁", ("destroy", "propose_destruction", "refuse_destruction", "set_retention",
                                "bin_restore")),
    "undo": LogKind("撤销重做", ("undo", "redo", "undo_sample")),
    "added": LogKind("新增", entries=("added",)),
    "changed": LogKind("修改", entries=("changed",)),
    "removed": LogKind("删除", entries=("removed",)),
}  # fmt: skip
