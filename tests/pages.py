"""Pages with expected answers: the project's fixtures, and those beside the project if present."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from yuzhong_news.items import Article, Caption, Contributor, Doubt, Line, Page, Subhead
from yuzhong_news.reading import read
from yuzhong_news.splitting import Split, split_page

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
SHARED = Path(os.environ.get("YUZHONG_NEWS_SHARED") or ROOT.parent / "shared")


def lines_of_file(path: Path) -> list[Line]:
    """Return the lines of the text page in ``path``."""
    return read(path.read_bytes(), name=str(path)).lines


def split_file(path: Path) -> Split:
    """Return the split of the text page in ``path``."""
    return split_page(lines_of_file(path))


def expected(name: str) -> dict[str, Any]:
    """Return the right answer of the fixture ``name``."""
    answer: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
    return answer


def plain(text: str | None) -> str:
    """Return ``text`` without white space, which is a matter of form in names and at line ends."""
    return re.sub(r"\s+", "", text or "")


def shared_pages(*parts: str, pattern: str) -> list[Path]:
    """Return the files beside the project that match; skip the test where there are none."""
    found = sorted(SHARED.joinpath(*parts).glob(pattern))
    if not found:
        pytest.skip(f"../shared/{'/'.join(parts)}/{pattern} is not beside this checkout")
    return found


def a_page(**facts: Any) -> Page:
    """Return a page with one article that fills nearly every field."""
    article = Article(
        headline="标题",
        lead="导语。",
        paragraphs=["导语。", "第二段。"],
        subheads=[Subhead(text="小标题", before_paragraph=1)],
        captions=[Caption(text="图说", credit="资料图片"), Caption(text="又一图")],
        contributors=[
            Contributor(name="刘侃", role="首席记者"),
            Contributor(name="姚延洋", role="记者", work="文/图"),
            Contributor(name="某某"),
        ],
        continued_from=1,
        doubts=[Doubt(cue="overlap", field="headline")],
    )
    return Page(**{"source_url": "file:///a.txt", "articles": [article], **facts})
