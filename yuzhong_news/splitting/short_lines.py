"""Short lines: subheads that a vendor's page does not set apart from the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yuzhong_news.splitting.bylines import is_staff_line, signature

MAX_SUBHEAD = 24
"""Characters: a line without stop between whole paragraphs is a subhead up to this length."""


LONG = 40
"""Characters: from here on a text is a paragraph, whatever it ends in."""


_SENTENCE_END = re.compile(r"[。！？…!?；;][”’」』）)】》\"']*$")
_NO_SUBHEAD = re.compile(
    r"[。；：，、…:;,！!][”’」』）)】\"']*$|[：:]|^[—（(]|[0-9]日$|^[0-9.%％\s-]+$"
)
_QUESTION = re.compile(r"[？?][”’」』）)]*$")


@dataclass(slots=True)
class Text:
    """A line of the body; ``subhead`` if the vendor sets it apart."""

    text: str
    subhead: bool
    weak: bool = False


def with_weak_subheads(lines: list[Text]) -> list[Text]:
    """Return the lines; short ones without stop between whole paragraphs become subheads.

    In a list or a poem too many lines are short: then none is.
    """
    candidates = {place for place in range(1, len(lines) - 1) if _is_weak_subhead(lines, place)}
    if 3 * len(candidates) > len(lines):
        return lines
    # Two lines in a row may be one subhead, but a paragraph must follow.
    kept = {
        place
        for place in candidates
        if _is_whole(lines[place + 1].text)
        or (place + 1 in candidates and place + 2 < len(lines) and _is_whole(lines[place + 2].text))
    }
    return [
        Text(line.text, subhead=True, weak=True) if place in kept else line
        for place, line in enumerate(lines)
    ]


def _is_weak_subhead(lines: list[Text], place: int) -> bool:
    text, before = lines[place].text, lines[place - 1]
    if lines[place].subhead or not 2 < len(text) <= MAX_SUBHEAD or _NO_SUBHEAD.search(text):
        return False
    if _QUESTION.search(text) and " " not in text:
        return False
    ends = before.subhead or _SENTENCE_END.search(before.text) is not None
    if not ends and not (place > 1 and len(before.text) <= MAX_SUBHEAD):
        return False
    return signature(text) is None and not is_staff_line(text)


def _is_whole(text: str) -> bool:
    return len(text) >= LONG or _SENTENCE_END.search(text) is not None
