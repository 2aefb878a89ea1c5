"""Frames that are the page's furniture: by their words, or by what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.splitting import furniture
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.rows import Row, join
from yuzhong_news.splitting.text.frames import Frame
from yuzhong_news.splitting.text.labels import LABEL


def page_furniture(frames: Sequence[Frame]) -> set[int]:
    """Return the indexes of the frames that are furniture, by words or by neighbours."""
    certain = {
        f.index for f in frames if len(f.rows) <= 3 and all(_is_furniture_row(r) for r in f.rows)
    }
    fixed = set(certain)
    order = [f.index for f in frames]
    by_index = {f.index: f for f in frames}
    changed = True
    while changed:
        changed = False
        for place, index in enumerate(order):
            frame = by_index[index]
            if index in fixed or len(frame.rows) > 2:
                continue
            before = order[place - 1] in fixed if place else True
            behind = order[place + 1] in fixed if place + 1 < len(order) else True
            if (before or behind) and _is_neighbour_furniture(
                frame, both=before and behind, any_fixed=bool(fixed)
            ):
                fixed.add(index)
                changed = True
    return fixed


def _is_furniture_row(row: Row) -> bool:
    return furniture.is_certain(row.text, row.width) or (
        furniture.is_guide(row.text) and find_mark(row.text) is None
    )


def _is_neighbour_furniture(frame: Frame, *, both: bool, any_fixed: bool) -> bool:
    if not any_fixed:
        return False
    text = join(frame.rows)
    width = max(row.width for row in frame.rows)
    if furniture.is_date(text) or furniture.is_masthead(text) or furniture.is_page_name(text):
        return True
    if furniture.is_phone(text) or furniture.is_latin_name(text):
        return True
    return (
        both
        and len(frame.rows) == 1
        and furniture.could_be_page_name(text, width)
        and not LABEL.match(text)
    )
