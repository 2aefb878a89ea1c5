"""The picture of a printed page with its articles: what people look at to believe or correct us.

Drawing needs Pillow, which ``pip install yuzhong_news[picture]`` brings.
"""

from __future__ import annotations

import colorsys
import io
from typing import TYPE_CHECKING

import pypdfium2

from yuzhong_news.items import Article, Box, Polygon, PrintedPage
from yuzhong_news.splitting import Split

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw as _Pen

HEIGHT = 1800
"""Pixels of the picture's longer side."""

GOLDEN = 0.381966
"""Of the colour circle from one article to the next, so that neighbours differ."""

_REGION, _MARK = 60, 255
_NOTICE = (128, 128, 128)
_THICKNESS = {"headline": 4, "byline": 2, "captions": 2}


class PictureError(Exception):
    """The page cannot be drawn; the message says why and what to do."""


def draw_page(body: bytes, printed: PrintedPage, split: Split) -> bytes:
    """Return a PNG of the page ``printed`` of the PDF in ``body``, with what ``split`` made of it.

    Each article has a colour and its number in the item; notices are grey.  Headlines have a thick
    frame, bylines and captions a thin one.  Raises :class:`PictureError` where Pillow is missing.
    """
    try:
        from PIL import ImageDraw  # noqa: PLC0415 - Pillow is an optional extra
    except ImportError as error:
        raise PictureError("Drawing needs Pillow: pip install 'yuzhong_news[picture]'") from error
    image, scale = _rendered(body, printed.number - 1)
    pen = ImageDraw.Draw(image, "RGBA")
    for number, article in enumerate(split.articles):
        for polygon in article.region:
            _fill(pen, polygon, scale, _colour(article, number))
    for number, field, box in marks_of(printed, split):
        _frame(pen, box, scale, _colour(split.articles[number], number), _THICKNESS[field])
    for number, article in enumerate(split.articles):
        if article.region:
            _number(pen, article.region[0], scale, number + 1, _colour(article, number))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def marks_of(printed: PrintedPage, split: Split) -> list[tuple[int, str, Box]]:
    """Return the lines of headlines, bylines and captions: number of the article, field, box."""
    seen: dict[tuple[int, str, int], Box] = {}
    for span in split.spans:
        if span.article is not None and span.field in _THICKNESS:
            seen[span.article, span.field, span.line] = printed.lines[span.line].box
    return [(article, field, box) for (article, field, _), box in seen.items()]


def _rendered(body: bytes, index: int) -> tuple[Image, float]:
    document = pypdfium2.PdfDocument(body)
    try:
        page = document[index]
        scale = HEIGHT / max(page.get_size())
        image: Image = page.render(scale=scale).to_pil().convert("RGB")
        return image, scale
    finally:
        document.close()


def _colour(article: Article, number: int) -> tuple[int, int, int]:
    if article.kind == "notice":
        return _NOTICE
    red, green, blue = colorsys.hsv_to_rgb(number * GOLDEN % 1, 0.95, 0.8)
    return round(255 * red), round(255 * green), round(255 * blue)


def _points(polygon: Polygon, scale: float) -> list[tuple[float, float]]:
    return [(x * scale, y * scale) for x, y in polygon]


def _fill(pen: _Pen, polygon: Polygon, scale: float, colour: tuple[int, int, int]) -> None:
    pen.polygon(_points(polygon, scale), fill=(*colour, _REGION), outline=(*colour, _MARK), width=2)


def _frame(pen: _Pen, box: Box, scale: float, colour: tuple[int, int, int], width: int) -> None:
    pen.rectangle([side * scale for side in box], outline=(*colour, _MARK), width=width)


def _number(
    pen: _Pen, polygon: Polygon, scale: float, number: int, colour: tuple[int, int, int]
) -> None:
    x, y = _points(polygon, scale)[0]
    pen.ellipse((x - 4, y - 4, x + 26, y + 26), fill=(*colour, _MARK))
    pen.text((x + 11, y + 11), str(number), fill="white", anchor="mm", font_size=20)
