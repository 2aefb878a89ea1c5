"""The archive in SQL: tables, migrations, and the pages that go in and come out.

Everything else of yuzhong_news uses the names below; no other room knows SQL.
"""

from yuzhong_news.storage.archive import Archive, PageOutcome, Stored
from yuzhong_news.storage.engine import archive_name
from yuzhong_news.storage.errors import AwayError, SchemaError, StorageError
from yuzhong_news.storage.pages import Outcome
from yuzhong_news.storage.queries import ArticleRow
from yuzhong_news.storage.schema import Migrated, upgrade

__all__ = [
    "Archive",
    "ArticleRow",
    "AwayError",
    "Migrated",
    "Outcome",
    "PageOutcome",
    "SchemaError",
    "StorageError",
    "Stored",
    "archive_name",
    "upgrade",
]
