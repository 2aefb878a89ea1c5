"""Drawing over the picture of a page: tints that leave the print black, outlines, numbers, a key.

Places come in points; the picture has pixels.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Self

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from yuzhong_news.items import Article, Box, Kind, Polygon

HEIGHT = 1800
"""Pixels of the page's longer side."""

COLOURS = (
    (198, 40, 40),
    (21, 101, 192),
    (46, 125, 50),
    (142, 36, 170),
    (230, 81, 0),
    (0, 131, 143),
    (173, 20, 87),
    (130, 119, 23),
    (40, 53, 147),
    (109, 76, 65),
)
"""The articles' colours in turn, dark enough for a white number."""

NOTICE = (117, 117, 117)
"""The colour of all notices."""

LIGHT, STRONG = 0.13, 0.4
"""Shares of its colour in the tint of an article, and of a byline."""

AROUND, OUTLINE = 4, 2
"""Pixels from an article's words to its outline, and the outline's width."""

FRAMES = {"headline": 4, "captions": 2}
"""Pixels of the frames around words; a byline has a strong tint instead."""

NUMBER = 17
"""Pixels of the radius of an article's number."""

KEY = 60
"""Pixels of the height of the key below the page."""

_KEY = {"headline": "headline", "byline": "byline", "captions": "caption", "": "notice (grey)"}
_WHITE, _INK = (255, 255, 255), (50, 50, 50)

Colour = tuple[int, int, int]


def colour_of(article: Article, index: int) -> Colour:
    """Return the colour of the article that stands at ``index`` in the item."""
    return NOTICE if article.kind is Kind.NOTICE else COLOURS[index % len(COLOURS)]


class Drawing:
    """A page's picture in the making; ``scale`` is in pixels for a point."""

    def __init__(self, page: Image.Image, scale: float) -> None:
        """Place ``page`` above the key."""
        self._scale = scale
        self._image = Image.new("RGB", (page.width, page.height + KEY), _WHITE)
        self._image.paste(page)
        self._pen = ImageDraw.Draw(self._image)
        self._key(page.height)

    @classmethod
    def of_page(cls, body: bytes, index: int) -> Self:
        """Return the picture of the page at ``index`` of the PDF in ``body``."""
        document = pypdfium2.PdfDocument(body)
        try:
            page = document[index]
            scale = HEIGHT / max(page.get_size())
            return cls(page.render(scale=scale).to_pil().convert("RGB"), scale)
        finally:
            document.close()

    def region(self, polygons: Sequence[Polygon], colour: Colour) -> None:
        """Tint an article's region, and draw one outline around all of it."""
        inner, outer = (Image.new("1", self._image.size) for _ in range(2))
        for polygon in polygons:
            points = [(x * self._scale, y * self._scale) for x, y in polygon]
            for mask, around in ((inner, AROUND), (outer, AROUND + OUTLINE)):
                pen = ImageDraw.Draw(mask)
                pen.polygon(points, fill=1)
                pen.line([*points, *points[:2]], fill=1, width=2 * around, joint="curve")
        self._tint(inner, colour, LIGHT)
        self._image.paste(colour, mask=ImageChops.logical_xor(inner, outer))

    def mark(self, field: str, box: Box, colour: Colour) -> None:
        """Mark the words of a headline, a byline or captions."""
        left, top, right, bottom = (side * self._scale for side in box)
        beside = 3 if field in FRAMES else 0
        self._sample(field, (left - beside, top - 3, right + beside, bottom + 3), colour)

    def number(self, number: int, polygon: Polygon, colour: Colour) -> None:
        """Set an article's number into a disc at its upper left corner, mostly outside it."""
        x, y = (max(side * self._scale - 0.7 * NUMBER, NUMBER + 2) for side in polygon[0])
        self._disc(x, y, colour, str(number))

    def png(self) -> bytes:
        """Return the finished picture, in so few colours that it is quick to load."""
        out = io.BytesIO()
        few = self._image.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        return out.getvalue()

    def _key(self, top: int) -> None:
        """Say below the page how words are marked."""
        self._pen.line((0, top, self._image.width, top), fill=NOTICE, width=2)
        middle, step = top + KEY / 2, self._image.width / len(_KEY)
        for place, (field, word) in enumerate(_KEY.items()):
            left = place * step + 0.16 * step
            colour = COLOURS[1] if field else NOTICE
            if not field:
                self._disc(left + 25, middle, colour, "9")
            else:
                self._sample(field, (left, middle - 13, left + 50, middle + 13), colour)
            self._pen.text((left + 64, middle), word, fill=_INK, anchor="lm", font_size=24)

    def _sample(
        self, field: str, corners: tuple[float, float, float, float], colour: Colour
    ) -> None:
        if field in FRAMES:
            self._pen.rectangle(corners, outline=colour, width=FRAMES[field])
            return
        mask = Image.new("1", self._image.size)
        ImageDraw.Draw(mask).rectangle(corners, fill=1)
        self._tint(mask, colour, STRONG)

    def _disc(self, x: float, y: float, colour: Colour, words: str) -> None:
        self._pen.circle((x, y), NUMBER, fill=colour, outline=_WHITE, width=2)
        self._pen.text((x, y), words, fill=_WHITE, anchor="mm", font_size=22, stroke_width=0.6)

    def _tint(self, mask: Image.Image, colour: Colour, share: float) -> None:
        """Colour what is white under ``mask``; what is black stays black."""
        pale = tuple(round(255 - share * (255 - part)) for part in colour)
        tinted = ImageChops.multiply(self._image, Image.new("RGB", self._image.size, pale))
        self._image.paste(tinted, mask=mask)
