"""``scrapy search``: where in the archive a word stands."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from yuzhong_news.commands.choosing import add_choice, choice_of, open_archive
from yuzhong_news.commands.hits import BOLD, BRACKETS, as_json, as_text, summary
from yuzhong_news.commands.output import complain, show
from yuzhong_news.search import Field, Query, QueryError, exact_query, parse_query

if TYPE_CHECKING:
    from yuzhong_news.storage import SearchResult

_FIELDS = [Field.HEADLINE.value, Field.BODY.value, Field.CAPTION.value]


class Command(ScrapyCommand):
    """Searches an archive that is there; it reads only, also while a crawl writes."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] WORD…"

    def short_desc(self) -> str:
        return "Search the articles of the archive"

    def long_desc(self) -> str:
        return (
            "Search the archive at DATABASE_URL for articles that have all the words. Any piece of "
            "text is a word, of one character or more, with punctuation too. '\"…\"' and “…” keep "
            "a phrase with blanks together, -WORD excludes. Full-width letters and digits, and "
            "capital letters, are as good as others. Prints newspaper, date, page, headline and a "
            "passage of each hit."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_choice(parser)
        parser.add_argument(
            "--person", metavar="NAME", help="only articles that credit this person"
        )
        parser.add_argument(
            "--in",
            dest="fields",
            action="append",
            choices=_FIELDS,
            help="only words in this field; may be given more than once",
        )
        parser.add_argument("--sort", choices=["newest", "best"], default="newest")
        parser.add_argument("--limit", type=int, default=20, help="hits at most, 0: all (20)")
        parser.add_argument("--offset", type=int, default=0, help="hits to leave out first (0)")
        parser.add_argument("--exact", action="store_true", help="each WORD stands for itself")
        parser.add_argument("--count", action="store_true", help="print the number of hits only")
        parser.add_argument("--json", action="store_true", help="print a JSON object a hit")
        parser.add_argument("--reindex", action="store_true", help="build the index anew")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the hits, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        words = _words(args, opts)
        try:
            if opts.reindex:
                with open_archive(self.settings, read_only=False) as archive:
                    show([f"The search index now has {archive.reindex()} articles."])
                return
            query = _query(words, opts)
            choice = replace(choice_of(opts, self.settings), person=opts.person or None)
            with open_archive(self.settings, choice) as archive:
                result = archive.search(
                    *(query, choice, [Field(name) for name in opts.fields or ()]),
                    score=self._score(opts),
                    limit=0 if opts.count else opts.limit or None,
                    offset=opts.offset,
                )
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        _print(result, opts)

    def _score(self, opts: argparse.Namespace) -> Any:  # noqa: ANN401 - Score is imported late
        if opts.sort != "best" or opts.count:
            return None
        from yuzhong_news.commands.dictionary import cutter_of  # noqa: PLC0415
        from yuzhong_news.search.ranking import ranker  # noqa: PLC0415

        return ranker(cutter_of(self.settings).cut)


def _words(args: list[str], opts: argparse.Namespace) -> list[str]:
    """Return the words; Scrapy hands unknown options to its commands as if they were words."""
    words = list(args)
    if "--" in words:
        words.remove("--")
    else:
        unknown = [word for word in words if word.startswith("--")]
        if unknown:
            raise UsageError(f"unknown option {' '.join(unknown)}. A word may follow --: -- --word")
    if opts.reindex and words:
        raise UsageError(f"--reindex takes no word: {' '.join(words)}")
    for name in ("limit", "offset"):
        if getattr(opts, name) < 0:
            raise UsageError(f"--{name} {getattr(opts, name)} is below 0")
    return words


def _query(words: list[str], opts: argparse.Namespace) -> Query:
    try:
        return exact_query(words) if opts.exact else parse_query(" ".join(words))
    except QueryError as error:
        raise UsageError(str(error), print_help=False) from error


def _print(result: SearchResult, opts: argparse.Namespace) -> None:
    if opts.count:
        show([str(result.total)])
    elif opts.json:
        show(map(as_json, result.hits))
        complain(summary(result, opts.offset))
    else:
        around = BOLD if sys.stdout.isatty() else BRACKETS
        show(as_text(result, opts.offset, around))
