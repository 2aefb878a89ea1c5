"""The files that jieba brings along, found without loading it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def dictionary_of_jieba() -> Path:
    """Return jieba's dictionary; each line is ``word frequency tag``."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed: run `make setup`")
    return Path(spec.origin).parent / "dict.txt"
