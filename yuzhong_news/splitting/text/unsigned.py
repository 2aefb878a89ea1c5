"""Bodies that are no bodies: the captions of pictures, which nobody signed."""

from __future__ import annotations

from math import exp, log1p

from yuzhong_news.splitting.captions import is_group_credit
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.bodies import Bodies
from yuzhong_news.splitting.text.frames import INDENT
from yuzhong_news.splitting.text.known_headings import OWN_ECHO, Headings
from yuzhong_news.splitting.text.patterns import COLUMN_STEP
from yuzhong_news.splitting.text.units import VERSE, Role, Unit

MAX_SKIP = 4
"""Bodies in a row that may be unsigned captions (a page of four pictures)."""

_MOSTLY = 0.3
_BEHIND_LIST = 3.0
"""A list of headings that holds so much of the page's headings ends its articles: what follows is
captions, most times."""

_CAPTION_ROWS = 7
_CAPTION_CHARS = 260


class UnsignedCaptions:
    """How much speaks for each body of a page as an unsigned caption.

    ``keep`` is what it adds to a page's score to take each for a body.
    """

    def __init__(self, bodies: Bodies, headings: Headings, *, indented: bool) -> None:
        self._bodies = bodies
        self._headings = headings
        self._indented = indented
        count = len(bodies.units)
        self._last_text = max(
            (p for k, p in enumerate(bodies.places) if len(bodies[k].rows) > _CAPTION_ROWS),
            default=count,
        )
        listed = headings.listed if headings.list_share >= _MOSTLY else []
        last = id(listed[-1]) if listed else 0
        self._list_end = next(
            (place for place, unit in enumerate(bodies.units) if id(unit) == last), count
        )
        self._odds = [self._odds_of(k) for k in range(len(bodies))]
        self.keep = [0.0 if odds is None else -log1p(exp(odds)) for odds in self._odds]

    def skipped(self, start: int, stop: int) -> float | None:
        """Return what it costs to take some bodies for captions; None: impossible."""
        total = 0.0
        for odds in self._odds[start:stop]:
            if odds is None:
                return None
            total += log1p(exp(-odds))
        return total

    def _odds_of(self, k: int) -> float | None:
        """Return how much speaks for body ``k`` as an unsigned caption; None: it cannot be one."""
        unit = self._bodies[k]
        text, torn = self._bodies.texts[k], self._bodies.torn
        before = self._bodies[k - 1] if k else None
        if (
            len(unit.rows) > _CAPTION_ROWS
            or not 8 <= len(text) <= _CAPTION_CHARS
            or self._bodies.opens[k]
        ):
            return None
        if torn[k] or unit.weak == VERSE or unit.inline or (k and torn[k - 1]):
            return None
        odds = -3.5 - 0.2 * len(unit.rows)
        if self._indented:
            odds += -0.9 if unit.rows[0].indent >= INDENT else 1.4
        if beside := self._beside_captions(k):
            odds += 3.0
            odds += 2.0 if any(is_group_credit(join(unit.rows)) for unit in beside) else 0.0
        if before is None or abs(before.column - unit.column) > COLUMN_STEP:
            odds += 0.7
        above = self._bodies.above(k)
        if self._behind_list(k):
            odds += _BEHIND_LIST
        elif (
            above is not None
            and above.role is Role.HEADING
            and not self._headings.is_of_other(above, k)
        ):
            odds -= 1.5
        if self._bodies.places[k] > self._last_text:
            odds += 2.0
        return odds

    def _behind_list(self, k: int) -> bool:
        """Whether a body stands behind the list of the page's headings, at its end.

        A brief whose heading ends the list repeats it.
        """
        place = self._bodies.places[k]
        if not self._list_end < place or not self._last_text < place:
            return False
        above = self._bodies.units[place - 1]
        return above.role is not Role.HEADING or self._headings.of(above).shares[k] < OWN_ECHO

    def _beside_captions(self, k: int) -> list[Unit]:
        """Return the captions next to body ``k``, or next to small frames next to it."""
        found = []
        for step in (-1, 1):
            place = self._bodies.places[k] + step
            while (
                0 <= place < len(self._bodies.units)
                and abs(place - self._bodies.places[k]) <= MAX_SKIP
            ):
                unit = self._bodies.units[place]
                if unit.role is Role.CAPTION:
                    found.append(unit)
                    break
                if unit.role is not Role.BODY or len(unit.rows) > 4:
                    break
                place += step
        return found
