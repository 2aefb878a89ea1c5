"""How a run went, told from its stats: for its row in the archive, its exit code, its last line."""

from collections.abc import Mapping
from typing import Any

FINISHED = "finished"
SHUTDOWN = "shutdown"
KILLED = "killed"
"""Reasons of a run that was told to stop, once and twice."""
SPOOL = "spool"
"""The counts of pages that an earlier run had to leave in the spool begin with it."""
WAITING = "store/waiting"
SPOOL_ASIDE = "spool/set_aside"
RUN_NOT_FINISHED = "store/run_not_finished"
FEEDS_NOT_WRITTEN = "feeds_not_written"
_PAGES_FAILED = "/failed"
_BROKEN = (
    *("spider_exceptions/count", RUN_NOT_FINISHED, FEEDS_NOT_WRITTEN),
    *("store/kept", WAITING, SPOOL_ASIDE),
)
_OUTCOMES = ("new", "changed", "unchanged", "kept")
_FEED_FAILED = "feedexport/failed_count/"
_ERRORS_LOGGED = ("log_count/ERROR", "log_count/CRITICAL")
_OF_STORAGE = (
    *("store/failed", "store/waiting", "spool/set_aside", "keep/failed"),
    *(RUN_NOT_FINISHED, FEEDS_NOT_WRITTEN),
)
_NOT_OPENED = "ended as archive_not_opened"
_OF_ISSUES = ("newspaper/failed", "newspaper/documents/failed")
_NOT_COUNTS = ("memusage/", "bytes")


def failures(stats: Mapping[str, Any], reason: str | None) -> dict[str, int]:
    """Return what went wrong in a run, by the name of its count; empty for a good run.

    Each of our steps counts the pages that it could not do under a name that ends in ``/failed``.
    A run that did not end with ``finished`` was interrupted and has not seen all its pages. And
    whatever else was logged as an error makes a run a failed one, too.
    """
    found = {name: count for name, count in stats.items() if count and _is_failure(name)}
    if reason != FINISHED:
        found[f"ended as {reason}"] = 1
    return found or {name: stats[name] for name in _ERRORS_LOGGED if stats.get(name)}


def storage_failures(stats: Mapping[str, Any], reason: str | None) -> dict[str, int]:
    """Return those of the :func:`failures` that the database or the disk is to blame for."""
    return {
        name: count
        for name, count in failures(stats, reason).items()
        if name in (*_OF_STORAGE, _NOT_OPENED) or name.startswith(_FEED_FAILED)
    }


def other_failures(stats: Mapping[str, Any], reason: str | None) -> dict[str, int]:
    """Return those of the :func:`failures` that neither storage nor an issue's report tells of."""
    storage = storage_failures(stats, reason)
    return {
        name: count
        for name, count in failures(stats, reason).items()
        if name not in storage and name not in _OF_ISSUES
    }


def counts(stats: Mapping[str, Any]) -> dict[str, int]:
    """Return the stats that count something, without those that measure bytes."""
    return {
        name: value
        for name, value in stats.items()
        if type(value) is int and not any(word in name for word in _NOT_COUNTS)
    }


def closing_line(spider: str, stats: Mapping[str, Any], reason: str | None) -> str:
    """Return the line that tells how many pages were stored, and whether all went well."""
    found = failures(stats, reason)
    why = ", ".join(f"{name} {count}" if count > 1 else name for name, count in found.items())
    return f"{counted_line(spider, stats)}. {f'NOT OK: {why}' if found else 'OK'}"


def counted_line(spider: str, stats: Mapping[str, Any]) -> str:
    """Return the line without its verdict."""
    failed = sum(count for name, count in stats.items() if name.endswith(_PAGES_FAILED))
    if "store/run" in stats:
        stored = ", ".join(f"{stats.get(f'store/{outcome}', 0)} {outcome}" for outcome in _OUTCOMES)
    else:
        stored = "nothing stored"
    waited = sum(stats.get(f"{SPOOL}/{outcome}", 0) for outcome in _OUTCOMES)
    if waited:
        stored += f"; {waited} of earlier runs stored"
    if stats.get(WAITING):
        stored += f"; {_number(stats, WAITING, 'pages')} waiting in the spool"
    complete = stats.get("newspaper/complete_issues", 0)
    if complete:
        stored += f"; {complete} {'issue' if complete == 1 else 'issues'} complete already"
    return (
        f"{spider}: {_number(stats, 'split/pages')}, {_number(stats, 'check/articles')}, "
        f"{_number(stats, 'check/doubts')}; "
        f"{stored}, {failed} failed"
    )


def _number(stats: Mapping[str, Any], name: str, thing: str = "") -> str:
    count, thing = stats.get(name, 0), thing or name.split("/")[1]
    return f"{count} {thing.removesuffix('s') if count == 1 else thing}"


def _is_failure(name: str) -> bool:
    return name.endswith(_PAGES_FAILED) or name in _BROKEN or name.startswith(_FEED_FAILED)
