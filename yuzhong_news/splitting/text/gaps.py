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
from math import exp, log1p
from typing import NamedTuple

from yuzhong_news.splitting.bylines import closing, opening
from yuzhong_news.splitting.captions import is_group_credit
from yuzhong_news.splitting.notices import is_notice_headline, is_notice_text
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.cues import Cues, log_odds
from yuzhong_news.splitting.text.feet import ends_notice, unfinished
from yuzhong_news.splitting.text.frames import INDENT
from yuzhong_news.splitting.text.gap import Gap, options_of
from yuzhong_news.splitting.text.headings import bond
from yuzhong_news.splitting.text.patterns import (
    listed_headings,
    parallel_headings,
    starts_within,
    steady,
)
from yuzhong_news.splitting.text.signing import byline_weight, is_salutation
from yuzhong_news.splitting.text.units import (
    SIGN_OFF,
    VERSE,
    Role,
    Unit,
    fills,
    is_bulleted,
    is_picture_label,
)
from yuzhong_news.splitting.wording import Wording, pairs

CERTAIN = 8.0
STRONG = 5.0
_MOST_LISTED = 100
"""Headings in a page's list: each is compared with each gap, and no page prints so many."""

MAX_SKIP = 4
"""Bodies in a row that may be unsigned captions (a page of four pictures)."""

_TOLD = 0.3
_TOLD_MORE = 1.5
"""Share of a heading's pairs of characters that its picture's caption repeats at least, and how
many times as many as any body (11 headings of six styles: 8 of 9 pictures, one subhead)."""

_COLUMN_STEP = 1.5
"""Full-width characters: columns that differ by more are of two settings (pages of six styles)."""

_MOSTLY = 0.3
_BEHIND_LIST = 3.0
"""A list of headings that holds so much of the page's headings ends its articles: what follows is
captions, most times."""

_MIN_RAIL = 3
_RAIL_ECHO = 0.4
_OWN_ECHO = 0.25
_UNTOLD = 0.1

_LEAD_CHARS = 90
_BRIEF = 200
"""Characters: the items of a rail of briefs are no longer."""

_LEAD = re.compile(
    r"\d{4}年|\d{1,2}月|\d{1,2}日|近日|日前|昨日|今日|当地时间|近年来|今年|记者从|为"
)
"""How the first paragraph of news begins most times: with when."""

_CAPTION_ROWS = 7
_CAPTION_CHARS = 260
_STRANGERS = 0.04
"""Kinship of two notices: their common formulas say nothing (see ``Wording.kinship``)."""

_WINDOW = 250
"""Characters on each side of a gap whose wording is compared."""


class _Heading(NamedTuple):
    """A heading's pairs of characters, and which share of them stands in each body.

    ``order`` has the bodies in falling order of their shares.
    """

    words: set[str]
    shares: list[float]
    order: list[int]
    places: list[tuple[float, int]]
    total: float

    def farther(self, near: set[int]) -> float:
        """Return how much more of the heading stands in some body that is not ``near``."""
        far = next((place for place in self.order if place not in near), None)
        if far is None:
            return 0.0
        return self.shares[far] - max(self.shares[place] for place in near)


class Gaps:
    """The bodies of a page and the gaps between them, weighed when they are asked for.

    ``signed`` has a bit for each body that opens or closes with a dateline or a byline; ``parted``
    says that blank lines part articles and columns, ``apart`` that most headings have a frame of
    their own.
    """

    def __init__(
        self, units: Sequence[Unit], *, indented: bool, blank_parted: bool = False
    ) -> None:
        self.blank_parted = blank_parted
        self.units = units
        self.indented = indented
        self.bodies = [place for place, unit in enumerate(units) if unit.role is Role.BODY]
        texts = [join(units[place].rows) for place in self.bodies]
        self.wording = Wording(texts)
        heads = [opening(text) for text in texts]
        tails = [closing(text) for text in texts]
        self.opens = [
            head is not None or is_salutation(units[place].rows[0])
            for place, head in zip(self.bodies, heads, strict=True)
        ]
        self.closes = [tail is not None for tail in tails]
        self.torn = [unfinished(units[place]) for place in self.bodies]
        self.reported = [
            bool(head and head.signature and head.signature.contributors) for head in heads
        ]
        signed = map(any, zip(self.opens, self.closes, strict=True))
        self.signed = sum(sign << place for place, sign in enumerate(signed))
        self._headings: dict[int, _Heading] = {}
        self._known_bonds: dict[tuple[int, int, bool], float] = {}
        self.leads = [pairs(text[:_LEAD_CHARS]) for text in texts]
        self.notices = [is_notice_text(text) for text in texts]
        self.columns = steady([units[place].column for place in self.bodies])
        self.sizes = [len(text) for text in texts]
        self.inline_subheads = any(unit.role is Role.HEADING and unit.inline for unit in units)
        outer = [unit for unit in units if unit.role is Role.HEADING and not unit.inline]
        frames = Counter(row.frame for unit in units for row in unit.rows)
        self.parted = 2 * max(frames.values(), default=0) <= frames.total()
        self.apart = 2 * sum(unit.attached for unit in outer) < len(outer)
        self._last_text = max(
            (p for p in self.bodies if len(units[p].rows) > _CAPTION_ROWS), default=len(units)
        )
        self.told = self._told()
        listed = listed_headings(units)
        self.listed = len(listed) / max(sum(unit.role is Role.HEADING for unit in units), 1)
        self.lists = [self._heading(unit) for unit in listed]
        last = id(listed[-1]) if listed and self.listed >= _MOSTLY else 0
        self._list_end = next(
            (place for place, unit in enumerate(units) if id(unit) == last), len(units)
        )
        self.rail = self._rail()
        self.parallel = parallel_headings(units)
        self.caption_odds = [self._caption_odds(k, texts[k]) for k in range(len(texts))]
        self.keep = [0.0 if odds is None else -log1p(exp(odds)) for odds in self.caption_odds]
        self.between = lru_cache(maxsize=None)(self._between)

    def __len__(self) -> int:
        return len(self.bodies)

    def body(self, k: int) -> Unit:
        """Return the unit of body ``k``."""
        return self.units[self.bodies[k]]

    def pictures(self) -> int:
        """Return how many headings of the page are those of pictures, by a label or a caption."""
        labels = sum(
            unit.role is Role.COLUMN and is_picture_label(unit.rows[0].text) for unit in self.units
        )
        return labels + len(self.told)

    def _told(self) -> frozenset[int]:
        """Return the ids of the headings that a caption repeats, and no body nearly as much."""
        captions = [pairs(join(unit.rows)) for unit in self.units if unit.role is Role.CAPTION]
        told = set()
        for unit in self.units if captions else ():
            if unit.role is Role.HEADING:
                heading = self._heading(unit)
                most = max(len(heading.words & caption) for caption in captions)
                least = max(_TOLD, _TOLD_MORE * max(heading.shares, default=0.0))
                if most >= least * len(heading.words):
                    told.add(id(unit))
        return frozenset(told)

    def skipped(self, start: int, stop: int) -> float | None:
        """Return what it costs to take some bodies for captions; None: impossible."""
        total = 0.0
        for odds in self.caption_odds[start:stop]:
            if odds is None:
                return None
            total += log1p(exp(-odds))
        return total

    def _between(self, before: int, behind: int) -> Gap:
        """Return the gap between two bodies; -1 and ``len`` stand for the edges of the page."""
        start = self.bodies[before] + 1 if before >= 0 else 0
        stop = self.bodies[behind] if behind < len(self) else len(self.units)
        units = [unit for unit in self.units[start:stop] if unit.role is not Role.BODY]
        headings = [unit for unit in units if unit.role is Role.HEADING]
        gap = Gap(units, headings, self._bonds(units, headings))
        gap.options = options_of(gap)
        if before >= 0 and behind < len(self):
            gap.weigh(log_odds(self.cues(units, headings, before, behind)))
            gap.certain = self.opens[behind]
            gap.torn = (
                bool(headings)
                and starts_within(self.body(behind))
                and self.torn[before]
                and not self.closes[before]
            )
        return gap

    def cues(
        self, between: Sequence[Unit], headings: Sequence[Unit], before: int, behind: int
    ) -> Cues:
        """Return what speaks for and against an article's end between two bodies."""
        left, right = self.body(before), self.body(behind)
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
        known = [self._heading(unit) for unit in headings]
        here, there = self._window(before, -1), self._window(behind, 1)
        advertised = any(is_notice_headline(join(unit.rows)) for unit in headings)
        template = advertised or (self.notices[before] and self.notices[behind])
        return Cues(
            unfinished=self.torn[before] and not self.closes[before],
            opens=self.opens[behind],
            closes=self.closes[before],
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
            other_column=abs(self.columns[before] - self.columns[behind]) > _COLUMN_STEP,
            sign_off=right.weak == SIGN_OFF,
            lead=_LEAD.match(right.rows[0].text) is not None,
            brief=bool(headings) and max(self.sizes[before], self.sizes[behind]) < _BRIEF,
            near=_STRANGERS if template else self.wording.kinship([before], [behind]),
            wide=_STRANGERS if template else self.wording.kinship(here, there),
            heading_near=max((max(h.shares[before], h.shares[behind]) for h in known), default=0.0),
            into_notice=self.notices[behind] and not self.notices[before],
            out_of_notice=self.notices[before] and not self.notices[behind],
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
            listed_no_heading=0.0 if headings else self.listed,
            rival=0.0 if headings else self._rivalry(here, there),
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

    def _rivalry(self, here: list[int], there: list[int]) -> float:
        """Return how surely two headings of the page's list claim the two sides of a gap.

        From -1 (one and the same heading claims both sides) to 1.
        """
        if not 0 < len(self.lists) <= _MOST_LISTED:
            return 0.0
        one = [self._claim(heading, here) for heading in self.lists]
        other = [self._claim(heading, there) for heading in self.lists]
        first = max(range(len(one)), key=one.__getitem__)
        second = max(range(len(one)), key=other.__getitem__)
        if first == second:
            return -min(one[first], other[first])
        return max(0.0, min(one[first] - other[first], other[second] - one[second]))

    @staticmethod
    def _claim(heading: _Heading, bodies: list[int]) -> float:
        mask = 0
        for k in bodies:
            mask |= 1 << k
        return sum(weight for weight, where in heading.places if where & mask) / heading.total

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
                self._known_bonds[key] = bond(one, other, *self.kin(one, other), label=label)
            bonds.append(self._known_bonds[key])
        return bonds

    def kin(self, one: Unit, other: Unit) -> tuple[float, float]:
        """Return how much of two headings stands in one body, and how much in bodies of their own.

        See ``Bond``: its ``kin`` and its ``rivalry``.
        """
        first, second = self._heading(one).shares, self._heading(other).shares
        if not first:
            return 0.0, 0.0
        k = max(range(len(first)), key=first.__getitem__)
        m = max(range(len(second)), key=second.__getitem__)
        together = max(min(pair) for pair in zip(first, second, strict=True))
        return together, max(0.0, min(first[k] - first[m], second[m] - second[k]))

    def _echo(self, heading: _Heading, place: int) -> float:
        """Return which share of a heading's wording the first sentence of a body repeats."""
        return len(heading.words & self.leads[place]) / (len(heading.words) or 1)

    def _rail(self) -> list[bool]:
        """Return for each body whether it is an item of a rail of briefs.

        Three or more short bodies in a row, each under one heading that its first sentence
        repeats, are briefs; what stands under subheads does not repeat them so.
        """
        echoes = [self._brief_echo(k) for k in range(len(self))]
        rail = [False] * len(self)
        start = 0
        for end in range(len(self) + 1):
            if end < len(self) and echoes[end] is not None:
                continue
            run = [echo for echo in echoes[start:end] if echo is not None]
            if len(run) >= _MIN_RAIL and sum(run) / len(run) >= _RAIL_ECHO:
                rail[start:end] = [echo >= _OWN_ECHO for echo in run]
            start = end + 1
        return rail

    def _brief_echo(self, k: int) -> float | None:
        """Return how much of the one heading above a brief it repeats; None: it is no brief."""
        above = self.units[self.bodies[k] - 1] if self.bodies[k] else None
        if above is None or above.role is not Role.HEADING:
            return None
        if above.inline and not is_bulleted(above):
            return None
        if self.sizes[k] >= _BRIEF or self.notices[k] or self.torn[k]:
            return None
        return self._echo(self._heading(above), k)

    def _heading(self, unit: Unit) -> _Heading:
        known = self._headings.get(id(unit))
        if known is None:
            words = pairs("".join(row.text for row in unit.rows))
            places = self.wording.places(words)
            shares = self.wording.shares(words)
            order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
            known = self._headings[id(unit)] = _Heading(
                words, shares, order, places, sum(w for w, _ in places) or 1.0
            )
        return known

    def _window(self, start: int, step: int) -> list[int]:
        """Return the bodies from ``start`` on that are about one article's beginning or end."""
        window: list[int] = []
        size = 0
        place = start
        while 0 <= place < len(self) and size < _WINDOW:
            if step > 0 and window and self.opens[place]:
                break
            window.append(place)
            size += self.sizes[place]
            if step < 0 and self.opens[place]:
                break
            place += step
        return window

    def _caption_odds(self, k: int, text: str) -> float | None:
        """Return how much speaks for body ``k`` as an unsigned caption; None: it cannot be one."""
        unit = self.body(k)
        before = self.body(k - 1) if k else None
        if len(unit.rows) > _CAPTION_ROWS or not 8 <= len(text) <= _CAPTION_CHARS or self.opens[k]:
            return None
        if self.torn[k] or unit.weak == VERSE or unit.inline or (k and self.torn[k - 1]):
            return None
        odds = -3.5 - 0.2 * len(unit.rows)
        if self.indented:
            odds += -0.9 if unit.rows[0].indent >= INDENT else 1.4
        if beside := self._beside_captions(k):
            odds += 3.0
            odds += 2.0 if any(is_group_credit(join(unit.rows)) for unit in beside) else 0.0
        if before is None or abs(before.column - unit.column) > _COLUMN_STEP:
            odds += 0.7
        above = self.units[self.bodies[k] - 1] if self.bodies[k] else None
        if self._behind_list(k):
            odds += _BEHIND_LIST
        elif above is not None and above.role is Role.HEADING and not self._is_of_other(above, k):
            odds -= 1.5
        if self.bodies[k] > self._last_text:
            odds += 2.0
        return odds

    def _is_of_other(self, heading: Unit, k: int) -> bool:
        """Whether a heading above body ``k`` is about another body and not about this one."""
        shares = self._heading(heading).shares
        return shares[k] < _UNTOLD and max(shares) >= _TOLD

    def _behind_list(self, k: int) -> bool:
        """Whether a body stands behind the list of the page's headings, at its end.

        A brief whose heading ends the list repeats it.
        """
        place = self.bodies[k]
        if not self._list_end < place or not self._last_text < place:
            return False
        above = self.units[place - 1]
        return above.role is not Role.HEADING or self._heading(above).shares[k] < _OWN_ECHO

    def _beside_captions(self, k: int) -> list[Unit]:
        """Return the captions next to body ``k``, or next to small frames next to it."""
        found = []
        for step in (-1, 1):
            place = self.bodies[k] + step
            while 0 <= place < len(self.units) and abs(place - self.bodies[k]) <= MAX_SKIP:
                unit = self.units[place]
                if unit.role is Role.CAPTION:
                    found.append(unit)
                    break
                if unit.role is not Role.BODY or len(unit.rows) > 4:
                    break
                place += step
        return found


def _is_signed_above(between: Sequence[Unit]) -> bool:
    """Whether a byline stands under the last heading, right above the text that it signs."""
    roles = [unit.role for unit in between if unit.role in (Role.HEADING, Role.BYLINE)]
    return len(roles) > 1 and roles[-2:] == [Role.HEADING, Role.BYLINE]
