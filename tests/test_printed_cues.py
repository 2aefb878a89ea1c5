"""Printed pages: cues that some papers leave out, one small page for each."""

from __future__ import annotations

from tests.pdf_pages import BODY, LEADING, Sheet
from tests.test_splitting_printed import (
    BRIDGE,
    EMS,
    MARKET,
    SCHOOL,
    STEP,
    filler,
    set_columns,
    split,
    the,
)
from yuzhong_news.items import Kind

VERSES = ["桥下的水慢慢走", "灯影落在船头", "谁在码头上等", "等一阵晚风", "等一声归鸟"]


def flush(sheet: Sheet, x: float, y: float, paragraphs: list[str], empty: int) -> float:
    """Set paragraphs without indent, ``empty`` lines between them; return where they end."""
    for text in paragraphs:
        for start in range(0, len(text), EMS):
            sheet.text(x, y, text[start : start + EMS])
            y += LEADING
        y += empty * LEADING
    return y


def test_a_byline_is_set_to_the_other_side_of_its_headline() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    sheet.text(50 + 1.6 * STEP, 84, "本报记者 李明", BODY, "Kai")
    set_columns(sheet, 50, 100, BRIDGE, 6, 2)
    filler(sheet)
    article = the(split(sheet), "河上新桥通车")
    assert [person.name for person in article.contributors] == ["李明"]
    assert article.paragraphs == BRIDGE


def test_an_initial_is_the_first_character_of_its_paragraph() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    first, deep = BRIDGE[0], 22.0
    sheet.text(50, 96, first[0], deep, "Hei")
    sheet.text(50 + deep + 2, 96, first[1:12])
    sheet.text(50 + deep + 2, 96 + LEADING, first[12:23])
    rest = ["\0" + first[23:], *BRIDGE[1:]]
    assert sheet.column(50, 96 + 2 * LEADING, rest, EMS, 20) == []
    filler(sheet)
    assert the(split(sheet), "河上新桥通车").paragraphs == BRIDGE


def test_a_folio_at_the_side_of_the_page_is_furniture() -> None:
    sheet = Sheet()
    sheet.stacked(12, 60, "副刊", 14)
    sheet.text(12, 94, "06", 14, "Hei")
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    set_columns(sheet, 50, 96, BRIDGE, 6, 2)
    filler(sheet)
    found = split(sheet)
    assert sorted("".join(found.furniture)) == sorted("副刊06")
    assert the(found, "河上新桥通车").paragraphs == BRIDGE


def test_a_vertical_headline_is_found_whose_characters_are_drawn_line_by_line() -> None:
    sheet = Sheet()
    title, size = "河上新桥通车", 22.0
    top = 60.0
    sheet.text(50 + size + 10 + STEP + 140, top, "菜市场换了新棚", size, "Hei")
    for place, char in enumerate(title):
        sheet.text(50, top + place * size * 1.1, char, size, "Hei")
        sheet.text(50 + size + 10, top + place * size * 1.1, BRIDGE[place % 4][:EMS])
    filler(sheet)
    (page_title,) = [a for a in split(sheet).articles if a.headline == title]
    assert page_title.paragraphs


def test_a_headline_over_the_middle_of_three_columns_is_no_subhead_of_one() -> None:
    sheet = Sheet()
    sheet.centred(50 + 1.5 * STEP, 60, "河上新桥通车", 14)
    set_columns(sheet, 50, 82, BRIDGE, 4, 3)
    sheet.text(50, 150, "山上的小学有了图书室", 14, "Hei")
    set_columns(sheet, 50, 172, SCHOOL + MARKET, 5, 3)
    filler(sheet)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "山上的小学有了图书室").paragraphs == SCHOOL + MARKET


def test_the_heading_of_a_brief_may_fill_its_column() -> None:
    sheet = Sheet()
    sheet.tint(50, 50, 50 + EMS * BODY, 72)
    sheet.centred(50 + EMS * BODY / 2, 55, "街镇简讯", 13)
    y = 80.0
    for title, text in (
        ("城南街道菜市场换了新棚", MARKET),
        ("河上新桥通车两岸来往", BRIDGE[:2]),
        ("山上的小学有了图书室", SCHOOL),
    ):
        sheet.text(50, y, title, BODY, "Hei")
        y += LEADING
        rows = sum(-(-(len(each) + 2) // EMS) for each in text) + 1
        assert sheet.column(50, y, text, EMS, rows) == []
        y += (rows - 1) * LEADING + 4
    filler(sheet, x=300)
    found = split(sheet)
    assert the(found, "河上新桥通车两岸来往").paragraphs == BRIDGE[:2]
    assert the(found, "山上的小学有了图书室").paragraphs == SCHOOL


def test_empty_lines_part_paragraphs_that_are_not_indented() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    flush(sheet, 50, 96, BRIDGE, 1)
    sheet.text(50 + 2 * STEP, 60, "菜市场换新棚", 20, "Hei")
    flush(sheet, 50 + 2 * STEP, 96, MARKET + SCHOOL, 1)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "菜市场换新棚").paragraphs == MARKET + SCHOOL


def test_a_short_line_ends_a_paragraph_where_none_is_indented() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    flush(sheet, 50, 96, BRIDGE + SCHOOL, 0)
    sheet.text(50 + 2 * STEP, 60, "菜市场换新棚", 20, "Hei")
    flush(sheet, 50 + 2 * STEP, 96, MARKET + SCHOOL, 0)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE + SCHOOL
    assert the(found, "菜市场换新棚").paragraphs == MARKET + SCHOOL


def test_a_subhead_needs_no_headline_much_larger_than_the_text() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP / 2, 60, "河上新桥通车", 12)
    assert sheet.column(50, 82, BRIDGE[:2], EMS, 20) == []
    sheet.centred(50 + EMS * BODY / 2, 170, "老船工的话", BODY)
    assert sheet.column(50, 190, BRIDGE[2:], EMS, 20) == []
    sheet.centred(50 + 2.5 * STEP, 60, "菜市场换新棚", 12)
    assert sheet.column(50 + 2 * STEP, 82, MARKET, EMS, 20) == []
    article = the(split(sheet), "河上新桥通车")
    assert article.paragraphs == BRIDGE
    assert [subhead.text for subhead in article.subheads] == ["老船工的话"]


def test_a_headline_with_a_shadow_is_read_once() -> None:
    sheet = Sheet()
    for char, x in zip("河上新桥通车", range(50, 200, 24), strict=False):
        sheet.text(x + 1.8, 61.8, char, 20, "Hei")
        sheet.text(x, 60, char, 20, "Hei")
    sheet.text(51.8, 301.8, "山上的小学有了图书室", 20, "Hei")
    sheet.text(50, 300, "山上的小学有了图书室", 20, "Hei")
    set_columns(sheet, 50, 96, BRIDGE, 6, 2)
    set_columns(sheet, 50, 336, SCHOOL, 4, 2)
    filler(sheet)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "山上的小学有了图书室").paragraphs == SCHOOL


def test_the_stanzas_of_a_poem_stay_together() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "桥边", 20, "Hei")
    y = 96.0
    for _ in range(3):
        for verse in VERSES:
            sheet.text(50 + 2 * BODY, y, verse)
            y += LEADING
        y += LEADING
    sheet.text(50 + 2 * STEP, 60, "菜市场换新棚", 20, "Hei")
    assert sheet.column(50 + 2 * STEP, 96, MARKET + BRIDGE, EMS, 40) == []
    found = split(sheet)
    assert "".join(the(found, "桥边").paragraphs) == "".join(VERSES * 3)
    assert the(found, "菜市场换新棚").paragraphs == MARKET + BRIDGE


def test_the_verses_of_a_poem_are_paragraphs() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "桥边", 20, "Hei")
    for place, verse in enumerate(VERSES):
        sheet.text(50 + 2 * BODY, 96 + place * LEADING, verse)
    filler(sheet)
    assert the(split(sheet), "桥边").paragraphs == VERSES


def test_headlines_set_to_the_left_reign_over_nothing_at_their_left() -> None:
    sheet = Sheet()
    for place, (title, text) in enumerate(
        (
            ("河上新桥通车", BRIDGE),
            ("菜市场换新棚", MARKET),
            ("山上有了图书室", SCHOOL),
        )
    ):
        x = 40 + place * 1.34 * STEP
        sheet.text(x, 60, title, 17, "Hei")
        assert sheet.column(x, 90, text, EMS, 40) == []
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "菜市场换新棚").paragraphs == MARKET
    assert the(found, "山上有了图书室").paragraphs == SCHOOL


def test_headlines_set_to_the_right_reign_over_all_columns_at_their_left() -> None:
    sheet = Sheet()
    for y, title, text, rows in (
        (60, "河上新桥通车", BRIDGE, 4),
        (200, "菜市场换新棚", MARKET + SCHOOL, 5),
        (340, "山上有了图书室", SCHOOL + MARKET, 5),
    ):
        sheet.text(50 + 2 * STEP + EMS * BODY - 17 * len(title), y, title, 17, "Hei")
        set_columns(sheet, 50, y + 30, text, rows, 3)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "菜市场换新棚").paragraphs == MARKET + SCHOOL
    assert the(found, "山上有了图书室").paragraphs == SCHOOL + MARKET


def test_a_headline_in_the_size_of_the_text_stands_over_the_gutter() -> None:
    sheet = Sheet()
    sheet.centred(50 + STEP - 7, 60, "河上新桥通车", BODY)
    set_columns(sheet, 50, 80, BRIDGE, 6, 2)
    sheet.rule(50, 172, 50 + 2 * STEP, 172)
    sheet.centred(50 + STEP - 7, 184, "菜市场换新棚", BODY)
    set_columns(sheet, 50, 204, MARKET, 5, 2)
    found = split(sheet)
    assert the(found, "河上新桥通车").paragraphs == BRIDGE
    assert the(found, "菜市场换新棚").paragraphs == MARKET


def test_a_table_without_rules_in_a_frame_is_a_notice() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    set_columns(sheet, 50, 96, BRIDGE, 6, 2)
    sheet.frame(340, 50, 560, 190)
    sheet.centred(450, 56, "渡船时刻表", 13)
    for row in range(7):
        for column, cell in enumerate((f"{row + 1}号", "城南码头", f"{row + 7}:30")):
            sheet.text(350 + column * 70, 80 + row * 15, cell)
    filler(sheet)
    notices = [article for article in split(sheet).articles if article.kind is Kind.NOTICE]
    assert [article.paragraphs[:4] for article in notices] == [
        ["渡船时刻表", "1号", "城南码头", "7:30"]
    ]


def test_a_byline_right_under_a_text_ends_it() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    assert sheet.column(50, 96, BRIDGE, EMS, 40) == []
    foot = 96 + LEADING * sum(-(-(len(text) + 2) // EMS) for text in BRIDGE)
    sheet.text(50 + 8 * BODY, foot + 2, "□ 李文明", BODY, "Kai")
    filler(sheet)
    article = the(split(sheet), "河上新桥通车")
    assert article.paragraphs == BRIDGE
    assert [person.name for person in article.contributors] == ["李文明"]


def test_a_caption_in_the_type_of_the_text_is_known_by_its_credit() -> None:
    sheet = Sheet()
    sheet.text(50, 60, "河上新桥通车", 20, "Hei")
    assert sheet.column(50, 96, BRIDGE, EMS, 40) == []
    sheet.picture(50 + STEP, 60, 50 + STEP + EMS * BODY, 140)
    sheet.text(50 + STEP, 146, "两岸居民走上新桥。")
    sheet.text(50 + STEP, 146 + LEADING, "记者 李文明 摄")
    filler(sheet)
    article = the(split(sheet), "河上新桥通车")
    assert article.paragraphs == BRIDGE
    assert [caption.text for caption in article.captions] == ["两岸居民走上新桥。"]
