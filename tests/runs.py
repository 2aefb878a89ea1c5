"""``scrapy run``, ``gaps`` and ``backfill`` in processes of their own, on invented newspapers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scrapy.utils.project import get_project_settings

from tests.crawls import Ended, python
from tests.papers import folder_of, toml
from tests.replay import Site
from yuzhong_news.commands.gaps import Command

FAST = (
    "DOWNLOAD_DELAY=0",
    "AUTOTHROTTLE_ENABLED=0",
    "RETRY_TIMES=0",
    "FILES_STORE=",
)


def scrapy(command: str, tmp: Path, *args: object, database: str = "", **more: str) -> Ended:
    """Run a command on the newspapers and the archive (else SQLite) in ``tmp``."""
    settings = (
        *FAST,
        f"NEWSPAPERS_DIR={tmp / 'newspapers'}",
        f"DATABASE_URL={database or f'sqlite:///{tmp}/a.db'}",
    )
    given = [part for setting in settings for part in ("-s", setting)]
    return python("-m", "scrapy", command, *given, *args, **more)


def run(tmp: Path, site: Site, *args: object, database: str = "", **toml: str) -> Ended:
    """Run the newspaper of ``tests.papers`` from a site into ``tmp``."""
    folder_of(tmp, site.address, **toml)
    summary = ("--summary", tmp / "summary.json")
    return scrapy("run", tmp, "yucheng", *summary, *args, database=database)


def several(
    tmp: Path, addresses: Mapping[str, str], toml_of: Mapping[str, dict[str, str]] | None = None
) -> None:
    """Write newspapers with these names and addresses into the folder of newspapers."""
    folder = tmp / "newspapers"
    folder.mkdir(exist_ok=True)
    for name, address in addresses.items():
        own = (toml_of or {}).get(name, {})
        text = toml(address, name=f'"{name}"', title=f'"{name}报"', **own)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def gaps(tmp: Path, database: str, *args: object) -> int:
    """Run ``scrapy gaps`` in this process, and return its exit code."""
    command = Command()
    command.settings = get_project_settings()
    command.settings.setdict(
        {"NEWSPAPERS_DIR": str(tmp / "newspapers"), "DATABASE_URL": database}, priority="cmdline"
    )
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    command.run([], parser.parse_args([str(arg) for arg in args]))
    return command.exitcode


def summary_of(tmp: Path) -> dict[str, Any]:
    """Return the summary of the last run."""
    values: dict[str, Any] = json.loads((tmp / "summary.json").read_text(encoding="utf-8"))
    return values


def issues_of(summary: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Return date, outcome and exit code of all issues."""
    return [
        (issue["date"], issue["outcome"], issue["exit_code"])
        for newspaper in summary["newspapers"]
        for issue in newspaper["issues"]
    ]
