"""A sheet: what is drawn on a page, from the top left corner, and how it gets into a PDF."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, NamedTuple

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import _cidfontdata as cid
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG, HEI, KAI, BIAO = "STSong-Light", "STHeiti-Regular", "STKaiti-Regular", "FZXiaoBiaoSong-B05"
"""The faces: STSong-Light is reportlab's own, the others are its twins under another name."""

Colour = float | tuple[float, float, float]
"""A share of white, or of red, green and blue."""

STEMS = {HEI: 132, KAI: 70, BIAO: 120}


def _register() -> None:
    known = pdfmetrics.getRegisteredFontNames()
    for face in (SONG, HEI, KAI, BIAO):
        if face not in cid.CIDFontInfo:
            info = copy.deepcopy(cid.CIDFontInfo[SONG])
            info["BaseFont"] = f"/{face}"
            inner = info["DescendantFonts"][0]
            inner["BaseFont"] = f"/{face}"
            inner["FontDescriptor"]["FontName"] = f"/{face}"
            inner["FontDescriptor"]["StemV"] = STEMS[face]
            cid.CIDFontInfo[face] = info
            cid.defaultUnicodeEncodings[face] = cid.defaultUnicodeEncodings[SONG]
            cid.widthsByUnichar[face] = cid.widthsByUnichar[SONG]
            cid.allowedTypeFaces.append(face)
        if face not in known:
            pdfmetrics.registerFont(UnicodeCIDFont(face))


class Rect(NamedTuple):
    """A rectangle in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def inset(self, x: float, y: float | None = None) -> Rect:
        """Return the rectangle made smaller at each side."""
        y = x if y is None else y
        return Rect(self.left + x, self.top + y, self.right - x, self.bottom - y)


@cache
def width_of(char: str) -> float:
    """Return a character's width in type sizes."""
    _register()
    return float(pdfmetrics.stringWidth(char, SONG, 1000)) / 1000


def measure(text: str) -> float:
    """Return a text's width in type sizes."""
    return sum(map(width_of, text))


@dataclass
class Text:
    """A line of text; ``x`` and ``base`` are where its baseline begins, ``turn`` is in degrees."""

    text: str
    x: float
    base: float
    size: float
    face: str = SONG
    space: float = 0.0
    turn: int = 0
    stretch: float = 1.0
    colour: Colour = 0.0

    def singly(self) -> list[Text]:
        """Return the line's characters, each by itself."""
        parts, at = [], 0.0
        for char in self.text:
            dx, dy = {0: (at, 0.0), 90: (0.0, -at), 270: (0.0, at)}[self.turn]
            if char not in " \u3000":
                parts.append(
                    Text(
                        char,
                        self.x + dx,
                        self.base + dy,
                        self.size,
                        self.face,
                        0.0,
                        self.turn,
                        self.stretch,
                        self.colour,
                    )
                )
            at += (width_of(char) * self.size + self.space) * self.stretch
        return parts


@dataclass
class Shape:
    """A rectangle, a rule or a picture."""

    kind: str
    rect: Rect
    width: float = 0.5
    grey: Colour = 0.0
    round: float = 0.0


@dataclass
class Sheet:
    """What is drawn on a page of ``width`` by ``height`` points."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def pdf(self, manner: str, order: str, rng: Random) -> bytes:
        """Return the page as a PDF.

        ``manner`` is ``lines``, ``singly`` or ``matrix`` (font size 1, the size in the matrix),
        ``order`` is ``drawn``, ``shuffled`` or ``level`` (line by line across the columns).
        """
        _register()
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(self.width, self.height), invariant=1)
        for shape in self.shapes:
            self._shape(canvas, shape, rng)
        texts = list(self.texts)
        if order == "shuffled":
            rng.shuffle(texts)
        elif order == "level":
            texts.sort(key=lambda text: (round(text.base), text.x))
        for text in texts:
            for part in text.singly() if manner == "singly" else [text]:
                self._text(canvas, part, matrix=manner == "matrix")
        canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _text(self, canvas: Any, text: Text, *, matrix: bool) -> None:
        drawn = canvas.beginText()
        nominal, scale = (1.0, text.size) if matrix else (text.size, 1.0)
        drawn.setFont(text.face, nominal)
        drawn.setCharSpace(text.space / scale)
        drawn.setFillColorRGB(*_rgb(text.colour))
        c, s = {0: (1, 0), 90: (0, 1), 270: (0, -1)}[text.turn]
        wide = scale * text.stretch
        drawn.setTextTransform(
            wide * c, wide * s, -scale * s, scale * c, text.x, self.height - text.base
        )
        drawn.textOut(text.text)
        canvas.drawText(drawn)

    def _shape(self, canvas: Any, shape: Shape, rng: Random) -> None:
        box = shape.rect
        x, y = box.left, self.height - box.bottom
        if shape.kind == "rule":
            canvas.setStrokeColorRGB(*_rgb(shape.grey))
            canvas.setLineWidth(shape.width)
            canvas.line(box.left, self.height - box.top, box.right, self.height - box.bottom)
        elif shape.kind == "picture":
            canvas.drawImage(ImageReader(_noise(rng)), x, y, box.width, box.height)
        else:
            fill = shape.kind == "tint"
            canvas.setFillColorRGB(*_rgb(shape.grey))
            canvas.setStrokeColorRGB(*_rgb(shape.grey))
            canvas.setLineWidth(shape.width)
            flags = {"stroke": int(not fill), "fill": int(fill)}
            if shape.round:
                canvas.roundRect(x, y, box.width, box.height, shape.round, **flags)
            else:
                canvas.rect(x, y, box.width, box.height, **flags)


def _rgb(colour: Colour) -> tuple[float, float, float]:
    return colour if isinstance(colour, tuple) else (colour, colour, colour)


def _noise(rng: Random) -> Any:
    from PIL import Image

    image = Image.new("L", (24, 16))
    image.putdata([rng.randint(70, 200) for _ in range(24 * 16)])
    return image


def union(boxes: Sequence[Rect]) -> Rect:
    """Return the smallest rectangle around ``boxes``."""
    return Rect(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
