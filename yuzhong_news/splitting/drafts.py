"""Drafts: which heading, which body and which captions make one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yuzhong_news.splitting.claims import Claims, is_picture, words_of
from yuzhong_news.splitting.headings import Group
from yuzhong_news.splitting.layout import Layout, Segment
from yuzhong_news.splitting.matching import best_assignment, best_in_order
from yuzhong_news.splitting.refinement import runs_on
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.units import Unit
from yuzhong_news.splitting.wording import Wording

_FIRM_WORDING = 0.2
_IN_ORDER = 0.35
_PICTURE_WORDING = 0.2
_CAPTION_NEAR = 0.12


@dataclass(slots=True, eq=False)
class Draft:
    """One article in the making; ``doubts`` are (cue, field)."""

    segment: Segment | None = None
    group: Group | None = None
    captions: list[Unit] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


def drafts_of(layout: Layout, claims: Claims, order: dict[int, int]) -> list[Draft]:
    """Return the articles of a page: headings matched to bodies, captions to articles.

    ``order`` gives the place of each unit on the page by the unit's id.
    """
    segments, groups, captions = layout.segments, layout.groups, layout.captions
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
    texts = [join([row for unit in segment.units for row in unit.rows]) for segment in segments]
    wording = Wording(texts + [join(unit.rows) for unit in captions])
    _place_captions(drafts, pictures, captions, wording, order)
    for picture in pictures:
        if not picture.captions:
            picture.doubts.append(("headline-without-body", "headline"))
    return drafts + pictures


def _match(layout: Layout, claims: Claims) -> dict[int, int]:
    """Return heading group → segment: firm claims by the best assignment, the rest in their order."""
    segments, groups = layout.segments, layout.groups
    masks = [segment.bodies for segment in segments]
    table = claims.weights(groups, masks, runs_on(layout), claims.sides(groups, masks))
    firm = {
        g: s
        for g, s in best_assignment(table).items()
        if groups[g].place - s in (0, 1) or claims.share(groups[g], masks[s]) >= _FIRM_WORDING
    }
    rest_groups = [g for g in range(len(groups)) if g not in firm and not is_picture(groups[g])]
    taken = set(firm.values())
    rest_segments = [s for s in range(len(segments)) if s not in taken]
    loose = best_in_order(
        [
            [claims.share(groups[g], masks[s]) + _IN_ORDER for s in rest_segments]
            for g in rest_groups
        ]
    )
    return firm | {rest_groups[i]: rest_segments[j] for i, j in loose.items()}


def _place_captions(
    drafts: list[Draft],
    pictures: list[Draft],
    captions: Sequence[Unit],
    wording: Wording,
    order: dict[int, int],
) -> None:
    free = list(range(len(captions)))
    first = len(drafts)
    weights = [
        wording.shares(words_of(picture.group))[first:] if picture.group else []
        for picture in pictures
    ]
    for p, c in best_assignment(weights).items():
        if weights[p][c] >= _PICTURE_WORDING or is_picture(pictures[p].group or Group()):
            pictures[p].captions.append(captions[c])
            free.remove(c)
    for c in free:
        if not drafts:
            target = pictures or [Draft()]
            if not pictures:
                pictures += target
            target[0].captions.append(captions[c])
            continue
        shares = wording.shares(wording.sets[first + c])
        scores = [shares[s] + _near(captions[c], draft, order) for s, draft in enumerate(drafts)]
        best = max(range(len(drafts)), key=scores.__getitem__)
        if scores[best] < 0.1:
            drafts[best].doubts.append(("caption-by-place", "captions"))
        drafts[best].captions.append(captions[c])


def _near(caption: Unit, draft: Draft, order: dict[int, int]) -> float:
    if draft.segment is None:
        return 0.0
    place = order[id(caption)]
    distance = max(draft.segment.first - place, place - draft.segment.last, 0)
    return _CAPTION_NEAR / (1 + distance)
