"""Read-only views for people who know a bit of SQL.

They belong to the newest tables only: every migration drops them first, and makes them again once
the tables are the newest ones (SQLite cannot rename a table under a view, PostgreSQL cannot drop a
column under one).
"""

from __future__ import annotations

from sqlalchemy import Connection

_PEOPLE = {
    "sqlite": """
        (SELECT group_concat(name, '、') FROM (
            SELECT person.name AS name
            FROM contribution JOIN person ON person.id = contribution.person_id
            WHERE contribution.article_id = article.id
            ORDER BY contribution.position))""",
    "postgresql": """
        (SELECT string_agg(person.name, '、' ORDER BY contribution.position)
         FROM contribution JOIN person ON person.id = contribution.person_id
         WHERE contribution.article_id = article.id)""",
}

_ARTICLE = """
    SELECT article.id AS article_id,
        newspaper.name AS newspaper,
        page.issue_date AS issue_date,
        page.page_number AS page_number,
        page.page_name AS page_name,
        article.position AS position,
        article.kind AS kind,
        article.column_label AS column_label,
        article.kicker AS kicker,
        article.headline AS headline,
        article.subtitle AS subtitle,
        article.dateline AS dateline,
        {people} AS people,
        article.byline AS byline,
        article.lead AS lead,
        article.body AS body,
        article.continued_from AS continued_from,
        article.continued_to AS continued_to,
        page.source_url AS source_url
    FROM article
    JOIN page ON page.id = article.page_id
    LEFT JOIN newspaper ON newspaper.id = page.newspaper_id
"""

_CONTRIBUTION = """
    SELECT person.name AS person,
        contribution.role AS role,
        contribution.work AS work,
        newspaper.name AS newspaper,
        page.issue_date AS issue_date,
        page.page_number AS page_number,
        article.headline AS headline,
        article.id AS article_id
    FROM contribution
    JOIN person ON person.id = contribution.person_id
    JOIN article ON article.id = contribution.article_id
    JOIN page ON page.id = article.page_id
    LEFT JOIN newspaper ON newspaper.id = page.newspaper_id
"""

_WHOLE_ARTICLE = """
    WITH RECURSIVE chain(first_id, last_id, parts, pages, body) AS (
        SELECT article.id, article.id, 1,
            COALESCE(CAST(page.page_number AS TEXT), page.page_name), article.body
        FROM article
        JOIN page ON page.id = article.page_id
        WHERE NOT EXISTS (
            SELECT 1 FROM continuation WHERE continuation.to_article_id = article.id)
        UNION ALL
        SELECT chain.first_id, article.id, chain.parts + 1,
            chain.pages || '、' || COALESCE(CAST(page.page_number AS TEXT), page.page_name),
            chain.body || '\n' || article.body
        FROM chain
        JOIN continuation ON continuation.from_article_id = chain.last_id
        JOIN article ON article.id = continuation.to_article_id
        JOIN page ON page.id = article.page_id
    )
    SELECT article.id AS article_id,
        newspaper.name AS newspaper,
        page.issue_date AS issue_date,
        page.page_number AS page_number,
        chain.pages AS pages,
        chain.parts AS parts,
        article.position AS position,
        article.kind AS kind,
        article.column_label AS column_label,
        article.kicker AS kicker,
        article.headline AS headline,
        article.subtitle AS subtitle,
        article.dateline AS dateline,
        {people} AS people,
        article.lead AS lead,
        chain.body AS body,
        page.source_url AS source_url
    FROM chain
    JOIN article ON article.id = chain.first_id
    JOIN page ON page.id = article.page_id
    LEFT JOIN newspaper ON newspaper.id = page.newspaper_id
    WHERE NOT EXISTS (
        SELECT 1 FROM continuation WHERE continuation.from_article_id = chain.last_id)
"""

VIEWS = {
    "article_view": _ARTICLE,
    "contribution_view": _CONTRIBUTION,
    "whole_article_view": _WHOLE_ARTICLE,
}


def create_views(connection: Connection) -> None:
    """Make the views; the newest tables must be there."""
    people = _PEOPLE[connection.dialect.name]
    for name, query in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query.format(people=people)}")


def drop_views(connection: Connection) -> None:
    """Drop the views that are there."""
    for name in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
