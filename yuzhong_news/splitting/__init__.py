"""The pure core: a page's lines in, its articles out.  It knows no Scrapy, no SQL, no HTML."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Article, Doubt, Line
from yuzhong_news.splitting.assembly import Assembler
from yuzhong_news.splitting.claims import Claims
from yuzhong_news.splitting.drafts import drafts_of
from yuzhong_news.splitting.frames import frames_of, keeps_indents
from yuzhong_news.splitting.gaps import Gaps
from yuzhong_news.splitting.layout import layout_of
from yuzhong_news.splitting.path import best_path
from yuzhong_news.splitting.printed import split_printed
from yuzhong_news.splitting.refinement import refine
from yuzhong_news.splitting.rows import Row, Span
from yuzhong_news.splitting.split import Split
from yuzhong_news.splitting.units import Role, units_of

__all__ = ["Span", "Split", "split_page", "split_printed"]


def split_page(lines: Sequence[Line]) -> Split:
    """Return the articles, the furniture and the doubts of the page that ``lines`` are."""
    frames = frames_of(lines)
    indented = keeps_indents(frames)
    units = units_of(frames, indented=indented)
    order = {id(unit): place for place, unit in enumerate(units)}
    gaps = Gaps(units, indented=indented)
    claims = Claims(gaps.wording)
    layout = layout_of(gaps, refine(gaps, best_path(gaps), claims))
    articles: list[Article] = []
    spans: list[Span] = []
    for number, draft in enumerate(drafts_of(layout, claims, order)):
        assembler = Assembler(draft, number, indented=indented)
        articles.append(assembler.build())
        spans += assembler.spans
    furniture: list[str] = []
    doubts: list[Doubt] = []
    for unit in layout.loose:
        if unit.role is not Role.FURNITURE:
            doubts.append(Doubt(cue="unplaced", field="furniture", detail=unit.rows[0].text[:40]))
        for row in unit.rows:
            spans.append(_furniture_span(row, len(furniture)))
            furniture.append(row.text)
    if not articles:
        doubts.append(Doubt(cue="no-article", field="articles"))
    return Split(articles, furniture, doubts, spans)


def _furniture_span(row: Row, index: int) -> Span:
    return Span(row.line, row.start, row.start + len(row.text), None, "furniture", index)
