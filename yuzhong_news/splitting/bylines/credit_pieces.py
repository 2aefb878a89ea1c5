"""The pieces that a byline or a credit is made of, wherever one may start in a line.

Every piece that the tables allow is offered, with a weight against it; which of them make up the
line is decided in :mod:`yuzhong_news.splitting.bylines.credit_grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yuzhong_news.splitting.bylines import roles
from yuzhong_news.splitting.bylines.credit_kinds import KNOWN, OWN, STRANGE, Kind, Piece
from yuzhong_news.splitting.bylines.credit_names import names_at
from yuzhong_news.splitting.bylines.names import (
    COMPOUND_SURNAMES,
    HAN,
    is_surname,
    name_cost,
)

_STRANGE_HOUSE, _LONE_HOUSE, _ORPHAN, _AGENCY_ALONE, _NOISE = 1.6, 1.0, 1.5, 0.3, 0.1
_BY_BLANK = 0.2
"""Against a label that only a blank parts from its names: 摄影 某某."""
_UNLIKE_SUPPLIER = 1.2
_LONGEST_HOUSE = 24
RARE_ENOUGH = 0.3
"""Names that weigh more, having no surname, are never run together with others."""

_HEADS = frozenset(
    word[0] for word in (*roles.FUNCTION_ROLES, *roles.WORKS, *roles.STAFF_WORDS, *roles.HEADS)
)
_HAN = re.compile(rf"[{HAN}]")
_ORPHAN_HEAD = re.compile(rf"[{HAN}]\s+[{HAN}]{{2}}")
_BLANK = re.compile(r"\s+")
_BEFORE_OUR = re.compile(r".本[报刊网台社]$")
"""What ends in 本报 and is more than it: a sentence, not a house (阐明本报记者…)."""
_WORK_APART = re.compile(r"[/／](?:文|图|摄)(?!\s*[/／])")
_BOTH_AND_ONE = 1.0
"""Against 文/图 in a line where another name has /文 or /图 alone."""
_STAFF_MARK = re.compile(rf"(?:{'|'.join(sorted(roles.STAFF_WORDS))})\s?[/／:：]")
_COLON = re.compile(r"\s*[:：]")
_ORGANISATION_RUN = re.compile(rf"[{HAN}A-Za-z]{{3,24}}")
_ORGANISATION_LABELS = frozenset(("供图", "供稿", "提供", "图片", "摄影", "作者"))


class Pieces:
    """The pieces of one line; roles are looked for once, for all of it."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.roles = _roles_of(line) if roles.ROLE_HINT.search(line) else {}
        self.has_role = bool(self.roles) or _STAFF_MARK.search(line) is not None
        self.first_role = min((p.end for found in self.roles.values() for p in found), default=0)
        self._fixed = roles.FIXED_HINT.search(line) is not None
        self._found: dict[int, list[Piece]] = {}
        self._works: dict[int, list[Piece]] = {}

    def at(self, start: int) -> list[Piece]:
        """Return the pieces that may start at an index, which is no blank, mark or bracket."""
        found = self._found.get(start)
        if found is None:
            line = self.line
            found = [*self.roles.get(start, ()), *_labels_at(line, start)]
            if self._fixed:
                found += _fixed_at(line, start)
                found += _organisations_at(line, start)
            if start == 0 and _ORPHAN_HEAD.match(line):
                found.append(Piece(Kind.ORPHAN, 0, 1, _ORPHAN, line[0]))
            found += (
                piece
                for piece in names_at(line, start)
                if piece.end == len(line) or self._may_go_on(piece)
            )
            self._found[start] = found
        return found

    def _may_go_on(self, name: Piece) -> bool:
        """Tell whether something can start close behind a name: a function, a role, a surname."""
        line, end = self.line, name.end
        if not _HAN.match(line, end) or line[end] in _HEADS or end in self.roles:
            return True
        return name.cost <= RARE_ENOUGH and (
            is_surname(line[end]) or line[end : end + 2] in COMPOUND_SURNAMES
        )

    def work_at(self, start: int) -> list[Piece]:
        """Return the functions that may close a group of names at an index."""
        found = self._works.get(start)
        if found is None:
            found = self._works[start] = [*self._work_at(start)]
        return found

    def _work_at(self, start: int) -> Iterator[Piece]:
        match = roles.SUFFIX.match(self.line, start)
        if match is None or _COLON.match(self.line, match.end()):
            return
        word = match["word"] or match["both"][0]
        if match["both"]:
            # 霍译文 摄: the first half may be the end of the name.
            glued = not self.line[start - 1].isspace() and " " in match["both"]
            cost = 0.5 if glued else 0.0
            if not self.line[start - 1].isspace() and _WORK_APART.search(
                self.line[: start - 1] + " " + self.line[match.end() :]
            ):
                cost += _BOTH_AND_ONE  # 陈思远/文 章小文/图: the second 文 ends a name
            yield Piece(Kind.WORK, start, match.end(), cost, "文图")
        else:
            yield Piece(Kind.WORK, start, match.end(), 0.3 if word == "文摄" else 0.0, word)
        if match.end() - start > 1 and word[0] in "文图摄诗":
            yield Piece(Kind.WORK, start, start + 1, 0.1, word[0])


def _roles_of(line: str) -> dict[int, list[Piece]]:
    """Return the role words of a line by where they, or the houses before them, start."""
    found: dict[int, list[Piece]] = {}
    floor = 0
    for match in roles.ROLE.finditer(line):
        role = match["role"].removeprefix("本版").removeprefix("本期")
        for start, house in _houses_before(line, match.start(), floor):
            cost = _STRANGE_HOUSE if house == STRANGE else 0.0
            found.setdefault(start, []).append(
                Piece(Kind.ROLE, start, match.end(), cost, role, house)
            )
        floor = match.end()
    return found


def _houses_before(line: str, end: int, floor: int) -> Iterator[tuple[int, str]]:
    """Yield where a role's house may start, and its sort; the role alone comes first."""
    yield end, ""
    stop = end
    while stop > floor and line[stop - 1].isspace():
        stop -= 1
    start = stop
    while (
        start > floor
        and stop - start <= _LONGEST_HOUSE
        and roles.HOUSE_CHARACTERS.match(line[start - 1])
    ):
        start -= 1
    if start == stop:
        return
    lead = roles.LEAD_IN.match(line, start, stop)
    if lead and lead.end() == stop:
        yield start, OWN
        return
    for own in roles.OWN_HOUSE.finditer(line, start, stop):
        if roles.HOUSE.fullmatch(line, own.start(), stop):
            yield own.start(), OWN
    inner = lead.end() if lead else start
    for place in dict.fromkeys((inner, start)):
        text = line[place:stop]
        if roles.NO_HOUSE.search(text) or _BEFORE_OUR.search(text):
            continue
        known = roles.HOUSE.fullmatch(text) or (
            len(text) >= 4 and roles.ORGANISATION.search(text) is not None
        )
        if known and not roles.OWN_HOUSE.match(text):
            yield start, KNOWN
            return
        if not known and stop == end and len(text) <= 20 and text[0] not in "由“《":
            yield start, STRANGE
            return


def _labels_at(line: str, start: int) -> Iterator[Piece]:
    """Yield a function or a staff role that stands before its names."""
    match = roles.PREFIX.match(line, start)
    if match is None:
        return
    word, mark, end = match["word"], match["mark"] or "", match.end()
    if word in roles.STAFF_WORDS and word not in roles.FUNCTION_ROLES:
        yield Piece(Kind.STAFF, start, end, 0.0 if mark else 0.1, word, mark)
    elif mark:
        yield Piece(Kind.LABEL, start, end, 0.0, word, mark)
    elif end < len(line) and (line[end].isspace() or line[end : end + 2] in ("记者", "本报")):
        yield Piece(Kind.LABEL, start, end, _BY_BLANK, word)
    both = roles.SUFFIX.match(line, start)
    if both and both["both"]:
        yield Piece(Kind.LABEL, start, both.end(), 0.0, "文图", " ")


def _fixed_at(line: str, start: int) -> Iterator[Piece]:
    """Yield what the tables of fixed words have: archives, noise, agencies, lone houses."""
    match = roles.ARCHIVE.match(line, start)
    if match:
        yield Piece(Kind.ARCHIVE, start, match.end(), 0.0, match[0])
    match = roles.NOISE.match(line, start)
    if match and not (start == 0 and match[0] == "由"):
        yield Piece(Kind.NOISE, start, match.end(), _NOISE, match[0])
    match = roles.LONE_HOUSE.match(line, start)
    if match and match.end() - start >= 4 and not roles.NO_HOUSE.search(match[0]):
        yield Piece(Kind.HOUSE, start, match.end(), _LONE_HOUSE, match[0])


def _organisations_at(line: str, start: int) -> Iterator[Piece]:
    """Yield the agencies, suppliers and senders of copy (rule 6)."""
    agency = roles.AGENCY.match(line, start)
    if agency:
        how = agency["how"] or agency["sent"] or ""
        name = _BLANK.sub("", agency["known"] or agency["other"])
        cost = 0.0 if how else _AGENCY_ALONE
        yield Piece(Kind.ORGANISATION, start, agency.end(), cost, name, how or "发")
    supply = roles.SUPPLY.match(line, start)
    if supply:
        yield from _supply(line, start, supply)


def _supply(line: str, start: int, match: re.Match[str]) -> Iterator[Piece]:
    """Yield suppliers (a、b供图) as one piece, its names parted by 、."""
    names = re.split(r"[、，]\s?", match["who"])
    if roles.NOISE.match(line, start) or any(
        roles.NO_HOUSE.search(name) and not roles.ORGANISATION.search(name) for name in names
    ):
        return
    likely = all(roles.ORGANISATION.search(name) for name in names)
    if not likely and (len(names) > 1 or start > 0) and any(name_cost(n) < 1 for n in names):
        return
    text = match["how"] == "供稿" or "稿" in line or "文章" in line
    cost = 0.0 if likely else _UNLIKE_SUPPLIER
    yield Piece(
        Kind.ORGANISATION, start, match.end(), cost, "、".join(names), "供稿" if text else "供图"
    )


def labelled_organisation(line: str, start: int, label: str) -> Piece | None:
    """Return the organisation behind 供图：, or None if no organisation's name follows."""
    match = _ORGANISATION_RUN.match(line, start)
    if label not in _ORGANISATION_LABELS or match is None or "记者" in match[0]:
        return None
    if not (roles.ORGANISATION.search(match[0]) or roles.HOUSE.fullmatch(match[0])):
        return None
    how = "供稿" if label in ("供稿", "作者") else "供图"
    return Piece(Kind.ORGANISATION, start, match.end(), 0.0, match[0], how)
