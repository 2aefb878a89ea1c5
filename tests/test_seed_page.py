"""The first real page: a 渝中报 page of February 2025, one test per field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages import FIXTURES, expected, plain, split_file

GOLD = expected("seed")["articles"]
ARTICLES = split_file(FIXTURES / "seed.txt").articles
PAIRS = [
    pytest.param(got, want, id=f"A{i + 1}")
    for i, (got, want) in enumerate(zip(ARTICLES, GOLD, strict=False))
]


def test_there_are_six_articles_and_no_furniture() -> None:
    split = split_file(FIXTURES / "seed.txt")
    assert len(split.articles) == len(GOLD) == 6
    assert split.furniture == []


@pytest.mark.parametrize(("got", "want"), PAIRS)
def test_paragraphs(got: Any, want: dict[str, Any]) -> None:
    assert [plain(p) for p in got.paragraphs] == [plain(p) for p in want["paragraphs"]]


@pytest.mark.parametrize(("got", "want"), PAIRS)
def test_headline_with_kicker_and_subtitle(got: Any, want: dict[str, Any]) -> None:
    fields = ("kicker", "headline", "subtitle")
    accepted = [want, *want.get("accepted_headlines", [])]
    readings = [tuple(plain(reading[field]) for field in fields) for reading in accepted]
    assert tuple(plain(getattr(got, field)) for field in fields) in readings


@pytest.mark.parametrize("field", ["kind", "column", "dateline", "continued_from", "continued_to"])
@pytest.mark.parametrize(("got", "want"), PAIRS)
def test_plain_fields(got: Any, want: dict[str, Any], field: str) -> None:
    assert getattr(got, field) == want[field]


@pytest.mark.parametrize("field", ["lead", "byline"])
@pytest.mark.parametrize(("got", "want"), PAIRS)
def test_texts(got: Any, want: dict[str, Any], field: str) -> None:
    assert plain(getattr(got, field)) == plain(want[field])


@pytest.mark.parametrize(("got", "want"), PAIRS)
def test_contributors(got: Any, want: dict[str, Any]) -> None:
    people = [(p["name"], p["role"], p.get("work")) for p in want["contributors"]]
    assert [(p.name, p.role, p.work) for p in got.contributors] == people


@pytest.mark.parametrize(("got", "want"), PAIRS)
def test_subheads(got: Any, want: dict[str, Any]) -> None:
    subheads = [(s["text"], s["before_paragraph"]) for s in want["subheads"]]
    assert [(s.text, s.before_paragraph) for s in got.subheads] == subheads


@pytest.mark.parametrize(("got", "want"), PAIRS)
def test_captions(got: Any, want: dict[str, Any]) -> None:
    captions = [(c["text"], c["credit"]) for c in want["captions"]]
    assert [(c.text, c.credit) for c in got.captions] == captions
