"""Claims: how strongly a heading claims a body, by shared wording and by where they stand."""

from __future__ import annotations

from collections.abc import Container, Sequence

from yuzhong_news.splitting.matching import best_in_order
from yuzhong_news.splitting.notices import is_notice_headline
from yuzhong_news.splitting.rows import join
from yuzhong_news.splitting.text.headings import Group
from yuzhong_news.splitting.text.units import Role, is_picture_label
from yuzhong_news.splitting.wording import Wording, pairs

_WORDING = 5.0
_BESIDE = 1.6
_RUNS_ON = 4.0
_PICTURE = -6.0
_LABEL = -0.8
_ABOUT = 0.3 * _WORDING
"""A heading under a picture label that claims so much of a body's wording may be the body's own,
and the label that of a picture without heading."""

_NOTICE = 4.0
_MIN_LIST = 3
"""Headings in a row that are a list: the page's headlines, taken together."""

_EACH = 0.5
"""Weight of a pair for its own sake: of two orders of like weight the longer one is right."""

_IN_ORDER = 2.5
"""What it adds to a claim that the list and the bodies stand in one order (typeset pages whose
headlines all follow the last body: 4 of 5 keep the order without exception)."""

_ALWAYS = 0.4

_MOST_PAIRS = 250_000
"""Headings by articles of a page: the fullest has 1,600; of more, a heading claims near bodies."""

_NEAR = 50
"""Articles on each side of a heading that it may claim on such a page."""


class _Words:
    """The wording of one heading group, and which share of it stands in sets of bodies."""

    def __init__(self, places: list[tuple[float, int]]) -> None:
        self._places = [(weight, where) for weight, where in places if where]
        self._total = sum(weight for weight, _ in places)
        self._known: dict[int, float] = {}

    def share(self, bodies: int) -> float:
        share = self._known.get(bodies)
        if share is None:
            found = sum(weight for weight, where in self._places if where & bodies)
            share = self._known[bodies] = found / self._total if self._total else 0.0
        return share


class Claims:
    """The claims of heading groups on sets of bodies (one bit for each body of the page).

    ``told`` holds the ids of the headings that captions repeat.
    """

    def __init__(
        self, wording: Wording, notices: Sequence[bool], told: Container[int] = ()
    ) -> None:
        self.told = told
        self.notices = sum(notice << place for place, notice in enumerate(notices))
        self.wording = wording
        self._words: dict[tuple[int, int], _Words] = {}
        self._kinds: dict[tuple[int, ...], tuple[bool, bool]] = {}

    def share(self, group: Group, bodies: int) -> float:
        """Return which share (0 to 1) of the group's wording occurs in ``bodies``."""
        return self._words_of(group).share(bodies)

    def _kind(self, group: Group) -> tuple[bool, bool]:
        """Return whether the group is that of a picture, and that of a notice."""
        key = tuple(map(id, group.units))
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = (is_picture(group), is_notice(group))
        return kind

    def _words_of(self, group: Group) -> _Words:
        key = group.key
        words = self._words.get(key)
        if words is None:
            words = self._words[key] = _Words(self.wording.places(words_of(group)))
        return words

    def pictured(self, group: Group) -> bool:
        """Whether a caption of the page tells what the group's heading says: picture news."""
        return any(id(unit) in self.told for unit in group.of(Role.HEADING))

    def sides(self, groups: Sequence[Group], bodies: Sequence[int]) -> tuple[float, float]:
        """Return the weight of a heading right behind its body, and of one right before it.

        All headings of a run stand on the same side of their bodies: the page's habit decides.
        """
        after = before = 0.1
        for group in groups:
            if 0 < group.place < len(bodies):
                after += self.share(group, bodies[group.place - 1])
                before += self.share(group, bodies[group.place])
        total = after + before
        return _BESIDE * (_ALWAYS + after / total), _BESIDE * (_ALWAYS + before / total)

    def weights(
        self,
        groups: Sequence[Group],
        bodies: Sequence[int],
        runs_on: Sequence[bool],
        sides: tuple[float, float],
    ) -> list[list[float]]:
        """Return the claim of each group (row) on each segment (column); 0 or less is no claim.

        ``runs_on`` says for each segment whether it goes on in the frame of a （上接1版）.
        """
        table = []
        notices = [bool(mask & -mask & self.notices) for mask in bodies]
        far = len(groups) * len(bodies) > _MOST_PAIRS
        for g, group in enumerate(groups):
            words = self._words_of(group)
            if far:
                row = [0.0] * len(bodies)
                for s in range(max(group.place - _NEAR, 0), min(group.place + _NEAR, len(bodies))):
                    row[s] = _WORDING * words.share(bodies[s])
            else:
                row = [_WORDING * words.share(mask) for mask in bodies]
            picture, notice = self._kind(group)
            if picture:
                row = [weight + (_PICTURE if weight < _ABOUT else _LABEL) for weight in row]
            row = [
                weight - _NOTICE * (notice != other)
                for weight, other in zip(row, notices, strict=True)
            ]
            place = group.place
            if place and (g == 0 or groups[g - 1].place != place):
                row[place - 1] += sides[0]
            if place < len(bodies) and (g + 1 == len(groups) or groups[g + 1].place != place):
                row[place] += sides[1] + (_RUNS_ON if runs_on[place] else 0.0)
            table.append(row)
        self._order(table, groups)
        return table

    @staticmethod
    def _order(table: list[list[float]], groups: Sequence[Group]) -> None:
        """Strengthen the claims that keep a list of headings in the order of its bodies.

        Where most headings of a page stand in one list, they were taken out of the same articles
        in the same order as the bodies.  A few headings at the end of a page are no such list:
        they are the widest ones, in any order.
        """
        start = 0
        for end in range(1, len(groups) + 1):
            if end < len(groups) and groups[end].place == groups[start].place:
                continue
            if end - start >= max(_MIN_LIST, len(groups) / 2):
                lists = [[weight + _EACH for weight in row] for row in table[start:end]]
                for g, s in best_in_order(lists).items():
                    table[start + g][s] += _IN_ORDER
            start = end


def words_of(group: Group) -> set[str]:
    """Return the pairs of characters of a group's headings, those across its line ends too."""
    rows = group.rows
    return pairs("\n".join(row.text for row in rows)) | pairs("".join(row.text for row in rows))


def is_notice(group: Group) -> bool:
    """Whether the group's headline names a kind of notice."""
    return any(is_notice_headline(join(unit.rows)) for unit in group.of(Role.HEADING))


def is_picture(group: Group) -> bool:
    """Whether a label announces the group as picture news."""
    return any(is_picture_label(unit.rows[0].text) for unit in group.of(Role.COLUMN))
