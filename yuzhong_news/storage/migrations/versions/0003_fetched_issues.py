"""Fetched issues: the pages an index names, the files of a page, and joined continuations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "expected_page",
        sa.Column("newspaper_id", sa.Integer(), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=False),
        sa.Column("natural_key", sa.Text(), nullable=False),
        sa.Column("page_number", sa.Integer(), nullable=True),
        sa.Column("page_name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["newspaper_id", "issue_date"],
            ["issue.newspaper_id", "issue.issue_date"],
            name=op.f("fk_expected_page_newspaper_id_issue"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "newspaper_id", "issue_date", "natural_key", name=op.f("pk_expected_page")
        ),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('pdf', 'picture', 'html', 'image')", name=op.f("ck_document_kind")
        ),
        sa.ForeignKeyConstraint(
            ["page_id"], ["page.id"], name=op.f("fk_document_page_id_page"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("page_id", "kind", "url", name=op.f("uq_document_page_id_kind_url")),
    )
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"])
    op.create_index(op.f("ix_document_url"), "document", ["url"])
    op.create_table(
        "continuation",
        sa.Column("from_article_id", sa.Integer(), nullable=False),
        sa.Column("to_article_id", sa.Integer(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.CheckConstraint("cue IN ('both-marks', 'one-mark')", name=op.f("ck_continuation_cue")),
        sa.ForeignKeyConstraint(
            ["from_article_id"],
            ["article.id"],
            name=op.f("fk_continuation_from_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_article_id"],
            ["article.id"],
            name=op.f("fk_continuation_to_article_id_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("from_article_id", name=op.f("pk_continuation")),
        sa.UniqueConstraint("to_article_id", name=op.f("uq_continuation_to_article_id")),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("continuation", "document", "expected_page"):
        op.drop_table(table)
