"""Page labels: 第A01版：头版 is page 1, named 头版.

A page's number stands in its label and nowhere else: file names count from 2, or from 187.  Known
forms: 第01版：要闻, 01版:头版, 01： 一版要闻, 第1版　要闻, A01版 头版, 第十二版, 一版, 头版,
T1 特刊, 特1版：年终盘点, 专刊01：健康, A叠01版; with the name first, 要闻 A01版, 要闻（第01版）.
"""

from __future__ import annotations

import re

from yuzhong_news.platforms.markup import folded
from yuzhong_news.platforms.model import PageLink

_SECTION = r"(?P<section>[A-ZＡ-Ｚ]{1,2}叠?|特刊?|增刊?|专刊|副刊|号外|)"
_NUMBER = (
    rf"{_SECTION}\s*(?P<digits>[0-9０-９]{{1,3}})\s*[A-ZＡ-Ｚ]?|"
    r"(?P<chinese>[一二三四五六七八九十]{1,3})"
)
_GAP = r"[\s：:．.·、|｜/／—－-]*"
_CLOCK = r"(?!\s*[0-9]{2}\b)"
"""12:30 and 05:30 are times, no pages."""
_LABEL = re.compile(
    rf"(?:版次[：:]\s*)?第?\s*(?:{_NUMBER})\s*"
    rf"(?:版(?!\s*面?\s*(?:导航|导读|目录))(?(chinese)(?=\W|.{{0,6}}$))\s*(?:面\s*)?{_GAP}|"
    rf"[：:]{_CLOCK}\s*)(?P<name>.*)",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(
    rf"(?!上接|下转|[详另]见|返回|本[报版期]|今日|共)(?P<name>[\u4e00-\u9fff]{{2,8}})"
    rf"(?:[\s：:·|｜/／—－-]+|(?P<open>[（(\[【]))第?\s*(?:{_NUMBER})\s*版(?(open)[）)\]】])",
    re.IGNORECASE,
)
"""A label that ends in its number: 要闻 A01版."""
_COUNT = re.compile(r"\s*[（(\[][0-9]{1,2}[）)\]]$")
"""How many articles a page has, behind its name: 第01版：要闻(12)."""
_FRAME = re.compile(
    r"[\[【(（]\s*(.{1,12}?)\s*[\]】)）]\s*(.*)|(.*?)\s*[\[【(（]?PDF[\]】)）]?", re.I
)
"""A label in brackets, 【01版】要闻, and one with the PDF's name behind it."""
_DOUBLE = re.compile(
    r"(?<=[0-9０-９])\s*(?:[-－—~、,，/／&]|至|和)\s*[A-ZＡ-Ｚ]?\s*[0-9０-９]{1,3}(?=\s*版)", re.I
)
"""The second page of a sheet that is printed over two: 第04-05版."""
_SHORT = re.compile(
    r"(?:版次[：:]\s*)?(?P<section>[A-ZＡ-Ｚ]{0,2})(?P<digits>[0-9０-９]{2})(?P<chinese>)"
    r"(?:[\s：:·-]+(?P<name>[^\s0-9０-９].*)|"
    r"(?P<close>(?!小?[年月日号时点分周岁]|[届期次天个名])[\u4e00-\u9fff]{2,8}))?"
)
"""A label in a list of pages may lack 版: A01 头版, 02综合."""
_LETTERED = re.compile(
    r"(?P<section>[A-ZＡ-Ｚ])(?P<digits>[0-9０-９])(?P<chinese>)"
    r"[\s：:·-]+(?P<name>[\u4e00-\u9fff·]{2,8})"
)
"""With a letter, one digit is enough: T1 特刊."""
_FORMS = (_LABEL, _SHORT, _LETTERED, _NAME_FIRST)
_INSIDE = re.compile(r"第?\s*[A-Z]{0,2}\s*[0-9]{1,3}\s*版.*", re.IGNORECASE)
_FRONT = re.compile(rf"(?:头版|封面)(?:{_GAP})(?P<name>.*)")
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}

LONGEST = 40
"""Characters: the longest label known, with two names, has 22."""


def read_label(label: str) -> tuple[int | None, str | None]:
    """Return number and name of a page as its label tells them; None for what it does not."""
    text = _plain(label)
    match = _matched(text)
    if match is not None:
        name = (match["name"] or match.groupdict().get("close") or "").strip()
        framed = _FRAME.fullmatch(name)
        if framed is not None and framed[1] and not framed[2]:
            name = framed[1]
        return _value(match["digits"], match["chinese"]), name or None
    front = _FRONT.fullmatch(text)
    if front is not None:
        return 1, text
    return None, None


def section_of(label: str) -> str:
    """Return the section that a page's label names: A of 第A01版, "" where there is none."""
    match = _matched(_plain(label))
    return (match["section"] or "").upper() if match is not None else ""


def _matched(text: str) -> re.Match[str] | None:
    return next((found for form in _FORMS if (found := form.fullmatch(text))), None)


def is_label(text: str) -> bool:
    """Whether a text is a page's label and nothing else."""
    return len(text) <= LONGEST and read_label(text)[0] is not None


def label_in(*texts: str) -> str:
    """Return the first label that a text is or ends in (2025年2月7日第1版); "" where none does."""
    for text in texts:
        found = text if is_label(text) else ""
        if not found and (match := _INSIDE.search(text)) is not None and is_label(match[0]):
            found = match[0]
        if found:
            return found
    return ""


def page_link(label: str, pdf: str | None = None, picture: str | None = None) -> PageLink:
    """Return a page as its label tells of it."""
    number, name = read_label(label)
    return PageLink(unframed(label), number, name, pdf, picture)


def _plain(label: str) -> str:
    """Return a label as it is read: a sheet of two pages is its first."""
    return _COUNT.sub("", _DOUBLE.sub("", unframed(label)))


def unframed(label: str) -> str:
    """Return a label on one line, without brackets around its number and a PDF's name behind it."""
    text = folded(label)
    framed = _FRAME.fullmatch(text) if len(text) <= 2 * LONGEST else None
    if framed is None:
        return text
    return f"{framed[1]} {framed[2]}".strip() if framed[1] else framed[3]


def _value(digits: str | None, chinese: str | None) -> int:
    if digits:
        return int(digits)
    tens, ten, ones = (chinese or "").partition("十")
    if not ten:
        return _VALUES.get(tens[-1:], 0)
    return (_VALUES.get(tens, 1) if tens else 1) * 10 + _VALUES.get(ones, 0)
