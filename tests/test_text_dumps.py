"""Text dumps of typeset pages in many manners: every character once, and most articles whole."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import pytest
from rapidfuzz.distance import Indel

from tests.test_coverage import check
from tests.typesetting import typeset
from tests.typesetting.dumps import MANNERS, Manner, dump
from yuzhong_news.items import Article
from yuzhong_news.reading import read_pdf
from yuzhong_news.reading.text import lines_of
from yuzhong_news.splitting import split_page, split_printed

WHOLE = 0.55
"""Share of the articles of these pages whose headline and body are found whole; 0.61 were when this
was written (their texts have far more wording in common than those of real pages)."""


@cache
def _page(manner: Manner) -> tuple[str, dict[str, Any]]:
    """Return an invented page's dump in ``manner``, and its right answer."""
    seed = MANNERS.index(manner)
    body, answer = typeset(seed)
    [page] = read_pdf(body, name=f"seed {seed}")
    return dump(page, split_printed(page), manner, Random(seed)), answer


def _plain(text: str | None) -> str:
    return "".join((text or "").split())


def _is_whole(gold: dict[str, Any], article: Article) -> bool:
    body = _plain("".join(article.paragraphs)), _plain("".join(gold["paragraphs"]))
    return _plain(article.headline) == _plain(gold["headline"]) and (
        Indel.normalized_similarity(*body) >= 0.98
    )


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: str(manner.name))
def test_every_character_of_a_dump_goes_to_one_place(manner: Manner) -> None:
    check(lines_of(_page(manner)[0]))


def test_most_articles_are_found_whole_in_every_manner() -> None:
    whole = articles = 0
    for manner in MANNERS:
        text, answer = _page(manner)
        found = split_page(lines_of(text)).articles
        gold = [article for article in answer["articles"] if article["kind"] == "article"]
        articles += len(gold)
        whole += sum(any(_is_whole(article, one) for one in found) for article in gold)
    assert whole >= WHOLE * articles, (whole, articles)
