"""Which page a page is, whether it changed, and whether a database can hold it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from yuzhong_news.items import Article, Page

_NOT_CONTENT: dict[str, Any] = {
    **dict.fromkeys(("source_url", "source_sha256", "documents", "splitter_version"), True),
    "articles": {"__all__": {"sources"}},
}
"""What says from where a page came, and may differ from run to run for one and the same page."""


def natural_key(page: Page) -> str:
    """Return what tells this page from all others, for people as for the database.

    A page whose newspaper, date and number are known is that page, wherever it came from:
    ``渝中报/2026-01-02/3``.  Any other page is where it came from, with its number if that is
    known; without an address it is its bytes, and without those its content.
    """
    if page.newspaper and page.issue_date and page.page_number is not None:
        return f"{page.newspaper}/{page.issue_date.isoformat()}/{page.page_number}"
    source = page.source_url
    if not source:
        source = f"sha256:{page.source_sha256 or content_hash(page)}"
    return source if page.page_number is None else f"{source} page={page.page_number}"


def content_hash(page: Page) -> str:
    """Return the sha256 (hex) of what was split and of the facts, but not of the source.

    Fields that hold their default are left out, so that a new field with a default in a later
    version does not make every stored page a changed one.
    """
    return _digest(page.model_dump(mode="json", exclude=_NOT_CONTENT, exclude_defaults=True))


def article_content(article: Article) -> dict[str, Any]:
    """Return an article as JSON values, without its sources and what has its default."""
    return article.model_dump(mode="json", exclude={"sources"}, exclude_defaults=True)


def article_hash(article: Article) -> str:
    """Return the sha256 (hex) of an article's content."""
    return _digest(article_content(article))


def page_content(page: Page) -> dict[str, Any]:
    """Return what a page holds beside its articles, as JSON values without defaults."""
    return page.model_dump(mode="json", exclude={*_NOT_CONTENT, "articles"}, exclude_defaults=True)


def _digest(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def described(page: Page) -> str:
    """Return the page's facts and source for a message."""
    facts = [
        page.newspaper,
        page.issue_date.isoformat() if page.issue_date else None,
        None if page.page_number is None else f"page {page.page_number}",
        page.source_url,
    ]
    words = " ".join(fact for fact in facts if fact) or "a page without facts"
    # A lone surrogate in a name must not break the log that complains of it.
    return words.encode(errors="replace").decode()


def check_storable(page: Page) -> None:
    """Raise a ``ValueError`` that names the field, if a text holds what no database can keep.

    PostgreSQL refuses NUL characters, and lone surrogates are not Unicode text.
    """
    if _is_storable(page):
        return
    for path, text in _texts(page.model_dump(), ""):
        for offset, character in enumerate(text):
            if character == "\0" or "\ud800" <= character <= "\udfff":
                raise ValueError(
                    f"{path} holds U+{ord(character):04X} at character {offset}, "
                    "which a database cannot keep; the reading of the page should have removed it"
                )


def _is_storable(page: Page) -> bool:
    """Return whether no text holds such a character, without saying where one might be."""
    try:
        return r"\u0000" not in page.model_dump_json()
    except ValueError:
        return False


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, f"{path}.{name}" if path else name)
