"""Refinement: a path is changed, one gap at a time, as long as headlines and bodies fit better.

The pass over the gaps counts headlines; here each one must find the body that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from yuzhong_news.splitting.text.claims import Claims, is_picture
from yuzhong_news.splitting.text.gaps import Gaps
from yuzhong_news.splitting.text.headings import Group
from yuzhong_news.splitting.text.layout import Layout, Segment, layout_of
from yuzhong_news.splitting.text.path import NO_BODY, NO_HEADLINE, TWICE_SIGNED, UNSIGNED, Choice
from yuzhong_news.splitting.text.signing import byline_weight
from yuzhong_news.splitting.text.units import Role

_OPEN = 3.5
"""Gaps whose two weights lie farther apart than this are not tried the other way."""

_LONG = 160
"""Characters: an article of more is signed, most times."""

_PICTURED = 2.0
"""The claim of a heading on the caption that tells the same."""

_ROUNDS = 3
_UNIT = 10
_MOST_WORK = 1_000_000
"""Pairs of heading and article (a unit costs as much as ten) that are looked at for one page: a
real one has 50,000, and the trials on a file of thousands of rows are as many as they are dear."""
_USUAL_CLAIM = 2.5
"""The claim that a headline usually has on its body; less speaks against the article."""

_MOST = 0.4
"""What a claim above the usual one adds at most: subheads claim their paragraphs as well."""


def refine(gaps: Gaps, path: list[Choice], claims: Claims) -> list[Choice]:
    """Return ``path`` with those changes that make its whole value greater."""
    if not path:
        return path
    layout = layout_of(gaps, path)
    sides = claims.sides(layout.groups, [segment.bodies for segment in layout.segments])
    best = _value(gaps, path, layout, claims, sides)
    work = _UNIT * len(gaps.units) + len(layout.groups) * len(layout.segments)
    trials = _MOST_WORK // work
    for _ in range(_ROUNDS):
        before = best
        for move in islice(list(_moves(gaps, path)), trials):
            trials -= 1
            changed = _apply(path, move)
            value = _value(gaps, changed, layout_of(gaps, changed), claims, sides)
            if value > best + 1e-6:
                path, best = changed, value
        if best == before:
            break
    return path


def _moves(gaps: Gaps, path: Sequence[Choice]) -> Iterable[Choice]:
    """Yield the choices that could be made otherwise, each as the choice to be put in its place."""
    before = -1
    for place, choice in enumerate(path):
        gap = gaps.between(before, choice.body)
        inner = 0 < place < len(path) - 1
        if inner and not gap.certain and abs(gap.odds) < _OPEN:
            if choice.split:
                yield Choice(choice.body, False, frozenset())
            else:
                yield from (Choice(choice.body, True, tied) for _, tied in gap.options[:3])
        if choice.split:
            for bond, strength in enumerate(gap.bonds):
                if abs(strength) < _OPEN:
                    yield Choice(choice.body, True, choice.tied ^ {bond})
                if bond and (bond in choice.tied) != (bond - 1 in choice.tied):
                    yield Choice(choice.body, True, choice.tied ^ {bond - 1, bond})
        before = choice.body


def _apply(path: Sequence[Choice], move: Choice) -> list[Choice]:
    return [move if choice.body == move.body else choice for choice in path]


def _value(
    gaps: Gaps, path: Sequence[Choice], layout: Layout, claims: Claims, sides: tuple[float, float]
) -> float:
    """Return what a path is worth: its gaps, and its headlines matched to its bodies."""
    value = 0.0
    before = -1
    for choice in path:
        gap = gaps.between(before, choice.body)
        value += gap.split - gap.cost(choice.tied) if choice.split else gap.stay
        before = choice.body
    return value + _matched(gaps, layout, claims, sides)


def _matched(gaps: Gaps, layout: Layout, claims: Claims, sides: tuple[float, float]) -> float:
    """Return the value of the headlines matched to bodies, best claims first."""
    segments, groups = layout.segments, layout.groups
    masks = [segment.bodies for segment in segments]
    table = claims.weights(groups, masks, runs_on(layout), sides)
    pairs = sorted(
        (
            (weight, g, s)
            for g, row in enumerate(table)
            for s, weight in enumerate(row)
            if weight > 0
        ),
        reverse=True,
    )
    owner: dict[int, int] = {}
    used: set[int] = set()
    value = 0.0
    for weight, g, s in pairs:
        if s not in owner and g not in used:
            owner[s] = g
            used.add(g)
            value += min(weight - _USUAL_CLAIM, _MOST)
    value -= NO_HEADLINE * (len(segments) - len(owner))
    for g, group in enumerate(groups):
        if g not in used:
            pictured = claims.pictured(group)
            value += _PICTURED if pictured else 0.0 if is_picture(group) else -NO_BODY
    for s, segment in enumerate(segments):
        heading = groups[owner[s]] if s in owner else None
        value -= TWICE_SIGNED * _is_signed_twice(gaps, segment, heading)
        if segment.size <= _LONG or segment.bodies & gaps.bodies.signed:
            continue
        signs = segment.signs + (groups[owner[s]].units if s in owner else [])
        if not any(unit.role is Role.BYLINE for unit in signs):
            value -= UNSIGNED
    return value


def runs_on(layout: Layout) -> list[bool]:
    """Return for each segment whether it goes on in the very frame of a （上接1版） before it."""
    result = [False] * len(layout.segments)
    for group in layout.groups:
        marks = [row for unit in group.of(Role.JUMP) for row in unit.rows]
        if marks and group.place < len(result):
            first = layout.segments[group.place].units[0].rows[0]
            result[group.place] |= first.frame == marks[-1].frame
    return result


def _is_signed_twice(gaps: Gaps, segment: Segment, group: Group | None) -> bool:
    """Whether a reporter signs an article at its head and one at its end: it is two, most times."""
    first = segment.bodies & -segment.bodies
    last = segment.bodies.bit_length() - 1
    head = gaps.bodies.reported[first.bit_length() - 1] or (
        group is not None and any(byline_weight(unit) >= 1 for unit in group.units)
    )
    tail = gaps.bodies.closes[last] or any(byline_weight(unit) >= 1 for unit in segment.signs)
    return head and tail
