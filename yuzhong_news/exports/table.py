"""How a table or view is described, and meanings that are told once, in the export's columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yuzhong_news.exports.columns import BY_NAME, ListOf, Struct


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view: what one row is, and what its columns mean.

    ``label`` is the column that stands for a row where another table points to it; ``facets`` are
    columns whose values are worth counting.
    """

    title: str
    row: str
    columns: Mapping[str, str]
    label: str | None = None
    facets: tuple[str, ...] = ()
    sort_newest: str | None = None


def exported(*names: str) -> dict[str, str]:
    """Return the meanings of columns of the export."""
    return {name: BY_NAME[name].meaning for name in names}


def inside(column: str, *names: str) -> dict[str, str]:
    """Return the meanings of the columns inside one of the export's lists."""
    of = BY_NAME[column].type
    assert isinstance(of, ListOf)
    assert isinstance(of.of, Struct)
    return {one.name: one.meaning for one in of.of.columns if one.name in names}
