"""Units: runs of rows of one role, in the order of the page, and what later steps ask of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from yuzhong_news.splitting.bylines import Signature
from yuzhong_news.splitting.jumps import Mark
from yuzhong_news.splitting.rows import Row

SIGN_OFF = "sign-off"
VERSE = "verse"
_PICTURE_LABEL = re.compile(r"图片|光影|镜头|影像|图说|视觉|摄影|瞬间|看图|影廊|写真")
BULLETS = "●■◆▲◇○★▶▪"
SHORT_BY = 1.0
"""Full-width characters: a row shorter than its column by more does not fill it.  Rows of one
column differ by up to one character: punctuation may hang or be squeezed (seed page)."""


class Role(StrEnum):
    """What a unit is at first reading."""

    BODY = "body"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    COLUMN = "column"
    JUMP = "jump"
    FURNITURE = "furniture"


@dataclass(slots=True, eq=False)
class Unit:
    """Rows of one role.  ``weak`` names the cue where the role was a guess."""

    role: Role
    rows: list[Row]
    column: float
    signature: Signature | None = None
    mark: Mark | None = None
    inline: bool = False
    attached: bool = False
    weak: str = ""


def is_picture_label(text: str) -> bool:
    """Whether a column's name announces picture news: 图片新闻, 光影, 镜头 …"""
    return _PICTURE_LABEL.search(text) is not None


def is_label_of_picture(unit: Unit) -> bool:
    """Whether a unit is the name of a column that announces picture news."""
    return unit.role is Role.COLUMN and is_picture_label(unit.rows[0].text)


def is_bulleted(unit: Unit) -> bool:
    """Whether a heading begins with a bullet, as those of briefs do."""
    return unit.rows[0].text[0] in BULLETS


def fills(row: Row, column: float) -> bool:
    """Whether a row reaches the end of its column."""
    return row.width + row.indent >= column - SHORT_BY
