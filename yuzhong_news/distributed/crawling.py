"""One crawl in a process of its own, as its worker sees it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Self

_LONGEST_LINE = 1 << 16
"""Bytes of one line of a crawl's log that are read."""


class Crawling:
    """A running crawl; ``last_line`` is the last that it said."""

    def __init__(
        self, process: asyncio.subprocess.Process, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self.process = process
        self.last_line = ""
        self._tell = tell
        self._log = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        label: Sequence[str],
        argv: Sequence[str],
        environment: Mapping[str, str],
        patience: float,
        tell: Callable[[str], None],
    ) -> Self:
        """Start ``scrapy`` with ``argv``; only ``label`` is seen in the list of processes."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "yuzhong_news.distributed.child", *label),
            env={**os.environ, **environment},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            limit=_LONGEST_LINE,
        )
        crawling = cls(process, tell)
        line = json.dumps({"argv": list(argv), "patience": patience})
        crawling._write(line.encode() + b"\n")
        return crawling

    def beat(self) -> None:
        """Tell the crawl that its worker lives."""
        self._write(b".")

    async def wait(self) -> int:
        """Return the exit code; a negative one is a signal's."""
        code = await self.process.wait()
        self._signal(signal.SIGKILL)  # what it may have left behind
        # Whoever was left of its processes is dead, so that nobody holds the log open.
        await self._log
        return code

    async def stop(self, seconds: float) -> int:
        """Ask the crawl to end, and make it end after so many seconds; return its exit code."""
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        try:
            return await asyncio.wait_for(asyncio.shield(self.wait()), seconds)
        except TimeoutError:
            self.kill()
            return await self.wait()

    def kill(self) -> None:
        """End the crawl and its processes now."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def _write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(ConnectionError, RuntimeError):
            self.process.stdin.write(data)

    async def _read(self) -> None:
        assert self.process.stderr is not None
        while True:
            try:
                line = await self.process.stderr.readline()
            except ValueError:  # a line that is longer than any of ours
                continue
            if not line:
                return
            told = line.decode(errors="replace").strip()
            if told:
                self.last_line = told
                self._tell(told)
