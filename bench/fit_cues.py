"""Fit the weights of ``splitting.text.cues`` to the gaps of pages whose right answer is known.

``python -m bench.fit_cues`` prints them, and how many gaps are read wrongly when each house style
and each manner of dumping is left out of the fit in turn.  Weights that a rule fixes (``FIXED``)
are not fitted: too few gaps show them, or the manners of dumping here favour one side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bench.known_pages import KnownPage, copies_of, known_pages, plain
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.cues import Cues
from yuzhong_news.splitting.text.units import Unit

FIXED = {
    "unfinished": -3.0,
    "byline_below": 2.5,
    "subtitled": 4.0,
    "no_heading": 0.6,
    "opens": 8.0,
    "jump": 5.0,
    "sign_off": -5.0,
    "into_notice": 4.0,
    "notice_heading": 6.0,
    "rail": 5.0,
    "blank_parted": 0.0,
    "blank_parted_no_heading": -0.4,
}
Floats = npt.NDArray[np.float64]
_NAMES = ("BIAS", *Cues._fields)
_FREE = np.array([name not in FIXED for name in _NAMES])
_FIXED = np.array([FIXED.get(name, 0.0) for name in _NAMES])
_RIDGE = 3.0
_SCALES = {"near": 0.1, "wide": 0.1}
"""What holds a weight down counts less for the cues whose values are small shares."""

_PIECE = 8
_STEP = 4


@dataclass(frozen=True)
class Gap:
    """One gap between two bodies: its cues, whether an article ends there, and where it is from."""

    cues: tuple[float, ...]
    ends: bool
    style: str
    given: bool


def main() -> None:
    """Print the weights, and the errors with each style and manner left out."""
    gaps = [gap for page in known_pages() for gap in gaps_of(page)]
    x = np.array([(1.0, *gap.cues) for gap in gaps])
    y = np.array([float(gap.ends) for gap in gaps])
    copies = np.array([copies_of(gap.given) for gap in gaps])
    styles = np.array([gap.style for gap in gaps])
    for name, weight in zip(_NAMES, fit(x, y, copies), strict=True):
        print(f"    {name}={weight:.2f},{'  # fixed by rule' if name in FIXED else ''}")
    wrong = 0
    for style in sorted(set(styles)):
        out = styles == style
        weights = fit(x[~out], y[~out], copies[~out])
        errors = int(((x[out] @ weights > 0) != y[out]).sum())
        wrong += errors
        print(f"without {style}: {errors} of {int(out.sum())} of its gaps wrong")
    print(f"{wrong} of {len(gaps)} gaps wrong")


def fit(x: Floats, y: Floats, copies: Floats) -> Floats:
    """Return the weights of the logistic regression of ``y`` on ``x``, the first one the bias."""
    known = x @ _FIXED
    free = x[:, _FREE]
    scale = np.array([1.0, *(_SCALES.get(name, 1.0) for name in Cues._fields)])[_FREE]

    def loss(weights: Floats) -> tuple[float, Floats]:
        z = free @ weights + known
        held = scale[1:] * weights[1:]
        slope = free.T @ (copies * (1 / (1 + np.exp(-z)) - y))
        slope[1:] += 2 * _RIDGE * scale[1:] * held
        value = (copies * (np.logaddexp(0, z) - y * z)).sum() + _RIDGE * (held**2).sum()
        return float(value), slope

    weights = _FIXED.copy()
    weights[_FREE] = minimize(loss, np.zeros(int(_FREE.sum())), jac=True).x
    return weights


def gaps_of(page: KnownPage) -> Iterator[Gap]:
    """Yield the gaps of a page, but for those between two notices."""
    gaps = page.gaps
    texts = [plain("".join(article["paragraphs"])) for article in page.articles]
    kinds = [article["kind"] for article in page.articles]
    owners = [(k, _owner(gaps.bodies[k], texts)) for k in range(len(gaps))]
    known = [(k, owner) for k, owner in owners if owner is not None]
    for (k, one), (other_k, other) in pairwise(known):
        if kinds[one] == kinds[other] == "notice":
            continue
        gap = gaps.between(k, other_k)
        cues = gaps.cues(gap.between, gap.headings, k, other_k)
        yield Gap(tuple(float(cue) for cue in cues), one != other, page.style, page.given)


def _owner(body: Unit, texts: list[str]) -> int | None:
    """Return the index of the article that most pieces of a body occur in, or None."""
    text = plain(join(body.rows))
    pieces = [text[at : at + _PIECE] for at in range(0, max(1, len(text) - _PIECE), _STEP)]
    found = [sum(piece in article for piece in pieces) for article in texts]
    best = max(range(len(texts)), key=found.__getitem__, default=None)
    return best if best is not None and found[best] * 2 > len(pieces) else None


if __name__ == "__main__":
    main()
