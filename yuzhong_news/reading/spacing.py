"""Blanks between all characters, as character recognition leaves them: 区 委 召 开 会 议."""

from __future__ import annotations

import re

from yuzhong_news.items import Doubt

_WIDE = "\u2014\u2018-\u201d\u2026\u3001-\u303f\u3400-\u9fff\uff00-\uffef"
"""Characters that need no blank on either side: Chinese ones and their punctuation."""

_PARTED = re.compile("[\u3400-\u9fff][ \xa0](?=[\u3400-\u9fff])")
_CHINESE = re.compile("[\u3400-\u9fff]")
_BLANK = re.compile(rf"(?<=[{_WIDE}0-9])[ \xa0](?=[{_WIDE}0-9])")
_WIDE_BLANK = re.compile("[ \xa0]?\u3000[ \xa0]?")
_SHARE = 0.5
"""Of a page's Chinese characters so many are parted from the next by one blank; in print, a few
names of two characters are (刘 侃)."""

_BLANKS = 0.2
"""Share of blanks in such a text, at least: near a half."""


def without_spacing(text: str) -> tuple[str, list[Doubt]]:
    """Return a text without the single blanks that part nearly all of its characters.

    Where they do, a doubt says so; any other text comes back as it is.
    """
    if text.count(" ") + text.count("\xa0") < _BLANKS * len(text):
        return text, []
    if len(_PARTED.findall(text)) < _SHARE * len(_CHINESE.findall(text)):
        return text, []
    plain, removed = _BLANK.subn("", _WIDE_BLANK.sub("\u3000", text))
    if not removed:
        return text, []
    detail = f"{removed} blanks between the characters of words were taken out"
    return plain, [Doubt(cue="spaced-characters", field="page", detail=detail)]
