"""Articles: labels and body of an article's page become one labelled article."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple, Protocol

from yuzhong_news.platforms.bodies import parts_of
from yuzhong_news.platforms.headings import AUTHORS, FACTS, Beside, labels_beside
from yuzhong_news.platforms.markup import Element, base_of, by_id, first, squeezed, text_of
from yuzhong_news.platforms.model import LabelledArticle, Part
from yuzhong_news.platforms.photos import (
    CAPTION_CLASS,
    MAX_LEGEND,
    is_photo,
    photo_parts,
    picture_url,
)
from yuzhong_news.platforms.properties import Properties, article_properties
from yuzhong_news.platforms.templates import (
    BODIES,
    BODY_IDS,
    BYLINES,
    HEADLINES,
    KICKERS,
    SUBTITLES,
)

SURE_BODIES = (".//founder-content", by_id(*BODY_IDS))
"""What holds nothing but a body."""

_MARKS = re.compile(r"<!--\s*(/?)enpcontent\s*-->", re.IGNORECASE)
"""Comments around a body, in pages whose templates name it in no other way."""

PHOTO_TAGS = {"table", "figure", "li", "dl", "div", "p"}
"""What holds a photo with its caption."""

MAX_HEADLINE = 300
"""Characters: what is longer is no headline but a text."""


MAX_LABELS = 4
"""Parts of a body that may repeat its labels: kicker, headline, subtitle, author."""

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


def read_labels(
    root: Element, text: str, url: str, labels: Labels, signed: str = ""
) -> LabelledArticle:
    """Return the article of a page; ``signed`` is its byline where no label of its own has it.

    The property comment says what the vendor's system holds; what it leaves open is read where the
    page shows it.  A newspaper's own selectors are asked first.
    """
    known = article_properties(text)
    head = first(root, *labels.headline, *HEADLINES)
    body = body_of(root, labels.body)
    own = {name: label(first(root, getattr(labels, name)[0])) for name in labels.own}
    for caption in (node for path in labels.captions for node in root.xpath(path)):
        caption.set("class", CAPTION_CLASS)
    guess = head is not None and body is not None and not known.get("title")
    base = base_of(root, url)
    beside = labels_beside(head, body, base) if guess else Beside()
    page = _Page(root, None if body is None or _inside(head, body) else body, known)
    kicker = own.get("kicker") or page.label(
        "introtitle", (*labels.kicker, *KICKERS), beside.kicker
    )
    subtitle = own.get("subtitle") or page.label(
        "subtitle", (*labels.subtitle, *SUBTITLES), beside.subtitle
    )
    if beside.byline == subtitle:
        beside.byline = ""
    byline = (
        own.get("byline")
        or known.get("author")
        or page.shown((*labels.byline, *BYLINES), signed or beside.byline)
    )
    if not own.get("subtitle") and AUTHORS.fullmatch(subtitle):
        # A page without subtitle leaves its row out, and the author's is the next.
        byline, subtitle = byline or subtitle, ""
    if subtitle == byline and not own.get("subtitle"):
        subtitle = ""
    headline = own.get("headline") or known.get("title") or label(head)
    parts = _parts(body, head, base) if body is not None else []
    return LabelledArticle(
        headline=headline,
        kicker=kicker,
        subtitle=subtitle,
        byline=author(byline),
        parts=_without_labels(parts, headline, kicker, subtitle, byline),
        url=url,
    )


class _Page(NamedTuple):
    """An article's page: its tree, its body where that holds no labels, and its properties."""

    root: Element
    body: Element | None
    known: Properties

    def label(self, name: str, paths: tuple[str, ...], beside: str) -> str:
        """Return what the property comment says, be it nothing; where it is silent, the page."""
        said = self.known.get(name)
        if said or (said is not None and self.known.get("title")):
            return said
        return self.shown(paths, beside)

    def shown(self, paths: tuple[str, ...], beside: str) -> str:
        """Return the label where a template has it, be it empty; else what stands in its place."""
        for path in paths:
            found = first(self.root, path)
            if found is not None and not _inside(found, self.body):
                return label(found)
        return beside


def _without_labels(parts: list[Part], headline: str, *others: str) -> list[Part]:
    """Return the parts of a body without the labels that are repeated at its head."""
    labels = {squeezed(each) for each in (headline, *others) if each}
    texts = [squeezed(part.text) for part in parts[:MAX_LABELS]]
    if squeezed(headline) not in texts:
        return parts
    count = next((at for at, each in enumerate(texts) if each not in labels), len(texts))
    return parts[count:] if count < len(parts) else parts


def with_marked_body(text: str) -> str | None:
    """Return a page with an element for the body between its marks; None if it has no marks."""
    if not _MARKS.search(text):
        return None
    return _MARKS.sub(lambda mark: "</div>" if mark[1] else '<div id="ozoom">', text)


def body_of(root: Element, paths: tuple[str, ...]) -> Element | None:
    """Return the first body that holds something, or else the first at all, or None."""
    empty = None
    for path in (*paths, *BODIES):
        found = first(root, path)
        if found is None:
            continue
        if text_of(found, limit=200) or found.find(".//img") is not None:
            return found
        empty = found if empty is None else empty
    return empty


def label(element: Element | None) -> str:
    """Return a label's text on one line, "" where it is longer than labels are."""
    text = text_of(element)
    return text if len(text) <= MAX_HEADLINE else ""


def author(text: str) -> str:
    """Return an author's label without the word that names it, and what follows: 作者：某某."""
    text = squeezed(text)
    for word in ("作者：", "作者:", "作者 ", "记者：", "记者:"):
        text = text.removeprefix(word).strip()
    facts = FACTS.search(text)
    return text if facts is None else text[: facts.start()].strip()


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


def _inside(node: Element | None, body: Element | None) -> bool:
    if node is None or body is None:
        return False
    return any(parent is body for parent in node.iterancestors())
