"""Which page a link leads to, by the words in it, around it and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from yuzhong_news.platforms.labels import is_label
from yuzhong_news.platforms.markup import Element, folded, text_of

_NUMBER = re.compile(r"[A-Z]{0,2}[0-9]{1,3}", re.IGNORECASE)
_PAGE_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z·•、/／\s-]{1,15}")
_NAMES = {"td", "th", "span", "div", "em", "i", "b", "strong", "font", "dd"}
"""What may hold the name of a page behind the link that holds its number."""


class Link(NamedTuple):
    """A link as it stands on the page: where it leads, and its text."""

    url: str
    text: str
    node: Element


def label_of(link: Link) -> str:
    """Return the page's label in a link, or in the cell around it: 第001版：<a>要闻</a>.

    A link may hold nothing but the number (A1, 01), and the name stand behind it; or nothing but
    the page's picture, whose words are the label.
    """
    if _NUMBER.fullmatch(link.text):
        name = _name_behind(link.node)
        return f"{link.text}版：{name}" if name else link.text if is_label(link.text) else ""
    if is_label(link.text):
        return link.text
    if not link.text:
        return next(filter(is_label, _words_of_picture(link.node)), "")
    parent = link.node.getparent()
    around = text_of(parent, limit=12) if parent is not None and link.text else ""
    return around if is_label(around) and link.text in around else ""


def _name_behind(node: Element) -> str:
    """Return the page's name that stands behind a link in its row, where it is no link; else ""."""
    row = row_of(node)
    for step in (node, *islice(node.iterancestors(), 3)):
        if step is row or step.tag in ("tr", "li", "ul"):
            break
        beside = folded(step.tail or "")
        following = step.getnext()
        if not beside and following is not None and following.tag in _NAMES:
            beside = text_of(following, limit=12) if following.find(".//a") is None else ""
        if beside:
            return beside if _PAGE_NAME.fullmatch(beside) else ""
    return ""


def _words_of_picture(node: Element) -> Iterator[str]:
    yield folded(node.get("title") or "")
    for image in islice(node.iter("img"), 3):
        yield folded(image.get("alt") or "")
        yield folded(image.get("title") or "")


def row_of(node: Element) -> Element | None:
    """Return the nearest row around a link: of a table, of a list, else a paragraph or a box."""
    around = list(islice(node.iterancestors(), 4))
    for tags in (("tr", "li", "p", "dl"), ("div",)):
        for parent in around:
            if parent.tag in tags:
                return parent
    return None
