"""From TOML files to newspapers; what is wrong with a file is told with the file and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from yuzhong_news.newspapers.model import Newspaper, Older, Selectors
from yuzhong_news.platforms import PLATFORMS

BUILT_IN = Path(__file__).parent
"""The newspapers that come with yuzhong_news."""


class NewspaperError(ValueError):
    """A newspaper's file is refused; the message names the file, the key, and what to do."""


class Loaded(NamedTuple):
    """The newspapers by their names, and why files were refused."""

    newspapers: dict[str, Newspaper]
    refused: list[NewspaperError]


def load_folders(folders: Iterable[Path]) -> Loaded:
    """Return the newspapers of all ``*.toml`` in the folders.

    A newspaper of a later folder takes the place of one of the same name before it; two of one
    name in one folder are refused, and so is a folder that is not there.
    """
    newspapers: dict[str, Newspaper] = {}
    refused: list[NewspaperError] = []
    for folder in folders:
        if not folder.is_dir():
            refused.append(NewspaperError(f"{folder}: no such folder. Check NEWSPAPERS_DIR"))
            continue
        here: dict[str, Path] = {}
        for file in sorted(folder.glob("*.toml")):
            try:
                newspaper = load_file(file)
                if newspaper.name in here:
                    other = here[newspaper.name]
                    raise NewspaperError(
                        f"{file}: name: {newspaper.name} is the name in {other} already"
                    )
            except NewspaperError as error:
                refused.append(error)
                continue
            here[newspaper.name] = file
            newspapers[newspaper.name] = newspaper
    return Loaded(newspapers, refused)


def load_file(file: Path) -> Newspaper:
    """Return the newspaper in ``file``, or raise :class:`NewspaperError`."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise NewspaperError(f"{file}: cannot be read as TOML in UTF-8: {error}") from error
    try:
        return Newspaper.model_validate(
            values, context={"platforms": PLATFORMS, "folder": file.parent}
        )
    except ValidationError as error:
        problems = "; ".join(_told(problem) for problem in error.errors())
        raise NewspaperError(f"{file}: {problems}") from error


def _told(problem: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    """Return one problem with its key: ``older.0.until: is no date; …``."""
    key = ".".join(str(part) for part in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        table, fields = _table_of(problem["loc"])
        message = f"is an unknown key. {table} may have {', '.join(fields)}"
    elif problem["type"] == "missing":
        message = "is missing"
    elif "input" in problem and not isinstance(problem["input"], dict):
        message = f"{problem['input']!r} {message}"
    return f"{key}: {message}" if key else message


def _table_of(place: tuple[str | int, ...]) -> tuple[str, Iterable[str]]:
    """Return how the table is called in which a key stands, and the keys that it may have."""
    if "selectors" in place[:-1]:
        return "The selectors", Selectors.model_fields
    if "older" in place[:-1]:
        return "An older layout", Older.model_fields
    return "A newspaper", Newspaper.model_fields
