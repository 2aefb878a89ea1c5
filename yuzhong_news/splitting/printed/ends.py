"""The two ends of a block of text: what they say about what comes before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from yuzhong_news.splitting.bylines import Signature, closing, opening, signature
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.printed.blocks import Block

_CONTINUING = "，。、；：！？”’）】》％,.;:!?)"


@dataclass(slots=True)
class Ends:
    """What a block's first and last line say about what comes before and after it."""

    opens: bool
    may_open: bool
    verse: bool
    mid_start: bool
    opening: bool
    from_mark: bool
    ends: bool
    breaks: bool
    signed: bool
    to_mark: bool
    open_quote: bool
    closes_quote: bool


def ends_of(block: Block) -> Ends:
    """Read the two ends of ``block``."""
    first = block.lines[0].text
    head = "".join(cell.text for cell in block.lines[:4])
    tail = "".join(cell.text for cell in block.lines[-4:])
    begins = block.opens_paragraph
    opened = opening(head) if begins or first.startswith(("本报", "新华", "（")) else None
    mark = find_mark(head[:14])
    to = find_mark(tail[-14:])
    sign = _last_sign(block, tail)
    quotes = tail.count("“") - tail.count("”")
    first_close, first_open = head.find("”"), head.find("“")
    return Ends(
        opens=begins,
        may_open=begins or block.flush,
        verse=block.verse,
        mid_start=first[0] in _CONTINUING,
        opening=opened is not None and opened.dateline is not None,
        from_mark=mark is not None and mark.direction == "from",
        ends=block.ends_paragraph,
        breaks=block.breaks_off,
        signed=sign,
        to_mark=to is not None and to.direction == "to",
        open_quote=quotes > 0,
        closes_quote=first_close >= 0 and (first_open < 0 or first_close < first_open),
    )


def _last_sign(block: Block, tail: str) -> bool:
    last = block.lines[-1].text
    found: Signature | None = signature(last) if len(last) < 40 else None
    if found is not None and found.contributors:
        return True
    found = closing(tail)
    return found is not None and bool(found.contributors)
