"""The splitter on pages that share no grid: white space only, near sizes, drop caps, poems …"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pypdfium2 as pdfium
import pytest

from tests.test_typeset_pages import f1_of, plain, whole_of
from tests.typesetting.composer import compose
from tests.typesetting.looks import LOOKS
from yuzhong_news.items import Kind, PrintedPage
from yuzhong_news.reading.pdf import read_pdf
from yuzhong_news.splitting.printed import split_printed
from yuzhong_news.splitting.split import Split

COMPLETE_F1 = 0.97
"""Of the articles of all looks together; 0.99 were found whole when this was written."""

LOOK_F1 = 0.8
"""Of the articles of one page."""

SEEDS = range(len(LOOKS), 2 * len(LOOKS))


@cache
def _page(seed: int) -> tuple[dict[str, Any], PrintedPage, Split]:
    body, answer = compose(seed)
    [page] = read_pdf(body, name=f"seed {seed}")
    return answer, page, split_printed(page)


def _counts(seed: int) -> tuple[int, int, int]:
    answer, _, split = _page(seed)
    return whole_of(answer, split)


@pytest.mark.parametrize("seed", SEEDS, ids=[look.name for look in LOOKS])
def test_each_look_is_split(seed: int) -> None:
    assert f1_of(*_counts(seed)) >= LOOK_F1, _counts(seed)


def test_most_articles_of_all_looks_are_found_whole() -> None:
    gold, given, whole = (sum(counts) for counts in zip(*map(_counts, SEEDS), strict=True))
    assert f1_of(gold, given, whole) >= COMPLETE_F1, (gold, given, whole)


@pytest.mark.parametrize("seed", SEEDS, ids=[look.name for look in LOOKS])
def test_no_folio_and_no_notice_stands_in_an_article(seed: int) -> None:
    answer, _, split = _page(seed)
    foreign = [plain(text) for text in answer["furniture"] if len(text) > 3]
    foreign += [
        plain(text)
        for article in answer["articles"]
        if article["kind"] == "notice"
        for text in article["paragraphs"]
        if len(text) > 12
    ]
    told = [
        plain("".join(article.paragraphs))
        for article in split.articles
        if article.kind is not Kind.NOTICE
    ]
    assert [text for text in foreign if any(text in each for each in told)] == []


def test_a_margin_outside_the_crop_box_changes_nothing() -> None:
    body, answer = compose(len(LOOKS))
    document = pdfium.PdfDocument(body)
    width, height = document[0].get_size()
    document[0].set_mediabox(-50, -70, width + 40, height + 60)
    document[0].set_cropbox(0, 0, width, height)
    out = io.BytesIO()
    document.save(out)
    [page] = read_pdf(out.getvalue(), name="cropped")
    assert (page.width, page.height) == pytest.approx((width, height), abs=0.1)
    assert whole_of(answer, split_printed(page)) == _counts(len(LOOKS))
