"""The sets that the measures run over: the project's fixtures, and the pages and lines beside it.

How a page is read and split, and how a line is read, is handed in; a set that is not on this
machine is reported as absent, one that makes the splitter fall over as trouble.
"""

from __future__ import annotations

import json
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yuzhong_news.items import Page
from yuzhong_news.scoring.bylines import CreditLine, Measure, labelled_line, score_lines
from yuzhong_news.scoring.counting import Tally
from yuzhong_news.scoring.coverage import Coverage, cover
from yuzhong_news.scoring.floors import Measured
from yuzhong_news.scoring.pages import expected_page, score_page
from yuzhong_news.scoring.ruler import LOWER_IS_BETTER, RulerError, rule

PAGE_SUFFIXES = (".pdf", ".txt")
"""Of the files among the fixtures that are pages."""


class NotReadYetError(Exception):
    """The reader does not know this kind of file."""


@dataclass(frozen=True, slots=True)
class SplitFile:
    """A file as split: the page, and the text that it was split from."""

    page: Page
    text: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The files of ``folder`` that have ``suffix``, and a JSON answer beside them."""

    folder: Path
    suffix: str


SplitPath = Callable[[Path], SplitFile]
ReadCredits = Callable[[str], CreditLine]


@dataclass(slots=True)
class _Work:
    """What a set gathers while it is measured; ``at`` is the file or line at hand."""

    at: str = ""
    values: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    table: str = ""
    trouble: str = ""

    def result(self, name: str) -> Measured:
        return Measured(name, self.values, trouble=self.trouble, notes=self.notes, table=self.table)


def fixture_sets(folder: Path, split: SplitPath) -> list[Measured]:
    """Return the strict measures of each page in ``folder`` that has its answer beside it."""
    pages = [path for path in sorted(folder.iterdir()) if path.suffix in PAGE_SUFFIXES]
    return [_fixture_set(path, split) for path in pages if path.with_suffix(".json").exists()]


def ruled_set(
    name: str, pages: Pages, script: Path, split: SplitPath, options: tuple[str, ...] = ()
) -> Measured:
    """Return the shared ruler's measures, and the coverage, of ``pages``.

    ``options`` are the ruler's own: ``--by-style``, ``--verbose``.
    """
    paths = [path.with_suffix(pages.suffix) for path in sorted(pages.folder.glob("*.json"))]
    paths = [path for path in paths if path.exists()]
    if not paths or not script.exists():
        return Measured(name, absent="no such pages or no ruler beside the project")
    with _watched() as work, tempfile.TemporaryDirectory() as answers:
        coverages = []
        for path in paths:
            work.at = path.name
            done = split(path)
            coverages.append(cover(done.page, done.text))
            answer = Path(answers) / path.with_suffix(".json").name
            answer.write_text(done.page.model_dump_json(), encoding="utf-8")
            work.notes += _coverage_notes(path.name, coverages[-1])
        work.at = script.name
        ruled = rule(script, pages.folder, Path(answers), options)
        work.values.update(_without_harm(ruled.values))
        work.values.update(_coverage_values(coverages))
        work.table = ruled.table
    return work.result(name)


def byline_set(name: str, file: Path, read_credits: ReadCredits) -> Measured:
    """Return precision and recall over the labelled lines of ``file`` (JSON Lines)."""
    if not file.exists():
        return Measured(name, absent="no such lines beside the project")
    with _watched() as work:
        lines = []
        for raw in file.read_text(encoding="utf-8").splitlines():
            text, label = labelled_line(json.loads(raw))
            work.at = text.strip()[:40]
            lines.append((text, label, read_credits(text)))
        score = score_lines(lines)
        for measure, count in score.tallies.items():
            work.values.update(_shares(measure, count))
        work.notes += [*score.differences, f"people in negatives: {score.people_in_negatives}"]
    return work.result(name)


def _fixture_set(path: Path, split: SplitPath) -> Measured:
    with _watched() as work:
        work.at = path.name
        expected = expected_page(_load(path.with_suffix(".json")))
        done = split(path)
        score = score_page(expected, done.page)
        work.values.update({str(measure): count.f1 for measure, count in score.tallies.items()})
        coverage = cover(done.page, done.text)
        work.values["coverage"] = coverage.share
        work.notes += [*score.differences, *_coverage_notes(path.name, coverage)]
    return work.result(f"{path.parent.name}/{path.stem}")


@contextmanager
def _watched() -> Iterator[_Work]:
    """Turn what a set raises into its trouble, so that the other sets are still measured."""
    work = _Work()
    try:
        yield work
    except NotReadYetError:
        work.trouble = "not read yet"
    except RulerError as error:
        work.trouble = f"CRASHED: {error}"
    except Exception as error:
        work.trouble = f"CRASHED at {work.at}: {type(error).__name__}: {error}"
        work.notes = [*work.notes, traceback.format_exc().rstrip()]


def _load(file: Path) -> dict[str, Any]:
    data = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise TypeError(f"{file.name} holds no page: a JSON object was expected")
    return data


def _without_harm(values: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in values.items() if name not in LOWER_IS_BETTER}


def _coverage_values(coverages: list[Coverage]) -> dict[str, float]:
    characters = sum(each.characters for each in coverages)
    used = sum(each.used_once for each in coverages)
    return {
        "coverage": used / characters if characters else 1.0,
        "coverage of the worst page": min(each.share for each in coverages),
    }


def _coverage_notes(name: str, coverage: Coverage) -> list[str]:
    sides = (("lost", coverage.lost), ("surplus", coverage.surplus))
    return [
        f"{name}: {side} {count.total()} characters: {''.join(count.elements())[:60]}"
        for side, count in sides
        if count
    ]


def _shares(measure: Measure, count: Tally) -> dict[str, float]:
    """Return precision and recall, or the one share of a measure that every line has once."""
    if measure in (Measure.KINDS, Measure.CLEAN_NEGATIVES):
        return {str(measure): count.recall}
    return {f"{measure} P": count.precision, f"{measure} R": count.recall}
