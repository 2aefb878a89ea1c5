"""The headings of a page, known by their wording: which bodies speak of each."""

from __future__ import annotations

from typing import NamedTuple

from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.bodies import Bodies
from yuzhong_news.splitting.text.patterns import listed_headings
from yuzhong_news.splitting.text.units import Role, Unit, is_picture_label
from yuzhong_news.splitting.wording import pairs

_MOST_LISTED = 100
"""Headings in a page's list: each is compared with each gap, and no page prints so many."""

_TOLD = 0.3
_TOLD_MORE = 1.5
"""Share of a heading's pairs of characters that its picture's caption repeats at least, and how
many times as many as any body (11 headings of six styles: 8 of 9 pictures, one subhead)."""

OWN_ECHO = 0.25
"""Share of a heading's pairs of characters that its own text repeats at least."""

_UNTOLD = 0.1
_LEAD_CHARS = 90


class Heading(NamedTuple):
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


class Headings:
    """The headings of a page, each looked up once.

    ``told`` are the ids of those that a caption repeats, and no body nearly as much: a picture's.
    ``listed`` are those of a list that stands apart from the bodies, ``list_share`` is which part
    of the page's headings it holds.
    """

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._known: dict[int, Heading] = {}
        self._leads = [pairs(text[:_LEAD_CHARS]) for text in bodies.texts]
        self.told = self._told()
        self.listed = listed_headings(bodies.units)
        count = sum(unit.role is Role.HEADING for unit in bodies.units)
        self.list_share = len(self.listed) / max(count, 1)
        self._claiming = [self.of(unit) for unit in self.listed]

    def of(self, unit: Unit) -> Heading:
        """Return what the bodies tell of a heading."""
        known = self._known.get(id(unit))
        if known is None:
            words = pairs("".join(row.text for row in unit.rows))
            places = self._bodies.wording.places(words)
            shares = self._bodies.wording.shares(words)
            order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
            known = self._known[id(unit)] = Heading(
                words, shares, order, places, sum(w for w, _ in places) or 1.0
            )
        return known

    def pictures(self) -> int:
        """Return how many headings of the page are those of pictures, by a label or a caption."""
        labels = sum(
            unit.role is Role.COLUMN and is_picture_label(unit.rows[0].text)
            for unit in self._bodies.units
        )
        return labels + len(self.told)

    def kin(self, one: Unit, other: Unit) -> tuple[float, float]:
        """Return how much of two headings stands in one body, and how much in bodies of their own.

        See ``Bond``: its ``kin`` and its ``rivalry``.
        """
        first, second = self.of(one).shares, self.of(other).shares
        if not first:
            return 0.0, 0.0
        k = max(range(len(first)), key=first.__getitem__)
        m = max(range(len(second)), key=second.__getitem__)
        together = max(min(pair) for pair in zip(first, second, strict=True))
        return together, max(0.0, min(first[k] - first[m], second[m] - second[k]))

    def echo(self, unit: Unit, k: int) -> float:
        """Return which share of a heading's wording the first sentence of a body repeats."""
        words = self.of(unit).words
        return len(words & self._leads[k]) / (len(words) or 1)

    def is_of_other(self, heading: Unit, k: int) -> bool:
        """Whether a heading above body ``k`` is about another body and not about this one."""
        shares = self.of(heading).shares
        return shares[k] < _UNTOLD and max(shares) >= _TOLD

    def rivalry(self, here: list[int], there: list[int]) -> float:
        """Return how surely two headings of the page's list claim the two sides of a gap.

        From -1 (one and the same heading claims both sides) to 1.
        """
        if not 0 < len(self._claiming) <= _MOST_LISTED:
            return 0.0
        one = [self._claim(heading, here) for heading in self._claiming]
        other = [self._claim(heading, there) for heading in self._claiming]
        first = max(range(len(one)), key=one.__getitem__)
        second = max(range(len(one)), key=other.__getitem__)
        if first == second:
            return -min(one[first], other[first])
        return max(0.0, min(one[first] - other[first], other[second] - one[second]))

    @staticmethod
    def _claim(heading: Heading, bodies: list[int]) -> float:
        mask = 0
        for k in bodies:
            mask |= 1 << k
        return sum(weight for weight, where in heading.places if where & mask) / heading.total

    def _told(self) -> frozenset[int]:
        """Return the ids of the headings that a caption repeats, and no body nearly as much."""
        captions = [
            pairs(join(unit.rows)) for unit in self._bodies.units if unit.role is Role.CAPTION
        ]
        told = set()
        for unit in self._bodies.units if captions else ():
            if unit.role is Role.HEADING:
                heading = self.of(unit)
                most = max(len(heading.words & caption) for caption in captions)
                least = max(_TOLD, _TOLD_MORE * max(heading.shares, default=0.0))
                if most >= least * len(heading.words):
                    told.add(id(unit))
        return frozenset(told)
