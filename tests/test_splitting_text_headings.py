"""Headings of text pages: which belong together, and to which body; one test for each cue."""

from __future__ import annotations

import pytest

from tests.test_splitting_text import BRIDGE, LIBRARY, columns, headlines, only, split_text
from yuzhong_news.items import Kind

MARKET = """老城菜市场的公平秤本周启用，缺斤少
两的摊位一目了然。摊主孙百川说，生意反
而比从前红火，老主顾们也放心多了。"""
FERRY = """停航八年的渡口恢复开船，两岸学生清
早不用再绕行大桥。船长丁海潮说，头班船
六点半离岸，末班船晚上七点收缆。"""


def texts(page: str) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (article.kicker, article.headline, article.subtitle)
        for article in split_text(page).articles
        if article.kind is Kind.ARTICLE
    ]


def test_neighbouring_headings_about_one_body_are_one_heading() -> None:
    page = "\n\n".join([MARKET, BRIDGE, "缺斤少两一目了然", "老城菜市场启用公平秤", "大桥顺利合龙"])
    assert texts(page) == [
        ("缺斤少两一目了然", "老城菜市场启用公平秤", None),
        (None, "大桥顺利合龙", None),
    ]


def test_neighbouring_headings_about_two_bodies_are_two() -> None:
    page = "\n\n".join([MARKET, FERRY, "菜市场公平秤启用", "停航渡口恢复开船"])
    assert texts(page) == [(None, "菜市场公平秤启用", None), (None, "停航渡口恢复开船", None)]


def test_a_list_of_headings_parts_bodies_that_nothing_else_parts() -> None:
    heads = ["图书馆夜间开放受欢迎", "青浦江大桥顺利合龙", "菜市场公平秤启用", "停航渡口恢复开船"]
    bodies = [LIBRARY, BRIDGE, MARKET, FERRY]
    for page in ([*heads, *bodies], [*bodies, *heads]):
        assert headlines("\n\n".join(page)) == heads


def test_what_stands_behind_the_list_of_headings_is_a_caption() -> None:
    heads = ["图书馆夜间开放受欢迎", "青浦江大桥顺利合龙", "菜市场公平秤启用", "停航渡口恢复开船"]
    bodies = [f"本报讯（记者 温雅）{body}" for body in (LIBRARY, BRIDGE, MARKET, FERRY)]
    bodies[0] += "\n" + "\n".join(LIBRARY.splitlines() * 2)
    caption = "学生在渡口排队上船，船长在一旁\n维持秩序。"
    articles = split_text("\n\n".join([*bodies, *heads, caption])).articles
    assert [article.headline for article in articles] == heads
    assert [c.text for article in articles for c in article.captions] == [
        "学生在渡口排队上船，船长在一旁维持秩序。"
    ]


@pytest.mark.parametrize(
    ("rows", "kicker", "headline"),
    [
        (("老城菜市场试行公平秤", "缺斤少两 一目了然"), 0, 1),
        (("老城菜市场试行公平秤告别缺斤少两", "摊主孙百川的生意红火起来"), 0, 1),
        (("市商务委", "老城菜市场试行公平秤"), 0, 1),
    ],
)
def test_kickers_in_the_block_of_their_headline(
    rows: tuple[str, str], kicker: int, headline: int
) -> None:
    article = only("\n".join(rows) + f"\n\n{MARKET}\n")
    assert (article.kicker, article.headline) == (rows[kicker], rows[headline])


def test_a_headline_broken_in_two_has_no_kicker() -> None:
    article = only(f"老城菜市场试行\n公平秤告别缺斤少两\n\n{MARKET}\n")
    assert (article.kicker, article.headline) == (None, "老城菜市场试行 公平秤告别缺斤少两")


@pytest.mark.parametrize(
    ("heads", "headline", "subtitle"),
    [
        (
            "老城菜市场\n启用公平秤\n\n摊主孙百川说生意比从前更红火",
            "老城菜市场 启用公平秤",
            "摊主孙百川说生意比从前更红火",
        ),
        (
            "老城菜市场公平秤\n摊主孙百川说生意比从前更加红火\n缺斤少两的摊位让顾客一目了然",
            "老城菜市场公平秤",
            "摊主孙百川说生意比从前更加红火 缺斤少两的摊位让顾客一目了然",
        ),
        (
            "老城区的\n菜市场\n启用公平秤\n\n摊主孙百川说\n生意更红火",
            "老城区的 菜市场 启用公平秤",
            "摊主孙百川说 生意更红火",
        ),
    ],
)
def test_subtitles_without_a_dash(heads: str, headline: str, subtitle: str) -> None:
    article = only(f"{heads}\n\n{MARKET}\n")
    assert (article.kicker, article.headline, article.subtitle) == (None, headline, subtitle)


def test_a_heading_in_the_middle_of_a_sentence_is_another_article_s() -> None:
    upper, lower = columns(MARKET + FERRY, 4)
    page = [
        f"本报讯（记者 段学文）{BRIDGE}",
        "菜市场与渡口焕然一新",
        "本报讯（记者 温雅）近日，\n" + upper,
        "青浦江大桥顺利合龙",
        lower,
    ]
    bridge, market = split_text("\n\n".join(page)).articles
    assert (bridge.headline, market.headline) == ("青浦江大桥顺利合龙", "菜市场与渡口焕然一新")
    assert market.subheads == []


def test_a_heading_with_its_byline_in_one_frame() -> None:
    article = only(f"老城菜市场启用公平秤\n本报记者 温雅\n\n{MARKET}\n")
    assert (article.headline, article.byline) == ("老城菜市场启用公平秤", "本报记者 温雅")


def test_headings_right_on_their_texts_without_a_blank_line() -> None:
    heads = ["图书馆夜间开放受欢迎", "青浦江大桥顺利合龙", "菜市场公平秤启用", "停航渡口恢复开船"]
    bodies = (LIBRARY, BRIDGE, MARKET, FERRY)
    page = "\n\n".join(f"{head}\n{body}" for head, body in zip(heads, bodies, strict=True))
    assert headlines(page) == heads
