"""What is marked on the picture of a page, and where; places are in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yuzhong_news.items import Box, Direction, Polygon, PrintedLine, PrintedPage
from yuzhong_news.splitting import Span, Split

MARKED = ("headline", "byline", "captions")
"""The fields whose words are marked."""


class Mark(NamedTuple):
    """Where words of ``field`` stand that belong to the article with the index ``article``."""

    article: int
    field: str
    box: Box


def marks_of(printed: PrintedPage, split: Split) -> list[Mark]:
    """Return a mark for each line, or part of one, that is a headline, a byline or a caption."""
    places: dict[tuple[int, str, int], list[Box]] = {}
    for span in split.spans:
        if span.article is not None and span.field in MARKED:
            box = _box_of(span, printed.lines[span.line])
            places.setdefault((span.article, span.field, span.line), []).append(box)
    return [Mark(article, field, _union(boxes)) for (article, field, _), boxes in places.items()]


def main_polygon(region: Sequence[Polygon], heads: Sequence[Box]) -> Polygon:
    """Return the part of ``region`` in which the first of ``heads`` stands, else the first."""
    for head in heads[:1]:
        x, y = (head.left + head.right) / 2, (head.top + head.bottom) / 2
        for polygon in region:
            (left, top), _, (right, bottom), *_ = polygon
            if left <= x <= right and top <= y <= bottom:
                return polygon
    return region[0]


def _box_of(span: Span, line: PrintedLine) -> Box:
    """Return the part of a line's box that the characters of ``span`` take."""
    if line.direction is not Direction.HORIZONTAL:
        return line.box
    em = line.box.width / max(_ems(line.text), 0.5)
    left = line.box.left + em * _ems(line.text[: span.start])
    return line.box._replace(left=left, right=left + em * _ems(line.text[span.start : span.end]))


def _union(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def _ems(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)
