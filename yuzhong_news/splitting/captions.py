"""Captions: their marks, and the words that tie a credit to one picture or to several."""

from __future__ import annotations

import re

PICTURE_MARK = re.compile(r"^[▲▼◀▶△▽←→↑↓■●]+\s*")
"""The sign before a caption that points at its picture."""

_GROUP = re.compile(r"本组|本版|均为|均由|[上下左右]图均|以上|(?:图片|照片|摄影)均")


def is_group_credit(text: str) -> bool:
    """Whether a credit holds for several pictures: 本组图片由…提供, 均由…摄."""
    return _GROUP.search(text) is not None
