"""Attempts: when a run asked for an issue, and how that ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "attempt",
        sa.Column("newspaper_id", sa.Integer(), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times >= 1", name=op.f("ck_attempt_times")),
        sa.ForeignKeyConstraint(
            ["newspaper_id"],
            ["newspaper.id"],
            name=op.f("fk_attempt_newspaper_id_newspaper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("newspaper_id", "issue_date", name=op.f("pk_attempt")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("attempt")
