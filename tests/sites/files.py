"""The binary files of the invented issue: a small PDF of each page, and a grey picture."""

from __future__ import annotations

import io
import os
from functools import cache

from PIL import Image
from reportlab import rl_config

from tests.pdf_pages import Sheet
from tests.sites.stories import PAGES, Page


@cache
def _pdf(number: int) -> bytes:
    page = PAGES[number - 1]
    rl_config.invariant = 1
    # Fonts bear the time of their making, unless it is set.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1738886400")
    try:
        sheet = Sheet()
        sheet.text(40, 30, f"第{page.number:02}版 {page.name}", 12)
        y = 70.0
        for story in page.stories:
            if story.kicker:
                sheet.text(40, y, story.kicker, 14, "Kai")
                y += 22
            sheet.text(40, y, story.headline, 24, "Hei")
            y += 34
            texts = [text for _, text in story.lines()] + story.caption_lines()
            for place, left in enumerate((40, 225, 410)):
                texts = sheet.column(left, y, texts, ems=18, rows=9)
                del place
            y += 9 * 13 + 20
        return sheet.pdf()
    finally:
        rl_config.invariant = 0


def page_pdf(page: Page) -> bytes:
    """Return the page as a PDF."""
    return _pdf(page.number)


@cache
def page_picture() -> bytes:
    """Return a picture of 350 × 550 pixels."""
    out = io.BytesIO()
    Image.new("L", (350, 550), 200).save(out, "JPEG", quality=30)
    return out.getvalue()
