"""上接 and 下转: the marks that send the reader from one page to another.

The forms on real pages: （上接1版） （上接第一版） （下转第2版） 【下转4版】 ▲上接01版
（紧接第1版） （上接A1版） （上接头版）.  A mark without bracket or arrow counts only where it is
the whole line: 详见3版 and the like in running text are no marks.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_PAGE = r"第?\s*(?P<page>[A-ZＡ-Ｚ]{0,2}\s*[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|头)\s*版"
_WORD = r"(?P<word>上接|紧接|緊接|接|下[转轉]|[转轉])\s*"
_OPEN = r"(?P<open>[（(【\[〔［▲▼▶◀△▽▷◁►◄→←↑↓☞>＞《]+\s*)"
_CLOSE = r"(?P<close>\s*[^\s）)】\]〕］]{0,8}?\s*[）)】\]〕］▲▼▶◀△▽▷◁►◄→←↑↓>＞》]+)?"
_MARK = re.compile(_OPEN + _WORD + _PAGE + _CLOSE)
_BARE = re.compile(r"^\s*" + _WORD + _PAGE + r"\s*$")
_CUT_HEAD = re.compile(r"[（(【\[〔［]\s*(?:上接|[紧緊]接|下[转轉])[^）)】\]〕］]{0,8}$")
_CUT_TAIL = re.compile(r"^[^）)】\]〕］（(【]{0,8}[）)】\]〕］]")

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"十": 10}


class Mark(NamedTuple):
    """A mark at ``text[start:end]`` that points from or to page number ``page``."""

    start: int
    end: int
    direction: Literal["from", "to"]
    page: int


def find_mark(text: str) -> Mark | None:
    """Return the first 上接/下转 mark of ``text``, or None."""
    if "版" not in text or not ("接" in text or "转" in text or "轉" in text):
        return None
    match = _BARE.match(text) or _MARK.search(text)
    if match is None:
        return None
    if match.re is _MARK and match["word"] in ("接", "转", "轉") and match["close"] is None:
        return None
    direction: Literal["from", "to"] = "to" if match["word"][-1] in "转轉" else "from"
    return Mark(match.start(), match.end(), direction, page_number(match["page"]))


def is_cut_mark(head: str, tail: str) -> bool:
    """Whether a mark begins at the end of ``head`` and ends at the start of the next line."""
    near = head[-10:]
    if "接" not in near and "转" not in near and "轉" not in near:
        return False
    start = _CUT_HEAD.search(head)
    end = _CUT_TAIL.match(tail)
    return bool(start and end and find_mark(head[start.start() :] + tail[: end.end()]))


def cut_mark(head: str, tail: str) -> tuple[int, int]:
    """Return where a mark cut by a line end starts in ``head`` and ends in ``tail``."""
    start = _CUT_HEAD.search(head)
    end = _CUT_TAIL.match(tail)
    if start is None or end is None:
        raise ValueError(f"no mark runs from {head!r} into {tail!r}")
    return start.start(), end.end()


def page_number(printed: str) -> int:
    """Return the number of a printed page: 01, A03, 一, 十二, 头 (the front page)."""
    printed = printed.replace(" ", "")
    digits = "".join(char for char in printed if char.isdigit())
    if digits:
        return int(digits)
    if printed == "头":
        return 1
    tens, _, ones = printed.rpartition("十")
    if "十" not in printed:
        return _DIGITS[printed[-1]]
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
