"""Database URLs: what they may say, and how they are shown."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from yuzhong_news.storage.errors import StorageError

IN_MEMORY = (None, "", ":memory:")
_DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}
_OF_DRIVER = {"timeout", "uri", "cached_statements"}
"""What a SQLite URL may say beside the parameters of SQLite's own file: URIs."""
_OF_FILE = {"mode", "cache", "immutable", "nolock", "vfs", "psow"}
_SECRET = re.compile(r"(\b(?:ssl)?password\s*=\s*)(?:'(?:[^'\\]|\\.)*'|[^\s&]+)")
_LOOKS = "it looks like sqlite:///news.db or postgresql://user:password@host/database"


def parse(url: str | URL) -> URL:
    """Return the URL with its driver; raises a ``StorageError`` for one that is none of ours."""
    try:
        parsed = make_url(url)
        parsed.render_as_string().encode()
    except (ArgumentError, ValueError) as error:
        raise StorageError(f"DATABASE_URL cannot be read; {_LOOKS}") from error
    if parsed.drivername == "postgres":
        parsed = parsed.set(drivername="postgresql")
    if "@" in (parsed.host or ""):
        raise StorageError(
            "DATABASE_URL cannot be read: it has more than one @. "
            f"Write %40 for an @ in a password; {_LOOKS}"
        )
    kind, _, driver = parsed.drivername.partition("+")
    if kind not in _DRIVERS:
        raise StorageError(
            f"the archive {shown(parsed)} cannot be opened: it is kept in SQLite "
            "(sqlite:///news.db) or PostgreSQL (postgresql://…); docs/databases.md tells why in no "
            "other"
        )
    if driver not in ("", _DRIVERS[kind]):
        raise StorageError(
            f"the archive {shown(parsed)} cannot be opened: the driver {driver} is not supported. "
            f"Say {kind}://… without a driver"
        )
    if "\0" in parsed.render_as_string(hide_password=False) or "\0" in (parsed.database or ""):
        raise StorageError(f"DATABASE_URL holds a NUL character (%00); {_LOOKS}")
    return _of_sqlite(parsed) if kind == "sqlite" else parsed.set(drivername="postgresql+psycopg")


def check_file(url: URL, create: bool) -> None:
    """Raise a ``StorageError`` where the file of a SQLite URL cannot be opened, or is not there.

    Only with ``create`` may it be missing.
    """
    database = url.database or ""
    path = Path(_path_of(database))
    try:
        is_folder, exists = path.is_dir(), path.exists()
        has_folder = path.absolute().parent.is_dir()
    except OSError as error:
        raise StorageError(
            f"the archive {shown(url)} cannot be opened: {error.strerror or error}"
        ) from error
    if is_folder:
        raise StorageError(f"the archive {shown(url)} cannot be opened: {path} is a folder")
    if not exists and (not create or is_read_only(url)):
        raise StorageError(
            f"there is no archive {shown(url)}: {path.absolute()} does not exist. "
            "Check DATABASE_URL, or fill it: scrapy crawl folder -a path=DIR"
        )
    if not has_folder:
        raise StorageError(
            f"the archive {shown(url)} cannot be opened: there is no folder "
            f"{path.absolute().parent}; make it first: mkdir -p '{path.absolute().parent}'"
        )


def is_in_memory(url: URL) -> bool:
    """Return whether a SQLite URL is of a database that no file holds."""
    return url.database in IN_MEMORY or url.query.get("mode") == "memory"


def is_read_only(url: URL) -> bool:
    """Return whether a SQLite URL says that nothing is to be written."""
    return url.query.get("mode") == "ro" or url.query.get("immutable") == "1"


def shown(url: URL) -> str:
    """Return the URL as it may be shown: with ``***`` for the password, wherever it stands."""
    return _SECRET.sub(r"\1***", url.render_as_string(hide_password=True))


def postgresql_url(url: str, purpose: str) -> str:
    """Return the URL as PostgreSQL's own library reads it, with the password.

    A ``StorageError`` says that ``purpose`` needs PostgreSQL, where the URL is another database's.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "postgresql":
        raise StorageError(
            f"{purpose} needs PostgreSQL, and DATABASE_URL is {shown(parsed)}. Say where one is: "
            "DATABASE_URL=postgresql://user:password@host/database; "
            "with SQLite, `scrapy crawl` on one machine does the same"
        )
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


def archive_name(url: str | URL) -> str:
    """Return what tells this archive from all others: its URL, without password and options.

    A file is named by its whole path.  A ``StorageError`` says that the URL cannot be read.
    """
    parsed = parse(url)
    if parsed.get_backend_name() == "postgresql":
        host = parsed.host or str(parsed.query.get("host", ""))
        port = str(parsed.port or parsed.query.get("port", ""))
        return f"postgresql://{parsed.username or ''}@{host}:{port}/{parsed.database or ''}"
    if is_in_memory(parsed):
        return "sqlite:///:memory:"
    return f"sqlite:///{Path(_path_of(str(parsed.database))).absolute()}"


def without_password(text: str, url: URL) -> str:
    """Return a driver's words without the URL's password, where it stands as one."""
    password = url.password
    if password:
        for form in {str(password), quote(str(password), safe="")}:
            text = text.replace(f":{form}@", ":***@")
    return _SECRET.sub(r"\1***", text)


def _of_sqlite(url: URL) -> URL:
    """Return a SQLite URL whose parameters take effect; without ``uri=true`` they would not."""
    unknown = sorted(set(url.query) - _OF_DRIVER - _OF_FILE)
    if unknown:
        raise StorageError(
            f"the archive {shown(url)} cannot be opened: unknown parameter {', '.join(unknown)}. "
            f"SQLite knows {', '.join(sorted(_OF_FILE | {'timeout'}))}"
        )
    timeout = url.query.get("timeout")
    if timeout is not None and not re.fullmatch(r"\d+(\.\d+)?", str(timeout), re.ASCII):
        raise StorageError(f"the archive {shown(url)}: timeout={timeout} is no number of seconds")
    if not set(url.query) & _OF_FILE or not url.database:
        return url
    database = url.database
    if not database.startswith("file:"):
        database = f"file:{quote(str(Path(database).absolute()))}"
    return url.set(database=database).update_query_dict({"uri": "true"})


def _path_of(database: str) -> str:
    """Return the path in a SQLite file: URI, or what is a path already."""
    if not database.startswith("file:"):
        return database
    path = unquote(database.removeprefix("file:").partition("?")[0].partition("#")[0])
    return re.sub(r"^//(localhost)?/", "/", path)
