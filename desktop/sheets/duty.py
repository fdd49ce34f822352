"""Month sheets of duty: a row a day, posts as columns, several names in a cell, one leader over a week-end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain import dates
from desktop.domain.spelling import squeeze
from desktop.errors import Refused
from desktop.sheets import looks
from desktop.sheets.cells import Sheet, Value, letters, shape_of, text_of
from desktop.sheets.headings import FIELDS
from desktop.sheets.rows import Flag, Reading, Row, Skipped
from desktop.sheets.targets import Target
from desktop.sheets.values import Context, parse
from desktop.sheets.wording import forms
from desktop.sheets.years import sheet_year, year_in

_NOT_POSTS = frozenset(
    [
        "日期",
        "星期",
        "周",
        "序号",
        "备注",
        "说明",
        "值班电话",
        "联系电话",
        "电话",
        "时间",
        "节假日",
        "天气",
        "农历",
        "签名",
        "签到",
        "日",
        "月",
        "月份",
        "周几",
        "礼拜",
        "班次电话",
        "手机",
    ]
) | FIELDS["note"] - {"其他", "其它"}
_POST_WORDS = re.compile(
    r"带班|领导|值班|学习|备班|听班|接访|白班|夜班|值守|岗|组长|主任|民警|调解|网格|驾驶|司机|后勤|巡逻|机动|班|人员|负责"
)
_SHIFT_WORDS = {
    "白班": "白 白天 日班 昼 日 日间",
    "夜班": "夜 晚 夜间 晚上 晚班",
    "全天": "24小时",
    "上午": "",
    "下午": "",
    "中班": "中",
    "早班": "早",
}
_POST_NAMES = {
    "带班领导": "带班 领导 值班领导 带班人 带班人员 带班领导姓名",
    "值班员": "值班 值班人员 值班干部 值班人 值班人员姓名",
    "学习岗": "学习 学习岗位 学习岗人员",
    "备班": "备班人员 听班",
    "接访领导": "接访",
}
_SHIFTS = {word: shift for shift, words in _SHIFT_WORDS.items() for word in (shift, *words.split())}
_POSTS = {word: post for post, words in _POST_NAMES.items() for word in (post, *words.split())}
_BETWEEN = re.compile(r"[、,，;；/|\n\r\t]+|(?<=[㐀-鿿]{2})[和及](?=[㐀-鿿]{2})")
_REMARK = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_NOBODY = frozenset(("", "-", "—", "——", "/", "休", "休息", "无", "空", "放假", "轮休", "待定", "缺"))


@dataclass(frozen=True, slots=True)
class Post:
    column: int
    heading: str
    post: str
    shift: str | None


def read_sheet(book: str, sheet: Sheet, target: Target, today: date | None) -> Reading:
    """One row per person, post and day; `unread` where the sheet holds no rota."""
    head = next((row for row in range(len(sheet.rows)) if _date_column(sheet, row) is not None), None)
    if head is None:
        return Reading(unread=(sheet.name,) if any(map(any, sheet.rows)) else ())
    heads = (head, head + 1) if _has_second_row(sheet, head) else (head,)
    column = _date_column(sheet, head) or 0
    posts = tuple(_posts(sheet, heads, column))
    year, month = _year_month(book, sheet, head)
    skipped = [_skipped(sheet, row, "title") for row in range(head)] + [_skipped(sheet, row, "head") for row in heads]
    rows: list[Row] = []
    for row in range(heads[-1] + 1, len(sheet.rows)):
        found, kind = _day_rows(sheet, row, column, posts, year, month, target)
        rows += found
        if kind:
            skipped.append(_skipped(sheet, row, kind))
    return Reading(tuple(rows), tuple(skipped))


def post_and_shift(heading: str, group: str = "") -> tuple[str, str | None]:
    """`值班员（白班）` -> 值班员, 白班; `夜班` under 值班员 the same way; `带班领导` -> 带班领导, None."""
    plain = squeeze(heading)
    inner = re.search(r"[(（【\[]([^)）】\]]+)[)）】\]]", plain)
    base = _REMARK.sub("", plain)
    shift = _shift(inner[1]) if inner else None
    if shift is None and (found := _SHIFTS.get(base)):
        base, shift = squeeze(group) or "值班员", found
    if shift is None:
        for word in sorted(_SHIFTS, key=len, reverse=True):
            if len(word) > 1 and (base.startswith(word) or base.endswith(word)) and len(base) > len(word):
                base, shift = base.removeprefix(word).removesuffix(word).strip("-—_·/"), _SHIFTS[word]
                break
    return _POSTS.get(base, base), shift


def _shift(text: str) -> str | None:
    for word in sorted(_SHIFTS, key=len, reverse=True):
        if text.startswith(word):
            return _SHIFTS[word]
    return None


def names_in(text: str) -> list[str]:
    """`孔萍倩、蒋琳`, `张　三 李四`, `王五（组长）13800000000`: the names alone."""
    plain = re.sub(r"1\d{10}|0\d{2,3}-?\d{7,8}|[:：]", " ", _REMARK.sub("", text))
    found = []
    for part in _BETWEEN.split(plain):
        found += _by_spaces(part.split())
    return [name for name in found if squeeze(name) not in _NOBODY]


def _by_spaces(words: list[str]) -> list[str]:
    """A name spread over its cell has single characters; names of two and more stand apart."""
    if len(words) > 1 and all(len(word) == 1 for word in words) and len(words) <= 3:
        return ["".join(words)]
    names: list[str] = []
    for word in words:
        if len(word) == 1 and names and len(names[-1]) == 1:
            names[-1] += word
        else:
            names.append(word)
    return names


def _date_column(sheet: Sheet, row: int) -> int | None:
    """The column headed 日期 in a row that also names posts."""
    texts = [
        (column, squeeze(text_of(value))) for column, value in enumerate(sheet.rows[row]) if shape_of(value) == "text"
    ]
    dated = next(
        (
            column
            for column, text in texts
            if set(forms(text)) & {"日期", "值班日期", "时间", "日", "月日", "值班时间", "班期"}
        ),
        None,
    )
    posts = sum(bool(_POST_WORDS.search(text)) and len(text) <= 16 for _, text in texts)
    return dated if dated is not None and posts >= 1 and len(texts) >= 2 else None


def _has_second_row(sheet: Sheet, head: int) -> bool:
    if head + 1 >= len(sheet.rows):
        return False
    texts = [squeeze(text_of(value)) for value in sheet.rows[head + 1] if text_of(value).strip()]
    column = _date_column(sheet, head)
    return (
        bool(texts)
        and sheet.own(head + 1, column or 0) is None
        and all(_POST_WORDS.search(t) or t in _SHIFTS for t in texts)
    )


def _posts(sheet: Sheet, heads: tuple[int, ...], date_column: int) -> Iterator[Post]:
    group = ""
    for column in range(sheet.width):
        texts = [text_of(sheet.value(row, column)).strip() for row in heads]
        lower = texts[-1] or texts[0]
        group = texts[0] or group
        if column == date_column or not lower or set(forms(lower)) & _NOT_POSTS:
            continue
        post, shift = post_and_shift(lower, group if len(heads) > 1 and texts[-1] else "")
        yield Post(column, lower, post, shift)


def _year_month(book: str, sheet: Sheet, head: int) -> tuple[int | None, int | None]:
    texts = [text_of(value) for row in sheet.rows[:head] for value in row if value is not None] + [
        sheet.name,
        book,
    ]
    month = next((int(found[1]) for text in texts if (found := re.search(r"(?<!\d)(1[0-2]|0?[1-9])\s*月", text))), None)
    year = next((year for text in texts if (year := year_in(text))), None)
    return year or sheet_year(sheet, range(head), range(head, len(sheet.rows)), book), month


def _day_rows(
    sheet: Sheet,
    row: int,
    column: int,
    posts: tuple[Post, ...],
    year: int | None,
    month: int | None,
    target: Target,
) -> tuple[list[Row], str]:
    if not any(text_of(value).strip() for value in sheet.rows[row]):
        return [], "blank"
    if set(forms(text_of(sheet.own(row, column)))) & {"日期", "值班日期"}:
        return [], "repeated head"
    day = _day(sheet.value(row, column), year, month)
    if isinstance(day, Refused):
        return _undated(sheet, row, column, posts, day)
    rows: list[Row] = []
    above: dict[int, Value] = {}
    for post in posts:
        value = sheet.value(row, post.column)
        if looks.is_ditto(value):
            value = _above(sheet, row, post.column)
            above[post.column] = value
        for name in names_in(text_of(value)) if shape_of(value) == "text" else ():
            rows.append(_cell_row(sheet, row, len(rows), post, day, name, target))
    return rows, "" if rows else "blank"


def _cell_row(sheet: Sheet, row: int, part: int, post: Post, day: date, name: str, target: Target) -> Row:
    parsed = parse(target.field("name"), name, Context())
    values = {"date": day, "post": post.post, "shift": post.shift, "name": parsed.value}
    flags: tuple[Flag, ...] = ()
    if parsed.why:
        words = f"{parsed.cause}。{parsed.step}。"
        flags = (Flag("name", letters(post.column), post.heading, name, parsed.why, words, parsed.value is not None),)
    return Row(sheet.name, row + 1, part, values, flags, None, (), row in sheet.hidden_rows, letters(post.column))


def _above(sheet: Sheet, row: int, column: int) -> Value:
    while row > 0:
        row -= 1
        value = sheet.value(row, column)
        if not looks.is_ditto(value) and value is not None:
            return value
    return None


def _day(value: Value, year: int | None, month: int | None) -> date | Refused:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = re.sub(r"(?:星期|周|礼拜)[一二三四五六日天]", "", _REMARK.sub("", text_of(value))).strip()
    text = re.split(r"[-—~至到]", text)[0] if re.search(r"日\s*[-—~至到]", text) else text
    if (only := re.fullmatch(r"(\d{1,2})[日号]?", squeeze(text))) and month:
        text = f"{month}月{only[1]}日"
    try:
        return dates.parse(text, year=year, serial=True)
    except Refused as why:
        return why


def _undated(sheet: Sheet, row: int, column: int, posts: tuple[Post, ...], why: Refused) -> tuple[list[Row], str]:
    """A note below the rota; or a day that cannot be, whose names are then refused one by one."""
    text = text_of(sheet.own(row, column)).strip()
    named = [post for post in posts if names_in(text_of(sheet.own(row, post.column)))]
    if not looks.is_date(text) or not named:
        return [], "note"
    words = f"{why.cause}。{why.step}。"
    flag = Flag("date", letters(column), "日期", text, why.code, words, False)
    rows: list[Row] = []
    for post in named:
        for name in names_in(text_of(sheet.own(row, post.column))):
            values = {"date": None, "post": post.post, "shift": post.shift, "name": name}
            rows.append(Row(sheet.name, row + 1, len(rows), values, (flag,), None, (), False, letters(post.column)))
    return rows, ""


def _skipped(sheet: Sheet, row: int, kind: str) -> Skipped:
    text = " ".join(text_of(value).strip() for value in sheet.rows[row] if text_of(value).strip())
    return Skipped(sheet.name, row + 1, kind if text else "blank", text[:60])
