"""Where files are put so that none takes another's place: Scrapy's own stores, one rule more.

What lies at a path stays there.  Other bytes for the same path get a name of their own, with the
first digits of their sha256 in it, so that every path in the archive holds what its row says.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from scrapy.pipelines.files import FilesStoreProtocol, FSFilesStore
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

_INFO: Any = None
"""What Scrapy's stores are told of a spider's media; they need none of it."""
_DIGITS = 12
"""Hex digits of the sha256 that tell one file's name from another's."""


async def put(
    store: FilesStoreProtocol, path: str, body: bytes, media_type: str = "application/octet-stream"
) -> str:
    """Write ``body`` at ``path``, or where other bytes lie there, beside it; return where it is.

    A store that is no folder is told the media type.  Bytes that are there already are not written
    again.  Raises what the store raises.
    """
    if isinstance(store, FSFilesStore):
        return await asyncio.to_thread(_put_on_disk, Path(store.basedir), path, body)
    checksum = await _checksum(store, path)
    if checksum == hashlib.md5(body, usedforsecurity=False).hexdigest():
        return path
    if checksum is not None:
        path = beside(path, body)
    headers = {"Content-Type": media_type}
    await _awaited(store.persist_file(path, BytesIO(body), _INFO, headers=headers))
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
        if _holds(file, body) or _written(file, body):
            return name
    # A file of this very name that holds other bytes was damaged: nobody else is called so.
    _written(file, body, replace=True)
    return name


def _holds(file: Path, body: bytes) -> bool:
    try:
        return file.stat().st_size == len(body) and file.read_bytes() == body
    except FileNotFoundError:
        return False


def _written(file: Path, body: bytes, *, replace: bool = False) -> bool:
    """Write the file whole or not at all; return whether it is there now with these bytes.

    Another process may write the same file at the same time: the first one stays.
    """
    if file.exists() and not replace:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}-{id(body)}.part")
    try:
        part.write_bytes(body)
        if replace:
            part.replace(file)
        else:
            _link(part, file)
    except FileExistsError:
        return _holds(file, body)
    finally:
        part.unlink(missing_ok=True)
    return True


def _link(part: Path, file: Path) -> None:
    """Give the file its name, unless it is taken; raises ``FileExistsError`` where it is."""
    try:
        file.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        part.replace(file)


async def _awaited(result: Any) -> Any:  # noqa: ANN401 - whatever a store gives
    return await maybe_deferred_to_future(result) if isinstance(result, Deferred) else result
