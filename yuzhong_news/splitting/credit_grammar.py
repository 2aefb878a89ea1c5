"""The grammar of bylines and credits: which pieces, one behind the other, make up a line.

``read`` takes a line that is nothing but a byline or a credit, without its outer brackets, and
finds the cheapest way to cut it into pieces (shortest path, from left to right).  So 孙国维文 is
孙国维 and 文, but 尚 文 is a name, and 杨国强柴世宽 are two.  The numbers of rules refer to the
conventions of the byline test set (CONVENTIONS).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from yuzhong_news.splitting import lexicon, roles
from yuzhong_news.splitting.credit_pieces import (
    OWN,
    STRANGE,
    Kind,
    Piece,
    Pieces,
    labelled_organisation,
    names_at,
)
from yuzhong_news.splitting.names import HAN, IMPOSSIBLE, name_doubt

LONGEST = 400
"""Characters: no longer line is read.  The longest real byline that is known fills 130."""

_CUT, _CLOSE_ROLE, _CLOSE_LABEL, _LOOSE_END = 0.8, 0.4, 0.3, 0.5
"""Against names run together, a role or a label close behind a name, names without a function."""
_NAMES_FIRST = 1.5
"""Against names before the first role, which are rather its house: 江州小学 小记者 …"""
_RARE_ENOUGH = 0.3
_IN_A_WORD = 0.8
"""Against a function of one character that makes a word with the one before: 国画, 版图."""


class Gap(IntEnum):
    """What parts two pieces."""

    NONE = 0
    BLANK = 1
    MARK = 2
    COLON = 3


class State(IntEnum):
    """What was read last: names wait for a function behind them, labels for their names."""

    START = 0
    ROLE = 1
    LABEL = 2
    NAMES = 3
    LABELLED = 4
    LOOSE = 5
    CLOSED = 6
    NOISE = 7


_WITH_NAMES = (State.NAMES, State.LABELLED, State.LOOSE)
_OPEN = (State.START, State.CLOSED, State.NOISE)
_LONG_RUN = re.compile(rf"[{HAN}]{{16,}}")
_BREAKS_RUN = re.compile(rf"{roles.ROLE_HINT.pattern}|供|摄|报道|采写|整理|[编校]")
"""More than four names never stand together without a blank, a mark, or one of these words."""
_SKIPPED = re.compile(r"[\s、，,；;.|｜:：/／\\&＆—－-]+")
_OPENERS, _CLOSER = "（(〔［[【", re.compile(r"[）)〕］\]】]")


@dataclass(slots=True)
class Person:
    """Somebody who is credited; ``doubt`` is what speaks against the name."""

    name: str
    role: str
    work: str | None
    doubt: float
    staff: bool = False


@dataclass(slots=True)
class Reading:
    """What a credit line says, and on what it rests."""

    people: list[Person] = field(default_factory=list)
    organisations: list[tuple[str, str | None]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    staff_roles: list[str] = field(default_factory=list)
    staff_marked: bool = False
    """A colon or a slash stands behind a staff role."""
    works: set[str] = field(default_factory=set)
    """The functions behind names."""
    labels: dict[str, bool] = field(default_factory=dict)
    """The functions before names; true where a mark (/ or ：) follows."""
    housed: bool = False
    """A known house (本报, 新华社, …日报) stands before a role."""
    strange_house: bool = False
    tight: bool = False
    """A name stands close behind a role word without a house: 记者方才 …"""
    nameless: bool = False
    """There is a role word and nobody."""
    noted: bool = False
    archive: bool = False
    lone_house: bool = False
    glued: bool = False
    """A function of one character was taken off a token that may be a word or a name."""
    in_word: bool = False
    """It makes a word with the character before: 版画, 英文."""

    @property
    def certain(self) -> bool:
        """True if all names open with a surname and are no words."""
        return all(person.doubt < 1 for person in self.people)


class _Node(NamedTuple):
    cost: float
    before: tuple[int, State] | None
    piece: Piece | None


def read(line: str) -> Reading | None:
    """Read a credit line without its outer brackets, or return None if it is none."""
    if (
        not line
        or len(line) > LONGEST
        or any(not _BREAKS_RUN.search(run[0]) for run in _LONG_RUN.finditer(line))
    ):
        return None
    return _read(line.replace("丨", "｜"))  # a bar that is printed as a Chinese character


@lru_cache(maxsize=1 << 10)
def _read(line: str) -> Reading | None:
    pieces = _cheapest(line)
    return None if pieces is None else _Assembly(line).of(pieces)


# --- The cheapest cut -----------------------------------------------------------------------------


def _cheapest(line: str) -> list[Piece] | None:
    """Return the pieces of the cheapest cut of all the line, or None if there is no cut."""
    offered = Pieces(line)
    size = len(line)
    nodes: dict[int, dict[State, _Node]] = {0: {State.START: _Node(0.0, None, None)}}
    for place in range(size + 1):
        if place not in nodes:
            continue
        start, gap = _skip(line, place)
        if start == size:
            nodes.setdefault(size, {})
            if place != size:
                for state, node in nodes[place].items():
                    if state not in nodes[size] or node.cost < nodes[size][state].cost:
                        nodes[size][state] = node
            continue
        for state, node in nodes[place].items():
            for piece in _pieces_for(offered, start, state, node.piece):
                step = _step(offered, state, node.piece, piece, gap)
                if step is None:
                    continue
                after, cost = step
                there = nodes.setdefault(piece.end, {})
                known = there.get(after)
                if known is None or node.cost + cost < known.cost:
                    there[after] = _Node(node.cost + cost, (place, state), piece)
    return _trace(nodes, size)


def _trace(nodes: dict[int, dict[State, _Node]], size: int) -> list[Piece] | None:
    """Return the pieces of the cheapest way to the end of the line."""
    ends = [
        (node.cost + _end_cost(state), state)
        for state, node in nodes.get(size, {}).items()
        if state is not State.START
    ]
    if not ends or min(ends)[0] >= IMPOSSIBLE:
        return None
    node = nodes[size][min(ends)[1]]
    pieces: list[Piece] = []
    while node.piece is not None and node.before is not None:
        pieces.append(node.piece)
        place, state = node.before
        node = nodes[place][state]
    return pieces[::-1]


def _end_cost(state: State) -> float:
    if state is State.LABEL:
        return IMPOSSIBLE
    return {State.LOOSE: _LOOSE_END, State.ROLE: _LOOSE_END}.get(state, 0.0)


def _skip(line: str, place: int) -> tuple[int, Gap]:
    """Return where the next piece starts, and what stands before it."""
    match = _SKIPPED.match(line, place)
    if match is None:
        return place, Gap.NONE
    marks = match[0].strip()
    if not marks:
        return match.end(), Gap.BLANK
    return match.end(), Gap.COLON if ":" in marks or "：" in marks else Gap.MARK


def _pieces_for(offered: Pieces, start: int, state: State, last: Piece | None) -> list[Piece]:
    """Return what may stand at an index behind what was read last."""
    if offered.line[start] in _OPENERS:
        return _bracket(offered.line, start)
    found = offered.at(start)
    if state in _WITH_NAMES or state in (State.ROLE, State.CLOSED):
        found = found + offered.work_at(start)
    if state is State.LABEL and last is not None:
        organisation = labelled_organisation(offered.line, start, last.text)
        found = [*found, organisation] if organisation else found
    return found


def _bracket(line: str, start: int) -> list[Piece]:
    """Return the bracket that opens at an index; none if there is another one in it."""
    close = _CLOSER.search(line, start)
    content = line[start + 1 : close.start() if close else len(line)].strip()
    if any(mark in content for mark in _OPENERS):
        return []
    return [Piece(Kind.BRACKET, start, close.end() if close else len(line), 0.0, content)]


def _step(
    offered: Pieces, state: State, last: Piece | None, piece: Piece, gap: Gap
) -> tuple[State, float] | None:
    """Return the state behind a piece and the cost of putting it there, or None if it cannot be."""
    named = state in _WITH_NAMES
    match piece.kind:
        case Kind.NAME:
            return _step_name(state, last, piece, gap)
        case Kind.ROLE:
            if state is State.LABEL:
                return State.LABEL, piece.cost
            close = _CLOSE_ROLE if named and gap is Gap.NONE and piece.how != OWN else 0.0
            if state is State.NAMES and gap is not Gap.MARK and piece.end <= offered.first_role:
                close += _NAMES_FIRST
            return State.ROLE, piece.cost + close + (1.0 if state is State.ROLE else 0.0)
        case Kind.STAFF:
            if state is State.LABEL or (named and gap is Gap.NONE and not piece.how):
                return None
            return State.ROLE, piece.cost + (1.0 if state is State.ROLE else 0.0)
        case Kind.LABEL:
            if state in (State.ROLE, State.LABEL):
                return None
            close = _CLOSE_LABEL if gap is Gap.NONE and state is not State.START else 0.0
            return State.LABEL, piece.cost + close + (0.2 if state is State.NAMES else 0.0)
        case Kind.WORK:
            return _step_work(offered, state, last, piece, gap)
        case Kind.ORGANISATION:
            if state is State.ROLE:
                return None
            return State.CLOSED, piece.cost + (0.5 if named and gap is Gap.NONE else 0.0)
        case Kind.HOUSE | Kind.ORPHAN:
            if state is State.LABEL or (named and gap is Gap.NONE):
                return None
            return (State.ROLE if piece.kind is Kind.HOUSE else state), piece.cost
        case Kind.NOISE | Kind.ARCHIVE:
            if state in (State.ROLE, State.LABEL) or (named and gap is Gap.NONE):
                return None
            after = State.NOISE if piece.kind is Kind.NOISE else State.CLOSED
            return after, piece.cost + (0.3 if named else 0.0)
        case Kind.BRACKET:
            return _step_bracket(offered.line, state, piece)


def _step_name(
    state: State, last: Piece | None, piece: Piece, gap: Gap
) -> tuple[State, float] | None:
    if piece.text in roles.WORKS or piece.text in roles.FUNCTION_ROLES:
        return None  # 文图: a function, although 文 is a surname
    if state is State.CLOSED and gap is Gap.NONE and last is not None:
        if last.text in roles.DOUBTFUL:
            return None  # 傅 建 文明实践: no function in the middle of a run of characters
    if state not in _WITH_NAMES:
        after = {State.LABEL: State.LABELLED, State.CLOSED: State.LOOSE}.get(state, State.NAMES)
        close = _CLOSE_LABEL if state is State.CLOSED and gap is Gap.NONE else 0.0
        return after, piece.cost + close
    if gap is Gap.COLON:
        return None
    if gap is not Gap.NONE:
        return state, piece.cost + (0.05 if gap is Gap.BLANK else 0.0)
    # Names run together: only surnames can part them.
    if piece.cost > _RARE_ENOUGH or (last is not None and last.cost > _RARE_ENOUGH):
        return None
    return state, piece.cost + _CUT


def _step_work(
    offered: Pieces, state: State, last: Piece | None, piece: Piece, gap: Gap
) -> tuple[State, float] | None:
    word = piece.text
    if state is State.CLOSED:
        return (State.CLOSED, 0.3) if word in roles.NEED_A_ROLE else None
    if state is State.ROLE:
        return (State.CLOSED, 1.5) if word not in roles.DOUBTFUL else None
    if last is None or state not in _WITH_NAMES:
        return None
    cost = piece.cost + (0.6 if state is State.LABELLED else 0.0)
    if word in ("供图", "提供", "供稿") and roles.ORGANISATION.search(last.text):
        cost += 1.5
    if word in roles.DOUBTFUL and gap is Gap.BLANK:
        # 江 山 如 画: four single characters are two stretched words rather than a name of three.
        cost += 2.5 if last.how and len(last.text) > 2 else 0.2
    if word in roles.DOUBTFUL and gap is Gap.NONE:
        cost += _glued_cost(offered, last, piece)
    return State.CLOSED, cost


def _glued_cost(offered: Pieces, name: Piece, piece: Piece) -> float:
    """Return the weight against a 文, 图, 译 … that may as well be the end of the name."""
    cost = _IN_A_WORD if lexicon.is_word(name.text[-1] + piece.text) else 0.0
    if len(name.text) != 2:
        return cost + 0.1
    if name.how:
        return 0.1  # only names of two characters are stretched: 李 洋文
    if piece.text in "译绘作":
        return cost - 0.1
    if piece.text in "图画":
        return cost + (0.5 if offered.has_role else -0.1)
    rest = offered.line[piece.end :]
    pictures_follow = "摄" in rest and (not offered.has_role or rest.lstrip()[:2] in _HOUSE_HEADS)
    return cost + (-0.1 if pictures_follow else 0.5)


_HOUSE_HEADS = frozenset(("本报", "新华", "记者", "中新", "通讯", "本刊"))


def _step_bracket(line: str, state: State, piece: Piece) -> tuple[State, float] | None:
    content = piece.text
    if state in _OPEN or state in (State.ROLE, State.LABEL):
        country = re.fullmatch(rf"[{HAN}]{{1,8}}", content)
        follows = any(True for _ in names_at(line, _skip(line, piece.end)[0]))
        inner = read(content)
        if country and follows and not (inner and (inner.works or inner.roles)):
            return state, 0.0
    if state is State.START and not content:
        return None
    if not content or _is_aside(content):
        return state, 0.0
    inner = read(content)
    if roles.AGENCY.fullmatch(content) or roles.ARCHIVE.fullmatch(content):
        return State.CLOSED, 0.0
    if inner is None or not (inner.people or inner.organisations):
        return None
    return State.CLOSED, 0.0


def _is_aside(content: str) -> bool:
    return bool(roles.ASIDE.fullmatch(content) or roles.OFFICE.search(content))


# --- From pieces to people ------------------------------------------------------------------------


class _Assembly:
    """Puts the pieces of a line together, from left to right."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.out = Reading()
        self.role, self.label, self.staff = "", "", False
        self.group = 0  # index of the first person whose work is still open
        self.last: Piece | None = None

    def of(self, pieces: list[Piece]) -> Reading | None:
        """Return what the pieces say, or None if they say nothing of anybody."""
        for piece in pieces:
            self._take(piece)
            self.last = piece
        self._occupation(pieces)
        out = self.out
        out.nameless = bool(out.roles or out.staff_roles) and not (out.people or out.organisations)
        if not (out.people or out.organisations or out.nameless or out.archive):
            return None
        return out

    def _take(self, piece: Piece) -> None:
        out = self.out
        match piece.kind:
            case Kind.NAME:
                self._name(piece)
            case Kind.ROLE:
                self.role, self.staff = piece.text, False
                out.roles.add(piece.text)
                out.housed |= piece.how not in ("", STRANGE)
                out.strange_house |= piece.how == STRANGE
            case Kind.STAFF:
                self._close()
                self.role, self.staff = piece.text, True
                out.staff_marked |= bool(piece.how)
                out.staff_roles.append(piece.text)
            case Kind.LABEL:
                self._close()
                self.label = piece.text
                out.labels[piece.text] = bool(piece.how)
            case Kind.WORK:
                self._work(piece)
            case Kind.ORGANISATION:
                self._organisations(piece)
            case Kind.HOUSE:
                self.role, self.staff = "", False
                out.lone_house = True
            case Kind.NOISE:
                out.noted = True
            case Kind.ARCHIVE:
                out.archive = True
            case Kind.BRACKET:
                self._bracket(piece.text)
            case Kind.ORPHAN:
                pass

    def _name(self, piece: Piece) -> None:
        doubt = name_doubt(piece.text, stretched=bool(piece.how))
        person = Person(piece.text, self.role, None, doubt, self.staff)
        if self.label:
            _give(person, self.label)
        last = self.last
        if last is not None and last.kind is Kind.ROLE and not last.how:
            self.out.tight |= self.line[last.end : piece.start].strip(" ") in ("", ":", "：") and (
                last.end == piece.start or not self.line[last.end].isspace()
            )
        if last is not None and last.kind is Kind.HOUSE and last.end == piece.start:
            self.out.strange_house = True
        self.out.people.append(person)

    def _close(self) -> None:
        """End a group of names: what follows has neither its role nor its work."""
        self.group = len(self.out.people)
        self.role, self.label, self.staff = "", "", False

    def _work(self, piece: Piece) -> None:
        for person in self.out.people[self.group :]:
            _give(person, piece.text)
        self.out.works.add(piece.text)
        before = self.line[piece.start - 1]
        if piece.text in roles.DOUBTFUL:
            stretched = self.last is not None and self.last.how == "stretched"
            self.out.glued |= not before.isspace()
            if self.last is not None and (stretched or not before.isspace()):
                self.out.in_word |= lexicon.is_word(self.last.text[-1] + piece.text)
        if piece.text not in roles.NEED_A_ROLE or piece.text == "提供":
            self._close()

    def _organisations(self, piece: Piece) -> None:
        work: str | None = None if piece.how in roles.NOT_PICTURES or piece.how == "供稿" else "图"
        if piece.how in ("供图", "供片"):
            work = "供图"
        self.out.organisations += [(name, work) for name in piece.text.split("、")]
        self._close()

    def _bracket(self, content: str) -> None:
        agency = roles.AGENCY.fullmatch(content)
        inner = None if _is_aside(content) and not agency else read(content)
        if roles.ARCHIVE.fullmatch(content):
            self.out.archive = True
        elif inner is not None and (self.out.people or self.out.organisations):
            self.out.people += [*inner.people]
            self.out.organisations += inner.organisations
            self.out.works |= inner.works
            self._close()

    def _occupation(self, pieces: list[Piece]) -> None:
        """Give 某某／记者 its role: the occupation of who signs."""
        if len(pieces) < 2 or pieces[-1].kind is not Kind.ROLE:
            return
        between = self.line[pieces[-2].end : pieces[-1].start].strip()
        if pieces[-2].kind is Kind.NAME and between in ("/", "／"):
            for person in self.out.people:
                person.role = person.role or pieces[-1].text


def _give(person: Person, word: str) -> None:
    """Give somebody the function ``word``: as role, as work, or as both (rules 3 and 5)."""
    if word in roles.FUNCTION_ROLES:
        person.role = person.role or word
        person.work = person.work or roles.FUNCTION_ROLES[word]
    elif word in roles.WORKS:
        person.work = roles.WORKS[word] or person.work


# --- What a reading is ----------------------------------------------------------------------------


def is_foot(reading: Reading) -> bool:
    """Tell whether a line names nobody but the newsroom that made the page."""
    return bool(
        reading.staff_roles
        and not reading.roles
        and all(person.staff for person in reading.people)
        and any(roles.FOOT.search(role) for role in reading.staff_roles)
    )
