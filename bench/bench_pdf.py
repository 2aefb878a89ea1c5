"""PDF pages from bytes to articles, beside others that do less with the same pages; and the memory
of a worker.

The yardsticks are the bare loop that asks PDFium for each character's code, box and font size, and
pdfplumber's extraction of characters.  The aims are at most twice the time of the bare loop, and a
worker whose memory is the same after 500 pages as after 100.
"""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Sequence
from pathlib import Path

import pdfplumber
import pypdfium2.raw as pdfium

from bench.memory_of_worker import split_and_weigh
from bench.side_by_side import compare
from yuzhong_news.reading import read_pdf
from yuzhong_news.splitting import split_printed
from yuzhong_news.workers import Workers

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("YUZHONG_NEWS_SHARED") or ROOT.parent / "shared")

ROUNDS = 5
"""Turns of each piece of work: a set takes seconds for one."""

FIRST, LAST = 100, 500
"""Pages after which a worker is weighed; both are multiples of ``FIRST``."""

TIMEOUT = 600.0
"""Seconds for ``FIRST`` pages."""


def main() -> None:
    """Print one row for each set of pages at hand, and the memory of a worker over all of them."""
    sets = {
        "fixtures/printed.pdf": [ROOT / "fixtures" / "printed.pdf"],
        "shared pages": sorted((SHARED / "pages").glob("*.pdf")),
        "shared real pages": sorted((SHARED / "real").glob("*.pdf")),
    }
    print("read_pdf + split_printed beside others: median (quartiles), CPU time on one core")
    print(f"{'set':<22}{'files':>6}  {'ms a file':<11}{'÷ bare loop':<24}÷ pdfplumber's chars")
    for name, paths in sets.items():
        if not paths:
            print(f"{name:<22}absent")
            continue
        print(f"{name:<22}{len(paths):>6}  {_row([path.read_bytes() for path in paths])}")
    files = [str(path) for paths in sets.values() for path in paths]
    print(f"\nmemory of one worker process, pages of {len(files)} files over and over")
    print(asyncio.run(_memory(files)))


def _row(bodies: Sequence[bytes]) -> str:
    """Return what one set took, and its ratios to both yardsticks."""

    def split() -> None:
        for body in bodies:
            for page in read_pdf(body, name="page"):
                split_printed(page)

    def loop() -> None:
        for body in bodies:
            ask_for_each_character(body)

    def extract() -> None:
        for body in bodies:
            with pdfplumber.open(io.BytesIO(body)) as document:
                for page in document.pages:
                    assert page.chars

    beside_loop = compare(split, loop, ROUNDS)
    beside_pdfplumber = compare(split, extract, ROUNDS)
    milliseconds = 1000 * beside_loop.work.median / len(bodies)
    return f"{milliseconds:<11.0f}{beside_loop.ratio!s:<24}{beside_pdfplumber.ratio}"


def ask_for_each_character(body: bytes) -> int:
    """Ask PDFium for each character's code, box and font size, and do nothing with the answers."""
    document = pdfium.FPDF_LoadMemDocument64(body, len(body), None)
    box, asked = pdfium.FS_RECTF(), 0
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        textpage = pdfium.FPDFText_LoadPage(page)
        for index in range(pdfium.FPDFText_CountChars(textpage)):
            pdfium.FPDFText_GetUnicode(textpage, index)
            pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
            pdfium.FPDFText_GetFontSize(textpage, index)
            asked += 1
        pdfium.FPDFText_ClosePage(textpage)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return asked


async def _memory(paths: Sequence[str]) -> str:
    """Return what a worker weighs after ``FIRST`` and after ``LAST`` pages, and the ratio."""
    workers = Workers(count=1, timeout=TIMEOUT, memory=0)
    try:
        weights = [
            await workers.run(split_and_weigh, paths, start, FIRST)
            for start in range(0, LAST, FIRST)
        ]
    finally:
        workers.close()
    first, last = weights[0], weights[-1]
    if first is None or last is None:
        return "not measured: this system has no /proc"
    return (
        f"after {FIRST} pages {first / 2**20:.0f} MiB, after {LAST} pages {last / 2**20:.0f} MiB; "
        f"ratio {last / first:.3f}"
    )


if __name__ == "__main__":
    main()
