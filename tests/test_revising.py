"""Which article of a page's new reading is which of the one before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuzhong_news.items import Article, Caption, Doubt, Kind
from yuzhong_news.revising import changed_fields, same_articles

BRIDGE = Article(headline="河上新桥通车", paragraphs=["新桥全长三百二十米，桥上有四条车道。"])
MARKET = Article(headline="菜市场换新棚", paragraphs=["顶棚换了新的，雨天买菜不再湿脚。"])
SCHOOL = Article(headline="山上小学有了图书室", paragraphs=["两千册图书搬进了山上的小学。"])


def test_what_is_equal_is_the_same_wherever_it_stands() -> None:
    assert same_articles([BRIDGE, MARKET, SCHOOL], [SCHOOL, BRIDGE, MARKET]) == {0: 2, 1: 0, 2: 1}


def test_equal_articles_are_told_apart_by_their_order() -> None:
    assert same_articles([MARKET, MARKET], [MARKET, MARKET, MARKET]) == {0: 0, 1: 1}


def test_what_tells_of_the_splitting_alone_makes_no_other_article() -> None:
    seen = BRIDGE.model_copy(
        update={"region": [[(0.0, 0.0), (1.0, 1.0)]], "doubts": [Doubt(cue="side", field="lead")]}
    )
    assert same_articles([MARKET, BRIDGE], [seen]) == {0: 1}
    assert changed_fields(BRIDGE, seen) == ["region", "doubts"]


@pytest.mark.parametrize(
    "corrected",
    [
        BRIDGE.model_copy(update={"headline": "河上新桥昨日通车"}),
        BRIDGE.model_copy(update={"headline": None}),
        BRIDGE.model_copy(update={"paragraphs": ["新桥全长三百二十五米，桥上有四条车道。"]}),
        BRIDGE.model_copy(update={"paragraphs": [*BRIDGE.paragraphs, "记者还看到了很多人。"]}),
        BRIDGE.model_copy(update={"kind": Kind.PICTURE, "paragraphs": []}),
    ],
    ids=["headline", "no headline", "a number", "a paragraph more", "no body"],
)
def test_a_corrected_article_is_the_same(corrected: Article) -> None:
    assert same_articles([MARKET, BRIDGE, SCHOOL], [SCHOOL, corrected]) == {0: 2, 1: 1}


def test_another_article_in_its_place_is_new() -> None:
    assert same_articles([BRIDGE], [MARKET]) == {}


def test_a_title_that_many_have_does_not_make_two_notices_one() -> None:
    one = Article(headline="公告", paragraphs=["城南自来水管道检修，周三停水一天，请市民储水。"])
    other = Article(headline="公告", paragraphs=["图书馆新馆开放时间调整为上午九点到晚上九点半。"])
    assert same_articles([one], [other]) == {}


def test_of_two_articles_that_become_one_the_larger_goes_on() -> None:
    both = Article(headline="菜市场换新棚", paragraphs=[*SCHOOL.paragraphs * 3, *MARKET.paragraphs])
    small = Article(paragraphs=["雨天买菜"])
    assert same_articles([small, MARKET], [both]) == {0: 1}


def test_pictures_without_words_are_told_apart_by_their_place() -> None:
    one = Article(kind=Kind.PICTURE, captions=[Caption(text="图")])
    other = Article(kind=Kind.PICTURE, captions=[Caption(text="照")])
    assert same_articles([BRIDGE, one], [BRIDGE, other]) == {0: 0, 1: 1}


ARTICLES = st.lists(
    st.builds(
        Article,
        headline=st.none() | st.text("新桥通车菜市场", max_size=6),
        paragraphs=st.lists(st.text("新桥通车菜市场，。", max_size=12), max_size=2),
    ),
    max_size=5,
)


@given(ARTICLES, ARTICLES)
def test_each_article_is_one_other_at_most(before: list[Article], after: list[Article]) -> None:
    same = same_articles(before, after)
    assert set(same) <= set(range(len(after)))
    assert set(same.values()) <= set(range(len(before)))
    assert len(set(same.values())) == len(same)


@given(ARTICLES)
def test_a_page_that_did_not_change_is_itself(articles: list[Article]) -> None:
    same = same_articles(articles, articles)
    assert sorted(same) == list(range(len(articles)))
    assert all(articles[new] == articles[old] for new, old in same.items())
