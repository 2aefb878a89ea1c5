"""What an archive has of an issue, in few numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page that is stored.

    ``characters`` are those of its articles' headlines and bodies.  ``status`` says why it could
    not be read (``no-text-layer`` …).  ``failed_documents`` tell which of its files could not be
    fetched, and why.
    """

    number: int | None
    name: str | None
    articles: int
    characters: int
    status: str | None = None
    failed_documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingPage:
    """A page that the issue's index named, and that is not stored; ``key`` is its natural key."""

    number: int | None
    name: str | None
    key: str


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """The issue of a day: its stored pages, and those that are missing."""

    date: dt.date
    pages: tuple[StoredPage, ...] = ()
    missing: tuple[MissingPage, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether anything is known of the issue: a page that is stored, or was named."""
        return bool(self.pages or self.missing)


@dataclass(frozen=True, slots=True)
class Attempt:
    """When an issue was last asked for, how that ended, and how often in a row it ended so.

    ``outcome`` is an :class:`IssueOutcome` by its value.
    """

    asked_at: dt.datetime
    outcome: str
    times: int = 1
