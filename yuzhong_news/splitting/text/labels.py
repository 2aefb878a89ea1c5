"""Names of columns (栏目): 民生实事, 短波, 图片新闻."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yuzhong_news.splitting.notices import is_notice_headline
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.units import Role, Unit
from yuzhong_news.splitting.wording import pairs

LABEL = re.compile(
    r"^[【\[■●◆▲|｜]?\s*(?:\S{0,5}(?:速递|速览|快讯|快报|动态|一线|驿站|故事|在线|短波|简讯|短讯|简报|看点|视点|观察|聚焦|关注|"
    r"论坛|时评|快评|短评|锐评|评论|榜样|实践|振兴|建设|环境|实事|教育|高质量发展|人物|风采|之窗|窗口|园地|连线|直击|访谈|调查|追踪|"
    r"热线|微镜头|天下|广角|扫描|集锦|资讯|播报|看台|专栏|传真|之声|讲堂|课堂|台账|纪实|随笔|漫笔|杂谈|絮语|手记|札记|信箱|服务台|"
    r"新闻|消息|要闻|党建|文明|法治|民生|进行时|现场|瞬间|档案|专题|特稿|特写)|光影|镜头|影像|图说|图片新闻|视觉|短波|微波|延伸阅读|相关链接|新闻链接|背景链接|"
    r"编者按|编者的话|编后|开栏的话|名词解释|新闻\+|知识窗)\s*[】\]|｜]?$"
)
_BARRED = re.compile(r"^\S{2,6}\s*[｜|丨]\s*\S{2,8}$")
"""Two names of columns with a bar between them."""

_LABEL_MAX_WIDTH = 7.0
_UNTOLD_WIDTH = 6.0
_UNTOLD = re.compile(r"[【\[■●◆｜|]?[\u4e00-\u9fff·]{2,6}[】\]｜|]?")


def mark_columns(units: Sequence[Unit]) -> None:
    """Turn short headings that are usual names of columns into columns."""
    for unit in units:
        if unit.role is not Role.HEADING or len(unit.rows) != 1 or unit.inline:
            continue
        row = unit.rows[0]
        if _BARRED.match(row.text):
            unit.role = Role.COLUMN
            continue
        if row.width > _LABEL_MAX_WIDTH or not LABEL.match(row.text):
            continue
        unit.role = Role.COLUMN
    _mark_untold(units)


def _mark_untold(units: Sequence[Unit]) -> None:
    """Turn short lines over a headline of which no text of the page says a word into columns.

    A kicker as short as that names who acts, and its text names them again (pages of six styles:
    all 64 such columns share no two characters with their text, all three such kickers do).
    """
    texts: str | None = None
    last = None
    for unit, below, beyond in zip(units, units[1:], [*units[2:], None], strict=False):
        first, last = last is not Role.HEADING, unit.role
        if not first or not _could_be_untold(unit, below) or _is_listed(beyond):
            continue
        if texts is None:
            texts = "\n".join(join(each.rows) for each in units if each.role is Role.BODY)
        if not any(pair in texts for pair in pairs(unit.rows[0].text)):
            unit.role = Role.COLUMN


def _could_be_untold(unit: Unit, below: Unit) -> bool:
    if unit.role is not Role.HEADING or below.role is not Role.HEADING or len(unit.rows) != 1:
        return False
    text = unit.rows[0].text
    return (
        unit.rows[0].width <= _UNTOLD_WIDTH
        and _UNTOLD.fullmatch(text) is not None
        and not is_dash_led(below)
        and not is_notice_headline(text)
    )


def _is_listed(beyond: Unit | None) -> bool:
    """Whether a third heading follows two: a list of headlines, be they ever so short."""
    return beyond is not None and beyond.role is Role.HEADING and not is_dash_led(beyond)


def is_dash_led(unit: Unit) -> bool:
    """Whether a heading is a subtitle by its dash."""
    return unit.rows[0].text[0] in "—―－"
