"""The invented page in fixtures/printed.pdf, on which most forms of print stand: a test a field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages import FIXTURES, expected, plain
from yuzhong_news.reading import read_pdf
from yuzhong_news.splitting import split_printed

BODY = (FIXTURES / "printed.pdf").read_bytes()
GOLD = expected("printed")
(PRINTED,) = read_pdf(BODY, name="printed.pdf")
SPLIT = split_printed(PRINTED)
BY_HEADLINE = {article.headline or "": article for article in SPLIT.articles}


def every_article() -> list[Any]:
    """Return each right answer as a test's parameter."""
    return [pytest.param(want, id=want["headline"]) for want in GOLD["articles"]]


def got(want: dict[str, Any]) -> Any:
    return BY_HEADLINE[want["headline"]]


def test_there_are_eight_articles() -> None:
    assert sorted(BY_HEADLINE) == sorted(want["headline"] for want in GOLD["articles"])
    assert len(SPLIT.articles) == 8


def test_they_are_in_the_order_of_reading() -> None:
    order = [article.headline for article in SPLIT.articles]
    assert order == [want["headline"] for want in GOLD["articles"]]


def test_the_furniture_is_the_masthead_and_the_editors() -> None:
    assert sorted(map(plain, SPLIT.furniture)) == sorted(map(plain, GOLD["furniture"]))


def test_nothing_is_doubtful() -> None:
    assert SPLIT.doubts == []
    assert [doubt for article in SPLIT.articles for doubt in article.doubts] == []


@pytest.mark.parametrize("want", every_article())
def test_paragraphs(want: dict[str, Any]) -> None:
    assert [plain(p) for p in got(want).paragraphs] == [plain(p) for p in want["paragraphs"]]


@pytest.mark.parametrize("field", ["column", "kicker", "headline", "subtitle"])
@pytest.mark.parametrize("want", every_article())
def test_the_lines_over_the_text(want: dict[str, Any], field: str) -> None:
    assert plain(getattr(got(want), field)) == plain(want[field])


@pytest.mark.parametrize("field", ["kind", "dateline", "continued_from", "continued_to"])
@pytest.mark.parametrize("want", every_article())
def test_plain_fields(want: dict[str, Any], field: str) -> None:
    assert getattr(got(want), field) == want[field]


@pytest.mark.parametrize("want", every_article())
def test_lead(want: dict[str, Any]) -> None:
    assert plain(got(want).lead) == plain(want["lead"])


@pytest.mark.parametrize("want", every_article())
def test_byline_and_contributors(want: dict[str, Any]) -> None:
    article = got(want)
    people = [(p["name"], p["role"], p["work"]) for p in want["contributors"]]
    assert [(p.name, p.role, p.work) for p in article.contributors] == people
    assert plain(article.byline).strip("（）") == plain(want["byline"])


@pytest.mark.parametrize("want", every_article())
def test_subheads(want: dict[str, Any]) -> None:
    subheads = [(plain(s["text"]), s["before_paragraph"]) for s in want["subheads"]]
    assert [(plain(s.text), s.before_paragraph) for s in got(want).subheads] == subheads


@pytest.mark.parametrize("want", every_article())
def test_captions(want: dict[str, Any]) -> None:
    captions = [(plain(c["text"]), plain(c["credit"])) for c in want["captions"]]
    assert [(plain(c.text), plain(c.credit)) for c in got(want).captions] == captions
