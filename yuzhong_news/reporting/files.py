"""Files that others read while they are renewed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Write ``text`` into ``file`` so that a reader sees the old text or the new, never a part.

    Its folder is made; an ``OSError`` leaves the old file as it was.
    """
    file = file.absolute()
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        # mkstemp gives the file to its owner alone; collectors run as somebody else.
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
