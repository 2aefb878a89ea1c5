"""``scrapy report``: the archive in figures and plots, as one HTML page."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from yuzhong_news.commands.choosing import add_choice, choice_of, open_archive
from yuzhong_news.commands.output import check_arguments, complain
from yuzhong_news.newspapers import BUILT_IN, load_folders

if TYPE_CHECKING:
    from yuzhong_news.report.calendar import Appears

_PAGE = "index.html"


class Command(ScrapyCommand):
    """Writes a page that is whole, or none."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--out DIR [options]"

    def short_desc(self) -> str:
        return "Write a report about the archive in HTML, with plots"

    def long_desc(self) -> str:
        return (
            "Write DIR/index.html about the database at DATABASE_URL: coverage by newspaper as a "
            "calendar with the missing issues in red, articles and characters a day, the most "
            "frequent people and words, doubts, failures, runs. It stands alone: no other file, "
            "no address, no JavaScript. A report that is there is replaced."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--out", required=True, metavar="DIR", help="made if it is not there")
        parser.add_argument("--force", action="store_true", help="replace any index.html")
        add_choice(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the report, say where it is, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.exports import ExportError  # noqa: PLC0415
        from yuzhong_news.report import PlotError  # noqa: PLC0415
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        if opts.out == "-":
            raise UsageError("--out is a folder", print_help=False)
        try:
            page = self._report(opts)
        except KeyboardInterrupt:
            complain("interrupted: no report was written")
            self.exitcode = 1
        except OSError as error:
            complain(f"{opts.out} cannot be written: {error.strerror or error}")
            self.exitcode = 1
        except (ExportError, PlotError, StorageError) as error:
            complain(error)
            self.exitcode = 1
        else:
            complain(f"report in {page}")

    def _report(self, opts: argparse.Namespace) -> Path:
        from yuzhong_news.report import Facts, report  # noqa: PLC0415

        choice = choice_of(opts, self.settings)
        page = Path(opts.out).expanduser() / _PAGE
        _check(page, force=opts.force)
        with open_archive(self.settings, choice) as archive:
            facts = Facts(
                generated=dt.datetime.now(dt.UTC),
                newspaper=choice.newspaper,
                since=choice.since,
                until=choice.until,
                appears=self._appears(),
            )
            with archive.figures(choice) as figures:
                _write(page, report(figures, facts))
        return page

    def _appears(self) -> dict[str, Appears]:
        """Return what tells the days of publication, by the titles of newspapers that know them."""
        own = self.settings.get("NEWSPAPERS_DIR") if self.settings is not None else None
        folders = [BUILT_IN, *([Path(own).expanduser()] if own else [])]
        newspapers = load_folders(folders).newspapers.values()
        return {one.title: one.appears_on for one in newspapers if one.publication_days}


def _check(page: Path, *, force: bool) -> None:
    """Raise an ``ExportError`` if there is an ``index.html`` that no report left."""
    from yuzhong_news.exports import ExportError  # noqa: PLC0415
    from yuzhong_news.report import MARK  # noqa: PLC0415

    if not page.exists() or force:
        return
    with page.open(encoding="utf-8", errors="replace") as file:
        if MARK not in file.read(500):
            raise ExportError(f"{page} is there, and no report made it. Say --force to replace it")


def _write(page: Path, pieces: Iterable[str]) -> None:
    """Write the page under a name of its own first, so that a killed report leaves none."""
    from yuzhong_news.exports.files import unfinished  # noqa: PLC0415

    page.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(page) as temporary:
        with temporary.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
        temporary.replace(page)
