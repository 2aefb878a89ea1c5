"""Labels by their places: what stands above a headline, and between it and the body.

Newspapers draw their own pages around what a vendor's system fills in, so that kicker, subtitle and
author stand under many names.  Their order is the same in all of them: kicker, headline, subtitle,
author, and a line of facts (来源, 版次, date) before the body.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from yuzhong_news.platforms.labels import is_label
from yuzhong_news.platforms.markup import UNSEEN, Element, pieces, squeezed, text_of
from yuzhong_news.platforms.photos import picture_url

AUTHORS = re.compile(
    r"(?:(?:本报|本网|本刊|见习|实习|特约|首席|全媒体|新华社)*(?:记者|通讯员|作者|评论员)[：:\s]"
    r"|[□◎■○][\s\u4e00-\u9fff])[^，。！？；]{1,60}"
)
"""A line of authors where a vendor's page has a subtitle: 本报记者 周明远 通讯员 何秀兰."""

LONGEST = 80
"""Characters of a kicker or a subtitle; the longest known have 60."""

FACTS = re.compile(
    r"(?:来源|稿源|作者|版次|版面|编辑|责编|责任编辑|校对|字数|日期|时间|发布|发布时间|阅读|浏览|"
    r"点击|关键词|栏目)\s*[：:]|《\s*[^《》]{2,14}[报刊]\s*》|[（(]?\s*[0-9]{4}\s?[-年/.]\s?[0-9]{1,2}"
)
"""Where the line of facts begins: the paper, its date, 来源：…"""
_AUTHOR = re.compile(
    r"(?:作者|记者)\s*[：:]\s*(?P<name>[^：:]{2,60}?)\s*(?:$|来源|稿源|版次|编辑|责编)"
)
_BUTTONS = re.compile(
    r"(?:字号|字体|放大|缩小|默认|大|中|小|正常|朗读|播放|语音|分享(?:到)?|微信|微博|朋友圈|QQ空间|扫一扫|打印|收藏|复制|返回(?:目录|顶部)?|"
    r"关闭|评论|[上下前后]\s*[一1]?\s*[篇版期页]|[A-Za-z+＋\-－|｜/／:：<>《》\[\]【】]|\s)+"
)
_NAME = r"(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
_ONE, _SOME = re.compile(_NAME), re.compile(rf"{_NAME}(?:\s{_NAME}){{0,3}}")
"""A name where an author stands: no subtitle is that short.  Several may be one (办实事 解难题),
but before the facts."""
_PAPER = re.compile(r"《?\S{1,12}(?:[日晚早晨周商都时旬]?报|报社|[网刊社台])》?")
_STOP = re.compile(r"[。；，,;]$")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ROWS = _HEADINGS | {"p", "div", "tr", "td", "th", "li", "center", "section"}
_MAX_ROWS = 60
"""Rows around a headline: those known have ten."""
_MAX_NODES = 200
"""Nodes that are looked at in one of them."""
_MAX_CHARS = 400
"""Characters: a line of facts has 100, what is longer is a text."""


@dataclass(slots=True)
class Beside:
    """What stands beside a headline, "" for what does not."""

    kicker: str = ""
    subtitle: str = ""
    byline: str = ""


class Row(NamedTuple):
    """A row's text, the same with a blank between its elements, and whether it is a heading."""

    text: str
    spaced: str
    heading: bool = False


def labels_beside(head: Element, body: Element, url: str) -> Beside:
    """Return the labels above a headline, and between it and its body."""
    found = Beside()
    around = _ancestors(body)
    if head is body or head in around:
        return found
    block = head
    for parent in islice(head.iterancestors(), 8):
        if parent in around:
            break
        block = parent
    within = _ancestors(head)
    above = [row.text for row in _before(head, block, within, url) if _is_label(row.text)]
    found.kicker = above[-1] if above else ""
    for row in _after(head, block, body, url):
        if not _take(row, found):
            break
    return found


def _take(row: Row, found: Beside) -> bool:
    """Take a row behind the headline; whether a subtitle may still follow."""
    facts = FACTS.search(row.spaced)
    named = _AUTHOR.search(row.spaced)
    who = named["name"] if named is not None else ""
    if not who and not row.heading:
        who = _author_of(row.spaced[: facts.start() if facts else None], _SOME if facts else _ONE)
    if who:
        found.byline = found.byline or who
    elif facts is None and _is_label(row.text) and not found.subtitle and not found.byline:
        found.subtitle = row.text
    return facts is None


def _author_of(line: str, names: re.Pattern[str]) -> str:
    """Return the authors whom a row, or its part before the facts, names, and nobody else."""
    words = [word for word in line.strip(" ·|｜—-").split(" ") if not _PAPER.fullmatch(word)]
    line = " ".join(words)
    return line if AUTHORS.fullmatch(line) or names.fullmatch(line) else ""


def _is_label(line: str) -> bool:
    """Whether a line may be a kicker or a subtitle: short, no facts, buttons or page's label."""
    if not 1 < len(line) <= LONGEST or _STOP.search(line) or FACTS.search(line):
        return False
    return not (is_label(line) or _BUTTONS.fullmatch(line))


def _before(head: Element, block: Element, within: set[Element], url: str) -> list[Row]:
    """Return the rows above a headline in its block; where it is alone there, above the block."""
    found: list[Row] = []
    if text_of(block, limit=200) == text_of(head, limit=200):
        for element in reversed(list(islice(block.itersiblings(preceding=True), 3))):
            found += _rows(element, url)
    node = block
    while node is not head and len(found) < _MAX_ROWS:
        path = next(child for child in node if child is head or child in within)
        for element in reversed(list(islice(path.itersiblings(preceding=True), _MAX_ROWS))):
            found += _rows(element, url)
        node = path
    return found


def _after(head: Element, block: Element, body: Element, url: str) -> Iterator[Row]:
    """Yield the rows behind a headline up to its body."""
    around = _ancestors(body) | {body}
    node = head
    while True:
        for element in islice(node.itersiblings(), _MAX_ROWS):
            yield from _rows(element, url, around)
            if element in around:
                return
        if node is block:
            return
        node = node.getparent()


def _rows(element: Element, url: str, around: Collection[Element] = ()) -> Iterator[Row]:
    """Yield the rows of an element, up to the body that stands in one of ``around``.

    What holds links or photos has none, nor what is longer than a line of facts.
    """
    waiting = [element]
    for _ in range(_MAX_ROWS):
        if not waiting:
            return
        row = waiting.pop()
        if row in around:
            path = next((child for child in row if child in around), None)
            if path is None:
                return  # the body itself
            waiting.append(path)
            waiting += islice(path.itersiblings(preceding=True), _MAX_ROWS)
            continue
        if row.tag in UNSEEN or row.tag in ("img", "a"):
            continue
        inside = list(islice(row.iterdescendants(), _MAX_NODES))
        if any(each.tag == "img" and picture_url(each, url) for each in inside):
            continue
        if any(each.tag in _ROWS for each in inside):
            waiting += reversed(list(islice(row, _MAX_ROWS)))
        elif not any(each.tag == "a" and each.get("href") for each in inside):
            text = text_of(row, limit=_MAX_NODES)
            if 0 < len(text) <= _MAX_CHARS:
                yield Row(text, squeezed(" ".join(pieces(row))), row.tag in _HEADINGS)


def _ancestors(node: Element) -> set[Element]:
    return set(node.iterancestors())
