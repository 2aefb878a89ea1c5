"""Rails of briefs: short items under one label (简讯, 短波), each an article with that column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from yuzhong_news.splitting.notices import is_notice_text
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.drafts import Draft
from yuzhong_news.splitting.text.units import Role, Unit

_LABEL = re.compile(r"短波|微波|简讯|短讯|快讯|速览|速递|动态|一句话|简报|集锦|短新闻")
_MAX_BRIEF = 230
"""Characters: an item of a rail is no longer."""


def spread_rail(drafts: Sequence[Draft], loose: Sequence[Unit]) -> list[Unit]:
    """Give a rail's label to each of its items; return what of ``loose`` is not such a label.

    The rail is the longest run of neighbouring articles that are brief; a label of briefs stands
    above, below or beside it, and a dump may put it at any of its items, or at none.
    """
    labels = [unit for unit in loose if is_rail_label(unit)]
    for draft in drafts:
        units = draft.group.units if draft.group else []
        labels += [unit for unit in units if is_rail_label(unit)]
    rail = _longest_run(drafts)
    if len(labels) != 1 or len(rail) < 2:
        return list(loose)
    label = labels[0]
    for draft in drafts:
        if draft.group:
            draft.group.units = [unit for unit in draft.group.units if unit is not label]
    rail[0].label = label
    for draft in rail:
        draft.column = join(label.rows)
    return [unit for unit in loose if unit is not label]


def is_rail_label(unit: Unit) -> bool:
    """Whether a unit is the name of a column of briefs."""
    return unit.role is Role.COLUMN and _LABEL.search(join(unit.rows)) is not None


def _longest_run(drafts: Sequence[Draft]) -> list[Draft]:
    runs = [
        list(run)
        for (brief, _), run in groupby(drafts, key=lambda draft: (_is_brief(draft), _is_set(draft)))
        if brief
    ]
    return max(runs, key=len, default=[])


def _is_set(draft: Draft) -> bool:
    """Whether a heading is set right on its text: the items of a rail are all set alike."""
    headings = draft.group.of(Role.HEADING) if draft.group else []
    return bool(headings) and headings[-1].attached


def _is_brief(draft: Draft) -> bool:
    if draft.segment is None:
        return False
    text = "".join(row.text for unit in draft.segment.units for row in unit.rows)
    return len(text) <= _MAX_BRIEF and not is_notice_text(text)
