"""Text pages: lines in their dump's order to articles, by wording, widths and blank lines."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Article, Doubt, Line
from yuzhong_news.splitting.rows import Row, Span
from yuzhong_news.splitting.split import Split
from yuzhong_news.splitting.text.assembly import Assembler
from yuzhong_news.splitting.text.claims import Claims
from yuzhong_news.splitting.text.drafts import drafts_of
from yuzhong_news.splitting.text.frames import frames_of, keeps_indents, parts_by_blanks
from yuzhong_news.splitting.text.gaps import Gaps
from yuzhong_news.splitting.text.layout import layout_of
from yuzhong_news.splitting.text.paragraphs import ParagraphMark
from yuzhong_news.splitting.text.path import best_path
from yuzhong_news.splitting.text.placing import place_captions
from yuzhong_news.splitting.text.rails import spread_rail
from yuzhong_news.splitting.text.refinement import refine
from yuzhong_news.splitting.text.roles import units_of
from yuzhong_news.splitting.text.units import Role


def split_page(lines: Sequence[Line]) -> Split:
    """Return the articles, the furniture and the doubts of the page that ``lines`` are."""
    frames = frames_of(lines)
    indented = keeps_indents(frames)
    units = units_of(frames, indented=indented)
    order = {id(unit): place for place, unit in enumerate(units)}
    blank_parted = parts_by_blanks(frames)
    gaps = Gaps(units, indented=indented, blank_parted=blank_parted)
    claims = Claims(gaps.bodies.wording, gaps.bodies.notices, gaps.headings.told)
    layout = layout_of(gaps, refine(gaps, best_path(gaps), claims))
    mark = _paragraph_mark(indented=indented, blank_parted=blank_parted)
    articles: list[Article] = []
    spans: list[Span] = []
    drafts, pictures = drafts_of(layout, claims)
    loose = spread_rail(drafts, layout.loose)
    place_captions(drafts, pictures, layout.captions, order)
    for number, draft in enumerate(drafts + pictures):
        assembler = Assembler(draft, number, mark)
        articles.append(assembler.build())
        spans += assembler.spans
    furniture: list[str] = []
    doubts: list[Doubt] = []
    for unit in loose:
        if unit.role is not Role.FURNITURE:
            doubts.append(Doubt(cue="unplaced", field="furniture", detail=unit.rows[0].text[:40]))
        for row in unit.rows:
            spans.append(_furniture_span(row, len(furniture)))
            furniture.append(row.text)
    if not articles:
        doubts.append(Doubt(cue="no-article", field="articles"))
    return Split(articles, furniture, doubts, spans)


def _paragraph_mark(*, indented: bool, blank_parted: bool) -> ParagraphMark:
    if indented:
        return ParagraphMark.INDENT
    return ParagraphMark.BLANK if blank_parted else ParagraphMark.WIDTH


def _furniture_span(row: Row, index: int) -> Span:
    return Span(row.line, row.start, row.start + len(row.text), None, "furniture", index)
