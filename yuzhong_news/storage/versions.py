"""A page that changed: its articles keep their ids, and what they were before is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, insert

from yuzhong_news.items import Article as ArticleItem
from yuzhong_news.items import Page as PageItem
from yuzhong_news.revising import NOT_WORDS, changed_fields, same_articles
from yuzhong_news.storage.content import article_content, article_hash, page_content
from yuzhong_news.storage.documents import (
    Source,
    sources_in,
    sources_of_articles,
    sources_of_page,
)
from yuzhong_news.storage.rows import (
    delete_articles,
    delete_idle_persons,
    delete_page_doubts,
    insert_articles,
    insert_page_doubts,
    move_articles,
    persons_of,
    update_articles,
)
from yuzhong_news.storage.stored import StoredArticle, StoredPage, read_page
from yuzhong_news.storage.version_tables import ArticleVersion, PageVersion

Cause = Literal["source", "splitter"]

NEW = "new"
GONE = "gone"
"""What :class:`Revision` counts beside the names of fields."""


class Revision(NamedTuple):
    """What changing a page did: the ids of its articles in their order, and counts.

    ``fields`` counts the articles that changed by field, and those that are ``new`` and ``gone``.
    """

    ids: list[int]
    fields: Counter[str]


class Change(NamedTuple):
    """A page as it was and as it comes now, who brings it, and when."""

    page_id: int
    run_id: int
    before: StoredPage
    after: PageItem
    now: dt.datetime


class _Pair(NamedTuple):
    """An article as it was and as it is now, and the fields that differ."""

    before: StoredArticle
    after: ArticleItem
    fields: list[str]

    @property
    def reworded(self) -> bool:
        return not NOT_WORDS.issuperset(self.fields)


def preview(before: StoredPage, after: PageItem) -> Counter[str]:
    """Return what changing a page would do to its articles, as :class:`Revision` counts it."""
    return _counted(*_compared(before.articles, after.articles))


def revise(
    connection: Connection, run_id: int, page_id: int, after: PageItem, now: dt.datetime
) -> Revision:
    """Make the page's articles and doubts those of ``after``, and keep what was there.

    The page's own row and its documents are still those of before.
    """
    before = read_page(connection, page_id)
    change = Change(page_id, run_id, before, after, now)
    pairs, new, gone = _compared(before.articles, after.articles)
    _keep_versions(connection, change, pairs, gone)
    persons = persons_of(connection, page_id)
    delete_articles(connection, [article.id for article in gone])
    ids = {place: pair.before.id for place, pair in pairs.items()}
    changed = [pair for pair in pairs.values() if pair.fields]
    update_articles(
        connection,
        page_id,
        [(pair.before.id, pair.after) for pair in changed],
        [pair.before.id for pair in changed if pair.reworded],
        now,
    )
    move_articles(connection, page_id, {article_id: place for place, article_id in ids.items()})
    on_page = [(page_id, place, article) for place, article in new]
    inserted = insert_articles(connection, on_page, now)
    ids |= dict(zip((place for place, _ in new), inserted, strict=True))
    delete_page_doubts(connection, page_id)
    insert_page_doubts(connection, {page_id: after.doubts})
    delete_idle_persons(connection, persons)
    counts = _counted(pairs, new, gone)
    return Revision([ids[place] for place in range(len(after.articles))], counts)


def _compared(
    before: Sequence[StoredArticle], after: Sequence[ArticleItem]
) -> tuple[dict[int, _Pair], list[tuple[int, ArticleItem]], list[StoredArticle]]:
    """Return by their new places the articles that stay, those that are new, and those gone."""
    same = same_articles([article.item for article in before], after)
    pairs = {
        place: _Pair(before[old], after[place], changed_fields(before[old].item, after[place]))
        for place, old in sorted(same.items())
    }
    new = [(place, article) for place, article in enumerate(after) if place not in same]
    kept = set(same.values())
    return pairs, new, [article for place, article in enumerate(before) if place not in kept]


def _counted(
    pairs: Mapping[int, _Pair], new: Sequence[object], gone: Sequence[object]
) -> Counter[str]:
    counts = Counter(field for pair in pairs.values() for field in pair.fields)
    return counts + Counter({NEW: len(new), GONE: len(gone)})


def _keep_versions(
    connection: Connection,
    change: Change,
    pairs: Mapping[int, _Pair],
    gone: Sequence[StoredArticle],
) -> None:
    """Keep what the page was, and of its articles those that are reworded or gone."""
    before, after = change.before, change.after
    there = sources_of_page(connection, change.page_id)
    of_page = _cause(change, there, sources_in(after.documents))
    kept = {
        "page_id": change.page_id,
        "run_id": change.run_id,
        "last_seen_at": before.last_seen_at,
        "splitter_version": before.item.splitter_version,
    }
    row = {
        **kept,
        "content": page_content(before.item),
        "content_hash": before.content_hash,
        "source_url": before.item.source_url,
        "source_sha256": before.item.source_sha256,
        "first_seen_at": before.stored_at,
        "fields": ", ".join(_page_fields(before, after)),
        "cause": of_page,
    }
    connection.execute(insert(PageVersion), row)
    replaced = [pair for pair in pairs.values() if pair.reworded]
    if not replaced and not gone:
        return
    sources = sources_of_articles(connection, change.page_id)
    now_there = {one.url: one for one in sources_in(after.documents)}
    rows: list[dict[str, Any]] = []
    for pair in replaced:
        old = sources.get(pair.before.id, [])
        new = {now_there[url] for url in pair.after.sources if url in now_there}
        cause = _cause(change, set(old), new) if old and new else of_page
        told = {"fields": ", ".join(pair.fields), "gone": False, "cause": cause}
        rows.append({**kept, **_version(pair.before, old, before), **told})
    for article in gone:
        told = {"fields": "", "gone": True, "cause": of_page}
        rows.append({**kept, **_version(article, sources.get(article.id, []), before), **told})
    connection.execute(insert(ArticleVersion), rows)


def _version(article: StoredArticle, sources: Sequence[Source], page: StoredPage) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "position": article.position,
        "headline": article.item.headline,
        "content": article_content(article.item),
        "content_hash": article_hash(article.item),
        "source_sha256": sources[0].sha256 if sources else page.item.source_sha256,
        "first_seen_at": article.changed_at,
    }


def _cause(change: Change, before: set[Source], after: set[Source]) -> Cause:
    """Return what made the difference: the splitter only where the bytes are the same.

    Documents that only one side names (an older archive has none of a text) tell nothing.
    """
    if before and after:
        other_bytes = {one.sha256 for one in before} != {one.sha256 for one in after}
    else:
        other_bytes = change.before.item.source_sha256 != change.after.source_sha256
    same_splitter = change.before.item.splitter_version == change.after.splitter_version
    return "source" if other_bytes or same_splitter else "splitter"


def _page_fields(before: StoredPage, after: PageItem) -> list[str]:
    """Return the fields in which the page differs, in the item's order."""
    old = {**page_content(before.item), "articles": [one.item for one in before.articles]}
    new = {**page_content(after), "articles": [_bare(article) for article in after.articles]}
    old["furniture"], new["furniture"] = (
        "\n".join(page.furniture) for page in (before.item, after)
    )
    return [name for name in PageItem.model_fields if old.get(name) != new.get(name)]


def _bare(article: ArticleItem) -> ArticleItem:
    return article.model_copy(update={"sources": []})
