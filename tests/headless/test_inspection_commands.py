"""Inspections without a window: what is due, a round from JSON, its papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from tests.headless.conftest import Call

Write = Callable[[Any], str]


@pytest.fixture
def house(centre: Call, written: Write) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "village": "良宅村"}
    return str(centre("add", "houses", "--data", written(values), "--json").json["id"])


def test_a_house_never_inspected_is_due_and_is_not_after_a_round(centre: Call, written: Write, house: str) -> None:
    (due,) = centre("inspections-due", "--json").json["houses"]
    assert (due["house"], due["due"], due["village"]) == (house, None, "良宅村")
    sample = centre("inspect", "--sample", house, "--json").json
    made = centre("inspect", "--data", written({key: sample[key] for key in sample if key != "items"}), "--json").json
    assert (made["house"], made["hazards"]) == (house, [])
    assert centre("inspections-due", "--json").json["houses"] == []


def test_what_failed_is_a_hazard_and_both_papers_are_printed(
    centre: Call, written: Write, house: str, tmp_path: Path
) -> None:
    failed = {"exits": {"answer": "不合格", "words": "二楼楼梯口堆放纸箱"}, "rest": "合格"}
    document = {"house": house, "inspectors": "章立群", "answers": failed}
    made = centre("inspect", "--data", written(document), "--json").json
    assert [(one["words"], one["state"]) for one in made["hazards"]] == [("二楼楼梯口堆放纸箱", "待整改")]
    for form in ("inspection", "rectification"):
        file = tmp_path / f"{form}.pdf"
        told = centre("print", form, "--inspection", made["id"], "--out", str(file), "--json").json
        assert told["pages"] >= 1
        assert told["missing_glyphs"] == []
        assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("answers", "words"),
    [({"exits": "合格"}, "还没有答"), ({"nothing": "合格", "rest": "合格"}, "检查项目里没有“nothing”"),
     ({"rest": "大概"}, "还没有答"), ("合格", "没有写各项的结果")],
)  # fmt: skip
def test_an_answer_that_is_missing_or_unknown_is_refused(
    centre: Call, written: Write, house: str, answers: Any, words: str
) -> None:
    said = centre("inspect", "--data", written({"house": house, "answers": answers}))
    assert (said.code, words in said.err) == (cli.REFUSED, True), said.err
    assert centre("inspections-due", "--json").json["houses"]


def test_a_round_without_house_or_document_is_refused(centre: Call, written: Write) -> None:
    assert centre("inspect").code == cli.REFUSED
    assert "没有写出租房" in centre("inspect", "--data", written({"answers": {"rest": "合格"}})).err
    assert "没有“x”这样的出租房" in centre("inspect", "--data", written({"house": "x", "answers": {}})).err
