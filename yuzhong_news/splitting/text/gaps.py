"""Gaps: what stands between two bodies, and how much speaks for two articles or for one.

Weights are in the manner of log-odds: 1 is a hint, 5 is strong, 8 is certain.  They were set on the
seed page and on typeset pages of six house styles; none is keyed to a word of a sample.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from yuzhong_news.splitting.notices import is_notice_headline
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.bodies import Bodies
from yuzhong_news.splitting.text.briefs import BRIEF, rail_items
from yuzhong_news.splitting.text.cues import Cues, log_odds
from yuzhong_news.splitting.text.feet import ends_notice
from yuzhong_news.splitting.text.gap import Gap, options_of
from yuzhong_news.splitting.text.headings import bond
from yuzhong_news.splitting.text.known_headings import Headings
from yuzhong_news.splitting.text.patterns import COLUMN_STEP, parallel_headings, starts_within
from yuzhong_news.splitting.text.signing import byline_weight
from yuzhong_news.splitting.text.units import SIGN_OFF, Role, Unit, fills, is_bulleted
from yuzhong_news.splitting.text.unsigned import UnsignedCaptions

CERTAIN = 8.0
_LEAD = re.compile(
    r"\d{4}年|\d{1,2}月|\d{1,2}日|近日|日前|昨日|今日|当地时间|近年来|今年|记者从|为"
)
"""How the first paragraph of news begins most times: with when."""

_STRANGERS = 0.04
"""Kinship of two notices: their common formulas say nothing (see ``Wording.kinship``)."""


class Gaps:
    """The gaps between the bodies of a page, weighed when they are asked for.

    ``parted`` says that blank lines part articles and columns, ``apart`` that most headings have a
    frame of their own.
    """

    def __init__(
        self, units: Sequence[Unit], *, indented: bool, blank_parted: bool = False
    ) -> None:
        self.blank_parted = blank_parted
        self.indented = indented
        self.units = units
        self.bodies = Bodies(units)
        self.headings = Headings(self.bodies)
        self.captions = UnsignedCaptions(self.bodies, self.headings, indented=indented)
        self._known_bonds: dict[tuple[int, int, bool], float] = {}
        self.inline_subheads = any(unit.role is Role.HEADING and unit.inline for unit in units)
        outer = [unit for unit in units if unit.role is Role.HEADING and not unit.inline]
        frames = Counter(row.frame for unit in units for row in unit.rows)
        self.parted = 2 * max(frames.values(), default=0) <= frames.total()
        self.apart = 2 * sum(unit.attached for unit in outer) < len(outer)
        self.rail = rail_items(self.bodies, self.headings)
        self.parallel = parallel_headings(units)
        self.between = lru_cache(maxsize=None)(self._between)

    def __len__(self) -> int:
        return len(self.bodies)

    def _between(self, before: int, behind: int) -> Gap:
        """Return the gap between two bodies; -1 and ``len`` stand for the edges of the page."""
        start = self.bodies.places[before] + 1 if before >= 0 else 0
        stop = self.bodies.places[behind] if behind < len(self) else len(self.units)
        units = [unit for unit in self.units[start:stop] if unit.role is not Role.BODY]
        headings = [unit for unit in units if unit.role is Role.HEADING]
        gap = Gap(units, headings, self._bonds(units, headings))
        gap.options = options_of(gap)
        if before >= 0 and behind < len(self):
            gap.weigh(log_odds(self.cues(units, headings, before, behind)))
            gap.certain = self.bodies.opens[behind]
            gap.torn = (
                bool(headings)
                and starts_within(self.bodies[behind])
                and self.bodies.torn[before]
                and not self.bodies.closes[before]
            )
        return gap

    def cues(
        self, between: Sequence[Unit], headings: Sequence[Unit], before: int, behind: int
    ) -> Cues:
        """Return what speaks for and against an article's end between two bodies."""
        left, right = self.bodies[before], self.bodies[behind]
        roles = {unit.role for unit in between}
        column = max(left.column, right.column)
        rows = [row for unit in headings for row in unit.rows]
        bulleted = self.rail[behind] and bool(headings) and all(map(is_bulleted, headings))
        inline = (
            self.parted
            and bool(headings)
            and not bulleted
            and all(unit.inline for unit in headings)
        )
        known = [self.headings.of(unit) for unit in headings]
        here, there = self.bodies.window(before, -1), self.bodies.window(behind, 1)
        advertised = any(is_notice_headline(join(unit.rows)) for unit in headings)
        template = advertised or (self.bodies.notices[before] and self.bodies.notices[behind])
        return Cues(
            unfinished=self.bodies.torn[before] and not self.bodies.closes[before],
            opens=self.bodies.opens[behind],
            closes=self.bodies.closes[before],
            byline=max((byline_weight(unit) for unit in between), default=0.0),
            byline_below=_is_signed_above(between),
            jump=any(unit.mark is not None for unit in between),
            column_label=Role.COLUMN in roles,
            no_heading=not headings,
            tall_heading=any(len(unit.rows) >= 3 for unit in headings),
            wide_heading=any(row.width > column + 0.5 for row in rows),
            inline_heading=inline,
            own_frame_heading=bool(headings) and not inline and self.inline_subheads,
            dash=any(row.text.endswith("——") for row in rows),
            subtitled=any(row.text[0] in "—―－" for row in rows[1:]),
            same_frame=self.parted and left.rows[-1].frame == right.rows[0].frame and not bulleted,
            other_column=abs(self.bodies.columns[before] - self.bodies.columns[behind])
            > COLUMN_STEP,
            sign_off=right.weak == SIGN_OFF,
            lead=_LEAD.match(right.rows[0].text) is not None,
            brief=bool(headings)
            and max(self.bodies.sizes[before], self.bodies.sizes[behind]) < BRIEF,
            near=_STRANGERS if template else self.bodies.wording.kinship([before], [behind]),
            wide=_STRANGERS if template else self.bodies.wording.kinship(here, there),
            heading_near=max((max(h.shares[before], h.shares[behind]) for h in known), default=0.0),
            into_notice=self.bodies.notices[behind] and not self.bodies.notices[before],
            out_of_notice=self.bodies.notices[before] and not self.bodies.notices[behind],
            notice_heading=advertised,
            blank_parted=self.blank_parted,
            blank_parted_no_heading=self.blank_parted and not headings,
            parallel=len(headings) == 1 and id(headings[0]) in self.parallel,
            rail=self.rail[behind],
            attached_heading=bool(headings)
            and self.apart
            and not inline
            and not bulleted
            and all(unit.attached for unit in headings),
            listed_no_heading=0.0 if headings else self.headings.list_share,
            rival=0.0 if headings else self.headings.rivalry(here, there),
            runs_on=not self.indented and not headings and starts_within(right),
            full_end=fills(left.rows[-1], left.column),
            foot=ends_notice(left),
            heading_size=min(
                max((sum(row.width for row in unit.rows) for unit in headings), default=10.0), 20.0
            )
            / 10,
            heading_rows=float(max((len(unit.rows) for unit in headings), default=1) == 2),
            heading_far=max((h.farther({*here, *there}) for h in known), default=0.0),
        )

    def _bonds(self, between: list[Unit], headings: list[Unit]) -> list[float]:
        bonds = []
        places = {id(unit): place for place, unit in enumerate(between)}
        for one, other in pairwise(headings):
            inside = between[places[id(one)] + 1 : places[id(other)]]
            if any(unit.role in (Role.BYLINE, Role.JUMP) for unit in inside):
                bonds.append(-CERTAIN)
                continue
            label = any(unit.role is Role.COLUMN for unit in inside)
            key = (id(one), id(other), label)
            if key not in self._known_bonds:
                self._known_bonds[key] = bond(
                    one, other, *self.headings.kin(one, other), label=label
                )
            bonds.append(self._known_bonds[key])
        return bonds


def _is_signed_above(between: Sequence[Unit]) -> bool:
    """Whether a byline stands under the last heading, right above the text that it signs."""
    roles = [unit.role for unit in between if unit.role in (Role.HEADING, Role.BYLINE)]
    return len(roles) > 1 and roles[-2:] == [Role.HEADING, Role.BYLINE]
