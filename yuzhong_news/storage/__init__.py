"""The archive in SQL: tables, migrations, and the pages that go in and come out.

Everything else of yuzhong_news uses the names below; no other room knows SQL.
"""

from yuzhong_news.storage.archive import Archive, PageOutcome, Stored
from yuzhong_news.storage.article_texts import ArticleText
from yuzhong_news.storage.errors import AwayError, SchemaError, StorageError
from yuzhong_news.storage.jobs import JobQueue, JobRow
from yuzhong_news.storage.kept import Chosen, KeptPage
from yuzhong_news.storage.pages import Outcome
from yuzhong_news.storage.people import Credit, PersonRow, Share
from yuzhong_news.storage.queries import ArticleRow
from yuzhong_news.storage.reprint_groups import PrintedText
from yuzhong_news.storage.reprint_pairs import ReprintPairs, Signature, Signed
from yuzhong_news.storage.schema import Migrated, upgrade
from yuzhong_news.storage.search import Hit, SearchResult
from yuzhong_news.storage.urls import archive_name
from yuzhong_news.storage.word_counts import WordCounts

__all__ = [
    "Archive",
    "ArticleRow",
    "ArticleText",
    "AwayError",
    "Chosen",
    "Credit",
    "Hit",
    "JobQueue",
    "JobRow",
    "KeptPage",
    "Migrated",
    "Outcome",
    "PageOutcome",
    "PersonRow",
    "PrintedText",
    "ReprintPairs",
    "SchemaError",
    "SearchResult",
    "Share",
    "Signature",
    "Signed",
    "StorageError",
    "Stored",
    "WordCounts",
    "archive_name",
    "upgrade",
]
