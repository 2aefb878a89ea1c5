"""A crawl's WARC files alone give its archive again: from HTML, from PDFs, from what is POSTed."""

from __future__ import annotations

import datetime as dt
import gzip
import subprocess
import sys
import time
import tomllib
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError

from tests.contents import contents_of
from tests.crawls import Ended, crawl
from tests.databases import database_url
from tests.pages import ROOT as PROJECT
from tests.papers import folder_of, site
from tests.replay import Answer, Hook, serve
from tests.test_crawl_families import ROOT, posts_of
from yuzhong_news.spiders.capture import CaptureMiddleware
from yuzhong_news.spiders.folder import FolderSpider
from yuzhong_news.spiders.warc import WarcSpider, files_of
from yuzhong_news.warc import scan
from yuzhong_news.warc.reading import Record
from yuzhong_news.warc.writing import Exchange, WarcFiles

FAMILIES = ("founder_classic", "plain_pdf", "digital_newspaper")

__all__ = ["database_url"]


class Live(NamedTuple):
    """What three newspapers' crawls left: their TOMLs, their archive, files and WARC files."""

    newspapers: Path
    url: str
    files: Path
    warcs: Path


def as_on_the_web(family: Path, hook: Hook) -> Hook:
    """Answer texts compressed."""

    def answer(path: str, posted: bytes) -> Answer | None:
        found = hook(path, posted)
        if found is not None or posted:
            return found
        file = family / "www" / path.partition("?")[0].lstrip("/")
        if file.suffix != ".htm" or not file.is_file():
            return None
        return Answer(gzip.compress(file.read_bytes()), encoding="gzip")

    return answer


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    tmp = tmp_path_factory.mktemp("live")
    url, files, warcs = f"sqlite:///{tmp / 'a.db'}", tmp / "files", tmp / "warcs"
    with ExitStack() as stack:
        for name in FAMILIES:
            family = ROOT / name
            facts = tomllib.loads((family / "site.toml").read_text(encoding="utf-8"))
            hook = as_on_the_web(family, posts_of(family, facts))
            running = stack.enter_context(serve(family / "www", hook))
            folder_of(
                tmp,
                running.address + facts["address"].lstrip("/"),
                title=f'"{name}"',
                name=f'"{name}"',
                platform=f'"{name}"',
            )
            (tmp / "newspapers" / "yucheng.toml").rename(tmp / "newspapers" / f"{name}.toml")
            where = f"WARC_DIR={warcs}" if name != "plain_pdf" else f"WARC_FILE={warcs / 'p.warc'}"
            done = crawl(
                *(
                    name,
                    "-a",
                    f"date={facts['date']}",
                    "-s",
                    f"NEWSPAPERS_DIR={tmp / 'newspapers'}",
                ),
                *("-s", f"DATABASE_URL={url}", "-s", f"FILES_STORE={files}", "-s", where),
                *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "WORKERS=1"),
            )
            assert done.code == 0, done.log
    return Live(tmp / "newspapers", url, files, warcs)


def replay(live: Live, path: Path, url: str, files: Path, *more: str) -> Ended:
    """Run the spider `warc`; the sites are gone."""
    return crawl(
        *("warc", "-a", f"path={path}", *more, "-s", f"NEWSPAPERS_DIR={live.newspapers}"),
        *("-s", f"DATABASE_URL={url}", "-s", f"FILES_STORE={files}", "-s", "WORKERS=1"),
    )


def test_the_archive_comes_again_from_the_warc_files_alone(
    live: Live, database_url: str, tmp_path: Path
) -> None:
    done = replay(live, live.warcs, database_url, tmp_path / "files")
    assert done.code == 0, done.log
    assert contents_of(database_url, times=True) == contents_of(live.url, times=True)
    kept = {path.relative_to(live.files): path for path in live.files.rglob("*") if path.is_file()}
    assert kept
    for path, original in kept.items():
        assert (tmp_path / "files" / path).read_bytes() == original.read_bytes()


def test_every_exchange_is_in_the_files_as_it_was_sent(live: Live) -> None:
    files = files_of(str(live.warcs))
    assert len(files) == 3
    records = [one for file in files for one in scan(file) if isinstance(one, Record)]
    kinds = [record.headers["warc-type"] for record in records]
    assert kinds.count("response") == kinds.count("request") > 30
    assert kinds.count("warcinfo") == 3
    responses = {r.headers.get("warc-target-uri", ""): r.head for r in records[1:]}
    assert any(url.endswith("/robots.txt") for url in responses)
    assert any(
        b"content-encoding: gzip" in record.head.lower() and b"\r\n\r\n\x1f\x8b" in record.head
        for record in records
    )


@pytest.fixture
def vanished(tmp_path: Path) -> Live:
    """Give the WARC file of a site whose host no name server knows, and broken ones beside it."""
    family = ROOT / "founder_classic"
    facts = tomllib.loads((family / "site.toml").read_text(encoding="utf-8"))
    address = "http://epaper.invalid/" + facts["address"].lstrip("/")
    newspapers = folder_of(tmp_path, address, publication_days='["fri"]')
    warcs = tmp_path / "warcs"
    files = WarcFiles(warcs, "a", ".warc.gz", 10**9, {})
    for file in sorted((family / "www").rglob("*.*")):
        path = f"/{file.relative_to(family / 'www').as_posix()}"
        body = file.read_bytes()
        kind = "application/pdf" if file.suffix == ".pdf" else "text/html"
        files.write(
            Exchange(
                url=f"http://epaper.invalid{path}",
                date=dt.datetime(2025, 2, 7, tzinfo=dt.UTC),
                method="GET",
                target=path,
                request_headers=[],
                posted=b"",
                protocol="HTTP/1.1",
                status="200 OK",
                headers=[("Content-Type", kind)],
                body=body,
            )
        )
    files.close()
    whole = (warcs / "a.warc.gz").read_bytes()
    (warcs / "cut.warc.gz.open").write_bytes(whole[: len(whole) * 2 // 3])
    (warcs / "page.warc").write_bytes(b"<html>" * 99)
    return Live(newspapers, f"sqlite:///{tmp_path / 'a.db'}", tmp_path / "files", warcs)


def test_a_site_that_is_gone_is_read_and_broken_files_are_told(vanished: Live) -> None:
    done = replay(vanished, vanished.warcs, vanished.url, vanished.files)
    assert done.code == 1
    assert "page.warc: byte 0: no WARC record begins here" in done.log
    assert "cut.warc.gz.open: ends in the middle of its last record" in done.log
    assert "Traceback" not in done.log
    assert "warc: 4 pages, 9 articles, 1 doubt; 4 new" in done.closing
    assert done.closing.endswith("1 failed. NOT OK: warc/failed"), done.log


def test_files_without_a_newspaper_s_issue_are_told(vanished: Live) -> None:
    days = ("-a", "since=2025-03-01", "-a", "until=2025-03-31")
    done = replay(vanished, vanished.warcs / "a.warc.gz", "", vanished.files, *days)
    assert done.code == 1
    assert "no issue of a newspaper found in" in done.log
    assert "from epaper.invalid" in done.log


@pytest.mark.soak
def test_a_killed_crawl_and_the_next_give_their_archive_again(tmp_path: Path) -> None:
    warcs, url = tmp_path / "warcs", f"sqlite:///{tmp_path / 'a.db'}"
    with serve(site(), lambda _path, _body: time.sleep(0.05)) as running:
        newspapers = folder_of(tmp_path, running.address)
        command = (
            *(sys.executable, "-m", "scrapy", "crawl", "yucheng", "-a", "date=2025-02-07"),
            *("-s", f"NEWSPAPERS_DIR={newspapers}", "-s", f"DATABASE_URL={url}"),
            *("-s", f"FILES_STORE={tmp_path / 'files'}", "-s", f"WARC_DIR={warcs}"),
            *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"),
        )
        for wanted in (3, 8, 13):
            with subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL) as crawling:
                before = running.requests
                while running.requests < before + wanted:
                    assert crawling.poll() is None
                    time.sleep(0.01)
                crawling.kill()
        assert subprocess.run(command, cwd=PROJECT, check=False).returncode == 0
    assert len(list(warcs.glob("*.open"))) == 3
    live = Live(newspapers, url, tmp_path / "files", warcs)
    again = f"sqlite:///{tmp_path / 'b.db'}"
    done = replay(live, warcs, again, tmp_path / "files2")
    assert done.code == 0, done.log
    assert contents_of(again) == contents_of(url)


def test_the_spider_takes_a_newspaper_and_days_and_nothing_else() -> None:
    for arguments, problem in (
        ({}, "no path"),
        ({"path": "x", "since": "tomorrow"}, "is no date"),
        ({"path": "x", "day": "1"}, "unknown argument day"),
    ):
        with pytest.raises(UsageError, match=problem):
            WarcSpider(**arguments)


def capture(spider: type[Spider], **settings: str) -> CaptureMiddleware:
    return CaptureMiddleware(Crawler(spider, settings))


def test_nothing_is_captured_without_a_setting_nor_from_a_file() -> None:
    with pytest.raises(NotConfigured):
        capture(FolderSpider)
    with pytest.raises(NotConfigured):
        capture(WarcSpider, WARC_DIR="x")


@pytest.mark.parametrize(
    ("file", "problem"),
    [("a.txt", "must end in .warc.gz"), ("page/a.warc", "cannot be written there")],
)
def test_a_place_that_cannot_be_written_is_told_at_once(
    tmp_path: Path, file: str, problem: str
) -> None:
    (tmp_path / "page").touch()
    with pytest.raises(UsageError, match=problem):
        capture(FolderSpider, WARC_FILE=str(tmp_path / file))


def test_without_warcio_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "yuzhong_news.warc.writing", raising=False)
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'yuzhong_news\[warc\]'"):
        capture(FolderSpider, WARC_DIR=str(tmp_path))
