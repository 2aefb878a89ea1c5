"""Articles: labels and body of an article's page become one labelled article."""

from __future__ import annotations

import re
from itertools import islice
from typing import Protocol

from yuzhong_news.platforms.bodies import parts_of
from yuzhong_news.platforms.markup import Element, by_id, first, squeezed, text_of
from yuzhong_news.platforms.model import LabelledArticle, Part
from yuzhong_news.platforms.photos import (
    CAPTION_CLASS,
    MAX_LEGEND,
    is_photo,
    photo_parts,
    picture_url,
)
from yuzhong_news.platforms.properties import Properties, article_properties

SURE_BODIES = (".//founder-content", by_id("ozoom"), by_id("zoom"), by_id("zhenwenzone"))
"""What holds nothing but a body."""

_MARKS = re.compile(r"<!--\s*(/?)enpcontent\s*-->", re.IGNORECASE)
"""Comments around a body, in pages whose templates name it in no other way."""

PHOTO_TAGS = {"table", "figure", "li", "dl", "div", "p"}
"""What holds a photo with its caption."""

MAX_HEADLINE = 300
"""Characters: what is longer is no headline but a text."""


_AUTHORS = re.compile(
    r"(?:(?:本报|本网|本刊|见习|实习|特约|首席|全媒体|新华社)*(?:记者|通讯员|作者|评论员)[：:\s]"
    r"|[□◎■○][\s\u4e00-\u9fff])[^，。！？；]{1,60}"
)
"""A line of authors where a vendor's page has a subtitle: 本报记者 周明远 通讯员 何秀兰."""
_BEHIND_AUTHOR = re.compile(r"\s*(?:来源|版次|编辑|责编|责任编辑|字数|[0-9]{4}\s?[-年/]).*$")

MAX_FRAME = 6
"""Elements around a body without words among which its picture is looked for."""


class Labels(Protocol):
    """Where a vendor's article pages hold which label, as XPaths tried in their order."""

    @property
    def headline(self) -> tuple[str, ...]: ...
    @property
    def kicker(self) -> tuple[str, ...]: ...
    @property
    def subtitle(self) -> tuple[str, ...]: ...
    @property
    def byline(self) -> tuple[str, ...]: ...
    @property
    def body(self) -> tuple[str, ...]: ...
    @property
    def captions(self) -> tuple[str, ...]: ...
    @property
    def own(self) -> frozenset[str]: ...


def read_labels(root: Element, text: str, url: str, labels: Labels) -> LabelledArticle:
    """Return the article of a page.

    The property comment says what the vendor's system holds; what it leaves open is read where the
    page shows it.  A newspaper's own selectors are asked first.
    """
    known = article_properties(text)
    head = first(root, *labels.headline)
    body = body_of(root, labels.body)
    own = {name: label(first(root, getattr(labels, name)[0])) for name in labels.own}
    for caption in (node for path in labels.captions for node in root.xpath(path)):
        caption.set("class", CAPTION_CLASS)
    kicker = own.get("kicker") or _known_or_shown(known, "introtitle", root, labels.kicker)
    subtitle = own.get("subtitle") or _known_or_shown(known, "subtitle", root, labels.subtitle)
    byline = own.get("byline") or known.get("author") or label(first(root, *labels.byline))
    if not own.get("subtitle") and _AUTHORS.fullmatch(subtitle):
        # A page without subtitle leaves its row out, and the author's is the next.
        byline, subtitle = byline or subtitle, ""
    return LabelledArticle(
        headline=own.get("headline") or known.get("title") or label(head),
        kicker=kicker,
        subtitle=subtitle,
        byline=author(byline),
        parts=_parts(body, head, url) if body is not None else [],
        url=url,
    )


def with_marked_body(text: str) -> str | None:
    """Return a page with an element for the body between its marks; None if it has no marks."""
    if not _MARKS.search(text):
        return None
    return _MARKS.sub(lambda mark: "</div>" if mark[1] else '<div id="ozoom">', text)


def body_of(root: Element, paths: tuple[str, ...]) -> Element | None:
    """Return the first body that holds something, or else the first at all, or None."""
    empty = None
    for path in paths:
        found = first(root, path)
        if found is None:
            continue
        if text_of(found, limit=200) or found.find(".//img") is not None:
            return found
        empty = found if empty is None else empty
    return empty


def _known_or_shown(known: Properties, name: str, root: Element, paths: tuple[str, ...]) -> str:
    """Return what the property comment says, be it nothing; where it is silent, what is shown."""
    said = known.get(name)
    if said or (said is not None and known.get("title")):
        return said
    return label(first(root, *paths))


def label(element: Element | None) -> str:
    """Return a label's text on one line, "" where it is longer than labels are."""
    text = text_of(element)
    return text if len(text) <= MAX_HEADLINE else ""


def author(text: str) -> str:
    """Return an author's label without the word that names it, and what follows: 作者：某某."""
    text = _BEHIND_AUTHOR.sub("", squeezed(text))
    for word in ("作者：", "作者:", "作者 ", "记者：", "记者:"):
        if text.startswith(word):
            return text[len(word) :].strip()
    return text


def _parts(body: Element, head: Element | None, url: str) -> list[Part]:
    """Return the body's parts, behind the pictures that stand between headline and body."""
    parts = parts_of(body, url)
    shown = {part.url for part in parts if part.kind == "picture"}
    before: list[Part] = []
    for group in _photos(body, head, url):
        own = {part.url for part in group if part.kind == "picture"}
        if not own & shown:
            before += group
        elif len(group) > len(own):
            # The body shows the same picture without its caption.
            before += group
            parts = [part for part in parts if part.kind != "picture" or part.url not in own]
        shown |= own
    return before + parts


def _photos(body: Element, head: Element | None, url: str) -> list[list[Part]]:
    """Return the photos that stand beside the body, inside of what holds headline and body."""
    frame = _common(body, head) if head is not None else _frame(body, url)
    if frame is None:
        return []
    groups: list[list[Part]] = []
    taken: set[Element] = set()
    full: set[Element] = set()  # what holds a photo that is taken
    for image in frame.iter("img"):
        if picture_url(image, url) is None or _inside(image, body):
            continue
        holder = _holder(image, frame, full, url)
        if holder in taken or any(parent in taken for parent in holder.iterancestors()):
            continue
        taken.add(holder)
        full |= {holder, *holder.iterancestors()}
        address = picture_url(image, url)
        groups.append(
            [Part("picture", url=address)] if holder is image else photo_parts(holder, url)
        )
        if len(groups) >= 60:
            break
    return groups


def _holder(image: Element, frame: Element, full: set[Element], url: str) -> Element:
    """Return the nearest element that holds a picture and its words, or the picture itself."""
    holder = image
    for parent in image.iterancestors():
        if parent is frame or parent in full:
            break
        if parent.tag in PHOTO_TAGS and is_photo(parent, url, MAX_LEGEND):
            holder = parent
            if text_of(parent):
                break
    return holder


def _frame(body: Element, url: str) -> Element | None:
    """Return the body's parent; where the body has no words, the nearest that has a picture."""
    around = list(islice(body.iterancestors(), MAX_FRAME))
    if not text_of(body, limit=200):
        for parent in around:
            if any(picture_url(image, url) for image in parent.iter("img")):
                return parent
    return around[0] if around else None


def _common(body: Element, head: Element) -> Element | None:
    """Return the nearest element around both body and headline."""
    around = set(head.iterancestors())
    return next((parent for parent in body.iterancestors() if parent in around), None)


def _inside(node: Element, body: Element) -> bool:
    return any(parent is body for parent in node.iterancestors())
