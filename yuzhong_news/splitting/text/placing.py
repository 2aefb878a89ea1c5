"""Captions to articles: by shared wording first, then by where they stand.

A picture without an article (图片新闻) has a heading or a label of its own and a caption that tells
all; the words under an article's picture recur in the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.splitting.bylines import credit
from yuzhong_news.splitting.matching import best_assignment
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.claims import is_picture, words_of
from yuzhong_news.splitting.text.drafts import Draft
from yuzhong_news.splitting.text.units import Role, Unit
from yuzhong_news.splitting.wording import Wording

_OF_PICTURE = 0.2
"""Share of a picture's heading that its own caption repeats at least."""

_STRANGER = 0.35
"""A caption that shares less with every article may belong to a picture of its own."""

_NEAR = 0.12
_DOUBTFUL = 0.1


def place_captions(
    drafts: list[Draft], pictures: list[Draft], captions: Sequence[Unit], order: dict[int, int]
) -> None:
    """Give each caption to one of ``drafts`` (articles) or ``pictures``.

    ``order`` gives the place of each unit on the page by the unit's id.  A page of captions alone
    becomes one picture.
    """
    if not captions:
        return
    captions = sorted(captions, key=lambda unit: order[id(unit)])
    if not drafts and not pictures:
        pictures.append(Draft())
    worded = [unit for unit in captions if not _is_bare_credit(unit)]
    wording = Wording(
        [_words_of_draft(draft) for draft in drafts] + [_text(unit) for unit in worded]
    )
    owner: dict[int, Draft] = {}
    shares = [
        wording.shares(wording.sets[len(drafts) + c])[: len(drafts)] for c in range(len(worded))
    ]
    for c, picture in _picture_captions(pictures, wording, shares, alone=not drafts).items():
        owner[id(worded[c])] = picture
    for unit, share in zip(worded, shares, strict=True):
        if id(unit) not in owner:
            owner[id(unit)] = _best_draft(unit, drafts, share, order)
    for unit in captions:
        target = owner.get(id(unit)) or _owner_beside(unit, captions, owner, order)
        (target or _best_draft(unit, drafts or pictures, None, order)).captions.append(unit)


def _text(unit: Unit) -> str:
    return join(unit.rows)


def _is_bare_credit(unit: Unit) -> bool:
    found = credit(_text(unit))
    return found is not None and not _text(unit)[: found.span.start].strip(" \u3000▲▼◀▶")


def _words_of_draft(draft: Draft) -> str:
    units = draft.segment.units if draft.segment else []
    headings = draft.group.of(Role.HEADING) if draft.group else []
    return "\n".join(join(unit.rows) for unit in [*headings, *units])


def _picture_captions(
    pictures: Sequence[Draft], wording: Wording, shares: Sequence[list[float]], *, alone: bool
) -> dict[int, Draft]:
    """Return caption (by index) → picture: by the heading's words, else what no article knows."""
    count = len(shares)
    if not pictures or not count:
        return {}
    if alone:
        return dict.fromkeys(range(count), pictures[0])
    first = len(wording.sets) - count
    strangers = [1.0 - max(share, default=0.0) for share in shares]
    table = []
    for picture in pictures:
        said = wording.shares(words_of(picture.group))[first:] if picture.group else [0.0] * count
        labelled = picture.group is not None and is_picture(picture.group)
        table.append(
            [
                said[c] + strangers[c] + 0.2 * labelled
                if said[c] >= _OF_PICTURE or strangers[c] >= 1.0 - _STRANGER
                else 0.0
                for c in range(count)
            ]
        )
    return {c: pictures[p] for p, c in best_assignment(table).items()}


def _best_draft(
    unit: Unit, drafts: Sequence[Draft], shares: Sequence[float] | None, order: dict[int, int]
) -> Draft:
    scores = [
        (shares[place] if shares else 0.0) + _near(unit, draft, order)
        for place, draft in enumerate(drafts)
    ]
    best = max(range(len(drafts)), key=scores.__getitem__)
    if scores[best] < _DOUBTFUL:
        drafts[best].doubts.append(("caption-by-place", "captions"))
    return drafts[best]


def _owner_beside(
    credit_unit: Unit, captions: Sequence[Unit], owner: dict[int, Draft], order: dict[int, int]
) -> Draft | None:
    """Return the owner of the caption that a bare credit stands next to, above it or else below."""
    place = order[id(credit_unit)]
    beside = [unit for unit in captions if id(unit) in owner and abs(order[id(unit)] - place) == 1]
    return owner[id(beside[0])] if beside else None


def _near(caption: Unit, draft: Draft, order: dict[int, int]) -> float:
    if draft.segment is None:
        return 0.0
    place = order[id(caption)]
    distance = max(draft.segment.first - place, place - draft.segment.last, 0)
    return _NEAR / (1 + distance)
