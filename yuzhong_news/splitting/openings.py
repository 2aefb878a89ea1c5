"""Where a labelled text opens, and where each of its paragraphs is signed."""

from __future__ import annotations

import re

from yuzhong_news.splitting.bylines import closing, opening
from yuzhong_news.splitting.short_lines import Text

DATELINE_PARAGRAPHS = 16
"""Paragraphs of a summary in points (■ …) that may stand before the dateline."""

POINT = re.compile(r"^[■●◆▲◎★]")
"""How a point of a summary begins."""


def dateline_place(lines: list[Text]) -> int:
    """Return which line opens the text: the first with a dateline, else the first paragraph.

    A summary in points may stand before it; behind other paragraphs, a dateline opens nothing.
    """
    first = -1
    for place, line in enumerate(lines[:DATELINE_PARAGRAPHS]):
        if line.subhead:
            continue
        first = place if first < 0 else first
        head = opening(line.text)
        if head is not None and head.dateline is not None:
            return place
        if not POINT.match(line.text):
            break
    return first


def all_signed(lines: list[Text]) -> bool:
    """Whether several paragraphs each end in a byline of their own: briefs under one headline."""
    texts = [line.text for line in lines if not line.subhead]
    return len(texts) > 1 and all(closing(text) is not None for text in texts)
