"""The characters of a PDF page with their boxes, as runs: neighbours in the file and on the page.

PDFium is asked once for each character, and once for each text object where several characters
share one.  飞腾 files report font size 1.0 for every character: the size is in the matrix.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from yuzhong_news.items import Direction

Handle = Any
"""What PDFium gives out to stand for its own: a document, a page, an object, a function."""

NEAR = 0.55
"""Type sizes: characters of a run have no wider gap between them."""

MIXED_NEAR = 0.25
"""Type sizes: characters of different sizes belong together with no wider gap between them."""

OVERLAP = 0.75
"""Type sizes: a character may reach back over the one before it (closed-up punctuation)."""

SHADOW = 0.2
"""Type sizes: a shadow or an outline stands no farther from the character that it is drawn for."""

SAME_BASELINE = 0.12
"""Type sizes: characters of a run differ less in their baselines."""

ASCENT, DESCENT = 0.88, 0.12
"""Type sizes: where the em square of Chinese type stands over and under the baseline.  The ascent
that fonts declare for themselves runs from 0.8 to 1.3, so that it says nothing about the line."""

SIZE_STEP = 1.2
"""A run's Chinese characters differ less in size; Latin letters and digits may differ more."""


@dataclass(slots=True)
class Style:
    """What the characters of one text object share; ``size`` is real, in points."""

    size: float
    font: str
    weight: int
    colour: int
    direction: Direction
    base: float


@dataclass(slots=True)
class Run:
    """Characters that follow each other in one direction.

    ``starts`` and ``ends`` are their places along the line, ``base`` is where the baseline stands
    across it: for horizontal text both grow to the right and downwards.  ``order`` is the run's
    place in the file.
    """

    style: Style
    base: float
    order: int
    chars: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)

    @property
    def start(self) -> float:
        """Where the first character begins."""
        return self.starts[0]

    @property
    def end(self) -> float:
        """Where the last character ends."""
        return self.ends[-1]


def _is_shadow(run: Run, style: Style, char: str, start: float, base: float) -> bool:
    """Whether a character is the one before it once more, drawn again for a shadow."""
    near = SHADOW * style.size
    return (
        char == run.chars[-1]
        and abs(start - run.starts[-1]) < near
        and abs(base - run.base) < near
        and abs(style.size - run.styles[-1].size) < near
        and style.direction is run.style.direction
    )


def _prototype(function: Handle, result: Handle, *arguments: Handle) -> Callable[..., Handle]:
    """Return ``function`` with handles as plain integers, which saves an object for each call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    made: Callable[..., Handle] = ctypes.CFUNCTYPE(result, *arguments)(address)
    return made


_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
_unicode = _prototype(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INT)
_generated = _prototype(pdfium.FPDFText_IsGenerated, _INT, _HANDLE, _INT)
_loose_box = _prototype(pdfium.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _HANDLE)
_text_object = _prototype(pdfium.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)
_origin = _prototype(pdfium.FPDFText_GetCharOrigin, _INT, _HANDLE, _INT, _HANDLE, _HANDLE)
_matrix = _prototype(pdfium.FPDFText_GetMatrix, _INT, _HANDLE, _INT, _HANDLE)
_font_size = _prototype(pdfium.FPDFText_GetFontSize, ctypes.c_double, _HANDLE, _INT)
_font_weight = _prototype(pdfium.FPDFText_GetFontWeight, _INT, _HANDLE, _INT)
_fill = _prototype(pdfium.FPDFPageObj_GetFillColor, _INT, _HANDLE, *[_HANDLE] * 4)
_font = _prototype(pdfium.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
_family = _prototype(
    pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _HANDLE, ctypes.c_char_p, ctypes.c_size_t
)


class Glyphs:
    """Reads the runs of one text page; ``left`` and ``top`` are the page's corner in PDF units."""

    def __init__(self, textpage: int, left: float, top: float) -> None:
        self._page = textpage
        self._left, self._top = left, top
        self._fonts: dict[int | None, tuple[str, int]] = {}

    def runs(self, count: int) -> list[Run]:
        """Return the runs of the page's ``count`` characters, in the order of the file."""
        rect = pdfium.FS_RECTF()
        at = ctypes.addressof(rect)
        page, left = self._page, self._left
        runs: list[Run] = []
        run: Run | None = None
        known: int | None = None
        style: Style | None = None
        for index in range(count):
            code = _unicode(page, index)
            if code <= 32 or code == 0xFFFE:
                if code != 32 or _generated(page, index):
                    continue
            elif code == 0x2D and _generated(page, index):
                continue
            owner = _text_object(page, index)
            if owner != known or style is None:
                known = owner
                style = self._style(owner, index)
            if not _loose_box(page, index, at):
                continue
            if style.direction is Direction.HORIZONTAL:
                start, end, base = rect.left - left, rect.right - left, style.base
            else:
                start, end, base = self._turned(index, style)
            char = chr(code)
            if run is not None and self._follows(run, style, char, start, base):
                run.chars.append(char)
                run.starts.append(start)
                run.ends.append(end)
                run.styles.append(style)
                continue
            if run is not None and _is_shadow(run, style, char, start, base):
                continue
            run = Run(style, base, len(runs), [char], [start], [end], [style])
            runs.append(run)
        return runs

    def _follows(self, run: Run, style: Style, char: str, start: float, base: float) -> bool:
        size = style.size
        last = run.styles[-1]
        gap = start - run.ends[-1]
        if last is not style:
            if last.direction is not style.direction:
                return False
            larger, smaller = max(size, last.size), min(size, last.size)
            if larger > SIZE_STEP * smaller and not (
                larger < 2 * smaller
                and gap < MIXED_NEAR * smaller
                and (char.isascii() or run.chars[-1].isascii())
            ):
                return False
            size = larger
        if abs(base - run.base) > SAME_BASELINE * size:
            return False
        return -OVERLAP * size < gap < NEAR * size

    def _style(self, owner: int | None, index: int) -> Style:
        matrix = pdfium.FS_MATRIX()
        _matrix(self._page, index, ctypes.addressof(matrix))
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        nominal = abs(_font_size(self._page, index)) or 1.0
        wide, tall = nominal * math.hypot(a, b), nominal * math.hypot(c, d)
        size = min(wide, tall) if max(wide, tall) > 2 * min(wide, tall) else (wide * tall) ** 0.5
        if abs(b) < 0.05 * abs(a):
            direction = Direction.HORIZONTAL
        elif abs(a) < 0.05 * abs(b):
            direction = Direction.UPWARD if b > 0 else Direction.DOWNWARD
        else:
            direction = Direction.SLANTED
        family, weight = self._font(owner, index)
        return Style(
            size or 1.0, family, weight, self._colour(owner), direction, self._top - matrix.f
        )

    def _font(self, owner: int | None, index: int) -> tuple[str, int]:
        handle = _font(owner) if owner else None
        if handle not in self._fonts:
            name = ""
            if handle:
                buffer = ctypes.create_string_buffer(128)
                _family(handle, buffer, 128)
                name = buffer.value.decode("utf-8", "replace")
            head, plus, tail = name.partition("+")
            family = tail if plus and len(head) == 6 else name
            self._fonts[handle] = (family, max(_font_weight(self._page, index), 0))
        return self._fonts[handle]

    def _colour(self, owner: int | None) -> int:
        if not owner:
            return 0
        parts = (ctypes.c_uint * 4)()
        at = ctypes.addressof(parts)
        if not _fill(owner, at, at + 4, at + 8, at + 12):
            return 0
        return (parts[0] << 16) + (parts[1] << 8) + parts[2]

    def _turned(self, index: int, style: Style) -> tuple[float, float, float]:
        """Return start, end and base of a character that is not horizontal."""
        x, y = ctypes.c_double(), ctypes.c_double()
        _origin(self._page, index, ctypes.addressof(x), ctypes.addressof(y))
        right, down = x.value - self._left, self._top - y.value
        if style.direction is Direction.UPWARD:
            return -down, -down + style.size, right
        if style.direction is Direction.DOWNWARD:
            return down, down + style.size, -right
        return right, right + style.size, down
