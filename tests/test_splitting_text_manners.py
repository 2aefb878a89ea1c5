"""Manners of real papers: letters, verse, traditional characters, tables, pages without blanks."""

from __future__ import annotations

import json

import pytest

from tests.pages import FIXTURES, split_file
from tests.test_splitting_text import BRIDGE, LIBRARY, columns, only, split_text
from yuzhong_news.items import Kind, Page
from yuzhong_news.reading import read
from yuzhong_news.scoring.pages import Measure, expected_page, score_page

MANNERS = FIXTURES / "manners"
RIGHT = ("agency", "jumps", "letters", "literary", "notices", "notices_mixed", "one_line")
"""Pages whose articles are found as their answers say, all of them."""

LETTER = "\n".join(
    [
        "编辑同志：",
        *columns("巷口的路灯坏了半个月，夜里出门的老人只好打着手电筒，请有关部门派人来修一修。"),
    ]
)


def test_a_letter_opens_with_its_salutation_and_its_writer_signs_it() -> None:
    page = f"{BRIDGE}\n\n青浦江大桥合龙\n\n{LETTER}\n\n梧桐巷居民　柳清河\n\n路灯何时再亮"
    bridge, letter = split_text(page).articles
    assert bridge.headline == "青浦江大桥合龙"
    [writer] = letter.contributors
    assert (writer.name, writer.role) == ("柳清河", "梧桐巷居民")


def test_bylines_in_traditional_characters_are_given_as_printed() -> None:
    article = only("新碼頭啟用\n\n【本報訊】（記者　羅頌賢）新碼頭昨日正式啟用，設有四個泊位。\n")
    assert article.dateline == "本報訊"
    [person] = article.contributors
    assert (person.name, person.role) == ("羅頌賢", "記者")


def test_a_poem_is_a_body_line_by_line() -> None:
    lines = ["雨落秧田绿满陂，", "杜鹃声里种瓜时。", "邻翁笑指新茶好，", "不待清明早上枝。"]
    article = only("谷雨\n\n□ 沈砚秋\n\n" + "\n".join(lines))
    assert (article.headline, article.paragraphs) == ("谷雨", lines)


def test_free_verse_has_no_marks_at_its_ends() -> None:
    lines = ["船过第三道滩的时候，月亮出来了", "水声忽然变轻", "像谁在梦里翻了个身", "塔没了"]
    assert only("夜行船\n\n◎ 江停云\n\n" + "\n".join(lines)).paragraphs == lines


def test_a_short_line_of_which_no_text_says_a_word_is_a_column() -> None:
    article = only(f"街谈巷议\n\n图书馆夜间开放受欢迎\n\n{LIBRARY}")
    assert (article.column, article.kicker) == ("街谈巷议", None)


def test_a_short_kicker_of_which_the_text_speaks_is_none() -> None:
    article = only(f"图书馆\n\n夜间开放受欢迎\n\n{LIBRARY}")
    assert (article.column, article.kicker) == (None, "图书馆")


@pytest.mark.parametrize(
    "line",
    [
        "本版稿件除署名外均由县融媒体中心提供",
        "责任编辑／解语花　版面设计／任我行",
        "来信请寄：本报读者服务部",
        "扫描二维码　观看更多视频",
        "青浦江报　2022.10.12　星期三",
        "QINGPUJIANG DAILY",
        "读者热线：96118",
    ],
)
def test_lines_of_every_page_are_furniture(line: str) -> None:
    split = split_text(f"第2版\n\n{line}\n\n图书馆夜间开放受欢迎\n\n{LIBRARY}")
    assert line in split.furniture
    assert [article.headline for article in split.articles] == ["图书馆夜间开放受欢迎"]


def test_brackets_of_names_sign_the_sections_of_a_reporter_s_article() -> None:
    page = (
        "走过大桥\n\n本报讯（记者 柳清河）四位建桥人讲述了他们在工地上的"
        "一千个日夜，话里话外都是桥。\n"
        "电焊工柳师傅焊完了最后一道缝，他说桥上每一道焊缝都像自己的孩子。\n（温 雅、段学文）\n"
        "\n桥上的测量员\n\n测量员段师傅每天上桥三趟，把钢梁的每一次伸缩都记在本子上，桥在他心里。\n"
        "（方 岚、石 恬）"
    )
    article = only(page)
    assert [person.name for person in article.contributors] == ["柳清河"]
    assert "（温 雅、段学文）" in article.paragraphs


def test_the_rows_of_a_table_are_paragraphs_of_a_body() -> None:
    rows = ["大白菜　每斤1.5元", "萝卜　每斤1.2元", "五花肉　每斤14.5元"]
    article = only("昨日菜价\n\n" + "\n".join(rows))
    assert (article.kind, article.paragraphs) == (Kind.ARTICLE, rows)


def test_each_line_at_the_foot_of_a_notice_is_a_paragraph() -> None:
    foot = ["联系电话：26637719", "青浦江拍卖有限公司", "2020年7月15日"]
    text = "受委托，我公司定于7月28日公开拍卖厂房五年租赁权，起拍价十二万元，欢迎竞买。"
    article = only("\n".join(["拍卖公告\n", *columns(text), *foot]))
    assert article.paragraphs[1:] == foot


def test_a_dateline_alone_in_its_row_opens_the_text_below() -> None:
    article = only(
        "深海发现新物种\n\n　　新华社北京2月17日电\n（记者　束河）"
        "记者从中国科学\n院获悉，科考队在深海发现一\n种新的海绵。"
    )
    assert (article.dateline, article.byline) == ("新华社北京2月17日电", "记者　束河")


def test_blanks_between_all_characters_are_no_text() -> None:
    spaced = " ".join("全区现场会昨日召开会议要求各镇街找准主导产业。")
    reading = read(spaced.encode(), name="a.txt")
    assert reading.lines[0].text == spaced.replace(" ", "")
    assert [doubt.cue for doubt in reading.doubts] == ["spaced-characters"]


def test_blanks_within_names_stay() -> None:
    text = "本报讯（记者 刘 侃 通讯员 段 文）今天上午，大桥合龙。"
    assert read(text.encode(), name="a.txt").lines[0].text == text


def test_two_subtitles_of_one_headline_are_both_kept() -> None:
    subtitle = "夜间场安排讲座和手作课\n名额当天约满读者纷纷称好"
    page = f"图书馆开放\n——半月人次超九千\n\n{subtitle}\n\n{LIBRARY}"
    split = split_text(page)
    printed = "".join(char for char in page if not char.isspace())
    assert sum(span.end - span.start for span in split.spans) >= len(printed)


@pytest.mark.parametrize("name", RIGHT)
def test_the_articles_of_invented_pages_are_right(name: str) -> None:
    path = MANNERS / f"{name}.txt"
    answer = expected_page(json.loads(path.with_suffix(".json").read_text("utf-8")))
    split = split_file(path)
    score = score_page(answer, Page(articles=split.articles, furniture=split.furniture))
    assert score.tallies[Measure.ARTICLES].perfect, score.differences
