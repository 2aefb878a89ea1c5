"""Worker processes: what a task returns or raises, and what becomes of one that never does."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator

import pytest

from yuzhong_news.workers import WorkerError, Workers


def double(number: int) -> int:
    return number * 2


def refuse(reason: str) -> None:
    raise ValueError(reason)


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang() -> None:
    time.sleep(60)


def eat() -> int:
    return len(bytearray(1 << 40))


def process_id() -> int:
    return os.getpid()


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(count=2, timeout=60.0, memory=2 << 30)
    yield workers
    workers.close()


def test_results_come_back_in_order(workers: Workers) -> None:
    async def run() -> list[int]:
        return await asyncio.gather(*(workers.run(double, number) for number in range(20)))

    assert asyncio.run(run()) == [number * 2 for number in range(20)]


def test_work_is_done_in_another_process(workers: Workers) -> None:
    assert asyncio.run(workers.run(process_id)) != os.getpid()


def test_what_a_task_raises_is_raised(workers: Workers) -> None:
    with pytest.raises(ValueError, match="no such page"):
        asyncio.run(workers.run(refuse, "no such page"))


def test_a_crash_costs_its_task_only(workers: Workers) -> None:
    async def run() -> list[object]:
        tasks = [workers.run(double, 1), workers.run(die), workers.run(double, 2)]
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    one, crashed, two = asyncio.run(run())
    assert (one, two) == (2, 4)
    assert isinstance(crashed, WorkerError)
    assert "SIGSEGV" in str(crashed)


def test_a_task_without_end_is_given_up() -> None:
    workers = Workers(count=1, timeout=1.0, memory=0)
    with pytest.raises(WorkerError, match="longer than 1 seconds"):
        asyncio.run(workers.run(hang))
    workers.close()


def test_after_a_task_was_given_up_the_next_finds_a_new_process(workers: Workers) -> None:
    with pytest.raises(WorkerError):
        asyncio.run(workers.run(die))
    assert asyncio.run(workers.run(double, 3)) == 6


def test_memory_is_bounded(workers: Workers) -> None:
    with pytest.raises(MemoryError):
        asyncio.run(workers.run(eat))
    assert asyncio.run(workers.run(double, 3)) == 6
