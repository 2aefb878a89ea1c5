"""Forms that few papers have: briefs under bullets, interviews, decrees, doubled line ends."""

from __future__ import annotations

import pytest

from tests.test_splitting_text import BRIDGE, LIBRARY, columns, only, split_text
from yuzhong_news.items import Kind


@pytest.mark.parametrize("name", ["简讯", "街镇速递", "区域动态"])
def test_briefs_under_bullets_are_articles_of_their_own(name: str) -> None:
    page = "\n".join(
        [
            f"{name}\n\n● 东门街道开展消防演练",
            *columns("东门街道日前组织二十六家商户开展消防演练，讲解灭火器的使用方法。", width=16),
            "● 西关小学办起农耕节",
            *columns("西关小学的农耕节昨日开幕，学生们走进田间跟着老农学习插秧和除草。", width=16),
            "● 图书馆延长开放时间",
            *columns("区图书馆自本周起延长开放时间，夜间开放到十点，周末不闭馆。", width=16),
        ]
    )
    articles = split_text(page).articles
    assert [article.headline for article in articles] == [
        "东门街道开展消防演练",
        "西关小学办起农耕节",
        "图书馆延长开放时间",
    ]
    assert {article.column for article in articles} == {name}


def test_questions_and_answers_are_paragraphs() -> None:
    turns = [
        "问：今年的缴费标准是多少？",
        "答：每人每年三百八十元，比去年增加三十元，财政补助标准同步提高。",
        "问：没有按时缴费怎么办？",
        "答：可以在集中缴费期之后补缴，但要设置三个月的等待期，请市民留意。",
    ]
    article = only("\n".join(["医保缴费有哪些变化\n", *(columns(turn)[0] for turn in turns)]))
    assert article.paragraphs == turns


def test_a_decree_is_a_notice() -> None:
    text = "为加强烟花爆竹安全管理，保障公共安全，现就有关事项通告如下。东门街道全域禁止燃放。"
    article = only(
        f"青浦区人民政府\n关于禁止燃放烟花爆竹的通告\n\n{columns(text)[0]}\n2025年1月10日\n"
    )
    assert article.kind is Kind.NOTICE
    assert article.headline == "青浦区人民政府 关于禁止燃放烟花爆竹的通告"


def test_lines_that_a_program_doubled() -> None:
    page = f"图书馆夜间开放受欢迎\n\n本报讯（记者 温雅）{LIBRARY}\n\n大桥合龙\n\n本报讯 {BRIDGE}"
    doubled = "\n".join(line + "\n" for line in page.split("\n"))
    assert split_text(doubled).articles == split_text(page).articles


def test_a_list_of_days_is_no_headline() -> None:
    page = "夜间场的安排\n\n3月12日 亲子共读\n3月13日 老年读书会\n3月14日 手作课堂\n"
    article = only(page)
    assert article.headline == "夜间场的安排"
    assert "3月13日" in article.paragraphs[0]


def test_a_name_alone_under_a_headline_is_its_byline() -> None:
    for heads in ("让菜篮子拎得更稳\n\n梅小棠", "让菜篮子拎得更稳\n梅小棠"):
        article = only(f"{heads}\n\n{LIBRARY}\n")
        assert (article.headline, article.byline) == ("让菜篮子拎得更稳", "梅小棠")


def test_names_of_columns_with_a_bar() -> None:
    own = only(f"青浦 ｜ 本地新闻\n\n大桥顺利合龙\n\n{BRIDGE}\n")
    assert (own.column, own.headline) == ("青浦 ｜ 本地新闻", "大桥顺利合龙")
    same = only(f"交通 ｜ 重大项目\n青浦江大桥顺利合龙\n\n{BRIDGE}\n")
    assert (same.kicker, same.headline) == ("交通 ｜ 重大项目", "青浦江大桥顺利合龙")
