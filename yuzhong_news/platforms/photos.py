"""Pictures of an article, each with the words that stand under it.

Vendors set a photo as a small table (the picture in one row, its caption in the next; ``#newspic``,
``TABLE.pci_c``), as a ``figure`` or list item, or as a paragraph that holds the picture.
"""

from __future__ import annotations

import re

from lxml import etree

from yuzhong_news.platforms.markup import Element, absolute, squeezed, text_of
from yuzhong_news.platforms.model import Part

_DECORATION = re.compile(
    r"/(?:tplimg|tqpaper|webcss|webjs|static|public|skin|css|js|icons?)/|"
    r"(?:^|/)(?:spacer|blank|space|dot|logo|pdf|icon|line|arrow|bg|weixin|qrcode)[\w-]*\.\w+$|"
    r"(?:_icon|checkbox|zoomin|zoomout|zoomact)\.\w+$",
    re.IGNORECASE,
)
_SMALLEST = 30
"""Pixels: what is declared smaller is a button, no photo."""

MAX_CAPTION = 400
"""Characters: the longest caption known, of a group of photos, has 260."""

MAX_LEGEND = 2_000
"""Characters of the words under a picture that stands beside a body, not in it: it may be news."""

_NEWS = re.compile(
    r"(?:本报|本网|[\u4e00-\u9fff]{2,4}(?:日报|晚报|网))?[^，。；]{0,12}(?:讯|电)\s?[（(\s]"
)
"""A paragraph that begins like news is no caption of the picture in it: 本报讯（记者 …）."""

_MAX_NODES = 300
"""Nodes of a photo table: one with twelve photos has 90."""

HOLDERS = {"figure", "table", "li", "dl", "center"}
_HOLDER_CLASS = re.compile(r"pic|img|photo|image|figure|caption|attach|tupian", re.IGNORECASE)

CAPTION_CLASS = "caption"
"""The class of an element that a newspaper's own selector names as a caption."""


def picture_url(node: Element, url: str) -> str | None:
    """Return the address of a photo; None for buttons, lines and the vendor's own pictures."""
    source = source_of(node)
    if not source or _DECORATION.search(source.split("?")[0]) or node.get("usemap"):
        return None
    for name in ("width", "height"):
        size = node.get(name) or ""
        if size.isdecimal() and int(size) < _SMALLEST:
            return None
    return absolute(url, source)


def source_of(node: Element) -> str:
    """Return where an image says its picture is, "" if nowhere; many are loaded by script."""
    names = ("src", "data-src", "data-original", "data-echo", "_src")
    sources = ((node.get(name) or "").strip() for name in names)
    return next((each for each in sources if each and not each.startswith("data:")), "")


def is_photo(node: Element, url: str, longest: int = MAX_CAPTION) -> bool:
    """Whether an element is one or several photos with captions, and holds nothing else.

    ``longest`` is how many characters a caption has at most.
    """
    if not (node.tag in HOLDERS or node.tag == "p" or _HOLDER_CLASS.search(_class(node))):
        return False
    if node.tag == "p" and _NEWS.match(text_of(node, limit=20)):
        return False
    photos, chars = 0, 0
    for count, each in enumerate(node.iter()):
        if count > _MAX_NODES:
            return False
        if each.tag == "img" and picture_url(each, url):
            photos += 1
        if each.tag not in ("script", "style"):
            chars += len((each.text or "").strip())
        if each is not node:
            chars += len((each.tail or "").strip())
    return photos > 0 and chars <= longest * photos


def photo_parts(node: Element, url: str) -> list[Part]:
    """Return the pictures of a photo table, each with its caption right behind.

    Where a row holds several pictures and the next row as many texts, they belong together by
    their places; a text before any picture (a caption above) goes behind the first.
    """
    parts: list[Part] = []
    waiting: list[Part] = []
    early: list[str] = []
    for pictures, texts in _rows(node, url):
        if pictures:
            parts += waiting
            waiting = pictures
        if not texts:
            continue
        if not waiting:
            _append_caption(parts, texts) if parts else early.extend(texts)
        elif len(waiting) == len(texts):
            for picture, text in zip(waiting, texts, strict=True):
                parts += [picture, Part("caption", text)]
            waiting = []
        else:
            parts += [*waiting, Part("caption", " ".join(texts))]
            waiting = []
    parts += waiting
    if early and parts:
        parts.insert(1, Part("caption", " ".join(early)))
    return parts


def _append_caption(parts: list[Part], texts: list[str]) -> None:
    """Add lines to the last caption: a caption may fill several rows."""
    last = parts.pop()
    if last.kind != "caption":
        parts.append(last)
        last = Part("caption")
    parts.append(Part("caption", " ".join(filter(None, [last.text, *texts]))))


def _rows(node: Element, url: str) -> list[tuple[list[Part], list[str]]]:
    """Return the rows of a photo table: its pictures, and its texts cell by cell."""
    rows: list[tuple[list[Part], list[str]]] = [([], [])]
    pieces: list[str] = []

    def end_cell() -> None:
        text = squeezed("".join(pieces))
        pieces.clear()
        if text:
            rows[-1][1].append(text)

    walk = etree.iterwalk(node, events=("start", "end"))
    for event, each in walk:
        if event == "start":
            if each.tag in ("script", "style"):
                walk.skip_subtree()
                continue
            if each.tag in ("tr", "td", "th", "p", "div", "figcaption", "li", "dd", "dt"):
                end_cell()
            if each.tag in ("tr", "li", "figcaption"):
                rows.append(([], []))
            if each.tag == "br":
                pieces.append(" ")
            if each.tag == "img" and (address := picture_url(each, url)):
                end_cell()
                if rows[-1][1]:
                    rows.append(([], []))
                rows[-1][0].append(Part("picture", url=address))
            pieces.append(each.text or "")
            continue
        if each.tag in ("tr", "td", "th", "li", "figcaption"):
            end_cell()
        if each is not node:
            pieces.append(each.tail or "")
    end_cell()
    return rows


def _class(node: Element) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"[:200]


def is_caption(node: Element) -> bool:
    """Whether the vendor marks a paragraph as the words of a picture."""
    name = _class(node)
    return bool(_HOLDER_CLASS.search(name)) and len(text_of(node, limit=50)) <= MAX_CAPTION
