"""The picture of a printed page with its articles: what people look at to believe or correct us.

Drawing needs Pillow, which ``pip install yuzhong_news[picture]`` brings.
"""

from __future__ import annotations

from yuzhong_news.items import PrintedPage
from yuzhong_news.picture.marks import main_polygon, marks_of
from yuzhong_news.splitting import Split

__all__ = ["PictureError", "draw_page"]


class PictureError(Exception):
    """The page cannot be drawn; the message says why and what to do."""


def draw_page(body: bytes, printed: PrintedPage, split: Split) -> bytes:
    """Return a PNG of the page ``printed`` of the PDF in ``body``, with what ``split`` made of it.

    Each article has a colour and its number in the item, counted from 1; notices are grey.  A key
    below the page tells how headlines, bylines and captions are marked.  Raises
    :class:`PictureError` where Pillow is missing.
    """
    try:
        from yuzhong_news.picture.drawing import Drawing, colour_of  # noqa: PLC0415 - needs Pillow
    except ImportError as error:
        raise PictureError("Drawing needs Pillow: pip install 'yuzhong_news[picture]'") from error
    drawing = Drawing.of_page(body, printed.number - 1)
    marks = marks_of(printed, split)
    colours = [colour_of(article, index) for index, article in enumerate(split.articles)]
    for article, colour in zip(split.articles, colours, strict=True):
        drawing.region(article.region, colour)
    for mark in marks:
        drawing.mark(mark.field, mark.box, colours[mark.article])
    for index, article in enumerate(split.articles):
        if article.region:
            heads = [m.box for m in marks if m.article == index and m.field == "headline"]
            drawing.number(index + 1, main_polygon(article.region, heads), colours[index])
    return drawing.png()
