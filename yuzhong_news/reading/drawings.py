"""What is drawn on a PDF page beside its characters: rules, frames, tints and pictures.

Line drawings and letters turned into outlines are none of these, and are passed over.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium

from yuzhong_news.items import Box, Tint
from yuzhong_news.reading.glyphs import Handle

THIN = 4.0
"""Points: what is thinner, and much longer than thick, is a ruling line."""

SLENDER = 4.0
"""A ruling line is longer than so many times its thickness."""

LEAST = 8.0
"""Points: a rule, frame, tint or picture whose longer side is shorter says nothing."""

MAX_OBJECTS = 200_000
"""Objects on one page; a newspaper's page has 400 to 20,000."""

WHITE = 0xFFFFFF
"""What is filled with the paper's colour is no tint."""

MAX_DEPTH = 12
"""Forms inside forms."""

MAX_SEGMENTS = 400
"""Segments of one path: what has more is a drawing or a letter."""


CORNERS, ROUND_CORNERS = 14, 19
"""Points of the outline of a frame or a tint, and of one with four rounded corners."""


class Matrix(NamedTuple):
    """PDF's affine matrix: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where the point (x, y) goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """Return the matrix that does ``inner`` first, and then this one."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return Matrix(a, b, c, d, *self.point(inner.e, inner.f))


@dataclass(slots=True)
class Drawings:
    """What is drawn on a page, in points from its upper left corner."""

    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    tints: list[Tint] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


class _Ink(NamedTuple):
    """How a path is drawn: the stroke's width in points, the colour it is filled with, whether it
    is stroked at all."""

    width: float
    colour: int
    stroked: bool


class TooManyObjectsError(Exception):
    """The page has more objects than a page of a newspaper can have."""


class DrawingReader:
    """Reads the drawings of one page; ``area`` is its left, bottom, right and top in PDF units."""

    def __init__(self, area: tuple[float, float, float, float]) -> None:
        self.left, self.bottom, self.right, self.top = area
        self.found = Drawings()
        self._seen = 0
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def read(self, page: Handle) -> Drawings:
        """Return the drawings of ``page``.  Raises TooManyObjectsError."""
        identity = Matrix(1, 0, 0, 1, 0, 0)
        count = pdfium.FPDFPage_CountObjects(page)
        self._count(count)
        for index in range(count):
            self._object(pdfium.FPDFPage_GetObject(page, index), identity, 0)
        return self.found

    def _count(self, more: int) -> None:
        self._seen += max(more, 0)
        if self._seen > MAX_OBJECTS:
            raise TooManyObjectsError

    def _object(self, thing: Handle, matrix: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(thing, matrix)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box = self._clipped(thing, matrix)
            if box is None or max(box.width, box.height) < LEAST:
                return
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.found.pictures.append(box)
            else:
                self.found.tints.append(Tint(box, 0x808080))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = matrix.after(_matrix_of(thing))
            count = pdfium.FPDFFormObj_CountObjects(thing)
            self._count(count)
            for index in range(count):
                self._object(pdfium.FPDFFormObj_GetObject(thing, index), inner, depth + 1)

    def _bounds(self, thing: Handle, matrix: Matrix) -> Box | None:
        left, bottom, right, top = self._numbers
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            return None
        return self._box(
            [
                matrix.point(x, y)
                for x in (left.value, right.value)
                for y in (bottom.value, top.value)
            ]
        )

    def _box(self, points: list[tuple[float, float]]) -> Box:
        xs = [point[0] for point in points]
        ys = [point[1] for point in points]
        return Box(min(xs) - self.left, self.top - max(ys), max(xs) - self.left, self.top - min(ys))

    def _clipped(self, thing: Handle, matrix: Matrix) -> Box | None:
        """Return the part of an object that its clipping path and the page leave to be seen."""
        box = self._bounds(thing, matrix)
        clip = pdfium.FPDFPageObj_GetClipPath(thing)
        count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
        window = Box(0, 0, self.right - self.left, self.top - self.bottom)
        box = _overlap(box, window) if box else None
        for path in range(min(max(count, 0), 20)):
            segments = pdfium.FPDFClipPath_CountPathSegments(clip, path)
            if not 3 <= segments <= MAX_SEGMENTS or box is None:
                continue
            points = [
                self._point(pdfium.FPDFClipPath_GetPathSegment(clip, path, i), matrix)
                for i in range(segments)
            ]
            box = _overlap(box, self._box(points))
        return box

    def _point(self, segment: Handle, matrix: Matrix) -> tuple[float, float]:
        x, y = self._numbers[:2]
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        return matrix.point(x.value, y.value)

    def _path(self, thing: Handle, matrix: Matrix) -> None:
        box = self._bounds(thing, matrix)
        if box is None or max(box.width, box.height) < LEAST:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        filled = fill.value != pdfium.FPDF_FILLMODE_NONE
        if not filled and not stroke.value:
            return
        count = pdfium.FPDFPath_CountSegments(thing)
        if not 2 <= count <= MAX_SEGMENTS:
            return
        width = self._stroke_width(thing) if stroke.value else 0.0
        colour = self._fill_colour(thing) if filled else WHITE
        ink = _Ink(width, colour, bool(stroke.value))
        for points, curved in self._pieces(thing, count, matrix):
            box = self._box(points)
            corners = len(points)
            if CORNERS < corners <= ROUND_CORNERS and self._hugs(points, box):
                corners = CORNERS
            self._piece(box, corners, curved=curved, ink=ink)

    def _hugs(self, points: list[tuple[float, float]], box: Box) -> bool:
        """Whether all points of an outline stand on its box's sides: a rounded rectangle's do."""
        return all(
            min(
                abs(x - self.left - box.left),
                abs(x - self.left - box.right),
                abs(self.top - y - box.top),
                abs(self.top - y - box.bottom),
            )
            < 0.5
            for x, y in points
        )

    def _piece(self, box: Box, corners: int, *, curved: bool, ink: _Ink) -> None:
        """Sort one part of a path in by its shape."""
        width, colour, stroked = ink
        long, thick = max(box.width, box.height), min(box.width, box.height)
        if long < LEAST:
            return
        if thick + width <= THIN and long > SLENDER * thick:
            if stroked or colour != WHITE:
                half = max(width, 0.1) / 2
                flat = box.width > box.height
                self.found.rules.append(
                    Box(box.left, box.top - half, box.right, box.bottom + half)
                    if flat
                    else Box(box.left - half, box.top, box.right + half, box.bottom)
                )
            return
        if thick < LEAST or corners < 4 or (corners > 6 and not curved) or corners > CORNERS:
            return
        if stroked:
            self.found.frames.append(box)
        if colour != WHITE:
            self.found.tints.append(Tint(box, colour))

    def _pieces(
        self, thing: Handle, count: int, matrix: Matrix
    ) -> list[tuple[list[tuple[float, float]], bool]]:
        """Return the points of each part of a path, and whether it has curves."""
        pieces: list[tuple[list[tuple[float, float]], bool]] = []
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(thing, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            point = self._point(segment, matrix)
            if kind == pdfium.FPDF_SEGMENT_MOVETO or not pieces:
                pieces.append(([point], False))
                continue
            points, curved = pieces[-1]
            points.append(point)
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO and not curved:
                pieces[-1] = (points, True)
        return pieces

    def _stroke_width(self, thing: Handle) -> float:
        pdfium.FPDFPageObj_GetStrokeWidth(thing, self._numbers[0])
        return min(self._numbers[0].value, THIN)

    def _fill_colour(self, thing: Handle) -> int:
        red, green, blue, alpha = self._colour
        if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha) or not alpha.value:
            return WHITE
        return (red.value << 16) + (green.value << 8) + blue.value


def _matrix_of(thing: Handle) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _overlap(one: Box, other: Box) -> Box | None:
    box = Box(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )
    return box if box.width > 0 and box.height > 0 else None
