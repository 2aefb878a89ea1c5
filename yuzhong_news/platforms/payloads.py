"""JSON answers: what came as an object, read without trust in its shape."""

from __future__ import annotations

import json
from typing import Any

from yuzhong_news.platforms.markup import MAX_CHARS, squeezed
from yuzhong_news.platforms.model import NotAnIssueError
from yuzhong_news.platforms.not_an_issue import diagnose

MAX_ITEMS = 2_000
"""Pages or articles that are read from one answer."""


def answer(text: str, url: str) -> dict[str, Any]:
    """Return the object of an answer; what is none raises :class:`NotAnIssueError`."""
    if len(text) > MAX_CHARS or not text.lstrip("\ufeff \t\r\n").startswith("{"):
        raise diagnose(text[:MAX_CHARS], url)
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotAnIssueError(
            "error-page", f"{url} answers with damaged JSON: try again later"
        ) from error
    if not isinstance(found, dict):
        raise diagnose("", url)
    return found


def items(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list; no list gives none."""
    if not isinstance(value, list):
        return []
    return [each for each in value[:MAX_ITEMS] if isinstance(each, dict)]


def text_in(item: dict[str, Any], *names: str) -> str:
    """Return the first value with one of the names that is a text or a number, else ""."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)[:40]
    return ""


def line_in(item: dict[str, Any], *names: str) -> str:
    """Return the same on one line."""
    return squeezed(text_in(item, *names))
