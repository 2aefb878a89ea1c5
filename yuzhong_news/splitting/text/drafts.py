"""Drafts: which heading, which body and which captions make one article."""

from __future__ import annotations

from dataclasses import dataclass, field

from yuzhong_news.splitting.matching import best_assignment, best_in_order
from yuzhong_news.splitting.text.claims import Claims, is_picture
from yuzhong_news.splitting.text.headings import Group
from yuzhong_news.splitting.text.layout import Layout, Segment
from yuzhong_news.splitting.text.refinement import runs_on
from yuzhong_news.splitting.text.units import Unit, is_label_of_picture

_FIRM_WORDING = 0.2
_IN_ORDER = 0.35


@dataclass(slots=True, eq=False)
class Draft:
    """One article in the making; ``doubts`` are (cue, field).

    ``column`` is the name of the rail that the article is an item of; the unit that prints it is
    the ``label`` of one of them.
    """

    segment: Segment | None = None
    group: Group | None = None
    captions: list[Unit] = field(default_factory=list)
    column: str | None = None
    label: Unit | None = None
    doubts: list[tuple[str, str]] = field(default_factory=list)


def drafts_of(layout: Layout, claims: Claims) -> tuple[list[Draft], list[Draft]]:
    """Return the articles of a page, headings matched to bodies, and the headings left over.

    A heading without a body is that of a picture, as long as a caption is found for it.
    """
    segments, groups = layout.segments, layout.groups
    drafts = [
        Draft(segment, doubts=[(cue, "paragraphs") for cue in segment.doubts[:1]])
        for segment in segments
    ]
    matches = _match(layout, claims)
    for g, s in matches.items():
        drafts[s].group = groups[g]
        if (
            groups[g].place - s not in (0, 1)
            and claims.share(groups[g], segments[s].bodies) < _FIRM_WORDING
        ):
            drafts[s].doubts.append(("headline-by-order", "headline"))
    for draft in drafts:
        if draft.group is None:
            draft.doubts.append(("no-headline", "headline"))
    pictures = [Draft(group=group) for g, group in enumerate(groups) if g not in matches]
    pictures += [Draft(group=label) for g in matches for label in _detached_labels(groups[g])]
    return drafts, pictures


def _detached_labels(group: Group) -> list[Group]:
    """Take the labels of pictures out of the heading of an article; return them as groups."""
    labels = [unit for unit in group.units if is_label_of_picture(unit)]
    group.units = [unit for unit in group.units if unit not in labels]
    return [Group([unit], group.place) for unit in labels]


def _match(layout: Layout, claims: Claims) -> dict[int, int]:
    """Return group → segment: firm claims by the best assignment, the rest in their order."""
    segments, groups = layout.segments, layout.groups
    masks = [segment.bodies for segment in segments]
    table = claims.weights(groups, masks, runs_on(layout), claims.sides(groups, masks))
    firm = {
        g: s
        for g, s in best_assignment(table).items()
        if groups[g].place - s in (0, 1) or claims.share(groups[g], masks[s]) >= _FIRM_WORDING
    }
    rest_groups = [
        g
        for g in range(len(groups))
        if g not in firm and not is_picture(groups[g]) and not claims.pictured(groups[g])
    ]
    taken = set(firm.values())
    rest_segments = [s for s in range(len(segments)) if s not in taken]
    loose = best_in_order(
        [
            [claims.share(groups[g], masks[s]) + _IN_ORDER for s in rest_segments]
            for g in rest_groups
        ]
    )
    return firm | {rest_groups[i]: rest_segments[j] for i, j in loose.items()}
