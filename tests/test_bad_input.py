"""Whatever lies in the folder: each bad file is named, each good one beside it is stored."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.crawls import Ended, archived, crawl, json_lines, python
from tests.pages import FIXTURES

SEED = (FIXTURES / "seed.txt").read_text(encoding="utf-8")


def _file(content: bytes | str, encoding: str = "utf-8") -> Callable[[Path], object]:
    body = content.encode(encoding) if isinstance(content, str) else content
    return lambda path: path.write_bytes(body)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _sidecar(content: bytes) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        path.write_text(SEED, encoding="utf-8")
        path.with_suffix(".toml").write_bytes(content)

    return make


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.txt": (_file(""), "is empty"),
    "blank.txt": (_file(" \r\n\n\t"), "is empty"),
    "wide_blank.txt": (_file("\u3000\n" * 500), "holds no visible character"),
    "nuls.txt": (_file(b"\0" * 5_000), "neither UTF-8 nor GB 18030"),
    "junk.txt": (_file(bytes(range(256)) * 50), "neither UTF-8 nor GB 18030"),
    "surrogate.txt": (_file(b"\xed\xa0\x80" + SEED.encode()), "neither UTF-8 nor GB 18030"),
    "big5.txt": (_file("臺灣新聞標題，記者王大明報導。", "big5"), "or another charset"),
    "pdf.txt": (_file(b"%PDF-1.4\n"), "is a damaged or truncated PDF"),
    "challenge.pdf": (_file("<!DOCTYPE html><html><body>请完成验证"), "is an HTML page"),
    "html.txt": (_file("<!DOCTYPE html><html><body>请完成验证"), "is an HTML page"),
    "huge.txt": (_huge, "50,000,000 bytes, more than PAGE_MAX_BYTES"),
    "large.txt": (_file(SEED * 500), "bytes, more than 5,000,000"),
    "issue.txt": (_file(SEED * 100), "characters, more than 50,000"),
    "line.txt": (_file("长" * 100_000), "100,000 characters, more than 50,000"),
    "dangling.txt": (lambda path: path.symlink_to("nowhere"), "leads to no file"),
    "circle.txt": (lambda path: path.symlink_to(path.name), "leads to no file"),
    "pipe.txt": (os.mkfifo, "is no regular file"),
    "key.txt": (_sidecar(b'titel = "x"'), "unknown key titel"),
    "toml.txt": (_sidecar(b"page = ["), "cannot be read as TOML"),
    "deep.txt": (_sidecar(b"newspaper = " + b"[" * 100_000), "cannot be read as TOML"),
    "toml_gbk.txt": (_sidecar('newspaper = "渝中报"'.encode("gbk")), "cannot be read as TOML"),
    "date.txt": (_sidecar(b'date = "10.2.2025"'), "10.2.2025 is no date"),
    "渝中报_20251399_01.txt": (_file(SEED), "20251399 is no date"),
}
"""How each bad file is made, and what its message says."""

SAME_AS_SEED = {
    "seed.txt": SEED.encode(),
    "gbk.txt": SEED.encode("gbk"),
    "gb18030.txt": SEED.encode("gb18030"),
    "bom.txt": SEED.encode("utf-8-sig"),
    "utf16.txt": SEED.encode("utf-16"),
    "utf16_be.txt": b"\xfe\xff" + SEED.encode("utf-16-be"),
    "utf16_le_bare.txt": SEED.encode("utf-16-le"),
    "utf16_be_bare.txt": SEED.encode("utf-16-be"),
    "crlf.txt": SEED.replace("\n", "\r\n").encode(),
    "cr.txt": SEED.replace("\n", "\r").encode(),
    "nul.txt": SEED.replace("渝中", "渝\0中").encode(),
}
FURNITURE = "2025年2月10日 星期一\n责任编辑 徐潇\n第2版\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every bad file beside good ones."""
    pages = tmp_path_factory.mktemp("mixed") / "pages"
    (pages / "directory.txt").mkdir(parents=True)
    (pages / "directory.txt" / "line.txt").write_text("长" * 40_000, encoding="utf-8")
    (pages / "circle").symlink_to(".", target_is_directory=True)
    for name, (make, _) in BAD.items():
        make(pages / name)
    for name, body in SAME_AS_SEED.items():
        (pages / name).write_bytes(body)
    (pages / "furniture.txt").write_text(FURNITURE, encoding="utf-8")
    return pages


@pytest.fixture(scope="module")
def run(folder: Path) -> Ended:
    """One crawl of that folder into SQLite and a feed."""
    database = f"DATABASE_URL=sqlite:///{folder.parent / 'a.db'}"
    feed = folder.parent / "pages.jsonl"
    return crawl("folder", "-a", f"path={folder}", "-s", database, "-O", feed)


@pytest.fixture(scope="module")
def fed(folder: Path, run: Ended) -> dict[str, dict[str, Any]]:
    """The pages of the crawl's feed, by the names of their files."""
    del run
    return {
        Path(page["source_url"]).name: page for page in json_lines(folder.parent / "pages.jsonl")
    }


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_what_is_wrong(run: Ended, name: str) -> None:
    told = [line for line in run.log.splitlines() if f"/{Path(name).stem}." in line]
    assert len(told) == 1, run.log
    assert BAD[name][1] in told[0]


def test_bad_files_make_the_run_a_failed_one_without_a_traceback(run: Ended) -> None:
    assert run.code == 1
    assert f"{len(BAD)} failed. NOT OK: " in run.closing
    assert "Traceback" not in run.log


def test_the_good_files_beside_bad_ones_are_stored(folder: Path, run: Ended) -> None:
    assert f"{len(SAME_AS_SEED) + 2} new, " in run.closing, run.log
    stored = {row.source_url for row in archived(folder.parent / "a.db")[0]}
    assert stored >= {(folder / name).as_uri() for name in SAME_AS_SEED}


def test_the_failures_are_counted_in_the_run_s_row(folder: Path, run: Ended) -> None:
    del run
    with closing(sqlite3.connect(folder.parent / "a.db")) as database:
        assert database.execute("SELECT ok, reason FROM run").fetchall() == [(0, "finished")]
        counts = dict(database.execute("SELECT name, total FROM run_count"))
    assert counts["read/failed"] + counts["folder/failed"] == len(BAD)
    assert counts["check/empty_pages"] == 1


@pytest.mark.parametrize("name", SAME_AS_SEED)
def test_charsets_and_line_ends_do_not_change_the_articles(
    fed: dict[str, dict[str, Any]], name: str
) -> None:
    assert fed["seed.txt"]["articles"]
    assert _without_sources(fed[name]) == _without_sources(fed["seed.txt"])
    assert fed[name]["furniture"] == fed["seed.txt"]["furniture"]


def _without_sources(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**article, "sources": None} for article in page["articles"]]


def test_characters_that_were_taken_out_leave_a_doubt(fed: dict[str, dict[str, Any]]) -> None:
    assert "invisible-characters" in {doubt["cue"] for doubt in fed["nul.txt"]["doubts"]}


def test_a_page_of_furniture_is_an_empty_page_with_a_doubt(
    run: Ended, fed: dict[str, dict[str, Any]]
) -> None:
    page = fed["furniture.txt"]
    assert page["articles"] == []
    assert page["furniture"] == FURNITURE.splitlines()
    assert page["doubts"]
    assert "furniture.txt: no article found" in run.log


def test_split_tells_of_the_same_files_and_goes_on(folder: Path, run: Ended) -> None:
    done = python("-m", "scrapy", "split", "--json", folder)
    assert done.code == 1
    assert len(done.out.splitlines()) == len(SAME_AS_SEED) + 2
    assert len(done.log.splitlines()) == len(BAD)
    assert "Traceback" not in done.log
    assert all(line.partition(": ")[2] in run.log for line in done.log.splitlines())


@pytest.mark.parametrize("files", [[], ["page.docx", "notes.md"]])
def test_a_folder_without_pages_is_a_failed_run(tmp_path: Path, files: list[str]) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in files:
        (pages / name).touch()
    done = crawl("folder", "-a", f"path={pages}", "-s", "DATABASE_URL=", "-L", "ERROR")
    assert done.code == 1
    assert f"{pages}: no page found ({len(files)} other files)" in done.log
    assert done.closing.endswith("NOT OK: ended as no_pages")


VANISHING = """
import sys
from pathlib import Path
from scrapy.cmdline import execute
from yuzhong_news.spiders import folder

check = folder.check_page_file
def check_and_remove(path: Path, max_bytes: int) -> None:
    check(path, max_bytes)
    if path.name == "vanishing.txt":
        path.unlink()

folder.check_page_file = check_and_remove
execute(["scrapy", "crawl", *sys.argv[1:]])
"""


def test_a_file_that_vanishes_after_it_was_found_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "vanishing.txt", "z.txt"):
        (tmp_path / name).write_text(SEED, encoding="utf-8")
    database = f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}"
    done = python("-c", VANISHING, "folder", "-a", f"path={tmp_path}", "-s", database)
    assert done.code == 1
    assert f"{tmp_path}/vanishing.txt: " in done.log
    assert "2 new, 0 changed, 0 unchanged, 0 kept, 1 failed. NOT OK: folder/failed" in done.closing
    assert "Traceback" not in done.log


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file; see test_spiders_folder")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "seed.txt").write_text(SEED, encoding="utf-8")
    (tmp_path / "closed.txt").touch(mode=0o000)
    (tmp_path / "closed").mkdir(mode=0o000)
    done = crawl("folder", "-a", f"path={tmp_path}", "-s", "DATABASE_URL=")
    (tmp_path / "closed").chmod(0o700)
    assert done.code == 1
    assert f"{tmp_path}/closed.txt: may not be read" in done.log
    assert f"{tmp_path}/closed: cannot be listed" in done.log
    assert "1 page, " in done.closing


def test_a_name_that_is_not_utf_8_is_told_of(tmp_path: Path) -> None:
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd3\xe5.txt")).open("w") as file:
        file.write("一行")
    done = crawl("folder", "-a", f"path={tmp_path}", "-s", "DATABASE_URL=")
    assert done.code == 1
    assert "the file name is not UTF-8. Rename it" in done.log
    assert "Traceback" not in done.log
