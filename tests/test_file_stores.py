"""Stores of files beside a folder: an S3 of our own on 127.0.0.1, by Scrapy's settings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.crawls import Ended, crawl
from tests.papers import DAY, folder_of, site
from tests.replay import Answer, serve

_QUICK = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "WORKERS=1")


def _crawl(tmp: Path, address: str, endpoint: str, *more: str) -> Ended:
    newspapers = folder_of(tmp, address)
    return crawl(
        *("yucheng", "-a", f"date={DAY}", "-s", f"NEWSPAPERS_DIR={newspapers}"),
        *("-s", f"DATABASE_URL=sqlite:///{tmp / 'a.db'}", "-s", "FILES_STORE=s3://papers/daily/"),
        *("-s", f"AWS_ENDPOINT_URL={endpoint}", "-s", "AWS_ACCESS_KEY_ID=nobody"),
        *("-s", "AWS_SECRET_ACCESS_KEY=none", "-s", "AWS_REGION_NAME=us-east-1"),
        *(*_QUICK, *more),
    )


def _documents(tmp: Path) -> set[str | None]:
    with closing(sqlite3.connect(tmp / "a.db")) as connection:
        return {row[0] for row in connection.execute("SELECT path FROM document")}


def test_files_are_put_into_a_bucket(tmp_path: Path) -> None:
    pytest.importorskip("botocore", reason="pip install 'yuzhong_news[s3]'")
    put: dict[str, bytes] = {}

    def bucket(path: str, body: bytes) -> Answer:
        if body:
            put[path.partition("?")[0]] = body
        return Answer(b"")

    with serve({}, bucket) as s3, serve(site()) as paper:
        done = _crawl(tmp_path, paper.address, s3.address)
    assert done.code == 0, done.log
    kept = {f"/papers/daily/{path}" for path in _documents(tmp_path)}
    assert set(put) == kept
    assert put[f"/papers/daily/yucheng/{DAY}/02.pdf"].find(b"%PDF-") >= 0
    assert s3.headers[f"/papers/daily/yucheng/{DAY}/02.pdf"]["content-type"] == "application/pdf"


def test_a_bucket_that_refuses_is_told_and_loses_no_article(tmp_path: Path) -> None:
    pytest.importorskip("botocore", reason="pip install 'yuzhong_news[s3]'")
    refusal = Answer(b"<Error><Code>AccessDenied</Code></Error>", 403, "application/xml")
    with serve({}, lambda _path, _body: refusal) as s3, serve(site(pdf_pages=())) as paper:
        done = _crawl(tmp_path, paper.address, s3.address, "-a", "pages=1")
    assert done.code == 1
    assert "AccessDenied" in done.log
    assert "Look at FILES_STORE" in done.log
    assert "1 new" in done.closing
    assert _documents(tmp_path) == {None}


def test_without_botocore_the_message_names_the_extra(tmp_path: Path) -> None:
    (tmp_path / "botocore.py").write_text("raise ImportError('No module named botocore')")
    with serve(site(pdf_pages=())) as paper:
        newspapers = folder_of(tmp_path, paper.address)
        done = crawl(
            *("yucheng", "-a", f"date={DAY}", "-a", "pages=1", *_QUICK),
            *("-s", f"NEWSPAPERS_DIR={newspapers}", "-s", "FILES_STORE=s3://papers/"),
            *("-s", f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}"),
            PYTHONPATH=str(tmp_path),
        )
    assert done.code == 1
    assert "pip install 'yuzhong_news[s3]'" in done.log
    assert "Traceback" not in done.log
