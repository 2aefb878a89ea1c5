"""Documents: tag soup in, a tree out, and its text as a reader sees it.

Vendors' pages hold upper-case tags, unquoted attributes, whole documents inside others and comments
behind ``</html>``: libxml2's parser takes them all.  Comments are not in the tree (they hold stale
dates and whole copies of pages); what counts in them is read from the text (see ``properties``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from yuzhong_news.platforms.model import NotAnIssueError

Element = Any
"""An element of lxml, which has no types of its own."""

MAX_CHARS = 6_000_000
"""Characters: the largest page known, a whole issue in one file, has 90,000."""

MAX_TAGS = 50_000
"""Tags: the fullest page known has 1,400, and each is looked at for a hundred templates."""

MAX_LINKS = 2_000
"""Links that are looked at on one page; the fullest page known has 150."""

UNSEEN = {"script", "style", "noscript", "template", "title", "select", "input", "textarea"}
"""Tags whose text no reader sees."""

_SCROLL = re.compile(r"(?<=\.htm|html)\?(?:div|v|t|_)=-?[0-9]*$")
"""Links to one article differ in where the reader's page scrolls to, ``?div=-1``, or in what keeps
it out of caches, ``?v=1``: neither says anything to a server of files."""
_TAG = re.compile(r"<[/!]?[A-Za-z][^<>]{0,300}>")
_HEADING = re.compile(
    r"<(h[1-6])\b[^<>]{0,300}>(?:(?!</?(?:h[1-6]|div|td|tr|table|ul|body)\b).){1,1500}?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(
    r"(<p\s[^<>]{1,300}>)\s{0,60}<p\b[^<>]{0,300}>([^<>]{0,300})</p>(?=\s{0,60}</p>)", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"</?p\b[^<>]{0,300}>", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")


def document(text: str) -> Element:
    """Return the root of a page; an empty text gives an empty page.

    What has more characters than :data:`MAX_CHARS`, or more tags than :data:`MAX_TAGS`, is no page
    of a newspaper, and raises :class:`NotAnIssueError`.
    """
    for size, bound, what in (
        (len(text), MAX_CHARS, "characters"),
        (text.count("<"), MAX_TAGS, "tags"),
    ):
        if size > bound:
            raise NotAnIssueError(
                "error-page",
                f"The response has {size} {what}, more than any page of a newspaper: "
                "look at the address in a browser",
            )
    clean = _with_whole_labels(text.replace("\0", "").lstrip("\ufeff \t\r\n"))
    data = clean.encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser) if data else None
    except etree.XMLSyntaxError:
        root = None
    return etree.Element("html") if root is None else root


def _with_whole_labels(text: str) -> str:
    """Return a page without paragraphs inside of headings and labels: ``<h2><p>…</p></h2>``.

    Editors paste them there; libxml2 ends the heading before the paragraph, and leaves it empty.
    """
    text = _LABEL.sub(r"\1\2", text)
    return _HEADING.sub(lambda found: _PARAGRAPH.sub("<br>", found[0]), text)


def squeezed(text: str) -> str:
    """Return a text on one line: each run of white space, also of U+3000, becomes one space."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def folded(text: str) -> str:
    """Return a text written as HTML on one line: tags become spaces, entities characters."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return squeezed(text)


def pieces(element: Element, limit: int = 0) -> Iterator[str]:
    """Yield the texts inside an element in order, a blank for ``<br>`` and between blocks.

    With ``limit``, no more than that many nodes are looked at.
    """
    walk = etree.iterwalk(element, events=("start", "end"))
    for count, (event, node) in enumerate(walk):
        if limit and count >= limit:
            return
        if event == "start":
            if node.tag in UNSEEN:
                walk.skip_subtree()
                continue
            if node.tag in ("br", "p", "div", "td", "li", "tr"):
                yield " "
            if node.text:
                yield node.text
        elif node is not element and node.tail:
            yield node.tail


def text_of(element: Element | None, limit: int = 0) -> str:
    """Return the text of an element on one line, "" for None."""
    return "" if element is None else squeezed("".join(pieces(element, limit)))


@cache
def _compiled(path: str) -> Callable[[Element], list[Element]]:
    """Return an XPath of the vendors' markup, compiled once: there are about a hundred."""
    compiled: Callable[[Element], list[Element]] = etree.XPath(path)
    return compiled


def first(root: Element, *paths: str) -> Element | None:
    """Return the first element that one of the XPaths finds, the paths tried in their order."""
    for path in paths:
        found = _compiled(path)(root)
        if found:
            return found[0]
    return None


def by_class(*names: str, tag: str = "*") -> str:
    """Return an XPath for elements that have one of the class names."""
    tests = " or ".join(
        f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names
    )
    return f".//{tag}[@class][{tests}]"


def by_id(*names: str, tag: str = "*") -> str:
    """Return an XPath for elements with one of the ids, be they printed in upper or lower case."""
    folding = "translate(@id, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
    tests = " or ".join(f"{folding}='{name.lower()}'" for name in names)
    return f".//{tag}[@id][{tests}]"


def absolute(base: str, link: str | None) -> str | None:
    """Return where a link leads, without fragment; None if it leaves http and https."""
    link = "".join((link or "").split())
    if not link or link.startswith(("#", "javascript:", "data:", "mailto:")):
        return None
    try:
        url = _SCROLL.sub("", urldefrag(urljoin(base, link)).url)
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port >= 0
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and port_is_valid else None


def base_of(root: Element, url: str) -> str:
    """Return the address from which a page's links start: its own, or that of its ``base``."""
    for node in root.iter("base"):
        return absolute(url, node.get("href")) or url
    return url


def path_of(url: str) -> str:
    """Return the path of an address, "" if it is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def anchors(root: Element) -> list[Element]:
    """Return the page's links in their order."""
    found: list[Element] = []
    for node in root.iter("a"):
        if node.get("href"):
            found.append(node)
            if len(found) >= MAX_LINKS:
                break
    return found
