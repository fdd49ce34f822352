"""What holds for every paper: text, fonts, geometry, sameness, blanks."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pdfplumber
import pikepdf
import pytest

from desktop import forms
from desktop.errors import Refused
from desktop.forms.fields import Kind, texts
from desktop.forms.page import MM

KEYS = [form.key for form in forms.catalogue()]
NASTY = '<b>x</b> &amp; <img src="/etc/passwd">'
RARE = "䶮𬍛𫖮㛃"
INSIDE = {
    "year",
    "month",
    "size",
    "day",
    "kind",
    "way",
    "result",
    "date",
    "due",
    "checkin",
    "checkout",
    "amount",
    "code",
    "order",
    "page",
}


def filled(fields, words):
    """Data with `words` in every field that takes free text."""
    data = {}
    for field in fields:
        if field.kind == Kind.LIST:
            data[field.name] = [filled(field.fields, words)]
        elif field.kind == Kind.LINES:
            data[field.name] = [words]
        else:
            data[field.name] = field.sample if field.name in INSIDE else words
    return data


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("words", [RARE, NASTY, "“张三”，《合同》（第１条）：“好”。", "word " * 30])
def test_text_read_by_two_engines_is_the_text_given(key, words, faces, two_texts):
    fields = forms.form(key).fields
    data = filled([field for field in fields if field.name not in ("groups", "days")], words)
    paper = forms.render(key, data, faces=faces)
    assert paper.missing == ()
    given = [each.text for each in texts(fields, data) if each.text == words.strip()]
    for text in two_texts(paper.pdf):
        assert text.count("".join(words.split())) >= len(set(given)) > 0


@pytest.mark.parametrize("key", KEYS)
def test_every_font_is_embedded_with_to_unicode_and_no_helvetica(key, faces):
    with pikepdf.open(io.BytesIO(forms.render(key, forms.sample(key), faces=faces).pdf)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font
            assert "Helvetica" not in str(font.BaseFont)
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("key", KEYS)
def test_the_same_data_gives_the_same_bytes(key, faces):
    assert forms.render(key, forms.sample(key), faces=faces) == forms.render(key, forms.sample(key), faces=faces)


@pytest.mark.parametrize("key", KEYS)
def test_no_person_is_named_outside_the_pages(key, faces):
    with pikepdf.open(io.BytesIO(forms.render(key, forms.sample(key), faces=faces).pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == forms.form(key).document.title
        assert str(pdf.docinfo["/Author"]) == ""


@pytest.mark.parametrize("key", KEYS)
def test_a_blank_form_prints(key, faces, two_texts):
    paper = forms.render(key, {}, faces=faces)
    text, _ = two_texts(paper.pdf)
    assert forms.form(key).document.title[-3:] in text
    assert "None" not in text
    assert paper.missing == ()


@pytest.mark.parametrize("key", KEYS)
def test_a_sample_is_plain_json_that_names_only_known_fields(key):
    sample = forms.sample(key)
    assert json.loads(json.dumps(sample, ensure_ascii=False)) == sample
    for field in forms.form(key).fields:
        for entry in sample[field.name] if field.kind == Kind.LIST else []:
            assert set(entry) <= {each.name for each in field.fields}


LONG = {
    "agreement": {"facts": "双方因宅基地边界发生争议，经现场勘验、走访邻居，查明下列事实。" * 60},
    "session": {"record": "调解员：请说明情况。\n当事人：好的，情况是这样的。\n" * 60},
    "intake": {
        "summary": "双方因宅基地边界发生争议。" * 200,
        "parties": [{"name": "买买提·吐尔逊·阿卜杜热合曼" * 3, "address": "王宅镇" * 50}] * 3,
    },
    "tenants": {"people": [{"name": f"租客{n}", "origin": "贵州省凯里市" * 9} for n in range(70)]},
    "roster": {"groups": [{"label": "值班员", "people": [{"name": f"王{n}"} for n in range(70)]}]},
    "roster_posts": {"days": [{"day": n, "cells": {"1": "欧阳建国、司马文清、" * 6}} for n in range(1, 32)]},
    "duty_stats": {"people": [{"name": f"王{n}", "counts": {"0": n}} for n in range(70)]},
    "duty_notice": {"duties": [{"day": f"10月{n}日", "post": "值班员夜班", "people": "郑伟、吴敏"} for n in range(70)]},
    "handover": {"matters": "接到来电，已请村调解员到场。" * 150},
    "learn_record": {"duties": [{"day": "2026-07-08", "hours": 8, "mentors": "章立群"}] * 70},
    "notice": {"wording": ["人民调解的性质、原则、效力和当事人的权利、义务。" * 20] * 6},
    "application": {"summary": "双方因宅基地边界发生争议，多次争吵。" * 150},
    "contents": {"entries": [{"order": str(n), "label": "人民调解记录", "page": str(n)} for n in range(70)]},
    "inquiry": {"record": "问：您看到了什么？\n答：看到货车倒车。\n" * 80},
    "evidence": {"entries": [{"name": "医疗费票据", "giver": "汤月娥", "note": "原件已核对" * 5} for _ in range(70)]},
    "proxy": {"subject": "汤月娥与武义县郭浦五金制品有限公司损害赔偿纠纷" * 40},
    "oral": {"facts": "双方因屋檐滴水发生争执，经现场勘验查明下列事实。" * 100},
    "visit": {"record": "第一期已收到，双方情绪平稳，无激化苗头。" * 120},
    "confirmation": {"facts": "申请人因损害赔偿发生纠纷，自愿达成调解协议。" * 120},
    "termination": {"reason": "双方对误工费的数额不能取得一致。" * 150},
    "refusal": {"reason": "该纠纷已由人民法院受理，不属调解范围。" * 150},
    "closing": {"summary": "双方就赔偿数额发生争议，经两次调解取得一致。" * 120},
    "statement": {"remarks": "卷内文书齐全，签名、印章清楚。" * 150},
    "case_report": {
        "lines": [{"group": "事件类别", "label": f"其他行政执法之{n}", "figure": "12,345件"} for n in range(120)],
        "crossed": [{"type": f"类型{n}", "cases": "1", "amount": "123,456,789.00"} for n in range(50)],
    },
    "rental_report": {
        "lines": [{"group": "工作单位", "label": f"永康市五金制品厂{n}", "figure": "12,345人"} for n in range(120)],
        "villages": [{"village": f"良宅村{n}", "persons": "12,345"} for n in range(50)],
    },
    "mediator_cases": {"cases": [{"number": "（2026）武王宅人调字第47号", "title": "邻里纠纷" * 9}] * 70},
    "inspection": {"items": [{"kind": "消防", "text": f"第{n}项", "words": "堆放纸箱" * 9} for n in range(70)]},
    "rectification": {"hazards": [{"kind": "消防", "words": "楼梯口堆放纸箱" * 9, "due": "2026-09-26"}] * 40},
    "house_form": {"rooms": [{"room": str(n), "note": "阳台已封"} for n in range(90)]},
    "house_stays": {"rows": [{"name": f"租客{n}", "origin": "贵州省凯里市" * 9} for n in range(70)]},
    "house_grades": {"rows": [{"grade": "橙", "reason": "二楼群租，用电线路老化" * 9} for _ in range(40)]},
    "house_photos": {"photos": [{"words": f"楼梯口{n}　" + "堆放纸箱" * 9} for n in range(9)]},
    "house_scans": {"scans": [{"words": f"合同{n}.pdf", "left_out": "文件有密码，打不开" * 4} for n in range(30)]},
    "house_list": {"rows": [{"address": f"工业路{n}号", "owner": "朱根法"} for n in range(70)]},
    "stay_report": {"rows": [{"name": f"租客{n}", "origin": "贵州省凯里市" * 9} for n in range(70)]},
    "ledger_list": {"rows": [{"cells": {"0": f"租客{n}", "3": "贵州省凯里市" * 9}} for n in range(90)]},
    "pledge": {"wording": ["经常检查房屋和消防、用电、用气安全，发现隐患立即消除。" * 6] * 12},
    "rental_notice": {"wording": ["登记的信息只用于流动人口服务管理，工作人员应当保密。" * 6] * 12},
    "person_sheet": {"uses": [{"at": "2026-09-23 10:24", "who": "王海燕", "what": f"打印{n}"} for n in range(90)]},
    "house_cover": {},
    "cover": {},
    "back": {},
    "slip": {},
    "recovery": {},
    "destruction": {"rows": [{"label": f"第{n}类", "count": "12,345", "first": "2021-03-02"} for n in range(70)]},
}


def geometry(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            yield page.width, page.height, [char for char in page.chars if char["text"].strip()], page.lines


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("long", [False, True])
def test_nothing_is_past_the_margins_and_nothing_overlaps(key, long, faces):
    data = forms.sample(key) | (LONG[key] if long else {})
    left, right = (forms.form(key).document.margins[at] * MM for at in (3, 1))
    for width, height, chars, lines in geometry(forms.render(key, data, faces=faces).pdf):
        for char in chars:
            assert char["x0"] >= left - 0.5
            assert char["x1"] <= width - right + 0.5
            assert 0 < char["top"] < char["bottom"] < height
        assert overlaps(chars) == []
        assert [char["text"] for char in chars for line in lines if runs_through(line, char)] == []


def runs_through(line, char):
    third = (char["bottom"] - char["top"]) / 3
    return (
        line["x0"] < char["x1"] - 1
        and line["x1"] > char["x0"] + 1
        and line["top"] < char["bottom"] - third
        and line["bottom"] > char["top"] + third
    )


def overlaps(chars):
    """Pairs of characters whose bodies (a little inside their boxes) lie on one another."""
    bodies = sorted((c["x0"] + 1, c["x1"] - 1, c["top"] + 3, c["bottom"] - 3, c["text"]) for c in chars)
    found = []
    for at, (_, right, top, bottom, text) in enumerate(bodies):
        for other in bodies[at + 1 :]:
            if other[0] >= right:
                break
            if other[2] < bottom and other[3] > top:
                found.append((text, other[4]))
    return found


@pytest.mark.parametrize("key", sorted(key for key, data in LONG.items() if data))
def test_a_long_paper_is_split_and_its_pages_are_counted(key, faces):
    paper = forms.render(key, forms.sample(key) | LONG[key], faces=faces)
    assert paper.pages > 1
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        folios = [re.search(r"第(\d+)页\s*共(\d+)页", page.extract_text()) for page in pdf.pages]
    assert [(int(f[1]), int(f[2])) for f in folios] == [(n + 1, paper.pages) for n in range(paper.pages)]


def test_copies_repeat_the_pages_each_numbered_anew(faces):
    once = forms.render("intake", forms.sample("intake"), faces=faces)
    thrice = forms.render("intake", forms.sample("intake"), copies=3, faces=faces)
    assert thrice.pages == 3 * once.pages
    with pdfplumber.open(io.BytesIO(thrice.pdf)) as pdf:
        assert len({page.extract_text() for page in pdf.pages}) == 1


@pytest.mark.parametrize("copies", [0, -1, 201])
def test_a_senseless_number_of_copies_is_refused(copies):
    with pytest.raises(Refused) as refused:
        forms.render("intake", {}, copies=copies)
    assert refused.value.code == "copies_range"


def test_an_unknown_form_is_refused_with_those_there_are():
    with pytest.raises(Refused, match="agreement（人民调解协议书）"):
        forms.render("nothing", {})


def test_missing_glyphs_are_reported_with_their_field_before_printing(faces):
    data = forms.sample("agreement")
    data["parties"][1]["name"] += "😀"
    data["clauses"][2] += "\ue123"
    found = forms.missing("agreement", data, faces=faces)
    assert [(each.char, each.field) for each in found] == [("😀", "parties.1.name"), ("\ue123", "clauses.2")]
    assert found[0].label.startswith("当事人2 ")
    assert forms.render("agreement", data, faces=faces).missing == found


def test_a_sample_is_the_callers_own():
    forms.sample("agreement")["parties"][0]["name"] = "别人"
    assert forms.sample("agreement")["parties"][0]["name"] == "汤月娥"


def test_every_fixed_word_of_every_paper_can_be_printed(faces, two_texts):
    for key in KEYS:
        text, _ = two_texts(forms.render(key, forms.sample(key), faces=faces).pdf)
        assert "〓" not in text
        assert not [char for char in text if unicodedata.category(char) in ("Co", "Cn")]
