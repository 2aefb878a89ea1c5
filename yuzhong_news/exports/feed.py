"""The newest articles as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import IO, Any
from urllib.parse import urlsplit

from yuzhong_news.exports.csv import caption
from yuzhong_news.exports.stamps import iso
from yuzhong_news.records import Record

VERSION = "https://jsonfeed.org/version/1.1"


class JsonFeedWriter:
    """One JSON object with an item for each article, in the order in which they come."""

    def __init__(self, file: IO[bytes], *, title: str) -> None:
        self.file = file
        head = {"version": VERSION, "title": title, "language": "zh-CN"}
        opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        file.write(f'{opening},\n "items": ['.encode())
        self.between = "\n"

    def add(self, records: Sequence[Record]) -> None:
        """Write an item for each record."""
        for record in records:
            item = json.dumps(item_of(record), ensure_ascii=False)
            self.file.write(f"{self.between}{item}".encode())
            self.between = ",\n"

    def finish(self) -> None:
        """Close the list and the object."""
        self.file.write(b"\n]}\n")


def item_of(record: Record) -> dict[str, Any]:
    """Return the feed's item for an article; what is not known has no key.

    ``id`` is the page's key and the article's place on it: a reader that has seen the item knows it
    again when the page is fetched or split anew.
    """
    day = record["issue_date"]
    item = {
        "id": f"{_page_id(record)}#{record['position'] + 1}",
        "url": _web(record["source_url"]),
        "title": record["headline"],
        "content_html": "\n".join(_html(record)),
        "summary": record["lead"],
        "date_published": f"{day.isoformat()}T00:00:00+08:00" if day else None,
        "date_modified": iso(record["stored_at"]),
        "authors": [{"name": name} for name in _names(record)],
        "tags": _unlike(record["newspaper"], record["page_name"], record["column"]),
        "language": "zh-CN",
        "attachments": [
            {"url": one["url"], "mime_type": one["media_type"]}
            for one in record["documents"]
            if one["kind"] == "pdf" and _web(one["url"])
        ],
    }
    return {key: value for key, value in item.items() if value or key == "content_html"}


def _page_id(record: Record) -> str:
    """Return the page's key, or its sha256 where that is an address, perhaps of a disk."""
    known = record["newspaper"] and record["issue_date"] and record["page_number"] is not None
    key = record["page_key"]
    return key if known else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def _html(record: Record) -> Iterator[str]:
    if record["kicker"]:
        yield f"<p><em>{escape(record['kicker'])}</em></p>"
    if record["subtitle"]:
        yield f"<p><strong>{escape(record['subtitle'])}</strong></p>"
    subheads = list(record["subheads"])
    for place, paragraph in enumerate(record["paragraphs"]):
        while subheads and subheads[0]["before_paragraph"] <= place:
            yield f"<h3>{escape(subheads.pop(0)['text'])}</h3>"
        yield f"<p>{escape(paragraph)}</p>"
    for subhead in subheads:
        yield f"<h3>{escape(subhead['text'])}</h3>"
    for one in record["captions"]:
        yield f"<p><small>{escape(caption(one))}</small></p>"


def _names(record: Record) -> list[str]:
    return _unlike(*(one["name"] for one in record["contributors"]))


def _unlike(*values: str | None) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _web(url: str | None) -> str | None:
    """Return an address of the web; a file's place on a disk is nobody else's business."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None
