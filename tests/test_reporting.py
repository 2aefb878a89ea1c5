"""What a run leaves for others: a summary, metrics, alerts, a log in JSON."""

from __future__ import annotations

import datetime as dt
import json
import logging
import socket
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.pages import ROOT
from tests.papers import DAY as DAY_OF_SITE
from tests.papers import folder_of, site
from tests.replay import Answer, serve
from tests.runs import scrapy
from yuzhong_news.expectations import ExitCode, Gap, GapKind, IssueOutcome, Problem
from yuzhong_news.reporting import (
    AlertError,
    IssueSummary,
    NewspaperSummary,
    Summary,
    post,
    tell_command,
    write_whole,
)
from yuzhong_news.reporting.logs import JsonFormatter
from yuzhong_news.reporting.metrics import MetricsError, metrics_of, write_metrics

BEGAN = dt.datetime(2026, 1, 3, 0, 30, tzinfo=dt.UTC)
DAY = dt.date(2026, 1, 3)
GOOD = IssueSummary(DAY, IssueOutcome.COMPLETE, ExitCode.OK)
BAD = IssueSummary(
    DAY,
    IssueOutcome.INCOMPLETE,
    ExitCode.DATA_MISSING,
    (Problem("error-page", "http://x/2.htm answers 500"),),
    (Gap(GapKind.MISSING_PAGE, DAY, 2), Gap(GapKind.MISSING_PAGE, DAY, 3)),
)


def a_newspaper(name: str, code: ExitCode, *issues: IssueSummary, **more: Any) -> NewspaperSummary:
    pages = {"new": 3, "failed": 0}
    return NewspaperSummary(
        name, f"{name}报", code, "finished", 7, issues=issues, pages=pages, **more
    )


def a_summary(*newspapers: NewspaperSummary, **more: Any) -> Summary:
    return Summary("run", BEGAN, BEGAN + dt.timedelta(seconds=90), newspapers, **more)


# The summary

MIXED = a_summary(
    a_newspaper("yuzhong", ExitCode.OK, GOOD), a_newspaper("yucheng", ExitCode.DATA_MISSING, BAD)
)


def test_the_last_line_tells_how_the_run_was() -> None:
    good = a_summary(a_newspaper("yuzhong", ExitCode.OK, GOOD))
    assert good.text == "run: 1 newspaper, 1 issue (1 complete). OK"
    assert MIXED.text == (
        "run: 2 newspapers, 2 issues (1 complete, 1 incomplete). NOT OK, exit 1 (data missing): "
        "yucheng 2026-01-03: 2 missing-page"
    )


def test_the_line_names_the_gravest_first_and_no_more_than_three() -> None:
    many = [a_newspaper(f"n{n}", ExitCode.DATA_MISSING, BAD) for n in range(5)]
    line = a_summary(*many, error="the disk is full").text
    assert "exit 4 (database or disk): the disk is full; n0" in line
    assert line.endswith("and 3 more")


def test_the_documentation_names_every_key_of_the_summary() -> None:
    values = json.loads(a_summary(*MIXED.newspapers, missing=({"kind": "x"},)).json())
    newspaper = values["newspapers"][1]
    issue = newspaper["issues"][0]
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text.split("| key of the summary |", 1)[1].split("\n\n", 1)[0]
    told = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    keys = {
        *values,
        *(f"newspapers[].{key}" for key in newspaper),
        *(f"newspapers[].issues[].{key}" for key in issue),
        *(f"newspapers[].issues[].problems[].{key}" for key in issue["problems"][0]),
        *(f"newspapers[].issues[].gaps[].{key}" for key in issue["gaps"][0]),
    }
    assert told == keys


def test_the_summary_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "made" / "summary.json"
    write_whole(file, MIXED.json())
    write_whole(file, a_summary().json())
    assert json.loads(file.read_text(encoding="utf-8"))["newspapers"] == []
    assert [path.name for path in file.parent.iterdir()] == ["summary.json"]
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "\ud800")
    assert json.loads(file.read_text(encoding="utf-8"))["exit_code"] == 0
    assert [path.name for path in file.parent.iterdir()] == ["summary.json"]


# Metrics


def test_metrics_are_gauges_with_units_in_prometheus_format(tmp_path: Path) -> None:
    file = tmp_path / "news.prom"
    write_metrics(file, MIXED)
    text = file.read_text(encoding="utf-8")
    assert "yuzhong_news_run_duration_seconds 90.0" in text
    assert "yuzhong_news_run_exit_code 1.0" in text
    assert 'yuzhong_news_run_issues{newspaper="yucheng",outcome="incomplete"} 1.0' in text
    assert 'yuzhong_news_run_issues{newspaper="yucheng",outcome="refused"} 0.0' in text
    assert 'yuzhong_news_run_gaps{kind="missing-page",newspaper="yucheng"} 2.0' in text
    assert 'yuzhong_news_run_pages{newspaper="yuzhong",outcome="new"} 3.0' in text
    assert {line.split()[3] for line in text.splitlines() if line.startswith("# TYPE")} == {"gauge"}


def test_the_documentation_names_every_metric() -> None:
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    names = [
        line.split()[2] for line in metrics_of(MIXED).splitlines() if line.startswith("# HELP")
    ]
    assert len(names) == 11
    assert not [name for name in names if f"`{name}`" not in told]


def test_metrics_without_their_package_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(MetricsError, match=r"pip install 'yuzhong_news\[metrics\]'"):
        metrics_of(MIXED)


# Alerts

TAKES = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"


def test_a_command_gets_the_summary_without_a_shell(tmp_path: Path) -> None:
    file = tmp_path / "$(echo x); taken"
    tell_command(f"{sys.executable} -c '{TAKES}' '{file}'", MIXED.json(), 60)
    assert file.read_text(encoding="utf-8") == MIXED.json()


def test_a_command_that_fails_is_told_without_its_arguments() -> None:
    failing = f"{sys.executable} -c 'raise SystemExit(3)' token=secret"
    with pytest.raises(AlertError, match=r"ended with code 3$") as caught:
        tell_command(failing, "{}", 60)
    assert "secret" not in str(caught.value)
    for command, why in (("/no/such secret", "cannot be run"), ("'", "cannot be read")):
        with pytest.raises(AlertError, match=why) as caught:
            tell_command(command, "{}", 60)
        assert "secret" not in str(caught.value)


def test_a_command_that_hangs_is_ended() -> None:
    with pytest.raises(AlertError, match=r"took longer than 0\.2 seconds"):
        tell_command(f"{sys.executable} -c 'input(); input(); import time; time.sleep(60)'",
                     "\n" * 2, 0.2)  # fmt: skip


def test_an_address_gets_the_summary() -> None:
    got: list[tuple[str, bytes]] = []

    def hook(path: str, body: bytes) -> Answer:
        got.append((path, body))
        return Answer(status=204)

    with serve({}, hook) as site:
        post(f"{site.address}hook?token=secret", MIXED.json(), 60)
    assert got == [("/hook?token=secret", MIXED.json().encode())]


@pytest.mark.parametrize("status", [302, 403, 500])
def test_an_address_that_does_not_take_it_is_told_without_its_secret(status: int) -> None:
    answer = Answer(status=status, location="/elsewhere" if status == 302 else "")
    with serve({}, lambda *_: answer) as site:
        with pytest.raises(AlertError, match=f"answers {status}$") as caught:
            post(f"{site.address}hook?token=secret", "{}", 60)
        assert site.requests == 1, "no redirect is followed"
    assert "secret" not in str(caught.value)


def test_an_address_that_drips_its_answer_is_given_up() -> None:
    over = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with closing(connection), suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                while not over.wait(0.05):
                    connection.sendall(b"X: x\r\n")

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/secret"
        with pytest.raises(AlertError, match=r"took longer than 0\.3 seconds") as error:
            post(url, MIXED.json(), 0.3)
        over.set()
        dripping.join()
    assert "secret" not in str(error.value)


def test_an_address_that_is_none_or_not_there_is_told_without_its_secret() -> None:
    for url in ("file:///etc/secret", "secret", "http://127.0.0.1:1/secret"):
        with pytest.raises(AlertError) as caught:
            post(url, "{}", 60)
        assert "secret" not in str(caught.value)


# The log


def test_an_event_is_one_line_of_json() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("yuzhong", logging.ERROR, "f", 1, "页 %s\n坏", ("2",),
                                   sys.exc_info())  # fmt: skip
    line = JsonFormatter().format(record)
    assert "\n" not in line
    event = json.loads(line)
    assert event["message"] == "页 2\n坏"
    assert event["level"] == "ERROR"
    assert "ValueError: two\nlines" in event["exception"]
    assert dt.datetime.fromisoformat(event["time"]).tzinfo is not None


def test_an_event_whose_secrets_were_taken_out_still_has_its_exception() -> None:
    record = logging.LogRecord("yuzhong", logging.ERROR, "f", 1, "broke", (), None)
    record.exc_text = "ValueError: at http://me:***@host/"
    assert json.loads(JsonFormatter().format(record))["exception"] == record.exc_text


@pytest.mark.parametrize("command", ["crawl", "run"])
def test_all_that_a_command_logs_and_says_is_json(command: str, tmp_path: Path) -> None:
    """From Scrapy's first line on, at each level, to the closing line."""
    with serve(site(pdf_pages=())) as running:
        folder_of(tmp_path, running.address)
        options = ("-a", f"date={DAY_OF_SITE}", "-L", "INFO", "-s", "LOG_JSON=1")
        ended = scrapy(command, tmp_path, "yucheng", *options)
    events = [json.loads(line) for line in ended.log.removesuffix("\n").split("\n")]
    assert ended.code == 0
    assert any("Versions" in event["message"] for event in events)
    assert len({json.dumps(event) for event in events}) == len(events), "none is logged twice"
    assert (events[-1]["command"], events[-1]["exit_code"]) == (command, 0)
