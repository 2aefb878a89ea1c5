"""The pieces of an article on several pages as one record."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from yuzhong_news.records import Record


def joined(parts: Sequence[Record]) -> Record:
    """Return one record for the pieces of an article, which are in their order; at least one.

    It stands where the first piece stands, and has its headline, lead, region and page.  Lists are
    those of all pieces one after the other, subheads count the paragraphs anew, a person or a file
    is named once.  ``byline`` are those that the pieces have, with a blank between them.
    ``continued_to`` is that of the last piece: null, unless it goes on to a page that is not here.
    """
    first, *others = parts
    if not others:
        return first
    whole = deepcopy(first)
    for part in others:
        before = len(whole["paragraphs"])
        whole["subheads"] += [
            {**one, "before_paragraph": one["before_paragraph"] + before}
            for one in part["subheads"]
        ]
        whole["contributors"] += [p for p in part["contributors"] if p not in whole["contributors"]]
        whole["documents"] += [d for d in part["documents"] if d not in whole["documents"]]
        whole["sources"] += [s for s in part["sources"] if s not in whole["sources"]]
        whole["paragraphs"] += part["paragraphs"]
        whole["captions"] += part["captions"]
        whole["parts"] += part["parts"]
        whole["jumps"] += part["jumps"]
        whole["doubts"] += part["doubts"]
    whole["byline"] = " ".join(part["byline"] for part in parts if part["byline"]) or None
    whole["continued_to"] = parts[-1]["continued_to"]
    whole["continued_in_article_id"] = None
    return whole
