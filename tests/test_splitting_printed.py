"""Printed pages: one small page for each cue; people and events are invented."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf_pages import BODY, LEADING, Sheet
from yuzhong_news.items import Article, Box, Kind, PageStatus, PrintedLine, PrintedPage
from yuzhong_news.reading import read_pdf
from yuzhong_news.splitting import Split, split_printed

GUTTER = 14
EMS = 14
STEP = EMS * BODY + GUTTER

BRIDGE = [
    "河上的新桥昨日通车，两岸的居民一早就走上桥面，看水，看船，看对岸的码头。",
    "桥长一百二十米，桥面宽九米，中间走车，两边走人，夜里有灯照着桥下的水面。",
    "老船工说，他摆渡三十年，最怕春天涨水，如今孩子们上学再也不用等船了。",
    "街道办事处介绍，桥头还要修一座小公园，种上桂花和柳树，秋天就能开放。",
]
MARKET = [
    "城南的菜市场换了新棚，摊位编上了号码，地面铺了防滑的砖，排水也通了。",
    "卖豆腐的摊主说，过去下雨天要踩着砖头走路，现在推车进出都很方便。",
    "市场管理方表示，每个摊位都装了电子秤，称得准不准，顾客自己就能看见。",
]
SCHOOL = [
    "山上的小学有了图书室，五千册图书是邻县的读者一本一本寄来的旧书。",
    "校长说，孩子们最爱看讲星星和海洋的书，放学以后也不肯回家。",
]


def split(sheet: Sheet) -> Split:
    (page,) = read_pdf(sheet.pdf(), name="page.pdf")
    found = split_printed(page)
    assert_all_accounted_for(page, found)
    return found


def assert_all_accounted_for(page: PrintedPage, found: Split) -> None:
    """Every visible character has one place; a rail's label has one in each of its briefs."""
    places = Counter(
        (span.line, at)
        for span in found.spans
        for at in range(span.start, span.end)
        if not page.lines[span.line].text[at].isspace()
    )
    labels = {
        (span.line, at)
        for span in found.spans
        if span.field == "column"
        for at in range(span.start, span.end)
    }
    printed = {
        (number, at)
        for number, line in enumerate(page.lines)
        for at, char in enumerate(line.text)
        if not char.isspace()
    }
    assert set(places) == printed
    assert all(count == 1 for place, count in places.items() if place not in labels)


def set_columns(  # noqa: PLR0917
    sheet: Sheet, x: float, y: float, paragraphs: list[str], rows: int, columns: int
) -> None:
    """Set paragraphs into columns of ``rows`` lines each, side by side."""
    for number in range(columns):
        paragraphs = sheet.column(x + number * STEP, y, paragraphs, EMS, rows)
    assert not paragraphs


def the(found: Split, headline: str) -> Article:
    (article,) = [
        each for each in found.articles if (each.headline or "").replace(" ", "") == headline
    ]
    return article


def filler(sheet: Sheet, x: float = 50, y: float = 560) -> None:
    """Set an article that only shows what the page's body type is."""
    sheet.text(x, y, "菜市场换新棚", 18, "Hei")
    set_columns(sheet, x, y + 30, MARKET, 5, 2)


def test_a_headline_stands_over_its_columns() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP, 60, "河上新桥通车", 22)
    set_columns(sheet, 50, 96, BRIDGE, 6, 2)
    filler(sheet)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "菜市场换新棚").paragraphs == MARKET


def test_kicker_and_subtitle_are_told_by_size_and_place() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP, 50, "两岸居民不再等船", 13, "Kai")
    sheet.centred(50 + STEP, 70, "河上新桥通车", 24)
    sheet.centred(50 + STEP, 102, "——桥头还要修公园", 12, "Kai")
    set_columns(sheet, 50, 130, BRIDGE, 6, 2)
    filler(sheet)
    article = the(split(sheet), "河上新桥通车")
    assert (article.kicker, article.subtitle) == ("两岸居民不再等船", "——桥头还要修公园")


def test_a_column_runs_on_beside_a_headline_that_does_not_span_it() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    rest = sheet.column(50, 96, BRIDGE, EMS, 6)
    assert sheet.column(50 + STEP, 60, rest, EMS, 9) == []
    filler(sheet)
    assert the(split(sheet), "河上新桥通车").paragraphs == BRIDGE


def test_upright_rules_between_the_columns_of_one_article_do_not_cut_it() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP, 60, "河上新桥通车", 22)
    set_columns(sheet, 50, 96, BRIDGE, 6, 2)
    sheet.rule(50 + STEP - GUTTER / 2, 96, 50 + STEP - GUTTER / 2, 172)
    filler(sheet)
    assert the(split(sheet), "河上新桥通车").paragraphs == BRIDGE


def test_a_frame_keeps_its_article_from_its_neighbour() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 18, "Hei")
    sheet.column(50, 90, BRIDGE, EMS)
    sheet.frame(50 + STEP, 50, 50 + 2 * STEP + 10, 280)
    sheet.text(60 + STEP, 60, "小学有了书", 18, "Hei")
    sheet.column(60 + STEP, 90, SCHOOL, EMS - 1)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "小学有了书").paragraphs == SCHOOL


def test_a_vertical_headline_stands_beside_its_text() -> None:
    sheet = Sheet()
    sheet.stacked(50, 60, "河上新桥通车", 20)
    set_columns(sheet, 90, 60, BRIDGE, 6, 2)
    filler(sheet)
    assert the(split(sheet), "河上新桥通车").paragraphs == BRIDGE


def test_a_headline_at_the_left_of_its_text() -> None:
    sheet = Sheet()
    sheet.text(50, 80, "河上新桥", 20, "Hei")
    sheet.text(50, 106, "正式通车", 20, "Hei")
    set_columns(sheet, 160, 60, BRIDGE, 6, 2)
    sheet.rule(50, 200, 500, 200)
    filler(sheet)
    assert the(split(sheet), "河上新桥正式通车").paragraphs == BRIDGE


def test_subheads_stay_inside_their_article() -> None:
    sheet = Sheet()
    sheet.centred(50 + EMS * BODY / 2, 60, "河上新桥通车", 20)
    sheet.column(50, 90, BRIDGE[:2], EMS)
    sheet.centred(50 + EMS * BODY / 2, 180, "从此不再摆渡", 9.6)
    sheet.column(50, 204, BRIDGE[2:], EMS)
    filler(sheet)
    article = the(split(sheet), "河上新桥通车")
    assert article.paragraphs == BRIDGE
    assert [(head.text, head.before_paragraph) for head in article.subheads] == [
        ("从此不再摆渡", 2)
    ]


def test_each_brief_of_a_rail_is_an_article_with_the_common_column() -> None:
    sheet = Sheet()
    sheet.tint(40, 50, 190, 420)
    sheet.tint(50, 58, 100, 76, 0.2)
    sheet.text(55, 61, "短讯", 12, "Hei")
    for number, (title, words) in enumerate(
        (("新桥通车", BRIDGE[0]), ("市场换棚", MARKET[0]), ("小学有书", SCHOOL[0]))
    ):
        sheet.text(50, 90 + 100 * number, title, 12, "Hei")
        sheet.column(50, 110 + 100 * number, [words], EMS)
    filler(sheet)
    briefs = [article for article in split(sheet).articles if article.column]
    assert [(brief.column, brief.headline) for brief in briefs] == [
        ("短讯", "新桥通车"),
        ("短讯", "市场换棚"),
        ("短讯", "小学有书"),
    ]
    assert [brief.paragraphs for brief in briefs] == [[BRIDGE[0]], [MARKET[0]], [SCHOOL[0]]]


def test_dateline_and_byline_open_an_article_and_a_byline_closes_one() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 18, "Hei")
    sheet.column(50, 90, ["本报讯（记者 夏青）" + BRIDGE[0], BRIDGE[1]], EMS)
    sheet.text(50 + STEP, 60, "小学有了书", 18, "Hei")
    sheet.column(50 + STEP, 90, SCHOOL, EMS)
    sheet.text(50 + STEP + 8 * BODY, 90 + 6 * LEADING, "通讯员 秦 明", font="Kai")
    filler(sheet)
    found = split(sheet)
    opened, closed = the(found, "河上新桥通车"), the(found, "小学有了书")
    assert (opened.dateline, opened.byline, opened.lead) == ("本报讯", "记者 夏青", BRIDGE[0])
    assert [(each.name, each.role) for each in closed.contributors] == [("秦明", "通讯员")]
    assert closed.paragraphs == SCHOOL


def test_a_byline_broken_over_two_lines_keeps_its_names() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 18, "Hei")
    sheet.text(50 + 2 * BODY, 90, "本报讯（记者 夏 青")
    sheet.text(50, 90 + LEADING, "通讯员 秦 明）河上的新桥昨日")
    sheet.text(50, 90 + 2 * LEADING, "通车，大家都来看。")
    filler(sheet)
    article = the(split(sheet), "河上新桥通车")
    assert [each.name for each in article.contributors] == ["夏青", "秦明"]
    assert article.paragraphs == ["河上的新桥昨日通车，大家都来看。"]


def test_a_caption_under_a_picture_is_no_text() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP, 60, "河上新桥通车", 22)
    rest = sheet.column(50, 96, BRIDGE, EMS, 8)
    sheet.picture(50 + STEP, 96, 50 + STEP + EMS * BODY, 180)
    sheet.text(50 + STEP, 184, "▲居民走上新桥看水。 秦明 摄", 8, "Kai")
    assert sheet.column(50 + STEP, 206, rest, EMS, 8) == []
    filler(sheet)
    article = the(split(sheet), "河上新桥通车")
    assert article.paragraphs == BRIDGE
    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("居民走上新桥看水。", "秦明 摄")
    ]


def test_a_group_credit_stands_on_each_caption() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP, 60, "河上新桥通车", 22)
    set_columns(sheet, 50, 96, BRIDGE, 6, 2)
    for number, words in enumerate(
        ("老船工在桥头。", "孩子们过桥上学。  （本组图片由记者秦明 摄）")
    ):
        left = 50 + number * STEP
        sheet.picture(left, 190, left + EMS * BODY, 260)
        sheet.text(left, 264, words[:16], 8, "Kai")
        if words[16:]:
            sheet.text(left, 276, words[16:], 8, "Kai")
    filler(sheet)
    captions = the(split(sheet), "河上新桥通车").captions
    assert [caption.text for caption in captions] == ["老船工在桥头。", "孩子们过桥上学。"]
    assert captions[0].credit is not None
    assert captions[0].credit == captions[1].credit


def test_picture_news_has_a_headline_and_a_caption() -> None:
    sheet = Sheet()
    sheet.centred(190, 60, "柳树发芽", 20)
    sheet.picture(50, 90, 330, 220)
    sheet.text(50, 226, "河边的柳树昨日发芽，游人停步观看。  记者 秦明 摄", 8, "Kai")
    filler(sheet)
    article = the(split(sheet), "柳树发芽")
    assert article.kind is Kind.PICTURE
    assert article.captions[0].text == "河边的柳树昨日发芽，游人停步观看。"


def test_marks_of_continuation_are_kept_apart() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 18, "Hei")
    sheet.text(50, 84, "（上接第1版）", font="Kai")
    sheet.column(50, 104, BRIDGE[:2], EMS)
    sheet.text(50 + STEP, 60, "小学有了书", 18, "Hei")
    sheet.column(50 + STEP, 104, [*SCHOOL[:1], SCHOOL[1] + "（下转3版）"], EMS)
    filler(sheet)
    found = split(sheet)
    continued, going_on = the(found, "河上新桥通车"), the(found, "小学有了书")
    assert (continued.continued_from, continued.lead) == (1, None)
    assert going_on.continued_to == 3
    assert going_on.paragraphs == SCHOOL


def test_a_lead_of_its_own_width_stands_before_the_columns() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP, 60, "河上新桥通车", 24)
    wide = 2 * EMS + 1
    for row, place in enumerate(range(0, len(BRIDGE[0]), wide)):
        sheet.text(50, 98 + row * 16, BRIDGE[0][place : place + wide], 9.2, "Kai")
    set_columns(sheet, 50, 150, BRIDGE[1:], 5, 2)
    filler(sheet)
    assert the(split(sheet), "河上新桥通车").paragraphs == BRIDGE


def test_a_notice_in_a_frame_is_in_no_article() -> None:
    sheet = Sheet()
    filler(sheet, y=60)
    sheet.frame(40, 300, 200, 420)
    sheet.centred(120, 310, "遗失声明", 16)
    sheet.column(48, 340, ["本人遗失渡船驾驶证一本，证号三五七，特此声明作废。"], EMS)
    found = split(sheet)
    assert the(found, "遗失声明").kind is Kind.NOTICE
    assert the(found, "菜市场换新棚").paragraphs == MARKET


def test_a_table_is_a_notice_of_its_own() -> None:
    sheet = Sheet()
    filler(sheet, y=60)
    for row in range(6):
        sheet.rule(50, 300 + 14 * row, 300, 300 + 14 * row)
        if row < 5:
            sheet.text(60, 303 + 14 * row, "河口渡")
            sheet.text(200, 303 + 14 * row, f"{row + 6}:30")
    found = split(sheet)
    (table,) = [article for article in found.articles if article.kind is Kind.NOTICE]
    assert "河口渡" in table.paragraphs
    assert the(found, "菜市场换新棚").paragraphs == MARKET


def test_the_strips_at_head_and_foot_are_furniture() -> None:
    sheet = Sheet()
    sheet.text(50, 30, "第二版", 14, "Hei")
    sheet.text(250, 32, "2021年3月5日 星期五")
    sheet.text(420, 32, "责编 夏青 美编 秦明")
    sheet.rule(50, 52, 550, 52)
    sheet.centred(50 + STEP, 70, "河上新桥通车", 22)
    set_columns(sheet, 50, 106, BRIDGE, 6, 2)
    filler(sheet)
    sheet.text(150, 810, "本报地址：河口路1号  邮编：400010  新闻热线：60001234", 7)
    found = split(sheet)
    assert len(found.articles) == 2
    assert len(found.furniture) == 4


def test_each_article_has_its_region() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP, 60, "河上新桥通车", 22)
    set_columns(sheet, 50, 96, BRIDGE, 6, 2)
    filler(sheet)
    corners = [corner for polygon in the(split(sheet), "河上新桥通车").region for corner in polygon]
    assert min(x for x, _ in corners) == pytest.approx(50, abs=2)
    assert min(y for _, y in corners) == pytest.approx(60, abs=2)
    assert max(x for x, _ in corners) == pytest.approx(50 + STEP + EMS * BODY, abs=2 * BODY)


def test_a_page_with_a_status_has_no_articles() -> None:
    line = PrintedLine("錕斤拷", Box(50, 50, 80, 60), 10)
    page = PrintedPage(1, 600, 840, [line], [], [], [], [], PageStatus.GARBLED_TEXT)
    found = split_printed(page)
    assert found.articles == []
    assert found.furniture == ["錕斤拷"]
    assert [doubt.cue for doubt in found.doubts] == ["garbled-text"]


def _lines() -> st.SearchStrategy[PrintedLine]:
    return st.builds(
        lambda text, x, y, size, font: PrintedLine(
            text, Box(x, y, x + size * max(len(text), 1), y + size), size, font
        ),
        st.text("河上新桥通车，。（）“”记者摄 0", min_size=0, max_size=20),
        st.floats(0, 500),
        st.floats(0, 800),
        st.sampled_from([6.0, 9.0, 9.2, 14.0, 30.0]),
        st.sampled_from(["Song", "Hei"]),
    )


_boxes = st.builds(
    lambda x, y, wide, high: Box(x, y, x + wide, y + high),
    st.floats(0, 500),
    st.floats(0, 800),
    st.floats(0, 400),
    st.floats(0, 400),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_lines(), max_size=25),
    st.lists(_boxes, max_size=4),
    st.lists(_boxes, max_size=3),
    st.lists(_boxes, max_size=3),
)
def test_every_character_has_one_place_on_any_page(
    lines: list[PrintedLine], rules: list[Box], frames: list[Box], pictures: list[Box]
) -> None:
    page = PrintedPage(1, 600, 840, lines, rules, frames, [], pictures)
    assert_all_accounted_for(page, split_printed(page))


def test_a_page_of_scattered_characters_ends_in_good_time() -> None:
    lines = [
        PrintedLine("字", Box(30 * n % 590, 7 * n % 830, 30 * n % 590 + 6, 7 * n % 830 + 6), 6)
        for n in range(6_000)
    ]
    begun = time.monotonic()
    page = PrintedPage(1, 600, 840, lines, [], [], [], [])
    assert_all_accounted_for(page, split_printed(page))
    assert time.monotonic() - begun < 60


TURNS: dict[str, Callable[[Any], object]] = {
    "turned right": lambda canvas: (canvas.translate(0, 840), canvas.rotate(-90)),
    "turned a little": lambda canvas: canvas.rotate(5),
    "upside down": lambda canvas: (canvas.translate(600, 840), canvas.rotate(180)),
    "mirrored": lambda canvas: (canvas.translate(600, 0), canvas.scale(-1, 1)),
}


@pytest.mark.parametrize("turn", [None, *TURNS])
def test_a_page_whose_content_is_turned_is_doubted(turn: str | None) -> None:
    sheet = Sheet()
    if turn:
        TURNS[turn](sheet.canvas)
    sheet.text(50, 60, "菜市场换新棚", 28, font="Hei")
    set_columns(sheet, 50, 110, MARKET * 2, rows=14, columns=2)
    (page,) = read_pdf(sheet.pdf(), name="page.pdf")
    cues = {doubt.cue for doubt in split_printed(page).doubts}
    assert bool(cues & {"turned-text", "mirrored-text"}) == bool(turn)
