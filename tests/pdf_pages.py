"""Small newspaper pages as PDFs, written for the tests; people and events are invented.

The typeface is made here as well: every character is a box of its own width, so that no font file
is needed and PDFium still knows what stands where.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 600.0, 840.0
BODY = 9.0
LEADING = 13.0

_HAN = [
    chr(code) for code in (*range(0x4E00, 0x9FA6), *range(0x3000, 0x3020), *range(0xFF00, 0xFFEF))
]
_OTHERS = [*"“”‘’—…·●■□◎▲○"]
_ASCII = [chr(code) for code in range(0x20, 0x7F)]


@cache
def _font_file(family: str) -> bytes:
    """Return a TrueType font in which each character is a box, half as wide for ASCII."""
    builder = FontBuilder(1000, isTTF=True)
    characters = [*_ASCII, *_HAN, *_OTHERS]
    names = {char: f"u{ord(char):04X}" for char in characters}
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    wide, narrow = _box(1000), _box(500)
    builder.setupGlyf(
        {".notdef": wide}
        | {name: narrow if len(name) < 6 and name <= "u007E" else wide for name in names.values()}
    )
    builder.setupHorizontalMetrics(
        {".notdef": (1000, 0)}
        | {name: (500 if char in _ASCII else 1000, 50) for char, name in names.items()}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _box(width: int) -> Any:
    pen = TTGlyphPen(None)
    for place, (x, y) in enumerate(((50, -80), (50, 820), (width - 50, 820), (width - 50, -80))):
        (pen.lineTo if place else pen.moveTo)((x, y))
    pen.closePath()
    return pen.glyph()


def _register(family: str) -> str:
    """Make a typeface of boxes known as ``family``, unless a true one is known by that name."""
    if family not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(family, io.BytesIO(_font_file(family))))
    return family


@dataclass
class Sheet:
    """A page in the making; places are in points from the upper left corner."""

    width: float = WIDTH
    height: float = HEIGHT
    buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=(self.width, self.height), invariant=True)

    def text(self, x: float, y: float, words: str, size: float = BODY, font: str = "Song") -> None:
        """Set one line; ``y`` is its upper edge."""
        self.canvas.setFont(_register(font), size)
        self.canvas.drawString(x, self.height - y - 0.88 * size, words)

    def centred(self, x: float, y: float, words: str, size: float, font: str = "Hei") -> None:
        """Set one line around ``x``."""
        self.text(x - size * _ems(words) / 2, y, words, size, font)

    def column(  # noqa: PLR0917
        self,
        x: float,
        y: float,
        paragraphs: list[str],
        ems: int = 14,
        rows: int = 99,
        font: str = "Song",
    ) -> list[str]:
        """Set paragraphs, indented by two ems, into a column; return what did not go in."""
        rest = list(paragraphs)
        for _ in range(rows):
            if not rest:
                break
            fresh = not rest[0].startswith("\0")
            words = rest[0].lstrip("\0")
            room = ems - 2 if fresh else ems
            line, words = words[:room], words[room:]
            if words and words[0] in "，。、；：？！”）》":
                line, words = line + words[0], words[1:]
            self.text(x + (2 * BODY if fresh else 0), y, line, font=font)
            y += LEADING
            rest = ["\0" + words, *rest[1:]] if words else rest[1:]
        return rest

    def stacked(self, x: float, y: float, words: str, size: float, font: str = "Hei") -> None:
        """Set upright characters one below the other."""
        for place, char in enumerate(words):
            self.text(x, y + place * size * 1.1, char, size, font)

    def upward(self, x: float, y: float, words: str, size: float = BODY, font: str = "Kai") -> None:
        """Set a line that reads from below to above; it begins at (x, y)."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(90)
        self.canvas.setFont(_register(font), size)
        self.canvas.drawString(0, 0, words)
        self.canvas.restoreState()

    def frame(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a rectangle's outline."""
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top)

    def tint(self, left: float, top: float, right: float, bottom: float, grey: float = 0.9) -> None:
        """Fill a rectangle."""
        self.canvas.saveState()
        self.canvas.setFillGray(grey)
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top, stroke=0, fill=1)
        self.canvas.restoreState()

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a line."""
        self.canvas.line(left, self.height - top, right, self.height - bottom)

    def picture(self, left: float, top: float, right: float, bottom: float) -> None:
        """Place an image."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = ImageReader(Image.new("L", (8, 8), 128))
        self.canvas.drawImage(image, left, self.height - bottom, right - left, bottom - top)

    def next_page(self) -> None:
        """Begin another page."""
        self.canvas.showPage()

    def pdf(self) -> bytes:
        """Return the finished file."""
        self.canvas.save()
        return self.buffer.getvalue()


def _ems(words: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in words)
