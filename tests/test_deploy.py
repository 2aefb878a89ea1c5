"""The schedules that are ready to copy: what they call is there, and the units are right."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.crawls import python
from tests.pages import ROOT

DEPLOY = ROOT / "deploy"
MANUAL = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
UNITS = [path for path in FILES if path.suffix in (".service", ".timer")]
CALL = re.compile(r'(?:/scrapy|"\$SCRAPY"|news|scrapy) (run|backfill|gaps)\b([^>|#\n]*)')


@pytest.mark.parametrize("command", ["run", "backfill", "gaps"])
def test_the_options_that_are_called_exist(command: str) -> None:
    known = python("-m", "scrapy", command, "-h").out
    texts = [MANUAL, *(path.read_text(encoding="utf-8") for path in FILES)]
    calls = [rest for text in texts for name, rest in CALL.findall(text) if name == command]
    assert calls
    options = {word for rest in calls for word in re.findall(r"(?<=[ \[])--?[a-z]+", rest)}
    assert options <= set(re.findall(r"(?<![\w-])--?[a-z]+", known)), command


def test_every_file_is_explained() -> None:
    assert len(FILES) == 8
    for file in FILES:
        shown = file.name.removesuffix(".dockerignore")
        assert shown in MANUAL or shown.replace(".timer", ".service") in MANUAL


def test_the_variables_that_are_set_are_those_that_are_read() -> None:
    settings = (ROOT / "yuzhong_news" / "settings.py").read_text(encoding="utf-8")
    for file in FILES:
        for name in re.findall(r"YUZHONG_NEWS_[A-Z_]+", file.read_text(encoding="utf-8")):
            assert f'"{name}"' in settings, file


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze here")
    assert len(UNITS) == 4
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = text.replace("/opt/yuzhong-news/bin/scrapy", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True, check=False, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_container_copies_what_it_may_see() -> None:
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [word.removeprefix("./") for line in lines if line.startswith("COPY ")
              for word in line.split()[1:-1]]  # fmt: skip
    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{name}" in ignored
