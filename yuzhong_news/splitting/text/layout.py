"""Layout: what a path makes of a page: articles' bodies, groups of headings, captions, the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yuzhong_news.splitting.text.gap import Gap
from yuzhong_news.splitting.text.gaps import Gaps
from yuzhong_news.splitting.text.headings import Group, is_open
from yuzhong_news.splitting.text.path import Choice
from yuzhong_news.splitting.text.units import Role, Unit, is_label_of_picture

_CLOSE = 1.0
"""Weights that lie nearer together than this leave a doubt."""


@dataclass(slots=True, eq=False)
class Segment:
    """The body units of one article.

    ``first`` and ``last`` are indexes among the page's units, ``bodies`` among its bodies (one bit
    each), ``size`` the number of their characters; ``signs`` are the bylines and jump marks behind
    its body and under no heading.
    """

    first: int
    last: int
    units: list[Unit] = field(default_factory=list)
    bodies: int = 0
    size: int = 0
    subheads: list[Unit] = field(default_factory=list)
    signs: list[Unit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """The page's segments, and the heading groups between, before and behind them."""

    segments: list[Segment] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    captions: list[Unit] = field(default_factory=list)
    loose: list[Unit] = field(default_factory=list)
    ahead: list[Unit] = field(default_factory=list)
    """Marks （上接1版） that stand over the body that comes next."""


def layout_of(gaps: Gaps, path: Sequence[Choice]) -> Layout:
    """Return what ``path`` makes of the page; every unit is in exactly one place of it."""
    layout = Layout()
    if not path:
        _place(layout, gaps.units)
        return _closed(layout)
    before = -1
    for choice in path:
        layout.captions += [gaps.bodies[k] for k in range(before + 1, choice.body)]
        gap = gaps.between(before, choice.body)
        if choice.split:
            _place_groups(layout, gap, choice.tied)
        else:
            _place_inside(layout, gap)
        if choice.body < len(gaps):
            _add_body(layout, gaps, choice, doubtful=before >= 0 and abs(gap.odds) < _CLOSE)
        before = choice.body
    return _closed(layout)


def _closed(layout: Layout) -> Layout:
    """Give marks that no body follows to the last article, or to none."""
    rest = layout.segments[-1].signs if layout.segments else layout.loose
    rest += layout.ahead
    layout.ahead = []
    return layout


def _add_body(layout: Layout, gaps: Gaps, choice: Choice, *, doubtful: bool) -> None:
    place = gaps.bodies.places[choice.body]
    if choice.split:
        layout.segments.append(Segment(place, place, signs=layout.ahead))
        layout.ahead = []
    segment = layout.segments[-1]
    segment.units.append(gaps.units[place])
    segment.bodies |= 1 << choice.body
    segment.size += gaps.bodies.sizes[choice.body]
    segment.last = place
    if doubtful:
        segment.doubts.append("article-boundary")


def _place_inside(layout: Layout, gap: Gap) -> None:
    """Place what stands inside an article: its headings are subheads."""
    if gap.torn:
        _place_torn(layout, gap)
        return
    inner = (Role.HEADING, Role.COLUMN) if gap.headings else (Role.HEADING,)
    layout.segments[-1].subheads += [unit for unit in gap.between if unit.role in inner]
    _place(layout, [unit for unit in gap.between if unit.role not in inner])


def _place_torn(layout: Layout, gap: Gap) -> None:
    """Place headings that stand in the middle of a sentence: they are of another article.

    The other half of a kicker that ends in a dash is tied to it; else they are a group, beside the
    article before this one.
    """
    place = len(layout.segments) - 1
    last = layout.groups[-1] if layout.groups else None
    if last is not None and last.place == place and last.rows and is_open(last.rows[-1].text):
        last.units += gap.headings
    else:
        layout.groups.append(Group(list(gap.headings), place))
    _place(layout, [unit for unit in gap.between if unit.role is not Role.HEADING])


def _place_groups(layout: Layout, gap: Gap, tied: frozenset[int]) -> None:
    groups = [Group(list(units), len(layout.segments)) for units in gap.groups(tied)]
    owner = {id(unit): number for number, group in enumerate(groups) for unit in group.units}
    current = -1
    for place, unit in enumerate(gap.between):
        above = gap.between[place - 1].role if place else None
        if id(unit) in owner:
            current = owner[id(unit)]
        elif (target := _heading_beside(unit, above, groups, current)) is not None:
            target.units.append(unit)
        else:
            _place(layout, [unit])
    layout.groups += groups


def _heading_beside(
    unit: Unit, above: Role | None, groups: list[Group], current: int
) -> Group | None:
    """Return the heading to which a byline, a jump mark or a column's name in a gap belongs.

    A column's name stands over its heading or under it, a byline and （上接1版） under theirs.  The
    label of a picture below a heading that has a column's name is of a picture without heading.
    """
    if unit.role is Role.COLUMN and groups:
        if current + 1 < len(groups):
            return groups[current + 1]
        last = groups[current]
        labelled = is_label_of_picture(unit) and last.of(Role.COLUMN)
        return None if labelled else last
    if unit.role not in (Role.BYLINE, Role.JUMP) or current < 0:
        return None
    if unit.mark is not None and unit.mark.direction == "to":
        return None
    return groups[current] if above in (Role.HEADING, Role.COLUMN, Role.JUMP, Role.BYLINE) else None


def _place(layout: Layout, units: Sequence[Unit]) -> None:
    for unit in units:
        if unit.role is Role.CAPTION:
            layout.captions.append(unit)
        elif unit.role is Role.HEADING or is_label_of_picture(unit):
            layout.groups.append(Group([unit], len(layout.segments)))
        elif unit.mark is not None and unit.mark.direction == "from":
            layout.ahead.append(unit)
        elif unit.role in (Role.BYLINE, Role.JUMP) and layout.segments:
            layout.segments[-1].signs.append(unit)
        else:
            layout.loose.append(unit)
