"""Where in WARC files the response to a request stands."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url

from yuzhong_news.warc.reading import Problem, Record, WarcError, scan
from yuzhong_news.warc.responses import Recorded, read_response, status_of

CAPTURE_LIMIT = 5_000_000
"""Responses that an index holds."""
_NEIGHBOURS = 10_000
"""Records between a request and its response."""
_OTHER_SCHEME = {"http": "https", "https": "http"}


class Capture(NamedTuple):
    """One response: the file and the byte where its record begins, when it came, its status.

    ``usable`` says that it is neither an error nor cut off; ``refers_to`` leads a revisit record
    to the address and time of the response that has its body.
    """

    file: int
    offset: int
    date: dt.datetime
    status: int
    usable: bool
    refers_to: tuple[str, dt.datetime] | None = None


def key_of(url: str, posted: bytes = b"") -> str:
    """Return what tells a request from all others: its address, and what was POSTed."""
    key = canonicalize_url(url)
    return f"{key} {hashlib.sha256(posted).hexdigest()}" if posted else key


class Index:
    """The responses in WARC files by what was asked; ``counts`` tells what the files hold."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.captures: dict[str, list[Capture]] = {}
        self.counts: Counter[str] = Counter()
        self.hosts: set[str] = set()
        self.last: dt.datetime | None = None
        self._ids: OrderedDict[str, str] = OrderedDict()
        self._posted: OrderedDict[str, bytes] = OrderedDict()

    def add(self, path: Path) -> Iterator[Problem]:
        """Take up all responses of a file, and yield what is wrong with it.

        Raises ``OSError`` where it cannot be read, ``WarcError`` where the index is full.
        """
        self.files.append(path)
        for record in scan(path):
            if isinstance(record, Problem):
                yield record
                continue
            kind = record.headers.get("warc-type", "")
            try:
                if kind in ("response", "revisit") and _is_http(record):
                    self._add_response(record)
                elif kind == "request" and _is_http(record):
                    self._add_request(record)
                else:
                    self.counts["ignored"] += 1
            except ValueError as error:
                yield Problem(record.offset, str(error))

    def nearest(self, key: str, near: dt.datetime | None = None) -> Capture | None:
        """Return the response nearest to a time, else the newest; an error only for want of better.

        An address that is not there is looked for with http for https, and the other way round.
        """
        found = self.captures.get(key)
        if found is None:
            scheme, colon, rest = key.partition(":")
            found = self.captures.get(_OTHER_SCHEME.get(scheme, scheme) + colon + rest)
        if not found:
            return None
        usable = [capture for capture in found if capture.usable] or found
        if near is None:
            return max(usable, key=lambda capture: capture.date)
        return min(usable, key=lambda capture: abs(capture.date - near))

    def read(self, capture: Capture, limit: int) -> Recorded:
        """Return the response; raises ``WarcError`` or ``OSError`` where it cannot be had."""
        path = self.files[capture.file]
        try:
            body_from = None
            if capture.refers_to is not None:
                body_from = self._referred(capture.refers_to, limit)
            return read_response(path, capture.offset, limit, body_from)
        except WarcError as error:
            raise WarcError(f"{path}: the record at byte {capture.offset} {error}") from error

    def _referred(self, refers_to: tuple[str, dt.datetime], limit: int) -> Recorded:
        key, date = refers_to
        same = [one for one in self.captures.get(key, ()) if one.refers_to is None]
        first = min(same, key=lambda one: abs(one.date - date), default=None)
        if first is None:
            raise WarcError("is a revisit of a response that is in none of the files")
        return read_response(self.files[first.file], first.offset, limit)

    def _add_response(self, record: Record) -> None:
        headers = record.headers
        url, date = _url(headers), date_of(headers.get("warc-date", ""))
        status = status_of(record.head)
        refers_to = None
        if headers["warc-type"] == "revisit":
            refers_to = (
                key_of(headers.get("warc-refers-to-target-uri", url).strip("<>")),
                date_of(headers.get("warc-refers-to-date", headers["warc-date"])),
            )
            status = status or 200
        if status is None:
            raise ValueError("it is no response of HTTP")
        if sum(self.counts.values()) >= CAPTURE_LIMIT:
            raise WarcError(f"the files hold more than {CAPTURE_LIMIT:,} records. Give fewer")
        capture = Capture(
            len(self.files) - 1,
            record.offset,
            date,
            status,
            status < 400 and "warc-truncated" not in headers,
            refers_to,
        )
        posted = self._posted.get(headers.get("warc-concurrent-to", ""), b"")
        key = key_of(url, posted)
        self.captures.setdefault(key, []).append(capture)
        _keep(self._ids, headers.get("warc-record-id", ""), key)
        self.hosts.add(urlsplit(url).hostname or "")
        self.last = max(self.last or date, date)
        self.counts["responses"] += 1

    def _add_request(self, record: Record) -> None:
        """Take up what was POSTed, whether its response stands before or after it."""
        self.counts["requests"] += 1
        if not record.head.startswith(b"POST "):
            return
        posted = record.head.partition(b"\r\n\r\n")[2]
        if record.length > len(record.head):
            raise ValueError("more was POSTed than any platform asks for")
        _keep(self._posted, record.headers.get("warc-record-id", ""), posted)
        key = self._ids.get(record.headers.get("warc-concurrent-to", ""))
        if key is not None and posted and key in self.captures:
            # Its response is the last one of this address.
            capture = self.captures[key].pop()
            if not self.captures[key]:
                del self.captures[key]
            self.captures.setdefault(key_of(_url(record.headers), posted), []).append(capture)


def date_of(text: str) -> dt.datetime:
    """Return the moment of a WARC-Date, in UTC; raises ``ValueError``."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"its date is none ({text[:40]!r})") from None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def warc_files(paths: Iterable[Path]) -> list[Path]:
    """Return those that are WARC files by their names, also those that were not finished."""
    ends = (".warc", ".warc.gz", ".warc.open", ".warc.gz.open")
    return sorted(path for path in paths if path.name.endswith(ends))


def _is_http(record: Record) -> bool:
    return "application/http" in record.headers.get("content-type", "")


def _url(headers: Mapping[str, str]) -> str:
    url = headers.get("warc-target-uri", "").strip("<>")
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            return url
    except ValueError:
        pass
    raise ValueError(f"its address is none ({url[:80]!r})")


def _keep(
    kept: OrderedDict[str, str] | OrderedDict[str, bytes], name: str, value: str | bytes
) -> None:
    if name:
        kept[name] = value  # type: ignore[assignment]
        if len(kept) > _NEIGHBOURS:
            kept.popitem(last=False)
