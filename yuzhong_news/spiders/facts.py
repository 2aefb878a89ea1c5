"""Which page a file on disk is: its newspaper, date and page number.

Each fact is taken from the first of these that tells it:

1. the spider's arguments (``-a newspaper=渝中报 -a date=2025-02-10 -a page=2``);
2. a sidecar, the file ``NAME.toml`` beside ``NAME.txt``, with any of the keys ``newspaper``,
   ``date``, ``page``, ``page_name``, ``source_url``;
3. the file's name, where it has the form ``newspaper_YYYYMMDD_pp.ext`` (渝中报_20250210_02.txt).

What none of them tells stays null. A date is written 2025-02-10 or 20250210. A page that is no
number (``A03``, ``要闻``) becomes the page's name, and the page number stays null. Without a
``source_url`` in the sidecar, the source is the file's own ``file://`` address.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from yuzhong_news.items import PageFacts

SIDECAR_SUFFIX = ".toml"
SIDECAR_KEYS = ("newspaper", "date", "page", "page_name", "source_url")
_FILE_NAME = re.compile(r"(?P<newspaper>.+)_(?P<date>[0-9]{8})(?:_(?P<page>[^_]+))?")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBER = re.compile(r"[+-]?[0-9.]+", re.ASCII)
_PAGE_NUMBER = re.compile(r"0*([1-9]\d{0,3})", re.ASCII)


class FactsError(ValueError):
    """A fact about a page cannot be understood; the message names the argument or file."""


class _Told(NamedTuple):
    """What one source tells about a page, unread, and how a message shall name that source."""

    values: Mapping[str, Any]
    origin: str


def facts_of(path: Path, arguments: Mapping[str, str]) -> PageFacts:
    """Return the facts of the page in the file ``path``; the module's docstring tells the order.

    Raises :class:`FactsError` for a sidecar that cannot be read, a key that it may not have, or
    a date that is none. A value that a stronger source overrules is not looked at.
    """
    sources = [_Told(arguments, "argument"), _sidecar(path), _name(path)]
    page, page_origin = _first(sources, "page")
    number, name = page_of(page, page_origin)
    return PageFacts(
        newspaper=_text(*_first(sources, "newspaper")),
        issue_date=date_of(*_first(sources, "date")),
        page_number=number,
        page_name=_text(*_first(sources, "page_name")) or name,
        source_url=_text(*_first(sources, "source_url")) or path.absolute().as_uri(),
    )


def sidecar_of(path: Path) -> Path:
    """Return where the sidecar of the page ``path`` lies, whether there is one or not."""
    return path.with_suffix(SIDECAR_SUFFIX)


def date_of(value: object, origin: str) -> dt.date | None:
    """Return the date in ``value`` (2025-02-10, 20250210, or a date already), null for nothing.

    Raises :class:`FactsError`, which names ``origin``, for everything else.
    """
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(group) for group in match.groups() if group)
        return dt.date(year, month, day)
    except ValueError:
        raise FactsError(
            f"{origin}: {value!s} is no date. Write it as 2025-02-10 or 20250210"
        ) from None


def page_of(value: object, origin: str) -> tuple[int | None, str | None]:
    """Return the page's number, or for what is no number (``A03``) null and the page's name.

    Raises :class:`FactsError`, which names ``origin``, for a number that no page has.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    text = _text(value, origin)
    match = _PAGE_NUMBER.fullmatch(text) if text else None
    if text and match is None and _NUMBER.fullmatch(text):
        raise FactsError(f"{origin}: {text} is no page's number. Pages count from 1 to 9999")
    return (int(match[1]), None) if match else (None, text)


def _first(sources: list[_Told], key: str) -> tuple[Any, str]:
    for source in sources:
        value = source.values.get(key)
        if value is not None and value != "":
            return value, f"{source.origin} {key}"
    return None, key


def _text(value: object, origin: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise FactsError(f"{origin}: {value!r} is no text. Put it in quotation marks")
    return value.strip() or None


def _sidecar(path: Path) -> _Told:
    sidecar = sidecar_of(path)
    origin = f"{sidecar}:"
    if sidecar == path or not (sidecar.is_file() or sidecar.is_symlink()):
        return _Told({}, origin)
    try:
        values = tomllib.loads(sidecar.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError, RecursionError, tomllib.TOMLDecodeError) as error:
        raise FactsError(
            f"{sidecar}: cannot be read as TOML in UTF-8 ({error}). Mend or remove it"
        ) from error
    unknown = sorted(set(values) - set(SIDECAR_KEYS))
    if unknown:
        raise FactsError(
            f"{sidecar}: unknown key {', '.join(unknown)}. It may have {', '.join(SIDECAR_KEYS)}"
        )
    return _Told(values, origin)


def _name(path: Path) -> _Told:
    match = _FILE_NAME.fullmatch(path.stem)
    return _Told(match.groupdict() if match else {}, f"{path}: file name's")
