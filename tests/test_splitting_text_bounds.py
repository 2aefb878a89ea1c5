"""Text pages that are no pages: what a splitter looks at is bounded, and nothing is lost by it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from tests.pages import FIXTURES
from tests.test_coverage import check
from yuzhong_news.reading.text import lines_of
from yuzhong_news.splitting import split_page
from yuzhong_news.splitting.matching import best_assignment
from yuzhong_news.splitting.text import gap, gaps, known_headings, refinement
from yuzhong_news.splitting.text.frames import frames_of
from yuzhong_news.splitting.text.roles import units_of

SECONDS = 10.0
"""Of a processor; each of these takes one or less, and took 15 to 100 before it was bounded."""

WORDS = random.Random(5)
TEXT = "今天上午，我区召开会议，部署春耕工作。\n与会人员认真学习了有关文件精神。\n"


def some(size: int) -> str:
    """Return so many characters in no order."""
    return "".join(WORDS.choices("春耕备农民田管理机技术服合作社收入项目建设居民志愿者活", k=size))


FLOODS: dict[str, Callable[[], str]] = {
    "headings and bodies": lambda: f"{some(6)}\n{some(20)}\n{some(20)}\n{some(9)}。\n\n",
    "notices": lambda: f"公告\n{some(5)}遗失声明作废。\n\n",
    "the same": lambda: "春耕备耕\n春耕备耕开始了。\n\n",
    "datelines": lambda: f"{some(5)}\n本报讯（记者 张三）{some(4)}。\n\n",
    "rows parted by blank rows": lambda: f"{some(5)}\n\n",
    "columns' names": lambda: f"{some(5)}\n\n导语\n\n",
}


@pytest.mark.parametrize("kind", FLOODS)
def test_no_flood_of_rows_takes_for_ever(kind: str) -> None:
    page = "".join(FLOODS[kind]() for _ in range(500)) + TEXT
    started = time.process_time()
    check(lines_of(page))
    assert time.process_time() - started < SECONDS


def test_the_trials_of_a_page_are_as_many_as_their_work_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = lines_of((FIXTURES / "seed.txt").read_text(encoding="utf-8"))
    valued: list[float] = []
    value = refinement._value

    def counted(*arguments: object) -> float:
        valued.append(value(*arguments))  # type: ignore[arg-type]
        return valued[-1]

    monkeypatch.setattr(refinement, "_value", counted)
    split_page(lines)
    whole, valued[:] = len(valued), []
    monkeypatch.setattr(refinement, "_MOST_WORK", 0)
    split_page(lines)
    assert len(valued) == 1, "the path as it came"
    monkeypatch.setattr(refinement, "_MOST_WORK", 5_000)
    valued.clear()
    check(lines)
    assert 1 < len(valued) < whole


@pytest.mark.parametrize(("more", "looked_at"), [(0, True), (1, False)])
def test_a_list_of_more_headings_is_no_list(
    monkeypatch: pytest.MonkeyPatch, more: int, looked_at: bool
) -> None:
    headings = [f"{'春耕' if n % 2 else '夜校'}之{some(4)}" for n in range(60)]
    bodies = "春耕之春开始了，春耕之时大家忙。\n\n夜校之夜开课了，夜校之友来得多。\n\n"
    frames = frames_of(lines_of(bodies + "\n\n".join(headings)))
    found = gaps.Gaps(units_of(frames, indented=False), indented=False)
    monkeypatch.setattr(known_headings, "_MOST_LISTED", len(found.headings.listed) - more)
    assert (found.headings.rivalry([0], [1]) != 0.0) is looked_at


def test_a_heap_of_headings_is_grouped_in_a_bounded_number_of_ways() -> None:
    bonds = [WORDS.uniform(-3, 3) for _ in range(500)]
    heading = units_of(frames_of(lines_of("春耕备耕忙")), indented=False)[0]
    ways = [len(tied) for _, tied in gap.options_of(gap.Gap([], [heading] * 501, bonds))]
    assert len(ways) == gap._MOST_WAYS
    assert ways[0] == 0
    assert ways[-1] == 500
    assert sum(bond > 0 for bond in bonds) in ways


def test_of_very_many_headings_the_strongest_claim_comes_first() -> None:
    size = 151
    table = [[1.0 + (row == column) for column in range(size)] for row in range(size)]
    table[0][1] = 5.0
    found = best_assignment(table)
    assert found[0] == 1
    assert len(set(found.values())) == len(found) == size
