"""How a newspaper is named: by its spider's name (yuzhong) or by its title (渝中报)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from yuzhong_news.newspapers.model import Newspaper


def named(name: str, known: Mapping[str, Newspaper]) -> Newspaper | None:
    """Return the newspaper with this name, else the one with this title, null for neither."""
    return known.get(name) or next((one for one in known.values() if one.title == name), None)


def title_of(name: str, known: Mapping[str, Newspaper]) -> str:
    """Return what the archive calls the newspaper that is named: its title, if it is known."""
    newspaper = named(name, known)
    return newspaper.title if newspaper is not None else name


def none_named(name: str, known: Mapping[str, Newspaper], more: Iterable[str] = ()) -> str:
    """Return the message for a name that no newspaper has, with those that are near.

    ``more`` are further names that would have been good, as of newspapers without a TOML.
    """
    words = [*known, *(newspaper.title for newspaper in known.values()), *more]
    near = get_close_matches(name, list(dict.fromkeys(words)), n=3)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"no newspaper {name}.{meant} `scrapy list` names all"
