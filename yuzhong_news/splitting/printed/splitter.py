"""The steps from a printed page to its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yuzhong_news.items import Article, Box, Doubt, Kind, PrintedPage
from yuzhong_news.splitting.printed import turned
from yuzhong_news.splitting.printed.adverts import adverts_of
from yuzhong_news.splitting.printed.areas import areas_of, lift_plates, settle
from yuzhong_news.splitting.printed.articles import PrintedAssembler
from yuzhong_news.splitting.printed.captions import legends_of, pictures_of
from yuzhong_news.splitting.printed.cells import (
    Cell,
    across,
    along,
    body_of,
    cells_of,
    flat,
    rows_of,
    union,
)
from yuzhong_news.splitting.printed.chains import Chain, chains_of
from yuzhong_news.splitting.printed.column_edges import settle_columns
from yuzhong_news.splitting.printed.flush import with_flush_paragraphs
from yuzhong_news.splitting.printed.head_builder import HeadBuilder
from yuzhong_news.splitting.printed.initials import lift_initials
from yuzhong_news.splitting.printed.label_forms import labels_of, lift_labels
from yuzhong_news.splitting.printed.labels import give_labels, labelled_pictures
from yuzhong_news.splitting.printed.pictures import give_captions, picture_news
from yuzhong_news.splitting.printed.regions import polygons, region_of
from yuzhong_news.splitting.printed.sheet import Sheet
from yuzhong_news.splitting.printed.stacks import blocks_of
from yuzhong_news.splitting.printed.stanzas import settle_stanzas
from yuzhong_news.splitting.printed.strips import strips_of
from yuzhong_news.splitting.printed.subheads import cap_blocks, pull_heads
from yuzhong_news.splitting.rows import Span
from yuzhong_news.splitting.split import Split

_BESIDE = 0.2
"""Share of the smaller of two articles by which one overlaps the other, over or beside it."""

MAX_PARTS = 900
"""Blocks and heads of a page; a densely set one has 150."""

MAX_DRAWINGS = 500
"""Rules, frames, tints and pictures, of each the largest; a page with a large table has 100."""

SCRAP_CHARS = 30
"""Characters without a headline and without a full stop that make no article."""


def split_printed(page: PrintedPage) -> Split:
    """Return the articles, the furniture and the doubts of a printed page.

    A page with a status has no text that could be split: what characters it has are furniture.
    """
    if page.status is not None or not page.lines:
        return _unsplit(page, str(page.status or "no-article"))
    sheet = sheet_of(_bounded(page))
    if len(sheet.blocks) + len(sheet.heads) > MAX_PARTS:
        return _unsplit(page, "too-many-parts")
    chains = chains_of(sheet)
    picture_news(sheet, chains)
    chains += labelled_pictures(sheet, chains)
    lost = give_captions(sheet, chains)
    give_labels(sheet, chains)
    unplaced = [chain for chain in chains if _is_scrap(chain)]
    chains += [Chain(legends=[legend], area=legend.blocks[0].area) for legend in lost]
    chains = _in_order([chain for chain in chains if not _is_scrap(chain)])
    articles: list[Article] = []
    spans: list[Span] = []
    for chain in chains:
        table = chain.area >= 0 and sheet.areas[chain.area].table
        assembler = PrintedAssembler(chain, len(articles), notice=table)
        articles.append(assembler.build())
        articles[-1].region = region_of(chain)
        spans += assembler.spans
    for advert in sheet.adverts:
        rows = rows_of(advert)
        number = len(articles)
        region = polygons([union(cell.box for cell in advert)])
        texts = [row.text for row in rows]
        articles.append(Article(kind=Kind.NOTICE, paragraphs=texts, region=region))
        spans += [
            Span(row.line, row.start, row.start + len(row.text), number, "paragraphs", place)
            for place, row in enumerate(rows)
        ]
    furniture: list[str] = []
    loose = [cell for chain in unplaced for cell in chain.all_cells]
    given = {id(label) for chain in chains for label in chain.labels}
    loose += [label for label in sheet.labels if id(label) not in given]
    for cell in [*sheet.furniture, *loose]:
        spans += [
            Span(row.line, row.start, row.start + len(row.text), None, "furniture", len(furniture))
            for row in cell.rows
        ]
        furniture.append("".join(row.text for row in cell.rows))
    doubts = [Doubt(cue="no-article", field="articles")] if not articles else []
    doubts += turned.doubts_of(page.lines)
    doubts += [
        Doubt(cue="unplaced", field="furniture", detail=cell.text[:40])
        for chain in unplaced
        for cell in chain.cells
    ]
    return Split(articles, furniture, doubts, spans)


def _bounded(page: PrintedPage) -> PrintedPage:
    """Return ``page`` with its largest drawings only, so that line art costs no time."""

    def largest(boxes: list[Box]) -> list[Box]:
        return sorted(boxes, key=lambda box: -max(box.width, box.height))[:MAX_DRAWINGS]

    return replace(
        page,
        rules=largest(page.rules),
        frames=largest(page.frames),
        tints=sorted(page.tints, key=lambda t: -max(t.box.width, t.box.height))[:MAX_DRAWINGS],
        pictures=largest(page.pictures),
    )


def _unsplit(page: PrintedPage, cue: str) -> Split:
    furniture: list[str] = []
    spans: list[Span] = []
    for cell in cells_of(page):
        end = cell.start + len(cell.text)
        spans.append(Span(cell.index, cell.start, end, None, "furniture", len(furniture)))
        furniture.append(cell.text)
    return Split([], furniture, [Doubt(cue=cue, field="articles")], spans)


def sheet_of(page: PrintedPage) -> Sheet:
    """Return ``page`` taken apart into heads, blocks, captions and areas."""
    cells = cells_of(page)
    body, style = body_of(cells)
    strips = strips_of(page, cells, body)
    taken = {id(cell) for cell in strips}
    cells = [cell for cell in cells if id(cell) not in taken]
    areas = areas_of(page, body)
    settle(cells, areas)
    lift_plates(cells, areas, body)
    adverts = adverts_of(areas, cells, (body, style))
    taken = {id(cell) for advert in adverts for cell in advert}
    cells = [cell for cell in cells if id(cell) not in taken]
    cells = lift_initials(cells, body)
    labels = labels_of(page, cells, body)
    lift_labels(labels, cells, areas)
    taken = {id(cell) for cell in labels}
    cells = [cell for cell in cells if id(cell) not in taken]
    builder = HeadBuilder(cells, (body, style), page.rules)
    heads = builder.build()
    blocks = blocks_of(builder.free, flat(page.rules))
    settle_stanzas(blocks)
    blocks = with_flush_paragraphs(blocks)
    settle_columns(blocks)
    pictures = pictures_of(page, body)
    legends = legends_of(pictures, blocks, (body, style))
    used = {id(block) for legend in legends for block in legend.blocks}
    blocks, small = pull_heads([block for block in blocks if id(block) not in used])
    sheet = Sheet(
        body,
        style,
        page.width,
        page.height,
        [*heads, *small],
        blocks,
        legends,
        pictures,
        areas,
        list(page.rules),
        strips,
        labels,
        adverts,
    )
    cap_blocks(sheet.blocks, sheet.heads, pictures, body)
    sheet.prepare()
    return sheet


def _is_scrap(chain: Chain) -> bool:
    """Whether a chain is a few words that belong to nothing."""
    if chain.head is not None or chain.legends:
        return False
    text = "".join(block.text for block in chain.blocks)
    return len(text) < SCRAP_CHARS and "。" not in text


def _in_order(chains: Sequence[Chain]) -> list[Chain]:
    """Return articles as a reader takes them: the left of two side by side, the upper of two.

    Where such a relation runs in a circle, the article with the fewest before it comes first.
    """
    boxes = {id(chain): union(cell.box for cell in _shown(chain)) for chain in chains}
    rest = sorted(chains, key=lambda chain: (boxes[id(chain)].top, boxes[id(chain)].left))
    ordered: list[Chain] = []
    while rest:
        first = min(
            rest,
            key=lambda chain: sum(_precedes(boxes[id(o)], boxes[id(chain)]) for o in rest),
        )
        ordered.append(first)
        rest.remove(first)
    return ordered


def _shown(chain: Chain) -> Sequence[Cell]:
    head = chain.head.lines if chain.head is not None else []
    return [*head, *chain.cells] or chain.legends[0].cells


def _precedes(one: Box, other: Box) -> bool:
    """Whether an article in the box ``one`` is read before another in ``other``."""
    narrower = min(one.width, other.width)
    lower = min(one.height, other.height)
    if across(one, other) > _BESIDE * narrower:
        return one.top < other.top
    if along(one, other) > _BESIDE * lower:
        return one.left < other.left
    return one.top < other.top
