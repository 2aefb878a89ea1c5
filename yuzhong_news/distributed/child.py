"""A crawl that dies with its worker: ``python -m yuzhong_news.distributed.child NAME DATE``.

The worker writes one line of JSON on standard input, ``{"argv": […], "patience": seconds}``, and
then a byte now and again.  When it falls silent or hangs up (it was killed, frozen, or cut off from
the database), the crawl ends at once with all its processes: another worker may have the job soon,
and two crawls of one site must never run side by side.
"""

from __future__ import annotations

import json
import os
import runpy
import select
import signal
import sys
import threading

_CHUNK = 4096


def watch(descriptor: int, patience: float) -> None:
    """Wait for bytes for ever; end this process and its group when none comes."""
    while True:
        ready, _, _ = select.select([descriptor], [], [], patience)
        if not ready or not os.read(descriptor, _CHUNK):
            os.killpg(0, signal.SIGKILL)


def _first_line(descriptor: int) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(descriptor, 1)
        if not byte:
            raise SystemExit("yuzhong_news: this is for `scrapy worker`, which tells what to do")
        line += byte
    return line


def main() -> None:
    """Run Scrapy with the arguments that the worker tells."""
    descriptor = os.dup(0)
    told = json.loads(_first_line(descriptor))
    # The processes that read PDFs must not hold the worker's end open.
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    threading.Thread(target=watch, args=(descriptor, told["patience"]), daemon=True).start()
    sys.argv = ["scrapy", *told["argv"]]
    runpy.run_module("scrapy", run_name="__main__", alter_sys=False)


if __name__ == "__main__":
    main()
