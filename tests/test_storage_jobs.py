"""The queue's tables: their own schema, jobs once, lost jobs given back, attempts and versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import psycopg
import pytest

from tests.databases import postgresql_url, sqlite_url
from yuzhong_news.distributed.queue import (
    HandedBackError,
    HopelessError,
    IssueJob,
    NotNowError,
    Retrying,
    enqueue,
    tables,
)
from yuzhong_news.distributed.sites import locks_of
from yuzhong_news.distributed.timing import Timing
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.storage import Archive, JobQueue, StorageError, upgrade
from yuzhong_news.storage.job_tables import SCHEMA

DAY = dt.date(2025, 2, 7)

__all__ = ["postgresql_url"]


@pytest.fixture
def queue(postgresql_url: str) -> Iterator[JobQueue]:
    queue = JobQueue(postgresql_url)
    queue.prepare(tables())
    yield queue
    queue.close()


def job(number: int = 0, newspaper: str = "yucheng") -> IssueJob:
    return IssueJob(newspaper, DAY + dt.timedelta(number), "example.cn")


def sql(queue: JobQueue, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(queue.conninfo, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {SCHEMA}")
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def register(queue: JobQueue) -> int:
    ((worker,),) = sql(queue, "SELECT * FROM procrastinate_register_worker_v1()")
    assert isinstance(worker, int)
    return worker


def fetch(queue: JobQueue, worker: int) -> int | None:
    ((found,),) = sql(queue, f"SELECT id FROM procrastinate_fetch_job_v2(null, {worker})")
    assert found is None or isinstance(found, int)
    return found


def test_the_archive_does_not_see_the_queue(queue: JobQueue) -> None:
    url = queue.conninfo
    Archive(url).close()
    assert upgrade(url).before == upgrade(url).after
    with Archive(url) as archive:
        assert not any("procrastinate" in name for name in archive.table_counts())


def test_enqueuing_twice_doubles_nothing(queue: JobQueue) -> None:
    assert enqueue(queue, [job(), job(1), job()]) == 2
    fetch(queue, register(queue))
    assert enqueue(queue, [job(), job(1), job(2)]) == 1
    assert len(queue.jobs()) == 3


def test_the_newest_issue_is_first_and_a_host_has_one_job_at_a_time(queue: JobQueue) -> None:
    enqueue(queue, [job(0), job(2), job(1), IssueJob("other", DAY, "elsewhere.cn")])
    worker = register(queue)
    fetched = [fetch(queue, worker) for _ in range(3)]
    assert fetched[2] is None
    doing = {(row.newspaper, row.date) for row in queue.jobs() if row.state == "doing"}
    assert doing == {("yucheng", DAY + dt.timedelta(2)), ("other", DAY)}


def test_a_dead_worker_s_job_waits_again_and_a_living_one_s_does_not(queue: JobQueue) -> None:
    enqueue(queue, [job(), IssueJob("other", DAY, "elsewhere.cn")])
    living, dead = register(queue), register(queue)
    lost, held = fetch(queue, dead), fetch(queue, living)
    assert lost is not None
    assert held is not None
    queue.begin_attempt(lost, "dead:1")
    sql(
        queue,
        f"UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour' "
        f"WHERE id = {dead}",
    )
    assert len(queue.rescue(60)) == 1
    assert queue.rescue(60) == []
    assert not queue.renew(lost, dead)
    assert queue.renew(held, living)
    waiting = next(row for row in queue.jobs() if row.state == "todo")
    assert (waiting.worker, waiting.reason) == ("dead:1", "its worker gave no sign for 60 seconds")
    assert fetch(queue, living) == lost


def test_a_worker_that_lost_its_job_can_neither_end_it_nor_give_it_back(queue: JobQueue) -> None:
    enqueue(queue, [job()])
    one, other = register(queue), register(queue)
    number = fetch(queue, one)
    assert number is not None
    assert queue.give_back(number, one, None, None)
    assert fetch(queue, other) == number
    assert not queue.finish(number, one, "succeeded")
    assert not queue.give_back(number, one, None, None)
    assert queue.finish(number, other, "succeeded")
    assert [row.state for row in queue.jobs()] == ["done"]


def test_a_lost_job_whose_issue_waits_already_is_ended(queue: JobQueue) -> None:
    enqueue(queue, [job()])
    fetch(queue, register(queue))
    sql(queue, "UPDATE procrastinate_jobs SET worker_id = null")
    sql(
        queue,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args) "
        "SELECT queue_name, task_name, lock, queueing_lock, args FROM procrastinate_jobs",
    )
    assert len(queue.rescue(60)) == 1
    assert sql(queue, "SELECT status::text FROM procrastinate_jobs ORDER BY id") == [
        ("aborted",),
        ("todo",),
    ]


def test_an_attempt_counts_the_failures_before_it(queue: JobQueue) -> None:
    enqueue(queue, [job()])
    number = fetch(queue, register(queue))
    assert number is not None
    for outcome in ("retry", "handed-back", "lost", "retry"):
        queue.end_attempt(queue.begin_attempt(number, "a:1"), outcome, 1, "x" * 5000)
    assert queue.begin_attempt(number, "a:1").failures == 2


def test_failed_jobs_go_behind_those_that_did_not() -> None:
    from procrastinate.jobs import Job

    one = Job(
        queue="q", lock=None, queueing_lock=None, task_name="t", task_kwargs={"date": "2025-02-07"}
    )
    retrying = Retrying()
    decided = [
        retrying.get_retry_decision(exception=NotNowError("", 60, failures), job=one)
        for failures in (1, 2)
    ]
    assert [decision.priority for decision in decided if decision] == [-260711, -1260711]
    handed_back = retrying.get_retry_decision(exception=HandedBackError(), job=one)
    assert handed_back is not None
    assert handed_back.retry_at is None
    assert retrying.get_retry_decision(exception=HopelessError(""), job=one) is None
    assert retrying.get_retry_decision(exception=RuntimeError(), job=one) is not None


def test_waits_grow_and_are_bounded() -> None:
    timing = Timing()
    assert [timing.wait_after(n) for n in (1, 2, 3, 9)] == [60, 240, 960, 21600]


def test_a_crawl_ends_before_another_worker_may_have_its_job() -> None:
    for stalled in (6, 60, 600):
        timing = Timing(stalled=stalled)
        assert timing.unsure + timing.patience + timing.beat < timing.stalled
        assert timing.heartbeat * 2 < timing.unsure


def test_newer_tables_wait_until_no_worker_runs(queue: JobQueue) -> None:
    now = tables()
    migration = "CREATE TABLE a_new_one (id int); COMMENT ON TABLE a_new_one IS '100 %'"
    newer = now._replace(version=(99, 0, 0), migrations=[((98, 0, 0), migration)])
    register(queue)
    with pytest.raises(StorageError, match="Stop them all"):
        queue.prepare(newer)
    sql(queue, "DELETE FROM procrastinate_workers")
    queue.prepare(newer)
    queue.prepare(newer)
    assert sql(queue, "SELECT * FROM a_new_one") == []
    with pytest.raises(StorageError, match="pip install --upgrade"):
        queue.prepare(now)


def test_only_postgresql_has_a_queue(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("sqlite")
    with pytest.raises(StorageError, match="needs PostgreSQL"):
        JobQueue(sqlite_url(folder))
    assert not list(folder.iterdir())


def test_newspapers_of_one_site_have_one_lock() -> None:
    def paper(name: str, host: str, *hosts: str) -> Newspaper:
        return Newspaper(
            name=name,
            title=name,
            district="渝城区",
            platform="founder_classic",
            address=f"http://{host}/",
            hosts=list(hosts),
            confirmed=True,
        )

    papers = [
        paper("one", "a.cn", "img.cn"),
        paper("two", "b.cn", "c.cn"),
        paper("three", "d.cn", "img.cn"),
        paper("four", "c.cn", "d.cn"),
        paper("alone", "z.cn"),
    ]
    locks = locks_of(papers)
    assert locks == {**dict.fromkeys(("one", "two", "three", "four"), "a.cn"), "alone": "z.cn"}
