"""Byline lines against their labels: who is credited, as what, by whom it was sent, and from where.

A labelled line is ``{text, dateline, people, organisations, kind}``; a line of the kind
``negative`` credits nobody.  Names are compared without blanks, nothing else is forgiven.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yuzhong_news.items import Contributor
from yuzhong_news.scoring.counting import Tally, comparable, tally

NEGATIVE = "negative"


class Measure(StrEnum):
    """What is counted over the lines; ``clean negatives`` are those in which nobody was found."""

    PEOPLE = "people"
    ROLES = "people with role"
    WORKS = "people with role and work"
    ORGANISATIONS = "organisations"
    DATELINES = "datelines"
    KINDS = "kinds"
    CLEAN_NEGATIVES = "clean negatives"


@dataclass(frozen=True, slots=True)
class CreditLine:
    """What one line says, whether labelled or read: organisations by name."""

    kind: str
    dateline: str | None
    people: tuple[Contributor, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BylineScore:
    """The counts over all lines, the people found in negatives, and a line for each difference."""

    tallies: dict[Measure, Tally]
    people_in_negatives: int
    differences: list[str]


def labelled_line(data: Mapping[str, Any]) -> tuple[str, CreditLine]:
    """Return the text and the label that one line's JSON holds; other keys are left alone."""
    people = tuple(
        Contributor(name=each["name"], role=each.get("role") or "", work=each.get("work"))
        for each in data["people"]
    )
    organisations = tuple(str(each["name"]) for each in data["organisations"])
    return data["text"], CreditLine(data["kind"], data["dateline"], people, organisations)


def score_lines(lines: Iterable[tuple[str, CreditLine, CreditLine]]) -> BylineScore:
    """Return the counts over ``lines``: text, expected, predicted."""
    tallies = dict.fromkeys(Measure, Tally())
    in_negatives = 0
    differences: list[str] = []
    for text, expected, predicted in lines:
        want, got = _answers(expected), _answers(predicted)
        for measure, right in want.items():
            count = tally(right, got[measure])
            tallies[measure] += count
            if not count.perfect:
                differences.append(f"{text.strip()[:40]}: {measure} {right} became {got[measure]}")
        if expected.kind == NEGATIVE:
            in_negatives += len(predicted.people)
            clean = int(not predicted.people)
            tallies[Measure.CLEAN_NEGATIVES] += Tally(clean, 1, 1)
    return BylineScore(tallies, in_negatives, differences)


def _answers(line: CreditLine) -> dict[Measure, list[Hashable]]:
    people = [tuple(map(comparable, (p.name, p.role, p.work))) for p in line.people]
    return {
        Measure.PEOPLE: [name for name, _, _ in people],
        Measure.ROLES: [(name, role) for name, role, _ in people],
        Measure.WORKS: [*people],
        Measure.ORGANISATIONS: [comparable(each) for each in line.organisations],
        Measure.DATELINES: [comparable(line.dateline)] if line.dateline else [],
        Measure.KINDS: [line.kind],
    }
