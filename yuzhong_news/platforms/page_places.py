"""Pages that no link names: in a list to choose from, on a picture, in a script.

Mobile pages have a ``<select>`` with the issue's pages, old ones an ``<area>`` for each page on a
picture of all, or write their list by script; newer ones hold it as JSON.  They are asked where the
links of a page name no more than one of the issue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice

from yuzhong_news.platforms.labels import is_label, page_link
from yuzhong_news.platforms.links import is_pdf, links_of, numbered, page_fetches
from yuzhong_news.platforms.markup import (
    MAX_LINKS,
    Element,
    absolute,
    base_of,
    document,
    folded,
    text_of,
)
from yuzhong_news.platforms.model import Fetch, PageLink

_WRITTEN = re.compile(
    r"""document\.write(?:ln)?\(\s*(?:'((?:[^'\\\n]|\\.){8,20000})'|"((?:[^"\\\n]|\\.){8,20000})")"""
)
_ESCAPE = re.compile(r"\\(.)")
_OBJECT = re.compile(r"\{[^{}]{10,2000}\}")
_NUMBER = re.compile(r"[A-Z]{0,2}[0-9]{1,3}", re.IGNORECASE)
_NUMBER_KEY = re.compile(r"(?:no|num|number|code|index|edition|sn|order|banci)$", re.IGNORECASE)
_NAME_KEY = re.compile(r"(?:name|title|banming)$", re.IGNORECASE)
MAX_SCRIPT = 300_000
"""Characters of a page's scripts that are looked at; a list of pages has some 10,000."""

IsPage = Callable[[str], bool]


def pages_elsewhere(root: Element, url: str, is_page: IsPage) -> list[Fetch]:
    """Return the issue's pages as the first place that names any tells of them; or none."""
    for place in (_options, _areas, _written, _in_json):
        pages: dict[str, Fetch] = {}
        for fetch in place(root, url, is_page):
            pages.setdefault(fetch.url, fetch)
        if pages:
            return numbered(list(pages.values()))
    return []


def _options(root: Element, url: str, is_page: IsPage) -> Iterator[Fetch]:
    """Yield the pages of a list to choose from: ``<option value=node_3.htm>03版：副刊``."""
    base = base_of(root, url)
    for node in islice(root.iter("option"), MAX_LINKS):
        yield from _page(absolute(base, node.get("value")), text_of(node, limit=20), is_page)


def _areas(root: Element, url: str, is_page: IsPage) -> Iterator[Fetch]:
    """Yield the pages that a picture of all of them leads to, each by its area's words."""
    base = base_of(root, url)
    for node in islice(root.iter("area"), MAX_LINKS):
        for name in ("title", "alt"):
            target = absolute(base, node.get("href"))
            yield from _page(target, folded(node.get(name) or ""), is_page)


def _page(target: str | None, label: str, is_page: IsPage) -> Iterator[Fetch]:
    if target is not None and is_page(target) and is_label(label):
        yield Fetch(target, "layout", page_link(label))


def _written(root: Element, url: str, is_page: IsPage) -> Iterator[Fetch]:
    """Yield the pages whose links scripts write: ``document.write('<a href=…>02版：社会</a>')``."""
    pieces = (one or two for one, two in _WRITTEN.findall(_scripts(root)))
    text = _ESCAPE.sub(lambda found: {"n": "\n", "t": " "}.get(found[1], found[1]), "".join(pieces))
    if "<a" in text.lower():
        yield from page_fetches(links_of(document(text), base_of(root, url)), is_page)


def _in_json(root: Element, url: str, is_page: IsPage) -> Iterator[Fetch]:
    """Yield the pages that JSON in a script tells, one object for each: address, number, name."""
    base = base_of(root, url)
    for found in islice(_OBJECT.finditer(_scripts(root)), MAX_LINKS):
        try:
            said = json.loads(found[0])
        except (ValueError, RecursionError):
            continue
        values = {
            key: folded(str(value))[:400]
            for key, value in said.items()
            if isinstance(value, str | int) and not isinstance(value, bool)
        }
        page = _told(values, base, is_page)
        if page is not None:
            yield page


def _told(values: dict[str, str], base: str, is_page: IsPage) -> Fetch | None:
    addresses = [absolute(base, value) for value in values.values() if "." in value]
    target = next((each for each in addresses if each and is_page(each)), None)
    pdf = next((each for each in addresses if each and is_pdf(each)), None)
    name = next((values[key] for key in values if _NAME_KEY.search(key)), "")
    number = next((values[key] for key in values if _NUMBER_KEY.search(key)), "")
    label = name if is_label(name) else ""
    if not label and _NUMBER.fullmatch(number):
        label = f"第{number}版：{name}"
    if target is None or not label:
        return None
    page = page_link(label)
    return Fetch(target, "layout", PageLink(page.label, page.number, page.name, pdf))


def _scripts(root: Element) -> str:
    texts = (node.text or "" for node in islice(root.iter("script"), MAX_LINKS))
    return "\n".join(texts)[:MAX_SCRIPT]
