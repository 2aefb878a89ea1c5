"""What splitting gives back, for text pages and printed pages alike."""

from __future__ import annotations

from typing import NamedTuple

from yuzhong_news.items import Article, Doubt
from yuzhong_news.splitting.rows import Span


class Split(NamedTuple):
    """What a page is made of.

    ``spans`` says for every character of the lines that is not blank to which field of which
    article it went, each exactly once; what belongs to no article is in ``furniture``.  (The label
    of a rail of briefs belongs to each of its articles.)
    """

    articles: list[Article]
    furniture: list[str]
    doubts: list[Doubt]
    spans: list[Span]
