"""``python -m tests.killed STAGE NUMBER scrapy …``: a command that is killed (SIGKILL) on its way.

It dies at the NUMBER-th call of a function in this STAGE, however fast the machine is: the seeds of
a test mean the same moments everywhere.  With 0 it lives, and tells on its last line how many calls
there were in each stage.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

STAGES = {
    "crawling": ("MainThread", ("/yuzhong_news/spiders/", "/yuzhong_news/pipelines/")),
    "splitting": ("", ("/yuzhong_news/splitting/", "/yuzhong_news/workers.py")),
    "storing": ("archive", ("/yuzhong_news/storage/", "/yuzhong_news/pipelines/", "/sqlalchemy/")),
    "migrating": ("", ("/yuzhong_news/storage/", "/alembic/", "/sqlalchemy/engine/")),
}
"""The thread (empty: any) and the files whose calls count, for each stage."""


class Killer:
    """Counts calls, and kills its own process at one of them."""

    def __init__(self, stage: str, number: int) -> None:
        self.stages = {stage: STAGES[stage]} if number else STAGES
        self.number = number
        self.counts = dict.fromkeys(self.stages, 0)

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event not in ("call", "c_call", "c_return"):
            return
        name = frame.f_code.co_filename
        for stage, (thread, files) in self.stages.items():
            if not any(part in name for part in files):
                continue
            if thread and not threading.current_thread().name.startswith(thread):
                continue
            self.counts[stage] += 1
            if self.counts[stage] == self.number:
                os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run Scrapy's command line under the killer."""
    stage, number, program, *args = sys.argv[1:]
    killer = Killer(stage, int(number))
    from scrapy.cmdline import execute

    threading.setprofile(killer)
    sys.setprofile(killer)
    try:
        execute([program, *args])
    finally:
        sys.setprofile(None)
        print(json.dumps(killer.counts), file=sys.stderr)


if __name__ == "__main__":
    main()
