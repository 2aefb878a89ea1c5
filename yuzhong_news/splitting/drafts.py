"""Drafts: which heading, which body and which captions make one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yuzhong_news.splitting.headings import Group
from yuzhong_news.splitting.matching import best_assignment, best_in_order
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.segments import Layout, Segment
from yuzhong_news.splitting.units import Role, Unit, is_picture_label
from yuzhong_news.splitting.wording import Wording, pairs

_WORDING = 1.6
_BESIDE = 0.6
_RIGHT_BEHIND_MARK = 2.0
_FIRM_WORDING = 0.3
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


def drafts_of(layout: Layout, order: dict[int, int]) -> list[Draft]:
    """Return the articles of a page: headings matched to bodies, captions to articles.

    ``order`` gives the place of each unit on the page by the unit's id.
    """
    segments, groups, captions = layout.segments, layout.groups, layout.captions
    bodies = [join([row for unit in segment.units for row in unit.rows]) for segment in segments]
    wording = Wording(bodies + [join(unit.rows) for unit in captions])
    drafts = [Draft(segment) for segment in segments]
    matches = _match(groups, segments, wording)
    for g, s in matches.items():
        drafts[s].group = groups[g]
        if not _firm(g, s, groups, wording):
            drafts[s].doubts.append(("headline-by-order", "headline"))
    for draft in drafts:
        if draft.group is None:
            draft.doubts.append(("no-headline", "headline"))
    pictures = [Draft(group=group) for g, group in enumerate(groups) if g not in matches]
    _place_captions(drafts, pictures, captions, wording, order)
    for picture in pictures:
        if not picture.captions:
            picture.doubts.append(("headline-without-body", "headline"))
    return drafts + pictures


def _words(group: Group) -> set[str]:
    return set().union(*(pairs(row.text) for row in group.rows)) | pairs(join(group.rows)) if group.rows else set()


def _is_picture(group: Group) -> bool:
    return any(is_picture_label(unit.rows[0].text) for unit in group.of(Role.COLUMN))


def _match(groups: Sequence[Group], segments: Sequence[Segment], wording: Wording) -> dict[int, int]:
    shares = [[wording.share(_words(group), s) for s in range(len(segments))] for group in groups]
    after, before = _sides(groups, shares)
    weights = [
        [
            _WORDING * share + _beside(g, s, groups, segments, after, before) - (3.0 if _is_picture(groups[g]) else 0.0)
            for s, share in enumerate(row)
        ]
        for g, row in enumerate(shares)
    ]
    found = best_assignment(weights)
    firm = {
        g: s
        for g, s in found.items()
        if shares[g][s] >= _FIRM_WORDING or _beside(g, s, groups, segments, after, before) > 0
    }
    rest_groups = [g for g in range(len(groups)) if g not in firm and not _is_picture(groups[g])]
    taken = set(firm.values())
    rest_segments = [s for s in range(len(segments)) if s not in taken]
    loose = best_in_order([[shares[g][s] + _IN_ORDER for s in rest_segments] for g in rest_groups])
    return firm | {rest_groups[i]: rest_segments[j] for i, j in loose.items()}


def _sides(groups: Sequence[Group], shares: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return the bonus for a heading behind its body and before it: the page's habit decides."""
    after = before = 0.1
    for group, row in zip(groups, shares, strict=True):
        if 0 < group.place < len(row):
            after += row[group.place - 1]
            before += row[group.place]
    total = after + before
    return _BESIDE * (0.4 + after / total), _BESIDE * (0.4 + before / total)


def _beside(
    g: int, s: int, groups: Sequence[Group], segments: Sequence[Segment], after: float, before: float
) -> float:
    place = groups[g].place
    if s == place and (g + 1 == len(groups) or groups[g + 1].place != place):
        return before + (_RIGHT_BEHIND_MARK if _runs_on(groups[g], segments[s]) else 0.0)
    if s == place - 1 and (g == 0 or groups[g - 1].place != place):
        return after
    return 0.0


def _runs_on(group: Group, segment: Segment) -> bool:
    """Whether the body goes on in the very frame of the heading's （上接1版）."""
    marks = [row for unit in group.of(Role.JUMP) for row in unit.rows]
    return bool(marks) and marks[-1].frame == segment.units[0].rows[0].frame


def _firm(g: int, s: int, groups: Sequence[Group], wording: Wording) -> bool:
    return groups[g].place - s in (0, 1) or wording.share(_words(groups[g]), s) >= _FIRM_WORDING


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
        [wording.share(_words(picture.group), first + c) for c in free] if picture.group else []
        for picture in pictures
    ]
    for p, c in best_assignment(weights).items():
        if weights[p][c] >= _PICTURE_WORDING or _is_picture(pictures[p].group or Group()):
            pictures[p].captions.append(captions[c])
            free.remove(c)
    for c in free:
        if not drafts:
            target = pictures or [Draft()]
            if not pictures:
                pictures += target
            target[0].captions.append(captions[c])
            continue
        words = wording.sets[first + c]
        scores = [wording.share(words, s) + _near(captions[c], draft, order) for s, draft in enumerate(drafts)]
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
