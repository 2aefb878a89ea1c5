"""Queries, grams, marks and ranks: what search means, without a database."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuzhong_news.search import (
    Document,
    Field,
    Query,
    QueryError,
    exact_query,
    marks_in,
    parse_query,
    passage_of,
)
from yuzhong_news.search.folding import fold
from yuzhong_news.search.fts5 import NOTHING, match_expression, match_text
from yuzhong_news.search.grams import grams_of, index_text
from yuzhong_news.search.highlighting import LENGTH
from yuzhong_news.search.query import MAX_CHARACTERS, MAX_TERMS
from yuzhong_news.search.ranking import ranker

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HARD = st.text(st.sampled_from("渝中区aA１1 ，,'\"-*\n　“”(:𠮷\t﷐"), max_size=12)


# --- folding ------------------------------------------------------------------------------------


@given(TEXT)
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_makes_letters_and_digits_alike_and_leaves_punctuation() -> None:
    assert fold("ＡｂC１２３　渝\r\n") == "abc123 渝\n\n"
    assert fold("，,。“”（）！É") == "，,。“”（）！É"


# --- queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted", "excluded"),
    [
        ("渝中 春节", ["渝中", "春节"], []),
        ("　渝中\n渝中 ", ["渝中"], []),
        ('"New York" 甲', ["new york", "甲"], []),
        ("“New York” 「甲 乙」 『丙 丁』", ["new york", "甲 乙", "丙 丁"], []),
        ('甲 -乙 -"丙 丁" -“戊 己”', ["甲"], ["乙", "丙 丁", "戊 己"]),
        ("“第一仗”跑好", ["“第一仗”跑好"], []),
        ('"say ""yes"" now"', ['say "yes" now'], []),
        ('"open', ['"open'], []),
        ('""', ['""'], []),
        ("- 甲-乙 --", ["-", "甲-乙"], ["-"]),
        ("A OR NOT NEAR(b) c* ^d", ["a", "or", "not", "near(b)", "c*", "^d"], []),
    ],
)
def test_a_query_is_terms(text: str, wanted: list[str], excluded: list[str]) -> None:
    assert parse_query(text) == Query(tuple(wanted), tuple(excluded))


@given(TEXT)
def test_a_text_in_quotation_marks_stands_for_itself(text: str) -> None:
    if text and not set(fold(text)) <= {" ", "\n"}:
        quoted = '"' + text.replace('"', '""') + '"'
        assert parse_query(quoted) == exact_query([text])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing to look for"),
        (" \t　", "nothing to look for"),
        ("\0", "nothing to look for"),
        ("-甲 -乙", "only excludes words"),
        ("--x", "only excludes words"),
        ("渝" * 10_000, f"has 10000 characters; {MAX_CHARACTERS} are the limit"),
        ("渝 " * (MAX_TERMS + 1), "1 are the limit"),
        ("a\ud800", "UTF-8"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(text: str, words: str) -> None:
    if words == "1 are the limit":
        text = " ".join(str(n) for n in range(MAX_TERMS + 1))
        words = f"has {MAX_TERMS + 1} words; {MAX_TERMS} are the limit"
    with pytest.raises(QueryError, match=words):
        parse_query(text)


# --- grams --------------------------------------------------------------------------------------


def test_grams_are_pairs_and_the_last_character() -> None:
    assert index_text(["渝中报", "ＡI"]).split() == ["渝中", "中报", "报", "a", "ai", "i"]
    assert grams_of("渝中报") == ["渝中", "中报"]
    assert grams_of("报") == ["报"]


@given(st.lists(HARD, min_size=1, max_size=3), HARD)
def test_a_phrase_of_grams_is_a_substring(texts: list[str], term: str) -> None:
    term = fold(term).replace("\n", "")
    if not term:
        return
    lines = [line for text in texts for line in fold(text).split("\n")]
    expected = any(term in line for line in lines)
    expression = match_expression(Query((term,)))
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE f USING fts5(headline, tokenize='ascii')")
        database.execute("INSERT INTO f VALUES (?)", (index_text(texts),))
        found = database.execute("SELECT 1 FROM f WHERE f MATCH ?", (expression,)).fetchall()
    assert bool(found) == expected


@given(TEXT)
def test_whatever_is_typed_is_an_expression_of_fts5(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE f USING fts5(headline, tokenize='ascii')")
        database.execute("SELECT 1 FROM f WHERE f MATCH ?", (match_text(text),)).fetchall()


def test_a_query_that_cannot_be_answered_matches_nothing() -> None:
    assert match_text(None) == match_text("-甲") == NOTHING


# --- marks and passages -------------------------------------------------------------------------


def test_marks_that_touch_are_one() -> None:
    assert marks_in("渝中区渝中", ["渝中", "中区"]) == ((0, 5),)
    assert marks_in("ＡＩ与ai", ["ai"]) == ((0, 2), (3, 5))
    assert marks_in("哈哈哈", ["哈哈"]) == ((0, 3),)
    assert marks_in("甲", ["乙"]) == ()


@given(st.lists(HARD, max_size=4), HARD)
def test_a_passage_shows_what_was_found(texts: list[str], term: str) -> None:
    term = fold(term)
    if not term:
        return
    passage = passage_of(Document(body=tuple(texts)), [term])
    assert (passage is None) == (not any(term in fold(text) for text in texts))
    if passage is not None:
        assert passage.field is Field.BODY
        start, end = passage.marks[0]
        assert fold(passage.text[start:end]).startswith(term)


def test_a_passage_is_the_piece_with_the_most_terms() -> None:
    document = Document(("甲乙",), ("甲", "丁" * 200 + "甲和乙" + "丁" * 200), ("甲乙",))
    passage = passage_of(document, ["甲", "乙"])
    assert passage is not None
    assert passage.field is Field.BODY
    assert len(passage.text) == LENGTH
    assert [passage.text[a:b] for a, b in passage.marks] == ["甲", "乙"]
    assert (passage.cut_before, passage.cut_after) == (True, True)
    shown = passage_of(document, ["甲"], [Field.CAPTION])
    assert shown is not None
    assert shown.field is Field.CAPTION


# --- ranks --------------------------------------------------------------------------------------


def cut(text: str) -> list[str]:
    """Cut as if these were the only words."""
    for word in ("发展中国家", "中国队", "中国"):
        before, found, after = text.partition(word)
        if found:
            return [*before, word, *after]
    return list(text)


def test_a_word_counts_more_than_a_piece_of_one_and_a_headline_more_than_a_body() -> None:
    score = ranker(cut)
    documents = [
        Document(("中国",)),
        Document(("中国队",)),
        Document((), ("去中国。", "中国好。")),
        Document((), ("去中国。",)),
        Document((), (), ("去中国。",)),
        Document(("发展中国家",), ("发展中国家会",)),
        Document(("别的",)),
    ]
    scores = [score(document, ["中国"]) for document in documents]
    assert scores == sorted(set(scores), reverse=True)
