"""The package's own data as files on disk, also where the package lies in a zipped egg.

``scrapyd-deploy`` makes such an egg; Alembic and the newspapers want folders.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def folder_of(package: str, folder: str = "") -> Path:
    """Return a folder of a package; one in an archive is copied, until the process ends."""
    found = files(package)
    if folder:
        found = found.joinpath(folder)
    if isinstance(found, Path):
        return found
    target = Path(tempfile.mkdtemp(prefix="yuzhong_news-"))
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    _copy(found, target)
    return target


def _copy(source: Traversable, target: Path) -> None:
    for one in source.iterdir():
        if one.is_dir():
            (target / one.name).mkdir()
            _copy(one, target / one.name)
        elif not one.name.endswith(".pyc"):
            (target / one.name).write_bytes(one.read_bytes())
