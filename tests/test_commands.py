"""The project's own commands, as a user runs them, and the columns they print."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from scrapy.cmdline import execute

from tests.pages import FIXTURES, ROOT
from yuzhong_news.commands.columns import fit, table, width
from yuzhong_news.commands.outline import outline_of
from yuzhong_news.items import Article, Caption, Contributor, Doubt, Kind, Page, Subhead
from yuzhong_news.storage import Archive

SEED = FIXTURES / "seed.txt"


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *args: object) -> Done: ...


@pytest.fixture
def scrapy(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of Scrapy in this process."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "yuzhong_news.settings")
    monkeypatch.delenv("COLUMNS", raising=False)  # pytest-xdist sets it in its processes

    def run(*args: object) -> Done:
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", *map(str, args)])
        out, err = capsys.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return run


def a_page() -> Page:
    article = Article(
        kicker="肩题",
        headline="主题",
        subtitle="副题",
        lead="导语" * 60,
        paragraphs=["导语" * 60, "第二段。"],
        contributors=[Contributor(name="刘侃", role="首席记者", work="摄")],
        subheads=[Subhead(text="小标题", before_paragraph=1)],
        captions=[Caption(text="图说", credit="资料图片")],
        continued_from=1,
        continued_to=4,
        doubts=[Doubt(cue="overlap", field="headline", detail="2 of 5")],
    )
    picture = Article(kind=Kind.PICTURE, captions=[Caption(text="另一图")])
    return Page(
        newspaper="渝中报",
        page_number=2,
        articles=[article, picture],
        furniture=["第2版"],
        doubts=[Doubt(cue="control-characters", field="page")],
    )


def test_the_outline_tells_all_of_a_page() -> None:
    lines = list(outline_of(a_page(), "a.txt"))
    assert lines[0] == "a.txt: 2 articles (渝中报, page 2)"
    assert lines[2] == "  1. 主题"
    assert "     kicker    肩题" in lines
    assert "     subtitle  副题" in lines
    assert "     people    首席记者 刘侃 摄" in lines
    assert "     from      page 1 (上接)" in lines
    assert "     to        page 4 (下转)" in lines
    assert "     subhead   小标题" in lines
    assert "     caption   图说（资料图片）" in lines
    assert "     doubt     overlap decided headline: 2 of 5" in lines
    assert "  2. [picture] (no headline)" in lines
    (text,) = [line for line in lines if line.startswith("     text")]
    assert text.startswith("     text      2 paragraphs: 导语导语")
    assert text.endswith("…")
    assert lines[-3:] == [
        "furniture: 1 line",
        "    第2版",
        "doubt     control-characters decided page",
    ]


def test_chinese_characters_take_two_columns() -> None:
    assert width("渝中a，e\u0301") == 8
    assert fit("渝中报", 6) == "渝中报"
    assert fit("渝中报", 5) == "渝中…"
    assert fit("渝中报", 4) == "渝…"
    assert fit("a\x1b[31m\nb", 9) == "a [31m b"


def test_a_table_is_aligned_and_fits() -> None:
    lines = table(["名", "none", "text"], [["渝中", "", "x"], ["a", "", "长" * 30]], 40)
    assert lines[0] == "名    text"
    assert lines[1] == "渝中  x"
    assert lines[2].startswith("a     长长")
    assert max(map(width, lines)) <= 40


def test_split_shows_the_outline_of_each_page_and_goes_on_after_a_bad_one(
    scrapy: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "渝中报_20250210_02.txt").write_bytes(SEED.read_bytes())
    done = scrapy("split", f"{tmp_path}/*.txt", tmp_path / "none.txt", SEED)
    assert done.code == 1
    heads = [line for line in done.out.splitlines() if ".txt: " in line]
    assert [head.split(":")[0] for head in heads] == [
        str(tmp_path / "渝中报_20250210_02.txt"),
        str(SEED),
    ]
    assert "(渝中报, 2025-02-10, page 2)" in heads[0]
    assert "  1. " in done.out
    assert done.err.splitlines() == [
        f"yuzhong_news: {tmp_path}/empty.txt: is empty. "
        "Fetch it again, or remove it from the folder",
        f"yuzhong_news: {tmp_path}/none.txt: no page found. Check the path",
    ]


def test_split_writes_json_lines_and_files(
    scrapy: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    (tmp_path / "seed.txt").write_bytes(SEED.read_bytes())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SEED.read_bytes())))
    done = scrapy("split", "--json", "--out", out, SEED, "-")
    assert (done.code, done.err) == (0, "")
    page, from_stdin = map(json.loads, done.out.splitlines())
    assert page["articles"] == from_stdin["articles"] != []
    assert from_stdin["source_url"] is None
    assert json.loads((out / "seed.json").read_text(encoding="utf-8")) == page
    assert sorted(file.name for file in out.iterdir()) == ["seed.json", "stdin.json"]


def test_two_pages_of_one_name_do_not_overwrite_each_other(scrapy: Run, tmp_path: Path) -> None:
    (tmp_path / "seed.txt").write_bytes(SEED.read_bytes())
    done = scrapy("split", "--out", tmp_path / "out", SEED, tmp_path / "seed.txt")
    assert done.code == 1
    assert f"{tmp_path / 'out' / 'seed.json'} is {SEED} already" in done.err


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["split"], "give at least one FILE"),
        (["split", "--jsno", "x.txt"], "unknown option --jsno"),
        (["articles", "-s", "DATABASE_URL="], "DATABASE_URL is empty"),
    ],
)
def test_a_command_that_is_used_wrongly_says_how(
    scrapy: Run, args: list[str], complaint: str
) -> None:
    done = scrapy(*args)
    assert done.code == 2
    assert complaint in done.err
    assert "Traceback" not in done.err


def test_the_archive_is_made_listed_and_left_alone(scrapy: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    setting = f"DATABASE_URL={url}"
    done = scrapy("migrate", "-s", setting)
    assert (done.code, done.out) == (1, "")
    assert "there is no archive" in done.err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a.db").touch()
    assert "before: no tables" in scrapy("migrate", "-s", setting).out
    assert "newest tables already" in scrapy("migrate", "-s", setting).out
    with Archive(url) as archive:
        archive.store(archive.begin_run("test"), [a_page()])
    done = scrapy("articles", "-s", setting)
    assert (done.code, done.err) == (0, "")
    head, first, second = done.out.splitlines()
    assert " ".join(head.split()) == "newspaper page no kind headline lead people para pics jump"
    assert first.startswith("渝中报     2     1            主题      导语导语")
    assert first.endswith("首席记者 刘侃  2     1     上接1 下转4")
    assert second.startswith("渝中报     2     2   picture")
    (line, _) = scrapy("articles", "--json", "-s", setting).out.splitlines()
    assert json.loads(line)["people"] == [{"name": "刘侃", "role": "首席记者"}]


def test_an_archive_that_cannot_be_opened_is_told_of(scrapy: Run, tmp_path: Path) -> None:
    for command in ("articles", "people", "enrich", "reprints", "migrate"):
        done = scrapy(command, "-s", f"DATABASE_URL=sqlite:///{tmp_path}/none/a.db")
        assert (done.code, done.out) == (1, "")
        assert "there is no archive" in done.err
        assert "Traceback" not in done.err


def test_the_project_lists_its_spiders(scrapy: Run) -> None:
    listed = scrapy("list").out.split()
    assert "folder" in listed
    assert listed == sorted(listed)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_list_that_cannot_be_written_is_told_of() -> None:
    command = [sys.executable, "-m", "scrapy", "list"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8"
        )
    assert done.stderr.startswith("yuzhong_news: the output cannot be written")
    assert done.returncode == 1


def test_a_terminal_that_is_not_set_to_utf_8_gets_chinese_text_and_may_close_early() -> None:
    command = [sys.executable, "-m", "scrapy", "split", *[str(SEED)] * 40]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        head = process.stdout.readline() + process.stdout.readline() + process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert "  1. " in head.decode("utf-8")
    assert process.returncode == 0
