"""Pieces of one article on two pages, joined by their marks and their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yuzhong_news.folios import Folio, folio_of_mark, folio_of_page
from yuzhong_news.joining import Joint, Piece, join_pieces

BRIDGE = "新桥全长三百二十米，双向四车道，昨日上午正式通车，周边居民出行时间缩短一半"
MARKET = "菜市场的顶棚换新以后，摊贩们不再担心下雨，买菜的街坊也多了起来。"


def piece(
    key: int,
    page: int | str,
    *,
    to: int | str | None = None,
    of: int | str | None = None,
    **text: str,
) -> Piece:
    """Return a piece; pages are numbers, or 'B03'."""
    origin, goal = (None if mark is None else folio(mark) for mark in (of, to))
    return Piece(key, folio(page), origin, goal, text.get("headline", ""), text.get("text", ""))


def folio(page: int | str) -> Folio:
    return Folio("", page) if isinstance(page, int) else Folio(page[0], int(page[1:]))


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


def test_pages_are_told_apart_by_their_letters() -> None:
    first = piece(1, 1, to="B03", headline="新桥昨日通车", text=BRIDGE)
    third = piece(2, 3, headline="新桥昨日通车", text=BRIDGE[10:])
    assert join_pieces([first, third, piece(3, "B03", of="A01"), piece(4, "B02")]) == [
        Joint(1, 3, "both-marks")
    ]


def test_a_letter_of_the_numbered_section_and_a_bare_number_are_one_page() -> None:
    for to in (2, "A02"):
        assert join_pieces([piece(1, 1, to=to), piece(2, 2, of=1), piece(3, "B02")]) == [
            Joint(1, 2, "both-marks")
        ]


def test_a_bare_number_counts_in_its_own_section() -> None:
    pieces = [piece(1, "B01", to=2), piece(2, "B02", of=1), piece(3, 2, of=1)]
    assert join_pieces(pieces) == [Joint(1, 2, "both-marks")]


def test_pages_that_have_letters_only_join_too() -> None:
    assert join_pieces([piece(1, "A02", to="A03"), piece(2, "A03", of="A02")]) == [
        Joint(1, 2, "both-marks")
    ]


def test_folios_are_read_from_numbers_names_and_marks() -> None:
    assert folio_of_page(3, "B01 要闻") == Folio("", 3)
    for name in ("A03", "第A03版：头版", "a03", "Ａ０３版 要闻"):
        assert folio_of_page(None, name) == Folio("A", 3), name
    for other in ("头版", "", "A2025年", None):
        assert folio_of_page(None, other) is None
    assert folio_of_mark(3, "（下转B03版）") == Folio("B", 3)
    assert folio_of_mark(3, "▲上接第 Ｂ ３ 版") == Folio("B", 3)
    assert folio_of_mark(3, "（下转第三版）") == Folio("", 3)


_PAGES = st.sampled_from([1, 2, 3, "A02", "B02", "B03"])
_PIECES = st.lists(
    st.tuples(_PAGES, st.none() | _PAGES, st.none() | _PAGES, st.sampled_from([BRIDGE, MARKET])),
    max_size=8,
)


@given(_PIECES)
def test_no_piece_is_joined_twice_and_no_chain_runs_into_itself(
    drawn: list[tuple[int | str, int | str | None, int | str | None, str]],
) -> None:
    pieces = [
        piece(n, page, of=of, to=to, headline=text, text=text)
        for n, (page, of, to, text) in enumerate(drawn)
    ]
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
