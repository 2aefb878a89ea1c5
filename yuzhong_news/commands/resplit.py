"""``scrapy resplit``: the present splitter over the pages that are in the archive."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from yuzhong_news.commands.choosing import add_days, days_of, open_archive, unknown_newspaper
from yuzhong_news.commands.output import check_arguments, complain, show
from yuzhong_news.newspapers import BUILT_IN, Newspaper, load_folders, title_of
from yuzhong_news.platforms.selectors import Selectors
from yuzhong_news.provenance import splitter_version
from yuzhong_news.workers import Workers

if TYPE_CHECKING:
    from yuzhong_news.resplitting import Desk, Report
    from yuzhong_news.storage import Archive, Chosen, KeptPage


class Command(ScrapyCommand):
    """Splits what is kept anew, without fetching anything; what changes keeps its old version."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Split the pages of the archive again with the present code"

    def long_desc(self) -> str:
        return (
            "Split the pages in the database at DATABASE_URL again, from the files kept under "
            "FILES_STORE and from the pages on disk that they came from; nothing is fetched. Only "
            "pages that another version of the splitter made are looked at, unless --all. An "
            "article that changes keeps its id and its old version. A run that was killed goes on "
            "where it ended. The exit code is 1 if a page could not be split again, each of which "
            "is named on standard error with the reason."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--newspaper", action="append", default=[], metavar="NAME",
            help="only this newspaper, by its title or its spider's name; may be repeated",
        )  # fmt: skip
        add_days(parser)
        parser.add_argument(
            "--all", action="store_true", help="also pages that the present splitter made"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would change, and write nothing"
        )
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Split the pages, print the report, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.resplitting import Report  # noqa: PLC0415
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        assert self.settings is not None
        report = Report()
        self._newspapers = self._load()
        chosen, folder = self._chosen(opts), self._folder()
        try:
            with open_archive(self.settings, read_only=opts.dry_run) as archive:
                held = archive.newspapers()
                for problem in (
                    unknown_newspaper(name, held, self.settings) for name in chosen.newspapers
                ):
                    if problem:
                        raise StorageError(problem)
                finished = self._resplit(archive, chosen, folder, opts.dry_run, report)
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        show([json.dumps(report.as_json(), ensure_ascii=False)] if opts.json else _told(report))
        if not report.pages and finished and not opts.all:
            complain("the present splitter made all of these pages already; --all splits them, too")
        if opts.dry_run:
            complain("nothing was written (--dry-run)")
        if not finished:
            complain("interrupted; the same command goes on where this one ended")
        self.exitcode = int(not (finished and report.ok))

    def _resplit(
        self, archive: Archive, chosen: Chosen, folder: Path, dry_run: bool, report: Report
    ) -> bool:
        """Do it within a run of its own, and return whether it came to its end."""
        from yuzhong_news.resplitting import SPIDER, resplit  # noqa: PLC0415

        desk = self._desk(folder)
        run_id = None if dry_run else archive.begin_run(SPIDER)
        reason = "failed"
        try:
            resplit(archive, chosen, desk, run_id=run_id, tell=complain, report=report)
            reason = "finished"
        except KeyboardInterrupt:
            reason = "interrupted"
        finally:
            desk.workers.close()
            if run_id is not None:
                ok = reason == "finished" and report.ok
                archive.finish_run(run_id, ok=ok, reason=reason, counts=_counts(report))
        return reason == "finished"

    def _desk(self, folder: Path) -> Desk:
        from yuzhong_news.resplitting import Desk, Files  # noqa: PLC0415

        assert self.settings is not None
        count = self.settings.getint("WORKERS") or max((os.cpu_count() or 2) - 1, 1)
        timeout = self.settings.getfloat("WORKER_TIMEOUT")
        workers = Workers(count, timeout, self.settings.getint("WORKER_MEMORY"))
        return Desk(Files(folder), workers, count, self._platform_of)

    def _chosen(self, opts: argparse.Namespace) -> Chosen:
        from yuzhong_news.storage import Chosen  # noqa: PLC0415

        since, until = days_of(opts)
        known = {newspaper.name: newspaper for newspaper in self._newspapers}
        return Chosen(
            newspapers=[title_of(name, known) for name in opts.newspaper],
            since=since,
            until=until,
            split_by_others_than=None if opts.all else splitter_version(),
        )

    def _folder(self) -> Path:
        """Return the folder of the kept files, or raise ``UsageError`` where they are no folder."""
        assert self.settings is not None
        store = str(self.settings.get("FILES_STORE") or "").removeprefix("file://")
        if "://" in store:
            raise UsageError(
                f"resplit reads a folder, not {store}. Copy the files to a folder (for S3: aws s3 "
                "sync), and name it: -s FILES_STORE=FOLDER",
                print_help=False,
            )
        return Path(store).expanduser()

    def _load(self) -> list[Newspaper]:
        assert self.settings is not None
        own = self.settings.get("NEWSPAPERS_DIR")
        loaded = load_folders([BUILT_IN, *([Path(own).expanduser()] if own else [])])
        for error in loaded.refused:
            complain(f"newspaper refused: {error}")
        return list(loaded.newspapers.values())

    def _platform_of(self, page: KeptPage) -> tuple[str | None, Selectors]:
        """Return the platform and selectors of the page's newspaper on its day, where told."""
        date = page.facts.issue_date
        paths = [document.path for document in page.documents if document.path]
        name = paths[0].partition("/")[0] if paths else None
        known = [one for one in self._newspapers if one.name == name] or [
            one for one in self._newspapers if one.title == page.facts.newspaper
        ]
        if not known or date is None:
            return None, ()
        edition = known[0].edition_of(date)
        return edition.platform, edition.selectors


def _told(report: Report) -> Iterator[str]:
    """Yield the report for people."""
    cannot = sum(report.cannot.values())
    yield (
        f"resplit: {report.pages} pages; {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.kept} kept, {cannot} cannot be split again"
    )
    for title, counts in (("cannot", report.cannot), ("articles", report.fields)):
        if counts:
            yield f"{title}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common())


def _counts(report: Report) -> dict[str, int]:
    plain = {name: getattr(report, name) for name in ("pages", "changed", "unchanged", "kept")}
    counts = {f"resplit/{name}": count for name, count in plain.items()}
    counts |= {f"resplit/cannot/{name}": count for name, count in report.cannot.items()}
    return counts | {f"resplit/articles/{name}": count for name, count in report.fields.items()}
