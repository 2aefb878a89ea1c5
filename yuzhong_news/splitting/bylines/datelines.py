"""Datelines: 本报讯, 新华社北京10月4日电, and how a text opens with one (rule 7)."""

from __future__ import annotations

import re
from typing import NamedTuple

from yuzhong_news.splitting.bylines.names import DOTS, HAN

HEAD = 260
"""Characters: no dateline with its byline is longer; the longest that is known fills 130."""
_LONGEST = 120
"""Characters: the blanks before a dateline and a list of five cities in it fill 90."""
BULLETS = "□■●○◎◆◇▲△▼▽★☆※◢◣►▶▸◀◄▌▍|｜│*＊•·◉⊙¤§→⬤⚫☉▪▫◤◥"
OPENERS, CLOSERS = "（(〔［[【", "）)〕］]】"


class Span(NamedTuple):
    """Where something stands in the given text: half-open."""

    start: int
    end: int


_NUMBER = "[0-9０-９一二三四五六七八九十〇○零廿卅]"
_DATE = (
    rf"(?:{_NUMBER}{{2,4}}\s?年\s?)?(?:{_NUMBER}{{1,3}}\s?月\s?)?{_NUMBER}{{1,3}}\s?日"
    rf"(?:[至、]\s?{_NUMBER}{{1,3}}\s?日)?[{HAN}]{{0,4}}"
)
_SENT = (
    r"(?:(?:体育|综合|经济|专题|科技)?(?:专|急|特)?电(?![视话子力影台脑器网商动源报信池波机梯气费站线工厂业厅])讯?"
    r"|(?:专|特|快|短)?讯(?![息问速号员飞]))"
)
_SHORT_HOUSE = rf"(?:本\s?[报刊网社台]|新\s?华\s?社|中新社|[{HAN}]{{1,6}}社)"
_LONG_HOUSE = rf"[{HAN}{DOTS}A-Za-z]{{2,14}}?(?:报|网|新闻|融媒体中心|融媒体|融媒|客户端|台|周刊)"
_PLACES = rf"[{HAN}、，,/{DOTS}（）() 　]{{0,50}}?"
_ENDS = r"(?=[\s（(:：）)〕】\]]|$)"
_DATELINE = re.compile(
    rf"(?:{_SHORT_HOUSE}|{_LONG_HOUSE})\s?{_PLACES}{_DATE}\s?{_SENT}"
    rf"|(?:本\s?[报刊网社台]|新华社|中新社)\s?(?:专|特|快)?\s?(?:讯(?![息问速号员飞])|电(?=[\s（(:：，）)〕】\]]|$))"
    rf"|(?:本[报刊网社台]|新华社|中新社|[{HAN}]{{1,4}}社)(?![发来致播])[{HAN}、]{{2,24}}?(?<![发来致播回])"
    rf"(?:专|急)?[电讯]{_ENDS}"
    rf"|{_LONG_HOUSE}\s?(?:专|特)?讯{_ENDS}"
)
_NO_PLACE = re.compile(r"记者|报道|发表|指出|宣布|表示|消息")
_BEFORE = re.compile(rf"[\s{re.escape(BULLETS)}]*[（(〔［\[【]?\s*(?:(?:另|又)?据|综合|转自)?\s*")
_AFTER = re.compile(r"[\s】〕］\]）)]*[:：—，,\s]*")


class Dateline(NamedTuple):
    """A dateline as printed; ``before`` and ``after`` include what belongs to it by print.

    ``before`` is the index behind bullets, an opening bracket and 据; ``after`` the index behind a
    closing bracket, colon and blanks.
    """

    text: str
    span: Span
    after: int


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline at the start of a text; 据, 综合 and brackets are outside of it."""
    head = text[:HEAD]
    near = head[:_LONGEST]
    if "讯" not in near and "电" not in near:
        return None
    before = _BEFORE.match(head)
    match = _DATELINE.match(head, before.end() if before else 0)
    if match is None or _NO_PLACE.search(match[0]):
        return None
    after = _AFTER.match(head, match.end())
    return Dateline(match[0], Span(*match.span()), after.end() if after else match.end())


def dateline_of(text: str) -> tuple[str, Span] | None:
    """Return the dateline at the start of a text as printed, and where it stands."""
    found = read_dateline(text)
    return None if found is None else (found.text, found.span)
