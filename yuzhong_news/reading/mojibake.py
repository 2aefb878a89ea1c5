"""Mojibake (乱码): text that was decoded in a wrong charset before it came here.

UTF-8 read as GBK turns 渝中 into 娓濅腑; GBK read as UTF-8 leaves U+FFFD, and that read as GBK
once more 锟斤拷; GBK read as Latin-1 gives ÖÐ.  What was lost cannot be brought back here, so that
such a page is told and not stored; a few such characters leave a doubt.
"""

from __future__ import annotations

import re

from yuzhong_news.items import Doubt

_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]|锟斤拷|锟斤|斤拷")
_LATIN = re.compile("[\xa1-\xff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_HAN = re.compile("[\u3400-\u9fff]")

LEAST = 40
"""Visible characters: of fewer no share can be told."""

LOST_SHARE = 0.2
"""Private use characters and replacement marks; GBK read as UTF-8 has 0.8, real pages have none."""

QUESTION_SHARE = 0.4
"""Question marks; real pages of 30 titles have 0.01 at most."""

LATIN_SHARE = 0.4
"""Letters of Latin-1 beyond ASCII and marks of Windows-1252; real pages have 0.03 at most."""

BACK_SHARE = 0.3
"""Chinese characters that come out of a text's bytes in GB 18030 when these are read as UTF-8, by
those of the text: UTF-8 that was read as GBK has 0.55 to 0.7, real pages have 0.03 at most."""


def cause_of(text: str) -> str:
    """Return what was done to a text that is mojibake, "" to one that is not."""
    visible = sum(map(len, text.split()))
    if visible < LEAST:
        return ""
    if _lost(text) > LOST_SHARE * visible:
        return "its characters are lost (GBK that was decoded as UTF-8?) or of a private font"
    if text.count("?") + text.count("？") > QUESTION_SHARE * visible:
        return "Chinese that was saved in a charset without it"
    if len(_LATIN.findall(text)) > LATIN_SHARE * visible:
        return "Chinese that was decoded as Latin-1"
    han = len(_HAN.findall(text))
    back = text.encode("gb18030", "ignore").decode("utf-8", "ignore")
    if han >= LEAST // 2 and len(_HAN.findall(back)) > BACK_SHARE * han:
        return "UTF-8 that was decoded as GBK"
    return ""


def doubts_of(text: str) -> list[Doubt]:
    """Return a doubt about the characters of a text that were lost before it came here."""
    lost = _lost(text)
    if not lost:
        return []
    detail = f"{lost} characters were lost in a wrong charset, or are of a private font"
    return [Doubt(cue="lost-characters", field="page", detail=detail)]


def _lost(text: str) -> int:
    return sum(map(len, _LOST.findall(text)))
