"""Which texts are one text: single decisions, and precision and recall on invented news."""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import invented_news as news
from yuzhong_news import reprints
from yuzhong_news.reprints import Text, bands, likeness, prepared

STORIES = 40
"""Articles that are reprinted in each of the ways of ``news.EDITS``."""

FLOORS = {"excerpt": 0.8}
"""Recall of the hardest edit; that of all others is 1."""


def alike(one: str, other: str) -> bool:
    a, b = prepared(one), prepared(other)
    return likeness(a, b) is not None and not set(bands(a)).isdisjoint(bands(b))


def linked(texts: Iterable[Text]) -> set[tuple[int, int]]:
    """Return the pairs of places that share a band and are alike, as the archive finds them."""
    ready = list(texts)
    where: dict[int, list[int]] = defaultdict(list)
    for place, text in enumerate(ready):
        for band in set(bands(text)):
            where[band].append(place)
    pairs = {pair for places in where.values() for pair in combinations(places, 2)}
    return {(one, other) for one, other in pairs if likeness(ready[one], ready[other])}


# --- single decisions ---------------------------------------------------------------------------


def test_the_same_text_is_wholly_alike_whatever_its_marks_and_widths() -> None:
    text = news.story(1).body
    other = text.replace("，", ",").replace("1", "１").replace("\n", "\n　　")
    assert likeness(prepared(text), prepared(other)) == (1.0, 1.0)


def test_a_brief_is_contained_in_its_article() -> None:
    one = news.story(1)
    brief = prepared(one.paragraphs[0] + one.paragraphs[1])
    found = likeness(prepared(one.body), brief)
    assert found is not None
    assert found.containment == 1.0
    assert found.jaccard < 0.6


def test_short_texts_are_reprints_only_if_they_are_the_same() -> None:
    lost = "贺知远遗失残疾人证，证号4417029981，声明作废。"
    assert alike(lost, f" {lost}\n")
    assert not alike(lost, lost.replace("4417", "4418"))


def test_what_is_too_short_is_never_compared() -> None:
    assert bands(prepared("本报讯，热线12345。")) == []
    assert likeness(prepared("热线12345"), prepared("热线12345")) is None


def test_other_numbers_make_another_text_of_a_formula_and_one_does_not() -> None:
    today, tomorrow = news.weather(1), news.weather(1).body.replace("℃", "度")
    assert alike(today.body, tomorrow)
    assert not alike(news.lottery(1).body, news.lottery(2).body)
    one = news.story(3)
    assert alike(one.body, news.new_numbers(one, random.Random(1)).body)


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_mutual_and_a_share(one: str, other: str) -> None:
    a, b = prepared(one), prepared(other)
    found = likeness(a, b)
    assert found == likeness(b, a)
    assert found is None or 0.0 <= found.jaccard <= found.containment <= 1.0


@given(st.text(max_size=300))
def test_every_text_has_the_bands_of_itself(text: str) -> None:
    ready = prepared(text)
    assert bands(ready) == bands(prepared(text))
    assert all(-(2**63) <= band < 2**63 for band in bands(ready))


def test_the_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    reprints._empty.cache_clear()
    monkeypatch.setitem(sys.modules, "datasketch", None)
    with pytest.raises(ImportError, match=r"pip install 'yuzhong_news\[reprints\]'"):
        reprints.bands_version()


# --- precision and recall -----------------------------------------------------------------------


@pytest.mark.parametrize("edit", news.EDITS)
def test_recall_of_reprints(edit: str) -> None:
    dice = random.Random(edit)
    found = 0
    for number in range(STORIES):
        one = news.story(number)
        found += alike(one.body, news.EDITS[edit](one, dice).body)
    assert found / STORIES >= FLOORS.get(edit, 1.0)


def test_precision_of_reprints() -> None:
    """No two of these are one text; of the formulas some thousands of pairs share most words."""
    days = range(30)
    different = [
        *(news.story(number) for number in range(80)),
        *(make(day) for make in (news.weather, news.lottery, news.lost) for day in days),
        *(make(day) for make in (news.liquidation, news.power_cut) for day in days),
        *(news.meeting(number, reporter) for number in range(30) for reporter in (0, 1)),
    ]
    texts = [prepared(one.body) for one in different]
    wrong = {
        (different[one].headline, different[other].headline)
        for one, other in linked(texts)
        if texts[one].plain != texts[other].plain
    }
    assert not wrong
