"""Tables of what the archive has kept of former times, and of what was computed from articles."""

from __future__ import annotations

from yuzhong_news.exports.table import Table, exported

_ID = {"id": "number of the row"}
_ISSUE = exported("newspaper", "issue_date", "page_number")
_SEEN = {
    "first_seen_at": "when this content was stored, in UTC",
    "last_seen_at": "when a run brought this content last, in UTC",
}
_CAUSE = {"cause": "source: other bytes brought the change; splitter: another version of the code"}
_SPLITTER = {"splitter_version": "the version of the code that split it"}
_FORMER = {
    "page_id": "the page",
    "content": "what it was, as JSON",
    "content_hash": "sha256 of what it was",
    "source_sha256": "sha256 of the bytes that it came from",
    "fields": "the fields in which what came after it differs",
    "run_id": "the run that stored what came after it",
}
_LIKENESS = {
    "likeness": "share (0 to 1) of their characters' sequences that the two have in common",
    "containment": "share (0 to 1) of the shorter one's that the longer one has",
}

DERIVED: dict[str, Table] = {
    "article_history_view": Table(
        "History of articles 沿革",
        "an article as it is, or as it was before it changed or went",
        exported("article_id", "headline", "lead")
        | _ISSUE
        | _SEEN
        | _CAUSE
        | _SPLITTER
        | {
            "position": "place on its page, from 0",
            "state": "present, changed (something came after it) or gone",
            "changed_after": "the fields that changed after it",
            "body": "the paragraphs, one a line",
        },
        facets=("newspaper", "state", "cause"),
        sort_newest="issue_date",
    ),
    "keyword_view": Table(
        "Keywords 关键词",
        "a keyword of an article",
        {
            "word": "the word",
            "weight": "how much it tells this article from the others (TF-IDF)",
            "position": "its place among the article's keywords, from 0",
            "articles_with_word": "the number of articles in which it occurs",
        }
        | _ISSUE
        | exported("headline", "article_id"),
        facets=("word", "newspaper"),
        sort_newest="issue_date",
    ),
    "reprint_view": Table(
        "Reprints 转载",
        "an article and one with the same text that was printed before",
        _ISSUE
        | exported("headline", "article_id")
        | _LIKENESS
        | {
            "original_newspaper": "the newspaper that printed it before",
            "original_date": "the day on which it did",
            "original_page_number": "the page on which it did",
            "original_headline": "the headline there",
            "original_id": "the article there",
        },
        facets=("newspaper", "original_newspaper"),
        sort_newest="issue_date",
    ),
    "article_version": Table(
        "Former articles",
        "what an article was before it changed or went",
        _ID
        | _FORMER
        | _SEEN
        | _CAUSE
        | _SPLITTER
        | {
            "article_id": "the article; no longer in the table where it is gone",
            "position": "its place on the page, from 0",
            "headline": "its headline",
            "gone": "1 if nothing came after it",
        },
        facets=("cause", "gone"),
    ),
    "page_version": Table(
        "Former pages",
        "what a page was before it changed, without its articles",
        _ID | _FORMER | _SEEN | _CAUSE | _SPLITTER | exported("source_url"),
        facets=("cause",),
    ),
    "article_document": Table(
        "Sources of articles",
        "a file that an article came from",
        {"article_id": "the article", "document_id": "the file"},
    ),
    "attempt": Table(
        "Attempts",
        "when a run last asked for an issue, and how that ended",
        {
            "newspaper_id": "the newspaper",
            "issue_date": "the day of the issue",
            "asked_at": "when it was asked for, in UTC",
            "outcome": "complete, incomplete, no-issue, refused or failed",
            "times": "how often in a row it ended so",
        },
        facets=("outcome",),
    ),
    "article_keyword": Table(
        "Keywords: the table",
        "a keyword of an article",
        {
            "article_id": "the article",
            "position": "its place among the article's keywords, from 0",
            "word": "the word",
            "weight": "how much it tells this article from the others (TF-IDF)",
        },
    ),
    "word_frequency": Table(
        "Words 词频",
        "a word of the archive",
        {"word": "the word", "articles": "the number of articles in which it occurs"},
    ),
    "reprint": Table(
        "Reprints: the table",
        "an article and one with the same text that was printed before",
        {"article_id": "the article", "original_id": "the one before it"} | _LIKENESS,
    ),
    "counted_article": Table(
        "Counted articles",
        "an article whose words are counted",
        {"article_id": "the article", "has_keywords": "1 if its keywords are found, too"},
    ),
    "uncounted_text": Table(
        "Texts to be taken off",
        "the words of a counted article that is gone, until they are taken off",
        _ID | {"text": "its words"},
    ),
    "text_signature": Table(
        "Compared articles",
        "an article that was compared with the others",
        {"article_id": "the article", "characters": "the length of its text"},
    ),
    "signature_band": Table(
        "Bands of signatures",
        "a number that akin texts have in common",
        {"value": "the number", "article_id": "the article"},
    ),
    "enrichment_state": Table(
        "Rules of enrichment",
        "by which rules words were counted and texts compared",
        {"name": "what was done", "version": "the version of the rules and of the words"},
    ),
}
