"""Where files are put so that none takes another's place: Scrapy's own stores, one rule more.

What lies at a path stays there.  Other bytes for the same path get a name of their own, with the
first digits of their sha256 in it, so that every path in the archive holds what its row says.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from scrapy.pipelines.files import FilesStoreProtocol, FSFilesStore
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from yuzhong_news.items import FetchedFile
from yuzhong_news.pipelines import folder_store

_INFO: Any = None
"""What Scrapy's stores are told of a spider's media; they need none of it."""
_DIGITS = 12
"""Hex digits of the sha256 that tell one file's name from another's."""


async def put_all(
    store: FilesStoreProtocol, files: Sequence[tuple[str, FetchedFile]]
) -> list[str | Exception]:
    """Write the files at their paths, and return where each is, or why it could not be written.

    Where other bytes lie at a path, a file is put beside them.  Bytes that are there already are
    not written again.  A folder's files are written in one thread's turn; a store that is no folder
    is told the media types.
    """
    if isinstance(store, FSFilesStore):
        folder = Path(store.basedir)
        return await asyncio.to_thread(lambda: [_tried(folder, *one) for one in files])
    return [await _sent(store, path, file) for path, file in files]


def _tried(folder: Path, path: str, file: FetchedFile) -> str | Exception:
    try:
        return _put_on_disk(folder, path, file.body)
    except (OSError, ValueError) as error:  # a full disk, a path that is a folder or leads out
        return error


async def _sent(store: FilesStoreProtocol, path: str, file: FetchedFile) -> str | Exception:
    try:
        checksum = await _checksum(store, path)
        if checksum == hashlib.md5(file.body, usedforsecurity=False).hexdigest():
            return path
        if checksum is not None:
            path = beside(path, file.body)
        headers = {"Content-Type": file.media_type}
        await _awaited(store.persist_file(path, BytesIO(file.body), _INFO, headers=headers))
    except Exception as error:  # whatever a store's own client raises
        return error
    return path


async def _checksum(store: FilesStoreProtocol, path: str) -> str | None:
    """Return the md5 (hex) of what lies at ``path``; null where nothing does.

    A store that does not say so is taken to have other bytes there: nothing is lost that way.
    """
    try:
        there: Any = await _awaited(store.stat_file(path, _INFO))
    except Exception as error:  # whatever a store's own client raises; for S3, a missing file, too
        return None if "404" in str(error) else ""
    return (there or {}).get("checksum")


def beside(path: str, body: bytes) -> str:
    """Return the path that only these bytes have: ``yuzhong/2025-02-07/01.1f2e3d4c5b6a.pdf``."""
    whole = PurePosixPath(path)
    digits = hashlib.sha256(body).hexdigest()[:_DIGITS]
    return str(whole.with_name(f"{whole.stem}.{digits}{whole.suffix}"))


def _put_on_disk(folder: Path, path: str, body: bytes) -> str:
    for name in (path, beside(path, body)):
        file = folder / name
        if _holds(file, body):
            return name
        if not file.exists() and folder_store.write(folder, name, body, replace=False):
            return name
        if _holds(file, body):  # another process wrote the same meanwhile
            return name
    # A file of this very name that holds other bytes was damaged: nobody else is called so.
    folder_store.write(folder, name, body)
    return name


def _holds(file: Path, body: bytes) -> bool:
    try:
        return file.stat().st_size == len(body) and file.read_bytes() == body
    except FileNotFoundError:
        return False


async def _awaited(result: Any) -> Any:  # noqa: ANN401 - whatever a store gives
    return await maybe_deferred_to_future(result) if isinstance(result, Deferred) else result
