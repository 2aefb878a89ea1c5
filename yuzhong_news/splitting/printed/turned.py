"""Whether a whole page is set so that its lines cannot be read as they stand.

A page whose content is turned or mirrored, without the file saying so, gives lines in a wrong order
or with their characters from behind.  What it is split into is not to be believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Direction, Doubt, PrintedLine

_UPRIGHT = (Direction.HORIZONTAL, Direction.STACKED)
_CLOSING = "。，、；：？！”’》）】"
"""Marks that Chinese typesetting sets at no line's beginning."""
_MOST = 0.5
"""Share of a page's characters that stand in turned lines."""
_LEAST = 4
"""Lines that begin with such a mark; a page that is set badly has one or two."""


def doubts_of(lines: Sequence[PrintedLine]) -> list[Doubt]:
    """Return the doubt ``turned-text`` or ``mirrored-text``, or none."""
    total = sum(len(line.text) for line in lines)
    turned = sum(len(line.text) for line in lines if line.direction not in _UPRIGHT)
    if turned > _MOST * total:
        return [Doubt(cue="turned-text", field="articles", detail=f"{turned} of {total}")]
    first = sum(line.text.startswith(tuple(_CLOSING)) for line in lines)
    last = sum(line.text.endswith(tuple(_CLOSING)) for line in lines)
    if first >= _LEAST and first > last:
        return [Doubt(cue="mirrored-text", field="articles", detail=f"{first} lines")]
    return []
