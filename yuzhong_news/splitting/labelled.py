"""Labelled articles: what an e-paper's vendor labels, as an article of ours."""

from __future__ import annotations

from yuzhong_news.items import Article, Caption, LabelledArticle


def article_of(labelled: LabelledArticle) -> Article:
    """Return a labelled article as an article."""
    return Article(
        headline=labelled.headline or None,
        kicker=labelled.kicker or None,
        subtitle=labelled.subtitle or None,
        byline=labelled.byline or None,
        paragraphs=[part.text for part in labelled.parts if part.kind == "paragraph"],
        captions=[Caption(text=part.text) for part in labelled.parts if part.kind == "caption"],
        region=labelled.regions,
    )
