"""The archive in SQL: tables, migrations, and the pages that go in and come out.

Everything else of yuzhong_news uses the names below; no other room knows SQL.
"""

from yuzhong_news.storage.archive import Archive, PageOutcome, Stored
from yuzhong_news.storage.errors import SchemaError, StorageError
from yuzhong_news.storage.jobs import JobQueue, JobRow
from yuzhong_news.storage.pages import Outcome
from yuzhong_news.storage.queries import ArticleRow
from yuzhong_news.storage.schema import Migrated, upgrade

__all__ = [
    "Archive",
    "ArticleRow",
    "JobQueue",
    "JobRow",
    "Migrated",
    "Outcome",
    "PageOutcome",
    "SchemaError",
    "StorageError",
    "Stored",
    "upgrade",
]
