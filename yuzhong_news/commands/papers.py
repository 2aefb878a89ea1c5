"""The newspapers that a command is about: those that are named, or all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from scrapy.exceptions import UsageError

from yuzhong_news.newspapers import Newspaper


def chosen_papers(
    names: Sequence[str], known: Mapping[str, Newspaper], *, everything: bool
) -> list[Newspaper]:
    """Return the newspapers that are named, in this order, or all; raises ``UsageError``."""
    unknown = [name for name in names if name.startswith("-")]
    if unknown:
        raise UsageError(f"unknown option {' '.join(unknown)}")
    if bool(names) == everything:
        raise UsageError("name newspapers, or give --all; `scrapy list` names them")
    return [
        known[name] if name in known else _unknown(name, known)
        for name in dict.fromkeys(names or sorted(known))
    ]


def _unknown(name: str, known: Iterable[str]) -> Newspaper:
    near = get_close_matches(name, known, n=3)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(f"no newspaper {name}.{meant} `scrapy list` names all")
