"""HTML from text: whatever a headline holds is shown, and not obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what stands behind them."""


class Bad(str):
    """The text of a cell that tells of something bad; it is set in red."""

    __slots__ = ()


def shown(value: object) -> str:
    """Return the value as text of HTML, also inside an attribute; numbers have thousands marks."""
    text = f"{value:,}" if type(value) is int else str(value)
    return escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def table(
    head: Sequence[str], rows: Iterable[Sequence[object]], caption: str, *, numbers: Sequence[int]
) -> str:
    """Return a table; ``numbers`` are the columns whose cells are set to the right."""
    heads = "".join(f'<th scope="col"{_aligned(n, numbers)}>{shown(h)}</th>'
                    for n, h in enumerate(head))  # fmt: skip
    body = "\n".join(_row(row, numbers) for row in rows)
    return (
        f"{scrolled(caption)}<table><caption>{shown(caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n"
    )


def scrolled(label: str) -> str:
    """Return the beginning of a box that a narrow screen scrolls, by the keyboard, too."""
    return f'<div class="wide" tabindex="0" role="region" aria-label="{shown(label)}">'


def details(summary: str, content: str, *, is_open: bool = False) -> str:
    """Return content that a reader unfolds; it needs no JavaScript."""
    state = " open" if is_open else ""
    return f"<details{state}><summary>{shown(summary)}</summary>\n{content}</details>\n"


def figure(svg: str, words: str, below: str) -> str:
    """Return a plot that is told in ``words`` to those who do not see it; ``below`` is HTML."""
    told = svg.replace("<svg", f'<svg role="img" aria-label="{shown(words)}"', 1)
    return f"<figure>\n{told}\n{below}</figure>\n"


def _row(row: Sequence[object], numbers: Sequence[int]) -> str:
    first, *others = row
    cells = f'<th scope="row">{shown(first)}</th>'
    for place, value in enumerate(others, start=1):
        kind = ' class="bad"' if isinstance(value, Bad) else _aligned(place, numbers)
        cells += f"<td{kind}>{shown(value)}</td>"
    return f"<tr>{cells}</tr>"


def _aligned(place: int, numbers: Sequence[int]) -> str:
    return ' class="number"' if place in numbers else ""
