"""Archives of invented articles, small and full of everything, or large and made quickly."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, insert

from yuzhong_news.items import (
    Article,
    Caption,
    Contributor,
    Document,
    Doubt,
    Jump,
    Kind,
    Page,
    Subhead,
)
from yuzhong_news.storage import Archive, tables

DAY = dt.date(2026, 1, 2)
PDF = Document(
    kind="pdf",
    url="https://example.org/2.pdf",
    sha256="cd" * 32,
    media_type="application/pdf",
    fetched_at=dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
    path="yucheng/2026-01-02/02.pdf",
)
FULL = Article(
    kind=Kind.ARTICLE,
    column="民生",
    kicker="引题",
    headline="河上新桥通车",
    subtitle="副题",
    dateline="本报讯",
    lead="第一段。",
    byline="首席记者 张 明 记者 李小河",
    contributors=[
        Contributor(name="张明", role="首席记者", work="文"),
        Contributor(name="李小河", role="记者"),
        Contributor(name="张明"),
    ],
    paragraphs=["第一段。", "第二段。", "第三段𠮷\u2028。"],
    subheads=[Subhead(text="小标题", before_paragraph=1)],
    captions=[Caption(text="说明", credit="资料图片"), Caption(text="说明二")],
    continued_from=1,
    continued_to=9,
    region=[[(1.5, 2.0), (3.0, 2.0), (3.0, 40.25)], [(5.0, 5.0), (6.0, 6.0), (7.0, 5.0)]],
    jumps=[
        Jump(direction="from", page=1, text="（上接1版）"),
        Jump(direction="to", page=9, text="（下转9版）"),
    ],
    doubts=[Doubt(cue="wording", field="headline", detail="0.1")],
)
FULL_PAGE = Page(
    newspaper="渝城报",
    issue_date=DAY,
    page_number=2,
    page_name="要闻",
    source_url="https://example.org/2.html",
    source_sha256="ab" * 32,
    width=1000.5,
    height=1500.0,
    articles=[FULL, Article(headline="菜市场换新棚", paragraphs=["新棚搭好了。"])],
    documents=[PDF],
)


def page(number: int | None, *articles: Article, **facts: Any) -> Page:
    """Return a page of an invented newspaper."""
    facts = {"newspaper": "渝城报", "issue_date": DAY, **facts}
    return Page(page_number=number, articles=list(articles), **facts)


def store(archive: Archive, *pages: Page) -> None:
    """Store the pages in a run of their own; all of them must be new or changed."""
    stored = archive.store(archive.begin_run("test"), pages)
    assert not [one for one in stored.pages if one.outcome in ("failed", "kept")]


CONTINUED = (
    page(
        1,
        Article(
            headline="老街修好了",
            lead="老街修好了，",
            paragraphs=["老街修好了，邻居都来看。", "石板路铺得很平，"],
            subheads=[Subhead(text="石板", before_paragraph=1)],
            continued_to=3,
            jumps=[Jump(direction="to", page=3, text="（下转3版）")],
        ),
        Article(headline="公园开门", paragraphs=["公园开门了。"]),
    ),
    page(
        3,
        Article(
            headline="老街修好了",
            paragraphs=["石板路下面是新水管。", "邻居说很好。"],
            subheads=[Subhead(text="水管", before_paragraph=0)],
            captions=[Caption(text="老街")],
            byline="记者 王大山",
            contributors=[Contributor(name="王大山", role="记者")],
            continued_from=1,
            jumps=[Jump(direction="from", page=1, text="（上接1版）")],
        ),
        Article(headline="图书寄到山里", paragraphs=["图书寄到了山里。"]),
        documents=[PDF.model_copy(update={"url": "https://example.org/3.pdf"})],
    ),
)
"""Two pages of an issue; the first article of page 1 goes on in the first of page 3."""


def generate(
    connection: Connection, *, days: int, newspapers: int = 1, pages: int = 2, articles: int = 5
) -> int:
    """Insert invented issues by plain statements, and return the number of their articles.

    The database must be empty.  Each article has four paragraphs of 75 characters and two people.
    """
    run = connection.scalars(
        insert(tables.Run).returning(tables.Run.id),
        {"spider": "test", "software_version": "0", "started_at": _moment(DAY)},
    ).one()
    people = [{"id": n, "name": f"张{chr(0x4E00 + n)}"} for n in range(1, 41)]
    connection.execute(insert(tables.Person), people)
    number = 0
    for paper in range(1, newspapers + 1):
        connection.execute(insert(tables.Newspaper), [{"id": paper, "name": f"第{paper}城报"}])
        for day in range(days):
            rows = _issue(run, paper, DAY + dt.timedelta(day), number, (pages, articles))
            number += pages * articles
            for table, of_table in rows.items():
                connection.execute(insert(table), of_table)
    return number


def _issue(
    run: int, paper: int, day: dt.date, number: int, size: tuple[int, int]
) -> dict[Any, list[dict[str, Any]]]:
    """Return the rows of an issue's pages and articles by their tables."""
    pages, articles = size
    rows: dict[Any, list[dict[str, Any]]] = {
        table: []
        for table in (
            tables.Issue, tables.Page, tables.Article, tables.Paragraph, tables.Contribution,
        )
    }  # fmt: skip
    rows[tables.Issue].append({"newspaper_id": paper, "issue_date": day})
    for place in range(1, pages + 1):
        page_id = number // articles + 1
        rows[tables.Page].append(_page_row(page_id, run, paper, day, place))
        for position in range(articles):
            number += 1
            paragraphs = [f"第{number}篇第{n}段" + "新桥通车了" * 13 + "。" for n in range(4)]
            rows[tables.Article].append(_article_row(number, page_id, position, paragraphs))
            rows[tables.Paragraph] += [
                {"article_id": number, "position": n, "text": text}
                for n, text in enumerate(paragraphs)
            ]
            rows[tables.Contribution] += [
                {
                    "article_id": number,
                    "position": n,
                    "person_id": (number * 7 + n * 3) % 40 + 1,
                    "role": "记者",
                    "work": None,
                }
                for n in range(2)
            ]
    for table, of_table in rows.items():
        rows[table] = [_completed(table, row, day) for row in of_table]
    return rows


def _completed(table: Any, row: dict[str, Any], day: dt.date) -> dict[str, Any]:
    """Return the row with a value for each column that must have one."""
    lacking = [
        column
        for column in table.__table__.columns
        if not column.nullable and not column.primary_key and column.name not in row
    ]
    empty = {column.name: _empty(column.type.python_type, day) for column in lacking}
    return empty | row


def _empty(kind: type, day: dt.date) -> object:
    return _moment(day) if kind in (dt.datetime, object) else kind()


def _page_row(page_id: int, run: int, paper: int, day: dt.date, place: int) -> dict[str, Any]:
    return {
        "id": page_id,
        "natural_key": f"第{paper}城报/{day}/{place}",
        "newspaper_id": paper,
        "issue_date": day,
        "page_number": place,
        "content_hash": "0",
        "furniture": "",
        "run_id": run,
        "stored_at": _moment(day),
    }


def _article_row(number: int, page_id: int, position: int, paragraphs: list[str]) -> dict[str, Any]:
    return {
        "id": number,
        "page_id": page_id,
        "position": position,
        "kind": "article",
        "headline": f"河上第{number}座新桥通车",
        "lead": paragraphs[0],
        "body": "\n".join(paragraphs),
    }


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
