"""One predicted page against one expected page, field by field, in the strict way.

Texts are compared as :func:`~yuzhong_news.scoring.counting.comparable` leaves them.  Nothing is
forgiven but what the expected page itself accepts: ``accepted_headlines`` of an article lists other
readings of its kicker, headline and subtitle that count as right too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

from yuzhong_news.items import Article, Page
from yuzhong_news.scoring.counting import Tally, comparable, tally

MIN_LIKENESS = 0.35
"""Articles that share fewer of their two-character sequences are never a pair (Dice, 0 to 1)."""

_SHOWN = 36
"""Characters of a text that a difference shows."""

_CONTEXT = 8
"""Characters shown before the place where two texts part."""


class Measure(StrEnum):
    """What is counted. ``articles`` counts articles in which every other measure is perfect."""

    ARTICLES = "articles"
    KINDS = "kinds"
    COLUMNS = "columns"
    KICKERS = "kickers"
    HEADLINES = "headlines"
    SUBTITLES = "subtitles"
    DATELINES = "datelines"
    LEADS = "leads"
    BYLINES = "bylines"
    PEOPLE = "people"
    CONTRIBUTORS = "contributors"
    PARAGRAPHS = "paragraphs"
    SUBHEADS = "subheads"
    CAPTIONS = "captions"
    CREDITS = "credits"
    JUMPS = "jumps"
    FURNITURE = "furniture"


class Title(NamedTuple):
    """One reading of an article's headline lines."""

    kicker: str
    headline: str
    subtitle: str


@dataclass(frozen=True, slots=True)
class Expected:
    """The right answer for a page, and for each of its articles the readings of its title."""

    page: Page
    titles: list[list[Title]]


@dataclass(frozen=True, slots=True)
class PageScore:
    """The counts of one page by measure, and one line for each thing that is not right."""

    tallies: dict[Measure, Tally]
    differences: list[str]

    @property
    def perfect(self) -> bool:
        """Whether every measure is perfect."""
        return all(count.perfect for count in self.tallies.values())


def expected_page(data: Mapping[str, Any]) -> Expected:
    """Return the right answer that ``data`` (a page's JSON) holds.

    Raises pydantic's ``ValidationError`` for any key that is neither the item's nor
    ``accepted_headlines``.
    """
    articles = []
    titles = []
    for given in data.get("articles", []):
        fields = dict(given)
        others = fields.pop("accepted_headlines", [])
        article = Article.model_validate(fields)
        articles.append(article)
        titles.append([_title(article), *(_title(Article.model_validate(each)) for each in others)])
    return Expected(Page.model_validate({**data, "articles": articles}), titles)


def score_page(expected: Expected, predicted: Page) -> PageScore:
    """Return the counts and differences of ``predicted`` against ``expected``."""
    tallies = dict.fromkeys(Measure, Tally())
    differences: list[str] = []
    for want, got in _pairs(expected.page.articles, predicted.articles):
        article = expected.page.articles[want] if want is not None else None
        answer = predicted.articles[got] if got is not None else None
        readings = expected.titles[want] if want is not None else []
        counts, unlike = _score_article(article, answer, readings)
        whole = article is not None and all(count.perfect for count in counts.values())
        tallies[Measure.ARTICLES] += Tally(int(whole), int(want is not None), int(got is not None))
        for measure, count in counts.items():
            tallies[measure] += count
        differences += [f"{_name(want, article, got, answer)}: {each}" for each in unlike]
    furniture, unlike = _compare(
        Measure.FURNITURE, _texts(*expected.page.furniture), _texts(*predicted.furniture)
    )
    tallies[Measure.FURNITURE] = furniture
    return PageScore(tallies, differences + unlike)


def _score_article(
    expected: Article | None, predicted: Article | None, readings: Sequence[Title]
) -> tuple[dict[Measure, Tally], list[str]]:
    counts: dict[Measure, Tally] = {}
    differences: list[str] = []
    if expected is None or predicted is None:
        differences.append("was not found" if predicted is None else "was not expected")
    answers = {
        measure: (fields(expected), fields(predicted)) for measure, fields in _FIELDS.items()
    }
    given = _title(predicted or Article())
    right = _nearest(readings, given) if predicted else next(iter(readings))
    for measure, want, got in zip(_TITLE_PARTS, right, given, strict=True):
        answers[measure] = ([want] if want else [], [got] if got else [])
    for measure, (want_all, got_all) in answers.items():
        counts[measure], unlike = _compare(measure, want_all, got_all)
        if expected is not None and predicted is not None:
            differences += unlike
    return counts, differences


def _compare(
    measure: Measure, expected: list[Hashable], predicted: list[Hashable]
) -> tuple[Tally, list[str]]:
    """Count one field's answers: paragraphs in their order, all others in any order."""
    count = tally(expected, predicted)
    if measure is Measure.PARAGRAPHS:
        blocks = SequenceMatcher(None, expected, predicted, autojunk=False).get_matching_blocks()
        in_order = sum(block.size for block in blocks)
        if in_order < count.right:
            count = Tally(in_order, count.expected, count.predicted)
    missing = list((Counter(expected) - Counter(predicted)).elements())
    surplus = list((Counter(predicted) - Counter(expected)).elements())
    if not count.perfect and not missing and not surplus:
        return count, [f"{measure}: in another order"]
    if len(missing) == len(surplus) == 1:
        return count, [f"{measure}: {_contrast(_show(missing[0]), _show(surplus[0]))}"]
    return count, [
        *(f"{measure}: lacks {_clip(_show(each))}" for each in missing),
        *(f"{measure}: has instead {_clip(_show(each))}" for each in surplus),
    ]


def _pairs(
    expected: Sequence[Article], predicted: Sequence[Article]
) -> list[tuple[int | None, int | None]]:
    """Pair articles one to one, the likest first; what stays alone is paired with nothing."""
    wanted = [_bigrams(article) for article in expected]
    given = [_bigrams(article) for article in predicted]
    likeness = sorted(
        (
            (_dice(want, got), -i, -j)
            for i, want in enumerate(wanted)
            for j, got in enumerate(given)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for value, i, j in likeness:
        if value >= MIN_LIKENESS and -i not in partner and -j not in partner.values():
            partner[-i] = -j
    alone = set(range(len(predicted))) - set(partner.values())
    return [
        *((i, partner.get(i)) for i in range(len(expected))),
        *((None, j) for j in sorted(alone)),
    ]


def _bigrams(article: Article) -> Counter[str]:
    parts = [article.headline, *article.paragraphs, *(each.text for each in article.captions)]
    text = comparable("".join(part or "" for part in parts))
    return Counter(text[i : i + 2] for i in range(max(1, len(text) - 1)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _title(article: Article) -> Title:
    parts = (article.kicker, article.headline, article.subtitle)
    return Title(*(comparable(part) for part in parts))


def _nearest(readings: Sequence[Title], given: Title) -> Title:
    """Return the first reading that shares most parts with ``given``; an empty one for none."""

    def same_parts(reading: Title) -> int:
        return sum(a == b for a, b in zip(reading, given, strict=True))

    return max(readings, key=same_parts, default=Title("", "", ""))


def _texts(*texts: str | None) -> list[Hashable]:
    return [text for text in map(comparable, texts) if text]


def _byline(article: Article) -> list[Hashable]:
    """The byline without the brackets and bullets that stand around it."""
    text = comparable(article.byline).strip("()[]【】■●◆□○")
    return [text] if text else []


def _contributors(article: Article) -> list[Hashable]:
    return [tuple(map(comparable, (p.name, p.role, p.work))) for p in article.contributors]


def _credits(article: Article) -> list[Hashable]:
    return [(comparable(c.text), comparable(c.credit)) for c in article.captions if c.credit]


def _jumps(article: Article) -> list[Hashable]:
    ends = (("from", article.continued_from), ("to", article.continued_to))
    return [(direction, page) for direction, page in ends if page is not None]


def _of(field: Callable[[Article], list[Hashable]]) -> Callable[[Article | None], list[Hashable]]:
    """Make ``field`` give nothing for an article that is not there."""
    return lambda article: field(article) if article is not None else []


_TITLE_PARTS = (Measure.KICKERS, Measure.HEADLINES, Measure.SUBTITLES)

_FIELDS: dict[Measure, Callable[[Article | None], list[Hashable]]] = {
    Measure.KINDS: _of(lambda a: [a.kind.value]),
    Measure.COLUMNS: _of(lambda a: _texts(a.column)),
    Measure.DATELINES: _of(lambda a: _texts(a.dateline)),
    Measure.LEADS: _of(lambda a: _texts(a.lead)),
    Measure.BYLINES: _of(_byline),
    Measure.PEOPLE: _of(lambda a: _texts(*(each.name for each in a.contributors))),
    Measure.CONTRIBUTORS: _of(_contributors),
    Measure.PARAGRAPHS: _of(lambda a: _texts(*a.paragraphs)),
    Measure.SUBHEADS: _of(lambda a: [(comparable(s.text), s.before_paragraph) for s in a.subheads]),
    Measure.CAPTIONS: _of(lambda a: _texts(*(each.text for each in a.captions))),
    Measure.CREDITS: _of(_credits),
    Measure.JUMPS: _of(_jumps),
}


def _name(
    want: int | None, expected: Article | None, got: int | None, answer: Article | None
) -> str:
    article = expected or answer or Article()
    words = article.headline or "".join(article.paragraphs) or "without words"
    place = f"article {want + 1}" if want is not None else f"predicted article {(got or 0) + 1}"
    return f"{place} ({_clip(words, 16)})"


def _show(answer: Hashable) -> str:
    if isinstance(answer, tuple):
        return " / ".join("–" if part in ("", None) else str(part) for part in answer)
    return str(answer)


def _clip(text: str, length: int = _SHOWN) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _contrast(expected: str, predicted: str) -> str:
    """Show two texts from shortly before the place where they part."""
    same = next(
        (i for i, (a, b) in enumerate(zip(expected, predicted, strict=False)) if a != b),
        min(len(expected), len(predicted)),
    )
    start = max(0, same - _CONTEXT)
    dots = "…" if start else ""
    return f"{dots}{_clip(expected[start:])} became {dots}{_clip(predicted[start:])}"
