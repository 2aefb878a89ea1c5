"""``python -m tests.make_printed_fixture FONTS``: set fixtures/printed.json as a PDF beside it.

The page is invented.  ``FONTS`` is a folder (with all below it) that holds the typefaces, of which
the characters used are embedded: Noto Serif CJK and Noto Sans CJK (SIL Open Font License 1.1,
Debian's fonts-noto-cjk) and LXGW WenKai (SIL Open Font License 1.1, Debian's fonts-lxgw-wenkai).
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageDraw
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts

from tests.pages import FIXTURES, expected
from tests.pdf_pages import Sheet

FACES = {
    "Song": ("NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular"),
    "SongBold": ("NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold"),
    "Hei": ("NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold"),
    "Kai": ("LXGWWenKai-Regular.ttf", "LXGWWenKai-Regular"),
}
"""The names that the page knows its typefaces by: the file, and the PostScript name within it."""

LEFT, RIGHT = 36.0, 604.0
BODY, LEADING, GUTTER = 9.5, 13.5, 12.0
COLUMN = 14 * BODY
X = [LEFT + place * (COLUMN + GUTTER) for place in range(4)]
"""The left sides of the page's four columns of 14 characters."""

CURVES = 1.5
"""Thousandths of the em that an outline may stray when cubic curves become quadratic ones."""

STARTS_NO_LINE, ENDS_NO_LINE = "，。、；：？！”）》", "“（《"

Column = tuple[float, float, int]
"""Left side, upper edge, and number of rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a column: ``side`` is 0 at the left, 0.5 centred, 1 at the right."""

    words: str
    indent: float = 0.0
    font: str = "Song"
    side: float | None = None


def main() -> None:
    """Write the page, and say how large it is."""
    rl_config.useA85 = 0
    answer = expected("printed")
    words = json.dumps(answer, ensure_ascii=False) + "（下转第版）"
    _load_faces(Path(sys.argv[1]), {*words, *map(chr, range(0x20, 0x7F))})
    body = _page(answer)
    (FIXTURES / "printed.pdf").write_bytes(body)
    print(f"fixtures/printed.pdf: {len(body):,} bytes")


# Typefaces ----------------------------------------------------------------------------------------


def _load_faces(folder: Path, characters: set[str]) -> None:
    for name, (file, face) in FACES.items():
        (path,) = folder.rglob(file)
        fonts = TTCollection(path).fonts if path.suffix == ".ttc" else [TTFont(path)]
        (font,) = (each for each in fonts if each["name"].getDebugName(6) == face)
        ttf = io.BytesIO(_quadratic(font, face, characters))
        pdfmetrics.registerFont(ttfonts.TTFont(name, ttf))


def _quadratic(font: Any, name: str, characters: set[str]) -> bytes:
    """Return ``characters`` of ``font`` as a TrueType font, which reportlab can embed."""
    units, glyphs = font["head"].unitsPerEm, font.getGlyphSet()
    known = {code: glyph for code, glyph in font.getBestCmap().items() if chr(code) in characters}
    outlines = {}
    for glyph in (".notdef", *known.values()):
        pen = TTGlyphPen(None)
        glyphs[glyph].draw(DecomposingFilterPen(Cu2QuPen(pen, CURVES * units / 1000), glyphs))
        outlines[glyph] = pen.glyph()
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(list(outlines))
    builder.setupCharacterMap(known)
    builder.setupGlyf(outlines)
    left = {glyph: getattr(outline, "xMin", 0) for glyph, outline in outlines.items()}
    builder.setupHorizontalMetrics({glyph: (glyphs[glyph].width, left[glyph]) for glyph in left})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(usWeightClass=font["OS/2"].usWeightClass)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


# Lines --------------------------------------------------------------------------------------------


def _width(words: str, size: float = BODY, font: str = "Song") -> float:
    return float(pdfmetrics.stringWidth(words, font, size))


def _broken(words: str, width: float) -> Iterator[Row]:
    """Yield a paragraph's lines, the first indented by two characters, as printers break them."""
    indent = 2 * BODY
    while words:
        end = next(
            (n for n in range(1, len(words)) if _width(words[: n + 1]) > width - indent + 0.01),
            len(words),
        )
        while end < len(words) and (
            words[end] in STARTS_NO_LINE
            or words[end - 1] in ENDS_NO_LINE
            or (words[end - 1] + words[end]).isascii()
        ):
            end -= 1
        last = end == len(words)
        yield Row(words[:end], indent, side=0.0 if last else None)
        words, indent = words[end:], 0.0


def _rows(article: dict[str, Any], width: float, *, opening: str = "") -> Iterator[Row]:
    """Yield the lines of an article's body, with its subheads between blank lines."""
    subheads = {each["before_paragraph"]: each["text"] for each in article["subheads"]}
    for place, paragraph in enumerate(article["paragraphs"]):
        if place in subheads:
            yield from (Row(""), Row(subheads[place], font="Hei", side=0.5), Row(""))
        yield from _broken(opening + paragraph if place == 0 else paragraph, width)


def _flow(sheet: Sheet, rows: Iterable[Row], columns: Iterable[Column], width: float) -> None:
    """Set ``rows`` into ``columns`` one after the other; all must go in."""
    places = [(x, y + n * LEADING) for x, y, count in columns for n in range(count)]
    lines = list(rows)
    print(f"{len(lines)} rows into {len(places)}")
    for row, (x, y) in zip(lines, places, strict=False):
        room = width - row.indent - _width(row.words, font=row.font)
        spread = room / max(len(row.words) - 1, 1) if row.side is None else 0.0
        sheet.canvas.setFont(row.font, BODY)
        left = x + row.indent + room * (row.side or 0.0)
        baseline = sheet.height - y - 0.88 * BODY
        sheet.canvas.drawString(left, baseline, row.words, charSpace=spread)


# The page -----------------------------------------------------------------------------------------


def _page(answer: dict[str, Any]) -> bytes:
    sheet = Sheet(640.0, 900.0)
    sheet.canvas.setTitle(answer["newspaper"])
    lead, *briefs, school, teahouse, pomelos, notice = answer["articles"]
    _masthead(sheet, answer["furniture"])
    _lead(sheet, lead)
    _rail(sheet, briefs)
    _box(sheet, school)
    _vertical(sheet, teahouse)
    _pictured(sheet, pomelos)
    _notice(sheet, notice)
    return sheet.pdf()


def _masthead(sheet: Sheet, furniture: list[str]) -> None:
    title, date, issue, owner, editors = furniture
    sheet.canvas.setFillColorRGB(0.72, 0.08, 0.08)
    sheet.text(LEFT, 28, title, 46, "Kai")
    sheet.canvas.setFillGray(0)
    for y, words in ((36, date), (50, issue), (64, owner)):
        sheet.text(RIGHT - _width(words, BODY), y, words)
    sheet.tint(LEFT, 84, RIGHT, 86, 0.0)
    sheet.rule(LEFT, 868, RIGHT, 868)
    sheet.text(RIGHT - _width(editors, 8.5), 874, editors, 8.5)


def _lead(sheet: Sheet, article: dict[str, Any]) -> None:
    middle = (X[0] + X[2] + COLUMN) / 2
    _centred(sheet, (middle, 100), article["kicker"], 15, "Song")
    _centred(sheet, (middle, 122), article["headline"], 34, "Hei")
    _centred(sheet, (middle, 166), article["subtitle"], 13, "Kai")
    opening = f"{article['dateline']}（{article['byline']}）"
    rows = [*_rows(article, COLUMN, opening=opening)]
    jump = f"（下转第{article['continued_to']}版）"
    columns = [(x, 192.0, 17) for x in X[:3]]
    _flow(sheet, [*rows, Row(jump, font="Hei", side=1.0)], columns, COLUMN)


def _rail(sheet: Sheet, briefs: list[dict[str, Any]]) -> None:
    sheet.rule(X[3] - GUTTER / 2, 100, X[3] - GUTTER / 2, 418)
    sheet.tint(X[3], 100, RIGHT, 122, 0.25)
    sheet.canvas.setFillGray(1)
    _centred(sheet, (X[3] + COLUMN / 2, 103), briefs[0]["column"], 15, "Hei")
    sheet.canvas.setFillGray(0)
    for place, brief in enumerate(briefs):
        top = 130.0 + 97 * place
        sheet.text(X[3], top, brief["headline"], BODY + 0.6, "Hei")
        _flow(sheet, _rows(brief, COLUMN), [(X[3], top + 17, 5)], COLUMN)


def _box(sheet: Sheet, article: dict[str, Any]) -> None:
    left, right, width = X[0], X[1] + COLUMN, 13 * BODY
    sheet.tint(left, 434, right, 652, 0.95)
    sheet.frame(left, 434, right, 652)
    _centred(sheet, ((left + right) / 2, 444), article["headline"], 20, "SongBold")
    _centred(sheet, ((left + right) / 2, 472), article["byline"], BODY, "Kai")
    columns = [(left + 10, 490.0, 12), (right - 10 - width, 490.0, 12)]
    _flow(sheet, _rows(article, width), columns, width)


def _vertical(sheet: Sheet, article: dict[str, Any]) -> None:
    left, width = X[2], 12 * BODY
    sheet.stacked(left, 440, article["headline"], 27)
    columns = [(RIGHT - 2 * width - GUTTER, 436.0, 16), (RIGHT - width, 436.0, 16)]
    byline = Row(article["byline"], font="Kai", side=1.0)
    _flow(sheet, [*_rows(article, width), byline], columns, width)


def _pictured(sheet: Sheet, article: dict[str, Any]) -> None:
    sheet.rule(LEFT, 662, X[2] + COLUMN, 662)
    _centred(sheet, ((X[0] + X[2] + COLUMN) / 2, 670), article["headline"], 23, "Hei")
    left, right = X[1], X[2] + COLUMN
    image = ImageReader(_picture())
    sheet.canvas.drawImage(image, left, sheet.height - 800, right - left, 96)
    (caption,) = article["captions"]
    sheet.text(left, 804, caption["text"], 8.5, "Kai")
    sheet.text(right - _width(caption["credit"], 8.5), 804, caption["credit"], 8.5, "Kai")
    opening = f"{article['dateline']}（{article['byline']}）"
    columns = [(X[0], 704.0, 12), (X[1], 824.0, 3), (X[2], 824.0, 3)]
    _flow(sheet, _rows(article, COLUMN, opening=opening), columns, COLUMN)


def _picture() -> Image.Image:
    """Return hills, a low sun, and a boat with fruit on a river."""
    image = Image.new("RGB", (1112, 384), "#f6d9a8")
    pen = ImageDraw.Draw(image)
    pen.ellipse((800, 50, 920, 170), fill="#e8743b")
    pen.polygon([(0, 250), (220, 90), (420, 220), (640, 110), (900, 250)], fill="#7f9f80")
    pen.polygon([(500, 250), (860, 150), (1112, 220), (1112, 250)], fill="#5c8065")
    pen.rectangle((0, 250, 1112, 384), fill="#9cc3cf")
    for place in range(9):
        x, y = 60 + place * 117, 275 + place * 53 % 95
        pen.line((x, y, x + 70, y), fill="#d8ecf0", width=4)
    pen.polygon([(250, 290), (640, 290), (585, 345), (305, 345)], fill="#6b4a2f")
    for row, count in enumerate((7, 6, 4)):
        for place in range(count):
            x, y = 330 + 17 * row + 34 * place, 260 - 28 * row
            pen.ellipse((x, y, x + 34, y + 34), fill="#f2c230", outline="#c89a1c", width=2)
    pen.line((610, 290, 610, 170), fill="#4a3522", width=6)
    return image.quantize(32).convert("RGB")


def _notice(sheet: Sheet, article: dict[str, Any]) -> None:
    sheet.frame(X[3], 662, RIGHT, 860)
    width = 12 * BODY
    left = X[3] + (COLUMN - width) / 2
    _centred(sheet, (X[3] + COLUMN / 2, 670), article["headline"], 15, "Hei")
    *paragraphs, signature, date = article["paragraphs"]
    rows = [row for each in paragraphs for row in _broken(each, width)]
    signed = [Row(signature, side=1.0), Row(date, side=1.0)]
    _flow(sheet, [*rows, *signed], [(left, 696.0, 12)], width)


def _centred(sheet: Sheet, middle: tuple[float, float], words: str, size: float, font: str) -> None:
    x, y = middle
    sheet.text(x - _width(words, size, font) / 2, y, words, size, font)


if __name__ == "__main__":
    main()
