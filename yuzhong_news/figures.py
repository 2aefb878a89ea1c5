"""Figures about the archive, between the room that counts them and the one that shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is; ``first`` and ``last`` are days of issues, null where there is none.

    ``characters`` are those of the bodies, with their punctuation; ``unreadable`` are pages that
    are stored with a status and without articles.
    """

    newspapers: int
    issues: int
    pages: int
    articles: int
    characters: int
    people: int
    doubts: int
    unreadable: int
    first: dt.date | None
    last: dt.date | None


class Day(NamedTuple):
    """What the issues of one day hold, all newspapers together."""

    date: dt.date
    articles: int
    characters: int


class IssueFigures(NamedTuple):
    """One issue: its pages in the archive, and those that its index named.

    ``expected`` is 0 where the index was never read; ``stored`` of the expected pages are here with
    all that belongs to them; ``incomplete`` of the pages lack a file.
    """

    date: dt.date
    pages: int
    expected: int
    stored: int
    incomplete: int


class Counted(NamedTuple):
    """How often something occurs, and in words what it is about, if there is more to say."""

    name: str
    number: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RunFigures:
    """A crawl, and what it counted; ``ok`` is null for one that was killed or still runs."""

    spider: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    ok: bool | None
    reason: str | None
    counts: Mapping[str, int]


class Figures(Protocol):
    """What a report asks the archive; all answers are of one moment."""

    def totals(self) -> Totals:
        """Return how much there is."""

    def days(self) -> Sequence[Day]:
        """Return what each day has that has an issue, the oldest first."""

    def newspapers(self) -> Sequence[str]:
        """Return the newspapers that have an issue, in the order of the alphabet."""

    def issues(self, newspaper: str) -> Sequence[IssueFigures]:
        """Return the newspaper's issues, the oldest first."""

    def people(self, most: int) -> Sequence[Counted]:
        """Return who is credited by the most articles, with their roles."""

    def headlines(self) -> Iterator[str]:
        """Yield all headlines."""

    def doubts(self, most: int) -> Sequence[Counted]:
        """Return the most frequent cues of doubts, with the fields that they decided."""

    def runs(self, most: int) -> Sequence[RunFigures]:
        """Return the newest runs, the newest first, whatever newspaper they were for."""
