"""The bodies of a page's text, and what each of them tells by itself."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.splitting.bylines import closing, opening
from yuzhong_news.splitting.notices import is_notice_text
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.feet import unfinished
from yuzhong_news.splitting.text.patterns import steady
from yuzhong_news.splitting.text.signing import is_salutation
from yuzhong_news.splitting.text.units import Role, Unit
from yuzhong_news.splitting.wording import Wording

_WINDOW = 250
"""Characters on each side of a gap whose wording is compared."""


class Bodies:
    """The bodies of a page in their order, by number; ``places`` are theirs among the units.

    ``opens`` and ``closes`` tell which of them begin and end with a dateline or a byline, and
    ``signed`` has a bit for each that does either; ``reported`` which open with a reporter,
    ``torn`` which break off, ``notices`` which are worded as notices.  ``columns`` are the widths
    that they are set in, and ``sizes`` their lengths, in characters.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.places = [place for place, unit in enumerate(units) if unit.role is Role.BODY]
        self.texts = [join(units[place].rows) for place in self.places]
        self.wording = Wording(self.texts)
        heads = [opening(text) for text in self.texts]
        tails = [closing(text) for text in self.texts]
        self.opens = [
            head is not None or is_salutation(units[place].rows[0])
            for place, head in zip(self.places, heads, strict=True)
        ]
        self.closes = [tail is not None for tail in tails]
        self.torn = [unfinished(units[place]) for place in self.places]
        self.reported = [
            bool(head and head.signature and head.signature.contributors) for head in heads
        ]
        signed = map(any, zip(self.opens, self.closes, strict=True))
        self.signed = sum(sign << place for place, sign in enumerate(signed))
        self.notices = [is_notice_text(text) for text in self.texts]
        self.columns = steady([units[place].column for place in self.places])
        self.sizes = [len(text) for text in self.texts]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, k: int) -> Unit:
        return self.units[self.places[k]]

    def above(self, k: int) -> Unit | None:
        """Return the unit right above body ``k``, of whatever role."""
        return self.units[self.places[k] - 1] if self.places[k] else None

    def window(self, start: int, step: int) -> list[int]:
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
