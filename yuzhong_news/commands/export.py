"""``scrapy export``: articles of the archive as files to carry away."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from yuzhong_news.commands.choosing import add_choice, choice_of, open_archive
from yuzhong_news.commands.output import check_arguments, complain, database_url

if TYPE_CHECKING:
    from yuzhong_news.exports import Options, Tally
    from yuzhong_news.records import Selection

_FORMATS = ("jsonl", "csv", "parquet", "md", "jsonfeed", "datasette")
_KINDS = ("article", "picture", "notice")
_FEED_LENGTH = 100


class Command(ScrapyCommand):
    """Writes a file that is whole, or none."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--format FORMAT --out FILE [options]"

    def short_desc(self) -> str:
        return "Write the articles of the archive to a file"

    def long_desc(self) -> str:
        return (
            "Write the articles in the database at DATABASE_URL as JSON Lines, CSV, Parquet, "
            "Markdown or JSON Feed, in the order of print (a feed: the newest first), as they are "
            "at one moment, while a crawl may go on. The file appears when it is whole, with a "
            "data dictionary beside it. The format datasette writes titles and descriptions of "
            "the tables for `datasette serve --metadata`. Example: scrapy export --format csv "
            "--newspaper 渝中报 --since 2025-01-01 --out articles.csv"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--format", choices=_FORMATS, required=True)
        parser.add_argument(
            "--out",
            required=True,
            metavar="FILE",
            help="the file; - is standard output; for md a folder, or a file that ends in .md",
        )
        add_choice(parser)
        parser.add_argument("--kind", choices=_KINDS, help="only articles of this kind")
        parser.add_argument("--person", metavar="NAME", help="only articles that credit this name")
        parser.add_argument(
            "--whole", action="store_true", help="join the pieces of an article that continues"
        )
        parser.add_argument(
            "--limit",
            type=int,
            metavar="N",
            help=f"only the first N (of a jsonfeed the newest N; default there {_FEED_LENGTH})",
        )
        parser.add_argument("--force", action="store_true", help="replace a file that is there")
        parser.add_argument("--bom", action="store_true", help="CSV: mark UTF-8, for spreadsheets")
        parser.add_argument(
            "--raw-cells",
            action="store_true",
            help="CSV: no apostrophe before cells that a spreadsheet would run as formulas",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Export, say what was written, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.exports import ExportError  # noqa: PLC0415
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        try:
            self._export(opts)
        except BrokenPipeError:
            # Python flushes standard output once more at the exit, which would fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            complain("standard output was closed before the end: the export is not whole")
            self.exitcode = 1
        except KeyboardInterrupt:
            complain("interrupted: nothing was exported")
            self.exitcode = 1
        except (ExportError, StorageError) as error:
            complain(error)
            self.exitcode = 1

    def _export(self, opts: argparse.Namespace) -> None:
        """Export what the options say, and tell of it."""
        from yuzhong_news.exports import export  # noqa: PLC0415

        selection = _selection(opts, self.settings)
        options = _options(opts, selection.newspaper)
        if opts.format == "datasette":
            self._describe(selection, options)
            return
        with open_archive(self.settings, selection) as archive, archive.records(selection) as some:
            tally = export(some, options)
        sys.stdout.flush()
        complain(_told(tally))

    def _describe(self, selection: Selection, options: Options) -> None:
        from yuzhong_news.exports.datasette import database_name, write_metadata  # noqa: PLC0415

        name = database_name(database_url(self.settings))
        if name is None:
            raise UsageError(
                "Datasette opens SQLite files: -s DATABASE_URL=sqlite:///FILE", print_help=False
            )
        if not selection.everything:
            raise UsageError("Datasette shows the whole archive: choose nothing", print_help=False)
        open_archive(self.settings).close()
        write_metadata(name, options)
        sys.stdout.flush()
        place = "exported" if options.out is None else f"in {options.out}"
        complain(f"the description of {name} {place}")


def _selection(opts: argparse.Namespace, settings: BaseSettings | None) -> Selection:
    if opts.limit is not None and opts.limit < 1:
        raise UsageError(f"--limit {opts.limit}: give a number from 1", print_help=False)
    feed = opts.format == "jsonfeed"
    return replace(
        choice_of(opts, settings),
        kind=opts.kind,
        person=opts.person,
        whole=opts.whole,
        newest_first=feed,
        limit=opts.limit or (_FEED_LENGTH if feed else None),
    )


def _options(opts: argparse.Namespace, newspaper: str | None) -> Options:
    from yuzhong_news.exports import Options  # noqa: PLC0415

    if (opts.bom or opts.raw_cells) and opts.format != "csv":
        raise UsageError("--bom and --raw-cells are for --format csv", print_help=False)
    to_stdout = opts.out == "-"
    if to_stdout and opts.format == "parquet" and sys.stdout.isatty():
        raise UsageError("Parquet is no text: give --out a file", print_help=False)
    return Options(
        format=opts.format,
        out=None if to_stdout else _place(opts.out),
        stream=sys.stdout.buffer if to_stdout else None,
        force=opts.force,
        bom=opts.bom,
        raw_cells=opts.raw_cells,
        title=newspaper or "yuzhong_news",
    )


def _place(text: str) -> Path:
    """Return the path with a name of its own; ``.`` is the folder that one is in."""
    path = Path(text).expanduser()
    path = path if path.name else path.resolve()
    if not path.name:
        raise UsageError(f"--out {text} is no file", print_help=False)
    return path


def _told(tally: Tally) -> str:
    number = f"{tally.articles:,} article{'' if tally.articles == 1 else 's'}"
    if not tally.paths:
        return f"{number} exported"
    main, *others = map(str, tally.paths)
    return f"{number} in {main}" + (f", described in {' and '.join(others)}" if others else "")
