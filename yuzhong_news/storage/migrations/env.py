"""How Alembic runs our migrations: on the connection that ``storage.schema`` gives it.

A developer who calls ``alembic`` itself says where: ``alembic -x url=sqlite:///news.db …``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from yuzhong_news.storage.base import Base, UtcDateTime
from yuzhong_news.storage.engine import open_engine, writing
from yuzhong_news.storage.errors import SchemaError
from yuzhong_news.storage.search import is_current, is_search_table, rebuild
from yuzhong_news.storage.views import create_views, drop_views


def render_item(
    kind: str,
    item: object,
    autogen: AutogenContext,  # noqa: ARG001
) -> str | Literal[False]:
    """Return how a new migration writes our own types: a migration must not import the tables."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def is_ours(
    name: str | None,
    kind: str,
    parents: object,  # noqa: ARG001
) -> bool:
    """Return whether migrations know of a thing; the search index is none of theirs."""
    return kind != "table" or not is_search_table(name or "")


def migrate(connection: Connection) -> None:
    """Run what Alembic was asked for, and leave views and search index on the newest tables."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
        include_name=is_ours,
    )
    migration: MigrationContext = context.get_context()
    heads: Iterable[str] = ScriptDirectory.from_config(context.config).get_heads()
    drop_views(connection)
    with context.begin_transaction():
        context.run_migrations()
    if set(migration.get_current_heads()) == set(heads):
        create_views(connection)
        if not is_current(connection):
            rebuild(connection)


def main() -> None:
    """Use the connection in the configuration's attributes, or open the URL given with ``-x``."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate(connection)
        return
    url = context.get_x_argument(as_dictionary=True).get("url")
    if context.is_offline_mode() or url is None:
        raise SchemaError("say which database: alembic -x url=sqlite:///news.db … (not --sql)")
    with writing(open_engine(url), enforce_foreign_keys=False) as own:
        migrate(own)


main()
