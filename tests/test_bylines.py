"""Bylines, credits and datelines: who is credited, and where it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.byline_lines import CREDITED, DATED, SENT
from tests.byline_negatives import BEYOND_THE_LINE, NOBODY
from yuzhong_news.items import Contributor
from yuzhong_news.splitting.bylines import (
    Organisation,
    closing,
    credit,
    dateline_of,
    is_staff_line,
    opening,
    read_credits,
    signature,
)
from yuzhong_news.splitting.bylines.names import name_cost, name_doubt


def groups(written: str) -> list[Contributor]:
    """Return the people of ``role[@work]: names; …``."""
    people = []
    for group in filter(None, written.split("; ")):
        head, names = group.split(": ")
        role, _, work = head.partition("@")
        people += [
            Contributor(name=name, role="" if role == "-" else role, work=work or None)
            for name in names.split()
        ]
    return people


@pytest.mark.parametrize(("line", "written"), CREDITED.items())
def test_a_line_credits_its_people(line: str, written: str) -> None:
    assert list(read_credits(line).people) == groups(written)


@pytest.mark.parametrize(("text", "expected"), DATED.items())
def test_an_opening_has_its_dateline_and_its_people(
    text: str, expected: tuple[str | None, str]
) -> None:
    found = read_credits(text)
    assert (found.dateline, list(found.people)) == (expected[0], groups(expected[1]))


@pytest.mark.parametrize(("line", "name"), SENT.items())
def test_a_line_credits_an_organisation(line: str, name: str) -> None:
    found = read_credits(line)
    assert found.people == ()
    assert [sent.name for sent in found.organisations] == [name]


@pytest.mark.parametrize("line", NOBODY)
def test_a_line_credits_nobody(line: str) -> None:
    assert read_credits(line).people == ()


@pytest.mark.parametrize("line", BEYOND_THE_LINE)
def test_a_stretched_subhead_is_no_byline_on_a_page(line: str) -> None:
    assert signature(line) is None


@pytest.mark.parametrize(
    ("line", "work"),
    [
        ("受访者供图", "供图"),
        ("（新华社发）", "图"),
        ("（据新华社）", None),
        ("（区卫健委供稿）", None),
    ],
)
def test_what_an_organisation_gave(line: str, work: str | None) -> None:
    assert [sent.work for sent in read_credits(line).organisations] == [work]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("本报记者 陈思远", "byline"),
        ("陈思远 摄", "credit"),
        ("责编 陈思远 美编 罗静", "credit"),
        ("资料图片", "credit"),
        ("图为江边的大桥。陈思远摄", "caption"),
        ("上图：江边的大桥", "caption"),
        ("本报讯（记者 陈思远）大桥通车。", "dateline"),
        ("（作者为江州大学教授）", "author_note"),
        ("大桥通车了。", "negative"),
    ],
)
def test_the_kind_of_a_line(line: str, kind: str) -> None:
    assert read_credits(line).kind == kind


def test_the_opening_ends_where_the_article_begins() -> None:
    text = "　　本报讯　（记者 陈思远）　昨日，大桥通车。"
    found = opening(text)
    assert found is not None
    assert found.signature is not None
    assert found.dateline_span is not None
    assert text[found.end :] == "昨日，大桥通车。"
    assert text[slice(*found.dateline_span)] == "本报讯"
    assert text[slice(*found.signature.span)] == "（记者 陈思远）"
    assert found.signature.text == "记者 陈思远"


def test_the_colon_behind_a_byline_belongs_to_it() -> None:
    text = "本报讯 记者陈思远报道：昨日，大桥通车。"
    found = opening(text)
    assert found is not None
    assert found.signature is not None
    assert text[slice(*found.signature.span)] == "记者陈思远报道："
    assert text[found.end :] == "昨日，大桥通车。"


def test_a_byline_closes_a_paragraph() -> None:
    text = "大桥年底通车。（记者 陈思远 通讯员 高兴）"
    found = closing(text)
    assert found is not None
    assert text[: found.span.start] == "大桥年底通车。"
    assert found.text == "记者 陈思远 通讯员 高兴"


@pytest.mark.parametrize(
    "text",
    [
        "记者 陈思远",
        "大桥年底通车（陈思远）",
        "大桥年底通车。（上）",
        "大桥年底通车。（陈思远 摄）",
        "他说：“大桥年底通车。”（笑）",
    ],
)
def test_what_does_not_close_a_paragraph(text: str) -> None:
    assert closing(text) is None


def test_a_credit_stands_behind_its_caption() -> None:
    text = "市民在江边散步　　记者 陈思远 摄"
    found = credit(text)
    assert found is not None
    assert found.pictures_only
    assert text[found.span.start :] == "记者 陈思远 摄"


def test_a_picture_may_be_a_persons_and_an_agencys() -> None:
    found = credit("江边的大桥。陈思远 摄（新华社发）")
    assert found is not None
    assert [person.name for person in found.contributors] == ["陈思远"]
    assert found.organisations == (Organisation("新华社", "图"),)


def test_a_byline_of_text_is_no_credit_of_a_picture() -> None:
    assert credit("江边的大桥。记者 陈思远 文/图") is None


@pytest.mark.parametrize(
    "line",
    ["责编 陈思远 美编 罗静 校对 高兴", "本版编辑：陈思远", "责任编辑/陈思远　电话：62345678"],
)
def test_the_editors_line_is_of_the_page(line: str) -> None:
    assert is_staff_line(line)
    assert signature(line) is None


@pytest.mark.parametrize(
    "line", ["记者 陈思远", "策划：陈思远", "编辑部的故事", "责任 担当", "视觉 盛宴", ""]
)
def test_what_is_no_editors_line(line: str) -> None:
    assert not is_staff_line(line)


def test_a_dateline_alone() -> None:
    text = "（据新华社北京10月4日电 记者陈思远）"
    found = dateline_of(text)
    assert found is not None
    assert found[0] == text[slice(*found[1])] == "新华社北京10月4日电"


def test_the_dictionary_speaks_against_words_and_not_against_names() -> None:
    assert name_doubt("陈思远") == 0
    assert name_doubt("高质量") > 1
    assert name_doubt("手记") > name_doubt("沁琳") > name_doubt("阿迪力")
    assert name_doubt("方圆", stretched=True) < name_doubt("方圆")
    assert name_cost("艾力·买买提") == 0


# --- Properties -----------------------------------------------------------------------------------

WORDS = """
记者 本报 本报记者 通讯员 陈 思远 陈思远 罗静 欧阳 艾力·买买提 摄 文 图 / （ ） 、 ： 。 。（
新华社 本报讯 新华社北京10月4日电 摄影报道 供图 由 提供 责编 美编 □ 资料图片 发 作者 整理
报道 大桥通车 的 ① 图① 本版图片均 [ 〔 〕 《人民日报》 “ ” 丨 ｜ · — 译 画 区文化馆 参与采写
"""
PIECES = st.lists(
    st.one_of(st.sampled_from([*WORDS.split(), " ", "　", "\xa0", "\n", "\0"]), st.characters()),
    max_size=24,
).map("".join)


@given(st.one_of(PIECES, st.text()))
def test_any_text_is_read_and_spans_lie_inside_it(text: str) -> None:
    head, tail, picture, whole = opening(text), closing(text), credit(text), signature(text)
    signs = [tail, picture, whole, signature(text, bare=True), head.signature if head else None]
    for sign in signs:
        if sign is not None:
            assert 0 <= sign.span.start <= sign.span.end <= len(text)
            assert sign.text in text[slice(*sign.span)]
    if head is not None:
        assert 0 <= head.end <= len(text)
    if head is not None and head.dateline_span is not None and head.dateline is not None:
        assert head.dateline in text[slice(*head.dateline_span)]
    is_staff_line(text)


@given(st.one_of(PIECES, st.text()))
def test_every_name_is_printed_in_the_text(text: str) -> None:
    printed = "".join(text.split())
    for person in read_credits(text).people:
        assert person.name
        assert not any(character.isspace() for character in person.name)
        assert person.name in printed


@pytest.mark.parametrize(
    "part",
    [
        "记者",
        "本报记者 ",
        "陈 ",
        "陈思远、",
        "（",
        "）",
        "（记者 ",
        "社",
        "本报",
        "日",
        "10月",
        "图①",
        "馆、",
        "·",
        "陈·",
        "\0",
        " ",
        "　",
        "。",
        "摄 ",
        "责编 ",
        "A@",
        "1",
        "作者：",
        "供图",
        "本报北京、",
        "电",
        "大桥通车，",
        "驻特派",
    ],
)
@pytest.mark.parametrize("end", ["", "摄", "（记者 陈思远）", "电"])
def test_long_lines_are_read_in_no_time(part: str, end: str) -> None:
    lines = [(part * 100_000)[:100_000] + end, (part * 400)[:400] + end, (part * 200)[:190] + end]
    start = time.process_time()
    for line in lines:
        for read in (opening, closing, credit, signature, is_staff_line, read_credits):
            read(line)
    assert time.process_time() - start < 1
