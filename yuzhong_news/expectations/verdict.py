"""From what happened to an issue to its outcome, and from outcomes to the exit code of a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from yuzhong_news.expectations.gaps import Gap, GapKind


class ExitCode(IntEnum):
    """How a run ended, for whoever started it."""

    OK = 0
    DATA_MISSING = 1
    USAGE = 2
    SITE_REFUSED = 3
    DATABASE = 4

    @property
    def meaning(self) -> str:
        """The code in words."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.OK: "complete",
    ExitCode.DATA_MISSING: "data missing",
    ExitCode.USAGE: "usage",
    ExitCode.SITE_REFUSED: "site refused, or no issue found",
    ExitCode.DATABASE: "database or disk",
}

GRAVITY = (ExitCode.OK, ExitCode.DATA_MISSING, ExitCode.SITE_REFUSED, ExitCode.DATABASE,
           ExitCode.USAGE)  # fmt: skip
"""The exit codes, the gravest last: what concerns the next run, too, is graver than one issue."""


class IssueOutcome(StrEnum):
    """What became of an issue that a run was to bring."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NO_ISSUE = "no-issue"
    REFUSED = "refused"
    FAILED = "failed"
    NOT_ASKED = "not-asked"


REFUSALS = frozenset({"challenge", "refused", "robots", "shell"})
"""Problems that say: the site does not show its issues to this program."""
ABSENCES = frozenset({"no-issue", "other-date"})
"""Problems that say: the site has no issue of that day."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with an issue.

    ``kind`` is that of a ``NotAnIssueError`` (``challenge``, ``refused``, ``error-page``,
    ``shell``, ``no-issue``, ``other-date``), or ``robots``, ``off-host``, ``unreachable``,
    ``document``.
    """

    kind: str
    message: str


@dataclass(slots=True)
class IssueReport:
    """What a spider tells of an issue: whether it asked for it, and what went wrong."""

    date: dt.date
    asked: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        """The kinds of the problems."""
        return {problem.kind for problem in self.problems}

    @property
    def is_absent(self) -> bool:
        """Whether the site says that it has no issue of the day, and nothing else went wrong."""
        return bool(self.problems) and self.kinds <= ABSENCES


def outcome_of(
    report: IssueReport | None, gaps: Collection[Gap], *, is_stored: bool
) -> IssueOutcome:
    """Return what became of an issue.

    ``gaps`` are those that the archive has of it now; ``is_stored`` tells whether the archive has
    any page of it, or knows of one.
    """
    kinds = report.kinds if report else set()
    if kinds & REFUSALS:
        return IssueOutcome.REFUSED
    if is_stored:
        # What is suspicious is still all that the site named.
        complete = all(gap.kind.is_suspicion for gap in gaps) and not kinds - ABSENCES
        return IssueOutcome.COMPLETE if complete else IssueOutcome.INCOMPLETE
    if report is not None and report.is_absent:
        return IssueOutcome.NO_ISSUE
    if kinds or (report and report.asked):
        return IssueOutcome.FAILED
    return IssueOutcome.NOT_ASKED


def code_of(outcome: IssueOutcome, gaps: Iterable[Gap]) -> ExitCode:
    """Return what one issue makes of the run; ``gaps`` are those that are not settled."""
    kinds = {gap.kind for gap in gaps}
    if outcome is IssueOutcome.REFUSED:
        return ExitCode.SITE_REFUSED
    if outcome in (IssueOutcome.NO_ISSUE, IssueOutcome.FAILED):
        # Where no issue was due, none is missing; but a site that fails is to be looked at.
        due = kinds & {GapKind.MISSING_ISSUE, GapKind.SILENT} or outcome is IssueOutcome.FAILED
        return ExitCode.SITE_REFUSED if due else ExitCode.OK
    if outcome is IssueOutcome.COMPLETE and not kinds:
        return ExitCode.OK
    return ExitCode.DATA_MISSING


def gravest(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the gravest of some exit codes by :data:`GRAVITY`; without any, all went well."""
    return max(codes, key=GRAVITY.index, default=ExitCode.OK)
