"""Which files a path stands for: a file, a directory with all below it, or a glob."""

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from yuzhong_news.spiders.facts import SIDECAR_SUFFIX

PAGE_SUFFIXES = frozenset({".txt", ".pdf"})
"""What a page's file is called in a directory or a glob; a file that is named itself is read."""


class Found(NamedTuple):
    """The files of pages in the order of their paths, and what lies beside them and is no page."""

    pages: list[Path]
    ignored: list[Path]


class PageFileError(ValueError):
    """A file on disk cannot be taken as a page; the message names it and what to do."""


def find_pages(path: str) -> Found:
    """Return the files that ``path`` stands for.

    An existing file or directory is taken as it is called, so that its name may hold ``[``, ``*``
    and ``?``; else ``path`` is a glob, in which ``**`` stands for any depth. Directories are
    walked without following links to other directories, which count as ignored; sidecars of pages
    do not. A directory that cannot be listed is among the pages, so that whoever opens them fails
    on it. Both lists are empty when nothing matches.
    """
    literal = Path(path).expanduser()
    if literal.exists() and not literal.is_dir():
        return Found([literal], [])
    roots = [literal] if literal.is_dir() else _matches(literal)
    pages: set[Path] = set()
    others: set[Path] = set()
    for root in roots:
        for file in _walk(root, pages) if root.is_dir() else [root]:
            (pages if _is_page(file) else others).add(file)
    sidecars = {page.with_suffix(SIDECAR_SUFFIX) for page in pages}
    return Found(sorted(pages), sorted(others - sidecars))


def check_page_file(path: Path, max_bytes: int) -> None:
    """Raise :class:`PageFileError` unless ``path`` is a readable file of ``max_bytes`` or less.

    The file is not opened: a pipe would wait for its writer for ever, and a file of gigabytes
    would fill the memory.
    """
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise PageFileError(
            f"{os.fsencode(path)!r}: the file name is not UTF-8. Rename it (convmv -f gbk -t utf8)"
        ) from None
    if not path.exists():
        if path.is_symlink():
            raise PageFileError(f"{path}: is a link that leads to no file. Mend or remove it")
        raise PageFileError(f"{path}: no such file. Check the path")
    if path.is_dir():
        raise PageFileError(f"{path}: cannot be listed. Change its permissions (chmod +rx)")
    if not path.is_file():
        raise PageFileError(f"{path}: is no regular file. Give a file, a directory or a glob")
    if not os.access(path, os.R_OK):
        raise PageFileError(f"{path}: may not be read. Change its permissions (chmod +r)")
    size = path.stat().st_size
    if size > max_bytes:
        raise PageFileError(
            f"{path}: has {size:,} bytes, more than PAGE_MAX_BYTES ({max_bytes:,}); that is no "
            "single page. Cut it into one file a page, or raise the limit"
        )


def _matches(pattern: Path) -> list[Path]:
    return [Path(match) for match in glob.glob(str(pattern), recursive=True)]  # noqa: PTH207 - Path.glob takes no absolute pattern


def _walk(root: Path, unlisted: set[Path]) -> Iterator[Path]:
    def on_error(error: OSError) -> None:
        unlisted.add(Path(error.filename))

    for directory, subdirectories, names in os.walk(root, onerror=on_error):
        subdirectories[:] = [name for name in subdirectories if not name.startswith(".")]
        links = [name for name in subdirectories if Path(directory, name).is_symlink()]
        for name in (*names, *links):
            yield Path(directory, name)


def _is_page(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in PAGE_SUFFIXES and not path.name.startswith(".") and not path.is_dir()
