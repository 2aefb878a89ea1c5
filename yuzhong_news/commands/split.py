"""``scrapy split``: pages into articles, without a database."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from yuzhong_news.commands.outline import outline_of
from yuzhong_news.commands.output import check_arguments, complain, show
from yuzhong_news.items import Page, PageSource
from yuzhong_news.pipelines.read import lines_of
from yuzhong_news.pipelines.split import page_of, split_failure
from yuzhong_news.reading import ReadError
from yuzhong_news.spiders.facts import FactsError, facts_of
from yuzhong_news.spiders.files import PageFileError, check_page_file, find_pages

_STDIN = Path("stdin")


class Command(ScrapyCommand):
    """Splits files as ``scrapy crawl folder`` does, and shows what comes out."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] FILE..."

    def short_desc(self) -> str:
        return "Split pages into articles and show them, without a database"

    def long_desc(self) -> str:
        return (
            "Split each page in FILE... (files, directories, globs, or - for standard input) into "
            "its articles. Without options an outline is printed: of each article its headline, "
            "people, first words, subheads, captions, jumps and doubts, then the page's furniture. "
            "A file that cannot be split is told of on standard error, the others are split, and "
            "the exit code is 1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object a page, one a line"
        )
        parser.add_argument("--out", metavar="DIR", help="write each page to DIR as NAME.json")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Split the pages that ``args`` name, and set ``exitcode``."""
        check_arguments(args, needed=True)
        pages = self._pages(args)
        if opts.out:
            pages = self._written(pages, Path(opts.out))
        show(_json(pages) if opts.json else _outlines(pages))

    def _pages(self, args: list[str]) -> Iterator[tuple[Path, Page]]:
        for path in self._paths(args):
            try:
                lines = lines_of(self._source(path), str(path))
            except (PageFileError, FactsError, ReadError, OSError) as error:
                self._failed(error)
                continue
            try:
                yield path, page_of(lines)
            except Exception as error:  # one page that breaks the splitting must not stop the rest
                self._failed(split_failure(str(path), error))

    def _paths(self, args: list[str]) -> Iterator[Path]:
        for arg in args:
            paths = [_STDIN] if arg == "-" else find_pages(arg).pages
            if not paths:
                self._failed(f"{arg}: no page found. Check the path")
            yield from paths

    def _source(self, path: Path) -> PageSource:
        if path is _STDIN:
            return PageSource(body=sys.stdin.buffer.read())
        assert self.settings is not None
        check_page_file(path, self.settings.getint("PAGE_MAX_BYTES"))
        return PageSource(**facts_of(path, {}).model_dump(), body=path.read_bytes())

    def _written(
        self, pages: Iterable[tuple[Path, Page]], folder: Path
    ) -> Iterator[tuple[Path, Page]]:
        written: dict[Path, Path] = {}
        for path, page in pages:
            target = folder / f"{path.stem}.json"
            if target in written:
                self._failed(f"{path}: {target} is {written[target]} already. Split them apart")
                continue
            try:
                folder.mkdir(parents=True, exist_ok=True)
                target.write_text(page.model_dump_json(indent=1) + "\n", encoding="utf-8")
            except OSError as error:
                self._failed(f"{path}: {target} cannot be written ({error}). Give another --out")
                continue
            written[target] = path
            yield path, page

    def _failed(self, message: object) -> None:
        complain(message)
        self.exitcode = 1


def _json(pages: Iterable[tuple[Path, Page]]) -> Iterator[str]:
    for _, page in pages:
        yield page.model_dump_json()


def _outlines(pages: Iterable[tuple[Path, Page]]) -> Iterator[str]:
    for number, (path, page) in enumerate(pages):
        if number:
            yield ""
        yield from outline_of(page, str(path))
