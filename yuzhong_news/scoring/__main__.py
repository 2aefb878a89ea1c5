"""``python -m yuzhong_news.scoring``: split and score every set at hand, and hold the floors.

The table shows the measures that have a floor, with ``--verbose`` all of them.  The exit code is 1
when a value is below its floor in ``floors.toml`` or a set with floors could not be measured.  The
shared sets are looked for beside the project, or where YUZHONG_NEWS_SHARED says.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from yuzhong_news.items import Page
from yuzhong_news.reading import is_pdf, read, read_pdf
from yuzhong_news.scoring.bylines import CreditLine
from yuzhong_news.scoring.floors import Measured, judge, raise_floors, read_floors
from yuzhong_news.scoring.sets import (
    Pages,
    SplitFile,
    byline_set,
    fixture_sets,
    ruled_set,
)
from yuzhong_news.scoring.table import render
from yuzhong_news.splitting import split_page, split_printed
from yuzhong_news.splitting.bylines import read_credits

ROOT = Path(__file__).resolve().parents[2]


def split_file(path: Path) -> SplitFile:
    """Return ``path`` as the project reads and splits it; of a PDF its first page."""
    body = path.read_bytes()
    if is_pdf(body):
        return _split_printed_file(body, path.name)
    reading = read(body, name=path.name)
    split = split_page(reading.lines)
    page = Page(articles=split.articles, furniture=split.furniture, doubts=split.doubts)
    return SplitFile(page, "\n".join(line.text for line in reading.lines))


def _split_printed_file(body: bytes, name: str) -> SplitFile:
    printed = read_pdf(body, name=name)[0]
    split = split_printed(printed)
    page = Page(articles=split.articles, furniture=split.furniture, doubts=split.doubts)
    return SplitFile(page, "\n".join(line.text for line in printed.lines))


def credit_line(text: str) -> CreditLine:
    """Return what the project reads in one byline line."""
    found = read_credits(text)
    names = tuple(getattr(each, "name", str(each)) for each in found.organisations)
    return CreditLine(str(found.kind), found.dateline, tuple(found.people), names)


def measure_all(root: Path, shared: Path, options: tuple[str, ...] = ()) -> list[Measured]:
    """Return the measures of every set, in the order of the table; ``options`` are the ruler's."""
    ruler = shared / "score.py"
    pages, real = shared / "pages", shared / "real"
    return [
        *fixture_sets(root / "fixtures", split_file),
        ruled_set(
            "manners/text",
            Pages(root / "fixtures" / "manners", ".txt"),
            ruler,
            split_file,
            options,
        ),
        ruled_set("pages/text", Pages(pages, ".txt"), ruler, split_file, options),
        ruled_set("pages/pdf", Pages(pages, ".pdf"), ruler, split_file, options),
        ruled_set("real/pdf", Pages(real, ".pdf"), ruler, split_file, options),
        byline_set("bylines/dev", shared / "bylines" / "dev.jsonl", credit_line),
    ]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Measure, print, and return the exit code: 1 when a floor is broken, 2 for unusable floors."""
    options = _parse(arguments)
    shared = Path(os.environ.get("YUZHONG_NEWS_SHARED") or root.parent / "shared")
    floors_file = root / "floors.toml"
    text = floors_file.read_text(encoding="utf-8")
    try:
        floors = read_floors(text)
    except ValueError as error:
        print(f"{floors_file.name} cannot be used: {error}", file=sys.stderr)
        return 2
    passed_on = [name for name in ("by_style", "verbose") if getattr(options, name)]
    results = measure_all(root, shared, tuple(f"--{name.replace('_', '-')}" for name in passed_on))
    rows = judge(results, floors)
    if passed_on:
        _print_notes(results, differences=options.verbose)
    print(render(rows if options.verbose else [row for row in rows if row.verdict]))
    if options.raise_floors:
        raised = raise_floors(text, results)
        floors_file.write_text(raised, encoding="utf-8")
        print("floors.toml: " + ("floors were raised" if raised != text else "nothing to raise"))
    below = sum(row.below for row in rows)
    if below:
        print(f"{below} below the floor: `make score ARGS=--verbose` shows what differs")
    return int(bool(below))


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m yuzhong_news.scoring", description=__doc__)
    parser.add_argument("--by-style", action="store_true", help="the ruler's table for each style")
    parser.add_argument("--verbose", action="store_true", help="every measure and every difference")
    parser.add_argument(
        "--raise-floors", action="store_true", help="raise floors to the values; none is lowered"
    )
    return parser.parse_args(arguments)


def _print_notes(results: Sequence[Measured], *, differences: bool) -> None:
    """Print the ruler's own tables, and all notes where ``differences`` are wanted."""
    for result in results:
        lines = [*(result.notes if differences else ()), result.table]
        if any(lines):
            print(f"— {result.name}", *filter(None, lines), sep="\n", end="\n\n")


if __name__ == "__main__":
    sys.exit(main())
