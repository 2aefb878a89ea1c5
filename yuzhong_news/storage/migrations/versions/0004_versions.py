"""Versions and provenance: what pages and articles were, when they were seen, whence they came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('pdf', 'picture', 'html', 'image'{})"
_CAUSE = "cause IN ('source', 'splitter')"
_SEEN = ("first_seen_at", "last_seen_at")


def upgrade() -> None:
    """Add columns and tables; what is there was seen first and last when it was stored."""
    _add_moments("page", *_SEEN)
    _add_moments("article", "first_seen_at", "changed_at")
    with op.batch_alter_table("page") as page:
        page.add_column(sa.Column("splitter_version", sa.Text(), nullable=True))
        page.create_index(op.f("ix_page_splitter_version"), ["splitter_version"])
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True))
        _replace_rules(document, ["page_id", "kind", "url"], ", 'text'", ["sha256"])
    _create_tables()
    op.execute(
        """
        INSERT INTO article_document (article_id, document_id)
        SELECT article.id, document.id
        FROM article
        JOIN document ON document.page_id = article.page_id AND document.kind IN ('pdf', 'html')
        WHERE 1 = (
            SELECT count(*) FROM document AS other
            WHERE other.page_id = article.page_id AND other.kind IN ('pdf', 'html'))
        """
    )


def downgrade() -> None:
    """Drop them; versions, and the documents that were superseded, are lost."""
    for table in ("article_version", "page_version", "article_document"):
        op.drop_table(table)
    op.execute("DELETE FROM document WHERE superseded_at IS NOT NULL OR kind = 'text'")
    with op.batch_alter_table("document") as document:
        document.drop_column("superseded_at")
        _replace_rules(document, ["page_id", "kind", "url", "sha256"], "", [])
    with op.batch_alter_table("article", table_kwargs={"sqlite_autoincrement": False}) as article:
        article.drop_column("changed_at")
        article.drop_column("first_seen_at")
    with op.batch_alter_table("page") as page:
        page.drop_index(op.f("ix_page_splitter_version"))
        for column in ("splitter_version", *_SEEN):
            page.drop_column(column)


def _add_moments(table: str, *columns: str) -> None:
    """Add moments that are that of storing where rows are there already."""
    with op.batch_alter_table(table) as changing:
        for column in columns:
            changing.add_column(sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    stored = (
        "stored_at"
        if table == "page"
        else "(SELECT page.stored_at FROM page WHERE page.id = article.page_id)"
    )
    op.execute(f"UPDATE {table} SET " + ", ".join(f"{column} = {stored}" for column in columns))
    # Ids that are never given twice need a rule of their own in SQLite.
    options = {"sqlite_autoincrement": True} if table == "article" else {}
    with op.batch_alter_table(table, table_kwargs=options) as changing:
        for column in columns:
            changing.alter_column(column, existing_type=sa.DateTime(timezone=True), nullable=False)


def _replace_rules(
    document: op.BatchOperations,  # type: ignore[name-defined]
    columns: list[str],
    kinds: str,
    further: list[str],
) -> None:
    """Replace what makes a document one of its own, and which kinds there are."""
    document.drop_constraint(op.f(f"uq_document_{'_'.join(columns)}"), type_="unique")
    columns = [*columns, *further] if further else columns[:-1]
    document.create_unique_constraint(op.f(f"uq_document_{'_'.join(columns)}"), columns)
    document.drop_constraint(op.f("ck_document_kind"), type_="check")
    document.create_check_constraint(op.f("ck_document_kind"), _KINDS.format(kinds))


def _create_tables() -> None:
    op.create_table(
        "article_document",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        _owner("article_document", "article"),
        _owner("article_document", "document"),
        sa.PrimaryKeyConstraint("article_id", "document_id", name=op.f("pk_article_document")),
    )
    op.create_index(op.f("ix_article_document_document_id"), "article_document", ["document_id"])
    op.create_table(
        "page_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=True),
        *_of_version("page_version"),
    )
    op.create_table(
        "article_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        *_of_version("article_version"),
    )
    op.create_index(op.f("ix_article_version_article_id"), "article_version", ["article_id"])
    for table in ("page_version", "article_version"):
        for column in ("page_id", "run_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _of_version(table: str) -> list[sa.schema.SchemaItem]:
    """Return what the two tables of versions have in common."""
    return [
        sa.Column("source_sha256", sa.Text(), nullable=True),
        sa.Column("splitter_version", sa.Text(), nullable=True),
        *(sa.Column(column, sa.DateTime(timezone=True), nullable=False) for column in _SEEN),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(_CAUSE, name=op.f(f"ck_{table}_cause")),
        _owner(table, "page"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f(f"fk_{table}_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _owner(table: str, owner: str) -> sa.ForeignKeyConstraint:
    """Return the key to the row that a row goes away with."""
    name = op.f(f"fk_{table}_{owner}_id_{owner}")
    return sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=name, ondelete="CASCADE")
