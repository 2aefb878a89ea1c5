"""Whether a page's articles and furniture use up the page's text: nothing lost, nothing twice.

A character of the input is *used once* when the page's fields hold it as often as the input does.
The fields are: column, kicker, headline, subtitle, dateline, byline, paragraphs, subheads, captions
with their credits, the text of jump marks, and the page's furniture.  The lead is not among them,
for it repeats a paragraph or stands outside them and is counted by the measure of leads; neither
are contributors, who repeat the byline.

Characters are counted as bags, white space left out: for a character that the input holds n times
and the fields m times, n - |n - m| of its n are used once (none below zero).  What a bag cannot see
is order, and a character lost in one place while the same was doubled in another.

- A group credit (本组图片由…提供) stands on each caption of its group but only once in print: a
  repeated credit counts as often as the input prints it, and at least once for each article.
- Brackets, bullets, colons and strokes that stand beside a printed byline, dateline or credit
  belong to it, whether the field kept them or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yuzhong_news.items import Article, Page
from yuzhong_news.scoring.counting import without_blanks

_BEFORE = frozenset("（(【[〔《■●◆▲□○◇△/／|｜—·")
_AFTER = frozenset("）)】]〕》■●◆▲□○◇△/／|｜—·：:")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one page's text its fields use; all counts are characters, without blanks.

    ``lost`` are characters of the input that no field holds, ``surplus`` are those that fields hold
    more often than the input does.
    """

    characters: int
    used_once: int
    lost: Counter[str]
    surplus: Counter[str]

    @property
    def share(self) -> float:
        """The share of the input's characters that are used once, 0 to 1; 1.0 for no input."""
        return self.used_once / self.characters if self.characters else 1.0


def cover(page: Page, text: str) -> Coverage:
    """Return how much of ``text``, the input that ``page`` was split from, its fields use once."""
    printed = without_blanks(text)
    want = Counter(printed)
    got = Counter("".join(_field_texts(page, printed)))
    for mark in _marks_beside(_credit_lines(page), printed):
        if got[mark] < want[mark]:
            got[mark] += 1
    used = sum(max(0, count - abs(count - got[each])) for each, count in want.items())
    return Coverage(want.total(), used, want - got, got - want)


def _field_texts(page: Page, printed: str) -> Iterator[str]:
    for article in page.articles:
        yield from map(without_blanks, _article_texts(article))
    yield from map(without_blanks, page.furniture)
    yield from _credits_in_print(page, printed)


def _article_texts(article: Article) -> Iterator[str]:
    singles = (
        article.column,
        article.kicker,
        article.headline,
        article.subtitle,
        article.dateline,
        article.byline,
    )
    yield from (text for text in singles if text)
    yield from article.paragraphs
    yield from (subhead.text for subhead in article.subheads)
    yield from (caption.text for caption in article.captions)
    yield from (jump.text for jump in article.jumps)


def _credits_in_print(page: Page, printed: str) -> Iterator[str]:
    """Yield each credit as often as it stands in print, once at least for each of its articles."""
    on_captions: Counter[str] = Counter()
    in_articles: Counter[str] = Counter()
    for article in page.articles:
        texts = [without_blanks(each.credit) for each in article.captions if each.credit]
        on_captions.update(texts)
        in_articles.update(set(texts))
    for credit, times in on_captions.items():
        in_print = min(times, printed.count(credit))
        yield from [credit] * max(in_articles[credit], in_print)


def _credit_lines(page: Page) -> Iterator[str]:
    for article in page.articles:
        texts = (article.byline, article.dateline, *(each.credit for each in article.captions))
        yield from (without_blanks(text) for text in texts if text)


def _marks_beside(lines: Iterable[str], printed: str) -> Iterator[str]:
    """Yield the marks of ``printed`` that stand beside a line, each of them once."""
    places: set[int] = set()
    for line, times in Counter(lines).items():
        at = -1
        for _ in range(times):
            at = printed.find(line, at + 1)
            if at < 0:
                break
            end = at + len(line)
            if at and printed[at - 1] in _BEFORE:
                places.add(at - 1)
            if end < len(printed) and printed[end] in _AFTER:
                places.add(end)
    yield from (printed[place] for place in sorted(places))
