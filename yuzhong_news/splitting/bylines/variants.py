"""Traditional characters: bylines are read in simplified ones, and given as they are printed.

Papers of Hong Kong and Macau, and old volumes, print 本報訊（記者 …）.  The words of bylines and
the frequent surnames have one simplified form each, of one character too, so that spans hold.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yuzhong_news.items import Contributor
from yuzhong_news.splitting.bylines import closings, credit_lines, openings, signatures
from yuzhong_news.splitting.bylines.datelines import HEAD
from yuzhong_news.splitting.bylines.openings import Opening
from yuzhong_news.splitting.bylines.signatures import Organisation, Signature

_WORDS = (
    "報报訊讯記记員员電电責责編编輯辑攝摄圖图實实習习採采寫写評评論论製制設设計计對对轉转專专駐驻導导譯译繪绘畫画"
    "資资觀观聞闻視视聯联華华組组總总審审執执統统籌筹臺台網网體体熱热線线訪访約约級级師师週周執执會会機机關关號号"
    "開开專专區区縣县鄉乡鎮镇業业後后傳传來来處处長长務务發发綜综據据館馆話话"
)
_SURNAMES = (
    "張张劉刘陳陈楊杨黃黄趙赵吳吴孫孙馬马羅罗鄭郑謝谢許许韓韩馮冯鄧邓蕭萧蔣蒋餘余葉叶蘇苏呂吕盧卢鐘钟鍾钟譚谭陸陆範范"
    "賈贾韋韦鄒邹閻阎閆闫龍龙賀贺顧顾龔龚萬万錢钱嚴严湯汤溫温莊庄聶聂魯鲁蘭兰歐欧紀纪畢毕單单塗涂駱骆藍蓝簡简項项連连蘆芦"
    "車车農农遊游饒饶喬乔龐庞顏颜齊齐鮑鲍陰阴藺蔺樓楼婁娄竇窦應应閔闵鄔邬貝贝"
)
_PAIRS = _WORDS + _SURNAMES
_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_TRADITIONAL = re.compile(f"[{''.join(sorted(set(_PAIRS[::2]) - set(_PAIRS[1::2])))}]")

_TAIL = 200
"""Characters at the end of a text in which its byline or credit stands."""


def simplified(text: str) -> str:
    """Return a text with the words of bylines in simplified characters, as long as before."""
    return text.translate(_SIMPLIFIED) if _TRADITIONAL.search(text) else text


def opening(text: str) -> Opening | None:
    """Return what stands before the first word of a paragraph, or None if nothing does."""
    head = text[:HEAD]
    if "訊" not in head and "電" not in head and "記" not in head and "員" not in head:
        return openings.opening(text)
    plain = simplified(head)
    found = openings.opening(plain)
    if found is None:
        return None
    sign = None if found.signature is None else _as_printed(found.signature, head, plain)
    dateline = _printed(found.dateline, head, plain) if found.dateline else None
    return found._replace(dateline=dateline, signature=sign)


def closing(text: str) -> Signature | None:
    """Return the byline at the end of a paragraph, behind its last sentence, or None.

    A bracket that opens with a dateline counts (（新华社北京10月4日电 记者 …）), a picture credit
    does not (see :func:`credit`).  Something must stand before the byline.
    """
    if not _TRADITIONAL.search(text, max(0, len(text) - _TAIL)):
        return closings.closing(text)
    plain = simplified(text)
    found = closings.closing(plain)
    return None if found is None else _as_printed(found, text, plain)


def credit(text: str) -> Signature | None:
    """Return the picture credit at the end of a caption, or the text if it is all credit.

    资料图片 gives a signature without people; a byline (文, 记者 without 摄) gives None.
    """
    if not _TRADITIONAL.search(text, max(0, len(text) - _TAIL)):
        return closings.credit(text)
    plain = simplified(text)
    found = closings.credit(plain)
    return None if found is None else _as_printed(found, text, plain)


@lru_cache(maxsize=4096)
def signature(text: str, *, bare: bool = False) -> Signature | None:
    """Return what a text that is nothing but a byline or a credit says, else None.

    The editors' line at the foot of a page is none (see ``is_staff_line``).  With ``bare``, names
    alone count too (陈 远): on a page they cannot be told from a short subhead.  What ends with a
    comma goes on: 记者在东湖社区看到， is the first line of a sentence.
    """
    plain = simplified(text)
    found = signatures.signature(plain, bare=bare)
    return found if found is None or plain is text else _as_printed(found, text, plain)


def is_staff_line(text: str) -> bool:
    """Tell whether a line names the newsroom that made the page: 责编 某某 美编 某某 校对 某某."""
    return credit_lines.is_staff_line(simplified(text))


def _as_printed(found: Signature, text: str, plain: str) -> Signature:
    return Signature(
        found.span,
        _printed(found.text, text, plain),
        tuple(
            Contributor(
                name=_printed(each.name, text, plain),
                role=_printed(each.role, text, plain),
                work=each.work,
            )
            for each in found.contributors
        ),
        tuple(
            Organisation(_printed(each.name, text, plain), each.work)
            for each in found.organisations
        ),
    )


def _printed(part: str, text: str, plain: str) -> str:
    """Return how a part of the simplified text is printed; blanks count for nothing."""
    at = plain.find(part)
    if at >= 0:
        return text[at : at + len(part)]
    places = [place for place, char in enumerate(plain) if not char.isspace()]
    tight = "".join(plain[place] for place in places)
    at = tight.find("".join(part.split()))
    return "".join(text[place] for place in places[at : at + len(part)]) if at >= 0 else part
