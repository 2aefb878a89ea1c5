"""An invented issue on each platform, crawled from 127.0.0.1 into SQLite, field by field."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.crawls import Ended, crawl
from tests.pages import FIXTURES
from tests.papers import folder_of
from tests.replay import Answer, Hook, serve

ROOT = FIXTURES / "platforms"
FAMILIES = sorted(path.name for path in ROOT.iterdir())

PDF_ADDS = {
    "bc": {"kind", "lead", "paragraphs"},
    "bz": {"kicker"},
    "digital_newspaper": {"kicker"},
}
"""Fields that a family has no label for in this issue (its answers have no kicker; a photo's words
stand in the picture only), so that the page's PDF tells them."""


class Crawled(NamedTuple):
    """A family's crawl: how it ended and ended again, its database, its files, what was asked."""

    first: Ended
    again: Ended
    requests: tuple[int, int]
    database: Path
    files: Path
    expected: dict[str, Any]
    headers: dict[str, dict[str, str]]


def posts_of(family: Path, site: dict[str, Any]) -> Hook:
    """Answer what is POSTed, as JSON or as a form, from the files that the site names."""

    def answer(path: str, posted: bytes) -> Answer | None:
        if not posted:
            return None
        text = posted.decode()
        asked = json.loads(text) if text.startswith("{") else dict(parse_qsl(text))
        for post in site.get("posts", ()):
            if post["path"] == path and asked == post.get("json", post.get("form")):
                body = (family / "www" / post["file"]).read_bytes()
                return Answer(body, media_type="application/json")
        return Answer(b'{"msg": ["no issue"]}', media_type="application/json")

    return answer


def crawl_family(name: str, tmp: Path) -> Crawled:
    family = ROOT / name
    tmp = tmp / name
    tmp.mkdir()
    site = tomllib.loads((family / "site.toml").read_text(encoding="utf-8"))
    with serve(family / "www", posts_of(family, site)) as running:
        newspapers = folder_of(
            tmp,
            running.address + site["address"].lstrip("/"),
            title=f'"{site["newspaper"]}"',
            platform=f'"{site["platform"]}"',
        )
        arguments = (
            *("yucheng", "-a", f"date={site['date']}", "-s", f"NEWSPAPERS_DIR={newspapers}"),
            *("-s", f"DATABASE_URL=sqlite:///{tmp / 'a.db'}", "-s", f"FILES_STORE={tmp / 'files'}"),
            *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "WORKERS=1"),
        )
        first = crawl(*arguments)
        asked = running.requests
        again = crawl(*arguments)
        requests = (asked, running.requests)
    expected = json.loads((family / "expected.json").read_text(encoding="utf-8"))
    return Crawled(first, again, requests, tmp / "a.db", tmp / "files", expected, running.headers)


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawled]:
    tmp = tmp_path_factory.mktemp("families")
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = pool.map(lambda name: crawl_family(name, tmp), FAMILIES)
        return dict(zip(FAMILIES, done, strict=True))


@pytest.fixture(params=FAMILIES)
def crawled(request: pytest.FixtureRequest, crawls: dict[str, Crawled]) -> Crawled:
    return crawls[request.param]


def rows(database: Path, sql: str, *values: object) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


def articles_of(database: Path, page_number: int) -> list[dict[str, Any]]:
    """Return the articles of a page, with the names of the item's fields."""
    found = rows(
        database,
        "SELECT article.* FROM article JOIN page ON page.id = page_id "
        "WHERE page_number = ? ORDER BY article.position",
        page_number,
    )
    for article in found:
        key = article["id"]
        article["paragraphs"] = [
            row["text"]
            for row in rows(
                database, "SELECT text FROM paragraph WHERE article_id = ? ORDER BY position", key
            )
        ]
        article["subheads"] = rows(
            database,
            "SELECT text, before_paragraph FROM subhead WHERE article_id = ? ORDER BY position",
            key,
        )
        article["captions"] = rows(
            database,
            "SELECT text, credit FROM caption WHERE article_id = ? ORDER BY position",
            key,
        )
        article["contributors"] = rows(
            database,
            "SELECT name, role, work FROM contribution JOIN person ON person.id = person_id "
            "WHERE article_id = ? ORDER BY position",
            key,
        )
    return found


def test_the_whole_issue_is_stored(crawled: Crawled) -> None:
    assert crawled.first.code == 0, crawled.first.log
    pages = rows(crawled.database, "SELECT page_number, page_name FROM page ORDER BY page_number")
    assert pages == [
        {"page_number": page["page_number"], "page_name": page["page_name"]}
        for page in crawled.expected["pages"]
    ]


def test_an_issue_that_is_there_is_not_asked_for_again(crawled: Crawled) -> None:
    assert crawled.again.code == 0
    assert "1 issue complete already" in crawled.again.closing
    assert crawled.requests[0] == crawled.requests[1]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_article_has_the_expected_fields(crawls: dict[str, Crawled], family: str) -> None:
    crawled = crawls[family]
    for page in crawled.expected["pages"]:
        stored = articles_of(crawled.database, page["page_number"])
        for article, wanted in zip(stored, page["articles"], strict=False):
            added = {n for n in PDF_ADDS.get(family, ()) if n == "kind" or not wanted[n]}
            if wanted["paragraphs"]:
                added.discard("kind")
            told = {name: value for name, value in wanted.items() if name not in added}
            assert {name: article[name] for name in told} == told
        assert len(stored) >= len(page["articles"])


@pytest.mark.parametrize("family", ["bz", "digital_newspaper"])
def test_forms_are_posted_as_the_vendor_s_reader_does(
    crawls: dict[str, Crawled], family: str
) -> None:
    posted = [sent for sent in crawls[family].headers.values() if "content-length" in sent]
    assert len(posted) == 2, "for the pages, and for a page's articles"
    assert {sent["content-type"] for sent in posted} == {"application/x-www-form-urlencoded"}
    marked = "1" if family == "digital_newspaper" else None
    assert {sent.get("formdata") for sent in posted} == {marked}


def test_page_pdfs_and_pictures_are_kept(crawled: Crawled) -> None:
    documents = rows(
        crawled.database,
        "SELECT kind, url, path, page_number FROM document JOIN page ON page.id = page_id",
    )
    for page in crawled.expected["pages"]:
        for kind in ("pdf", "picture"):
            found = [
                document
                for document in documents
                if document["kind"] == kind and document["page_number"] == page["page_number"]
            ]
            paths = [urlsplit(document["url"]).path.lstrip("/") for document in found]
            assert paths == [page[kind]] * bool(page[kind])
            for document in found:
                assert (crawled.files / document["path"]).stat().st_size


def test_the_article_that_goes_on_is_one(crawled: Crawled) -> None:
    both = rows(crawled.database, "SELECT headline, pages FROM whole_article_view WHERE parts > 1")
    expected = [
        article["headline"]
        for page in crawled.expected["pages"]
        for article in page["articles"]
        if article["continued_to"]
    ]
    # Where there are only PDFs, their marks lead from page to page alike.
    assert [row["headline"] for row in both] == (expected or ["十二个乡镇春耕备耕忙"])
    assert {row["pages"] for row in both} <= {"1、2"}
