"""PDF pages: from bytes to what is printed where.

PDFium does the parsing; it is not thread-safe, so that one page is read at a time.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from yuzhong_news.items import PrintedPage
from yuzhong_news.reading.bombs import is_bomb
from yuzhong_news.reading.drawings import DrawingReader, TooManyObjectsError
from yuzhong_news.reading.errors import ReadError
from yuzhong_news.reading.glyphs import Glyphs, Handle
from yuzhong_news.reading.legibility import status_of
from yuzhong_news.reading.printed_lines import lines_of
from yuzhong_news.reading.turning import turned

MAX_BYTES = 200_000_000
"""A page of a newspaper has 0.2 to 30 MB."""

MAX_PAGES = 400
"""A district newspaper has 4 to 24 pages, a year's volume has more."""

MAX_CHARACTERS = 100_000
"""A densely set page of a newspaper has 15,000."""

MAX_LINES = 8_000
"""A densely set page of a newspaper has 1,000 lines, with its tables and advertisements 2,000."""

_HEAD = 1024
"""Bytes in which a PDF says that it is one."""

_LOCK = threading.Lock()


def is_pdf(body: bytes) -> bool:
    """Whether ``body`` says that it is a PDF, as readers of PDF ask: within its first kilobyte."""
    return b"%PDF-" in body[:_HEAD]


def read_pdf(body: bytes, *, name: str) -> list[PrintedPage]:
    """Return what is printed on each page of the PDF in ``body``.

    ``name`` is the file or URL that errors shall name.  Raises :class:`ReadError` when the bytes
    are no PDF, are damaged or encrypted, or hold more than a newspaper can.
    """
    with _opened(body, name) as document:
        return [_sheet(document, sheet, name) for sheet in range(1, _count(document, name) + 1)]


def read_sheet(body: bytes, sheet: int, *, name: str) -> PrintedPage:
    """Return what is printed on one page of the PDF; ``sheet`` counts from 1.

    Raises :class:`ReadError` as :func:`read_pdf` does, but knows nothing of the other pages.
    """
    with _opened(body, name) as document:
        return _sheet(document, sheet, name)


def count_sheets(body: bytes, *, name: str) -> int:
    """Return how many pages the PDF in ``body`` has, 1 or more; raises :class:`ReadError`."""
    with _opened(body, name) as document:
        return _count(document, name)


@contextmanager
def _opened(body: bytes, name: str) -> Iterator[Handle]:
    _refuse(body, name)
    with _LOCK:
        document = pdfium.FPDF_LoadMemDocument64(body, len(body), None)
        if not document:
            raise _load_error(name)
        try:
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


def _refuse(body: bytes, name: str) -> None:
    if not body.strip():
        raise ReadError(name, "is empty", "Fetch it again, or remove it from the folder")
    if len(body) > MAX_BYTES:
        raise ReadError(
            name,
            f"has {len(body):,} bytes, more than {MAX_BYTES:,}; that is no newspaper",
            "Cut it into one file a page",
        )
    if not is_pdf(body):
        what = "is an HTML page" if b"<html" in body[:_HEAD].lower() else "does not start as one"
        raise ReadError(name, f"is no PDF: it {what}", "Fetch it again")
    if is_bomb(body):
        raise ReadError(
            name,
            "unpacks to far more than a newspaper can hold (a decompression bomb?)",
            "Leave it out",
        )


def _load_error(name: str) -> ReadError:
    code = pdfium.FPDF_GetLastError()
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ReadError(name, "is encrypted", "Give a copy without password")
    return ReadError(name, "is a damaged or truncated PDF", "Fetch it again")


def _count(document: Handle, name: str) -> int:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise ReadError(name, "has no page", "Fetch it again")
    if count > MAX_PAGES:
        raise ReadError(name, f"has {count} pages, more than {MAX_PAGES}", "Cut it into issues")
    return int(count)


def _sheet(document: Handle, sheet: int, name: str) -> PrintedPage:
    return _page(document, sheet - 1, f"{name}, page {sheet}")


def _page(document: Handle, index: int, name: str) -> PrintedPage:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise ReadError(name, "cannot be parsed", "Fetch the file again")
    try:
        rotation = pdfium.FPDFPage_GetRotation(page)
        if rotation:
            pdfium.FPDFPage_SetRotation(page, 0)
        area = _area(page)
        textpage = pdfium.FPDFText_LoadPage(page)
        if not textpage:
            raise ReadError(name, "has a text layer that cannot be parsed", "Fetch the file again")
        try:
            printed = _read(page, textpage, index, area, name)
            return turned(printed, rotation) if rotation else printed
        finally:
            pdfium.FPDFText_ClosePage(textpage)
    finally:
        pdfium.FPDF_ClosePage(page)


def _area(page: Handle) -> tuple[float, float, float, float]:
    """Return the page's left, bottom, right and top in PDF units.

    Where its crop box and media box have nothing in common, readers show the media box.
    """
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, rect) and rect.right > rect.left:
        return rect.left, rect.bottom, rect.right, rect.top
    sides = [ctypes.c_float() for _ in range(4)]
    if pdfium.FPDFPage_GetMediaBox(page, *sides):
        left, bottom, right, top = (side.value for side in sides)
        if right > left and top > bottom:
            return left, bottom, right, top
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return 0.0, 0.0, width, height


def _read(
    page: Handle,
    textpage: Handle,
    index: int,
    area: tuple[float, float, float, float],
    name: str,
) -> PrintedPage:
    count = pdfium.FPDFText_CountChars(textpage)
    if count > MAX_CHARACTERS:
        raise ReadError(
            name,
            f"has {count:,} characters, more than {MAX_CHARACTERS:,}; that is no newspaper's page",
            "Leave it out",
        )
    try:
        drawn = DrawingReader(area).read(page)
    except TooManyObjectsError as error:
        raise ReadError(name, "has too many objects for a newspaper", "Leave it out") from error
    handle = ctypes.cast(textpage, ctypes.c_void_p).value
    runs = Glyphs(handle, area[0], area[3]).runs(max(count, 0)) if handle else []
    width, height = area[2] - area[0], area[3] - area[1]
    lines = [
        line
        for line in lines_of(runs, drawn)
        if line.box.right > 0 and line.box.bottom > 0
        if line.box.left < width and line.box.top < height
    ]
    if len(lines) > MAX_LINES:
        raise ReadError(
            name,
            f"has {len(lines):,} separate lines, more than {MAX_LINES:,}; no newspaper has that",
            "Leave it out",
        )
    status = status_of(lines, drawn.pictures, width * height)
    return PrintedPage(
        index + 1,
        width,
        height,
        lines,
        drawn.rules,
        drawn.frames,
        drawn.tints,
        drawn.pictures,
        status,
    )
