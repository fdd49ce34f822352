"""destroy and bin from the command line: what is due, proposed by one, approved by another, proved on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.services import accounts
from desktop.services.sign_in import sign_in
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from tests.headless.conftest import PASSWORD, Call

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def wish(centre: Call, written: Callable[[Any], str]) -> None:
    staff = centre("--json", "add", "staff", "--data", written({"name": "王海燕"})).json["id"]
    post = centre("--json", "add", "posts", "--data", written({"post": "值班员", "shift": "日"})).json["id"]
    given = {"staff_id": staff, "date": "2020-01-01", "want": "off", "post_id": post}
    said = centre("add", "leave", "--data", written({"staff_id": staff, "first": "2015-01-01", "last": "2015-01-02"}))
    assert said.code == 0, (said.err, given)


def test_two_accounts_destroy_what_is_due_and_get_a_certificate(
    centre: Call, written: Callable[[Any], str], tmp_path: Path
) -> None:
    office = sign_in(Home(tmp_path / "home"), login="admin", password=PASSWORD)
    accounts.add_account(office, login="zlq", name="章立群", roles=["leader"], password=PASSWORD, cost=CHEAP)
    office.store.close()
    wish(centre, written)
    (due,) = centre("--json", "destroy", "--due").json["due"]
    assert (due["key"], due["count"], due["last"]) == ("leave", 1, "2015-01-02")
    said = centre("destroy", "--propose", "leave")
    assert said.code == 1
    assert "没有填销毁理由" in said.err
    proposal = centre("--json", "destroy", "--propose", "leave", "--reason", "期满").json["proposal"]
    assert "提出的人不能自己批准" in centre("destroy", "--approve", proposal).err
    assert centre("--user", "zlq", "destroy", "--approve", proposal).code == 0
    assert centre("--json", "destroy").json["due"] == []
    file = tmp_path / "proof.pdf"
    assert "没有写存到哪里" in centre("destroy", "--certificate", proposal).err
    assert centre("--json", "destroy", "--certificate", proposal, "--out", str(file)).json["pages"] == 1
    assert file.read_bytes().startswith(b"%PDF")
    assert centre("--json", "verify").json["ok"]


def test_what_was_removed_is_brought_back(centre: Call, written: Callable[[Any], str], tmp_path: Path) -> None:
    from desktop.services import records

    person = centre("--json", "add", "people", "--data", written({"name": "郑国群"})).json["id"]
    office = sign_in(Home(tmp_path / "home"), login="admin", password=PASSWORD)
    records.remove_record(office, ledger="people", record=person)
    office.store.close()
    (line,) = centre("--json", "bin").json["removed"]
    assert "郑国群" in json.dumps(line, ensure_ascii=False)
    assert centre("--json", "bin", "--restore", str(line["entry"])).json == {"restored": [person]}
    assert centre("bin").out.strip() == "回收站是空的"
    assert centre("--json", "get", "people", person).json["name"] == "郑国群"
