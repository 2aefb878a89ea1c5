"""Printed pages: their size and status, and where on them each article stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; a text page has none of it."""
    with op.batch_alter_table("page") as page:
        page.add_column(sa.Column("status", sa.Text(), nullable=True))
        page.add_column(sa.Column("width", sa.Double(), nullable=True))
        page.add_column(sa.Column("height", sa.Double(), nullable=True))
        page.create_index(op.f("ix_page_status"), ["status"])
    with op.batch_alter_table("article") as article:
        article.add_column(sa.Column("region", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Drop the columns."""
    with op.batch_alter_table("article") as article:
        article.drop_column("region")
    with op.batch_alter_table("page") as page:
        page.drop_index(op.f("ix_page_status"))
        page.drop_column("height")
        page.drop_column("width")
        page.drop_column("status")
