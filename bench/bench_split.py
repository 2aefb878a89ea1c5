"""Reading and splitting pages beside ``jieba.cut`` of the same text, on one core.

The aim is a ratio below 1: a page is split in less time than it takes to cut it into words, which
every search index does anyway.
"""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

from bench.side_by_side import Comparison, compare
from yuzhong_news.reading import read
from yuzhong_news.splitting import split_page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba 0.42.1 imports pkg_resources and writes "\s" in strings
    import jieba

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("YUZHONG_NEWS_SHARED") or ROOT.parent / "shared")


def main() -> None:
    """Print one row for each set of pages at hand."""
    sets = {
        "fixtures/seed.txt": [ROOT / "fixtures" / "seed.txt"],
        "shared pages": sorted((SHARED / "pages").glob("*.txt")),
    }
    print("read + split beside jieba.cut: median (quartiles), CPU time on one core")
    print(f"{'set':<20}{'pages':>6}  {'pages/s split':<14}{'pages/s cut':<14}split ÷ jieba cut")
    with tempfile.TemporaryDirectory() as folder:
        tokenizer = _tokenizer(folder)
        for name, paths in sets.items():
            if not paths:
                print(f"{name:<20}absent")
                continue
            found = _compare_pages([path.read_bytes() for path in paths], tokenizer)
            split, cut = len(paths) / found.work.median, len(paths) / found.yardstick.median
            print(f"{name:<20}{len(paths):>6}  {split:<14.1f}{cut:<14.1f}{found.ratio}")


def _compare_pages(bodies: Sequence[bytes], tokenizer: jieba.Tokenizer) -> Comparison:
    texts = ["\n".join(line.text for line in read(body, name="page").lines) for body in bodies]

    def split() -> None:
        for body in bodies:
            split_page(read(body, name="page").lines)

    def cut() -> None:
        for text in texts:
            for _ in tokenizer.cut(text):
                pass

    return compare(split, cut)


def _tokenizer(folder: str) -> jieba.Tokenizer:
    """Return a tokenizer of our own, its dictionary loaded before any clock runs."""
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = folder
    tokenizer.initialize()
    return tokenizer


if __name__ == "__main__":
    main()
