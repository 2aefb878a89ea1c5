"""What an archive holds, told without ids and times, so that two archives can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import MetaData, Row, create_engine, select
from sqlalchemy.engine import make_url

OF_RUNS = {"run", "run_count", "alembic_version"}
"""Tables that tell of runs, which differ from one archive to another."""


def contents_of(url: str) -> dict[str, list[str]]:
    """Return the rows of each table but those of runs; a foreign key is the row it leads to."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed)
    metadata = MetaData()
    try:
        metadata.reflect(engine)
        told: dict[tuple[str, Any], str] = {}
        contents: dict[str, list[str]] = {}
        with engine.connect() as connection:
            for table in metadata.sorted_tables:
                if table.name in OF_RUNS:
                    continue
                leads = {
                    key.parent.name: key.column.table.name
                    for key in table.foreign_keys
                    if key.column.name == "id" and key.column.table.name not in OF_RUNS
                }
                rows = []
                for row in connection.execute(select(table)):
                    text = _told(row, leads, told)
                    if "id" in row._mapping:
                        told[table.name, row._mapping["id"]] = text
                    rows.append(text)
                contents[table.name] = sorted(rows)
        return contents
    finally:
        engine.dispose()


def _told(row: Row[Any], leads: dict[str, str], told: dict[tuple[str, Any], str]) -> str:
    cells = {}
    for name, value in row._mapping.items():
        if name in ("id", "run_id") or name.endswith("_at"):
            continue
        led = name in leads and value is not None
        cells[name] = told[leads[name], value] if led else value
    return repr(sorted(cells.items()))
