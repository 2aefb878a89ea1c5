"""The steps of the grammar: what may stand behind what in a byline, and what speaks against it.

The weights are small and compared only with each other; each has the line that set it.  The numbers
of rules refer to the conventions of the byline test set (CONVENTIONS).
"""

from __future__ import annotations

from enum import IntEnum

from yuzhong_news.splitting.bylines import lexicon, roles
from yuzhong_news.splitting.bylines.credit_kinds import COUNTRY, OWN, SIGNED, Kind, Piece
from yuzhong_news.splitting.bylines.credit_pieces import RARE_ENOUGH, Pieces

_CUT, _CLOSE_ROLE, _CLOSE_LABEL, LOOSE_END = 0.8, 0.4, 0.3, 0.5
"""Against names run together, a role or a label close behind a name, names without a function."""
_NAMES_FIRST = 1.5
"""Against names before the first role, which are rather its house: 江州小学 小记者 …"""
_FUNCTION_BEFORE = 2.0
"""Against a stretched name whose first half is a function behind a mark."""
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


WITH_NAMES = (State.NAMES, State.LABELLED, State.LOOSE)
_OPEN = (State.START, State.CLOSED, State.NOISE, State.ROLE, State.LABEL)
_HOUSE_HEADS = frozenset(("本报", "新华", "记者", "中新", "通讯", "本刊"))

Step = tuple[State, float]


def step(offered: Pieces, state: State, last: Piece | None, piece: Piece, gap: Gap) -> Step | None:
    """Return the state behind a piece and the cost of putting it there, or None if it cannot be."""
    named = state in WITH_NAMES
    match piece.kind:
        case Kind.NAME:
            return _step_name(state, last, piece, gap)
        case Kind.ROLE | Kind.STAFF | Kind.LABEL:
            return _step_role(offered, state, piece, gap)
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
            return _step_bracket(state, piece)


def _step_role(offered: Pieces, state: State, piece: Piece, gap: Gap) -> Step | None:
    named = state in WITH_NAMES
    nameless = 1.0 if state is State.ROLE else 0.0
    if piece.kind is Kind.STAFF:
        if state is State.LABEL or (named and gap is Gap.NONE and not piece.how):
            return None
        return State.ROLE, piece.cost + nameless
    if piece.kind is Kind.LABEL:
        if state in (State.ROLE, State.LABEL):
            return None
        close = _CLOSE_LABEL if gap is Gap.NONE and state is not State.START else 0.0
        return State.LABEL, piece.cost + close + (0.2 if state is State.NAMES else 0.0)
    if state is State.LABEL:
        return State.LABEL, piece.cost
    close = _CLOSE_ROLE if named and gap is Gap.NONE and piece.how != OWN else 0.0
    if state is State.NAMES and gap is not Gap.MARK and piece.end <= offered.first_role:
        close += _NAMES_FIRST
    return State.ROLE, piece.cost + close + nameless


def _step_name(state: State, last: Piece | None, piece: Piece, gap: Gap) -> Step | None:
    if piece.text in roles.WORKS or piece.text in roles.FUNCTION_ROLES:
        return None  # 文图: a function, although 文 is a surname
    if state is State.CLOSED and gap is Gap.NONE and last and last.text in roles.DOUBTFUL:
        return None  # 陈 远 文明实践: no function in the middle of a run of characters
    if gap is Gap.MARK and last is not None and last.kind is Kind.HOUSE:
        return None  # 江州电视台、文创: a list
    if state not in WITH_NAMES:
        after = {State.LABEL: State.LABELLED, State.CLOSED: State.LOOSE}.get(state, State.NAMES)
        close = _CLOSE_LABEL if state is State.CLOSED and gap is Gap.NONE else 0.0
        return after, piece.cost + close
    if gap is Gap.COLON:
        return None
    if gap is Gap.MARK and piece.how and piece.text[0] in roles.DOUBTFUL:
        return state, piece.cost + _FUNCTION_BEFORE  # 陈思远/文 韩钟小静/图: no 文韩
    if gap is not Gap.NONE:
        return state, piece.cost + (0.05 if gap is Gap.BLANK else 0.0)
    # Names run together: only surnames can part them.
    if piece.cost > RARE_ENOUGH or (last is not None and last.cost > RARE_ENOUGH):
        return None
    return state, piece.cost + _CUT


def _step_work(
    offered: Pieces, state: State, last: Piece | None, piece: Piece, gap: Gap
) -> Step | None:
    word = piece.text
    if state is State.CLOSED:
        again = gap is Gap.NONE and len(word) > 1  # 采写整理
        return (State.CLOSED, 0.3) if again or word in roles.NEED_A_ROLE else None
    if state is State.ROLE:
        return (State.CLOSED, 1.5) if word not in roles.DOUBTFUL else None
    if last is None or state not in WITH_NAMES:
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
        return 0.1  # only names of two characters are stretched: 陈 远文
    if piece.text in "译绘作":
        return cost + (0.5 if offered.has_role else -0.1)
    if piece.text in "图画":
        return cost + (0.5 if offered.has_role else -0.1)
    rest = offered.line[piece.end :]
    pictures_follow = "摄" in rest and (not offered.has_role or rest.lstrip()[:2] in _HOUSE_HEADS)
    return cost + (-0.1 if pictures_follow else 0.5)


def _step_bracket(state: State, piece: Piece) -> Step | None:
    if piece.how == COUNTRY:
        return (state, 0.0) if state in _OPEN else None
    if piece.how == SIGNED:
        return State.CLOSED, piece.cost
    return state, piece.cost
