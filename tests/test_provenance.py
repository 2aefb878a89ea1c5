"""Which code split a page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuzhong_news import provenance
from yuzhong_news.provenance import sources, splitter_version


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a copy of the package whose sources are those of the version."""
    root = tmp_path / "yuzhong_news"
    shutil.copytree(provenance._ROOT, root, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(provenance, "_ROOT", root)
    splitter_version.cache_clear()
    yield root
    splitter_version.cache_clear()


def test_the_version_is_the_packages_and_a_digest() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", splitter_version())


def test_a_copy_of_the_sources_is_the_same_splitter(copy: Path) -> None:
    here = splitter_version()
    splitter_version.cache_clear()
    shutil.rmtree(copy / "storage")
    assert splitter_version() == here


@pytest.mark.parametrize(
    "file",
    [
        "splitting/text/gaps.py",
        "splitting/bylines/roles.py",
        "reading/pdf.py",
        "platforms/bodies.py",
        "joining.py",
        "items.py",
        "pipelines/printed.py",
    ],
)
def test_a_changed_byte_is_another_splitter(copy: Path, file: str) -> None:
    before = splitter_version()
    with (copy / file).open("a") as changed:
        changed.write("\n")
    assert splitter_version() == before, "it is computed once"
    splitter_version.cache_clear()
    assert splitter_version() != before


def test_where_there_are_no_sources_the_version_is_that_of_the_package(copy: Path) -> None:
    shutil.rmtree(copy)
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", splitter_version())


def test_all_rooms_that_split_are_in_it() -> None:
    names = {file.relative_to(provenance._ROOT).parts[0] for file in sources()}
    assert names >= {"reading", "splitting", "platforms", "joining.py", "items.py", "pipelines"}
