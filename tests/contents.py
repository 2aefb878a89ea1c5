"""What an archive holds, told without ids and times, so that two archives can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from yuzhong_news.storage.base import Base
from yuzhong_news.storage.engine import open_engine
from yuzhong_news.storage.search import is_current

OF_RUNS = {"run", "run_count", "attempt"}
"""Tables that tell of runs, which differ from one archive to another."""


def contents_of(url: str, *, times: bool = False) -> dict[str, list[str]]:
    """Return the rows of each table but those of runs; a foreign key is the row it leads to.

    With ``times``, also when each document was fetched.
    """
    left_in = {"fetched_at"} if times else set()
    engine = open_engine(url, create=False)
    told: dict[tuple[str, Any], str] = {}
    contents: dict[str, list[str]] = {}
    try:
        with engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                if table.name in OF_RUNS:
                    continue
                if table.name == "search_index":  # each kind of database has versions of its own
                    contents[table.name] = [f"current: {is_current(connection)}"]
                    continue
                leads = {
                    key.parent.name: key.column.table.name
                    for key in table.foreign_keys
                    if key.column.name == "id" and key.column.table.name not in OF_RUNS
                }
                if "newspaper_id" in table.columns:  # which may lead there by way of an issue
                    leads["newspaper_id"] = "newspaper"
                rows = []
                for row in connection.execute(select(table)):
                    text = _told(row, leads, told, left_in)
                    if "id" in row._mapping:
                        told[table.name, row._mapping["id"]] = text
                    rows.append(text)
                contents[table.name] = sorted(rows)
        return contents
    finally:
        engine.dispose()


def _told(
    row: Row[Any], leads: dict[str, str], told: dict[tuple[str, Any], str], left_in: set[str]
) -> str:
    cells = {}
    for name, value in row._mapping.items():
        if name in ("id", "run_id") or (name.endswith("_at") and name not in left_in):
            continue
        led = name in leads and value is not None
        cells[name] = told[leads[name], value] if led else value
    return repr(sorted(cells.items()))
