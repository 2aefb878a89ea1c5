"""The words of an article's pictures where a vendor's page sets them as text of the body."""

from __future__ import annotations

import re
from itertools import pairwise

from yuzhong_news.items import Caption, Part
from yuzhong_news.splitting.bylines import Signature, closing, credit, signature
from yuzhong_news.splitting.captions import is_group_credit
from yuzhong_news.splitting.short_lines import Text

MAX_CAPTION = 160
"""Characters: a text behind a picture that reads like its caption is one up to this length."""

MAX_NEWS = 260
"""Characters of picture news: what is written under the pictures of a group."""

NEWS_LINES = 4
"""Lines of picture news: a caption of two paragraphs, its source, and the credit."""

_LEGEND = re.compile(
    r"[▲▼◀▶△▽←→↑↓]|(?:[上下左右]?图|题图)(?:为|[：:]|[一二三四五六①②③④⑤⑥1-9][：:．.\s])"
)
"""How a caption begins: ▲村民在看花, 图为…, 左图：…"""

_PICTURE_NEWS = re.compile(r"图片(?:新闻|报道|故事)|新闻图片|摄影报道|图说\S{0,4}")
"""Headlines that say nothing but that pictures follow."""


def is_caption(part: Part) -> bool:
    """Whether a text behind a picture is its caption: by how it begins, or a credit at its end."""
    if part.kind not in ("paragraph", "subhead") or len(part.text) > MAX_CAPTION:
        return False
    return _LEGEND.match(part.text) is not None or credit(part.text) is not None


def is_picture_news(headline: str, lines: list[Text], *, pictures: bool) -> bool:
    """Whether a whole body is the words under pictures: few, and a photographer's credit ends them.

    ``pictures`` tells whether the article has any without a caption; where the page shows none, the
    headline must say that it is picture news.
    """
    if not (pictures or _PICTURE_NEWS.fullmatch(headline)):
        return False
    texts = [line.text for line in lines]
    if not 0 < len(texts) <= NEWS_LINES or sum(map(len, texts)) > MAX_NEWS:
        return False
    found = credit(texts[-1])
    if found is None and _PICTURE_NEWS.fullmatch(headline):
        found = caption_credit(texts[-1])
    return found is not None and bool(found.contributors)


def caption_credit(text: str) -> Signature | None:
    """Return who is credited at the end of a caption, be it for words and picture together.

    记者某某 摄影报道 closes a text, but under a picture it is the picture's credit.
    """
    found = credit(text)
    if found is None and (last := closing(text) or signature(text)) is not None:
        found = last if any(each.work == "文/图" for each in last.contributors) else None
    return found


def whole_credit(line: Text) -> Signature | None:
    """Return the picture credit that a line is, and nothing else: 本组图片由记者某某摄."""
    found = credit(line.text)
    return found if found is not None and not line.text[: found.span.start].strip() else None


def credit_captions(captions: list[Caption], found: Signature) -> bool:
    """Give a credit that stands behind the text to the captions it holds for; False if to none.

    A group's goes to all that have none, another's to the one caption that has none.
    """
    bare = [caption for caption in captions if not caption.credit]
    if not bare or not (is_group_credit(found.text) or len(captions) == 1):
        return False
    for caption in bare:
        caption.credit = found.text
    return True


def with_shared_credits(captions: list[Caption]) -> list[Caption]:
    """Return the captions, a group's credit on each that has none; a credit alone is no caption."""
    groups = [each.credit for each in captions if each.credit and is_group_credit(each.credit)]
    for before, caption in pairwise(captions):
        if not caption.text and before.credit is None:
            before.credit = caption.credit
    if groups:
        for caption in captions:
            caption.credit = caption.credit or groups[0]
    texts = [caption for caption in captions if caption.text]
    return texts or captions
