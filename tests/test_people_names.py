"""Which spellings are one name, and which names are near."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yuzhong_news.people import canonical_name, near_names

STAFF = ["刘侃", "刘佳", "刘大侃", "侃刘", "王秋月", "黄清娴", "艾力·买买提", "记者"]


@pytest.mark.parametrize(
    "spelling",
    ["刘侃", "刘 侃", " 刘\u3000侃 ", "刘\xa0侃", "刘\u200b侃", "\ufeff刘侃", "刘\t侃\n"],
)
def test_blanks_and_unseen_marks_do_not_make_another_person(spelling: str) -> None:
    assert canonical_name(spelling) == "刘侃"


@pytest.mark.parametrize("dot", "·•・‧∙⋅･.．●")
def test_every_dot_is_the_same_dot(dot: str) -> None:
    assert canonical_name(f"艾力{dot}买买提") == "艾力·买买提"
    assert canonical_name(f" 艾力 {dot} 买买提 ") == "艾力·买买提"


def test_a_stop_after_a_letter_is_no_dot_of_a_name() -> None:
    assert canonical_name("Ｊ．Smith") == "J．Smith"
    assert canonical_name("J. K. Smith") == "J.K.Smith"


def test_radicals_are_the_characters_that_they_look_like() -> None:
    assert canonical_name("⾼⽅") == "高方"


def test_nothing_else_is_touched() -> None:
    for name in ("记者", "O'Neil", 'a"b', "<b>刘侃</b>", "'; DROP TABLE person; --", "𠮷野"):
        assert canonical_name(name) == name.replace(" ", "")


@pytest.mark.parametrize("nothing", ["", " ", "···", "\u200b"])
def test_a_name_of_nothing_stays_as_it_is(nothing: str) -> None:
    assert canonical_name(nothing) == nothing


@given(st.text(st.one_of(st.characters(), st.sampled_from("刘侃·•・‧.． 　\u200b"))))
@example("\ufdfa")
@example("a\u200b\u0301")
def test_the_canonical_name_is_its_own(name: str) -> None:
    once = canonical_name(name)
    assert canonical_name(once) == once
    assert once or not name


def test_near_is_what_holds_the_name_or_differs_in_a_character() -> None:
    assert near_names("刘 坎", STAFF) == ["刘佳", "刘侃"]
    assert near_names("刘侃侃", STAFF)[0] == "刘侃"
    assert near_names("大侃", STAFF)[0] == "刘大侃"
    assert near_names("秋月", STAFF) == ["王秋月"]
    assert near_names("艾力•买提", STAFF) == ["艾力·买买提"]


def test_nobody_is_near_a_stranger_or_a_single_character() -> None:
    assert near_names("欧阳修", STAFF) == []
    assert near_names("刘", ["王五", "李四"]) == []
    assert near_names("", STAFF) == []


def test_no_more_than_asked_for() -> None:
    assert len(near_names("刘坎", (f"刘{chr(0x4E00 + n)}" for n in range(500)), limit=3)) == 3
