"""Articles out of the archive as records, batch by batch, in the memory of one batch.

The ids of the articles come from a cursor on the database's side in the order of print; each batch
of them is filled by the same number of queries, however many articles there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult, Select, literal, or_, select

from yuzhong_news.records import Record, Selection
from yuzhong_news.storage.choice import conditions
from yuzhong_news.storage.order import IN_PRINT, NEWEST
from yuzhong_news.storage.parts import joined
from yuzhong_news.storage.tables import (
    Article,
    ArticleDocument,
    Caption,
    Continuation,
    Contribution,
    Document,
    Doubt,
    Jump,
    Newspaper,
    Page,
    Paragraph,
    Person,
    Subhead,
)

BATCH = 200
"""Articles that are in memory together; an article has 1 to 10 KB, a page 50,000 characters."""

_Children = Mapping[int, list[Any]]


def record_batches(
    connection: Connection, selection: Selection, batch: int = BATCH
) -> Iterator[list[Record]]:
    """Yield the selected articles in lists of ``batch``, the last one shorter, none of them empty.

    The caller's connection must be in one transaction from the first to the last of them; see
    :func:`yuzhong_news.storage.snapshot.snapshot`.
    """
    ids = connection.execute(
        article_ids(selection), execution_options={"yield_per": batch}
    ).scalars()
    for chosen in ids.partitions():
        yield _filled(connection, list(chosen), whole=selection.whole)


def article_ids(selection: Selection) -> Select[int]:
    """Return the query for the ids of the selected articles, in their order."""
    query = (
        select(Article.id)
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
        .where(*conditions(selection))
    )
    query = query.order_by(*(NEWEST if selection.newest_first else IN_PRINT))
    return query if selection.limit is None else query.limit(selection.limit)


class _Filling(NamedTuple):
    """What was read for the articles of one batch, by article, documents by page."""

    articles: Mapping[int, Mapping[str, Any]]
    contributors: _Children
    paragraphs: _Children
    subheads: _Children
    captions: _Children
    jumps: _Children
    doubts: _Children
    documents: _Children
    sources: _Children
    before: Mapping[int, int]
    after: Mapping[int, int]


def _filled(connection: Connection, chosen: Sequence[int], *, whole: bool) -> list[Record]:
    chains = _chains(connection, chosen) if whole else {one: [one] for one in chosen}
    filling = _filling(connection, [part for one in chosen for part in chains[one]])
    return [joined([_record(part, filling) for part in chains[one]]) for one in chosen]


def _chains(connection: Connection, chosen: Sequence[int]) -> dict[int, list[int]]:
    """Return the pieces of each article in their order, itself first."""
    chain = (
        select(
            Article.id.label("first_id"), Article.id.label("article_id"), literal(0).label("part")
        )
        .where(Article.id.in_(chosen))
        .cte("chain", recursive=True)
    )
    chain = chain.union_all(
        select(chain.c.first_id, Continuation.to_article_id, chain.c.part + 1).join(
            Continuation, Continuation.from_article_id == chain.c.article_id
        )
    )
    found: dict[int, list[int]] = defaultdict(list)
    query = select(chain.c.first_id, chain.c.article_id).order_by(chain.c.first_id, chain.c.part)
    for first, part in connection.execute(query):
        found[first].append(part)
    return found


def _filling(connection: Connection, ids: Sequence[int]) -> _Filling:
    articles = {
        row["article_id"]: dict(row) for row in connection.execute(_article_query(ids)).mappings()
    }
    pages = sorted({row["page_id"] for row in articles.values()})

    def of(table: Any, *columns: Any, key: Any = None) -> dict[int, list[Any]]:  # noqa: ANN401
        owner = table.article_id if key is None else key
        query = (
            select(owner.label("owner"), *columns)
            .where(owner.in_(pages if key is not None else ids))
            .order_by(owner, table.id if key is not None else table.position)
        )
        if table is Document:
            query = query.where(Document.superseded_at.is_(None))
        return _grouped(connection.execute(query))

    contribution = (
        select(
            Contribution.article_id.label("owner"),
            Person.name,
            Contribution.role,
            Contribution.work,
        )
        .join(Person, Person.id == Contribution.person_id)
        .where(Contribution.article_id.in_(ids))
        .order_by(Contribution.article_id, Contribution.position)
    )
    sources = (
        select(ArticleDocument.article_id.label("owner"), Document.url)
        .join(Document, Document.id == ArticleDocument.document_id)
        .where(ArticleDocument.article_id.in_(ids))
        .order_by(ArticleDocument.article_id, Document.id)
    )
    joints = connection.execute(
        select(Continuation.from_article_id, Continuation.to_article_id).where(
            or_(Continuation.from_article_id.in_(ids), Continuation.to_article_id.in_(ids))
        )
    ).all()
    return _Filling(
        articles=articles,
        contributors=_grouped(connection.execute(contribution)),
        paragraphs=of(Paragraph, Paragraph.text),
        subheads=of(Subhead, Subhead.text, Subhead.before_paragraph),
        captions=of(Caption, Caption.text, Caption.credit),
        jumps=of(Jump, Jump.direction, Jump.page_number.label("page"), Jump.text),
        doubts=of(Doubt, Doubt.cue, Doubt.field, Doubt.detail),
        documents=of(
            Document, Document.kind, Document.url, Document.sha256, Document.media_type,
            Document.fetched_at, Document.path, key=Document.page_id,
        ),
        sources=_grouped(connection.execute(sources)),
        before={row[1]: row[0] for row in joints},
        after={row[0]: row[1] for row in joints},
    )  # fmt: skip


def _grouped(rows: CursorResult[*tuple[Any, ...]]) -> dict[int, list[Any]]:
    """Return the rows as keys and values by the value of their first column, the owner's id."""
    _, *names = rows.keys()
    found: dict[int, list[Any]] = defaultdict(list)
    for owner, *values in rows:
        found[owner].append(dict(zip(names, values, strict=True)))
    return found


def _article_query(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Article.id.label("article_id"),
            Page.id.label("page_id"),
            Page.natural_key.label("page_key"),
            Newspaper.name.label("newspaper"),
            Page.issue_date,
            Page.page_number,
            Page.page_name,
            Article.position,
            Article.kind,
            Article.column_label.label("column"),
            Article.kicker,
            Article.headline,
            Article.subtitle,
            Article.dateline,
            Article.lead,
            Article.byline,
            Article.continued_from,
            Article.continued_to,
            Article.region,
            Page.width.label("page_width"),
            Page.height.label("page_height"),
            Page.source_url,
            Page.source_sha256,
            Page.stored_at,
        )
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
        .where(Article.id.in_(ids))
    )


def _record(article_id: int, filling: _Filling) -> Record:
    row = filling.articles[article_id]
    paragraphs = [child["text"] for child in filling.paragraphs.get(article_id, [])]
    return Record(
        article_id=article_id,
        page_id=row["page_id"],
        page_key=row["page_key"],
        newspaper=row["newspaper"],
        issue_date=row["issue_date"],
        page_number=row["page_number"],
        page_name=row["page_name"],
        position=row["position"],
        kind=row["kind"],
        column=row["column"],
        kicker=row["kicker"],
        headline=row["headline"],
        subtitle=row["subtitle"],
        dateline=row["dateline"],
        lead=row["lead"],
        byline=row["byline"],
        contributors=filling.contributors.get(article_id, []),
        paragraphs=paragraphs,
        subheads=filling.subheads.get(article_id, []),
        captions=filling.captions.get(article_id, []),
        continued_from=row["continued_from"],
        continued_to=row["continued_to"],
        continues_article_id=filling.before.get(article_id),
        continued_in_article_id=filling.after.get(article_id),
        parts=[
            {
                "article_id": article_id,
                "page_id": row["page_id"],
                "page_number": row["page_number"],
                "paragraphs": len(paragraphs),
            }
        ],
        jumps=filling.jumps.get(article_id, []),
        region=row["region"] or [],
        page_width=row["page_width"],
        page_height=row["page_height"],
        doubts=filling.doubts.get(article_id, []),
        documents=filling.documents.get(row["page_id"], []),
        sources=[child["url"] for child in filling.sources.get(article_id, [])],
        source_url=row["source_url"],
        source_sha256=row["source_sha256"],
        stored_at=row["stored_at"],
    )
