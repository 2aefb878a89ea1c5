"""``scrapy export`` as a user runs it: whole files or none, and one clear line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archives import CONTINUED, FULL_PAGE, store
from tests.crawls import python
from tests.databases import database_url, sqlite_url
from tests.pages import ROOT
from tests.test_commands import Run, scrapy
from yuzhong_news.storage import Archive

__all__ = ["database_url", "scrapy"]

KILLED = """
import os, signal, sys
from pathlib import Path
from yuzhong_news.exports import Options, export
from yuzhong_news.records import Selection
from yuzhong_news.storage import Archive

def then_killed(batches):
    yield from batches
    os.kill(os.getpid(), signal.SIGKILL)

with Archive(sys.argv[1]) as archive, archive.records(Selection()) as batches:
    export(then_killed(batches), Options(sys.argv[2], Path(sys.argv[3]), force=True))
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Give an archive of two issues' articles in SQLite."""
    found = sqlite_url(tmp_path)
    with Archive(found) as archive:
        store(archive, FULL_PAGE, *CONTINUED)
    return found


def setting(url: str) -> list[str]:
    return ["-s", f"DATABASE_URL={url}"]


def test_an_archive_is_exported_from_each_database(
    scrapy: Run, database_url: str, tmp_path: Path
) -> None:
    with Archive(database_url) as archive:
        store(archive, FULL_PAGE, *CONTINUED)
    out = tmp_path / "articles.jsonl"
    done = scrapy("export", "--format", "jsonl", "--out", out, *setting(database_url))
    assert (done.code, done.out) == (0, "")
    assert f"6 articles in {out}, described in {out}.dictionary.md" in done.err
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["headline"] for row in rows[:2]] == ["老街修好了", "公园开门"]
    assert rows[2]["paragraphs"] == FULL_PAGE.articles[0].paragraphs


@pytest.mark.parametrize(
    ("options", "headlines"),
    [
        (["--person", "李小河"], ["河上新桥通车"]),
        (["--limit", "1"], ["老街修好了"]),
        (["--whole", "--kind", "article", "--since", "2026-01-02"], None),
        (["--until", "20251231"], []),
    ],
)
def test_options_select_articles(
    url: str, tmp_path: Path, scrapy: Run, options: list[str], headlines: list[str] | None
) -> None:
    out = tmp_path / "a.jsonl"
    assert scrapy("export", "--format", "jsonl", "--out", out, *options, *setting(url)).code == 0
    found = [json.loads(line)["headline"] for line in out.read_text("utf-8").splitlines()]
    assert found == headlines or (headlines is None and len(found) == 5)


@pytest.mark.parametrize("form", ["jsonl", "csv", "md", "jsonfeed", "datasette"])
def test_standard_output_takes_every_format_of_text(scrapy: Run, url: str, form: str) -> None:
    done = scrapy("export", "--format", form, "--out", "-", *setting(url))
    assert (done.code, "渝城报" in done.out) == (0, form != "datasette")


def test_a_description_for_datasette_is_told_and_is_of_a_whole_archive_that_is_there(
    scrapy: Run, url: str, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "metadata.json"
    out.parent.mkdir()
    command = ["export", "--format", "datasette", "--out", str(out)]
    done = scrapy(*command, *setting(f"sqlite:///{tmp_path / 'none.db'}"))
    assert (done.code, done.out) == (1, "")
    assert "there is no archive" in done.err
    done = scrapy(*command, "--newspaper", "渝城报", *setting(url))
    assert done.code == 2
    assert "shows the whole archive" in done.err
    assert list(out.parent.iterdir()) == []
    done = scrapy(*command, *setting(url))
    assert (done.code, done.out) == (0, "")
    assert f"the description of news in {out}" in done.err
    assert list(json.loads(out.read_text("utf-8"))["databases"]) == ["news"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.dictionary.md", "folder"])
def test_what_is_there_is_replaced_only_by_force(
    scrapy: Run, url: str, tmp_path: Path, name: str
) -> None:
    form, out = ("md", "folder") if name == "folder" else ("jsonl", "a.jsonl")
    command = ["export", "--format", form, "--out", str(tmp_path / out), *setting(url)]
    if name == "folder":
        assert scrapy(*command).code == 0
    else:
        (tmp_path / name).write_text("mine")
    done = scrapy(*command)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "is there already. Say --force to replace it" in done.err
    assert scrapy(*command, "--force").code == 0
    left = {file.name for file in tmp_path.iterdir() if not file.name.startswith("news.db")}
    assert left <= {out, f"{out}.dictionary.md", f"{out}.datapackage.json"}


def test_a_folder_of_somebody_else_is_never_replaced(scrapy: Run, url: str, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    command = ["export", "--format", "md", "--out", str(tmp_path / "mine"), *setting(url)]
    done = scrapy(*command, "--force")
    assert done.code == 1
    assert "no export made, so it is left alone" in done.err
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


@pytest.mark.parametrize("form", ["jsonl", "parquet", "md"])
def test_a_killed_export_leaves_what_was_there(url: str, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    out.mkdir() if form == "md" else out.write_text("the old one")
    done = python("-c", KILLED, url, form, out)
    assert done.code == -signal.SIGKILL
    assert list(out.iterdir()) == [] if form == "md" else out.read_text() == "the old one"
    visible = {file.name for file in tmp_path.iterdir() if not file.name.startswith(".")}
    assert {name for name in visible if not name.startswith("news.db")} == {"out"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "md", "jsonfeed", "datasette"])
def test_a_full_disk_is_told_in_one_line(scrapy: Run, url: str, form: str) -> None:
    done = scrapy("export", "--format", form, "--out", "/dev/full", *setting(url))
    assert done.code == 1
    assert done.err == "yuzhong_news: /dev/full cannot be written: No space left on device\n"


def test_a_closed_pipe_is_told_in_one_line(url: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [
            sys.executable, "-m", "scrapy", "export", "--format", "jsonl", "--out", "-",
            *setting(url),
        ],
        cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False, encoding="utf-8",
    )  # fmt: skip
    os.close(writer)
    assert done.returncode == 1
    assert done.stderr == (
        "yuzhong_news: standard output was closed before the end: the export is not whole\n"
    )


def test_a_newspaper_that_is_not_there_is_told(scrapy: Run, url: str, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    done = scrapy("export", "--format", "csv", "--out", out, "--newspaper", "渝成报", *setting(url))
    assert (done.code, out.exists()) == (1, False)
    assert done.err == ("yuzhong_news: the archive holds no newspaper 渝成报. It holds 渝城报\n")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--since", "yesterday"], "--since"),
        (["--since", "2025-02-02", "--until", "2025-02-01"], "is after --until"),
        (["--limit", "0"], "give a number from 1"),
        (["--bom"], "--bom and --raw-cells are for --format csv"),
        (["surplus"], "takes no argument: surplus"),
        (["--out", "/"], "--out / is no file"),
    ],
)
def test_options_that_make_no_sense_are_told(
    scrapy: Run, url: str, options: list[str], complaint: str
) -> None:
    done = scrapy("export", "--format", "jsonl", "--out", "-", *options, *setting(url))
    assert done.code == 2
    assert complaint in done.err + done.out
    assert "Traceback" not in done.err


def test_a_place_that_is_not_there_is_told(scrapy: Run, url: str, tmp_path: Path) -> None:
    out = tmp_path / "none" / "a.csv"
    done = scrapy("export", "--format", "csv", "--out", out, *setting(url))
    assert done.code == 1
    assert done.err.startswith(f"yuzhong_news: there is no folder {out.parent}; make it first")
