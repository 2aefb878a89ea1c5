"""The shared ruler for pages: a script beside the project that compares folders of JSON pages.

It needs numpy, scipy and rapidfuzz, which the development tools bring; it runs as a process of its
own, so that the package itself needs none of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LOWER_IS_BETTER = frozenset(
    {
        "foreign text in matched bodies",
        "dateline false alarms",
        "caption text inside a body",
        "normalised edit distance",
        "furniture leak into bodies",
        "notice leak into bodies",
    }
)
"""The ruler's measures of harm. They can have no floor."""

_NO_SHARE = frozenset({"pages", "articles gold/pred/complete"})


class RulerError(RuntimeError):
    """The ruler did not run to its end; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruler's measures over all pages (shares, 0 to 1), and its own table as printed."""

    values: dict[str, float]
    table: str


def rule(script: Path, gold: Path, predicted: Path, options: tuple[str, ...] = ()) -> Ruled:
    """Run ``script`` on two folders of JSON pages and return what it measured.

    ``options`` are the ruler's own (``--by-style``, ``--verbose``).
    """
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "measures.json"
        command = [sys.executable, str(script), str(gold), str(predicted), "--json", str(answer)]
        done = subprocess.run(
            [*command, *options], capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode != 0:
            said = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            raise RulerError(f"{script.name} ended with {done.returncode}: {said[0]}")
        measures = json.loads(answer.read_text(encoding="utf-8"))["all"]
    values = {
        name: float(value)
        for name, value in measures.items()
        if value is not None and name not in _NO_SHARE
    }
    return Ruled(values, done.stdout.rstrip())
