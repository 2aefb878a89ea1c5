"""Headings to bodies: the best assignment, and the best one that keeps the order."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from yuzhong_news.splitting.matching import best_assignment, best_in_order

Table = list[list[float]]
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(-3, 9).map(float), min_size=width, max_size=width), max_size=4
    )
)


@given(tables)
def test_no_other_assignment_weighs_more(table: Table) -> None:
    found = best_assignment(table)
    assert len(set(found.values())) == len(found)
    total = sum(table[row][column] for row, column in found.items())
    width = len(table[0]) if table else 0
    columns = [*range(width), *[None] * len(table)]
    best = max(
        sum(max(table[row][c], 0.0) for row, c in enumerate(way) if c is not None)
        for way in set(permutations(columns, len(table)))
    )
    assert total == best


def test_an_order_keeps_the_pairs_of_most_weight_that_do_not_cross() -> None:
    assert best_in_order([[3.0, 0.0], [4.0, 0.0], [0.0, 2.0]]) == {1: 0, 2: 1}
    assert best_in_order([[0.0, 5.0], [1.0, 0.0]]) == {0: 1}
    assert best_in_order([]) == {}


@given(tables)
def test_no_two_pairs_of_an_order_cross(table: Table) -> None:
    found = list(best_in_order(table).items())
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(found))
