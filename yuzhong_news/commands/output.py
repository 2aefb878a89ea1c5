"""How the commands speak: results on standard output in UTF-8, problems on standard error."""

import io
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from yuzhong_news.bounds import problems
from yuzhong_news.redaction import hide, redacted, secrets_in


def show(lines: Iterable[str]) -> None:
    """Print ``lines``; a reader that has seen enough (``| head``) ends them without an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
    except OSError as error:
        _give_up_output()
        complain(f"the output cannot be written: {error.strerror or error}. Write it elsewhere")
        raise SystemExit(1) from None


def _give_up_output() -> None:
    # Python flushes standard output once more at the exit, which would fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: object) -> None:
    """Print one problem on standard error."""
    print(redacted(f"yuzhong_news: {message}"), file=sys.stderr)


def check_arguments(args: Sequence[str], *, needed: bool) -> None:
    """Raise ``UsageError`` for options that do not exist, and for missing or surplus arguments.

    Scrapy hands unknown options to its commands as if they were arguments.
    """
    unknown = [arg for arg in args if arg.startswith("-") and arg != "-"]
    if unknown:
        raise UsageError(f"unknown option {' '.join(unknown)}")
    if needed and not args:
        raise UsageError("nothing to work on: give at least one FILE")
    if args and not needed:
        raise UsageError(f"takes no argument: {' '.join(args)}")


def check_settings(settings: BaseSettings) -> None:
    """Raise ``UsageError`` that names each setting which cannot be what it is.

    What is secret in the others is not printed from now on.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Scrapy's own deprecated settings are among them
        values = {name: settings.get(name) for name in settings}
    hide(secrets_in(values, os.environ))
    found = list(problems(settings.get))
    if found:
        raise UsageError(
            "\n  ".join(["settings that cannot be:", *map(redacted, found)]), print_help=False
        )


def check_writable(file: Path, what: str) -> None:
    """Raise ``UsageError`` for a file that cannot be made or appended to; ``what`` names it."""
    try:
        known = file.exists()
        with file.open("ab"):
            pass
        if not known:
            file.unlink()
    except OSError as error:
        why = error.strerror or error
        raise UsageError(
            f"{what} cannot be written: {why}. Give another file", print_help=False
        ) from None


def check_log_file(settings: BaseSettings) -> None:
    """Raise ``UsageError`` for a log that cannot be written, before Scrapy opens it."""
    if settings.get("LOG_FILE"):
        file = str(settings["LOG_FILE"])
        check_writable(Path(file), f"the log {file}")


def database_url(settings: BaseSettings | None) -> str:
    """Return where the archive is, or raise ``UsageError`` where storing is turned off."""
    url = settings.get("DATABASE_URL") if settings is not None else None
    if not url:
        raise UsageError(
            "DATABASE_URL is empty. Say where the archive is: -s DATABASE_URL=sqlite:///FILE",
        )
    return str(url)
