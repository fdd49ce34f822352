"""What can be done with a ledger: on the tool bar, under 更多, in the menu of the table, and by which key."""

from __future__ import annotations

from desktop.domain.access import Action

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
