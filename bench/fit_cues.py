"""Fit the weights of ``splitting.text.cues`` to the gaps of pages whose right answer is known.

``python -m bench.fit_cues`` prints them, and how many gaps are read wrongly when each house style
is left out of the fit in turn.  Weights that a rule fixes (``FIXED``) are not fitted: too few gaps
show them.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from yuzhong_news.reading import read
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.cues import Cues
from yuzhong_news.splitting.text.frames import frames_of, keeps_indents, parts_by_blanks
from yuzhong_news.splitting.text.gaps import Gaps
from yuzhong_news.splitting.text.units import Unit, units_of

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("YUZHONG_NEWS_SHARED") or ROOT.parent / "shared")

FIXED = frozenset(
    {"unfinished", "opens", "jump", "sign_off", "into_notice", "notice_heading", "rail"}
)
Floats = npt.NDArray[np.float64]
_RIDGE = 0.3
_SCALES = {"near": 0.1, "wide": 0.1}
"""What holds a weight down counts less for the cues whose values are small shares."""

_PIECE = 8
_STEP = 4


@dataclass(frozen=True)
class Gap:
    """One gap between two bodies: its cues, whether an article ends there, and the page's style."""

    cues: tuple[float, ...]
    ends: bool
    style: str


def main() -> None:
    """Print the weights, and the errors with each style left out."""
    pages = [*sorted((SHARED / "pages").glob("*.txt")), *sorted((ROOT / "fixtures").glob("*.txt"))]
    gaps = [gap for page in pages for gap in gaps_of(page)]
    x = np.array([(1.0, *gap.cues) for gap in gaps])
    y = np.array([float(gap.ends) for gap in gaps])
    styles = np.array([gap.style for gap in gaps])
    for name, weight in zip(("BIAS", *Cues._fields), fit(x, y), strict=True):
        print(f"    {name}={weight:.1f},{'  # fixed by rule' if name in FIXED else ''}")
    wrong = 0
    for style in sorted(set(styles)):
        out = styles == style
        errors = int(((x[out] @ fit(x[~out], y[~out]) > 0) != y[out]).sum())
        wrong += errors
        print(f"without {style}: {errors} of {int(out.sum())} of its gaps wrong")
    print(f"{wrong} of {len(gaps)} gaps wrong")


def fit(x: Floats, y: Floats) -> Floats:
    """Return the weights of the logistic regression of ``y`` on ``x``, the first one the bias."""
    scale = np.array([1.0, *(_SCALES.get(name, 1.0) for name in Cues._fields)])

    def loss(weights: Floats) -> tuple[float, Floats]:
        z = x @ weights
        held = scale[1:] * weights[1:]
        slope = x.T @ (1 / (1 + np.exp(-z)) - y)
        slope[1:] += 2 * _RIDGE * scale[1:] * held
        value = np.logaddexp(0, z).sum() - (y * z).sum() + _RIDGE * (held**2).sum()
        return float(value), slope

    best: Floats = minimize(loss, np.zeros(x.shape[1]), jac=True).x
    return best


def gaps_of(path: Path) -> Iterator[Gap]:
    """Yield the gaps of a page, but for those between two notices."""
    answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    frames = frames_of(read(path.read_bytes(), name=path.name).lines)
    indented = keeps_indents(frames)
    gaps = Gaps(
        units_of(frames, indented=indented), indented=indented, blank_parted=parts_by_blanks(frames)
    )
    texts = [_plain("".join(article["paragraphs"])) for article in answer["articles"]]
    kinds = [article["kind"] for article in answer["articles"]]
    style = answer.get("generator", {}).get("style", path.stem)
    owners = [(k, _owner(gaps.body(k), texts)) for k in range(len(gaps))]
    known = [(k, owner) for k, owner in owners if owner is not None]
    for (k, one), (other_k, other) in pairwise(known):
        if kinds[one] == kinds[other] == "notice":
            continue
        gap = gaps.between(k, other_k)
        cues = gaps.cues(gap.between, gap.headings, k, other_k)
        yield Gap(tuple(float(cue) for cue in cues), one != other, style)


def _owner(body: Unit, texts: list[str]) -> int | None:
    """Return the index of the article that most pieces of a body occur in, or None."""
    text = _plain(join(body.rows))
    pieces = [text[at : at + _PIECE] for at in range(0, max(1, len(text) - _PIECE), _STEP)]
    found = [sum(piece in article for piece in pieces) for article in texts]
    best = max(range(len(texts)), key=found.__getitem__, default=None)
    return best if best is not None and found[best] * 2 > len(pieces) else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


if __name__ == "__main__":
    main()
