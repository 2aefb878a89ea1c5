"""Keywords and reprints in the archive: complete, exact, resumable; on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from tests import invented_news as news
from tests.databases import database_url
from yuzhong_news import reprints as reprints_room
from yuzhong_news.enriching import Enriched, enrich
from yuzhong_news.items import Article, Page
from yuzhong_news.keywords import terms
from yuzhong_news.records import Selection
from yuzhong_news.storage import Archive, Outcome
from yuzhong_news.words import Cutter as WordCutter

__all__ = ["database_url"]

DAY = dt.date(2026, 1, 5)
JIEBA = WordCutter()
TWICE = """
import sys
from yuzhong_news.enriching import enrich
from yuzhong_news.storage import Archive
with Archive(sys.argv[1]) as archive:
    print("ready", flush=True)
    sys.stdin.readline()
    enrich(archive)
"""


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    with Archive(database_url) as opened:
        yield opened


def page(*stories: news.Story, number: int = 1, **facts: Any) -> Page:
    articles = [Article(headline=one.headline, paragraphs=list(one.paragraphs)) for one in stories]
    facts = {"newspaper": "渝城报", "issue_date": DAY, **facts}
    return Page(page_number=number, articles=articles, **facts)


def store(archive: Archive, *pages: Page) -> list[Outcome]:
    stored = archive.store(archive.begin_run("folder"), pages)
    return [one.outcome for one in stored.pages]


def do(archive: Archive, choice: Selection | None = None, *, everything: bool = False) -> Enriched:
    return enrich(archive, choice, cutter=JIEBA, everything=everything)


def query(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    with archive.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def word_counts(archive: Archive) -> dict[str, int]:
    return dict(query(archive, "SELECT word, articles FROM word_frequency"))


def counted_anew(archive: Archive) -> dict[str, int]:
    """Return in how many articles each word is, counted from the articles that are there."""
    found: Counter[str] = Counter()
    for headline, body in query(archive, "SELECT headline, body FROM article"):
        found.update(set(terms(headline, body, JIEBA)))
    return dict(found)


def computed(archive: Archive) -> list[list[tuple[Any, ...]]]:
    """Return all that was computed, told by headlines and not by ids."""
    views = (
        "SELECT newspaper, issue_date, headline, position, word, weight, articles_with_word"
        " FROM keyword_view",
        "SELECT newspaper, issue_date, headline, original_newspaper, original_date,"
        " original_headline, likeness, containment FROM reprint_view",
        "SELECT word, articles FROM word_frequency",
    )
    return [sorted(query(archive, view)) for view in views]


def pairs(archive: Archive) -> set[tuple[str, str]]:
    """Return the newspapers of each reprint and of what it reprints."""
    return set(query(archive, "SELECT newspaper, original_newspaper FROM reprint_view"))


# --- what is computed ---------------------------------------------------------------------------


def test_each_article_gets_its_keywords_from_the_words_of_the_archive(archive: Archive) -> None:
    store(archive, page(*(news.story(number) for number in range(5))))
    assert do(archive) == Enriched(counted=5, with_keywords=5, compared=5)
    assert word_counts(archive) == counted_anew(archive)
    keywords = query(
        archive, "SELECT article_id, position, word, weight FROM keyword_view ORDER BY 1, 2"
    )
    assert Counter(row[0] for row in keywords) == dict.fromkeys({row[0] for row in keywords}, 10)
    weights = [row[3] for row in keywords[:10]]
    assert weights == sorted(weights, reverse=True)
    body = query(archive, f"SELECT headline || body FROM article WHERE id = {keywords[0][0]}")[0][0]
    assert all(row[2] in body for row in keywords[:10])


def test_what_was_enriched_is_passed_over(archive: Archive) -> None:
    store(archive, page(news.story(1)))
    do(archive)
    before = computed(archive)
    assert do(archive) == Enriched()
    assert computed(archive) == before
    store(archive, page(news.story(2), number=2))
    assert do(archive) == Enriched(counted=1, with_keywords=1, compared=1)


def test_an_article_without_words_is_done_too(archive: Archive) -> None:
    store(archive, page(news.Story("", ()), news.Story("短讯", ("。",))))
    assert do(archive) == Enriched(counted=2, with_keywords=2, compared=2)
    assert do(archive) == Enriched()


def test_a_changed_page_is_enriched_anew_and_counts_stay_exact(archive: Archive) -> None:
    one = page(news.story(1), news.story(2))
    store(archive, one, page(news.story(3), number=2))
    do(archive)
    assert store(archive, page(news.story(1), news.story(9))) == [Outcome.CHANGED]
    done = do(archive)
    assert done.counted in (1, 2)  # articles that kept their words may keep what was computed
    assert word_counts(archive) == counted_anew(archive)
    assert query(archive, "SELECT count(*) FROM uncounted_text") == [(0,)]
    fresh = computed(archive)
    do(archive, everything=True)
    assert computed(archive)[2] == fresh[2]


def test_a_page_that_goes_takes_its_words_along(archive: Archive) -> None:
    store(archive, page(news.story(1)))
    do(archive)
    run = archive.begin_run("folder")
    archive.store(run, [page()], accept_empty=True)
    do(archive)
    assert computed(archive) == [[], [], []]


def test_everything_gives_what_one_go_over_all_gives(archive: Archive) -> None:
    for number in range(4):
        store(archive, page(news.story(number), number=number + 1))
        do(archive)
    in_turns = computed(archive)
    done = do(archive, everything=True)
    assert done == Enriched(counted=4, with_keywords=4, compared=4)
    at_once = computed(archive)
    assert at_once != in_turns, "keywords are weighed against the archive as it is now"
    do(archive, everything=True)
    assert computed(archive) == at_once


def test_a_choice_limits_keywords_and_comparing_but_not_the_counting(archive: Archive) -> None:
    store(
        archive,
        page(news.story(1)),
        page(news.story(2), issue_date=DAY + dt.timedelta(days=1)),
        page(news.story(3), newspaper="河东报"),
    )
    chosen = Selection(newspaper="渝城报", since=DAY, until=DAY)
    assert do(archive, chosen) == Enriched(counted=3, with_keywords=1, compared=1)
    assert do(archive, chosen, everything=True) == Enriched(with_keywords=1, compared=1)
    assert do(archive) == Enriched(with_keywords=2, compared=2)


def test_other_words_in_the_dictionary_count_all_anew(archive: Archive) -> None:
    class Other(WordCutter):
        version = "with words of our own"

    store(archive, page(news.story(1)))
    do(archive)
    assert enrich(archive, cutter=Other()) == Enriched(counted=1, with_keywords=1)


def test_without_the_package_keywords_are_found_and_the_extra_is_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(archive, page(news.story(1)))
    reprints_room._empty.cache_clear()
    monkeypatch.setitem(sys.modules, "datasketch", None)
    done = do(archive)
    assert (done.with_keywords, done.compared) == (1, 0)
    assert "pip install 'yuzhong_news[reprints]'" in done.lacking


# --- reprints -----------------------------------------------------------------------------------


def test_a_reprint_leads_to_what_was_printed_first_whatever_came_in_first(
    archive: Archive,
) -> None:
    one, brief = news.story(1), news.first_half(news.story(1), random.Random(1))
    later = DAY + dt.timedelta(days=2)
    store(archive, page(brief, newspaper="河东报", issue_date=later))
    do(archive)
    store(archive, page(one), page(one, newspaper="山城报", issue_date=later))
    assert do(archive).reprints == 3
    found = query(
        archive,
        "SELECT newspaper, original_newspaper, likeness, containment FROM reprint_view"
        " WHERE original_newspaper = '渝城报' ORDER BY likeness",
    )
    assert [row[:2] for row in found] == [("河东报", "渝城报"), ("山城报", "渝城报")]
    assert 0.4 < found[0][2] < 0.7
    assert found[0][3] == 1.0
    assert found[1][2:] == (1.0, 1.0)


def test_two_tellings_in_one_issue_and_formulas_are_no_reprints(archive: Archive) -> None:
    one = news.story(1)
    store(archive, page(one, one), page(news.first_half(one, random.Random(1)), number=2))
    days = [DAY + dt.timedelta(days=n) for n in range(1, 8)]
    store(
        archive,
        *(page(news.weather(n), news.lottery(n), issue_date=day) for n, day in enumerate(days)),
    )
    assert do(archive).reprints == 0


def test_a_notice_that_stands_in_the_paper_again_is_a_reprint(archive: Archive) -> None:
    again = DAY + dt.timedelta(days=1)
    store(archive, page(news.lost(1), news.lost(2)), page(news.lost(1), issue_date=again))
    assert do(archive).reprints == 1


def continued(first: Page, last: Page) -> tuple[Page, Page]:
    """Return the two pages with marks that the one article goes on in the other."""
    start = first.articles[0].model_copy(update={"continued_to": 2})
    end = last.articles[0].model_copy(update={"continued_from": 1, "headline": None})
    return (
        first.model_copy(update={"articles": [start]}),
        last.model_copy(update={"articles": [end]}),
    )


def test_an_article_on_two_pages_is_compared_as_a_whole(archive: Archive) -> None:
    one = news.story(1)
    head, tail = news.Story(one.headline, one.paragraphs[:1]), news.later_half(one, None)  # type: ignore[arg-type]
    parts = continued(page(head), page(tail, number=2))
    store(archive, page(news.Story("转载", head.paragraphs + tail.paragraphs), newspaper="河东报"))
    store(archive, parts[0])
    do(archive)
    store(archive, parts[1])
    do(archive)
    found = query(archive, "SELECT newspaper, likeness FROM reprint_view")
    assert query(archive, "SELECT count(*) FROM continuation") == [(1,)]
    assert found == [("渝城报", 1.0)], "of two on one day the first is the first by their keys"


# --- interrupted, at once, and while a crawl writes ---------------------------------------------


def some_pages() -> list[Page]:
    dice = random.Random("pages")
    pages = [page(*(news.story(n) for n in range(k, k + 4)), number=k + 1) for k in range(0, 24, 4)]
    copies = [news.edited(news.story(n), dice) for n in range(0, 24, 3)]
    return [*pages, page(*copies, newspaper="河东报", issue_date=DAY + dt.timedelta(days=1))]


class StopError(Exception):
    """Something that ends the work in its middle."""


def test_what_was_interrupted_goes_on(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yuzhong_news.enriching.BATCH", 7)
    store(archive, *some_pages())
    for stage in ("counted", "keywords", "compared"):

        def stop(what: str, articles: int, stage: str = stage) -> None:
            if what == stage and articles > 10:
                raise StopError

        with pytest.raises(StopError):
            enrich(archive, cutter=JIEBA, progress=stop)
    done = do(archive)
    assert 0 < done.compared < 32
    in_pieces = computed(archive)
    assert in_pieces[2] == sorted(counted_anew(archive).items())
    do(archive, everything=True)
    assert computed(archive) == in_pieces


def test_two_at_once_make_what_one_makes(archive: Archive, database_url: str) -> None:
    store(archive, *some_pages())
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", TWICE, database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], ends
    twice = computed(archive)
    assert len(twice[1]) == 8
    do(archive, everything=True)
    assert computed(archive) == twice


def test_pages_that_change_meanwhile_are_left_for_the_next_time(archive: Archive) -> None:
    store(archive, *some_pages())
    changed = iter([page(news.story(70), news.story(71)), page(news.story(80), news.story(81))])

    def crawl(_what: str, _articles: int) -> None:
        if (new := next(changed, None)) is not None:
            store(archive, new)

    enrich(archive, cutter=JIEBA, progress=crawl)
    do(archive)
    assert word_counts(archive) == counted_anew(archive)
    assert query(
        archive,
        "SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM article_keyword)",
    ) == [(0,)]
    assert do(archive) == Enriched()


# --- the list of reprints -----------------------------------------------------------------------


def test_reprints_are_listed_by_text_the_first_print_first(archive: Archive) -> None:
    one, other = news.story(1), news.story(2)
    day = dt.timedelta(days=1)
    store(
        archive,
        page(one, newspaper="山城报", issue_date=DAY + 2 * day),
        page(news.new_lead(one, random.Random(1)), newspaper="河东报", issue_date=DAY + day),
        page(one, other),
        page(other, newspaper="河东报", issue_date=DAY + 5 * day),
        page(news.story(3), number=2),
    )
    do(archive)
    first, second = archive.reprints(Selection())
    assert [text.newspaper for text in first] == ["渝城报", "河东报", "山城报"]
    assert first[0].likeness is None
    assert first[1].containment == 1.0 > (first[1].likeness or 1.0)
    assert first[2].likeness == 1.0
    assert [text.newspaper for text in second] == ["渝城报", "河东报"]
    assert archive.reprints(Selection(newspaper="山城报")) == [first]
    assert archive.reprints(Selection(since=DAY + 3 * day)) == [second]
    assert archive.reprints(Selection(until=DAY - day)) == []


def test_two_articles_of_the_first_issue_are_one_group_by_who_prints_both_later(
    archive: Archive,
) -> None:
    one = news.story(1)
    later = DAY + dt.timedelta(days=1)
    store(archive, page(one, one), page(one, newspaper="河东报", issue_date=later))
    do(archive)
    (group,) = archive.reprints(Selection())
    assert [text.newspaper for text in group] == ["渝城报", "渝城报", "河东报"]
    assert [text.likeness for text in group] == [None, None, 1.0]
