"""An archive to search, and a slow search that cannot be wrong to compare with."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from yuzhong_news.items import Article, Caption, Contributor, Page, Subhead
from yuzhong_news.search import Document, Field, exact_query
from yuzhong_news.storage import Archive

DAY = dt.date(2026, 1, 2)

_HAN = "渝中区报大溪沟街道十八梯春节社会工作发展国家人民市场上下一二三的了𠮷〇々"
_OTHERS = (
    "abXYzＡＢｃ019０９ ，。、；：？！“”‘’「」『』《》（）—…·,.;:?!"
    "'\"()[]{}<>*&|\\/-+_=%$#@^~`\t　é♥"
)
_WORDS = [
    *("春节", "社会工作", "中国", "发展中国家", "大溪沟街道", "十八梯", "ＡＩ技术", "2026年1月2日"),
    *("COVID-19", "“两新”", "3.5%", "(2.0)", "It's", "C:\\n", "NEAR(", "OR", "——", "''", '""', "*"),
]


def a_document(article: Article) -> Document:
    """Return the texts of an article that a search must find."""
    lead = [article.lead] if article.lead else []
    captions = [text for one in article.captions for text in (one.text, one.credit) if text]
    head = (article.kicker, article.headline, article.subtitle)
    other = (article.column, article.dateline, article.byline)
    return Document(
        headline=tuple(filter(None, head)),
        body=(*lead, *article.paragraphs, *(subhead.text for subhead in article.subheads)),
        caption=tuple(captions),
        other=tuple(filter(None, other)),
    )


def alike(text: str) -> str:
    """Return the text as it is compared, by another way than the one that is tested."""
    return "".join(
        unicodedata.normalize("NFKC", character).lower()
        if character.isascii() or ("０" <= character <= "ｚ" and character.isalnum())
        else character
        for character in text.replace("　", " ").replace("\t", " ")
    )


class Shelf:
    """Articles with the texts to look for in them; ids are those of the archive."""

    def __init__(self, archive: Archive, pages: Sequence[Page]) -> None:
        archive.store(archive.begin_run("test"), pages)
        articles = [article for page in pages for article in page.articles]
        self.archive = archive
        self.texts = {
            number: {field: list(map(alike, a_document(article).of(field))) for field in Field}
            for number, article in enumerate(articles, start=1)
        }
        self.raw = [
            text
            for article in articles
            for field in Field
            for text in a_document(article).of(field)
        ]

    def expected(self, term: str, fields: Iterable[Field] = tuple(Field)) -> set[int]:
        """Return the ids of the articles that have the term."""
        term = alike(term)
        return {
            number
            for number, texts in self.texts.items()
            if any(term in text for field in fields for text in texts[field])
        }

    def found(self, term: str, fields: Sequence[Field] = ()) -> set[int]:
        """Return the ids that the archive finds; its total must be their number."""
        result = self.archive.search(exact_query([term]), fields=fields, limit=None)
        assert result.total == len(result.hits)
        return {hit.article_id for hit in result.hits}

    def present(self, rng: random.Random, count: int, longest: int = 6) -> Iterator[str]:
        """Yield substrings of 1 to ``longest`` characters of the stored texts."""
        while count:
            text = rng.choice(self.raw)
            start = rng.randrange(len(text))
            piece = text[start : start + rng.randint(1, longest)]
            if piece.strip() and "\n" not in piece:
                count -= 1
                yield piece

    def absent(self, rng: random.Random, count: int, longest: int = 6) -> Iterator[str]:
        """Yield strings of the stored characters that stand nowhere in the texts."""
        characters = sorted(set("".join(self.raw)) - {"\n"})
        while count:
            (piece,) = self.present(rng, 1, longest)
            place = rng.randrange(len(piece))
            piece = piece[:place] + rng.choice(characters) + piece[place + rng.randint(0, 1) :]
            if len(piece) <= longest and piece.strip() and not self.expected(piece):
                count -= 1
                yield piece


def invented_pages(rng: random.Random, count: int) -> list[Page]:
    """Return pages of articles whose fields are words, marks and noise of every kind."""

    def text(longest: int) -> str:
        pieces: list[str] = []
        while sum(map(len, pieces)) < rng.randint(1, longest):
            kind = rng.random()
            if kind < 0.35:
                pieces.append(rng.choice(_WORDS))
            elif kind < 0.75:
                pieces.append("".join(rng.choices(_HAN, k=rng.randint(1, 6))))
            else:
                pieces.append("".join(rng.choices(_OTHERS, k=rng.randint(1, 3))))
        return "".join(pieces)

    def maybe(longest: int) -> str | None:
        return text(longest) if rng.random() < 0.5 else None

    def article() -> Article:
        paragraphs = [text(60) for _ in range(rng.randint(0, 5))]
        lead = paragraphs[0] if paragraphs and rng.random() < 0.5 else maybe(30)
        return Article(
            column=maybe(6),
            kicker=maybe(10),
            headline=maybe(15),
            subtitle=maybe(10),
            dateline=maybe(6),
            lead=lead,
            byline=maybe(8),
            paragraphs=paragraphs,
            subheads=[Subhead(text=text(8), before_paragraph=0)] if rng.random() < 0.3 else [],
            captions=[Caption(text=text(20), credit=maybe(6)) for _ in range(rng.randint(0, 2))],
            contributors=[Contributor(name=rng.choice(("刘侃", "记者", "黄清")), role="记者")],
        )

    return [
        Page(
            newspaper="渝中报",
            issue_date=DAY + dt.timedelta(days=number),
            page_number=1,
            articles=[article() for _ in range(rng.randint(1, 8))],
        )
        for number in range(count)
    ]
