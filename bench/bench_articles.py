"""Articles out of an e-paper's HTML: time and fields, beside extractors for any web page.

The pages are those of the invented sites in ``fixtures/platforms``, whose right answers are known.
trafilatura and gne take the text out of any news page; they know no vendor's labels.  The aim is
ten times their speed, and right where they are wrong.  A body is *whole* with every paragraph in
it, and *alone* without foreign text: byline, subheads, captions, jump marks, the page's links.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import trafilatura
from gne import GeneralNewsExtractor

from bench.side_by_side import compare
from tests.test_platforms_sites import ROOT, Replay
from yuzhong_news.platforms import Platform
from yuzhong_news.platforms.vendor import PagedPlatform
from yuzhong_news.splitting.labelled import article_of

SPARE = 0.02
"""Share of characters that a body may have too many, and be right."""

ROUNDS = 5


class Page(NamedTuple):
    """An article's page, and what it holds."""

    platform: Platform
    url: str
    text: str
    expected: dict[str, Any]


class Found(NamedTuple):
    """What an extractor says of one page; null: it has no such field."""

    headline: str
    people: str
    body: str
    captions: str | None = None


Extractor = Callable[[Page], Found]


def main() -> None:
    """Print how many fields each extractor gets right, and how long it takes beside ours."""
    pages = list(_pages())
    print(f"{len(pages)} article pages of the invented sites; how many are right, and CPU time")
    heads = ("headline", "people", "whole", "alone", "captions")
    print(f"{'':<14}{''.join(f'{head:>10}' for head in heads)}   ÷ ours: median (quartiles)")
    print(f"{'yuzhong_news':<14}{_right(pages, _ours)}   1")
    for name, extract in {"trafilatura": _trafilatura, "gne": _gne}.items():
        ratio = compare(_all(extract, pages), _all(_ours, pages), ROUNDS).ratio
        print(f"{name:<14}{_right(pages, extract)}   {ratio}")


def _all(extract: Extractor, pages: list[Page]) -> Callable[[], list[Found]]:
    return lambda: [extract(page) for page in pages]


def _pages() -> Iterator[Page]:
    for folder in sorted(ROOT.iterdir()):
        replay = Replay(folder.name)
        if not isinstance(replay.platform, PagedPlatform):
            continue
        layouts = replay.layouts(replay.issue())
        for layout, page in zip(layouts, replay.expected["pages"], strict=True):
            expected = page["articles"][len(layout.articles) :]
            for link, wanted in zip(layout.links, expected, strict=True):
                if link.fetch is not None and wanted["kind"] == "article":
                    yield Page(replay.platform, link.fetch.url, replay.text(link.fetch), wanted)


def _ours(page: Page) -> Found:
    article = article_of(page.platform.read_article(page.text, page.url))
    return Found(
        article.headline or "",
        "".join(person.name for person in article.contributors),
        "".join(article.paragraphs),
        "".join(caption.text for caption in article.captions),
    )


def _trafilatura(page: Page) -> Found:
    found: Any = trafilatura.bare_extraction(page.text, url=page.url, with_metadata=True)
    return Found(*_texts(found.title, found.author, found.text)) if found else Found("", "", "")


def _gne(page: Page) -> Found:
    found = GeneralNewsExtractor().extract(page.text)
    return Found(*_texts(found["title"], found["author"], found["content"]))


def _texts(*texts: str | None) -> list[str]:
    return [text or "" for text in texts]


def _right(pages: list[Page], extract: Extractor) -> str:
    """Return on how many pages each field is right, or a dash where there is no such field."""
    rows = [_checks(extract(page), page.expected) for page in pages]
    columns = zip(*rows, strict=True)
    return "".join(f"{'–' if None in column else sum(map(bool, column)):>10}" for column in columns)


def _checks(found: Found, want: dict[str, Any]) -> tuple[bool | None, ...]:
    body, paragraphs = _folded(found.body), [_folded(each) for each in want["paragraphs"]]
    captions = _folded("".join(caption["text"] for caption in want["captions"]))
    return (
        _folded(found.headline) == _folded(want["headline"]),
        _folded(found.people) == "".join(person["name"] for person in want["contributors"]),
        all(each in body for each in paragraphs),
        len(body) <= (1 + SPARE) * len("".join(paragraphs)),
        None if found.captions is None else _folded(found.captions) == captions,
    )


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


if __name__ == "__main__":
    main()
