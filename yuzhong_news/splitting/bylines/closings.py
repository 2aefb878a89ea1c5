"""Bylines behind the last sentence of an article, and credits behind a caption."""

from __future__ import annotations

import re

from yuzhong_news.splitting.bylines.credit_reading import read
from yuzhong_news.splitting.bylines.datelines import CLOSERS, Span
from yuzhong_news.splitting.bylines.evidence import fits
from yuzhong_news.splitting.bylines.names import HAN, SINGLE, name_cost
from yuzhong_news.splitting.bylines.roles import FUNCTION_ROLES, ROLE_HINT
from yuzhong_news.splitting.bylines.signatures import (
    RUNNING_TEXT,
    WIDE_GAP,
    Signature,
    opens_at,
    signature,
    signed,
    trim,
    unwrap,
)

_TAIL = 200
"""Characters: a correspondents' list at the end of a report fills 90."""
_WORK_FIRST = 40
"""Characters of a credit that begins with its work."""
_LONGEST = 90
"""Characters: a byline behind a sentence, and a credit behind a caption, are not longer."""
_SENTENCE_ENDS = "。！？…”’」』）)!?；;"
_SIGNS = re.compile(
    rf"{ROLE_HINT.pattern}|{'|'.join(sorted(FUNCTION_ROLES))}|报道|文[/／]?[图摄]|图[/／]?文|□"
)
"""Without one of these there is no byline behind a sentence but in brackets."""
_ABOUT_PICTURES = re.compile(r"附?图片?|见图|附[图表]|照片[^，。]{0,6}")
_ENDS_IN_CREDIT = re.compile(
    r"(?:摄|摄影|拍摄|图片?|照片|资料|发|稿|提供|供稿|作|画|绘|绘制|制图|漫画|插图|视觉|中国|文|[）)〕】\]]|IC|CFP|"
    rf"社\s?[/／]\s?[{HAN}]{{1,4}})[\s。.]*$"
)
_BEGINS_WITH_WORK = re.compile(
    r"(?:(?:摄影|摄像|供图|制图|绘图|图片|图源?|摄)\s?[/／：:]\s?|图据)[^，。；：:]{2,30}[。\s]*$"
)
"""A credit whose work stands before the name: 摄影：某某, 图/记者 某某."""
_OUR_REPORTER = re.compile(
    rf"(?:本[报刊社网台]|新华社|中新社|人民网)[{HAN}]{{0,10}}?(?:记者|通讯员|摄影师)|"
    rf"(?:驻[{HAN}]{{1,4}}|本报)?"
    rf"(?:首席|高级|资深|主任|实习|见习|特约|特派|全媒体?|融媒体?|摄影|视频|文字){{0,3}}"
    rf"(?:记者|通讯员)(?=[\s{HAN}])|(?:实习|见习)生(?=[\s{HAN}])"
)
_GROUP_CREDIT = re.compile(
    r"[（(]?本[组版报]?[组版文栏]?(?:所有)?(?:图片|照片)|(?:图片|照片)[均皆]?[由为]|资料(?:图片|照片)|新华社[发稿]"
)
_BLANKS = re.compile(r"\s+")


def closing(text: str) -> Signature | None:
    """Return the byline at the end of a paragraph, behind its last sentence, or None.

    A bracket that opens with a dateline counts (（新华社北京10月4日电 记者 …）), a picture credit
    does not (see :func:`credit`).  Something must stand before the byline.
    """
    floor = max(0, len(text) - _TAIL)
    start, end = trim(text, floor, len(text))
    if end - start < 4:
        return None
    stop = end
    while stop > start and text[stop - 1] in "。.":
        stop -= 1
    if stop > start and text[stop - 1] in CLOSERS:
        found = _bracket(text, floor, stop, end)
        return None if found is None or _credits_pictures(found) else found
    cut = _last_sentence_end(text, max(floor, end - _LONGEST), stop)
    if cut < 0 or not _SIGNS.search(text, cut + 1, end):
        return None
    found = _part(text, cut + 1, end)
    if found is None or not found.contributors or found.pictures_only:
        return None
    signs = any(person.role or person.work == "文/图" for person in found.contributors)
    return found if signs or text[found.span.start] == "□" else None


def credit(text: str) -> Signature | None:
    """Return the picture credit at the end of a caption, or the text if it is all credit.

    资料图片 gives a signature without people; a byline (文, 记者 without 摄) gives None.
    """
    size = len(text)
    floor = max(0, size - _TAIL)
    start, end = trim(text, floor, size)
    if start >= end:
        return None
    first = None
    if not _ENDS_IN_CREDIT.search(text, max(start, end - 6), end):
        first = _BEGINS_WITH_WORK.search(text, max(start, end - _WORK_FIRST), end)
        if first is None or not (first.start() == start or _stands_apart(text, first.start())):
            return None
    whole = signature(text[start:end]) if floor == 0 else None
    if whole is not None:
        return whole.moved(start) if whole.pictures_only else None
    starts = _credit_starts(text, max(start, end - _LONGEST), end)
    for candidate in starts if first is None else [first.start()]:
        found = _picture_tail(text, candidate, end)
        if found is not None:
            return found
    return None


def _last_sentence_end(text: str, floor: int, stop: int) -> int:
    """Return the index of the last mark that ends a sentence, or -1."""
    return max(text.rfind(mark, floor, stop) for mark in _SENTENCE_ENDS)


def _credits_pictures(found: Signature) -> bool:
    return found.pictures_only and bool(
        found.contributors or found.organisations or "图" in found.text
    )


def _part(text: str, start: int, end: int) -> Signature | None:
    """Return the signature that fills a part of a text."""
    start, end = trim(text, start, end)
    found = signature(text[start:end])
    return None if found is None else found.moved(start)


def _bracket(text: str, floor: int, close: int, end: int) -> Signature | None:
    """Read the bracket at the end of a paragraph; （附图片） behind it is passed over."""
    open_at = opens_at(text, close - 1, floor)
    before = trim(text, floor, open_at)[1] if open_at > 0 else 0
    if before <= trim(text, 0, before)[0]:
        return None
    if _ABOUT_PICTURES.fullmatch(text[open_at + 1 : close - 1].strip()):
        if text[before - 1] not in CLOSERS:
            return None
        found = _bracket(text, floor, before, end)
        if found is not None:
            return found
    found = _part(text, open_at, end)
    if found is None or any(name_cost(each.name) >= SINGLE for each in found.contributors):
        return None
    by_role = any(person.role or person.work for person in found.contributors)
    if by_role or text[before - 1] in _SENTENCE_ENDS:
        return found
    return found if found.organisations and found.pictures_only else None


def _credit_starts(text: str, floor: int, end: int) -> list[int]:
    """Return the places where a credit may start, the likeliest first."""
    stop = end
    while stop > floor and (text[stop - 1].isspace() or text[stop - 1] in "。."):
        stop -= 1
    # A bracket at the very end may be the credit, or the agency behind it.
    if stop > floor and text[stop - 1] in CLOSERS:
        open_at = opens_at(text, stop - 1, floor)
        if open_at < 0:
            return []
        cut = _last_sentence_end(text, floor, open_at)
        return [*_inner_starts(text, max(floor, cut + 1), open_at), open_at]
    cut = _last_sentence_end(text, floor, stop)
    return _inner_starts(text, max(floor, cut + 1), stop)


def _inner_starts(text: str, floor: int, end: int) -> list[int]:
    """Return the starts behind the last sentence end: it, roles, wide blanks, single blanks."""
    starts = [floor] if floor > 0 else []
    starts += [match.start() for match in _GROUP_CREDIT.finditer(text, floor, end)]
    starts += [match.start() for match in _OUR_REPORTER.finditer(text, floor, end)]
    gaps = [match.span() for match in _BLANKS.finditer(text, floor, end)]
    starts += [stop for begin, stop in reversed(gaps) if stop - begin > 1]
    starts += [
        stop
        for begin, stop in reversed(gaps)
        if stop - begin == 1 and not _inside_stretched(text, begin)
    ]
    return list(dict.fromkeys(starts))


def _inside_stretched(text: str, blank: int) -> bool:
    """Tell whether one single character stands before a blank: 王 in 王 刚摄, no start for 刚摄."""
    return blank < 2 or text[blank - 2].isspace()


def _picture_tail(text: str, start: int, end: int) -> Signature | None:
    """Return the text from ``start`` as a picture credit, or None."""
    start, end = trim(text, start, end)
    inner, bracketed = unwrap(text, start, end)
    line = text[inner.start : inner.end]
    if not line or RUNNING_TEXT.search(line) or (WIDE_GAP.search(line) and "记者" not in line):
        return None
    reading = read(line)
    if reading is None or reading.staff_roles or reading.strange_house:
        return None
    alone = bracketed or _stands_apart(text, start)
    if not fits(reading, bracketed=alone) or not (reading.roles or reading.certain or alone):
        return None
    found = signed(text, Span(start, end), inner, reading)
    if not (found.contributors or found.organisations or reading.archive):
        return None
    return found if found.pictures_only else None


def _stands_apart(text: str, start: int) -> bool:
    """Tell whether a sentence end or a wide blank stands before an index."""
    before = text[max(0, start - 2) : start]
    if not before or before[-1] in _SENTENCE_ENDS:
        return True
    return before[-1].isspace() and (before[0].isspace() or before[0] in _SENTENCE_ENDS)
