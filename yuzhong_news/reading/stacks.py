"""Stacks: upright characters one below the other, which are a vertical line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from yuzhong_news.items import Box, Direction
from yuzhong_news.reading.glyphs import SIZE_STEP, Run

STACK_PITCH = (0.7, 2.2)
"""Type sizes from one character of a vertical line to the next."""

DISPLAY = 1.2
"""Times: display type is larger than the text that most characters of the page are set in."""

MOST_SINGLE = 1_000
"""Characters of display type that stand alone; a page with vertical headlines has 100."""

STACK_LEAST = 3
"""Characters: fewer, one below the other, make no vertical line."""

LEVEL = 0.2
"""Type sizes: runs of one line differ less in their baselines."""


def stacks_of(runs: Sequence[Run], rules: Sequence[Box]) -> tuple[list[list[Run]], list[Run]]:
    """Return the vertical lines, and the runs that belong to none."""
    stacks: list[list[Run]] = []
    rest: list[Run] = []
    current: list[Run] = []
    flat = [rule for rule in rules if rule.width > rule.height]
    for run in [*runs, None]:
        if run is not None and current and _stands_below(current[-1], run, flat):
            current.append(run)
            continue
        if len(current) >= STACK_LEAST:
            stacks.append(current)
        else:
            rest += current
        current = []
        if run is not None and _single(run):
            current = [run]
        elif run is not None:
            rest.append(run)
    for stack in stacks:
        _lengthen(stack, rest, flat)
    scattered = _scattered(rest, flat)
    taken = {id(run) for stack in scattered for run in stack}
    return stacks + scattered, [run for run in rest if id(run) not in taken]


def _scattered(rest: Sequence[Run], flat: Sequence[Box]) -> list[list[Run]]:
    """Return the vertical lines of display type whose characters are no neighbours in the file.

    They stand at even steps, in one font, and nearer to each other than to what is beside them.
    """
    sizes = Counter(round(run.style.size, 1) for run in rest for _ in run.chars)
    least = DISPLAY * sizes.most_common(1)[0][0] if sizes else 0.0
    single = sorted(
        (run for run in rest if run.style.size >= least and _single(run)),
        key=lambda run: run.base,
    )
    if len(single) > MOST_SINGLE:
        return []
    stacks: list[list[Run]] = []
    for run in single:
        fits = [stack for stack in stacks if _steps_on(stack, run, flat)]
        if fits:
            fits[-1].append(run)
        else:
            stacks.append([run])
    return [
        stack
        for stack in stacks
        if len(stack) >= STACK_LEAST
        and not any(_is_beside(run, other) for run in stack for other in single)
    ]


def _steps_on(stack: Sequence[Run], run: Run, flat: Sequence[Box]) -> bool:
    last = stack[-1]
    step = stack[1].base - stack[0].base if len(stack) > 1 else run.base - last.base
    return (
        run.style.font == last.style.font
        and _stands_below(last, run, flat)
        and abs(run.base - last.base - step) < 0.1 * step
    )


def _is_beside(run: Run, other: Run) -> bool:
    """Whether a character of the same font stands close beside another: both are of one line."""
    return (
        other is not run
        and other.style.font == run.style.font
        and abs(other.base - run.base) < LEVEL * run.style.size
        and -0.5 * run.style.size < max(other.start - run.end, run.start - other.end)
        and max(other.start - run.end, run.start - other.end) < 0.2 * run.style.size
    )


def _lengthen(stack: list[Run], rest: list[Run], flat: Sequence[Box]) -> None:
    """Add to a vertical line the characters under its foot that PDFium gave out of order."""
    pitch = (stack[-1].base - stack[0].base) / (len(stack) - 1)
    for run in sorted(rest, key=lambda run: run.base):
        last = stack[-1]
        if (
            _stands_below(last, run, flat)
            and abs(run.base - last.base - pitch) < 0.1 * pitch
            and run.style.font == last.style.font
        ):
            stack.append(run)
            rest.remove(run)


def _single(run: Run) -> bool:
    visible = sum(not char.isspace() for char in run.chars)
    return run.style.direction is Direction.HORIZONTAL and (
        visible == 1 or (visible <= 3 and all(char.isascii() for char in run.chars))
    )


def _stands_below(above: Run, run: Run, flat: Sequence[Box]) -> bool:
    size = above.style.size
    pitch = run.base - above.base
    centre = (run.start + run.end - above.start - above.end) / 2
    return (
        _single(run)
        and STACK_PITCH[0] * size < pitch < STACK_PITCH[1] * size
        and abs(centre) < 0.3 * size
        and max(size, run.style.size) <= SIZE_STEP * min(size, run.style.size)
        and not any(
            above.base - 0.5 * size < rule.top < run.base
            and rule.left < run.end
            and rule.right > run.start
            for rule in flat
        )
    )
