"""What can be done with a ledger: on the tool bar, under 更多, in the menu of the table, and by which key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.access import Action
from desktop.ledgers import Ledger
from desktop.services.office import Office
from desktop.views.widgets.buttons import Command
from desktop.views.words import tr

# (key, label, icon, right): as they stand on the tool bar and in the menu of the table
DEEDS = (
    ("new", "新增", "plus", Action.ADD), ("batch", "批量修改…", "pencil-line", Action.CHANGE),
    ("down", "往下填…", "arrow-down", Action.CHANGE),
    ("remove", "删除…", "trash-2", Action.REMOVE), ("import", "导入", "upload", Action.IMPORT),
    ("export", "导出", "download", Action.EXPORT), ("print", "打印", "printer", Action.PRINT),
    ("form", "填表…", "file-spreadsheet", Action.EXPORT), ("filter", "筛选", "filter", Action.SEE),
)  # fmt: skip
FOLDED = ("batch", "down", "remove")  # under 更多
FOLDED_TOO = (*FOLDED, "import", "export")  # in a cramped window
KEYS = {"down": "Ctrl+D", "remove": "Delete"}
HINTS = "Ctrl+F 筛选　Ctrl+C/V 整块复制粘贴　Ctrl+D 往下填"


def offered(
    office: Office, ledger: Ledger | None, run: Mapping[str, Callable[[], None]], *, cramped: bool
) -> tuple[Command, ...]:
    """What can be done with the ledger, or why not; `run` by key."""
    folded = FOLDED_TOO if cramped else FOLDED
    return tuple(
        Command(key, tr(label), run[key], icon, enabled=not (why := why_not(office, ledger, key, action)), why=why,
                key_hint=KEYS.get(key, ""), right=True, folded=key in folded)
        for key, label, icon, action in DEEDS
    )  # fmt: skip


def why_not(office: Office, ledger: Ledger | None, key: str, action: Action) -> str:
    """Why something cannot be done with this ledger, "" when it can."""
    if ledger is None or not office.may(ledger.area, action):
        return tr("您的账号没有这个权限")
    if key in ("new", "batch", "down") and ledger.elsewhere:
        return ledger.elsewhere
    return ledger.permanent if key == "remove" else ""
