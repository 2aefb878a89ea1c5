"""One row for each person, keywords, and reprints.

Spellings of one name that older versions kept apart become one row.
"""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from yuzhong_news.people import canonical_name

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_PERSON = sa.table("person", sa.column("id", sa.Integer), sa.column("name", sa.Text))
_CONTRIBUTION = sa.table("contribution", sa.column("person_id", sa.Integer))


def upgrade() -> None:
    """Merge the persons, and make the tables."""
    _merge_persons(op.get_bind())
    op.create_table(
        "enrichment_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_enrichment_state")),
    )
    op.create_table(
        "counted_article",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("has_keywords", sa.Boolean(), nullable=False),
        _of("counted_article", "article_id", "article.id"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_counted_article")),
    )
    op.create_table(
        "uncounted_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uncounted_text")),
    )
    op.create_table(
        "word_frequency",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_word_frequency")),
    )
    op.create_table(
        "article_keyword",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        _of("article_keyword", "article_id", "article.id"),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_article_keyword")),
    )
    op.create_index(op.f("ix_article_keyword_word"), "article_keyword", ["word"])
    op.create_table(
        "text_signature",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        _of("text_signature", "article_id", "article.id"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_text_signature")),
    )
    op.create_table(
        "signature_band",
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        _of("signature_band", "article_id", "text_signature.article_id"),
        sa.PrimaryKeyConstraint("value", "article_id", name=op.f("pk_signature_band")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_signature_band_article_id"), "signature_band", ["article_id"])
    op.create_table(
        "reprint",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("containment", sa.Double(), nullable=False),
        sa.CheckConstraint("article_id <> original_id", name=op.f("ck_reprint_two")),
        sa.CheckConstraint("likeness BETWEEN 0 AND 1", name=op.f("ck_reprint_likeness")),
        sa.CheckConstraint("containment BETWEEN 0 AND 1", name=op.f("ck_reprint_containment")),
        _of("reprint", "article_id", "text_signature.article_id"),
        _of("reprint", "original_id", "text_signature.article_id"),
        sa.PrimaryKeyConstraint("article_id", "original_id", name=op.f("pk_reprint")),
    )
    op.create_index(op.f("ix_reprint_original_id"), "reprint", ["original_id"])


def downgrade() -> None:
    """Drop the tables; persons stay merged."""
    for table in (
        "reprint",
        "signature_band",
        "text_signature",
        "article_keyword",
        "word_frequency",
        "uncounted_text",
        "counted_article",
        "enrichment_state",
    ):
        op.drop_table(table)


def _of(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target.partition('.')[0]}"
    return sa.ForeignKeyConstraint([column], [target], name=op.f(name), ondelete="CASCADE")


def _merge_persons(connection: sa.Connection) -> None:
    """Make one row of the rows that are one person; the oldest row stays."""
    spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    query = sa.select(_PERSON.c.id, _PERSON.c.name).order_by(_PERSON.c.id)
    for person_id, printed in connection.execute(query):
        spellings[canonical_name(printed)].append((person_id, printed))
    credits = _CONTRIBUTION.c.person_id
    for name, ((kept, printed), *others) in spellings.items():
        for other, _ in others:
            connection.execute(
                sa.update(_CONTRIBUTION).where(credits == other).values(person_id=kept)
            )
            connection.execute(sa.delete(_PERSON).where(_PERSON.c.id == other))
        if printed != name:
            connection.execute(sa.update(_PERSON).where(_PERSON.c.id == kept).values(name=name))
