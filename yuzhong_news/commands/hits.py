"""How hits are shown: for people with their terms marked, for programs as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from yuzhong_news.search import Passage
    from yuzhong_news.search.highlighting import Marks
    from yuzhong_news.storage import Hit, SearchResult

BOLD = ("\x1b[1m", "\x1b[0m")
BRACKETS = ("【", "】")


def as_text(result: SearchResult, offset: int, around: tuple[str, str]) -> Iterator[str]:
    """Yield the lines that a person reads; ``around`` stands before and after each term."""
    yield summary(result, offset)
    for number, hit in enumerate(result.hits, start=offset + 1):
        yield ""
        facts = [hit.newspaper, hit.issue_date and hit.issue_date.isoformat(), _page(hit)]
        place = " ".join(str(fact) for fact in facts if fact) or _file(hit.source_url or "?")
        headline = marked(hit.headline or "(no headline)", hit.headline_marks, around)
        yield f"{number}. {place}  {headline}"
        if hit.passage is not None and hit.passage.text != hit.headline:
            yield f"   {_passage(hit.passage, around)}"


def as_json(hit: Hit) -> str:
    """Return one JSON object; the offsets of marks count characters."""
    passage = None if hit.passage is None else hit.passage._asdict()
    values = dataclasses.asdict(hit) | {"passage": passage}
    return json.dumps(values, ensure_ascii=False, default=str)


def summary(result: SearchResult, offset: int) -> str:
    """Return in words how many articles match, and which of them are shown."""
    count = f"{result.total} article{'' if result.total == 1 else 's'}"
    if len(result.hits) == result.total:
        return count
    if not result.hits:
        return f"{count}; none from --offset {offset} on"
    return f"{count}; {offset + 1} to {offset + len(result.hits)} shown"


def marked(text: str, marks: Marks, around: tuple[str, str]) -> str:
    """Return the text with its marks; what a terminal would obey becomes blanks."""
    before, after = around
    pieces: list[str] = []
    last = 0
    for start, end in marks:
        pieces += [_safe(text[last:start]), before, _safe(text[start:end]), after]
        last = end
    return "".join([*pieces, _safe(text[last:])])


def _passage(passage: Passage, around: tuple[str, str]) -> str:
    text = marked(passage.text, passage.marks, around)
    return f"{'…' if passage.cut_before else ''}{text}{'…' if passage.cut_after else ''}"


def _page(hit: Hit) -> str | None:
    return str(hit.page_number) if hit.page_number is not None else hit.page_name


def _file(address: str) -> str:
    """Return the last part of an address: the name of a file on disk."""
    return unquote(address.rstrip("/").rpartition("/")[2])


def _safe(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
