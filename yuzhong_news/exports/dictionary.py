"""What stands beside an export: its data dictionary for people, and one for programs.

The latter is a Data Package with a Table Schema, by the names of
https://datapackage.org/standard/data-package/ and https://datapackage.org/standard/table-schema/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yuzhong_news.exports.columns import COLUMNS, Column, ListOf, Struct, Type, type_name
from yuzhong_news.exports.files import DICTIONARY_HEADING

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True, slots=True)
class Resource:
    """A written file: its name, format, media type, size, sha256 (hex) and number of articles."""

    path: str
    format: str
    media_type: str
    bytes: int
    sha256: str
    articles: int


def markdown(format_name: str, *, flat: bool, without: tuple[str, ...] = ()) -> str:
    """Return the dictionary as Markdown: a table of all columns, with those inside them.

    ``flat`` is that of a format whose lists are text in one cell; ``without`` are columns that the
    format has not.
    """
    rows = "".join(
        f"| `{name}` | {kind} | {_escaped(meaning)} |\n"
        for column in COLUMNS
        if column.name not in without
        for name, kind, meaning in _rows(column, flat=flat)
    )
    return (
        f"{DICTIONARY_HEADING}\n\n"
        f"Format: {format_name}. One record is one article. What is not known or not printed is "
        f"{'an empty cell' if flat else 'null'}; lists are empty where there is nothing.\n\n"
        f"| column | type | meaning |\n|---|---|---|\n{rows}"
    )


def datapackage(resource: Resource, *, flat: bool) -> str:
    """Return the descriptor of a Data Package with this one resource, as JSON."""
    described: dict[str, Any] = {
        "name": "articles",
        "path": resource.path,
        "format": resource.format,
        "mediatype": resource.media_type,
        "encoding": "utf-8",
        "bytes": resource.bytes,
        "hash": f"sha256:{resource.sha256}",
        "rowcount": resource.articles,
        "schema": schema(flat=flat),
    }
    if flat:
        described |= {"type": "table", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"}}
    package = {
        "$schema": PROFILE,
        "title": "Newspaper articles, exported by yuzhong_news",
        "resources": [described],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def schema(*, flat: bool) -> dict[str, Any]:
    """Return the Table Schema of the columns; ``flat`` as for :func:`markdown`."""
    return {
        "fields": [_field(column, flat=flat) for column in COLUMNS],
        "primaryKey": ["article_id"],
        "missingValues": [""],
    }


def _field(column: Column, *, flat: bool) -> dict[str, Any]:
    nested = isinstance(column.type, ListOf)
    field: dict[str, Any] = {
        "name": column.name,
        "type": ("string" if flat else "array") if nested else column.type,
        "description": _meaning(column, flat=flat),
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if nested and not flat:
        constraints["jsonSchema"] = _json_schema(column.type)
    return field | ({"constraints": constraints} if constraints else {})


def _json_schema(of: Type) -> dict[str, Any]:
    if isinstance(of, ListOf):
        return {"type": "array", "items": _json_schema(of.of)}
    if isinstance(of, Struct):
        return {
            "type": "object",
            "properties": {column.name: _property(column) for column in of.columns},
            "required": [column.name for column in of.columns],
            "additionalProperties": False,
        }
    if of in ("date", "datetime"):
        return {"type": "string", "format": "date" if of == "date" else "date-time"}
    return {"type": of}


def _property(column: Column) -> dict[str, Any]:
    found = _json_schema(column.type) | {"description": column.meaning}
    return found if column.required else found | {"type": [found["type"], "null"]}


def _rows(column: Column, *, flat: bool, before: str = "") -> Iterator[tuple[str, str, str]]:
    name = f"{before}{column.name}"
    if flat:
        kind = "string" if isinstance(column.type, ListOf) else type_name(column.type)
        yield name, kind, _meaning(column, flat=True)
        return
    yield name, type_name(column.type), column.meaning
    inner = column.type
    marks = ""
    while isinstance(inner, ListOf):
        inner, marks = inner.of, f"{marks}[]"
    if isinstance(inner, Struct):
        for one in inner.columns:
            yield from _rows(one, flat=False, before=f"{name}{marks}.")


def _meaning(column: Column, *, flat: bool) -> str:
    if flat and isinstance(column.type, ListOf):
        return f"{column.meaning}; {column.cell}"
    return column.meaning


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
