"""Pieces of one article on two pages, joined by their marks and their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yuzhong_news.joining import Joint, Piece, join_pieces

BRIDGE = "新桥全长三百二十米，双向四车道，昨日上午正式通车，周边居民出行时间缩短一半"
MARKET = "菜市场的顶棚换新以后，摊贩们不再担心下雨，买菜的街坊也多了起来。"


def piece(
    key: int, page: int, *, to: int | None = None, of: int | None = None, **text: str
) -> Piece:
    return Piece(key, page, of, to, text.get("headline", ""), text.get("text", ""))


def test_two_marks_that_answer_each_other_join() -> None:
    joints = join_pieces([piece(7, 2, of=1), piece(3, 1, to=2), piece(5, 2)])
    assert joints == [Joint(3, 7, "both-marks")]


def test_wording_decides_between_pieces_of_the_same_two_pages() -> None:
    first = [
        piece(1, 1, to=2, headline="新桥昨日通车", text=BRIDGE[:24]),
        piece(2, 1, to=2, headline="菜市场换新棚", text=MARKET[:18]),
    ]
    second = [
        piece(3, 2, of=1, headline="菜市场换新棚", text=MARKET[10:]),
        piece(4, 2, of=1, headline="新桥昨日通车", text=BRIDGE[12:]),
    ]
    assert join_pieces([*first, *second]) == [
        Joint(1, 4, "both-marks"),
        Joint(2, 3, "both-marks"),
    ]
    assert join_pieces([*second, *first]) == join_pieces([*first, *second])


def test_a_mark_without_answer_joins_only_what_is_akin() -> None:
    front = piece(1, 1, to=3, headline="新桥昨日通车", text=BRIDGE)
    akin = piece(2, 3, headline="新桥昨日通车", text=BRIDGE[10:])
    stranger = piece(3, 3, headline="菜市场换新棚", text=MARKET)
    assert join_pieces([front, akin, stranger]) == [Joint(1, 2, "one-mark")]
    assert join_pieces([front, stranger]) == []


def test_marks_that_name_other_pages_do_not_join() -> None:
    assert join_pieces([piece(1, 1, to=2), piece(2, 2, of=3)]) == []
    assert join_pieces([piece(1, 1, to=1), piece(2, 1, of=1)]) == []


def test_a_piece_may_go_on_over_three_pages() -> None:
    chain = [piece(1, 1, to=2), piece(2, 2, of=1, to=3), piece(3, 3, of=2)]
    assert [joint[:2] for joint in join_pieces(chain)] == [(1, 2), (2, 3)]


_PAGES = st.integers(1, 4)
_PIECES = st.lists(
    st.tuples(_PAGES, st.none() | _PAGES, st.none() | _PAGES, st.sampled_from([BRIDGE, MARKET])),
    max_size=8,
)


@given(_PIECES)
def test_no_piece_is_joined_twice_and_no_chain_runs_into_itself(
    drawn: list[tuple[int, int | None, int | None, str]],
) -> None:
    pieces = [Piece(n, page, of, to, text, text) for n, (page, of, to, text) in enumerate(drawn)]
    joints = join_pieces(pieces)
    assert len({joint.before for joint in joints}) == len(joints)
    assert len({joint.after for joint in joints}) == len(joints)
    following = {joint.before: joint.after for joint in joints}
    for start in following:
        seen, key = set(), start
        while key in following:
            assert key not in seen
            seen.add(key)
            key = following[key]
