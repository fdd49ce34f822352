"""The reader takes what is in the format, and names line and section of what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.roster.curtois.instance import Instance, read_instance
from desktop.roster.curtois.writer import read_file

TINY = """# a comment
SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
N,600,E
SECTION_STAFF
A,E=7|N=2,2400,960,5,2,2,1
SECTION_DAYS_OFF
A,0,6
SECTION_SHIFT_ON_REQUESTS
A,2,E,3
SECTION_SHIFT_OFF_REQUESTS
A,3,N,2
SECTION_COVER
0,E,1,100,1
"""


def refused(text: str) -> Refused | None:
    try:
        read_instance(text)
    except Refused as wrong:
        return wrong
    return None


def as_text(instance: Instance) -> str:
    lines = ["SECTION_HORIZON", str(instance.days), "SECTION_SHIFTS"]
    lines += [f"{each.key},{each.minutes},{'|'.join(sorted(each.not_next))}" for each in instance.shifts]
    lines.append("SECTION_STAFF")
    for who in instance.staff:
        most = "|".join(f"{key}={number}" for key, number in who.most.items())
        limits = (who.most_minutes, who.least_minutes, who.longest_run, who.shortest_run, who.shortest_rest)
        lines.append(",".join(map(str, (who.key, most, *limits, who.most_weekends))))
    lines.append("SECTION_DAYS_OFF")
    lines += [",".join(map(str, (who.key, *sorted(who.days_off)))) for who in instance.staff if who.days_off]
    for on in (True, False):
        lines.append(f"SECTION_SHIFT_{'ON' if on else 'OFF'}_REQUESTS")
        lines += [f"{one.staff},{one.day},{one.shift},{one.weight}" for one in instance.requests if one.on == on]
    lines.append("SECTION_COVER")
    lines += [f"{one.day},{one.shift},{one.need},{one.under},{one.over}" for one in instance.cover]
    return "\n".join(lines)


@given(seed=st.integers(0, 10**6), people=st.integers(1, 4), days=st.integers(2, 30))
def test_what_is_written_in_the_format_is_read_back(make, seed, people, days) -> None:
    instance = make(seed, people, days)
    assert read_instance(as_text(instance)) == instance


@given(st.text(alphabet="SECTION_HORZAFYDUQ0123456789,|=-#\n \t天", max_size=300))
def test_any_text_is_read_or_refused_in_chinese(text: str) -> None:
    refusal = refused(text)
    assert refusal is None or (refusal.code == "roster_format" and refusal.step)


@given(at=st.integers(0, 15), junk=st.text(max_size=12))
def test_a_damaged_line_is_read_or_refused_by_the_number_of_a_line(at: int, junk: str) -> None:
    lines = TINY.splitlines()
    lines[at] = junk.replace("#", "").strip()
    refusal = refused("\n".join(lines))
    assert refusal is None or refusal.field.isdecimal()


@pytest.mark.parametrize(
    ("old", "new", "line", "section"),
    [
        ("A,2,E,3", "A,2,E", 12, "SHIFT_ON_REQUESTS"),
        ("A,2,E,3", "A,2,E,3,4", 12, "SHIFT_ON_REQUESTS"),
        ("A,2,E,3", "B,2,E,3", 12, "SHIFT_ON_REQUESTS"),
        ("A,3,N,2", "A,7,N,2", 14, "SHIFT_OFF_REQUESTS"),
        ("N,600,E", "N,600,X", 6, "SHIFTS"),
        ("N,600,E", "E,600,E", 6, "SHIFTS"),
        ("N,600,E", "-,600,E", 6, "SHIFTS"),
        ("E=7|N=2", "E=7|N", 8, "STAFF"),
        ("2400,960", "2400,-1", 8, "STAFF"),
        ("A,0,6", "A,0,x", 10, "DAYS_OFF"),
        ("A,0,6", "B,0,6", 10, "DAYS_OFF"),
        ("0,E,1,100,1", "0,E,1,100,1.5", 16, "COVER"),
        ("SECTION_COVER", "SECTION_COVERS", 15, "COVERS"),
        ("# a comment", "7", 1, "开头"),
        ("\n7\n", "\n9999999999999\n", 3, "HORIZON"),
    ],
)
def test_a_wrong_line_is_named(old: str, new: str, line: int, section: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_instance(TINY.replace(old, new))
    assert refusal.value.field == str(line)
    assert f"第{line}行" in refusal.value.cause
    assert section in refusal.value.cause
    assert refusal.value.code == "roster_format"


@pytest.mark.parametrize(
    ("section", "lines"),
    [("HORIZON", "7\n"), ("SHIFTS", "E,480,\nN,600,E\n"), ("STAFF", "A,E=7|N=2,2400,960,5,2,2,1\n")],
)
def test_a_section_without_lines_is_named(section: str, lines: str) -> None:
    with pytest.raises(Refused, match=f"SECTION_{section}一节没有内容"):
        read_instance(TINY.replace(lines, "", 1))


def test_a_file_is_named_too(tmp_path) -> None:
    file = tmp_path / "坏的.txt"
    file.write_text(TINY.replace("A,2,E,3", "A,2,E"), encoding="utf-8")
    with pytest.raises(Refused, match=r"坏的\.txt.*第12行"):
        read_file(file)
    with pytest.raises(Refused, match=r"没有\.txt"):
        read_file(tmp_path / "没有.txt")
