"""Nothing is lost and nothing is doubled: each printed character goes to one place."""

from __future__ import annotations

import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages import FIXTURES, lines_of_file, shared_pages
from yuzhong_news.items import Line
from yuzhong_news.reading.text import lines_of
from yuzhong_news.splitting import split_page

pieces = st.sampled_from(
    [
        *(
            "我区召开安全工作会议",
            "收心聚力起好步 铆足干劲再争先",
            "节后上班第一天",
            "导语",
            "要闻",
        ),
        *("本报讯（记者 刘 侃）", "新华社北京10月8日电", "　　今天的天气很好。", "会议指出，", "“"),
        *(
            "（上接1版）",
            "（下转第2版）",
            "▲上接01版",
            "□ 本报记者 王某",
            "文/记者 王某 图/记者 李某",
        ),
        *("首席记者 刘 侃 记者 姚延洋", "记者 王某 摄", "（本组图片由区委提供）", "（王 普）", "■"),
        *("第2版", "2025年2月10日 星期一", "责任编辑 徐潇", "热线 023-63845678", "1", "a", " "),
        *("●我区春耕备耕忙\n", "■", "◆ ", "问：今年种什么？\n", "答：种油菜。\n", "一、", "（一）"),
        *("——云岭区春耕见闻\n", "要目\n", "图为村民看花。", "\r\n", "\u2028"),
        *("\n", "\n\n", "\n　　", "。\n", "，\n", "\t"),
    ]
)
page_like = st.lists(pieces, max_size=60).map("".join)
"""Texts that hold every cue of a page, in any order."""

anything = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n 　。（）记者")
)

heads = st.lists(st.text("春耕备忙山村夜校农机", min_size=4, max_size=14), min_size=1, max_size=9)
rows = st.lists(st.text("的了在村里，。人都到田", min_size=6, max_size=18), min_size=1, max_size=6)
blocks = st.one_of(
    heads,
    rows,
    heads.map(lambda lines: [f"●{line}" for line in lines]),
    rows.map(lambda lines: [f"{'问答'[at % 2]}：{line}" for at, line in enumerate(lines)]),
    rows.map(lambda lines: ["　　" + lines[0], *lines[1:]]),
)
composed = st.tuples(st.lists(blocks, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
"""Blocks of headings, text, briefs and questions, with single or doubled line ends."""


def check(lines: list[Line]) -> None:
    """Fail unless each character that is not blank lies in one span of the split, once."""
    places = Counter(
        (span.line, place)
        for span in split_page(lines).spans
        for place in range(span.start, span.end)
    )
    printed = {
        (number, place)
        for number, line in enumerate(lines)
        for place, character in enumerate(line.text)
        if not character.isspace()
    }
    assert printed <= set(places)
    assert {places[place] for place in printed} <= {1}


@given(page_like)
@settings(deadline=None)
def test_every_character_of_a_page_goes_to_one_place(text: str) -> None:
    check(lines_of(text))


@given(composed)
@settings(deadline=None)
def test_every_character_of_lists_briefs_and_questions_goes_to_one_place(
    page: tuple[list[list[str]], str],
) -> None:
    blocks, end = page
    check(lines_of(end.join(line for block in blocks for line in block)))


@given(anything)
@settings(deadline=None)
def test_every_character_of_any_text_goes_to_one_place(text: str) -> None:
    check(lines_of(text))


def test_every_character_of_the_fixtures_goes_to_one_place() -> None:
    for page in sorted(FIXTURES.glob("*.txt")):
        check(lines_of_file(page))


def test_every_character_of_the_shared_pages_goes_to_one_place() -> None:
    for page in shared_pages("pages", pattern="*.txt"):
        check(lines_of_file(page))


odd = st.sampled_from(
    [
        *("\ufeff", "\u200b", "\u3000", "\t", "\ud800", "\udfff", "\u00ad", "\u202e", "\U000e0020"),
        *("\u0301", "\ufe0f", "\x0b", "\x1c", "\x85", "\u00a0", "\r", "\0", "㈠", "①", "ﾊﾟ", "𠮷"),
    ]
)


@given(st.lists(pieces | odd, max_size=60).map("".join))
@settings(deadline=None)
def test_every_odd_character_goes_to_one_place_and_alike_each_time(text: str) -> None:
    check(lines_of(text))
    check(lines_of(unicodedata.normalize("NFKC", text)))
    assert split_page(lines_of(text)) == split_page(lines_of(text))


@given(composed)
@settings(deadline=None)
def test_what_no_one_sees_changes_no_article(page: tuple[list[list[str]], str]) -> None:
    text = "\n".join(line for block in page[0] for line in [*block, ""])
    wanted = split_page(lines_of(text)).articles
    for end in ("\r\n", "\r", " \n", "\u3000\n", "\t\n"):
        assert split_page(lines_of(text.replace("\n", end))).articles == wanted
