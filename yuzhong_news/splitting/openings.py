"""Where a labelled text opens, and where each of its paragraphs is signed."""

from __future__ import annotations

import re

from yuzhong_news.splitting.bylines import closing, opening
from yuzhong_news.splitting.short_lines import Text

DATELINE_PARAGRAPHS = 16
"""Paragraphs of a summary in points (■ …) that may stand before the dateline."""

_NOTE = re.compile(
    r"[【\[（(]?(?:编者按|编者的话|开栏(?:语|的话)|编前话?|阅读提示|核心提示|内容提要|引言)"
)
"""How an editor's note begins, before the text that it leads to."""

NOTE_PARAGRAPHS = 3
"""Paragraphs of an editor's note."""

POINT = re.compile(r"^[■●◆▲◎★]")
"""How a point of a summary begins."""


def dateline_place(lines: list[Text]) -> int:
    """Return which line opens the text: the first with a dateline, else the first paragraph.

    A summary in points or an editor's note may stand before it; behind other paragraphs, a dateline
    opens nothing.
    """
    first = -1
    note = 0
    for place, line in enumerate(lines[:DATELINE_PARAGRAPHS]):
        if line.subhead:
            continue
        if first < 0:
            first, note = place, NOTE_PARAGRAPHS if _NOTE.match(line.text) else 0
        head = opening(line.text)
        if head is not None and head.dateline is not None:
            return place
        if not (POINT.match(line.text) or note):
            break
        note = max(0, note - 1)
    return first


def all_signed(lines: list[Text]) -> bool:
    """Whether several paragraphs each end in a byline of their own: briefs under one headline."""
    texts = [line.text for line in lines if not line.subhead]
    return len(texts) > 1 and all(closing(text) is not None for text in texts)
