"""The life of a worker's process: signals, lost jobs of others, a database that goes away."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal

import procrastinate
import psycopg

from yuzhong_news.distributed.queue import QUEUE, app_of
from yuzhong_news.distributed.worker import Worker
from yuzhong_news.storage import StorageError

_DATABASE_ERRORS = (
    procrastinate.exceptions.ConnectorException,
    psycopg.Error,
    StorageError,
    OSError,
)


async def serve(worker: Worker, *, concurrency: int, wait: bool) -> None:
    """Take jobs until told to stop, or without ``wait`` until there is none to take.

    Raises ``StorageError`` where the database goes away and ``wait`` is false; else it is waited
    for.
    """
    # Its tracebacks are of our own errors, which are told already in one line.
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
    stopping = asyncio.Event()
    serving = asyncio.create_task(_serve(worker, concurrency, wait))
    _on_signals(worker, serving, stopping)
    rescuing = asyncio.create_task(_rescue(worker))
    try:
        await serving
    except asyncio.CancelledError:
        if not stopping.is_set():
            raise
    finally:
        rescuing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await rescuing


def _on_signals(worker: Worker, serving: asyncio.Task[None], stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if stopping.is_set():
            worker.tell("ended at once; other workers take its jobs in a while")
            worker.give_up()
            os._exit(1)
        worker.tell(
            f"stopping: jobs have {worker.timing.stop:g} seconds to end, then they are handed back"
        )
        stopping.set()
        serving.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)


async def _serve(worker: Worker, concurrency: int, wait: bool) -> None:
    timing = worker.timing
    while True:
        taken = worker.taken
        app = app_of(worker.queue, worker.run, concurrency + 3, timing.heartbeat)
        try:
            await asyncio.to_thread(worker.queue.rescue, timing.stalled)
            async with app.open_async():
                await app.run_worker_async(
                    queues=[QUEUE],
                    name=worker.name,
                    concurrency=concurrency,
                    wait=wait,
                    fetch_job_polling_interval=timing.polling,
                    shutdown_graceful_timeout=timing.stop,
                    install_signal_handlers=False,
                    update_heartbeat_interval=timing.heartbeat,
                    stalled_worker_timeout=timing.stalled,
                )
        except _DATABASE_ERRORS as error:
            if not wait:
                raise StorageError(_told(error)) from error
            if not isinstance(error, StorageError):
                worker.tell(_told(error))
        if not wait:
            # Procrastinate ends at the first look that finds none, also where the sites of all that
            # wait were busy with this worker's own other jobs.
            if worker.taken == taken:
                return
            continue
        # A worker that procrastinate has stopped by itself lost its database.
        await asyncio.sleep(timing.heartbeat)


async def _rescue(worker: Worker) -> None:
    """Give back the jobs of workers that died, again and again."""
    away = False
    while True:
        try:
            for key in await asyncio.to_thread(worker.queue.rescue, worker.timing.stalled):
                worker.tell(f"{key}: its worker is dead, the job waits again")
            away = False
        except StorageError as error:
            if not away:
                worker.tell(f"{error}. Waiting for it")
            away = True
        await asyncio.sleep(worker.timing.heartbeat)


def _told(error: Exception) -> str:
    if isinstance(error, StorageError):
        return str(error)
    cause = error.__cause__ or error
    return f"the queue's database cannot be used: {' '.join(str(cause).split())}"
