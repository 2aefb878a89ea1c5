"""Metrics of the last run, for Prometheus' textfile collector (extra ``[metrics]``).

All are gauges: each run tells of itself, and the file is renewed by the next.
"""

from __future__ import annotations

from pathlib import Path

from yuzhong_news.expectations import IssueOutcome
from yuzhong_news.reporting.files import write_whole
from yuzhong_news.reporting.summary import Summary

PREFIX = "yuzhong_news_run"
NEEDED = "METRICS_FILE needs prometheus-client: pip install 'yuzhong_news[metrics]'"


class MetricsError(Exception):
    """Metrics cannot be written; the message says why, and what to do."""


def metrics_of(summary: Summary) -> str:
    """Return the metrics in Prometheus' text format; raises :class:`MetricsError`."""
    try:
        from prometheus_client import CollectorRegistry, Gauge, generate_latest  # noqa: PLC0415
    except ImportError:
        raise MetricsError(NEEDED) from None
    registry = CollectorRegistry()

    def gauge(name: str, told: str, *labels: str) -> Gauge:
        return Gauge(f"{PREFIX}_{name}", told, labels, registry=registry)

    finished = gauge("finished_timestamp_seconds", "When the last run ended.")
    finished.set(summary.finished_at.timestamp())
    duration = gauge("duration_seconds", "How long the last run took.")
    duration.set((summary.finished_at - summary.started_at).total_seconds())
    gauge("exit_code", "The exit code of the last run.").set(int(summary.code))
    code = gauge("newspaper_exit_code", "What a newspaper made of the exit code.", "newspaper")
    issues = gauge("issues", "Issues by what became of them.", "newspaper", "outcome")
    pages = gauge("pages", "Pages by what became of them.", "newspaper", "outcome")
    gaps = gauge("gaps", "Gaps in the issues of the run, by kind.", "newspaper", "kind")
    articles = gauge("articles", "Articles found.", "newspaper")
    doubts = gauge("doubts", "Decisions on weak cues.", "newspaper")
    requests = gauge("requests", "Requests sent.", "newspaper")
    received = gauge("response_bytes", "Bytes of the responses' bodies.", "newspaper")
    for one in summary.newspapers:
        name = one.newspaper
        code.labels(name).set(int(one.code))
        articles.labels(name).set(one.articles)
        doubts.labels(name).set(one.doubts)
        requests.labels(name).set(one.requests)
        received.labels(name).set(one.response_bytes)
        for outcome in IssueOutcome:
            issues.labels(name, outcome.value).set(one.outcomes[outcome])
        for became, count in one.pages.items():
            pages.labels(name, became).set(count)
        for gap in (gap for issue in one.issues for gap in issue.gaps):
            gaps.labels(name, gap.kind.value).inc()
    return generate_latest(registry).decode()


def write_metrics(file: Path, summary: Summary) -> None:
    """Renew ``file``; raises :class:`MetricsError`."""
    text = metrics_of(summary)
    try:
        write_whole(file, text)
    except OSError as error:
        raise MetricsError(f"METRICS_FILE {file} cannot be written: {error.strerror}") from None
