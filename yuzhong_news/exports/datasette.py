"""Titles and descriptions of the tables for Datasette: ``datasette news.db -m metadata.json``."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from yuzhong_news.exports.files import check_free, is_special, write_whole
from yuzhong_news.exports.formats import Options
from yuzhong_news.exports.problems import ExportError
from yuzhong_news.exports.table import Table
from yuzhong_news.exports.tables import TABLES

_HIDDEN = ("alembic_version",)


def database_name(url: str) -> str | None:
    """Return the name that Datasette gives to the SQLite file of a URL; null if it is none."""
    parts = urlsplit(url)
    if parts.scheme.partition("+")[0] != "sqlite":
        return None
    return PurePosixPath(parts.path).stem or None


def metadata(database: str) -> dict[str, Any]:
    """Return Datasette's metadata for an archive in the file ``database``.db.

    https://docs.datasette.io/en/stable/metadata.html
    """
    tables: dict[str, dict[str, Any]] = {name: _described(one) for name, one in TABLES.items()}
    tables |= {name: {"hidden": True} for name in _HIDDEN}
    tables["article_view"] |= {"fts_table": "article_fts", "fts_pk": "article_id"}
    return {
        "title": "Newspaper archive 报纸文章库",
        "description": "Newspapers, page by page, split into articles by yuzhong_news. Begin with "
        "article_view.",
        "databases": {database: {"title": "Newspaper archive 报纸文章库", "tables": tables}},
    }


def write_metadata(database: str, options: Options) -> None:
    """Write the metadata as JSON to where the options say, or raise an ``ExportError``."""
    text = json.dumps(metadata(database), ensure_ascii=False, indent=2) + "\n"
    try:
        if options.out is None:
            assert options.stream is not None
            options.stream.write(text.encode())
            options.stream.flush()
            return
        check_free([options.out], force=options.force)
        if is_special(options.out):
            options.out.write_text(text, encoding="utf-8")
        else:
            write_whole(options.out, text)
    except BrokenPipeError:
        raise
    except OSError as error:
        place = options.out or "standard output"
        raise ExportError(f"{place} cannot be written: {error.strerror or error}") from error


def _described(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": table.title,
        "description": f"One row is {table.row}.",
        "columns": dict(table.columns),
    }
    if table.label:
        found["label_column"] = table.label
    if table.facets:
        found["facets"] = list(table.facets)
    if table.sort_newest:
        found["sort_desc"] = table.sort_newest
    return found
