"""Search: which version made the index. The index itself is built when the tables are newest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "search_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_index")),
    )


def downgrade() -> None:
    """Drop it, and the index with it, which hangs on the articles."""
    op.execute("DROP TABLE IF EXISTS article_fts")
    op.execute("DROP TABLE IF EXISTS article_search")
    op.drop_table("search_index")
