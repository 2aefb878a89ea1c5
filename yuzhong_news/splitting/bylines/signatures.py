"""Lines and brackets that are nothing but a byline or a credit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from yuzhong_news.items import Contributor
from yuzhong_news.splitting.bylines import roles
from yuzhong_news.splitting.bylines.credit_grammar import LONGEST
from yuzhong_news.splitting.bylines.credit_reading import Person, Reading, is_foot, read
from yuzhong_news.splitting.bylines.datelines import BULLETS, CLOSERS, OPENERS, Span, read_dateline
from yuzhong_news.splitting.bylines.evidence import fits, signs_bare
from yuzhong_news.splitting.bylines.names import DOTS, HAN, SINGLE, name_cost, name_doubt

__all__ = ["Organisation", "Signature", "Span", "read_inside", "signature", "signed", "trim"]


class Organisation(NamedTuple):
    """An organisation that is credited; ``work`` is 图, 供图 or None (rule 6)."""

    name: str
    work: str | None


class Signature(NamedTuple):
    """A printed byline or credit.

    ``span`` covers all of it in the given text, with brackets, bullets and a trailing stop,
    without outer blanks; ``text`` is it as printed, without outer brackets and bullets.
    """

    span: Span
    text: str
    contributors: tuple[Contributor, ...]
    organisations: tuple[Organisation, ...]

    @property
    def pictures_only(self) -> bool:
        """True if nothing but pictures is credited: a photographer, a supplier, an archive."""
        return all(person.work in {"摄", "图"} for person in self.contributors) and all(
            organisation.work is not None for organisation in self.organisations
        )

    def moved(self, by: int) -> Signature:
        """Return the same with its span moved: it was read in a part of the text."""
        return self._replace(span=Span(self.span.start + by, self.span.end + by))


TRIGGER = re.compile(
    r"记者|通讯员|实习生|见习生|评论员|观察员|老师|教师|撰|[电讯]|[摄文图译绘画作诗供编校审策统执整]|报道|提供|资料|采写|漫画|设计"
    r"|监制|值班|主编|总编|视觉|制作|技术|版面|社\s?[/／]|[/／]影像中国|IC|CFP"
)
"""Without brackets, a credit has one of these words."""
RUNNING_TEXT = re.compile(
    r"[“”‘’！？!?%％$￥…]|(?<!署名)(?<!标注)[的了]|[被把他她你您们这那哪吗呢]|在(?!线)|就(?!业)|"
    r"[0-9０-９]{2}|[，,].*[，,].*。"
)
"""What no byline holds: marks, numbers and grammar words of sentences."""
WIDE_GAP = re.compile(r"\s{6,}")
"""As wide a blank parts a drawing's title from its author: 江边　　　　　　某某绘."""
_PAPER_BEHIND = re.compile(
    rf"\s*《[{HAN}]{{2,10}}》\s*[（(]\s*[0-9０-９]{{4}}\s*年[^）)]*版\s*[）)]\s*$"
)
"""The paper and its date, run on behind the name in some archives."""
_COMMENTATOR = re.compile(
    rf"(?:本[报刊网台社]|[{HAN}·]{{2,12}}(?:报|社|网|台|刊|新闻))(?:特约)?评论员"
)
_SOURCE = re.compile(
    rf"(?:据|综合|来源[:：]?|稿源[:：]?)?\s*(?P<name>(?:新华社|中新社|新华网|人民网|中新网|央视|"
    rf"[{HAN}]{{2,8}}(?:社|报|网|客户端|新闻)|(?<=[据合源:：])《[{HAN}]{{2,10}}》)"
    rf"(?:、(?:[{HAN}]{{2,8}}(?:社|报|网|客户端)|《[{HAN}]{{2,10}}》))*)"
    rf"(?:供本报专稿|专稿|供稿|综合|报道|消息|等|)"
)
_ORGANISATION_LINE = re.compile(
    rf"[{HAN}]{{2,26}}(?:委员会|课题组|党组|编辑部|评论员|研究室|研究院|研究中心|办公室|编写组|理事会|联合会|"
    rf"党委|评论部|写作组|调研组|采访组|报道组|观察组)"
)
_NAME_OFFICE = re.compile(
    rf"(?P<name>[{HAN}]{{2,4}}|[{HAN}]\s+[{HAN}])\s*[（(](?P<office>[^（）()]{{3,40}})[）)]"
)
_OFFICE_NAME = re.compile(
    rf"(?P<office>[{HAN}·（）()、]{{4,40}})\s+(?P<name>[{HAN}]{{2,4}}|[{HAN}]\s+[{HAN}])"
)
_COUNTRY_NAME = re.compile(
    rf"[（(〔［\[]\s*[{HAN}]{{1,8}}\s*[）)〕］\]]\s*(?P<name>[{HAN}A-Za-z{DOTS}\s]{{2,24}})"
)
_REPORTERS_MARKS = "□◎"
"""The bullets that stand before bylines, be it a name alone: □ 某某."""
_DASHES = "—─－-"
_AROUND = " \u3000\xa0\t\r\n，,:：）)"
"""What stands around a byline behind a dateline."""


@lru_cache(maxsize=4096)
def signature(text: str, *, bare: bool = False) -> Signature | None:
    """Return what a text that is nothing but a byline or a credit says, else None.

    The editors' line at the foot of a page is none (see ``is_staff_line``).  With ``bare``, names
    alone count too (陈 远): on a page they cannot be told from a short subhead.  What ends with a
    comma goes on: 记者在东湖社区看到， is the first line of a sentence.
    """
    if len(text) > 4 * LONGEST or text.rstrip().endswith("，"):
        return None
    start, end = trim(text, 0, len(text))
    if start >= end or end - start > LONGEST:
        return None
    behind = _PAPER_BEHIND.search(text, start, end) if text[end - 1] in "）)" else None
    inner, bracketed = unwrap(text, start, behind.start() if behind else end)
    line = text[inner.start : inner.end]
    if not line or line[0] in _DASHES or line[-1] in _DASHES:
        return None  # the attribution of a quotation (rule 10)
    bare = bare or text[start] in _REPORTERS_MARKS
    span = Span(start, end)
    if line.endswith("评论员") and _COMMENTATOR.fullmatch(line):
        return Signature(span, line, (), (Organisation(line.removeprefix("据"), None),))
    if bracketed:
        found = _dated(text, span, inner) or _sourced(text, span, inner)
        if found is not None:
            return found
    elif (not bare and not TRIGGER.search(line)) or read_dateline(line) is not None:
        return None
    if RUNNING_TEXT.search(line) or (WIDE_GAP.search(line) and "记者" not in line):
        return None
    reading = read(line)
    if reading is not None and not is_foot(reading) and fits(reading, bracketed=bracketed):
        return signed(text, span, inner, reading)
    if bare and not bracketed:
        return _bare(text, span, inner, reading, marked=text[start] in _REPORTERS_MARKS)
    return None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return both ends moved inwards over blanks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def unwrap(text: str, start: int, end: int) -> tuple[Span, bool]:
    """Return the text without bullets, closing stop and outer brackets, and if there were brackets.

    One lost bracket of a pair changes nothing (rule 9).
    """
    while start < end and (text[start] in BULLETS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "。.；;|｜□■●" or text[end - 1].isspace()):
        end -= 1
    if start >= end:
        return Span(start, end), False
    opened, closed = text[start] in OPENERS, text[end - 1] in CLOSERS
    if opened and closed and closes_at(text, start, end) == end - 1:
        return Span(*trim(text, start + 1, end - 1)), True
    if closed and not any(mark in text[start:end] for mark in OPENERS):
        return Span(*trim(text, start, end - 1)), True
    if opened and not any(mark in text[start:end] for mark in CLOSERS):
        return Span(*trim(text, start + 1, end)), True
    return Span(start, end), False


def closes_at(text: str, start: int, end: int) -> int:
    """Return the index of the bracket that closes the one at ``start``, or -1."""
    depth = 0
    for index in range(start, end):
        depth += (text[index] in OPENERS) - (text[index] in CLOSERS)
        if depth == 0:
            return index
    return -1


def opens_at(text: str, close: int, floor: int) -> int:
    """Return the index of the bracket that is closed at ``close``, or -1."""
    depth = 0
    for index in range(close, floor - 1, -1):
        depth += (text[index] in CLOSERS) - (text[index] in OPENERS)
        if depth == 0:
            return index
    return -1


def signed(text: str, span: Span, inner: Span, reading: Reading | None) -> Signature:
    """Return a reading as a signature; ``inner`` is ``span`` without brackets and bullets."""
    start, end = trim(text, *inner)
    if reading is None:
        return Signature(span, text[start:end], (), ())
    return Signature(
        span,
        text[start:end],
        contributors(reading),
        tuple(Organisation(*item) for item in reading.organisations),
    )


def contributors(reading: Reading) -> tuple[Contributor, ...]:
    """Return the people of a reading as the item's contributors."""
    return tuple(
        Contributor(name=person.name, role=person.role, work=person.work)
        for person in reading.people
    )


def read_inside(content: str, *, dated: bool = False) -> Reading | None:
    """Return the byline that fills a bracket, or None; ``dated``: it stands behind a dateline."""
    if len(content) > LONGEST or RUNNING_TEXT.search(content):
        return None
    reading = read(content.strip())
    return reading if reading and fits(reading, bracketed=True, dated=dated) else None


def _dated(text: str, span: Span, inner: Span) -> Signature | None:
    """Read a bracket that opens with a dateline: （新华社北京10月4日电 记者 …）."""
    content = text[inner.start : inner.end]
    dateline = read_dateline(content)
    if dateline is None:
        return None
    rest = content[dateline.span.end :].strip(_AROUND)
    if not rest:
        return signed(text, span, inner, None)
    reading = read_inside(rest)
    if reading is None or any(name_cost(person.name) >= SINGLE for person in reading.people):
        return None
    return signed(text, span, inner, reading)


def _sourced(text: str, span: Span, inner: Span) -> Signature | None:
    """Read （据新华社）, （新华社供本报专稿）: a text source (rules 6 and 8)."""
    content = text[inner.start : inner.end]
    match = _SOURCE.fullmatch(content)
    if match is None or match["name"] in {"本报", "社", "报社"}:
        return None
    names = [name.strip("《》") for name in match["name"].split("、")]
    return Signature(span, content, (), tuple(Organisation(name, None) for name in names))


def _bare(
    text: str, span: Span, inner: Span, reading: Reading | None, *, marked: bool
) -> Signature | None:
    """Read a line of names alone, an office and a name, or an organisation as author."""
    line = text[inner.start : inner.end]
    if reading is not None and is_foot(reading) and not reading.lone_house:
        return None
    name = _name_with_office(line) or _name_with_country(line)
    if name is not None:
        return signed(text, span, inner, Reading([Person(name, "", None, 0.0)]))
    if _ORGANISATION_LINE.fullmatch(line):
        return Signature(span, line, (), (Organisation(line, None),))
    if (
        reading is None
        or reading.organisations
        or not reading.people
        or ":" in line
        or "：" in line
    ):
        return None
    if reading.roles or reading.works or reading.labels or reading.staff_roles:
        return None
    if reading.archive or reading.lone_house:
        return None
    return signed(text, span, inner, reading) if signs_bare(reading, line, marked=marked) else None


def _name_with_office(line: str) -> str | None:
    """Return the name in 某某（某台主持人） or 某报总编辑 某某; an office is no role (rule 4)."""
    match = _NAME_OFFICE.fullmatch(line) or _OFFICE_NAME.fullmatch(line)
    if match is None or not roles.OFFICE.search(match["office"]):
        return None
    if roles.STATE.search(match["office"]):
        return None
    name = "".join(match["name"].split())
    return name if name_cost(name) < 0.5 else None


def _name_with_country(line: str) -> str | None:
    """Return the name in （荷兰）某某; the country goes (rule 1)."""
    match = _COUNTRY_NAME.fullmatch(line)
    if match is None:
        return None
    name = "".join(match["name"].split())
    return name if name_doubt(name) < 3 else None
