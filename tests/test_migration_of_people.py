"""An archive of an older version: spellings of one name become one person."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import Connection, text

from tests.databases import database_url
from yuzhong_news.records import Selection
from yuzhong_news.storage import Archive, upgrade
from yuzhong_news.storage.engine import open_engine, writing
from yuzhong_news.storage.schema import configuration

__all__ = ["database_url"]

PERSONS = ["刘侃", "刘 侃", "艾力•买买提", "姚延", "艾力・买买提", "'; DROP TABLE person; --"]
CREDITS = [(1, 0, 1), (1, 1, 2), (1, 2, 4), (1, 3, 6), (2, 0, 2), (2, 1, 3), (2, 2, 5)]
"""Article, position, person: the first article credits one person in two spellings."""


def fill(connection: Connection) -> None:
    """Fill the tables as an older version did; columns that came later have their defaults."""
    for statement in (
        "INSERT INTO newspaper (id, name) VALUES (1, '渝城报')",
        "INSERT INTO issue (id, newspaper_id, issue_date) VALUES (1, 1, '2025-01-02')",
        "INSERT INTO run (id, spider, software_version, started_at)"
        " VALUES (1, 'folder', '0', '2025-01-02 00:00:00')",
        "INSERT INTO page (id, natural_key, newspaper_id, issue_date, page_number, content_hash,"
        " furniture, run_id, stored_at) VALUES"
        " (1, '渝城报/2025-01-02/1', 1, '2025-01-02', 1, 'x', '', 1, '2025-01-02 00:00:00')",
        "INSERT INTO article (id, page_id, position, kind, headline, body) VALUES"
        " (1, 1, 0, 'article', '桥', '桥上的灯亮了。'), (2, 1, 1, 'article', '渡口', '')",
    ):
        connection.execute(text(statement))
    for key, name in enumerate(PERSONS, start=1):
        row = {"id": key, "name": name}
        connection.execute(text("INSERT INTO person (id, name) VALUES (:id, :name)"), row)
    for article, position, person in CREDITS:
        connection.execute(
            text(
                "INSERT INTO contribution (article_id, position, person_id, role)"
                " VALUES (:article, :position, :person, '记者')"
            ),
            {"article": article, "position": position, "person": person},
        )


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_spellings_of_one_name_become_one_person(database_url: str, revision: str) -> None:
    engine = open_engine(database_url)
    with writing(engine, enforce_foreign_keys=False) as connection:
        command.upgrade(configuration(connection), revision)
        fill(connection)
    engine.dispose()
    assert upgrade(database_url).before == revision
    with Archive(database_url) as archive:
        rows = {row.name: row.articles for row in archive.people(Selection())}
        counts = archive.table_counts()
    names = {"刘侃": 2, "艾力·买买提": 1, "姚延": 1, "';DROPTABLEperson;--": 1}
    assert rows == names
    assert (counts["person"], counts["contribution"]) == (len(names), len(CREDITS))
