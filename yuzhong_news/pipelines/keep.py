"""Step 0: keep the files of a fetched page, by Scrapy's own stores (a folder, S3, GCS, FTP)."""

import asyncio
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.pipelines.files import FilesPipeline, FilesStoreProtocol, FSFilesStore
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from yuzhong_news.items import Document, FetchedFile, FetchedPage, PageSource

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
_INFO: Any = None
"""What Scrapy's stores are told of a spider's media; they need none of it."""
_S3_EXTRA = " s3:// needs botocore: pip install 'yuzhong_news[s3]'."
_SAFE = re.compile(r"[0-9A-Za-z_\u3400-\u9fff-]+")


class KeepPipeline:
    """Writes each file to ``{newspaper}/{date}/{page}.…`` below ``FILES_STORE``.

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
                path=path if path in kept else None,
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
            return FilesPipeline.from_crawler(self.crawler).store
        except Exception as error:  # whatever a store's own client raises
            self.stats.inc_value("keep/failed")
            remedy = _S3_EXTRA if "botocore" in str(error) else ""
            logger.error(
                "FILES_STORE cannot be used: %s.%s Nothing is kept in this run", error, remedy
            )
            return None

    async def _keep_all(self, files: list[tuple[str, FetchedFile]]) -> set[str]:
        """Return the paths under which files were written; the others are counted and told."""
        store = self.store
        if store is None:
            return set()
        if isinstance(store, FSFilesStore):
            failed = await asyncio.to_thread(_write_all, store, files)
        else:
            failed = {path: why for path, file in files if (why := await _send(store, path, file))}
        for path, file in files:
            if path in failed:
                self.stats.inc_value("keep/failed")
                why = failed[path]
                logger.error(
                    "%s: cannot be kept as %s: %s. Look at FILES_STORE", file.url, path, why
                )
            else:
                self.stats.inc_value("keep/files")
        return {path for path, _ in files} - failed.keys()


async def _send(store: FilesStoreProtocol, path: str, file: FetchedFile) -> Exception | None:
    """Give a file to a store, and return why that failed, or None."""
    headers = {"Content-Type": file.media_type}
    try:
        written = store.persist_file(path, BytesIO(file.body), _INFO, headers=headers)
        if isinstance(written, Deferred):
            await maybe_deferred_to_future(written)
    except Exception as error:  # whatever a store's own client raises
        return error
    return None


def _write_all(store: FSFilesStore, files: list[tuple[str, FetchedFile]]) -> dict[str, Exception]:
    """Write a page's files, in one thread, and return why some could not be, by their paths.

    Scrapy's store alone fails where two threads make the same folder at once.
    """
    failed: dict[str, Exception] = {}
    for path, file in files:
        try:
            Path(store.basedir, path).parent.mkdir(parents=True, exist_ok=True)
            store.persist_file(path, BytesIO(file.body), _INFO)
        except Exception as error:  # an unwritable disk, a path that is a folder
            failed[path] = error
    return failed


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
