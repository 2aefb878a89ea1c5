"""Kept files: none takes another's place."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from scrapy.pipelines.files import FSFilesStore

from yuzhong_news.items import FetchedFile
from yuzhong_news.pipelines.shelves import beside, put_all

PATH = "yucheng/2025-02-07/01.pdf"
NOW = dt.datetime(2025, 2, 7, tzinfo=dt.UTC)


class Bucket:
    """A store that is no folder: what it has, by path, and how it tells of it."""

    def __init__(self, missing: Exception | None = None) -> None:
        self.files: dict[str, bytes] = {}
        self.missing = missing
        self.writes = 0

    def stat_file(self, path: str, info: Any) -> dict[str, str]:
        del info
        if path in self.files:
            return {"checksum": hashlib.md5(self.files[path]).hexdigest()}
        if self.missing is not None:
            raise self.missing
        return {}

    def persist_file(self, path: str, buf: BytesIO, info: Any, **more: Any) -> None:
        del info, more
        self.writes += 1
        self.files[path] = buf.getvalue()


def kept(store: Any, body: bytes, path: str = PATH) -> str:
    file = FetchedFile("pdf", "https://example.org/1.pdf", body, "application/pdf", NOW)
    (put,) = asyncio.run(put_all(store, [(path, file)]))
    if isinstance(put, Exception):
        raise put
    return put


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_other_bytes_get_a_name_of_their_own(tmp_path: Path) -> None:
    store = FSFilesStore(tmp_path)
    assert kept(store, b"one") == PATH
    assert kept(store, b"two") == beside(PATH, b"two")
    assert kept(store, b"one") == PATH
    assert kept(store, b"two") == beside(PATH, b"two")
    assert files_below(tmp_path) == {PATH: b"one", beside(PATH, b"two"): b"two"}


def test_the_name_tells_the_bytes() -> None:
    digits = hashlib.sha256(b"two").hexdigest()[:12]
    assert beside(PATH, b"two") == f"yucheng/2025-02-07/01.{digits}.pdf"


def test_a_file_that_was_cut_off_is_written_beside_it(tmp_path: Path) -> None:
    store = FSFilesStore(tmp_path)
    kept(store, b"whole")
    (tmp_path / PATH).write_bytes(b"who")
    assert (tmp_path / kept(store, b"whole")).read_bytes() == b"whole"
    (tmp_path / beside(PATH, b"whole")).write_bytes(b"who")
    assert (tmp_path / kept(store, b"whole")).read_bytes() == b"whole"


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    store = FSFilesStore(tmp_path)
    bodies = [bytes([n % 5]) * 1000 for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda body: kept(store, body), bodies))
    assert [(tmp_path / path).read_bytes() for path in paths] == bodies
    assert len(files_below(tmp_path)) == 5


def test_a_file_system_without_links_keeps_files_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    store = FSFilesStore(tmp_path)
    assert [kept(store, body) for body in (b"one", b"two")] == [PATH, beside(PATH, b"two")]


@pytest.mark.parametrize("missing", [None, RuntimeError("(404) when calling HeadObject")])
def test_a_bucket_is_no_folder(missing: Exception | None) -> None:
    store = Bucket(missing)
    assert [kept(store, body) for body in (b"one", b"two", b"one")] == [
        PATH,
        beside(PATH, b"two"),
        PATH,
    ]
    assert store.files == {PATH: b"one", beside(PATH, b"two"): b"two"}
    assert store.writes == 2


def test_a_bucket_that_does_not_say_what_it_has_loses_nothing() -> None:
    store = Bucket(RuntimeError("(403) Forbidden"))
    assert kept(store, b"one") == beside(PATH, b"one")
