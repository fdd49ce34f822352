"""Who may do what: one table of roles x areas x actions (PIPL; GB/T 22239). What is not granted is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from desktop.errors import Refused


class Role(StrEnum):
    """系统管理, business and 审计 are kept apart; an account may carry several business roles."""

    ADMIN = "admin"
    CENTRE = "centre"
    CHAIR = "chair"
    MEDIATOR = "mediator"
    POLICE = "police"
    GRID = "grid"
    LEADER = "leader"
    AUDITOR = "auditor"


class Action(StrEnum):
    SEE = "see"
    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    REVEAL = "reveal"  # one full number, for a purpose
    PRINT = "print"
    IMPORT = "import"
    EXPORT = "export"  # masked
    EXPORT_FULL = "export_full"
    DESTROY = "destroy"  # approve what somebody else proposed to destroy (R11)
    EVERY_FILE = "every_file"  # the inside of every mediation file, not of the own ones only (R13)


ROLE_LABELS: Mapping[Role, str] = {
    Role.ADMIN: "系统管理",
    Role.CENTRE: "综治",
    Role.CHAIR: "调委会主任",
    Role.MEDIATOR: "调解",
    Role.POLICE: "警务室",
    Role.GRID: "网格员",
    Role.LEADER: "领导",
    Role.AUDITOR: "审计",
}
AREAS: Mapping[str, str] = {
    "duty": "值班",
    "mediation": "调解",
    "rental": "出租房",
    "directory": "名录",
    "system": "系统",
    "log": "日志",
    "retention": "到期销毁",
}
ACTION_LABELS: Mapping[Action, str] = {
    Action.SEE: "查看",
    Action.ADD: "新增",
    Action.CHANGE: "修改",
    Action.REMOVE: "删除",
    Action.REVEAL: "查看全号",
    Action.PRINT: "打印",
    Action.IMPORT: "导入",
    Action.EXPORT: "导出",
    Action.EXPORT_FULL: "导出全号",
    Action.DESTROY: "批准销毁",
    Action.EVERY_FILE: "查看全部卷宗",
}
ALL = frozenset(Action) - {Action.EVERY_FILE, Action.DESTROY}
READ = frozenset({Action.SEE, Action.PRINT})
PROPOSE = READ | {Action.ADD}
APPROVE = READ | {Action.DESTROY}
DESK = READ | {Action.ADD, Action.CHANGE, Action.REVEAL, Action.EXPORT}
GRANTS: Mapping[Role, Mapping[str, frozenset[Action]]] = {
    Role.ADMIN: {
        "system": ALL,
        "directory": frozenset({Action.SEE, Action.ADD, Action.CHANGE}),
        "retention": APPROVE | {Action.CHANGE},
    },
    Role.CENTRE: {"duty": ALL, "mediation": ALL, "rental": ALL, "directory": ALL, "retention": PROPOSE},
    Role.CHAIR: {
        "duty": READ,
        "mediation": ALL | {Action.EVERY_FILE},
        "retention": PROPOSE,
        "directory": READ,
        "rental": frozenset({Action.SEE}),
    },
    Role.MEDIATOR: {"duty": READ, "mediation": DESK, "directory": READ, "rental": frozenset({Action.SEE})},
    Role.POLICE: {"duty": READ, "rental": DESK | {Action.IMPORT}, "directory": READ},
    Role.GRID: {"duty": READ, "rental": READ | {Action.ADD, Action.CHANGE}, "directory": READ},
    Role.LEADER: {"duty": READ, "mediation": READ, "rental": READ, "directory": READ, "retention": APPROVE},
    Role.AUDITOR: {"log": READ | {Action.EXPORT}, "retention": READ},
}


def allowed(roles: Iterable[str], area: str, action: Action) -> bool:
    """Whether any of the roles grants the action; unknown roles and areas grant nothing."""
    known = (Role(role) for role in roles if role in frozenset(Role))
    return any(action in GRANTS[role].get(area, frozenset()) for role in known)


def require(roles: Iterable[str], area: str, action: Action) -> None:
    """Refused unless allowed, naming what was asked and who can grant it."""
    if not allowed(roles, area, action):
        asked = f"{AREAS.get(area, area)}的“{ACTION_LABELS[action]}”"
        raise Refused(f"您的账号没有{asked}权限", "需要时请系统管理员开通", code="not_allowed")
