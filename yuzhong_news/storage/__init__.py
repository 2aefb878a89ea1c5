"""The archive in SQL: tables, migrations, and the pages that go in and come out.

Everything else of yuzhong_news uses the names below; no other room knows SQL.
"""

from yuzhong_news.storage.archive import Archive, PageOutcome, Stored
from yuzhong_news.storage.errors import SchemaError, StorageError
from yuzhong_news.storage.kept import Chosen, KeptPage
from yuzhong_news.storage.pages import Outcome
from yuzhong_news.storage.queries import ArticleRow
from yuzhong_news.storage.schema import Migrated, upgrade
from yuzhong_news.storage.search import Hit, SearchResult, Sort, Where

__all__ = [
    "Archive",
    "ArticleRow",
    "Chosen",
    "Hit",
    "KeptPage",
    "Migrated",
    "Outcome",
    "PageOutcome",
    "SchemaError",
    "SearchResult",
    "Sort",
    "StorageError",
    "Stored",
    "Where",
    "upgrade",
]
