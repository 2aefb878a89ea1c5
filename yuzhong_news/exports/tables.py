"""What the archive's tables and views hold, for people who open it in Datasette.

What a column of an export means too is told once, in :mod:`yuzhong_news.exports.columns`.
"""

from __future__ import annotations

from yuzhong_news.exports.columns import BY_NAME
from yuzhong_news.exports.derived_tables import DERIVED
from yuzhong_news.exports.table import Table, exported, inside

_POSITION = {"position": "place in its list, from 0"}
_OWNER = {"article_id": "the article that it belongs to"}
_ISSUE = exported("newspaper", "issue_date", "page_number")
_HEAD = {
    **exported("kind"),
    "column_label": BY_NAME["column"].meaning,
    **exported("kicker", "headline", "subtitle", "dateline", "lead"),
}
_BODY = {"body": "the paragraphs, one a line"}
_PEOPLE = {"people": "the names of those whom it credits, with 、 between them"}
_JUMPS = exported("continued_from", "continued_to")
_PLACE = exported("position")

TABLES: dict[str, Table] = {
    **DERIVED,
    "article_view": Table(
        "Articles 文章",
        "an article with its newspaper, date, page and people",
        exported("article_id", "byline", "page_name", "source_url")
        | _ISSUE
        | _PLACE
        | _HEAD
        | _PEOPLE
        | _BODY
        | _JUMPS,
        facets=("newspaper", "kind", "column_label"),
        sort_newest="issue_date",
    ),
    "whole_article_view": Table(
        "Whole articles 全文",
        "an article with all its pieces, on however many pages they stand",
        exported("article_id", "source_url")
        | _ISSUE
        | _PLACE
        | _HEAD
        | _PEOPLE
        | _BODY
        | {"pages": "the numbers of its pages: 1、2", "parts": "the number of its pieces"},
        facets=("newspaper", "parts"),
        sort_newest="issue_date",
    ),
    "contribution_view": Table(
        "Who did what 署名",
        "a credit with the article that it is for",
        {"person": "the person's name"}
        | inside("contributors", "role", "work")
        | _ISSUE
        | exported("headline", "article_id"),
        facets=("role", "newspaper"),
        sort_newest="issue_date",
    ),
    "newspaper": Table(
        "Newspapers 报纸",
        "a newspaper",
        {"id": "number of the row", "name": "the newspaper's name"},
        label="name",
    ),
    "issue": Table(
        "Issues 期",
        "the issue of a newspaper on a day",
        {"id": "number of the row", "newspaper_id": "the newspaper"} | exported("issue_date"),
        label="issue_date",
        facets=("newspaper_id",),
    ),
    "page": Table(
        "Pages 版",
        "a page as last stored",
        {
            "id": "number of the row",
            "natural_key": BY_NAME["page_key"].meaning,
            "newspaper_id": "the newspaper",
            "status": "no-text-layer (a scan) or garbled-text, where it could not be read",
            "width": BY_NAME["page_width"].meaning,
            "height": BY_NAME["page_height"].meaning,
            "content_hash": "sha256 of its articles and facts; a page that has the same is the "
            "same",
            "furniture": "what belongs to no article: folio line, editors, hotline; one a line",
            "run_id": "the run that stored it with this content",
            "splitter_version": "the version of the code that split it",
            "first_seen_at": "when it was stored first, in UTC",
            "last_seen_at": "when a run brought this content last, in UTC",
        }
        | exported(
            "issue_date", "page_number", "page_name", "source_url", "source_sha256", "stored_at"
        ),
        label="natural_key",
        facets=("newspaper_id", "status"),
    ),
    "expected_page": Table(
        "Expected pages",
        "a page that an issue's index named; the issue is complete when all of them are stored",
        {
            "newspaper_id": "the newspaper",
            "natural_key": "the natural_key that the page has, or will have, in page",
        }
        | exported("issue_date", "page_number", "page_name"),
    ),
    "document": Table(
        "Files 文件",
        "a file that a page came from",
        {"id": "number of the row", "page_id": "the page"}
        | inside("documents", "kind", "url", "sha256", "media_type", "fetched_at", "path")
        | {"superseded_at": "when other bytes took its place, in UTC; null for one that counts"},
        label="url",
        facets=("kind", "media_type"),
    ),
    "article": Table(
        "Articles: the table",
        "an article on one page",
        {"id": "number of the row", "page_id": "the page"}
        | _PLACE
        | _HEAD
        | exported("byline")
        | _BODY
        | _JUMPS
        | {
            "region": "where it stands on a printed page: polygons, lists of corners [x, y]",
            "first_seen_at": "when the article was stored first, in UTC",
            "changed_at": "when its words were stored as they are, in UTC",
        },
        label="headline",
        facets=("kind",),
    ),
    "continuation": Table(
        "Continuations 转版",
        "an article that goes on in another one of its issue",
        {
            "from_article_id": "the piece that goes on",
            "to_article_id": "the piece that it goes on in",
            "cue": "why they were joined: both-marks (下转 and 上接 name each other's pages) or "
            "one-mark (one of them does, and the wording is akin)",
        },
    ),
    "paragraph": Table("Paragraphs 段落", "a paragraph", _OWNER | _POSITION | {"text": "its text"}),
    "subhead": Table(
        "Subheads 小标题",
        "a headline inside a body",
        _OWNER | _POSITION | inside("subheads", "text", "before_paragraph"),
    ),
    "person": Table(
        "People 人物",
        "a name that is credited; namesakes are one row, as in print",
        {"id": "number of the row", "name": "the name, without inner spaces"},
        label="name",
    ),
    "contribution": Table(
        "Credits",
        "a person's role and work for an article",
        _OWNER | _POSITION | {"person_id": "the person"} | inside("contributors", "role", "work"),
        facets=("role", "work"),
    ),
    "caption": Table(
        "Captions 图说",
        "the words under a picture",
        _OWNER | _POSITION | inside("captions", "text", "credit"),
    ),
    "jump": Table(
        "Jump marks 上接 下转",
        "a mark of continuation as printed",
        _OWNER
        | _POSITION
        | inside("jumps", "direction", "text")
        | {"page_number": "the number of the page that is named"},
        facets=("direction",),
    ),
    "doubt": Table(
        "Doubts 存疑",
        "a decision that rested on a weak cue, about an article or (article_id null) a page",
        {
            "id": "number of the row",
            "page_id": "the page",
            "article_id": "the article; null where the whole page is in doubt",
        }
        | _POSITION
        | inside("doubts", "cue", "field", "detail"),
        facets=("cue", "field"),
    ),
    "run": Table(
        "Runs",
        "a crawl",
        {
            "id": "number of the row",
            "spider": "the name of the spider",
            "software_version": "the version of yuzhong_news",
            "started_at": "when it began, in UTC",
            "finished_at": "when it ended; null for one that was killed, or still runs",
            "ok": "1 if all went well",
            "reason": "why it ended: finished, shutdown …",
        },
        label="started_at",
        facets=("spider", "ok"),
        sort_newest="id",
    ),
    "run_count": Table(
        "Counts of runs",
        "a number that a run counted",
        {"run_id": "the run", "name": "what was counted", "total": "how many there were"},
    ),
    "search_index": Table(
        "Search index",
        "the version of the rules that made the search index",
        {"id": "1", "version": "the version"},
    ),
}
