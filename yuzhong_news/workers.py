"""Worker processes for what may hang, crash or eat memory: one task each, under a time limit.

A task that crashes or outlasts its time costs its worker, which is replaced, and nothing else.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, Self, TypeVar
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler

_P = ParamSpec("_P")
_T = TypeVar("_T")
_SPAWN = multiprocessing.get_context("spawn")
_START = 60.0
"""Seconds that a process may take to start, which are not its task's."""

_TASKS_OF_ONE = 200
"""Tasks after which a worker is replaced, so that what a library leaks is given back."""

_STOPPING = (signal.SIGINT, signal.SIGTERM)
"""Signals that stop a run: a terminal and systemd send them to all processes of it."""
_LOOK_FOR_PARENT = 1.0
"""Seconds between two looks whether the run is still there."""


class WorkerError(Exception):
    """A task ended without a result: it outlasted its time, or its process died."""


class Workers:
    """A few processes that take one task at a time each; started when they are first needed."""

    def __init__(self, count: int, timeout: float, memory: int) -> None:
        """``timeout`` is in seconds for each task, ``memory`` in bytes for each process."""
        self._timeout = timeout
        self._memory = memory
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="worker")
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        self._busy: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(count):
            self._idle.put(None)

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Return the workers of ``crawler``, which end with its spider."""
        known = _OF_CRAWLER.get(crawler)
        if known is None:
            settings = crawler.settings
            known = _OF_CRAWLER[crawler] = cls(
                settings.getint("WORKERS") or max((os.cpu_count() or 2) - 1, 1),
                settings.getfloat("WORKER_TIMEOUT"),
                settings.getint("WORKER_MEMORY"),
            )
            crawler.signals.connect(known.close, signal=signals.spider_closed, weak=False)
        return known  # type: ignore[return-value]

    async def run(self, task: Callable[_P, _T], *arguments: _P.args, **keywords: _P.kwargs) -> _T:
        """Return what ``task`` returns in a worker; what it raises is raised here.

        ``task`` must be a function of a module.  Raises :class:`WorkerError` where it ended
        otherwise.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads, partial(self.wait_for, task, *arguments, **keywords)
        )

    def wait_for(self, task: Callable[_P, _T], *arguments: _P.args, **keywords: _P.kwargs) -> _T:
        """Do as :meth:`run` does, where no event loop runs."""
        worker: _Worker | None = self._idle.get()
        try:
            if worker is None or worker.tasks >= _TASKS_OF_ONE:
                if worker is not None:
                    worker.stop()
                worker = _Worker(self._memory)
            with self._at_work(worker):
                good, result = worker.answer((task, arguments, keywords), self._timeout)
        except WorkerError:
            worker = None
            raise
        finally:
            self._idle.put(worker)
        if good:
            return result  # type: ignore[no-any-return]
        raise result

    def close(self) -> None:
        """End all processes at once; a task that is under way raises :class:`WorkerError`."""
        with self._lock:
            self._closed = True
            busy = list(self._busy)
        for one in busy:
            one.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            worker = self._idle.get()
            if worker is not None:
                worker.stop()

    @contextmanager
    def _at_work(self, worker: _Worker) -> Iterator[None]:
        """Let :meth:`close` know of a worker that has a task."""
        with self._lock:
            if self._closed:
                worker.kill()
            self._busy.add(worker)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(worker)


_OF_CRAWLER: WeakKeyDictionary[Crawler, Workers] = WeakKeyDictionary()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, memory: int) -> None:
        self.tasks = 0
        self._pipe, other = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=_serve, args=(other, memory, os.getpid()), daemon=True
        )
        with _signals_held():
            self._process.start()
        other.close()
        if not self._pipe.poll(_START):
            self.stop()
            raise WorkerError("found no process to run in")
        try:
            self._pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise WorkerError(f"broke its process ({self._how_it_ended()})") from error

    def answer(self, task: tuple[object, ...], timeout: float) -> tuple[bool, Any]:
        self.tasks += 1
        try:
            self._pipe.send(task)
            if not self._pipe.poll(timeout):
                self.stop()
                raise WorkerError(f"took longer than {timeout:g} seconds and was given up")
            answer: tuple[bool, Any] = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise WorkerError(f"broke its process ({self._how_it_ended()})") from error
        return answer

    def kill(self) -> None:
        """End the process; whoever waits for its answer learns it from the pipe."""
        self._process.kill()

    def stop(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def _how_it_ended(self) -> str:
        code = self._process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold back the signals that stop a run: a process started here ignores them before they come.

    Only this thread holds them, so that the run itself hears them.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, memory: int, parent: int) -> None:
    """Answer tasks until the other side hangs up, or is gone."""
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _limit_memory(memory)
    pipe.send("ready")
    while True:
        try:
            task, arguments, keywords = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (True, task(*arguments, **keywords))
        except Exception as error:
            answer = (False, error)
        try:
            pipe.send(answer)
        except OSError:
            return


def _end_with(parent: int) -> None:
    """End this process soon after its run, however that ended and whatever goes on here."""
    while os.getppid() == parent:
        time.sleep(_LOOK_FOR_PARENT)
    os._exit(1)


def _limit_memory(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
