"""Score the shared text pages with weights that were fitted without their own house style.

``python -m bench.left_out`` says what the weights of ``splitting.text`` are worth on a style that
nobody has seen: each style's pages, and the dumps of its printed pages, are left out of the fit in
turn, and its text pages are scored with what the others teach.  Nothing is written.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np

from bench import fit_bonds, fit_cues
from bench.known_pages import SHARED, KnownPage, copies_of, known_pages
from yuzhong_news.scoring.__main__ import split_file
from yuzhong_news.scoring.ruler import rule
from yuzhong_news.splitting.text import cues, headings

_MEASURES = (
    "complete-article F1",
    "body-char F1",
    "headline exact",
    "byline name P",
    "byline name+role F1",
    "paragraph-boundary F1",
    "caption F1",
)


def main() -> None:
    """Print the measures with each house style left out in turn."""
    pages = list(known_pages())
    texts = sorted((SHARED / "pages").glob("*.txt"))
    answers = {path: json.loads(path.with_suffix(".json").read_text("utf-8")) for path in texts}
    houses = {path: answer["generator"]["style"] for path, answer in answers.items()}
    with tempfile.TemporaryDirectory() as folder:
        for house in sorted(set(houses.values())):
            _learn([page for page in pages if page.house != house])
            for path in (path for path in texts if houses[path] == house):
                answer = split_file(path).page.model_dump_json()
                (Path(folder) / f"{path.stem}.json").write_text(answer, encoding="utf-8")
        values = rule(SHARED / "score.py", SHARED / "pages", Path(folder), ()).values
    for measure in _MEASURES:
        print(f"{measure:24} {values[measure]:.3f}")


def _learn(pages: list[KnownPage]) -> None:
    """Fit the weights to pages, and set them for this process."""
    gaps = [gap for page in pages for gap in fit_cues.gaps_of(page)]
    fitted = fit_cues.fit(
        np.array([(1.0, *gap.cues) for gap in gaps]),
        np.array([float(gap.ends) for gap in gaps]),
        np.array([copies_of(gap.given) for gap in gaps]),
    )
    cues.BIAS, cues.WEIGHTS = float(fitted[0]), cues.Cues(*map(float, fitted[1:]))
    pairs = [pair for page in pages for pair in fit_bonds.pairs_of(page)]
    fitted = fit_bonds.fit(
        np.array([(1.0, *pair.cues) for pair in pairs]),
        np.array([float(pair.tied) for pair in pairs]),
        np.array([copies_of(pair.given) for pair in pairs]),
    )
    headings.BOND, headings.WEIGHTS = float(fitted[0]), headings.Bond(*map(float, fitted[1:]))


if __name__ == "__main__":
    main()
