"""Selectors of a newspaper's own, where its templates differ from those of its platform."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from yuzhong_news.platforms.model import Platform
from yuzhong_news.platforms.registry import PLATFORMS
from yuzhong_news.platforms.vendor import Markup, PagedPlatform

PATHS = ("page", "article")
"""Which links lead to pages and to articles, as regular expressions on the link's path; the other
selectors are CSS or XPath, for elements of an article's page, and the PDF's link on its page's."""

Selectors = tuple[tuple[str, str], ...]
"""Pairs of a name (``headline``, ``body``, ``page`` …) and what a newspaper's TOML says for it."""

_SHOWN = frozenset(("headline", "kicker", "subtitle", "byline"))
_MAX_LENGTH = 500
_NO_ELEMENT = re.compile(r"(?:/text\(\)|@[\w-]+|::[\w-]+(?:\([\w-]*\))?)\s*$")


def check_selector(name: str, value: str) -> str:
    """Return the selector, or raise a ``ValueError`` that says what is wrong with it."""
    if not value.strip() or len(value) > _MAX_LENGTH:
        raise ValueError(f"has {len(value)} characters; a selector has 1 to {_MAX_LENGTH}")
    if name not in PATHS:
        _xpath_of(value)
        return value
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return value


def check_platform(platform: Platform) -> None:
    """Raise a ``ValueError`` where a platform has no pages on which selectors could find things."""
    if not isinstance(platform, PagedPlatform):
        raise ValueError(f"the platform {platform.name} has no pages to select from")


@cache
def platform_with(name: str, selectors: Selectors = ()) -> Platform:
    """Return the platform of this name, with a newspaper's selectors tried before its own.

    What such a selector finds counts more than the vendor's property comment, too.  An unknown name
    is a ``KeyError``; selectors that were not checked raise a ``ValueError``.
    """
    platform = PLATFORMS[name]
    if not selectors:
        return platform
    check_platform(platform)
    assert isinstance(platform, PagedPlatform)
    own = type(platform)()
    own.markup = _changed(platform.markup, dict(selectors))
    return own


def _changed(markup: Markup, selectors: Mapping[str, str]) -> Markup:
    def path(name: str, usual: re.Pattern[str]) -> re.Pattern[str]:
        return re.compile(selectors[name]) if name in selectors else usual

    def places(name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        return (_xpath_of(selectors[name]), *usual) if name in selectors else usual

    return replace(
        markup,
        page=path("page", markup.page),
        article=path("article", markup.article),
        headline=places("headline", markup.headline),
        kicker=places("kicker", markup.kicker),
        subtitle=places("subtitle", markup.subtitle),
        byline=places("byline", markup.byline),
        body=places("body", markup.body),
        captions=places("captions", ()),
        pdf=places("pdf", ()),
        own=frozenset(selectors) & _SHOWN,
    )


def _xpath_of(selector: str) -> str:
    """Return an XPath for elements; what begins with ``./``, ``/`` or ``(`` is one already."""
    selector = selector.strip()
    if _NO_ELEMENT.search(selector):
        raise ValueError("selects no element but a text or an attribute; name the element alone")
    try:
        is_xpath = selector.startswith(("./", "/", "("))
        path = selector if is_xpath else HTMLTranslator().css_to_xpath(selector)
        etree.XPath(path)
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"is no CSS or XPath selector: {error}") from None
    return path
