"""Who signs: names alone in a row, known as bylines by where they stand, and how letters begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yuzhong_news.items import Contributor
from yuzhong_news.splitting.bylines import Signature, Span, opening, signature
from yuzhong_news.splitting.bylines.lexicon import is_word
from yuzhong_news.splitting.bylines.names import HAN, name_cost
from yuzhong_news.splitting.rows import Row, join
from yuzhong_news.splitting.text.feet import unfinished
from yuzhong_news.splitting.text.units import BULLETS, Role, Unit

_NAME_WIDTH = 4.0
_MARKED_WIDTH = 12.0
"""Full-width characters: a bullet and a name or two are no wider."""

_SECTIONS = 2
"""Brackets of names in one article: one is its own byline."""

_NAMES = 0.4
"""What a bracket of names says for an article's end, beside a byline: it may sign a section."""

_WRITERS = (
    "读者|居民|村民|市民|网友|业主|群众|职工|员工|工人|学生|家长|教师|老师|党员|干部|社员|会员|志愿者|司机|店主|商户|租户|农民|"
    "退休人员|社区|小区|街道|[区县镇乡村]|[路街巷]\\S{0,4}号"
)
_WRITER = re.compile(
    rf"(?P<who>[{HAN}0-9０-９]{{0,12}}(?:{_WRITERS}))[\s　]+"
    rf"(?P<name>[{HAN}](?:[\s　]*[{HAN}]){{1,2}})"
)
"""How a letter to the editor is signed: 某路居民　某某某, 读者　某某."""

_SALUTATION = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的)[^，。]{1,14}[：:]"
    r"|[^，。：]{0,10}(?:编辑部|编辑|记者|同志|老师|报社|先生|女士|主任|局长|区长|县长|市长|书记)(?:们)?"
    r"(?:同志)?(?:们)?，?(?:你|您)们?好?[：:！!]"
    r"|[^，。：]{0,10}(?:编辑|编辑部|报社)(?:同志|老师|先生|女士)?们?[：:]"
)
"""The line that a letter begins with: 编辑同志：, 尊敬的编辑老师：, 记者您好：."""


def is_salutation(row: Row) -> bool:
    """Whether a row is all of a letter's salutation."""
    return _SALUTATION.fullmatch(row.text) is not None


def is_bare_name(row: Row) -> bool:
    """Whether a row is nothing but a person's name, as under the headline of a comment."""
    return row.width <= _NAME_WIDTH and signature(row.text, bare=True) is not None


def signed_sections(bylines: Sequence[Unit], bodies: Sequence[Unit]) -> list[Unit]:
    """Return those of an article's bylines that each sign a section of it and belong to its text.

    They are two or more brackets of names alone, （某某、某某某）, and the article is signed by a
    reporter besides, at its head or at its end.
    """
    names = [
        unit
        for unit in bylines
        if unit.signature and not _has_role(unit.signature) and unit.rows[0].text[0] in "（("
    ]
    if len(names) < _SECTIONS or not bodies:
        return []
    head = opening(join(bodies[0].rows))
    signatures = [unit.signature for unit in bylines] + [head.signature if head else None]
    return names if any(found and _has_role(found) for found in signatures) else []


def byline_weight(unit: Unit) -> float:
    """Return how surely a unit is an article's byline: 1, less for a bracket of names, else 0."""
    if unit.role is not Role.BYLINE:
        return 0.0
    bracketed = unit.rows[0].text[0] in "（("
    return _NAMES if bracketed and unit.signature and not _has_role(unit.signature) else 1.0


def _has_role(found: Signature) -> bool:
    return any(person.role or person.work for person in found.contributors)


def mark_names(units: Sequence[Unit]) -> None:
    """Turn names that stand alone under a headline or behind a text into bylines."""
    for place, unit in enumerate(units):
        if unit.role is not Role.HEADING or len(unit.rows) != 1:
            continue
        above = units[place - 1] if place else None
        below = units[place + 1] if place + 1 < len(units) else None
        found = _signature_at(unit.rows[0], above, below)
        if found is not None:
            unit.role = Role.BYLINE
            unit.signature = found


def _signature_at(row: Row, above: Unit | None, below: Unit | None) -> Signature | None:
    if above is None:
        return None
    if above.role is Role.HEADING:
        if below is not None and below.role is Role.BODY and is_bare_name(row):
            return signature(row.text, bare=True)
        return _marked(row)
    if above.role is not Role.BODY or unfinished(above):
        return None
    return _marked(row) or _writer(row)


def _marked(row: Row) -> Signature | None:
    """Return the names behind a bullet: ■ 某某, as under poems and behind letters."""
    if row.text[0] not in BULLETS or row.width > _MARKED_WIDTH:
        return None
    found = signature("□" + row.text[1:], bare=True)
    return None if found is None or not found.contributors else found


def _writer(row: Row) -> Signature | None:
    """Return how the writer of a letter signs it."""
    match = _WRITER.fullmatch(row.text)
    if match is None:
        return None
    name = "".join(match["name"].split())
    if name_cost(name) > 0 or is_word(name):
        return None
    person = Contributor(name=name, role=match["who"])
    return Signature(Span(0, len(row.text)), row.text, (person,), ())
