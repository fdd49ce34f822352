"""What may be the same is listed and made one on the command line, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import cli
from desktop.domain.identity import check_digit
from tests.headless.conftest import Call


@pytest.fixture
def twins(centre: Call, tmp_path: Path) -> list[str]:
    """Two ID numbers of one name and birthday, as a sheet brings them."""
    bodies = ("52260119900101022", "33072319900101022")
    lines = [f"谭秀英,{body}{check_digit(body)},139000108{at:02},{work}"
             for at, (body, work) in enumerate(zip(bodies, ("", "王宅五金厂"), strict=True))]  # fmt: skip
    file = tmp_path / "人员.csv"
    file.write_text("\n".join(("姓名,身份证号,电话,工作单位", *lines)), encoding="utf-8")
    assert centre("import", "people", str(file)).code == cli.DONE
    [pair] = centre("duplicates", "people", "--json").json["pairs"]
    return [pair["first"], pair["second"]]


def test_pairs_are_listed_by_what_they_agree_in(centre: Call, twins: list[str]) -> None:
    said = centre("duplicates", "租住人员")
    assert said.out.splitlines()[:2] == ["可能重复 1 对", "  姓名、出生日期相同"]
    assert all(id_ in said.out for id_ in twins)
    assert "13900010800" not in said.out


def test_two_become_one_and_undo_brings_them_back(centre: Call, twins: list[str]) -> None:
    keep, drop = twins
    done = centre("merge", "people", keep, drop, "--take", "联系电话，工作单位")
    assert "工作单位：留下“王宅五金厂”，去掉“”" in done.out
    kept = centre("get", "people", keep, "--json").json
    assert (kept["phone"], kept["work"], kept["id_number"][:6]) == ("139****0801", "王宅五金厂", "522601")
    assert centre("get", "people", drop).code == cli.REFUSED
    assert centre("duplicates", "people", "--json").json["total"] == 0
    assert centre("undo").code == cli.DONE
    assert centre("duplicates", "people", "--json").json["total"] == 1


def test_a_name_that_both_bear_or_a_field_that_is_none_merges_nothing(centre: Call, twins: list[str]) -> None:
    for words in (("谭秀英", twins[1]), (twins[0], twins[0]), (*twins, "--take", "没有这一项")):
        assert centre("merge", "people", *words).code == cli.REFUSED
    assert centre("duplicates", "people", "--json").json["total"] == 1
