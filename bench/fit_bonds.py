"""Fit the weights of ``splitting.text.headings.bond`` to pairs of neighbouring headings.

``python -m bench.fit_bonds`` prints them, and how many pairs are read wrongly when each house style
and each manner of dumping is left out of the fit in turn.  Pairs that a rule decides (a dash, a
colon, a notice's headline) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bench.known_pages import KnownPage, copies_of, known_pages, plain
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.headings import Bond, bond_cues
from yuzhong_news.splitting.text.units import Role, Unit

Floats = npt.NDArray[np.float64]
_RIDGE = 1.0
_PART = 4
"""Characters: the least part of a heading by which its article is known."""


@dataclass(frozen=True)
class Pair:
    """Two neighbouring headings: their cues, whether they are of one article, where from."""

    cues: tuple[float, ...]
    tied: bool
    style: str
    given: bool


def main() -> None:
    """Print the weights, and the errors with each style and manner left out."""
    pairs = [pair for page in known_pages() for pair in pairs_of(page)]
    x = np.array([(1.0, *pair.cues) for pair in pairs])
    y = np.array([float(pair.tied) for pair in pairs])
    copies = np.array([copies_of(pair.given) for pair in pairs])
    styles = np.array([pair.style for pair in pairs])
    for name, weight in zip(("BOND", *Bond._fields), fit(x, y, copies), strict=True):
        print(f"    {name}={weight:.2f},")
    wrong = 0
    for style in sorted(set(styles)):
        out = styles == style
        weights = fit(x[~out], y[~out], copies[~out])
        errors = int(((x[out] @ weights > 0) != y[out]).sum())
        wrong += errors
        print(f"without {style}: {errors} of {int(out.sum())} of its pairs wrong")
    print(f"{wrong} of {len(pairs)} pairs wrong")


def fit(x: Floats, y: Floats, copies: Floats) -> Floats:
    """Return the weights of the logistic regression of ``y`` on ``x``, the first one the bias."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        z = x @ weights
        slope = x.T @ (copies * (1 / (1 + np.exp(-z)) - y))
        slope[1:] += 2 * _RIDGE * weights[1:]
        value = (copies * (np.logaddexp(0, z) - y * z)).sum() + _RIDGE * (weights[1:] ** 2).sum()
        return float(value), slope

    best: Floats = minimize(loss, np.zeros(x.shape[1]), jac=True).x
    return best


def pairs_of(page: KnownPage) -> Iterator[Pair]:
    """Yield the pairs of headings between which neither a body nor a byline stands."""
    run: list[Unit] = []
    for unit in page.gaps.units:
        if unit.role in (Role.BODY, Role.BYLINE, Role.JUMP):
            run = []
            continue
        run.append(unit)
        if unit.role is not Role.HEADING:
            continue
        headings = [one for one in run if one.role is Role.HEADING]
        for one, other in list(pairwise(headings))[-1:]:
            owners = _owner(one, page.articles), _owner(other, page.articles)
            inside = run[run.index(one) + 1 : -1]
            cues = bond_cues(
                one, other, *page.gaps.headings.kin(one, other), label=bool(_labels(inside))
            )
            if None not in owners and cues is not None:
                numbers = tuple(float(cue) for cue in cues)
                yield Pair(numbers, owners[0] == owners[1], page.style, page.given)


def _labels(units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.role is Role.COLUMN]


def _owner(heading: Unit, articles: Sequence[dict[str, Any]]) -> int | None:
    """Return the index of the article of whose headings the unit is one, or a part, or several."""
    text = plain(join(heading.rows))
    for number, article in enumerate(articles):
        for field in ("headline", "kicker", "subtitle"):
            title = plain(article.get(field) or "")
            part = min(len(text), len(title)) >= _PART and (text in title or title in text)
            if title and (text == title or part):
                return number
    return None


if __name__ == "__main__":
    main()
