"""Briefs: short items that a vendor holds as one article, under one title (简讯, 一句话新闻).

In print each is an article with a head of its own, or none, and the title is their column.  They
are parted only where every item shows by itself that it is one: by its dateline, by a byline at its
end, or, under a title that says so, by its head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from yuzhong_news.items import LabelledArticle, Part
from yuzhong_news.splitting.bylines import closing, opening
from yuzhong_news.splitting.short_lines import MAX_SUBHEAD

MOST = 60
"""Items under one title; a page of briefs has 20."""

_RAIL = re.compile(
    r"[【\[]?\S{0,6}(?:[简短快]讯|[短微]波|一句话(?:新闻)?|简报|速览|速递|集锦|短新闻|简明新闻|"
    r"新闻简报|要闻回顾|资讯|动态|播报|快报|信息)[】\]]?"
)
"""Titles that name no matter: 简讯, 社区快讯, 一句话新闻."""
_STOP = re.compile(r"[。！？!?…；;，,：:][”’」』）)】》]*")
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class _Brief:
    head: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [part.text for part in self.parts if part.kind == "paragraph"]

    @property
    def opens(self) -> bool:
        return bool(self.texts) and _has_dateline(self.texts[0])

    @property
    def closes(self) -> bool:
        return bool(self.texts) and closing(self.texts[-1]) is not None


def parted(labelled: LabelledArticle) -> tuple[str | None, list[LabelledArticle]]:
    """Return the title that is the column of an article's briefs, and the briefs.

    An article that holds none comes back alone, without a column.  Pictures before the first brief
    are its own.
    """
    alone = (None, [labelled])
    if labelled.kicker or labelled.subtitle or labelled.byline or not labelled.headline:
        return alone
    title = _BLANKS.sub("", labelled.headline)
    is_rail = _RAIL.fullmatch(title) is not None
    briefs = _briefs(labelled.parts, _headed)
    if briefs is None and is_rail:
        briefs = _briefs(labelled.parts, _signed)
    if briefs is None:
        return alone
    bold = all(brief.parts and brief.head for brief in briefs)
    signed = all(brief.opens for brief in briefs) or all(brief.closes for brief in briefs)
    if not (signed or (is_rail and bold)):
        return alone
    column = title if is_rail else labelled.headline
    return column, [replace(labelled, headline=brief.head, parts=brief.parts) for brief in briefs]


_Start = Callable[[list[Part], int], tuple[str, Part | None] | None]
"""Whether a brief begins at a part: its head, and what of the part is text; else None."""


def _briefs(parts: list[Part], start: _Start) -> list[_Brief] | None:
    """Return a body's briefs; None where there are not several, or something is before them."""
    briefs: list[_Brief] = []
    pictures: list[Part] = []
    for place, part in enumerate(parts):
        begun = start(parts, place)
        if begun is not None:
            head, rest = begun
            briefs.append(_Brief(head, [*pictures, *([rest] if rest is not None else [])]))
            pictures = []
        elif briefs:
            briefs[-1].parts.append(part)
        elif part.kind in ("picture", "caption"):
            pictures.append(part)
        else:
            return None
    whole = 1 < len(briefs) <= MOST and all(brief.texts for brief in briefs)
    return briefs if whole else None


def _headed(parts: list[Part], place: int) -> tuple[str, Part | None] | None:
    """Tell whether a brief's head stands here: set apart, on a line of its own, or run in."""
    part = parts[place]
    after = next((each for each in parts[place + 1 :] if each.kind != "picture"), None)
    follows = after is not None and after.kind == "paragraph"
    if part.kind == "subhead":
        return (part.text, None) if follows else None
    if part.kind != "paragraph":
        return None
    if after is not None and follows and _is_head(part.text) and _has_dateline(after.text):
        return part.text, None
    for head, rest in _cuts(part.text):
        if _is_head(head) and _has_dateline(rest):
            return head, part._replace(text=rest)
    return None


def _signed(parts: list[Part], place: int) -> tuple[str, Part | None] | None:
    """Tell whether a paragraph is a brief without a head: by its dateline or its byline."""
    part = parts[place]
    if part.kind != "paragraph":
        return None
    sure = _has_dateline(part.text) or closing(part.text) is not None
    return ("", part) if sure else None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Yield a paragraph's two sides of each of its first blanks."""
    for blank in _BLANKS.finditer(text, 0, MAX_SUBHEAD + 2):
        yield text[: blank.start()], text[blank.end() :]


def _is_head(text: str) -> bool:
    return 2 < len(text) <= MAX_SUBHEAD and _STOP.search(text) is None and opening(text) is None


def _has_dateline(text: str) -> bool:
    found = opening(text)
    return found is not None and found.dateline is not None
