"""Headings to bodies, as one optimal matching: wording, side, nearness, and order.

After Gao, Tang, Lin and Wang (ICPR 2012, ASOC 2013): reading order first, then bipartite matching.
"""

from __future__ import annotations

from collections.abc import Sequence

_INFINITY = float("inf")

_MOST_MATCHED = 150
"""Headings and articles of one page: the best assignment takes their cube, and the fullest page has
40."""


def best_assignment(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return row → column for the assignment of greatest total weight; 0 or less pairs nothing.

    The Hungarian method with potentials (Kuhn 1955, in the O(n³) form of Jonker and Volgenant); of
    more rows and columns than :data:`_MOST_MATCHED` the strongest pair is taken first.
    """
    rows = len(weights)
    columns = len(weights[0]) if rows else 0
    if not rows or not columns:
        return {}
    if min(rows, columns) > _MOST_MATCHED:
        return _strongest_first(weights)
    if rows > columns:
        turned = best_assignment([[weights[i][j] for i in range(rows)] for j in range(columns)])
        return {row: column for column, row in turned.items()}
    owner = [0] * (columns + 1)
    way = [0] * (columns + 1)
    u = [0.0] * (rows + 1)
    v = [0.0] * (columns + 1)
    for i in range(1, rows + 1):
        owner[0] = i
        free = _augment(weights, owner, way, u, v)
        while free:
            owner[free] = owner[way[free]]
            free = way[free]
    return {
        owner[j] - 1: j - 1
        for j in range(1, columns + 1)
        if owner[j] and weights[owner[j] - 1][j - 1] > 0
    }


def _strongest_first(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    pairs = sorted(
        ((i, j) for i, row in enumerate(weights) for j, weight in enumerate(row) if weight > 0),
        key=lambda pair: -weights[pair[0]][pair[1]],
    )
    result: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in pairs:
        if i not in result and j not in taken:
            result[i] = j
            taken.add(j)
    return result


def _augment(
    weights: Sequence[Sequence[float]],
    owner: list[int],
    way: list[int],
    u: list[float],
    v: list[float],
) -> int:
    """Find the cheapest way from the row in ``owner[0]`` to a free column; return that column."""
    columns = len(owner) - 1
    least = [_INFINITY] * (columns + 1)
    used = [False] * (columns + 1)
    current = 0
    while owner[current]:
        used[current] = True
        i = owner[current]
        weight, potential = weights[i - 1], u[i]
        delta, nearest = _INFINITY, 0
        for j in range(1, columns + 1):
            if used[j]:
                continue
            cost = -max(weight[j - 1], 0.0) - potential - v[j]
            if cost < least[j]:
                least[j], way[j] = cost, current
            if least[j] < delta:
                delta, nearest = least[j], j
        for j in range(columns + 1):
            if used[j]:
                u[owner[j]] += delta
                v[j] -= delta
            else:
                least[j] -= delta
        current = nearest
    return current


def best_in_order(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return row → column for the heaviest assignment that keeps both in order."""
    rows = len(weights)
    columns = len(weights[0]) if rows else 0
    total = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = total[i + 1][j + 1] + weights[i][j]
            total[i][j] = max(pair, total[i + 1][j], total[i][j + 1])
    result: dict[int, int] = {}
    i = j = 0
    while i < rows and j < columns:
        if total[i][j] == total[i + 1][j + 1] + weights[i][j] and weights[i][j] > 0:
            result[i] = j
            i, j = i + 1, j + 1
        elif total[i][j] == total[i + 1][j]:
            i += 1
        else:
            j += 1
    return result
