"""Bytes in, lines out: the one door through which every page's bytes pass."""

from typing import NamedTuple

from yuzhong_news.items import Doubt, Line
from yuzhong_news.reading.errors import ReadError
from yuzhong_news.reading.pdf import count_sheets, is_pdf, read_pdf, read_sheet
from yuzhong_news.reading.spacing import without_spacing
from yuzhong_news.reading.text import decode, lines_of

__all__ = ["ReadError", "Reading", "count_sheets", "is_pdf", "read", "read_pdf", "read_sheet"]


class Reading(NamedTuple):
    """The lines of one page, and what was doubtful about its bytes."""

    lines: list[Line]
    doubts: list[Doubt]


def read(body: bytes, *, name: str, charset: str | None = None) -> Reading:
    """Return the lines of the page in ``body``.

    ``name`` is the file or URL that errors shall name; ``charset`` is what the transport declared,
    if it did.  Raises :class:`ReadError` when the bytes are no text page.
    """
    text, doubts = decode(body, name=name, charset=charset)
    text, spaced = without_spacing(text)
    return Reading(lines_of(text), doubts + spaced)
