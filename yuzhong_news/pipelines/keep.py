"""Step 0: keep the files of a fetched page, by Scrapy's own stores (a folder, S3, GCS, FTP)."""

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler
from scrapy.pipelines.files import FilesPipeline, FilesStoreProtocol, FSFilesStore

from yuzhong_news.items import Document, FetchedFile, FetchedPage, PageSource
from yuzhong_news.pipelines import folder_store
from yuzhong_news.pipelines.shelves import put_all

logger = logging.getLogger(__name__)
_SUFFIXES = {
    "application/pdf": "pdf",
    "application/json": "json",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/tiff": "tif",
}
_S3_EXTRA = " s3:// needs botocore: pip install 'yuzhong_news[s3]'."
_SAFE = re.compile(r"[0-9A-Za-z_\u3400-\u9fff-]+")


class KeepPipeline:
    """Writes each file to ``{newspaper}/{date}/{page}.…`` below ``FILES_STORE``.

    A file that is there with other bytes stays, and the new one gets a name of its own.
    Without ``FILES_STORE`` nothing is kept, and the documents have no path.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(self, item: PageSource | FetchedPage) -> PageSource | FetchedPage:
        """Return the page with its documents; a file that cannot be written is an error."""
        if not isinstance(item, FetchedPage):
            return item
        files = list(paths_of(item))
        kept = await self._keep_all(files)
        documents = [
            Document(
                kind=file.kind,
                url=file.url,
                sha256=hashlib.sha256(file.body).hexdigest(),
                media_type=file.media_type,
                fetched_at=file.fetched_at,
                path=kept.get(path),
            )
            for path, file in files
        ]
        return replace(item, documents=documents)

    @cached_property
    def store(self) -> FilesStoreProtocol | None:
        """Where files are kept; made for the first one, because making it makes its folder."""
        if not self.crawler.settings.get("FILES_STORE"):
            return None
        try:
            store: FilesStoreProtocol = FilesPipeline.from_crawler(self.crawler).store
            if isinstance(store, FSFilesStore):
                folder_store.sweep(Path(store.basedir))
            return store
        except Exception as error:  # whatever a store's own client raises
            self.stats.inc_value("keep/failed")
            remedy = _S3_EXTRA if "botocore" in str(error) else ""
            logger.error(
                "FILES_STORE cannot be used: %s.%s Nothing is kept in this run", error, remedy
            )
            return None

    async def _keep_all(self, files: list[tuple[str, FetchedFile]]) -> dict[str, str]:
        """Keep a page's files, and return where each is; those that cannot be kept are told."""
        if self.store is None:
            return {}
        kept: dict[str, str] = {}
        for (path, file), put in zip(files, await put_all(self.store, files), strict=True):
            if isinstance(put, str):
                self.stats.inc_value("keep/files")
                kept[path] = put
            else:
                self.stats.inc_value("keep/failed")
                logger.error(
                    "%s: cannot be kept as %s: %s. Look at FILES_STORE", file.url, path, put
                )
        return kept


def paths_of(page: FetchedPage) -> Iterator[tuple[str, FetchedFile]]:
    """Yield each file with its path: ``yuzhong/2025-02-07/01.pdf``, ``01-2.jpg``.

    The page's PDF and picture have the page's name, the first of its texts, too; all others a
    number behind it.  Nothing of a path comes from the net but what is letters and digits.
    """
    date = page.facts.issue_date
    parts = (page.paper, date.isoformat() if date else "undated", page.stem)
    if not all(_SAFE.fullmatch(part) for part in parts):
        raise ValueError(f"{parts} cannot be a file's path")
    folder = "/".join(parts[:2])
    counts: Counter[str] = Counter()
    for file in page.files:
        kind = "image" if file.kind == "image" else "html" if file.kind == "html" else "page"
        counts[kind] += 1
        number = counts[kind] if kind == "image" else counts[kind] - 1
        stem = f"{page.stem}-{number}" if number and kind != "page" else page.stem
        yield f"{folder}/{stem}.{_SUFFIXES.get(file.media_type, 'html')}", file
