"""``scrapy split``: pages into articles, without a database."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from yuzhong_news.commands.outline import outline_of
from yuzhong_news.commands.output import check_arguments, check_settings, complain, show
from yuzhong_news.items import Page, PageSource
from yuzhong_news.picture import PictureError, draw_page
from yuzhong_news.pipelines.plain import lines_of, page_of
from yuzhong_news.pipelines.printed import printed_pages
from yuzhong_news.pipelines.read import unread
from yuzhong_news.pipelines.split import split_failure
from yuzhong_news.reading import ReadError, is_pdf, read_pdf
from yuzhong_news.spiders.facts import FactsError, facts_of
from yuzhong_news.spiders.files import PageFileError, check_page_file, find_pages
from yuzhong_news.splitting import split_printed
from yuzhong_news.workers import WorkerError, Workers

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
        parser.add_argument(
            "--picture",
            metavar="OUT.png",
            help="draw the PDF page with its articles in colours (of a PDF of several pages, each "
            "as OUT-NUMBER.png); needs yuzhong_news[picture]",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Split the pages that ``args`` name, and set ``exitcode``."""
        check_arguments(args, needed=True)
        assert self.settings is not None
        check_settings(self.settings)
        if opts.picture and len(args) != 1:
            raise UsageError("--picture draws one file: name one PDF", print_help=False)
        self._known: Workers | None = None
        pages = self._pages(args)
        if opts.picture:
            self._draw(Path(args[0]), Path(opts.picture))
        if opts.out:
            pages = self._written(pages, Path(opts.out))
        try:
            show(_json(pages) if opts.json else _outlines(pages))
        finally:
            if self._known is not None:
                self._known.close()

    def _pages(self, args: list[str]) -> Iterator[tuple[Path, Page]]:
        for path in self._paths(args):
            try:
                source = self._source(path)
                lines = None if is_pdf(source.body) else lines_of(source, str(path))
            except (PageFileError, FactsError, ReadError, OSError) as error:
                self._failed(error)
                continue
            try:
                pages = self._printed(source, path) if lines is None else [page_of(lines)]
            except ReadError as error:
                self._failed(error)
                continue
            except (WorkerError, MemoryError) as error:
                self._failed(unread(str(path), error))
                continue
            except Exception as error:  # one page that breaks the splitting must not stop the rest
                self._failed(split_failure(str(path), error))
                continue
            for number, page in enumerate(pages, start=1):
                yield path if len(pages) == 1 else path.with_stem(f"{path.stem}-{number}"), page

    def _printed(self, source: PageSource, path: Path) -> list[Page]:
        return self._workers().wait_for(printed_pages, source, str(path))

    def _workers(self) -> Workers:
        """Return the one process that PDFs are given to: they may hang, crash or eat memory."""
        if self._known is None:
            assert self.settings is not None
            timeout = self.settings.getfloat("WORKER_TIMEOUT")
            self._known = Workers(1, timeout, self.settings.getint("WORKER_MEMORY"))
        return self._known

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

    def _draw(self, path: Path, target: Path) -> None:
        """Write the picture of each page of the PDF at ``path``."""
        try:
            body = self._source(path).body
            if not is_pdf(body):
                raise PictureError(f"{path}: is no PDF, so that there is nothing to draw")
            drawn = self._workers().wait_for(drawings, body, str(path))
            for number, picture in enumerate(drawn, start=1):
                out = target if len(drawn) == 1 else target.with_stem(f"{target.stem}-{number}")
                _write_picture(out, picture)
        except (PageFileError, FactsError, ReadError, PictureError, OSError) as error:
            self._failed(error)
        except (WorkerError, MemoryError) as error:
            self._failed(unread(str(path), error))

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


def _write_picture(out: Path, picture: bytes) -> None:
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise PictureError(
            f"{out}: the picture cannot be written ({error.strerror or error}). "
            "Give another --picture"
        ) from None


def drawings(body: bytes, name: str) -> list[bytes]:
    """Return the picture of each page of a PDF, as PNG; errors call it ``name``."""
    return [draw_page(body, page, split_printed(page)) for page in read_pdf(body, name=name)]


def _json(pages: Iterable[tuple[Path, Page]]) -> Iterator[str]:
    for _, page in pages:
        yield page.model_dump_json()


def _outlines(pages: Iterable[tuple[Path, Page]]) -> Iterator[str]:
    for number, (path, page) in enumerate(pages):
        if number:
            yield ""
        yield from outline_of(page, str(path))
