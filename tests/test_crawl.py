"""Whole crawls of the spider ``folder``, as a user runs them: what is stored, told and returned."""

import csv
import json
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crawls import Ended, archived, crawl, json_lines
from tests.pages import FIXTURES

SEED = (FIXTURES / "seed.txt").read_text(encoding="utf-8")


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


def test_a_date_that_is_corrected_moves_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(SEED, encoding="utf-8")
    sidecar = tmp_path / "page.toml"
    database = f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}"
    told = 'newspaper = "渝中报"\npage = 2\ndate = '
    for date, outcome in (("2025-02-10", "1 new"), ("2025-02-11", "1 changed")):
        sidecar.write_text(told + date, encoding="utf-8")
        run = crawl("folder", "-a", f"path={tmp_path}", "-s", database)
        assert outcome in run.closing
    assert "the stored page's issue_date 2025-02-10 is 2025-02-11 now" in run.log
    rows, counts = archived(tmp_path / "a.db")
    assert {str(row.issue_date) for row in rows} == {"2025-02-11"}
    assert counts["page"] == 1


IMPOSSIBLE = {
    "no such path": (["folder", "-a", "path={tmp}/none"], 1, "none: no page found"),
    "one page of two files": (["folder", "-a", "path={tmp}", "-a", "page=3"], 1, "2 files cannot"),
    "no such database": (
        ["folder", "-a", "path={tmp}", "-s", "DATABASE_URL=sqlite:///{tmp}/no/a.db"],
        1,
        "cannot be opened",
    ),
    "unknown argument": (["folder", "-a", "path={tmp}", "-a", "pages=3"], 2, "argument pages"),
    "unknown spider": (["fodler"], 2, "no spider fodler. Did you mean folder?"),
    "unwritable feed": (
        ["folder", "-a", "path={tmp}", "-O", "{tmp}/a.txt/x.csv"],
        2,
        "a.txt/x.csv cannot be written",
    ),
}


@pytest.fixture(scope="module")
def impossible(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Every run that cannot begin, side by side."""
    tmp = tmp_path_factory.mktemp("impossible")
    for name in ("a.txt", "b.txt"):
        (tmp / name).write_text(SEED, encoding="utf-8")
    url = f"sqlite:///{tmp / 'a.db'}"

    def run(args: list[str]) -> Ended:
        return crawl(*(arg.format(tmp=tmp) for arg in args), YUZHONG_NEWS_DATABASE_URL=url)

    with ThreadPoolExecutor() as pool:
        runs = pool.map(run, [args for args, _, _ in IMPOSSIBLE.values()])
        return dict(zip(IMPOSSIBLE, runs, strict=True))


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_run_that_cannot_begin_says_why(impossible: dict[str, Ended], name: str) -> None:
    _, code, complaint = IMPOSSIBLE[name]
    run = impossible[name]
    assert run.code == code
    assert complaint in run.log
    assert "Traceback" not in run.log
