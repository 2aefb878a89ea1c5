"""Filling: an article in the making, and to which of its fields each character went."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Article, Contributor
from yuzhong_news.splitting.bylines import Signature
from yuzhong_news.splitting.rows import Joined, Row, Span


class Filling:
    """One article in the making; ``spans`` then holds every character that it took once.

    ``number`` is the article's place among those of its page.
    """

    def __init__(self, number: int, article: Article | None = None) -> None:
        self.number = number
        self.article = Article() if article is None else article
        self.spans: list[Span] = []
        self.signs: list[str] = []

    def take(self, rows: Sequence[Row], field: str, index: int = 0) -> None:
        """Write down that whole rows went to a field."""
        self.spans += [
            Span(row.line, row.start, row.start + len(row.text), self.number, field, index)
            for row in rows
        ]

    def take_part(self, joined: Joined, start: int, end: int, field: str, index: int = 0) -> None:
        """Write down that the characters from ``start`` to ``end`` went to a field."""
        self.spans += [
            Span(*place, self.number, field, index) for place in joined.places(start, end)
        ]

    def sign(self, sign: Signature) -> None:
        """Add a byline: what is printed, and the people whom it names."""
        self.signs.append(sign.text)
        self.credit(sign)

    def credit(self, sign: Signature) -> None:
        """Add the people of a byline or a credit to the contributors, each name once."""
        known = {person.name for person in self.article.contributors}
        for person in sign.contributors:
            if person.name not in known:
                self.article.contributors.append(Contributor(**person.model_dump()))
                known.add(person.name)
