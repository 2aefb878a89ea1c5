"""Bodies: the parts of an article in their reading order.

Each ``<p>`` and each line between ``<br>`` is a paragraph, indented by U+3000 in the source.  A
short line that is all bold, or centred, and has no stop is a subhead.
"""

from __future__ import annotations

import re

from lxml import etree

from yuzhong_news.platforms.markup import MAX_LINKS, UNSEEN, Element, document, squeezed
from yuzhong_news.platforms.model import Part
from yuzhong_news.platforms.photos import is_caption, is_photo, photo_parts, picture_url

BLOCKS = {
    *("p", "div", "br", "hr", "tr", "table", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "center", "section", "article", "figure", "figcaption"),
    *("body", "html", "pre", "address", "form", "map"),
}
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"}
_UNSEEN = (UNSEEN - {"title"}) | {"iframe", "map", "video", "audio", "object", "button", "svg"}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BOLD_CLASS = re.compile(r"\b(?:FloatTitle|subtitle|xiaobiaoti|zhongbiaoti)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_RUN = re.compile(r"[ \t\r\n\f\xa0]+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_STOP = re.compile(r"[。；，、：;,:][”’」』）)]*$")

MAX_SUBHEAD = 36
"""Characters: a subhead of two lines has 30."""

MAX_PARTS = 5_000
"""Parts of one article: a page of tables has 300."""


class _Line:
    """A line in the making."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.bold = self.plain = self.centred = 0
        self.caption = False

    def add(self, text: str, *, bold: bool, centred: bool) -> None:
        """Add a run of text in one style."""
        self.pieces.append(text)
        size = len(text) - sum(map(text.count, (" ", "\u3000", "\xa0", "\n", "\t", "\r")))
        self.bold += size if bold else 0
        self.plain += 0 if bold else size
        self.centred += size if centred else 0

    def part(self) -> Part | None:
        """Return the line as a part, None if it is blank."""
        text = _INVISIBLE.sub("", _RUN.sub(" ", "".join(self.pieces))).strip()
        if not text:
            return None
        if self.caption:
            return Part("caption", squeezed(text))
        size = self.bold + self.plain
        set_apart = self.plain == 0 or self.centred >= size > 0
        short = len(text) <= MAX_SUBHEAD and not _STOP.search(text)
        return Part("subhead" if set_apart and short else "paragraph", text)


class Walker:
    """Walks a body once and collects its parts."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.parts: list[Part] = []
        self.line = _Line()
        self.bold = self.centred = self.caption = 0

    def walk(self, body: Element) -> list[Part]:
        """Return the parts of ``body``."""
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, node in walk:
            if len(self.parts) > MAX_PARTS:
                break
            if event == "end":
                self._leave(node, root=node is body)
            elif self._is_skipped(node, root=node is body):
                walk.skip_subtree()
                node.set("data-skipped", "1")
            else:
                self._enter(node)
        self._flush()
        return _settled(self.parts)

    def _is_skipped(self, node: Element, *, root: bool) -> bool:
        """Whether an element's inside is done with: unseen, or a photo that is collected here."""
        if node.tag in _UNSEEN or (not root and _HIDDEN.search(node.get("style") or "")):
            return True
        if not root and node.tag != "img" and is_photo(node, self.url):
            self._flush()
            self.parts += photo_parts(node, self.url)
            return True
        return False

    def _enter(self, node: Element) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self._flush()
        elif tag in ("td", "th"):
            self.line.pieces.append(" ")
        if tag == "img" and (address := picture_url(node, self.url)):
            self._flush()
            self.parts.append(Part("picture", url=address))
        self._style(node, 1)
        self._text(node.text)

    def _leave(self, node: Element, *, root: bool) -> None:
        if node.get("data-skipped"):
            del node.attrib["data-skipped"]
        else:
            self._style(node, -1)
        if node.tag in BLOCKS:
            self._flush()
        if not root:
            self._text(node.tail)

    def _style(self, node: Element, step: int) -> None:
        style = node.get("style") or ""
        name = node.get("class") or ""
        if node.tag in _BOLD or _BOLD_STYLE.search(style) or _BOLD_CLASS.search(name):
            self.bold += step
        centred = (node.get("align") or "").lower() == "center" or node.tag == "center"
        if node.tag in BLOCKS and (centred or _CENTRED.search(style)):
            self.centred += step
        if node.tag in ("p", "div", "span", "figcaption") and is_caption(node):
            self.caption += step

    def _text(self, text: str | None) -> None:
        if text:
            self.line.caption = self.line.caption or self.caption > 0
            self.line.add(text, bold=self.bold > 0, centred=self.centred > 0)

    def _flush(self) -> None:
        part = self.line.part()
        self.line = _Line()
        if part is not None:
            self.parts.append(part)


def parts_of(body: Element, url: str) -> list[Part]:
    """Return the parts of an article's body in their order; pictures with absolute addresses."""
    return Walker(url).walk(body)


def parts_of_text(text: str, url: str) -> list[Part]:
    """Return the parts of a body that came as a text of its own: HTML, or bare lines."""
    if "<" in text:
        return parts_of(document(text), url)
    lines = (squeezed_line(line) for line in text.splitlines()[: MAX_LINKS * 5])
    return [Part("paragraph", line) for line in lines if line]


def squeezed_line(text: str) -> str:
    """Return a line of body text: no blanks at its ends, no runs of blanks but U+3000 inside."""
    return _INVISIBLE.sub("", _RUN.sub(" ", text)).strip()


def _settled(parts: list[Part]) -> list[Part]:
    """Return the parts after a look at all of them.

    Where most lines are set apart (a poem, a body in bold), none is a subhead; a centred line right
    behind a picture is its caption.
    """
    texts = [part for part in parts if part.kind in ("paragraph", "subhead")]
    heads = sum(part.kind == "subhead" for part in texts)
    settled: list[Part] = []
    for part in parts:
        kind = part.kind
        behind_picture = bool(settled) and settled[-1].kind == "picture"
        if kind == "caption" and not (settled and settled[-1].kind in ("picture", "caption")):
            kind = "paragraph"
        elif kind == "subhead" and behind_picture and len(texts) > 1:
            kind = "caption"
        elif kind == "subhead" and 2 * heads > len(texts):
            kind = "paragraph"
        settled.append(part._replace(kind=kind))
    return settled
