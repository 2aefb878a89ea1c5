"""The picture of a printed page: what is marked on it, and in which colours."""

from __future__ import annotations

import io
import sys

import pytest
from PIL import Image

from tests.pages import FIXTURES
from yuzhong_news.items import Article, Box, Kind, PrintedLine, PrintedPage
from yuzhong_news.picture import PictureError, draw_page
from yuzhong_news.picture.drawing import COLOURS, HEIGHT, KEY, NOTICE, colour_of
from yuzhong_news.picture.marks import main_polygon, marks_of
from yuzhong_news.reading import read_pdf
from yuzhong_news.splitting import Span, Split, split_printed

BODY = (FIXTURES / "printed.pdf").read_bytes()
(PRINTED,) = read_pdf(BODY, name="printed.pdf")


def page(*lines: str) -> PrintedPage:
    """Return a page with lines of ten points."""
    placed = [
        PrintedLine(text, Box(0, 20 * n, 10 * len(text), 20 * n + 10), 10)
        for n, text in enumerate(lines)
    ]
    return PrintedPage(1, 100, 100, placed, [], [], [], [])


def square(left: float, top: float, side: float = 10) -> list[tuple[float, float]]:
    right, bottom = left + side, top + side
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def test_the_page_is_drawn_with_a_key_below_and_every_colour() -> None:
    split = split_printed(PRINTED)
    image = Image.open(io.BytesIO(draw_page(BODY, PRINTED, split)))
    assert image.size == (round(HEIGHT * PRINTED.width / PRINTED.height), HEIGHT + KEY)
    palette = image.getpalette("RGB") or []
    colours = [tuple(palette[n : n + 3]) for n in range(0, len(palette), 3)]
    for index, article in enumerate(split.articles):
        wanted = colour_of(article, index)
        assert min(max(abs(a - b) for a, b in zip(c, wanted, strict=True)) for c in colours) < 8


def test_a_page_without_articles_is_drawn_too() -> None:
    assert draw_page(BODY, PRINTED, Split([], [], [], [])).startswith(b"\x89PNG")


def test_neighbours_differ_and_notices_are_grey() -> None:
    assert colour_of(Article(), 0) != colour_of(Article(), 1)
    assert colour_of(Article(), len(COLOURS)) == COLOURS[0]
    assert colour_of(Article(kind=Kind.NOTICE), 3) == NOTICE


def test_a_mark_covers_the_part_of_a_line_that_the_field_has() -> None:
    spans = [
        Span(0, 0, 2, 0, "dateline"),
        Span(0, 2, 4, 0, "byline"),
        Span(0, 4, 5, 0, "byline"),
        Span(0, 5, 8, 0, "paragraphs"),
        Span(1, 0, 4, None, "furniture"),
    ]
    marks = marks_of(page("本讯记者某正文字", "责编某某"), Split([Article()], [], [], spans))
    assert marks == [(0, "byline", Box(20, 0, 50, 10))]


def test_the_number_stands_where_the_headline_does() -> None:
    region = [square(0, 0), square(50, 50)]
    assert main_polygon(region, [Box(51, 51, 59, 55)]) == region[1]
    assert main_polygon(region, []) == region[0]


def test_without_pillow_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "yuzhong_news.picture.drawing")
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(PictureError, match=r"yuzhong_news\[picture\]"):
        draw_page(BODY, PRINTED, Split([], [], [], []))
