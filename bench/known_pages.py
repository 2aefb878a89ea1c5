"""Text pages whose right answer is known, and dumps of printed pages in many manners."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.typesetting.dumps import MANNERS, dump
from yuzhong_news.items import Line
from yuzhong_news.reading import read, read_pdf
from yuzhong_news.reading.text import lines_of
from yuzhong_news.splitting import split_printed
from yuzhong_news.splitting.text.frames import frames_of, keeps_indents, parts_by_blanks
from yuzhong_news.splitting.text.gaps import Gaps
from yuzhong_news.splitting.text.roles import units_of

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("YUZHONG_NEWS_SHARED") or ROOT.parent / "shared")

_COPIES = 12
"""A case of a given text page counts as much as so many of a dump that was made here."""


@dataclass(frozen=True)
class KnownPage:
    """The gaps of a page, its right answer, its style or the manner of its dump, and its house.

    ``house`` is the house style that the page was printed in, be it a dump made here or not.
    """

    gaps: Gaps
    articles: list[dict[str, Any]]
    style: str
    given: bool
    house: str


def known_pages() -> Iterator[KnownPage]:
    """Yield the text pages at hand, and each printed page dumped in every manner.

    ``given`` is true of what was a text page, and false of a dump made here.
    """
    for path in [
        *sorted((SHARED / "pages").glob("*.txt")),
        *sorted((ROOT / "fixtures").glob("*.txt")),
    ]:
        answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        style = answer.get("generator", {}).get("style", path.stem)
        lines = read(path.read_bytes(), name=path.name).lines
        yield KnownPage(_gaps(lines), answer["articles"], style, True, style)
    for path in sorted(SHARED.glob("*/*.pdf")):
        answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        house = answer.get("generator", {}).get("style", path.stem)
        page = read_pdf(path.read_bytes(), name=path.name)[0]
        split = split_printed(page)
        for manner in MANNERS:
            text = dump(page, split, manner, Random(f"{path.stem} {manner.name}"))
            gaps = _gaps(lines_of(text))
            yield KnownPage(gaps, answer["articles"], manner.name, False, house)


def copies_of(given: bool) -> float:
    """Return as how many a case counts in a fit: one of a given text page as many of a dump."""
    return float(_COPIES if given else 1)


def plain(text: str) -> str:
    """Return ``text`` in its plainest form, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _gaps(lines: list[Line]) -> Gaps:
    frames = frames_of(lines)
    indented = keeps_indents(frames)
    units = units_of(frames, indented=indented)
    return Gaps(units, indented=indented, blank_parted=parts_by_blanks(frames))
