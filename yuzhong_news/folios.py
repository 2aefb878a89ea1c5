"""Folios: what a page is called in print, 3 or A03, and which page a mark names.

An archive has numbers for the pages of an issue's first section, and whole labels for those of the
others (第B01版：财经), because two pages of an issue cannot have one number.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

_NAME = re.compile(r"第?\s*([A-Za-zＡ-Ｚ]{1,2})\s*([0-9０-９]{1,3})(?![0-9０-９])")
_MARK = re.compile(r"([A-ZＡ-Ｚ]{1,2})\s*[0-9０-９]{1,3}\s*版")
_NARROW = {0xFF21 + place: chr(0x41 + place) for place in range(26)}


class Folio(NamedTuple):
    """A page as print names it: B03 is section B, number 3; section "" where no letter stands."""

    section: str
    number: int


def folio_of_page(number: int | None, name: str | None) -> Folio | None:
    """Return the folio of a stored page: its number, else the one its name begins with, or None."""
    if number is not None:
        return Folio("", number)
    match = _NAME.match(name or "")
    return Folio(_letters(match[1]), int(match[2])) if match else None


def folio_of_mark(number: int, text: str) -> Folio:
    """Return the folio that a mark names: （下转B03版） has number 3, and its text tells B."""
    match = _MARK.search(text)
    return Folio(_letters(match[1]) if match else "", number)


def resolved(mark: Folio, own: Folio, sections: Collection[str]) -> Folio:
    """Return which page of an issue a mark on the page ``own`` means.

    A bare number counts in the page's own section.  A letter that no page of the issue is stored
    under (not one of ``sections``) is that of the first section, whose pages have their numbers.
    """
    section = mark.section or own.section
    return Folio(section if section in sections else "", mark.number)


def _letters(text: str) -> str:
    return text.translate(_NARROW).upper()
