"""The steps from a printed page to its articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yuzhong_news.items import Article, Box, Doubt, PrintedPage
from yuzhong_news.splitting.printed.areas import areas_of, labels_of, settle
from yuzhong_news.splitting.printed.articles import PrintedAssembler
from yuzhong_news.splitting.printed.blocks import blocks_of, settle_columns
from yuzhong_news.splitting.printed.captions import legends_of, pictures_of
from yuzhong_news.splitting.printed.cells import Cell, across, body_of, cells_of, flat
from yuzhong_news.splitting.printed.chains import Chain, chains_of
from yuzhong_news.splitting.printed.heads import HeadBuilder
from yuzhong_news.splitting.printed.pictures import give_captions
from yuzhong_news.splitting.printed.sheet import Sheet
from yuzhong_news.splitting.printed.strips import strips_of
from yuzhong_news.splitting.printed.subheads import cap_blocks, pull_heads
from yuzhong_news.splitting.rows import Span


class Split(NamedTuple):
    articles: list[Article]
    furniture: list[str]
    doubts: list[Doubt]
    spans: list[Span]


def split_printed(page: PrintedPage) -> Split:
    """Return the articles, the furniture and the doubts of a printed page."""
    sheet = sheet_of(page)
    chains = chains_of(sheet)
    _give_labels(sheet, chains)
    lost = give_captions(sheet, chains)
    chains = _in_order(chains)
    articles: list[Article] = []
    spans: list[Span] = []
    for chain in chains:
        table = chain.area >= 0 and sheet.areas[chain.area].table
        assembler = PrintedAssembler(chain, len(articles), notice=table)
        articles.append(assembler.build())
        spans += assembler.spans
    furniture: list[str] = []
    for cell in [*sheet.furniture, *(cell for legend in lost for cell in legend.cells)]:
        spans.append(
            Span(cell.index, cell.start, cell.start + len(cell.text), None, "furniture", len(furniture))
        )
        furniture.append(cell.text)
    return Split(articles, furniture, [], spans)


def sheet_of(page: PrintedPage) -> Sheet:
    """Return ``page`` taken apart into heads, blocks, captions and areas."""
    cells = cells_of(page)
    body, style = body_of(cells)
    strips = strips_of(page, cells, body)
    taken = {id(cell) for cell in strips}
    cells = [cell for cell in cells if id(cell) not in taken]
    areas = areas_of(page, body)
    settle(cells, areas)
    labels = labels_of(page, cells, body)
    taken = {id(cell) for cell in labels}
    cells = [cell for cell in cells if id(cell) not in taken]
    builder = HeadBuilder(cells, (body, style), flat(page.rules))
    heads = builder.build()
    blocks = blocks_of(builder.free, flat(page.rules))
    settle_columns(blocks)
    pictures = pictures_of(page, body)
    legends = legends_of(pictures, blocks, (body, style))
    used = {id(block) for legend in legends for block in legend.blocks}
    blocks, small = pull_heads([block for block in blocks if id(block) not in used])
    sheet = Sheet(
        body, style, page.width, page.height, [*heads, *small], blocks, legends, pictures,
        areas, list(page.rules), strips, labels,
    )
    cap_blocks(sheet.blocks, sheet.heads)
    sheet.prepare()
    return sheet


def _give_labels(sheet: Sheet, chains: Sequence[Chain]) -> None:
    """Give each column label to the head under it, or to all heads of its area."""
    for label in sheet.labels:
        heads = [chain.head for chain in chains if chain.head is not None]
        rail = [head for head in heads if head.area == label.area and label.area >= 0]
        if len(rail) > 1:
            for head in rail:
                head.labels.append(label)
            continue
        under = [
            head
            for head in heads
            if head.box.top >= label.box.top - sheet.body
            and head.box.top - label.box.bottom < 40 * sheet.body
            and (across(head.box, label.box) > 0 or head.box.left <= label.box.left)
        ]
        if under:
            min(under, key=lambda head: _far(label.box, head.box)).labels.append(label)


def _far(label: Box, box: Box) -> float:
    return box.top - label.bottom + 0.5 * abs(box.left - label.left)


def _in_order(chains: Sequence[Chain]) -> list[Chain]:
    def place(chain: Chain) -> tuple[float, float]:
        box = chain.head.box if chain.head is not None else chain.blocks[0].box
        return (box.top, box.left)

    return sorted(chains, key=place)
