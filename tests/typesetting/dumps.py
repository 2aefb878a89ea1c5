"""Text dumps of printed pages, as extracting programs make them, in many manners.

The lines of each article are taken in their reading order, cut where a column ends, and put where
the manner has headlines, captions and furniture.  What the page's right answer is does not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from yuzhong_news.items import PrintedPage
from yuzhong_news.splitting.rows import Span
from yuzhong_news.splitting.split import Split

Frame = list[str]
"""Lines between two blank lines of a dump."""


@dataclass(frozen=True)
class Manner:
    """How a program dumps a page.

    ``heads`` says where headlines stand beside their bodies, or on the page where it lists them;
    ``parts`` what blank lines part; ``captions`` where captions stand.
    """

    name: str
    heads: str = "above"
    indents: bool = False
    parts: str = "column"
    kicker_apart: bool = True
    captions: str = "end"
    furniture_first: bool = True
    shuffled: bool = False


MANNERS: tuple[Manner, ...] = (
    Manner("above"),
    Manner(
        "above-par", parts="paragraph", kicker_apart=False, captions="with", furniture_first=False
    ),
    Manner("above-ind", indents=True, kicker_apart=False, captions="with", shuffled=True),
    Manner("below", heads="below", captions="with", shuffled=True),
    Manner("below-ind", heads="below", indents=True, parts="paragraph", furniture_first=False),
    Manner("last", heads="last", shuffled=True),
    Manner(
        "last-ind",
        heads="last",
        indents=True,
        parts="paragraph",
        kicker_apart=False,
        captions="last",
    ),
    Manner("first", heads="first", kicker_apart=False, captions="first"),
    Manner("mixed", heads="mixed", captions="mixed", furniture_first=False, shuffled=True),
    Manner("mixed-par", heads="mixed", parts="paragraph", kicker_apart=False, shuffled=True),
    Manner("run-on", parts="article", kicker_apart=False),
)


def dump(page: PrintedPage, split: Split, manner: Manner, rng: Random) -> str:
    """Return the text of ``page`` in ``manner``; ``split`` says what each line is."""
    order = list(range(len(split.articles)))
    if manner.shuffled:
        rng.shuffle(order)
    blocks: list[Frame] = []
    heads: list[Frame] = []
    captions: list[Frame] = []
    for number in order:
        article = _Article(page, split, number, manner, rng)
        place = _drawn(manner.heads, ("above", "above", "below", "below", "last"), rng)
        frames = article.body
        if place == "above":
            frames = article.heads + frames
        elif place == "below":
            frames = frames + article.heads
        else:
            heads += article.heads
        place = _drawn(manner.captions, ("with", "end", "last"), rng)
        if place == "with":
            at = rng.randint(0, len(frames))
            frames = frames[:at] + article.captions + frames[at:]
        elif place == "end":
            frames = frames + article.captions
        else:
            captions += article.captions
        blocks += frames
    parts = [blocks]
    parts.insert(0 if manner.heads == "first" else 1, heads)
    parts.insert(parts.index(blocks) if manner.captions == "first" else len(parts), captions)
    parts.insert(0 if manner.furniture_first else len(parts), [[line] for line in split.furniture])
    return "\n\n".join("\n".join(frame) for part in parts for frame in part if frame) + "\n"


def _drawn(place: str, places: Sequence[str], rng: Random) -> str:
    return rng.choice(places) if place == "mixed" else place


class _Article:
    """The frames of one article: ``heads``, ``body`` and ``captions``."""

    def __init__(
        self, page: PrintedPage, split: Split, number: int, manner: Manner, rng: Random
    ) -> None:
        self._page, self._manner, self._rng = page, manner, rng
        self._article = split.articles[number]
        self._spans = [span for span in split.spans if span.article == number]
        self._rows = self._rows_by_field()
        self.heads = self._heads()
        self.body: list[Frame] = []
        self._fill_body()
        self._sign()
        self.captions = [self._texts(rows) for _, rows in self._of("captions")]

    def _text(self, line: int) -> str:
        return self._page.lines[line].text.strip()

    def _texts(self, lines: Iterable[int]) -> Frame:
        return [self._text(line) for line in lines]

    def _rows_by_field(self) -> dict[tuple[str, int], list[int]]:
        """Return each line once, under the field and item that most of it belongs to."""
        in_body = {span.line for span in self._spans if span.field == "paragraphs"}
        rows: dict[tuple[str, int], list[int]] = {}
        seen: set[int] = set()
        for span in self._spans:
            if span.line in seen or (span.line in in_body and span.field != "paragraphs"):
                continue
            seen.add(span.line)
            rows.setdefault((span.field, span.item), []).append(span.line)
        return rows

    def _of(self, field: str) -> list[tuple[int, list[int]]]:
        return [(item, rows) for (name, item), rows in self._rows.items() if name == field]

    def _heads(self) -> list[Frame]:
        column = [self._text(line) for _, rows in self._of("column") for line in rows]
        titles = []
        for field in ("kicker", "headline", "subtitle"):
            lines = sorted(
                (line for _, rows in self._of(field) for line in rows),
                key=lambda line: self._page.lines[line].box.top,
            )
            titles.append(self._texts(lines))
        if any(len(text) == 1 for title in titles for text in title) and self._rng.random() < 0.5:
            titles = [["".join(title)] for title in titles if title]
        if not self._manner.kicker_apart:
            titles = [[text for title in titles for text in title]]
        marks = [line for _, rows in self._of("jumps") for line in rows]
        back = [text for text in self._texts(marks) if "接" in text]
        return [frame for frame in (column, *titles, back) if frame]

    def _fill_body(self) -> None:
        article, parts = self._article, self._manner.parts
        frame: Frame = []
        last: int | None = None
        for place in range(len(article.paragraphs) + 1):
            for item, subhead in enumerate(article.subheads):
                rows = self._texts(self._rows.get(("subheads", item), []))
                if subhead.before_paragraph != place or not rows:
                    continue
                inside = parts == "column" and self._rng.random() < 0.3
                if parts != "article":
                    self.body.append(frame)
                    frame = []
                if parts == "article" or inside:
                    frame += rows
                else:
                    self.body.append(rows)
                last = None
            for line, first in self._paragraph(place):
                ended = last is not None and not self._is_below(last, line)
                if (ended and parts != "article") or (first and parts == "paragraph"):
                    self.body.append(frame)
                    frame = []
                frame.append(
                    ("\u3000\u3000" if first and self._manner.indents else "") + self._text(line)
                )
                last = line
        self.body = [rows for rows in [*self.body, frame] if rows]

    def _paragraph(self, place: int) -> Iterable[tuple[int, bool]]:
        """Yield the lines of a paragraph, and whether it begins in each."""
        lines = self._rows.get(("paragraphs", place), [])
        if place == 0 and self._article.dateline:
            lines = [*self._opening(), *lines]
        for number, line in enumerate(lines):
            yield line, number == 0 and (place == 0 or self._begins(line, place))

    def _begins(self, line: int, place: int) -> bool:
        return any(
            (span.line, span.field, span.item) == (line, "paragraphs", place) and span.start <= 2
            for span in self._spans
        )

    def _opening(self) -> list[int]:
        """Return the lines of dateline and byline above the text that hold none of it."""
        lines: list[int] = []
        for span in self._spans:
            if span.field == "paragraphs":
                break
            if span.field in ("dateline", "byline") and not self._in_body(span):
                lines += [span.line] if span.line not in lines else []
        return lines

    def _in_body(self, span: Span) -> bool:
        return any(span.line in rows for _, rows in self._of("paragraphs"))

    def _is_below(self, one: int, other: int) -> bool:
        above, below = self._page.lines[one].box, self._page.lines[other].box
        return below.top > above.top - 1 and below.left < above.right

    def _sign(self) -> None:
        """Put the byline behind the text, or with the heads; and （下转2版） behind all."""
        used = {text.strip("\u3000") for frame in self.body for text in frame}
        lines = [line for _, rows in self._of("byline") for line in rows]
        rows = [text for text in self._texts(lines) if text not in used]
        last = len(self._article.paragraphs) - 1
        closing = any(
            span.field == "paragraphs" and span.item == last and span.line == sign.line
            for sign in self._spans
            if sign.field == "byline"
            for span in self._spans
        )
        marks = [line for _, found in self._of("jumps") for line in found]
        onward = [text for text in self._texts(marks) if "转" in text and text not in used]
        if self.body:
            self.body[-1] += (rows if closing else []) + onward
        if rows and not closing:
            (self.body if self._rng.random() < 0.5 else self.heads).append(rows)
