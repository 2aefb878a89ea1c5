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

_HISTORY = """
    SELECT article.id AS article_id,
        newspaper.name AS newspaper,
        page.issue_date AS issue_date,
        page.page_number AS page_number,
        article.position AS position,
        'present' AS state,
        article.changed_at AS first_seen_at,
        page.last_seen_at AS last_seen_at,
        '' AS changed_after,
        '' AS cause,
        article.headline AS headline,
        article.lead AS lead,
        article.body AS body,
        page.splitter_version AS splitter_version
    FROM article
    JOIN page ON page.id = article.page_id
    LEFT JOIN newspaper ON newspaper.id = page.newspaper_id
    UNION ALL
    SELECT article_version.article_id,
        newspaper.name,
        page.issue_date,
        page.page_number,
        article_version.position,
        CASE WHEN article_version.gone THEN 'gone' ELSE 'changed' END,
        article_version.first_seen_at,
        article_version.last_seen_at,
        article_version.fields,
        article_version.cause,
        article_version.headline,
        {lead},
        {body},
        article_version.splitter_version
    FROM article_version
    JOIN page ON page.id = article_version.page_id
    LEFT JOIN newspaper ON newspaper.id = page.newspaper_id
"""
_LEAD_OF_VERSION = {
    "sqlite": "json_extract(article_version.content, '$.lead')",
    "postgresql": "article_version.content ->> 'lead'",
}
_BODY_OF_VERSION = {
    "sqlite": """(SELECT group_concat(value, '\n') FROM (
            SELECT value FROM json_each(article_version.content, '$.paragraphs') ORDER BY key))""",
    "postgresql": """(SELECT string_agg(paragraph.value, '\n' ORDER BY paragraph.ordinality)
         FROM json_array_elements_text(article_version.content -> 'paragraphs')
            WITH ORDINALITY AS paragraph(value, ordinality))""",
}

_KEYWORD = """
    SELECT article_keyword.word AS word,
        article_keyword.weight AS weight,
        article_keyword.position AS position,
        word_frequency.articles AS articles_with_word,
        newspaper.name AS newspaper,
        page.issue_date AS issue_date,
        page.page_number AS page_number,
        article.headline AS headline,
        article.id AS article_id
    FROM article_keyword
    JOIN article ON article.id = article_keyword.article_id
    JOIN page ON page.id = article.page_id
    LEFT JOIN newspaper ON newspaper.id = page.newspaper_id
    LEFT JOIN word_frequency ON word_frequency.word = article_keyword.word
"""

_REPRINT = """
    SELECT newspaper.name AS newspaper,
        page.issue_date AS issue_date,
        page.page_number AS page_number,
        article.headline AS headline,
        original_newspaper.name AS original_newspaper,
        original_page.issue_date AS original_date,
        original_page.page_number AS original_page_number,
        original.headline AS original_headline,
        reprint.likeness AS likeness,
        reprint.containment AS containment,
        reprint.article_id AS article_id,
        reprint.original_id AS original_id
    FROM reprint
    JOIN article ON article.id = reprint.article_id
    JOIN page ON page.id = article.page_id
    LEFT JOIN newspaper ON newspaper.id = page.newspaper_id
    JOIN article AS original ON original.id = reprint.original_id
    JOIN page AS original_page ON original_page.id = original.page_id
    LEFT JOIN newspaper AS original_newspaper
        ON original_newspaper.id = original_page.newspaper_id
"""

VIEWS = {
    "article_view": _ARTICLE,
    "article_history_view": _HISTORY,
    "contribution_view": _CONTRIBUTION,
    "whole_article_view": _WHOLE_ARTICLE,
    "keyword_view": _KEYWORD,
    "reprint_view": _REPRINT,
}


def create_views(connection: Connection) -> None:
    """Make the views; the newest tables must be there."""
    dialect = connection.dialect.name
    words = {
        "people": _PEOPLE[dialect],
        "lead": _LEAD_OF_VERSION[dialect],
        "body": _BODY_OF_VERSION[dialect],
    }
    for name, query in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query.format(**words)}")


def drop_views(connection: Connection) -> None:
    """Drop the views that are there."""
    for name in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
