"""Chains: the head and the blocks of each article in reading order, by one optimal matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yuzhong_news.splitting.matching import best_assignment
from yuzhong_news.splitting.printed.blocks import Block
from yuzhong_news.splitting.printed.captions import Legend
from yuzhong_news.splitting.printed.cells import Cell
from yuzhong_news.splitting.printed.heads import Head
from yuzhong_news.splitting.printed.links import Linker
from yuzhong_news.splitting.printed.sheet import Sheet

WEAK = 2.0
"""A link of less weight leaves a doubt."""


@dataclass(slots=True, eq=False)
class Chain:
    """One article: ``subheads`` gives for a block's id the head that stands over it inside."""

    head: Head | None = None
    blocks: list[Block] = field(default_factory=list)
    subheads: dict[int, Head] = field(default_factory=dict)
    legends: list[Legend] = field(default_factory=list)
    labels: list[Cell] = field(default_factory=list)
    weak: bool = False
    area: int = -1

    @property
    def cells(self) -> list[Cell]:
        """The lines of the chain's blocks."""
        return [cell for block in self.blocks for cell in block.lines]

    @property
    def all_cells(self) -> list[Cell]:
        """The lines of the chain's blocks, and of the small heads between them with their marks."""
        heads = self.subheads.values()
        marks = [cell for head in heads for cell, _ in (*head.bylines, *head.jumps)]
        return [*self.cells, *(cell for head in heads for cell in head.lines), *marks]


def chains_of(sheet: Sheet) -> list[Chain]:
    """Return the articles of ``sheet``; every block is in exactly one, heads as well."""
    follower, weak = _match(sheet)
    chains: list[Chain] = []
    placed: set[int] = set()
    used: set[int] = set()
    followed = {id(block) for block in follower.values()}
    starts: list[Head | Block] = [head for head in sheet.heads if id(head) in follower]
    starts += [block for block in sheet.blocks if id(block) not in followed]
    for start in starts:
        chain = Chain(area=start.area)
        if isinstance(start, Head):
            chain.head = start
            used.add(id(start))
        step: Block | None = follower[id(start)] if isinstance(start, Head) else start
        while step is not None and id(step) not in placed:
            placed.add(id(step))
            chain.blocks.append(step)
            chain.weak |= id(step) in weak
            step = follower.get(id(step))
        chains.append(chain)
    rest = [block for block in sheet.blocks if id(block) not in placed]
    chains += [Chain(blocks=[block], area=block.area, weak=True) for block in rest]
    for chain in chains:
        for place, block in enumerate(chain.blocks):
            cap = block.cap
            if cap is not None and id(cap) not in used and (place or chain.head is not None):
                chain.subheads[id(block)] = cap
                used.add(id(cap))
    chains += [Chain(head=head, area=head.area) for head in sheet.heads if id(head) not in used]
    return chains


def _match(sheet: Sheet) -> tuple[dict[int, Block], set[int]]:
    """Return what follows each head and block, and which blocks follow weakly."""
    linker = Linker(sheet)
    before: list[Head | Block] = [*sheet.heads, *sheet.blocks]
    edges: dict[tuple[int, int], float] = {}
    for p, one in enumerate(before):
        for s, other in enumerate(sheet.blocks):
            weight = (
                linker.head_to_block(one, other)
                if isinstance(one, Head)
                else linker.block_to_block(one, other)
            )
            if weight > 0:
                edges[p, s] = weight
    follower: dict[int, Block] = {}
    weak: set[int] = set()
    for rows, columns in _components(edges):
        table = [[edges.get((p, s), 0.0) for s in columns] for p in rows]
        for i, j in best_assignment(table).items():
            follower[id(before[rows[i]])] = sheet.blocks[columns[j]]
            if table[i][j] < WEAK:
                weak.add(id(sheet.blocks[columns[j]]))
    return follower, weak


def _components(edges: dict[tuple[int, int], float]) -> Sequence[tuple[list[int], list[int]]]:
    """Return the rows and columns that hang together, each set apart."""
    owner: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while owner.setdefault(node, node) != node:
            owner[node] = owner[owner[node]]
            node = owner[node]
        return node

    for p, s in edges:
        owner[find(("p", p))] = find(("s", s))
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for node in list(owner):
        rows, columns = groups.setdefault(find(node), ([], []))
        (rows if node[0] == "p" else columns).append(node[1])
    return [(sorted(rows), sorted(columns)) for rows, columns in groups.values()]
