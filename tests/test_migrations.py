"""Databases that are empty, older, newer, somebody else's, or cannot be opened at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, inspect, text

from tests.databases import database_url, sqlite_url
from yuzhong_news.items import Article, Caption, Contributor, Page
from yuzhong_news.storage import Archive, SchemaError, StorageError, schema, upgrade
from yuzhong_news.storage.base import Base
from yuzhong_news.storage.engine import open_engine, writing
from yuzhong_news.storage.schema import configuration, newest, prepare
from yuzhong_news.storage.search import is_search_table
from yuzhong_news.storage.views import VIEWS

__all__ = ["database_url"]

NEXT_MIGRATION = '''
"""A migration to come: SQLite has to make the table anew for it."""
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"

def upgrade():
    with op.batch_alter_table("article") as table:
        table.add_column(sa.Column("mood", sa.Text(), nullable=True))
        table.alter_column("headline", type_=sa.String(500), existing_type=sa.Text())
    {fails}

def downgrade():
    with op.batch_alter_table("article") as table:
        table.drop_column("mood")
'''

HEAD = newest()

START = """
import sys
from yuzhong_news.storage import Archive
print("ready", flush=True)
sys.stdin.readline()
Archive(sys.argv[1]).close()
"""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def add_migration(monkeypatch: pytest.MonkeyPatch, folder: Path, fails: str = "") -> None:
    """Let this version know one migration more."""
    migrations = shutil.copytree(schema.MIGRATIONS, folder / "migrations")
    migration = NEXT_MIGRATION.format(fails=fails, head=HEAD)
    (migrations / "versions" / "next.py").write_text(migration)
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)


def fill(url: str) -> None:
    article = Article(
        headline="标题",
        paragraphs=["甲", "乙"],
        captions=[Caption(text="图")],
        contributors=[Contributor(name="刘侃", role="记者")],
    )
    with Archive(url) as archive:
        pages = [Page(source_url="file:///a.txt", articles=[article])]
        archive.store(archive.begin_run("folder"), pages)


def objects(engine: Engine) -> set[str]:
    """Return the names of all tables and views but those of the search index."""
    found = inspect(engine)
    names = {*found.get_table_names(), *found.get_view_names()}
    return {name for name in names if not is_search_table(name)}


def columns(engine: Engine, table: str) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns(table)}


def set_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_empty_database_gets_the_tables_of_this_version(engine: Engine) -> None:
    prepare(engine)
    assert objects(engine) == {*Base.metadata.tables, *VIEWS, "alembic_version"}
    with engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or not is_search_table(name),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_no_migration_is_missing(engine: Engine) -> None:
    prepare(engine)
    with writing(engine, enforce_foreign_keys=False) as connection:
        command.check(configuration(connection))


def test_checks_of_the_migrations_are_those_of_the_tables(engine: Engine) -> None:
    prepare(engine)
    for name, table in Base.metadata.tables.items():
        there = {check["name"] for check in inspect(engine).get_check_constraints(name)}
        expected = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        assert there == expected, name


def test_ready_database_is_left_alone(engine: Engine, database_url: str) -> None:
    fill(database_url)
    before = objects(engine)
    prepare(engine)
    assert upgrade(database_url) == (newest(), newest())
    assert objects(engine) == before
    with Archive(database_url) as archive:
        assert len(archive.outline()) == 1


def test_upgrade_makes_the_tables_of_an_empty_database(database_url: str) -> None:
    assert upgrade(database_url) == (None, newest())
    Archive(database_url).close()


def test_downgrade_leaves_nothing_and_can_be_undone(engine: Engine) -> None:
    prepare(engine)
    with writing(engine, enforce_foreign_keys=False) as connection:
        command.downgrade(configuration(connection), "base")
    assert objects(engine) == {"alembic_version"}
    prepare(engine)
    assert "article" in objects(engine)


def test_older_database_is_refused_with_the_command(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(database_url)
    add_migration(monkeypatch, tmp_path)
    with pytest.raises(SchemaError, match=rf"revision {HEAD}, this version needs next") as caught:
        Archive(database_url.replace("postgres:@", "postgres:secret@"))
    message = str(caught.value)
    assert "scrapy migrate -s " in message
    assert "DATABASE_URL=" in message
    assert "secret" not in message
    assert ("with the password for ***" in message) == database_url.startswith("postgresql")
    assert "mood" not in columns(engine, "article")


def test_older_database_is_migrated_with_all_that_is_in_it(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(database_url)
    with Archive(database_url) as archive:
        before = archive.table_counts()
    add_migration(monkeypatch, tmp_path)
    assert upgrade(database_url) == (HEAD, "next")
    assert "mood" in columns(engine, "article")
    assert set(VIEWS) <= objects(engine)
    with Archive(database_url) as archive:
        assert archive.table_counts() == before
        with archive.engine.connect() as connection:
            people = connection.execute(text("SELECT people FROM article_view")).scalar_one()
        assert people == "刘侃"


def test_migration_that_fails_changes_nothing(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(database_url)
    before = objects(engine)
    add_migration(monkeypatch, tmp_path, fails='op.execute("SELECT * FROM nowhere")')
    with pytest.raises(StorageError, match="nowhere"):
        upgrade(database_url)
    assert objects(engine) == before
    assert "mood" not in columns(engine, "article")


def test_migration_that_breaks_foreign_keys_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = sqlite_url(tmp_path)
    fill(url)
    add_migration(monkeypatch, tmp_path, fails='op.execute("DELETE FROM article")')
    with pytest.raises(StorageError, match="rows of caption, contribution, paragraph"):
        upgrade(url)
    opened = open_engine(url)
    with opened.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM article")).scalar_one() == 1
    opened.dispose()


def test_newer_database_is_refused(engine: Engine, database_url: str) -> None:
    prepare(engine)
    set_revision(engine, "9999")
    with pytest.raises(SchemaError, match="9999, which this version does not know"):
        Archive(database_url)
    with pytest.raises(SchemaError, match="pip install --upgrade yuzhong_news"):
        upgrade(database_url)


def test_database_of_another_program_is_refused(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoice (id INTEGER)"))
    with pytest.raises(SchemaError, match="tables that are not ours: invoice"):
        Archive(database_url)
    with pytest.raises(SchemaError, match="an empty database of its own"):
        upgrade(database_url)
    assert objects(engine) == {"invoice"}


def test_two_processes_start_on_one_empty_database(engine: Engine, database_url: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", START, database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], ends
    prepare(engine)
    assert objects(engine) == {*Base.metadata.tables, *VIEWS, "alembic_version"}


# --- databases that cannot be opened ------------------------------------------------------------


def refusal(url: str) -> str:
    with pytest.raises(StorageError) as caught:
        Archive(url)
    return str(caught.value)


def test_server_that_does_not_answer_is_named_without_its_password() -> None:
    message = refusal("postgresql://me:secret@127.0.0.1:1/news")
    assert "postgresql+psycopg://me:***@127.0.0.1:1/news" in message
    assert "refused" in message
    assert "secret" not in message


def test_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    message = refusal("postgresql://me:secret@localhost/news")
    assert "pip install 'yuzhong_news[postgres]'" in message
    assert "secret" not in message


def test_missing_folder_names_the_command(tmp_path: Path) -> None:
    assert f"mkdir -p '{tmp_path / 'no'}'" in refusal(f"sqlite:///{tmp_path / 'no' / 'news.db'}")


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    assert "is a folder" in refusal(f"sqlite:///{tmp_path}")


def test_file_instead_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "there is no folder" in refusal(f"sqlite:///{tmp_path / 'file' / 'news.db'}")


def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "news.db").write_text("渝中报" * 1000)
    assert "not a database" in refusal(sqlite_url(tmp_path))


def test_file_that_is_only_to_be_read_must_be_there(tmp_path: Path) -> None:
    message = refusal(f"sqlite:///file:{tmp_path / 'news.db'}?mode=ro&uri=true")
    assert "does not exist" in message


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("news.db", "looks like sqlite:///news.db"),
        ("", "looks like sqlite:///news.db"),
        ("mysql://me:secret@host/news", "kept in SQLite"),
        ("sqlite+nodriver:///news.db", "cannot be opened"),
    ],
)
def test_url_that_is_none_of_ours(url: str, words: str) -> None:
    message = refusal(url)
    assert words in message
    assert "secret" not in message
