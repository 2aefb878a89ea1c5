"""Any line: whom it credits, and what kind of line it is (rule 8)."""

from __future__ import annotations

import re
from typing import NamedTuple

from yuzhong_news.items import Contributor
from yuzhong_news.splitting.bylines import roles
from yuzhong_news.splitting.bylines.closings import closing, credit
from yuzhong_news.splitting.bylines.credit_grammar import LONGEST
from yuzhong_news.splitting.bylines.credit_reading import Reading, is_foot, read
from yuzhong_news.splitting.bylines.datelines import read_dateline
from yuzhong_news.splitting.bylines.evidence import fits
from yuzhong_news.splitting.bylines.openings import opening
from yuzhong_news.splitting.bylines.signatures import (
    Organisation,
    Signature,
    contributors,
    read_inside,
    signature,
    trim,
    unwrap,
)

_LOOKED_AT = 4000
"""Characters of a long text in which credits inside and words of captions are looked for."""
_CONTACT = re.compile(
    r"(?:新闻|读者|联系|报料|投稿)?(?:热线|电话|邮箱|信箱|传真)\s*[:：]?\s*[0-9０-９\-—A-Za-z@.()（）\s]+"
    r"|E-?mail\s*[:：]?\s*\S+|[A-Za-z0-9_.]{1,40}@[A-Za-z0-9.]+|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
    r"|星期[一二三四五六日]"
)
_STAFF_HINT = re.compile("|".join(word for word in roles.STAFF_WORDS if roles.FOOT.search(word)))
_INLINE = re.compile(
    r"[（(](?:[^（）()，。]{0,8}图[^（）()，。]{0,4}[，、：:\s]\s*)?"
    r"(?P<who>[^（）()。]{2,60}?(?:摄|供图|绘|提供图片|提供|制图))[）)]"
)
_AUTHOR_NOTE = re.compile(r"[\s（(〔【]{0,90}作者[为系是单分简及按]")
_CAPTION_WORDS = re.compile(
    r"(?:^|[。！？”\s）])(?:[左右上中下题配附组]+图?|图[①-⑳0-9０-９一二三四五左右上中下]?|[上下左右]图[左右]?)"
    r"(?:为|是|[:：])|图为|图[①-⑳]|这是.{2,40}(?:图片|照片|现场)|无人机(?:拍摄|照片)|（见图）|传真照片|资料照片"
)


class Credits(NamedTuple):
    """What a line of any kind credits; ``kind`` as in rule 8."""

    kind: str
    dateline: str | None
    people: tuple[Contributor, ...]
    organisations: tuple[Organisation, ...]


def read_credits(text: str) -> Credits:
    """Return whom any line credits and what kind of line it is (rule 8)."""
    if _AUTHOR_NOTE.match(text):
        return _author_note(text)
    head = opening(text)
    if head is not None and head.dateline is not None:
        return _of("dateline", head.dateline, head.signature)
    whole = signature(text, bare=True)
    if whole is not None:
        dateline = _dateline_in(text, whole)
        return _of("dateline" if dateline else _kind_of(whole), dateline, whole)
    staff = _staff_reading(text)
    if staff is not None:
        return Credits("credit", None, contributors(staff), ())
    end = closing(text)
    if end is not None:
        dateline = _dateline_in(text, end)
        return _of("dateline" if dateline else "byline", dateline, end)
    if head is not None and head.signature is not None:
        return _of("byline", None, head.signature)
    picture = credit(text)
    if picture is not None:
        supplied = any(item.work is None for item in picture.organisations)
        return _of("byline" if supplied else "caption", None, picture)
    inside = _inline_credit(text)
    if inside is not None:
        sent = tuple(Organisation(*item) for item in inside.organisations)
        return Credits("credit", None, contributors(inside), sent)
    caption = _CAPTION_WORDS.search(text[:_LOOKED_AT]) is not None
    return Credits("caption" if caption else "negative", None, (), ())


def is_staff_line(text: str) -> bool:
    """Tell whether a line names the newsroom that made the page: 责编 某某 美编 某某 校对 某某."""
    return _staff_reading(text) is not None


def _of(kind: str, dateline: str | None, sign: Signature | None) -> Credits:
    if sign is None:
        return Credits(kind, dateline, (), ())
    return Credits(kind, dateline, sign.contributors, sign.organisations)


def _dateline_in(text: str, sign: Signature) -> str | None:
    """Return the dateline that opens a bracketed line."""
    found = read_dateline(text[sign.span.start : sign.span.end])
    return found.text if found else None


def _kind_of(sign: Signature) -> str:
    """Return what a line that is all credit is: credit or byline (rule 8)."""
    if not sign.contributors and not sign.organisations:
        reading = read(sign.text)
        return "credit" if reading is not None and reading.archive else "byline"
    staff = bool(sign.contributors) and all(
        person.work in {"摄", "图"} or person.role in roles.STAFF_WORDS
        for person in sign.contributors
    )
    return "credit" if sign.pictures_only or staff else "byline"


def _staff_reading(text: str) -> Reading | None:
    """Return the reading of an editors' line, without telephone numbers, addresses and dates."""
    if len(text) > LONGEST or not _STAFF_HINT.search(text):
        return None
    inner, _ = unwrap(text, *trim(text, 0, len(text)))
    line = text[inner.start : inner.end]
    if any(mark in line for mark in "0123456789０@＠一二三四五六日"):
        line = _CONTACT.sub(" ", line).strip()
    reading = read(line)
    if reading is None or not is_foot(reading):
        return None
    return reading if fits(reading, bracketed=False) else None


def _inline_credit(text: str) -> Reading | None:
    """Return the first picture credit inside running text: （见图，新华社记者某某摄）."""
    for match in _INLINE.finditer(text[:_LOOKED_AT]):
        reading = read_inside(match["who"])
        if reading is not None:
            return reading
    return None


def _author_note(text: str) -> Credits:
    """Return what a note on the author credits: only the compiler and the supplier inside."""
    people: list[Contributor] = []
    organisations: list[Organisation] = []
    for clause in re.split(r"[。，；,;]|\s{2,}", text[:_LOOKED_AT].strip().strip("（）()〔〕【】")):
        if not clause or clause.strip().startswith("作者"):
            continue
        reading = read(clause.strip())
        if reading is None or not reading.certain:
            continue
        if reading.organisations or (reading.people and (reading.roles or reading.works)):
            people += contributors(reading)
            organisations += [Organisation(*item) for item in reading.organisations]
    return Credits("author_note", None, tuple(people), tuple(organisations))
