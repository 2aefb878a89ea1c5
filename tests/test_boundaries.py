"""Which room may import which: the core takes values and gives values, and knows nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import yuzhong_news

PACKAGE = "yuzhong_news"
ROOT = Path(yuzhong_news.__file__).parent

MAY_IMPORT: dict[str, set[str]] = {
    "": set(),
    "items": set(),
    "settings": set(),
    "exporters": {"items"},
    "expectations": set(),
    "unpacked": set(),
    "reporting": {"expectations"},
    "newspapers": {"expectations", "items", "platforms", "unpacked"},
    "feeds": set(),
    "bounds": set(),
    "redaction": set(),
    "spool": {"items"},
    "platforms": {"items"},
    "reading": {"items"},
    "splitting": {"items", "words"},
    "folios": set(),
    "joining": {"folios", "splitting"},
    "revising": {"items", "splitting"},
    "provenance": set(),
    "search": set(),
    "words": set(),
    "people": set(),
    "keywords": {"splitting", "words"},
    "reprints": set(),
    "storage": {
        *("figures", "folios", "items", "joining", "people", "records", "revising", "search"),
        *("expectations", "unpacked"),
    },
    "enriching": {"keywords", "records", "reprints", "storage", "words"},
    "datasette_plugin": {"search"},
    "records": set(),
    "figures": set(),
    "exports": {"records"},
    "report": {"figures", "words"},
    "picture": {"items", "splitting"},
    "scoring": {"items"},
    "scoring.__main__": {"items", "reading", "splitting"},
    "workers": set(),
    "distributed": {"newspapers", "storage"},
    "warc": set(),
    "resplitting": {
        *("items", "pipelines", "platforms", "reading", "spiders", "storage", "workers"),
    },
    "spiders": {"expectations", "items", "newspapers", "platforms", "reading", "warc", "workers"},
    "pipelines": {
        *("items", "provenance", "reading", "reporting", "splitting", "spool", "storage"),
        "workers",
    },
    "commands": {
        *("bounds", "distributed", "feeds", "redaction", "spool"),
        *("items", "provenance", "reading", "splitting", "storage", "scoring"),
        *("expectations", "exporters", "newspapers", "picture", "pipelines", "platforms"),
        *("reporting", "resplitting", "spiders", "workers", "people", "enriching"),
        *("exports", "records", "report", "search", "words"),
    },
}
"""What of ours each room imports beside itself; "" is the package's own ``__init__``."""

ONLY_IN = {
    "scrapy": {
        *("spiders", "pipelines", "commands", "settings", "exporters", "feeds", "workers"),
    },
    "twisted": {"spiders", "pipelines", "commands"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "sqlite3": {"storage", "datasette_plugin"},
    "psycopg": {"storage", "distributed"},
    "procrastinate": {"distributed"},
    "warcio": {"warc"},
    "html": {"platforms", "exports", "report"},
    "pyarrow": {"exports"},
    "matplotlib": {"report"},
    "datasketch": {"reprints"},
    "lxml": {"platforms"},
    "parsel": {"platforms"},
    "bs4": {"platforms"},
    "jieba": {"words"},
    "datasette": {"datasette_plugin"},
}
"""The rooms that may know a foreign package; what is not named here may be used anywhere."""

FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may_know(file: Path) -> None:
    module = _module_of(file)
    room = module.split(".")[0]
    assert room in MAY_IMPORT, f"say in MAY_IMPORT what the new room {room} may import"
    ours = MAY_IMPORT.get(module, MAY_IMPORT[room]) | {room}
    for name in imports_of(file.read_text(encoding="utf-8"), module, file.name == "__init__.py"):
        top, _, rest = name.partition(".")
        if top == PACKAGE:
            assert not rest or rest.split(".")[0] in ours, f"{module} must not import {name}"
        assert room in ONLY_IN.get(top, {room}), f"{module} must not know {top}"


def test_the_walk_sees_every_way_to_import() -> None:
    code = """
import sqlalchemy.orm, json
from yuzhong_news import storage
from yuzhong_news.reading import read
from . import text
from ..storage.archive import Archive
def late():
    import scrapy
"""
    assert set(imports_of(code, "reading.text", is_package=False)) == {
        "sqlalchemy.orm",
        "json",
        "yuzhong_news.storage",
        "yuzhong_news.reading.read",
        "yuzhong_news.reading.text",
        "yuzhong_news.storage.archive.Archive",
        "scrapy",
    }


def test_the_walk_finds_the_rooms() -> None:
    assert {"items", "reading", "splitting", "storage", "spiders", "pipelines", "commands"} <= {
        _module_of(file).split(".")[0] for file in FILES
    }


def imports_of(code: str, module: str, is_package: bool) -> Iterator[str]:
    """Yield what ``code`` imports, with full names; ``module`` is its own, below the package."""
    home = [PACKAGE, *filter(None, module.split("."))]
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = node.level - is_package
            base = home[: len(home) - up] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")
