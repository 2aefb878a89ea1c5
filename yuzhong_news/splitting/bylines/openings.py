"""What stands before the first word of an article: 本报讯（记者 …）."""

from __future__ import annotations

import re
from typing import NamedTuple

from yuzhong_news.splitting.bylines.credit_reading import read
from yuzhong_news.splitting.bylines.datelines import (
    BULLETS,
    HEAD,
    OPENERS,
    Dateline,
    Span,
    read_dateline,
)
from yuzhong_news.splitting.bylines.names import DOTS, HAN, name_cost
from yuzhong_news.splitting.bylines.signatures import (
    Signature,
    closes_at,
    read_inside,
    signed,
    trim,
)


class Opening(NamedTuple):
    """What stands before the first word of an article.

    Every character before ``end`` belongs to ``dateline_span``, to the signature's span, or is
    blank; the article's own text starts at ``end``.
    """

    dateline: str | None
    dateline_span: Span | None
    signature: Signature | None
    end: int


_REPORTER = re.compile(r"记者|通讯员|实习生|评论员")
_REPORTED = re.compile(
    r"(?P<who>[^。：:“”！？]{2,120}?)(?:报道|述评|综述|电|摄影报道|综合报道)(?:\s*[:：]|(?=\s|，|,|$))"
)
_LOOSE = re.compile(rf"[{HAN}{DOTS}]{{0,12}}(?:记者|通讯员|实习生)")
_NOTHING = re.compile(r"[\s:：，,]*")
_LONGEST_LOOSE = 90
"""Characters: no byline that only a blank parts from the text behind it is longer."""


def opening(text: str) -> Opening | None:
    """Return what stands before the first word of a paragraph, or None if nothing does."""
    head = text[:HEAD]
    dateline = read_dateline(head) if "讯" in head or "电" in head else None
    if dateline is None:
        return _undated(head) if "记者" in head or "通讯员" in head else None
    sign = _behind(head, dateline)
    end = sign.span.end if sign is not None else dateline.after
    first = trim(head, 0, dateline.span.start)[0]
    last = trim(head, first, sign.span.start if sign is not None else end)[1]
    sign, end = _with_colon(head, sign, end)
    return Opening(dateline.text, Span(first, last), sign, end)


def _with_colon(head: str, sign: Signature | None, end: int) -> tuple[Signature | None, int]:
    """Take the blanks and the colon behind a byline in: the colon belongs to its span."""
    while end < len(head) and (head[end].isspace() or head[end] in ":："):
        if head[end] in ":：" and sign is not None:
            sign = sign._replace(span=Span(sign.span.start, end + 1))
        end += 1
    return sign, end


def _behind(head: str, dateline: Dateline) -> Signature | None:
    """Return the byline behind a dateline: in brackets, before 报道：, or names and a blank."""
    start = dateline.after
    within = next((i for i in range(dateline.span.start) if head[i] in OPENERS), -1)
    if within >= 0 and _NOTHING.fullmatch(head, dateline.span.end, start):
        # （据新华社电 记者 某某）: the bracket holds both.
        close = closes_at(head, within, len(head))
        reading = read_inside(head[start:close]) if close > start else None
        inner = Span(start, close)
        return signed(head, Span(start, close + 1), inner, reading) if reading else None
    if start >= len(head):
        return None
    if head[start] in OPENERS:
        close = closes_at(head, start, len(head))
        reading = read_inside(head[start + 1 : close], dated=True) if close > start else None
        inner = Span(start + 1, close)
        return signed(head, Span(start, close + 1), inner, reading) if reading else None
    reported = _REPORTED.match(head, start)
    if reported and _REPORTER.search(reported["who"]):
        reading = read(reported["who"].strip())
        if reading is not None and (reading.roles or reading.nameless):
            span = Span(*reported.span())
            return signed(head, span, span, reading)
    return _loose(head, start)


def _loose(head: str, start: int) -> Signature | None:
    """Return 记者 某某 通讯员 某某 behind a dateline where only a blank parts it from the text."""
    if not _LOOSE.match(head, start):
        return None
    best: Signature | None = None
    for blank in re.finditer(r"\s+", head[: start + _LONGEST_LOOSE]):
        end = blank.start()
        if end <= start:
            continue
        reading = read(head[start:end].strip())
        if reading is None or not reading.people:
            if best is not None:
                break
            continue
        if any(name_cost(person.name) > 1 or len(person.name) > 4 for person in reading.people):
            break
        best = signed(head, Span(start, end), Span(start, end), reading)
    return best


def _undated(head: str) -> Opening | None:
    """Return （记者 …） or 记者某某报道： at the start of a paragraph without a dateline."""
    start, end = trim(head, 0, len(head))
    first = start
    while start < end and (head[start] in BULLETS or head[start].isspace()):
        start += 1
    if start >= end:
        return None
    found = _undated_bracket(head, start, end) or _undated_report(head, start, end)
    if found is None:
        return None
    sign, after = _with_colon(head, found, found.span.end)
    if sign is None:
        return None
    return Opening(None, None, sign._replace(span=Span(first, sign.span.end)), after)


def _undated_bracket(head: str, start: int, end: int) -> Signature | None:
    close = closes_at(head, start, end) if head[start] in OPENERS else -1
    if close < 0 or close + 1 >= end:
        return None
    reading = read_inside(head[start + 1 : close])
    if reading is None or not reading.people or not reading.roles:
        return None
    sign = signed(head, Span(start, close + 1), Span(start + 1, close), reading)
    return None if sign.pictures_only else sign


def _undated_report(head: str, start: int, end: int) -> Signature | None:
    if "记者" not in head[start : start + 20]:
        return None
    reported = _REPORTED.match(head, start)
    if reported is None or reported.end() >= end:
        return None
    reading = read(reported["who"].strip())
    if reading is None or not reading.people or not reading.roles or not reading.certain:
        return None
    span = Span(*reported.span())
    return signed(head, span, span, reading)
