"""A page as split, in words for a person who looks over it on a terminal."""

from collections.abc import Iterable, Iterator

from yuzhong_news.commands.columns import fit
from yuzhong_news.exporters import caption, person
from yuzhong_news.items import Article, Doubt, Page

_FIRST_WORDS = 72
"""Columns of a terminal that are given to the first words of a text."""


def outline_of(page: Page, name: str) -> Iterator[str]:
    """Yield the lines of the outline: a heading, the articles, the furniture, the page's doubts."""
    facts = [
        page.newspaper,
        page.issue_date.isoformat() if page.issue_date else None,
        f"page {page.page_number}" if page.page_number else None,
        page.page_name,
    ]
    known = ", ".join(fact for fact in facts if fact)
    yield f"{name}: {_number(page.articles, 'article')}{f' ({known})' if known else ''}"
    for number, article in enumerate(page.articles, start=1):
        yield ""
        yield from _article(article, number)
    if page.furniture:
        yield ""
        yield f"furniture: {_number(page.furniture, 'line')}"
        yield from (f"    {_first_words(line)}" for line in page.furniture)
    yield from _doubts(page.doubts, "")


def _article(article: Article, number: int) -> Iterator[str]:
    kind = "" if article.kind == "article" else f"[{article.kind}] "
    yield f"{number:3}. {kind}{article.headline or '(no headline)'}"
    lines: list[tuple[str, str | None]] = [
        ("column", article.column),
        ("kicker", article.kicker),
        ("subtitle", article.subtitle),
        ("from", f"page {article.continued_from} (上接)" if article.continued_from else None),
        ("people", "; ".join(map(person, article.contributors))),
        ("dateline", article.dateline),
        ("text", _text(article)),
    ]
    lines += [("subhead", subhead.text) for subhead in article.subheads]
    lines += [("caption", caption(one)) for one in article.captions]
    lines += [("to", f"page {article.continued_to} (下转)" if article.continued_to else None)]
    for label, value in lines:
        if value:
            yield f"     {label:8}  {_first_words(value)}"
    yield from _doubts(article.doubts, "     ")


def _text(article: Article) -> str:
    first = article.lead or (article.paragraphs[0] if article.paragraphs else "")
    count = _number(article.paragraphs, "paragraph")
    return f"{count}: {first}" if article.paragraphs else first


def _doubts(doubts: Iterable[Doubt], indent: str) -> Iterator[str]:
    for doubt in doubts:
        detail = f": {doubt.detail}" if doubt.detail else ""
        yield f"{indent}doubt     {doubt.cue} decided {doubt.field}{_first_words(detail)}"


def _first_words(text: str) -> str:
    return fit(text, _FIRST_WORDS)


def _number(things: list[object] | list[Article] | list[str], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
