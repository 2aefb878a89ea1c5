"""From what a user typed to what is looked for.

Blanks separate terms, and an article must have all of them.  A term in quotation marks ("…", “…”,
「…」, 『…』) may hold blanks, and ``""`` in "…" stands for one mark.  ``-`` before a term excludes
the articles that have it.  All else is text, whatever it means to a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yuzhong_news.search.folding import fold

MAX_CHARACTERS = 1000
"""Characters of a query; a longer one is a text that was pasted by mistake."""

MAX_TERMS = 50
"""Terms of a query; FTS5 takes up to 256 in a row."""

_TERM = re.compile(
    r"""(?P<minus>-(?=[^ ]))?
    (?: "(?P<ascii>(?:[^"]|"")+)"(?=\ |$)
      | “(?P<chinese>[^“”]+)”(?=\ |$)
      | 「(?P<corner>[^「」]+)」(?=\ |$)
      | 『(?P<double>[^『』]+)』(?=\ |$)
      | (?P<word>[^ ]+) )""",
    re.VERBOSE,
)


class QueryError(ValueError):
    """The query cannot be answered; the message says why and what to do."""


class Query(NamedTuple):
    """Folded terms: an article that matches has each of ``wanted`` and none of ``excluded``."""

    wanted: tuple[str, ...]
    excluded: tuple[str, ...] = ()


def parse_query(text: str) -> Query:
    """Return what the user looks for, or raise a :class:`QueryError`."""
    _check(text)
    found = list(_terms(fold(text).replace("\n", " ")))
    return _checked(
        [term for term, excluded in found if not excluded],
        [term for term, excluded in found if excluded],
    )


def exact_query(words: Sequence[str]) -> Query:
    """Return a query for each of the words as it stands, with its blanks and marks."""
    for word in words:
        _check(word)
    return _checked([fold(word).replace("\n", " ") for word in words if word], [])


def _terms(text: str) -> Iterator[tuple[str, bool]]:
    for match in _TERM.finditer(text):
        kind = match.lastgroup or "word"
        term = match[kind]
        yield (term.replace('""', '"') if kind == "ascii" else term), match["minus"] is not None


def _check(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            f"the query has {len(text)} characters; {MAX_CHARACTERS} are the limit. "
            "Look for a shorter piece of it"
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QueryError("the query is not text in UTF-8. Set the terminal to UTF-8")


def _checked(wanted: list[str], excluded: list[str]) -> Query:
    if len(wanted) + len(excluded) > MAX_TERMS:
        raise QueryError(
            f"the query has {len(wanted) + len(excluded)} words; {MAX_TERMS} are the limit"
        )
    if not wanted and excluded:
        raise QueryError("the query only excludes words (-词); say also a word that must be there")
    if not wanted:
        raise QueryError("there is nothing to look for: give at least one word")
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(excluded)))
