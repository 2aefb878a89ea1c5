"""Feet of notices and letters: contact, office, date; and whether a body stops in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yuzhong_news.splitting import furniture
from yuzhong_news.splitting.bylines import closing
from yuzhong_news.splitting.notices import is_notice_text
from yuzhong_news.splitting.rows import Row, join
from yuzhong_news.splitting.text.units import SIGN_OFF, VERSE, Unit

_OFFICE = re.compile(
    r"(?:委员会|局|支队|大队|编辑部|公司|中心|政府|办公室|办事处|管委会|学校|医院|法院|检察院|公证处|银行|指挥部|协会|组委会|工作组|"
    r"领导小组|集团|委|院|站|所|社)$"
)
MAX_FOOT = 4
CONTACT = re.compile(r"(?:电话|地址|邮箱|热线|联系人)\s*[：:]|\d{7}|\d{3,4}-\d{7,8}")
"""What stands at the foot of a notice, and in no heading."""
TABLE_ROW = re.compile(r"[\u4e00-\u9fff（）()]{1,12}[\s　]+\S{0,4}\d[^，。；]{0,12}$")
"""A row of a table: what, a blank, and how much (白菜　每斤1.5元)."""

_FOOT_LINE = 24
"""Characters: the lines of a foot are not wrapped."""

_TO_BE_CONTINUED = re.compile(
    r"[（(【](?:未完)?待续|[（(【](?:下期)?续完|[（(【](?:全文)?完[）)】]"
)
_ATTRIBUTION = re.compile(r"(?:——|――)[^，。——]{2,24}$")
"""Whose words stood above: ——某区人大代表　某某."""

SIGNATURE_HINT = re.compile(
    r"[（(□■●◎◆○◇▲★◢※摄攝图圖撰译譯]|记者|記者|通讯员|通訊員|评论员|評論員|实习生|實習生|特约|特約|编辑|編輯|供稿|报道|報道|報導|"
    r"整理|作者|执笔|執筆|^文|文$"
)


def unfinished(unit: Unit | None) -> bool:
    """Whether a body unit stops in the middle of a sentence, and with no byline either."""
    if (
        unit is None
        or unit.weak == VERSE
        or unit.rows[-1].ends_sentence
        or unit.rows[-1].text[-1] in "：:；;—"
    ):
        return False
    if len(unit.rows) == 1 or is_foot(unit.rows, len(unit.rows) - 1):
        foot = unit.rows[-1].text
        if furniture.is_date(foot) or _OFFICE.search(foot) or CONTACT.search(foot):
            return False
    if TABLE_ROW.match(unit.rows[-1].text) or _ATTRIBUTION.match(unit.rows[-1].text):
        return False
    tail = join(unit.rows[-3:])
    return not (SIGNATURE_HINT.search(tail) and closing(tail))


def ends_notice(unit: Unit) -> bool:
    """Whether a body's last row is the last one of a notice: its date, or whom to call."""
    last = unit.rows[-1].text
    return furniture.is_date(last) or (CONTACT.search(last) is not None and last[-1] not in "，。")


def is_foot(rows: Sequence[Row], place: int) -> bool:
    """Whether the rows from ``place`` on are the foot of a notice: contact, office, date."""
    rest = rows[place:]
    if len(rest) > MAX_FOOT or any(row.has_stop for row in rest):
        return False
    if _TO_BE_CONTINUED.match(rest[0].text):
        return True
    if furniture.is_date(rest[-1].text) or any(CONTACT.search(row.text) for row in rest):
        return True
    return _OFFICE.search(rest[-1].text) is not None and is_notice_text(join(rows[:place]))


def foot_of(rows: Sequence[Row]) -> int:
    """Return at which of a text's rows its foot begins, a line each: whom to call, office, date.

    A serial's （未完待续） is such a line as well; without a foot, it is the number of rows.
    """
    start = len(rows)
    while start > max(1, len(rows) - MAX_FOOT) and _is_foot_line(rows[start - 1].text):
        start -= 1
    if start == len(rows) or rows[start - 1].ends_sentence or rows[start - 1].text[-1] in "；;":
        return start
    return start + 1 if start + 1 < len(rows) and CONTACT.search(rows[start].text) else len(rows)


def _is_foot_line(text: str) -> bool:
    if len(text) > _FOOT_LINE or text[-1] in "，。；：":
        return False
    if furniture.is_date(text) or _TO_BE_CONTINUED.match(text) or CONTACT.search(text):
        return True
    return _OFFICE.search(text) is not None and "，" not in text


def is_sign_off(rows: Sequence[Row], before: Unit | None) -> bool:
    """Whether rows are the foot of a notice or a letter: an office and a date, behind its text."""
    if before is None or len(rows) > 3 or unfinished(before):
        return False
    dated = furniture.is_date(rows[-1].text)
    if not dated and not _OFFICE.search(rows[-1].text):
        return False
    if any(row.has_stop for row in rows):
        return False
    return dated or before.weak == SIGN_OFF or is_notice_text(join(before.rows))
