"""A small made-up centre that can be rostered: posts, staff by group, one month by hand or by plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.ledgers.accounts import Account
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services.office import Actor, Office
from desktop.services.rota_defaults import default_posts

OCTOBER = date(2026, 10, 1)
VILLAGES = ("良宅村", "汤处村", "郭浦朱村", "马昂村", "陶宅村", "岩坞村", "九峰村", "仁村")


def staffed(office: Office, *, leaders: int = 6, staff: int = 18, grid: int = 16) -> dict[str, str]:
    """Post and people; gives the ids of the staff by name (`领导1`, `值班1`, `网格1` …)."""
    groups = (("领导", "leader", leaders), ("值班", "staff", staff), ("网格", "grid", grid))
    names = [(f"{word}{n}", group) for word, group, count in groups for n in range(1, count + 1)]
    with office.work("test", "准备") as work:
        if work.first(Post, key="day") is None:
            for values in default_posts():
                work.add(Post, values)
        made = {name: work.add(Staff, {"name": name, "duty_group": group, "village": VILLAGES[n % len(VILLAGES)],
                                       "mentor": group == "staff" and n % 2 == 0, "phone": "13900002206"})
                for n, (name, group) in enumerate(names)}  # fmt: skip
        work.commit()
        return {name: record.id for name, record in made.items()}


def as_grid(office: Office, person: str, login: str) -> Office:
    """Somebody from a village, with an account that says which member of the staff they are."""
    with office.work("test", "开账号") as work:
        work.add(Account, {"login": login, "name": login, "roles": ["grid"], "staff_id": person})
        work.commit()
    return replace(office, actor=Actor(login, login, ("grid",), office.actor.unit))
