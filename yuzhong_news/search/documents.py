"""The text of an article as it is searched: four fields, each a list of texts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Field(StrEnum):
    """Where in an article a word may be; the names are the columns of the index."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    OTHER = "other"


class Document(NamedTuple):
    """The texts of one article, in the order of print; no hit goes from one text to the next.

    ``headline`` is kicker, headline and subtitle; ``body`` the lead where it is not the first
    paragraph, the paragraphs and the subheads; ``caption`` the captions with their credits;
    ``other`` the column, the dateline and the byline as printed.
    """

    headline: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    def of(self, field: Field) -> tuple[str, ...]:
        """Return the texts of one field."""
        texts: tuple[str, ...] = getattr(self, field.value)
        return texts
