"""Lines of an author or a dateline alone, as labelled articles have them."""

from __future__ import annotations

import re

from yuzhong_news.items import Contributor
from yuzhong_news.splitting.bylines import Signature, Span, opening, signature
from yuzhong_news.splitting.short_lines import LONG

_LONGEST = 1_000
"""Characters of an author's line; that of a whole page's editors has 150."""
_OFFICE = re.compile(r"\s*[（(][^（）()]{2,40}[）)]$")
_MARKED_NAMES = re.compile(r"[□◎]\s*([\u4e00-\u9fff]{2,4}(?:[\s、]+[\u4e00-\u9fff]{2,4}){0,3})")


def author_line(text: str) -> Signature | None:
    """Return the byline of an author's line that holds more or less than the grammar asks for.

    □某某（某院某科）: the bracket is the author's office; □某某: behind the mark stand names.
    """
    if len(text) > _LONGEST:
        return None
    plain = _OFFICE.sub("", text)
    if plain != text and (found := signature(plain, bare=True)) is not None:
        return found._replace(span=Span(0, len(text)), text=text.strip("□◎ "))
    names = _MARKED_NAMES.fullmatch(plain.strip())
    if names is None:
        return None
    people = tuple(Contributor(name=name) for name in re.split(r"[\s、]+", names[1].strip()))
    return Signature(Span(0, len(text)), text.strip("□◎ "), people, ())


def whole_dateline(text: str) -> str | None:
    """Return the dateline which is all of a line: （新华社北京10月10日电）."""
    head = opening(text) if len(text) <= LONG else None
    whole = head is not None and head.signature is None and not text[head.end :].strip("）) 。")
    return head.dateline if head is not None and whole else None
