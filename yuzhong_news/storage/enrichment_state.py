"""By which rules the computed tables were made."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from yuzhong_news.storage.enrichment_tables import EnrichmentState


def version(connection: Connection, name: str) -> str | None:
    """Return the version under this name, or null where there is none yet."""
    query = select(EnrichmentState.version).where(EnrichmentState.name == name)
    return connection.scalars(query).one_or_none()


def set_version(connection: Connection, name: str, value: str) -> None:
    """Keep the version under this name, in place of the one before."""
    connection.execute(delete(EnrichmentState).where(EnrichmentState.name == name))
    connection.execute(insert(EnrichmentState), {"name": name, "version": value})
