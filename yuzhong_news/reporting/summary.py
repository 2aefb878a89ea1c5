"""What a run was, in values, in JSON, and in one line for people.

docs/operations.md lists the keys of the JSON; ``schema`` grows when one of them changes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from yuzhong_news.expectations import ExitCode, Gap, GapKind, IssueOutcome, Problem, gravest

SCHEMA = 1
_TOLD = 3
"""Things that the last line names; the summary has all of them."""
_LONGEST = 300
"""Characters of a problem's message in the summary."""


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """What became of one issue; ``gaps`` are those that the archive has of it now."""

    date: dt.date
    outcome: IssueOutcome
    code: ExitCode
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def why(self) -> str:
        """Why it is not well, in few words."""
        kinds = list(dict.fromkeys(problem.kind for problem in self.problems))
        if self.outcome in (IssueOutcome.COMPLETE, IssueOutcome.INCOMPLETE):
            counted = Counter(gap.kind.value for gap in self.gaps)
            kinds = [f"{n} {kind}" if n > 1 else kind for kind, n in counted.items()] or kinds
        kinds += [gap.detail for gap in self.gaps if gap.kind is GapKind.SILENT]
        return ", ".join(kinds) or self.outcome.value

    def values(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "date": self.date.isoformat(),
            "outcome": self.outcome.value,
            "exit_code": int(self.code),
            "problems": [
                {"kind": problem.kind, "message": problem.message[:_LONGEST]}
                for problem in self.problems
            ],
            "gaps": [gap_values(gap) for gap in self.gaps],
        }


@dataclass(frozen=True, slots=True)
class NewspaperSummary:
    """What became of one newspaper.

    ``pages`` counts pages by what became of them (``new`` …), ``failures`` what went wrong beside
    the issues, by the name of its count.  ``run`` is the run's id in the archive.
    """

    newspaper: str
    title: str
    code: ExitCode
    reason: str = ""
    run: int | None = None
    articles: int = 0
    doubts: int = 0
    requests: int = 0
    response_bytes: int = 0
    pages: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[IssueSummary, ...] = ()

    @property
    def outcomes(self) -> Counter[IssueOutcome]:
        """How many issues had each outcome."""
        return Counter(issue.outcome for issue in self.issues)

    def values(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "newspaper": self.newspaper,
            "title": self.title,
            "exit_code": int(self.code),
            "reason": self.reason,
            "run": self.run,
            "articles": self.articles,
            "doubts": self.doubts,
            "requests": self.requests,
            "response_bytes": self.response_bytes,
            "pages": dict(self.pages),
            "failures": dict(self.failures),
            "issues": [issue.values() for issue in self.issues],
        }

    def troubles(self) -> Iterator[tuple[ExitCode, str]]:
        """Yield what is not well with it, each with its exit code."""
        for name, count in self.failures.items():
            yield self.code, f"{self.newspaper}: {name}{f' {count}' if count > 1 else ''}"
        for issue in self.issues:
            if issue.code is not ExitCode.OK:
                yield issue.code, f"{self.newspaper} {issue.date}: {issue.why}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run was; ``error`` tells what kept the whole of it from going well.

    ``missing`` are the gaps that a backfill left, of all issues that it looked at.  ``refused``
    tells which files of newspapers could not be used, where all newspapers were to be fetched.
    """

    command: str
    started_at: dt.datetime
    finished_at: dt.datetime
    newspapers: tuple[NewspaperSummary, ...] = ()
    error: str = ""
    missing: tuple[Mapping[str, Any], ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def code(self) -> ExitCode:
        """The exit code: the gravest there is."""
        own = [ExitCode.DATABASE] if self.error else []
        own += [ExitCode.DATA_MISSING] if self.missing or self.refused else []
        return gravest([*own, *(one.code for one in self.newspapers)])

    @property
    def text(self) -> str:
        """The last line, for people."""
        issues = sum((one.outcomes for one in self.newspapers), Counter[IssueOutcome]())
        told = ", ".join(f"{issues[outcome]} {outcome}" for outcome in IssueOutcome
                         if issues[outcome])  # fmt: skip
        line = (
            f"{self.command}: {_number(len(self.newspapers), 'newspaper')}, "
            f"{_number(issues.total(), 'issue')}{f' ({told})' if told else ''}. "
        )
        if self.code is ExitCode.OK:
            return f"{line}OK"
        troubles = [what for _, what in sorted(self._troubles(), key=lambda one: -one[0])]
        more = f" and {len(troubles) - _TOLD} more" if len(troubles) > _TOLD else ""
        why = "; ".join(troubles[:_TOLD])
        return f"{line}NOT OK, exit {int(self.code)} ({self.code.meaning}): {why}{more}"

    def json(self) -> str:
        """Return the summary as JSON, with a line end."""
        values = {
            "schema": SCHEMA,
            "command": self.command,
            "started_at": self.started_at.isoformat(timespec="seconds"),
            "finished_at": self.finished_at.isoformat(timespec="seconds"),
            "exit_code": int(self.code),
            "meaning": self.code.meaning,
            "text": self.text,
            "error": self.error,
            "newspapers": [one.values() for one in self.newspapers],
            "missing": [dict(one) for one in self.missing],
            "refused": list(self.refused),
        }
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"

    def _troubles(self) -> Iterator[tuple[ExitCode, str]]:
        if self.error:
            yield ExitCode.DATABASE, self.error
        for one in self.newspapers:
            yield from one.troubles()
        for refused in self.refused:
            yield ExitCode.DATA_MISSING, f"newspaper refused: {refused}"
        if self.missing:
            yield ExitCode.DATA_MISSING, f"{_number(len(self.missing), 'gap')} left"


def gap_values(gap: Gap) -> dict[str, Any]:
    """Return a gap as JSON can hold it."""
    return {
        "kind": gap.kind.value,
        "date": gap.date.isoformat(),
        "page": gap.page,
        "page_name": gap.page_name,
        "detail": gap.detail,
    }


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
