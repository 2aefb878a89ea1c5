"""Whole crawls of the spider ``folder``, as a user runs them: what is stored, told and returned."""

import csv
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.pages import FIXTURES, ROOT
from yuzhong_news.storage import Archive, ArticleRow

SEED = (FIXTURES / "seed.txt").read_text(encoding="utf-8")


class Crawl(NamedTuple):
    code: int
    log: str

    @property
    def closing(self) -> str:
        return self.log.splitlines()[-1]


def crawl(*args: object, **environment: str) -> Crawl:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", *map(str, args)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    return Crawl(done.returncode, done.stderr)


def archived(database: Path) -> tuple[list[ArticleRow], dict[str, int]]:
    with Archive(f"sqlite:///{database}") as archive:
        counts = archive.table_counts()
        return archive.outline(), {name: n for name, n in counts.items() if "run" not in name}


def json_lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def texts(page: dict[str, Any]) -> list[Any]:
    return [(one["headline"], one["paragraphs"]) for one in page["articles"]]


def test_a_folder_is_stored_once_however_often_it_is_crawled(tmp_path: Path) -> None:
    pages = tmp_path / "渝中报 50%#?"
    pages.mkdir()
    (pages / "渝中报_20250210_02.txt").write_text(SEED, encoding="utf-8")
    (pages / "next to it.dat").write_text("no page")
    database = f"sqlite:///{tmp_path / 'a.db'}"
    feeds = [tmp_path / f"pages.{suffix}" for suffix in ("jsonl", "json", "csv", "xml")]
    outputs = [part for feed in feeds for part in ("-O", feed)]

    first = crawl("folder", "-a", f"path={pages}", *outputs, YUZHONG_NEWS_DATABASE_URL=database)
    assert first.code == 0, first.log
    assert first.closing.startswith("folder: 1 page, ")
    assert "1 new, 0 changed, 0 unchanged, 0 kept, 0 failed. OK" in first.closing
    rows, counts = archived(tmp_path / "a.db")
    assert {row.newspaper for row in rows} == {"渝中报"}

    second = crawl("folder", "-a", f"path={pages}/*.txt", "-s", f"DATABASE_URL={database}")
    assert second.code == 0, second.log
    assert "0 new, 0 changed, 1 unchanged, 0 kept, 0 failed. OK" in second.closing
    assert archived(tmp_path / "a.db") == (rows, counts), "a rerun must add nothing"

    (page,) = json_lines(feeds[0])
    assert json.loads(feeds[1].read_text(encoding="utf-8")) == [page]
    assert (page["issue_date"], page["page_number"]) == ("2025-02-10", 2)
    assert page["source_url"] == (pages / "渝中报_20250210_02.txt").as_uri()
    assert len(page["articles"]) == len(rows)
    assert {article["kind"] for article in page["articles"]} <= {"article", "picture", "notice"}
    expected = json.loads((FIXTURES / "seed.json").read_text(encoding="utf-8"))
    assert set(page) >= {*expected, "source_url", "furniture"}
    named = set(expected["articles"][0]) - {"accepted_headlines"}
    assert all(set(article) >= named for article in page["articles"])
    with feeds[2].open(encoding="utf-8", newline="") as file:
        flat = list(csv.DictReader(file))
    assert [row["headline"] or None for row in flat] == [row.headline for row in rows]
    assert len(ET.parse(feeds[3]).getroot()) == len(rows)


BAD = {
    "empty.txt": "is empty",
    "blank.txt": "is empty",
    "junk.txt": "neither UTF-8 nor GB 18030",
    "large.txt": "50,000,000 bytes, more than PAGE_MAX_BYTES",
    "dangling.txt": "no such file",
    "pipe.txt": "is no regular file",
    "sidecar.txt": "unknown key titel",
    "渝中报_20251399_01.txt": "20251399 is no date",
}
SAME_AS_SEED = ("seed.txt", "gb18030.txt", "utf16.txt", "crlf.txt", "bom.txt", "nul.txt")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawl, Path]:
    """Every bad input beside good pages, in one crawl."""
    root = tmp_path_factory.mktemp("mixed")
    pages = root / "pages"
    (pages / "directory.txt").mkdir(parents=True)
    (pages / "empty.txt").touch()
    (pages / "blank.txt").write_bytes(b" \r\n\n\t")
    (pages / "junk.txt").write_bytes(bytes(range(256)) * 50)
    with (pages / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    (pages / "dangling.txt").symlink_to("nowhere")
    os.mkfifo(pages / "pipe.txt")
    (pages / "sidecar.txt").write_text(SEED, encoding="utf-8")
    (pages / "sidecar.toml").write_text('titel = "x"')
    (pages / "渝中报_20251399_01.txt").write_text(SEED, encoding="utf-8")
    (pages / "seed.txt").write_text(SEED, encoding="utf-8")
    (pages / "gb18030.txt").write_text(SEED, encoding="gb18030")
    (pages / "utf16.txt").write_text(SEED, encoding="utf-16")
    (pages / "crlf.txt").write_text(SEED, encoding="utf-8", newline="\r\n")
    (pages / "bom.txt").write_text(SEED, encoding="utf-8-sig")
    (pages / "nul.txt").write_text(SEED.replace("渝中", "渝\0中"), encoding="utf-8")
    (pages / "directory.txt" / "long.txt").write_text("长" * 100_000, encoding="utf-8")
    (pages / "furniture.txt").write_text(
        "2025年2月10日 星期一\n责任编辑 徐潇\n第2版\n", encoding="utf-8"
    )
    database = f"DATABASE_URL=sqlite:///{root / 'a.db'}"
    return crawl("folder", "-a", f"path={pages}", "-s", database, "-O", root / "p.jsonl"), root


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_what_is_wrong(mixed: tuple[Crawl, Path], name: str) -> None:
    log = mixed[0].log
    told = [line for line in log.splitlines() if f"/{Path(name).stem}." in line]
    assert any(BAD[name] in line for line in told), log


def test_bad_files_make_the_run_a_failed_one_without_a_traceback(mixed: tuple[Crawl, Path]) -> None:
    run, _ = mixed
    assert run.code == 1
    assert f"{len(BAD)} failed. NOT OK: " in run.closing
    assert "Traceback" not in run.log


def test_the_good_files_beside_bad_ones_are_stored(mixed: tuple[Crawl, Path]) -> None:
    run, root = mixed
    assert f"{len(SAME_AS_SEED) + 2} new, " in run.closing, run.log
    stored = {row.source_url for row in archived(root / "a.db")[0]}
    assert stored >= {(root / "pages" / name).as_uri() for name in SAME_AS_SEED}


def test_charsets_and_line_ends_do_not_change_the_articles(mixed: tuple[Crawl, Path]) -> None:
    pages = {Path(page["source_url"]).name: page for page in json_lines(mixed[1] / "p.jsonl")}
    assert texts(pages["seed.txt"])
    for name in SAME_AS_SEED:
        assert texts(pages[name]) == texts(pages["seed.txt"]), name
    assert pages["nul.txt"]["doubts"], "characters that were taken out leave a doubt"


def test_a_page_of_furniture_is_an_empty_page_with_a_doubt(mixed: tuple[Crawl, Path]) -> None:
    pages = {Path(page["source_url"]).name: page for page in json_lines(mixed[1] / "p.jsonl")}
    assert pages["furniture.txt"]["articles"] == []
    assert pages["furniture.txt"]["doubts"]
    assert len(pages["furniture.txt"]["furniture"]) == 3
    assert "furniture.txt: no article found" in mixed[0].log


def test_an_interrupted_run_keeps_what_it_has_and_exits_with_1(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(SEED, encoding="utf-8")
    database = f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}"
    run = crawl("folder", "-a", f"path={tmp_path}", "-s", database, "-s", "CLOSESPIDER_ITEMCOUNT=1")
    assert run.code == 1
    assert "NOT OK: ended as closespider_itemcount" in run.closing
    stored = {row.source_url for row in archived(tmp_path / "a.db")[0]}
    assert (tmp_path / "0.txt").as_uri() in stored
    assert f" {len(stored)} new," in run.closing


IMPOSSIBLE = {
    "no such path": (["folder", "-a", "path={tmp}/none"], 1, "none: no page found"),
    "one page of two files": (["folder", "-a", "path={tmp}", "-a", "page=3"], 1, "2 files cannot"),
    "no such database": (
        ["folder", "-a", "path={tmp}", "-s", "DATABASE_URL=sqlite:///{tmp}/no/a.db"],
        1,
        "cannot be opened",
    ),
    "unknown argument": (["folder", "-a", "path={tmp}", "-a", "pages=3"], 2, "argument pages"),
    "unknown spider": (["fodler"], 2, "no spider fodler. There are: folder"),
    "unwritable feed": (
        ["folder", "-a", "path={tmp}", "-O", "{tmp}/a.txt/x.csv"],
        2,
        "a.txt/x.csv cannot be written",
    ),
}


@pytest.fixture(scope="module")
def impossible(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawl]:
    """Every run that cannot begin, side by side."""
    tmp = tmp_path_factory.mktemp("impossible")
    for name in ("a.txt", "b.txt"):
        (tmp / name).write_text(SEED, encoding="utf-8")
    url = f"sqlite:///{tmp / 'a.db'}"

    def run(args: list[str]) -> Crawl:
        return crawl(*(arg.format(tmp=tmp) for arg in args), YUZHONG_NEWS_DATABASE_URL=url)

    with ThreadPoolExecutor() as pool:
        runs = pool.map(run, [args for args, _, _ in IMPOSSIBLE.values()])
        return dict(zip(IMPOSSIBLE, runs, strict=True))


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_run_that_cannot_begin_says_why(impossible: dict[str, Crawl], name: str) -> None:
    _, code, complaint = IMPOSSIBLE[name]
    run = impossible[name]
    assert run.code == code
    assert complaint in run.log
    assert "Traceback" not in run.log
