"""The splitter on typeset pages in many house styles: articles found whole, nothing lost."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import pytest
from rapidfuzz.distance import Indel

from tests.typesetting import STYLES, typeset
from yuzhong_news.items import Article, Kind, PrintedPage
from yuzhong_news.reading.pdf import read_pdf
from yuzhong_news.splitting.printed import split_printed
from yuzhong_news.splitting.split import Split

HEADLINE, BODY = 0.95, 0.98
"""Similarities from which on an article counts as found whole, as the ruler has them."""

COMPLETE_F1 = 0.97
"""Of the articles of all styles together; 0.99 were found whole when this was written."""

STYLE_F1 = 0.75
"""Of the articles of one page: the worst page has one broken pair among eight."""

SEEDS = range(len(STYLES))


@cache
def _page(seed: int) -> tuple[dict[str, Any], PrintedPage, Split]:
    body, answer = typeset(seed)
    [page] = read_pdf(body, name=f"seed {seed}")
    return answer, page, split_printed(page)


def plain(text: str | None) -> str:
    """Return a text as it is compared: in its plain form, without white space."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def is_whole(gold: dict[str, Any], article: Article) -> bool:
    headline = Indel.normalized_similarity(plain(gold["headline"]), plain(article.headline))
    body = Indel.normalized_similarity(
        plain("".join(gold["paragraphs"])), plain("".join(article.paragraphs))
    )
    return headline >= HEADLINE and body >= BODY


def _counts(seed: int) -> tuple[int, int, int]:
    answer, _, split = _page(seed)
    return whole_of(answer, split)


def whole_of(answer: dict[str, Any], split: Split) -> tuple[int, int, int]:
    """Return how many articles there are, how many were given, and how many were found whole."""
    gold = [article for article in answer["articles"] if article["kind"] == "article"]
    given = [article for article in split.articles if article.kind is Kind.ARTICLE]
    whole = sum(any(is_whole(article, one) for one in given) for article in gold)
    return len(gold), len(given), whole


def f1_of(gold: int, given: int, whole: int) -> float:
    """Return the F1 of articles that were found whole."""
    return 2 * whole / (gold + given) if gold + given else 1.0


@pytest.mark.parametrize("seed", SEEDS, ids=[style.name for style in STYLES])
def test_each_house_style_is_split(seed: int) -> None:
    assert f1_of(*_counts(seed)) >= STYLE_F1, _counts(seed)


def test_most_articles_of_all_house_styles_are_found_whole() -> None:
    gold, given, whole = (sum(counts) for counts in zip(*map(_counts, SEEDS), strict=True))
    assert f1_of(gold, given, whole) >= COMPLETE_F1, (gold, given, whole)


@pytest.mark.parametrize("seed", SEEDS, ids=[style.name for style in STYLES])
def test_every_character_has_one_place(seed: int) -> None:
    _, page, split = _page(seed)
    printed = {
        (index, place)
        for index, line in enumerate(page.lines)
        for place, char in enumerate(line.text)
        if not char.isspace()
    }
    placed = [
        (span.line, place)
        for span in split.spans
        if span.field != "column"
        for place in range(span.start, span.end)
        if not page.lines[span.line].text[place].isspace()
    ]
    labels = {
        (span.line, place)
        for span in split.spans
        if span.field == "column"
        for place in range(span.start, span.end)
    }
    assert len(placed) == len(set(placed))
    assert printed <= set(placed) | labels


@pytest.mark.parametrize("seed", SEEDS, ids=[style.name for style in STYLES])
def test_what_is_printed_is_read(seed: int) -> None:
    """What the typesetter set in articles is no more than what was read off the page."""
    answer, page, _ = _page(seed)
    count = len(plain("".join(line.text for line in page.lines)))
    told = sum(
        len(plain("".join(article["paragraphs"]))) + len(plain(article["headline"]))
        for article in answer["articles"]
    )
    assert told <= count


def test_a_seed_gives_the_same_page_again() -> None:
    assert typeset(7) == typeset(7)
