"""Captions to articles: by what lies around the picture, and by shared wording."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Box
from yuzhong_news.splitting.bylines import credit
from yuzhong_news.splitting.matching import best_assignment
from yuzhong_news.splitting.printed.captions import Legend
from yuzhong_news.splitting.printed.cells import across, along, union
from yuzhong_news.splitting.printed.chains import Chain
from yuzhong_news.splitting.printed.sheet import Sheet
from yuzhong_news.splitting.wording import Wording

HEAD_REACH = 4.0
"""Body sizes from a picture, or its caption, to the headline of picture news."""

NEWS_LINES, NEWS_REACH = 14, 3.5
"""Lines of the caption of picture news, and body sizes from it or its headline to the picture."""

NEAR = 12.0
"""Body sizes: a picture that is farther from an article belongs to another."""


def picture_news(sheet: Sheet, chains: Sequence[Chain]) -> None:
    """Turn the text of picture news into its caption: other type than the page's text, a picture.

    The headline stands over the picture or between it and its caption.
    """
    for chain in chains:
        head = chain.head
        if head is None or not chain.blocks or len(chain.cells) > NEWS_LINES:
            continue
        if any(
            block.style == sheet.style and abs(block.size - sheet.body) < 0.04 * sheet.body
            for block in chain.blocks
        ):
            continue
        text = "".join(block.text for block in chain.blocks)
        if credit(text) is None:
            continue
        box = union([head.whole, *(block.box for block in chain.blocks)])
        near = [
            picture
            for picture in sheet.pictures
            if not any(legend.picture is picture for legend in sheet.legends)
            and across(picture, box) > 0.6 * min(picture.width, box.width)
            and -along(picture, box) < NEWS_REACH * sheet.body
        ]
        if near:
            legend = Legend(min(near, key=lambda each: -along(each, box)), chain.blocks)
            chain.blocks = []
            chain.legends.append(legend)


def give_captions(sheet: Sheet, chains: Sequence[Chain]) -> list[Legend]:
    """Give each caption to the article that it belongs to; return those that found none."""
    given = [legend for chain in chains for legend in chain.legends]
    free = [legend for legend in sheet.legends if legend not in given]
    bare = [c for c in chains if not c.blocks and c.head is not None and not c.legends]
    table = [[_news(sheet, chain, legend) for legend in free] for chain in bare]
    taken = []
    for p, c in best_assignment(table).items():
        bare[p].legends.append(free[c])
        taken.append(free[c])
    rest = [legend for legend in free if legend not in taken]
    texts = ["".join(block.text for block in chain.blocks) for chain in chains]
    wording = Wording(texts + [legend.text for legend in rest])
    lost = []
    for place, legend in enumerate(rest):
        words = wording.sets[len(texts) + place]
        scores = [
            _nearness(sheet, chain, legend)
            + 2.5 * (wording.share(words, number) if words and chain.blocks else 0.0)
            for number, chain in enumerate(chains)
        ]
        best = max(range(len(chains)), key=scores.__getitem__, default=-1)
        if best < 0 or scores[best] <= 0:
            lost.append(legend)
        else:
            chains[best].legends.append(legend)
    return lost


def _news(sheet: Sheet, chain: Chain, legend: Legend) -> float:
    """Return how well a headline without text fits a picture: it stands over it, or under it."""
    head = chain.head
    if head is None:
        return 0.0
    whole = union([legend.picture, *(cell.box for cell in legend.cells)])
    box = head.whole
    if across(box, whole) < 0.5 * min(box.width, whole.width):
        if along(box, whole) < 0.5 * box.height or -across(box, whole) > HEAD_REACH * sheet.body:
            return 0.0
        return 1.0
    gap = max(whole.top - box.bottom, box.top - whole.bottom, 0.0) / sheet.body
    if gap > HEAD_REACH:
        return 0.0
    return 3.0 - gap / HEAD_REACH


def _nearness(sheet: Sheet, chain: Chain, legend: Legend) -> float:
    """Return how near an article lies to a picture, from about 3 to far below 0."""
    parts: list[Box] = [block.box for block in chain.blocks]
    if chain.head is not None:
        parts.append(chain.head.whole)
    if not parts:
        return -9.0
    whole = union([legend.picture, *(cell.box for cell in legend.cells)])
    hull = union(parts)
    area = legend.blocks[0].area
    score = 0.0 if area == chain.area else -2.5
    overlap = max(across(hull, whole), 0) * max(along(hull, whole), 0)
    score += 2.0 * overlap / max(whole.width * whole.height, 1.0)
    gaps = [max(-across(part, whole), 0) + max(-along(part, whole), 0) for part in parts]
    touching = sum(gap < 3 * sheet.body for gap in gaps)
    score += 0.4 * min(touching, 3)
    nearest = min(gaps) / sheet.body
    score -= 0.25 * nearest if nearest < NEAR else 9.0
    if chain.head is not None and chain.blocks:
        head = chain.head.whole
        under = -0.5 * sheet.body <= legend.picture.top - head.bottom <= 4 * sheet.body
        over = -0.5 * sheet.body <= head.top - whole.bottom <= 4 * sheet.body
        if (under or over) and across(head, whole) > 0.4 * min(head.width, whole.width):
            score += 1.0
    if any(rule.width > rule.height and _parts(rule, whole, hull) for rule in sheet.rules):
        score -= 2.0
    return score


def _parts(rule: Box, one: Box, other: Box) -> bool:
    """Whether a flat rule runs between two boxes."""
    if across(rule, one) < 0.5 * one.width:
        return False
    return (
        one.bottom <= rule.top + 1 <= other.top + 2 or other.bottom <= rule.top + 1 <= one.top + 2
    )
