"""``scrapy run``: what it fetches, what it tells, and each of its exit codes."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from tests.databases import database_url
from tests.papers import DAY, folder_of, site
from tests.replay import Answer, Hook, serve
from tests.runs import gaps, issues_of, run, scrapy, several, summary_of
from yuzhong_news.commands.backfill import only_of
from yuzhong_news.commands.gaps import gap_table
from yuzhong_news.commands.missing import Missing
from yuzhong_news.commands.run import Command
from yuzhong_news.expectations import Attempt, Gap, GapKind
from yuzhong_news.expectations.retrying import GIVE_UP
from yuzhong_news.items import Page
from yuzhong_news.reporting import Summary
from yuzhong_news.spiders.arguments import only_of as wanted_of
from yuzhong_news.storage import Archive

__all__ = ["database_url"]

FOLDER = f"html/{DAY:%Y-%m/%d}"
ONE = ("--since", DAY, "--until", DAY)
FRIDAYS = {"publication_days": '["fri"]'}
A_DAY = dt.timedelta(days=1)
FILES = site(pdf_pages=())
CHALLENGE = b"<html><script>document.cookie='__jsl=1';location.reload()</script></html>"


def at(path: str, answer: Answer) -> Hook:
    """Answer one path in another way."""
    return lambda asked, _body: answer if asked == f"/{path}" else None


@dataclass(frozen=True)
class Case:
    """A newspaper: what its site answers at one path, what its TOML says, how it must end."""

    code: int
    outcome: str
    told: str = ""
    path: str = ""
    answer: Answer = field(default_factory=Answer)
    toml: dict[str, str] = field(default_factory=lambda: dict(FRIDAYS))
    address: str = ""


INDEX = f"{FOLDER}/node_1.htm"
CASES = {
    "complete": Case(0, "complete"),
    "broken_article": Case(
        1, "incomplete", "missing-page", f"{FOLDER}/content_4_0.htm", Answer(status=500)
    ),
    "fewer_pages": Case(
        1, "complete", "fewer-pages", toml={**FRIDAYS, "expect": "{pages = {fri = 8}}"}
    ),
    "few_articles": Case(
        1, "complete", "few-articles", toml={**FRIDAYS, "expect": "{articles = 1}"}
    ),
    "challenge": Case(3, "refused", "challenge", INDEX, Answer(CHALLENGE)),
    "challenge_521": Case(3, "refused", "challenge", INDEX, Answer(CHALLENGE, 521)),
    "challenged_page": Case(3, "refused", "challenge", f"{FOLDER}/node_4.htm", Answer(CHALLENGE)),
    "forbidden": Case(3, "refused", "refused", INDEX, Answer(status=403)),
    "out_of_order": Case(3, "failed", "error-page", INDEX, Answer(status=503)),
    "unreachable": Case(3, "failed", "unreachable", address="http://127.0.0.1:1/"),
    "no_issue": Case(3, "no-issue", "no-issue", INDEX, Answer(status=404)),
    "no_known_day": Case(0, "no-issue", "", INDEX, Answer(status=404), {}),
    "skipped": Case(0, "", toml={**FRIDAYS, "expect": '{skipped = ["02-01/02-10"]}'}),
}


def test_each_newspaper_ends_with_the_code_that_is_documented_and_the_gravest_counts(
    tmp_path: Path,
) -> None:
    """All cases are newspapers of one run, which costs one process."""
    hooks = {f"/{name}/{case.path}": case.answer for name, case in CASES.items() if case.path}
    files = {f"{name}/{path}": body for name in CASES for path, body in FILES.items()}
    with serve(files, lambda path, _: hooks.get(path)) as running:
        several(
            tmp_path,
            {name: case.address or f"{running.address}{name}/" for name, case in CASES.items()},
            toml_of={name: case.toml for name, case in CASES.items()},
        )
        done = scrapy("run", tmp_path, *CASES, *ONE, "--summary", tmp_path / "summary.json")
    assert "Traceback" not in done.log
    summary = summary_of(tmp_path)
    ends = {}
    for newspaper in summary["newspapers"]:
        issues = newspaper["issues"]
        told = [one["kind"] for issue in issues for one in [*issue["problems"], *issue["gaps"]]]
        case = CASES[newspaper["newspaper"]]
        ends[newspaper["newspaper"]] = (
            newspaper["exit_code"],
            "".join(issue["outcome"] for issue in issues),
            case.told if case.told in told else "",
        )
    assert ends == {name: (case.code, case.outcome, case.told) for name, case in CASES.items()}
    assert (done.code, summary["exit_code"]) == (3, 3)
    assert done.closing == summary["text"]
    assert "exit 3 (site refused, or no issue found): challenge 2025-02-07: challenge" in (
        done.closing
    )


def test_a_newspaper_that_has_no_issue_any_more_is_noticed(tmp_path: Path) -> None:
    """Two weeks without an issue are too many, even where nobody knows its days."""
    with serve({}) as running:
        folder_of(tmp_path, running.address)
        before = scrapy("run", tmp_path, "yucheng", "--since", DAY, "--until", DAY + 12 * A_DAY)
        then = scrapy("run", tmp_path, "yucheng", "--until", DAY + 13 * A_DAY, "--since",
                      DAY + 13 * A_DAY)  # fmt: skip
    told = scrapy("gaps", tmp_path, "--until", DAY + 13 * A_DAY)
    assert (before.code, then.code, told.code) == (0, 3, 1)
    assert "no issue on 14 days asked for, none is in the archive" in told.out
    assert "2025-02-20: no-issue, no issue on 14 days" in then.closing


USAGE: dict[str, tuple[list[str], dict[str, Any], str]] = {
    "no newspaper": ([], {}, "name newspapers, or give --all"),
    "unknown": (["yuzhon"], {}, "no newspaper yuzhon. Did you mean yuzhong"),
    "no newspaper's spider": (["folder"], {}, "no newspaper folder"),
    "unknown option": (["--quiet"], {}, "unknown option --quiet"),
    "one feed for two": (["wanzhou", "yuzhong"], {"FEEDS": {"x.jsonl": {}}}, "write %(name)s"),
    "no database": (["yuzhong"], {"DATABASE_URL": ""}, "DATABASE_URL is empty"),
}


@pytest.mark.parametrize("name", USAGE)
def test_what_cannot_be_understood_is_refused(name: str) -> None:
    names, changed, complaint = USAGE[name]
    command = Command()
    command.settings = get_project_settings()
    command.settings.setdict({"NEWSPAPERS_DIR": "", **changed}, priority="cmdline")
    loader = get_spider_loader(command.settings)
    command.crawler_process = SimpleNamespace(spider_loader=loader)  # type: ignore[assignment]
    with pytest.raises(UsageError) as caught:
        command.chosen(names, everything=False)
    assert complaint in str(caught.value)
    command.settings.setdict({"DATABASE_URL": "sqlite:///a.db", "FEEDS": {}}, priority="cmdline")
    assert len(command.chosen([], everything=True)) > 15


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["--since", "2025-02-07", "-a", "since=2025-02-07"], "since is given twice"),
        (["-a", "colour=red"], "unknown argument colour"),
        (["--since", "2999-01-01", "--until", "2999-01-02"], "since: 2999-01-01 is in the future"),
    ],
)
def test_arguments_that_no_spider_understands_are_refused(
    tmp_path: Path, args: list[str], complaint: str
) -> None:
    several(tmp_path, {"one": "http://127.0.0.1:1/"})
    done = scrapy("run", tmp_path, "one", *args)
    assert done.code == 2, done.log
    assert complaint in done.log
    assert "Traceback" not in done.log


def test_a_newspaper_that_is_refused_is_missing_where_all_are_to_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = Command()
    command.settings = get_project_settings()
    command.settings.setdict(
        {"NEWSPAPERS_DIR": f"{tmp_path}/none", "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"},
        priority="cmdline",
    )
    loader = get_spider_loader(command.settings)
    command.crawler_process = SimpleNamespace(spider_loader=loader)  # type: ignore[assignment]
    monkeypatch.setattr(Command, "crawl", lambda *_: None)
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    opts = parser.parse_args(["--all"])
    opts.spargs = {}
    command.run([], opts)
    now = dt.datetime.now(dt.UTC)
    summary = command.completed(Summary("run", now, now))
    assert summary.code == 1
    assert summary.text.endswith(
        f"newspaper refused: {tmp_path}/none: no such folder. Check NEWSPAPERS_DIR"
    )


def test_a_log_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    done = scrapy("run", tmp_path, "yuzhong", "--logfile", tmp_path / "none" / "scrapy.log")
    assert done.code == 2, done.log
    assert "scrapy.log cannot be written: No such file" in done.closing
    assert "Traceback" not in done.log


def test_robots_txt_is_a_refusal_and_a_named_day_is_due(tmp_path: Path) -> None:
    robots = Answer(b"User-agent: *\nDisallow: /", media_type="text/plain")
    with serve(FILES, at("robots.txt", robots)) as running:
        done = run(tmp_path, running, "-a", f"date={DAY}")
    assert done.code == 3, done.log
    assert issues_of(summary_of(tmp_path)) == [(f"{DAY}", "refused", 3)]
    assert "robots" in done.closing


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with serve(FILES) as running:
        done = run(tmp_path, running, "-a", f"date={DAY}", "-a", "pages=1",
                   "-s", f"FILES_STORE={tmp_path}/taken/x",
                   "-s", f"METRICS_FILE={tmp_path}/taken/x")  # fmt: skip
    assert done.code == 4, done.log
    assert issues_of(summary_of(tmp_path)) == [(f"{DAY}", "complete", 0)], "the pages are stored"
    assert "METRICS_FILE" in done.closing
    assert "keep/failed" in done.closing


def test_a_database_that_cannot_be_opened_is_told_to_everybody(tmp_path: Path) -> None:
    takes = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
    alert = tmp_path / "alert.json"
    settings = ("-s", f"ALERT_COMMAND={sys.executable} -c '{takes}' {alert}",
                "-s", f"METRICS_FILE={tmp_path / 'news.prom'}", "-s", "LOG_JSON=1",
                "-s", "ALERT_URL=http://127.0.0.1:1/hook")  # fmt: skip
    with serve(FILES) as running:
        done = run(tmp_path, running, *ONE, *settings, database=f"sqlite:///{tmp_path}/no/a.db")
        assert running.requests == 0, "nothing is fetched that cannot be stored"
    assert done.code == 4
    events = [json.loads(line) for line in done.log.splitlines()]
    assert events[-1]["exit_code"] == 4
    assert events[-2]["message"].startswith("ALERT_URL (host 127.0.0.1) cannot be reached")
    assert "mkdir -p" in events[-1]["message"]
    assert json.loads(alert.read_text(encoding="utf-8")) == summary_of(tmp_path)
    assert "yuzhong_news_run_exit_code 4.0" in (tmp_path / "news.prom").read_text()


def test_the_archive_tells_what_is_missing_on_both_databases(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Missing, suspicious, failed, given up: from run to gaps to backfill, and to rest."""
    broken = [f"/{FOLDER}/content_4_0.htm"]
    later = DAY + dt.timedelta(weeks=1)

    def hook(path: str, _body: bytes) -> Answer | None:
        return Answer(status=500) if path in broken else None

    period = ("--until", later)
    with serve(FILES, hook) as running:
        first = run(tmp_path, running, "--since", DAY, *period, database=database_url, **FRIDAYS)
        assert first.code == 3, first.log
        assert issues_of(summary_of(tmp_path)) == [
            (f"{DAY}", "incomplete", 1),
            (f"{later}", "no-issue", 3),
        ]
        assert gaps(tmp_path, database_url, "--json", *period) == 1
        listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [(gap["kind"], gap["date"], gap["page"], gap["times"]) for gap in listed] == [
            ("missing-page", f"{DAY}", 4, 1),
            ("missing-issue", f"{later}", None, 1),
        ]
        broken.clear()
        running.asked.clear()
        filled = scrapy("backfill", tmp_path, "yucheng", *period, database=database_url)
        assert filled.code == 3, filled.log
        assert filled.out.splitlines()[1].split()[:3] == ["yucheng", f"{later}", "missing-issue"]
        pages = [path for path in running.asked if "node" in path or "content" in path]
        assert sorted(pages) == [
            f"/{FOLDER}/content_4_0.htm", f"/{FOLDER}/node_1.htm", f"/{FOLDER}/node_4.htm",
            f"/html/{later:%Y-%m/%d}/node_1.htm",
        ], "only the index and the page that is missing"  # fmt: skip
    with Archive(database_url) as archive:
        assert len(archive.holdings("渝城报", None, later)[DAY].pages) == 4
        attempts = archive.attempts("渝城报")
        assert [(a.outcome, a.times) for a in (attempts[DAY], attempts[later])] == [
            ("complete", 1), ("no-issue", 1),
        ]  # fmt: skip
        # What the site did not have on six days is not asked for any more, and no gap.
        given_up = Attempt(attempts[later].asked_at, "no-issue", GIVE_UP)
        archive.keep_attempts("渝城报", {later: given_up})
    assert gaps(tmp_path, database_url, *period) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "1 more given up" in told.err


def test_newspapers_of_one_host_wait_for_each_other_and_those_of_two_do_not(
    tmp_path: Path,
) -> None:
    both, order = threading.Barrier(2), list[str]()

    def hook(path: str, _body: bytes) -> Answer | None:
        name = path.split("/")[1]
        order.append(name)
        if path.endswith("/node_1.htm") and name != "last":
            both.wait(60)  # which no crawl alone gets past
        return Answer(status=403) if name == "other" else None

    names = ("first", "other", "last")
    files = {f"{name}/{path}": body for name in names for path, body in FILES.items()}
    with serve(files, hook) as running:
        elsewhere = running.address.replace("127.0.0.1", "localhost")
        hosts = {"first": running.address, "other": elsewhere, "last": running.address}
        several(tmp_path, {name: f"{host}{name}/" for name, host in hosts.items()})
        done = scrapy("run", tmp_path, *names, *ONE, "--summary", tmp_path / "summary.json",
                      "-O", f"{tmp_path}/%(name)s.jsonl")  # fmt: skip
    assert done.code == 3, done.log
    codes = {one["newspaper"]: one["exit_code"] for one in summary_of(tmp_path)["newspapers"]}
    assert codes == {"first": 0, "other": 3, "last": 0}
    asked = [name for name in order if name in ("first", "last")]
    assert asked == sorted(asked), "the first is done before the last begins"
    assert len((tmp_path / "last.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_a_backfill_asks_for_the_newest_first_and_for_no_more_than_it_may() -> None:
    found = [
        Gap(GapKind.MISSING_PAGE, DAY, 4),
        Gap(GapKind.THIN_PAGE, DAY, 2),
        Gap(GapKind.MISSING_ISSUE, DAY + dt.timedelta(1)),
        Gap(GapKind.MISSING_PAGE, DAY + dt.timedelta(2), None, "B01"),
        Gap(GapKind.MISSING_PAGE, DAY - dt.timedelta(1), 1),
    ]
    wanted = [
        Missing("yucheng", "渝城报", gap, None, settled=False, resting=False) for gap in found
    ]
    only = only_of(wanted, 3)
    assert only == "2025-02-09 2025-02-08 2025-02-07/2,4"
    assert list(wanted_of(only).values()) == [frozenset(), frozenset(), frozenset({2, 4})]


def test_missing_issues_that_follow_one_another_are_one_line_of_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    def gap(weeks: int, before: int, attempt: Attempt | None = None) -> Missing:
        one = Gap(GapKind.MISSING_ISSUE, DAY + dt.timedelta(weeks=weeks))
        return Missing("yucheng", "渝城报", one, attempt, False, False, before)

    page = Gap(GapKind.MISSING_PAGE, DAY + dt.timedelta(weeks=4), 2)
    asked = Attempt(dt.datetime(2025, 6, 1, tzinfo=dt.UTC), "no-issue", 1)
    found = [
        *(gap(0, 0), gap(1, 0), gap(2, 0)),  # nothing is stored between them
        gap(3, 1),  # behind an issue that is there
        *(Missing("yucheng", "渝城报", page, None, *(False, False), 1) for _ in range(2)),
        *(gap(5, 2), gap(6, 2, asked), gap(7, 2, asked)),
    ]  # fmt: skip
    lines = [line.split() for line in gap_table(found)[1:]]
    assert lines == [
        ["yucheng", "2025-02-07/2025-02-21", "missing-issue", "3", "issues"],
        ["yucheng", "2025-02-28", "missing-issue"],
        *[["yucheng", "2025-03-07", "2", "missing-page"]] * 2,
        ["yucheng", "2025-03-14", "missing-issue"],
        ["yucheng", "2025-03-21/2025-03-28", "missing-issue", "2", "issues", "1", "no-issue",
         "2025-06-01"],
    ]  # fmt: skip


def test_commands_that_look_for_gaps_make_no_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gaps(tmp_path, f"sqlite:///{tmp_path}/a.db") == 1
    assert "there is no archive" in capsys.readouterr().err
    several(tmp_path, {"one": "http://127.0.0.1:1/"})
    done = scrapy("backfill", tmp_path)
    assert done.code == 4, done.log
    assert "there is no archive" in done.closing
    assert not (tmp_path / "a.db").exists()


def test_an_archive_without_gaps_is_told_with_what_was_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several(tmp_path, {"one": "http://127.0.0.1:1/"}, {"one": {"publication_days": '["fri"]'}})
    url = f"sqlite:///{tmp_path / 'a.db'}"
    archive = Archive(url)
    assert gaps(tmp_path, url) == 0
    told = capsys.readouterr()
    assert "nothing is missing among 0 newspapers, 0 days, 0 pages. The archive has no" in told.err
    page = Page(newspaper="one报", issue_date=DAY, page_number=1, source_url="file:///1")
    archive.store(archive.begin_run("one"), [page])
    archive.close()
    week = ("--since", DAY, "--until", DAY + dt.timedelta(6))
    for options in ((), ("--json",)):
        assert gaps(tmp_path, url, *week, *options) == 0
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err == "yuzhong_news: nothing is missing among 1 newspaper, 7 days, 1 page\n"


def test_gaps_of_days_that_are_to_come_are_not_looked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    Archive(url).close()
    with pytest.raises(UsageError, match=r"--since: 2999-01-01 is in the future: today is 2"):
        gaps(tmp_path, url, "--since", "2999-01-01")
    assert gaps(tmp_path, url, "--until", "2999-01-01") == 0
    assert "until 2999-01-01 means until today, 2" in capsys.readouterr().err


def test_the_first_day_there_is_and_a_newspaper_that_is_named_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    several(tmp_path, {"one": "http://127.0.0.1:1/"}, {"one": {"publication_days": '["mon"]'}})
    url = f"sqlite:///{tmp_path / 'a.db'}"
    Archive(url).close()
    period = ("--since", dt.date.min, "--until", dt.date.min)
    assert gaps(tmp_path, url, *period, "--newspaper", "one", "--newspaper", "one报") == 1
    assert capsys.readouterr().out.splitlines()[1:] == ["one        0001-01-01  missing-issue"]
