"""One page told twice: by the labelled articles of its HTML, and by its PDF.

The HTML's text stands: it has no line ends to guess.  The PDF adds where an article stands, and
what the HTML lacks (a column, a kicker, a jump mark, captions).  Where both tell a field, and
differently, a doubt keeps both readings.  An article that only the PDF has is added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from yuzhong_news.items import Article, Caption, Doubt, Kind, Polygon, Subhead
from yuzhong_news.splitting.matching import best_assignment
from yuzhong_news.splitting.wording import pairs

CUE = "html-or-pdf"
"""Cue of a doubt between two readings of one field."""
ONLY_IN_PDF = "only-in-pdf"
"""Cue of the doubt on an article that the HTML does not have."""

_SAME = 0.45
"""Share of the smaller one's pairs of characters that two readings of one article share at least.

Two articles on one matter share a fifth; a reading of a body that lost a column shares a half.
"""
_KNOWN = 0.6
"""Share of its pairs from which a piece of the PDF is a part of what the HTML tells."""
_HEADLINE = 0.5
"""Weight of like headlines beside like texts."""
_SHOWN = 80
"""Characters of a reading that a doubt's detail shows."""

_OF_HTML_OR_PDF = ("column", "kicker", "subtitle", "dateline", "byline")
_TEXT = ("kind", "lead", "paragraphs", "subheads", "captions")
_COMPARED = ("headline", "kicker", "subtitle", "byline")
_NOT_COMPARED = re.compile(r"[\W_]+")


def reconcile(labelled: Sequence[Article], printed: Sequence[Article]) -> list[Article]:
    """Return the page's articles as the HTML and the PDF tell them together.

    Those of the HTML come first, in its order.  A page without any in the HTML is its PDF.
    """
    if not labelled:
        return list(printed)
    html = [_Words.of(article) for article in labelled]
    pdf = [_Words.of(article) for article in printed]
    weights = [[_likeness(a, b) for b in pdf] for a in html]
    partner = best_assignment(weights)
    rests = _rests(html, pdf, partner)
    articles = [
        _merged(
            article,
            printed[partner[place]] if place in partner else None,
            [printed[rest] for rest in rests.get(place, ())],
        )
        for place, article in enumerate(labelled)
    ]
    used = set(partner.values()) | {rest for found in rests.values() for rest in found}
    whole = frozenset().union(*(words.all for words in html))
    only = [
        _only_in_pdf(article)
        for place, article in enumerate(printed)
        if place not in used and _share(pdf[place].all, whole) < _KNOWN
    ]
    return [*articles, *only]


@dataclass(slots=True, frozen=True)
class _Words:
    headline: frozenset[str]
    all: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> _Words:
        headline = frozenset(pairs(_folded(article.headline)))
        texts = [
            *(article.kicker, article.subtitle, article.lead, *article.paragraphs),
            *(caption.text for caption in article.captions),
            *(subhead.text for subhead in article.subheads),
        ]
        return cls(headline, headline.union(*(pairs(_folded(text)) for text in texts)))


def _folded(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _likeness(a: _Words, b: _Words) -> float:
    """Return how much speaks for it that both are one article; 0 for strangers."""
    common = len(a.all & b.all)
    smaller = min(len(a.all), len(b.all))
    if not smaller or common / smaller < _SAME:
        return 0.0
    # Of several pieces that one article has in the PDF, the largest is the article.
    extent = common / max(len(a.all), len(b.all))
    return common / smaller + extent + _HEADLINE * _share(a.headline, b.headline)


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 1.0


def _rests(
    html: Sequence[_Words], pdf: Sequence[_Words], partner: dict[int, int]
) -> dict[int, list[int]]:
    """Return the further pieces that the PDF makes of an article of the HTML."""
    taken = set(partner.values())
    rests: dict[int, list[int]] = {}
    for place, words in enumerate(pdf):
        if place in taken or not words.all:
            continue
        shares = [_share(words.all, article.all) for article in html]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= _KNOWN:
            rests.setdefault(best, []).append(place)
    return rests


def _merged(article: Article, printed: Article | None, rests: list[Article]) -> Article:
    if printed is None:
        return article
    region = [polygon for each in (printed, *rests) for polygon in each.region]
    update: dict[str, object] = {
        name: getattr(printed, name)
        for name in _OF_HTML_OR_PDF
        if not getattr(article, name) and getattr(printed, name)
    }
    if not article.paragraphs and not article.captions:
        update |= {name: getattr(printed, name) for name in _TEXT}
    elif not article.captions:
        update["captions"] = _captions(printed, rests)
    if not article.contributors:
        update["contributors"] = printed.contributors
    if not article.jumps:
        update |= {
            "jumps": printed.jumps,
            "continued_from": printed.continued_from,
            "continued_to": printed.continued_to,
        }
        if printed.continued_from is not None:
            update["lead"] = None
    if not article.headline:
        update["headline"] = printed.headline
    update |= _subheads(article, printed)
    update["region"] = _region(region) or article.region
    update["doubts"] = [*article.doubts, *_disagreements(article, printed, rests)]
    update["sources"] = list(dict.fromkeys((*article.sources, *printed.sources)))
    return article.model_copy(update=update)


def _captions(printed: Article, rests: list[Article]) -> list[Caption]:
    return [caption for each in (printed, *rests) for caption in each.captions]


def _region(region: list[Polygon]) -> list[Polygon]:
    return [polygon for place, polygon in enumerate(region) if polygon not in region[:place]]


def _subheads(article: Article, printed: Article) -> dict[str, object]:
    """Return the paragraphs and subheads of the HTML where it sets subheads as paragraphs."""
    if article.subheads or not printed.subheads:
        return {}
    known = {_compared(subhead.text) for subhead in printed.subheads}
    paragraphs: list[str] = []
    subheads: list[Subhead] = []
    for paragraph in article.paragraphs:
        if _compared(paragraph) in known:
            subheads.append(Subhead(text=paragraph, before_paragraph=len(paragraphs)))
        else:
            paragraphs.append(paragraph)
    return {"paragraphs": paragraphs, "subheads": subheads} if subheads and paragraphs else {}


def _disagreements(article: Article, printed: Article, rests: list[Article]) -> list[Doubt]:
    doubts = []
    for name in _COMPARED:
        one, other = getattr(article, name), getattr(printed, name)
        if one and other and _compared(one) != _compared(other):
            doubts.append(_doubt(name, one, other))
    if not rests and article.paragraphs and printed.paragraphs:
        one, other = ("".join(each.paragraphs) for each in (article, printed))
        difference = _difference(_compared(one), _compared(other))
        if difference is not None:
            doubts.append(_doubt("paragraphs", *difference))
    return doubts


def _doubt(field: str, html: str, pdf: str) -> Doubt:
    return Doubt(cue=CUE, field=field, detail=f"HTML: {_short(html)} | PDF: {_short(pdf)}")


def _short(text: str) -> str:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)})"
    return shown or "nothing"


def _compared(text: str) -> str:
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text))


def _difference(one: str, other: str) -> tuple[str, str] | None:
    """Return what stands in each of two texts between what they have in common at both ends."""
    if one == other:
        return None
    shorter = min(len(one), len(other))
    start = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    left = shorter - start
    end = next((n for n in range(left) if one[-1 - n] != other[-1 - n]), left)
    return one[start : len(one) - end], other[start : len(other) - end]


def _only_in_pdf(article: Article) -> Article:
    doubt = Doubt(cue=ONLY_IN_PDF, field="article")
    # A notice has no page of its own in most e-papers: nothing is doubtful about that.
    doubts = article.doubts if article.kind is Kind.NOTICE else [*article.doubts, doubt]
    return article.model_copy(update={"doubts": doubts})
