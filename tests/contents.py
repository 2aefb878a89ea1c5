"""What an archive holds, without its ids and times: equal for archives that tell the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

from yuzhong_news.storage.engine import open_engine
from yuzhong_news.storage.tables import Base

TABLES = (
    *("newspaper", "issue", "expected_page", "page", "document", "article", "continuation"),
    *("paragraph", "subhead", "caption", "person", "contribution", "jump", "doubt"),
)
_OF_A_RUN = {"id", "run_id", "stored_at"}
_NAMES = {
    "newspaper": ("name",),
    "person": ("name",),
    "page": ("natural_key",),
    "article": ("page_id", "position"),
}
"""What tells a row of a table, to which others point, from all others."""


def contents(url: str, *, times: bool = False) -> dict[str, list[str]]:
    """Return the rows of each table of content, in an order that does not depend on the run.

    With ``times``, also when each document was fetched.
    """
    left_out = _OF_A_RUN if times else _OF_A_RUN | {"fetched_at"}
    engine = open_engine(url)
    names: dict[str, dict[int, Any]] = {}
    found = {}
    with engine.connect() as connection:
        for name in TABLES:
            table = Base.metadata.tables[name]
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            for row in rows:
                _name_others(row, table, names)
            if name in _NAMES:
                names[name] = {row["id"]: tuple(row[key] for key in _NAMES[name]) for row in rows}
            found[name] = sorted(
                repr({key: value for key, value in sorted(row.items()) if key not in left_out})
                for row in rows
            )
    engine.dispose()
    return found


def _name_others(row: dict[str, Any], table: Table, names: dict[str, dict[int, Any]]) -> None:
    others = {
        column.name: key.column.table.name
        for column in table.columns
        for key in column.foreign_keys
        if key.column.name == "id"
    }
    if "newspaper_id" in row:
        others["newspaper_id"] = "newspaper"
    for name, other in others.items():
        if other in names and row[name] is not None:
            row[name] = names[other][row[name]]
