"""The benchmarks run: each at a small part of its size, which tells nothing of speed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.pages import ROOT

NAMES = sorted(path.stem for path in (ROOT / "bench").glob("bench_*.py"))
OF_ONE_SIZE = {"bench_articles", "bench_pdf", "bench_split"}
"""Those that have one size: their work has tests of its own."""


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_ONE_SIZE])
def test_a_benchmark_runs(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}"],
        cwd=ROOT,
        env={**os.environ, "BENCH_SCALE": "0.01"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout
