"""The end of a run: its summary, metrics, alerts, and last lines."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scrapy.settings import BaseSettings

from yuzhong_news.commands.crawling import Crawled
from yuzhong_news.commands.judging import judged
from yuzhong_news.commands.output import complain
from yuzhong_news.commands.saying import say
from yuzhong_news.expectations import ExitCode
from yuzhong_news.pipelines.json_log import use_json
from yuzhong_news.pipelines.outcome import counted_line
from yuzhong_news.reporting import (
    AlertError,
    NewspaperSummary,
    Summary,
    post,
    tell_command,
    write_whole,
)
from yuzhong_news.reporting.metrics import MetricsError, write_metrics


def summed_up(
    command: str, crawls: Sequence[Crawled], settings: BaseSettings, started_at: dt.datetime
) -> Summary:
    """Return what became of the crawls; an archive that cannot be read is told in it."""
    from yuzhong_news.storage import Archive, StorageError  # noqa: PLC0415

    now = dt.datetime.now(dt.UTC)
    error, newspapers = "", list[NewspaperSummary]()
    try:
        with Archive(str(settings["DATABASE_URL"])) as archive:
            newspapers = [judged(archive, crawled, settings, now) for crawled in crawls]
    except StorageError as failed:
        error = str(failed)
        newspapers = [judged(None, crawled, settings, now) for crawled in crawls]
    return Summary(command, started_at, now, tuple(newspapers), error)


def finish(summary: Summary, settings: BaseSettings, file: str | None) -> int:
    """Write, alert and print what is to be told of a run, and return its exit code.

    A summary or metrics that cannot be written are told, and are failures of the disk.
    """
    try:
        if settings["METRICS_FILE"]:
            write_metrics(Path(settings["METRICS_FILE"]), summary)
    except MetricsError as error:
        summary = _failed(summary, str(error), settings)
    try:
        if file:
            write_whole(Path(file), summary.json())
    except OSError as error:
        problem = f"--summary {file} cannot be written: {error.strerror}"
        summary = _failed(summary, problem, settings)
    if summary.code is not ExitCode.OK:
        _alert(summary, settings)
    code = int(summary.code)
    level = logging.ERROR if code else logging.INFO
    say(summary.text, settings, level, command=summary.command, exit_code=code)
    return code


def tell_newspapers(crawls: Sequence[Crawled], settings: BaseSettings) -> None:
    """Print a line for each newspaper on standard error."""
    for crawled in crawls:
        say(counted_line(crawled.newspaper.name, crawled.stats), settings)


def tell_problem(problem: object, settings: BaseSettings) -> None:
    """Print what went wrong beside the run itself, as all commands do, on standard error."""
    if use_json(settings):
        say(str(problem), settings, logging.ERROR)
    else:
        complain(problem)


def _failed(summary: Summary, message: str, settings: BaseSettings) -> Summary:
    tell_problem(message, settings)
    return replace(summary, error="; ".join(filter(None, (summary.error, message))))


def _alert(summary: Summary, settings: BaseSettings) -> None:
    timeout = settings.getfloat("ALERT_TIMEOUT")
    for setting, alert in (("ALERT_COMMAND", tell_command), ("ALERT_URL", post)):
        try:
            if settings[setting]:
                alert(settings[setting], summary.json(), timeout)
        except AlertError as error:
            tell_problem(error, settings)
