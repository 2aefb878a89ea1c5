"""Headings: which of them stand together, and what is kicker, headline and subtitle in a group.

A group is the heading of one article: 引题 (kicker), 主题 (headline), 副题 (subtitle), a column's
name, and what is set with it (byline, （上接1版）).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from yuzhong_news.splitting.notices import is_notice_headline
from yuzhong_news.splitting.rows import Row
from yuzhong_news.splitting.text.units import Role, Unit

_KICKER_END = re.compile(
    r"(?:——|—|：|:|，|,|强调|指出|提出|发布|要求|表示|携手发布|之际|以来|侧记之[一二三四五])$"
)
_SUBTITLE_HEAD = re.compile(r"^(?:——|—|――|--|－－)")
_LOCAL_EVENT = re.compile(
    r"^(?:我[区市县省镇乡院校]|全[区市县省]|[区市县]委|[区市县]政府|[区市县]人大|[区市县]政协)\S*"
    r"(?:举行|召开|举办|开展|启动|部署|推进|发布|出台|开幕|揭牌|成立)"
)
_KICKER_WIDER = 1.1
_KICKER_WIDER_PAIR = 1.4
_KICKER_WIDER_LINES = 1.25
_KICKER_WIDTH = 8.0
"""A kicker is set smaller than its headline over the same width, so its lines are longer."""

_LONG_KICKER = 12.5
"""Full-width characters: lines of a headline that is broken in two are shorter, unless they are a
couplet (pages of eight styles: 49 broken headlines, 15 kickers)."""

_BARRED = re.compile(r"\S\s*[｜|丨]\s*\S")
_PHRASES = re.compile(r"\S{2,}\s+\S{2,}")
"""A line of two phrases under a line of one is a headline under its kicker: a headline that is
broken in two has its blank at the break (pages of eight styles: 11 of 11)."""

_ORGANISATION = re.compile(
    r"^[^，、：“”\s]{0,14}(?:学校|大学|学院|公司|银行|集团|医院|法院|检察院|委员会|[区市县省]\S{0,6}委|"
    r"[区市县省]\S{0,6}(?<![新布格结僵大全开])局|组部|部委|总局|总社|协会|"
    r"研究院|[区市县镇乡]|街道|社区|负责人|发言人)$"
)
"""A line that only names who acts is a kicker: the line below says what was done."""

_SUBTITLE_WIDER = 1.6
_SUBTITLE_WIDTH = 12.0
"""A subtitle without a dash is told from a headline's second line only where it is much wider."""

_SUBTITLE_BLOCK = 1.25
"""Width of a subtitle's two rows, beside that of the headline above them (pages of six styles)."""

_SUBTITLE_LINES = 1.2
_SUBTITLE_LINES_WIDTH = 14.0
"""Width of a subtitle's two lines in the block of its headline: beside that, and at least."""

_SHORT_KICKER = 6.0

_COUPLET = 0.6
"""Full-width characters by which the two lines of a couplet (对句) may differ (seed page: 0)."""


@dataclass(slots=True)
class Group:
    """The heading of one article: its units in order, and the gap it stands in as ``place``."""

    units: list[Unit] = field(default_factory=list)
    place: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """What tells a group from the others of its page: its first heading, and how many."""
        headings = self.of(Role.HEADING)
        return (id(headings[0]) if headings else id(self), len(headings))

    def of(self, role: Role) -> list[Unit]:
        """Return the units that have ``role``."""
        return [unit for unit in self.units if unit.role is role]

    @property
    def rows(self) -> list[Row]:
        """The rows of the headings proper."""
        return [row for unit in self.of(Role.HEADING) for row in unit.rows]


@dataclass(slots=True)
class Heading:
    """The rows of a group by what they are; ``weak`` names the cue where it was a guess."""

    kicker: list[Row]
    headline: list[Row]
    subtitle: list[Row]
    weak: str = ""


class Bond(NamedTuple):
    """What can be seen of two neighbouring headings: shares from 0 to 1, or yes and no.

    ``kin`` is the share of both headings' wording that stands in one and the same body; ``rivalry``
    how much more of each stands in a body of its own; ``label`` a column's name between them.
    """

    kin: float
    rivalry: float
    label: float
    wider: float
    one_line: float
    line_below: float
    two_blocks: float
    short: float
    organisation: float
    slogan: float
    equal: float
    quotation: float


def bond_cues(one: Unit, other: Unit, kin: float, rivalry: float, *, label: bool) -> Bond | None:
    """Return what is seen of two neighbouring headings; None where a rule decides on them."""
    if _ruled_bond(one, other) is not None:
        return None
    first = one.rows[0].text
    wide = max(row.width for row in one.rows)
    narrow = max(row.width for row in other.rows)
    short = wide <= _SHORT_KICKER
    return Bond(
        kin=kin,
        rivalry=rivalry,
        label=label,
        wider=wide >= 1.2 * narrow,
        one_line=len(one.rows) == 1,
        line_below=len(other.rows) == 1,
        two_blocks=min(len(one.rows), len(other.rows)) >= 2,
        short=short,
        organisation=short and len(one.rows) == 1 and _ORGANISATION.match(first) is not None,
        slogan=_is_slogan(first),
        equal=abs(wide - narrow) < _COUPLET,
        quotation=first[0] == "“",
    )


def bond(one: Unit, other: Unit, kin: float, rivalry: float, *, label: bool) -> float:
    """Return how strongly two neighbouring headings belong to one article (negative: to two)."""
    cues = bond_cues(one, other, kin, rivalry, label=label)
    if cues is None:
        return (_ruled_bond(one, other) or 0.0) + label * WEIGHTS.label
    return BOND + sum(weight * cue for weight, cue in zip(WEIGHTS, cues, strict=True))


BOND = -3.75
WEIGHTS = Bond(
    kin=7.32,
    rivalry=-3.38,
    label=-2.88,
    wider=1.49,
    one_line=2.77,
    line_below=0.60,
    two_blocks=1.72,
    short=0.43,
    organisation=1.62,
    slogan=-0.97,
    equal=-0.21,
    quotation=-2.12,
)
"""A logistic regression over 1,024 pairs of headings (``bench/fit_bonds.py``); with each style and
each manner of dumping left out in turn, the weights of the others read 69 of them wrongly."""


def _ruled_bond(one: Unit, other: Unit) -> float | None:
    first, last = one.rows[0].text, one.rows[-1].text
    second = other.rows[0].text
    if is_notice_headline(first) or is_notice_headline(second):
        return -8.0
    if _SUBTITLE_HEAD.match(second):
        return 5.0
    if _SUBTITLE_HEAD.match(first):
        return -2.0
    return 5.0 if is_open(last) else None


def is_open(text: str) -> bool:
    """Whether a heading's last line calls for another one: “人民楷模”李保国——."""
    return text.endswith(("——", "—", "：", "，"))


def _is_subtitle(one: Unit, other: Unit) -> bool:
    """Whether a heading right behind another, of the same article, is its subtitle by its type.

    A headline in large type has few characters a row; rows below it that hold many more over the
    same width are set smaller, and a kicker never stands above such rows.  Nor is a kicker broken
    into three rows.
    """
    wide = max(row.width for row in other.rows)
    broken = len(one.rows) >= 3 and len(one.rows) > len(other.rows)
    return (broken and not is_vertical(one.rows)) or (
        (len(other.rows) == 2 or len(one.rows) == 2)
        and wide >= _SUBTITLE_BLOCK * max(row.width for row in one.rows)
        and wide >= _SUBTITLE_WIDTH
    )


def read_group(group: Group) -> Heading:
    """Return the kicker, headline and subtitle rows of ``group``."""
    blocks = [list(unit.rows) for unit in group.of(Role.HEADING)]
    if len(blocks) > 1 and all(is_vertical(block) for block in blocks):
        blocks.reverse()
    kicker: list[Row] = []
    subtitle: list[Row] = []
    weak = ""
    headings = group.of(Role.HEADING)
    if len(headings) > 1 and _is_subtitle(*headings[-2:]):
        subtitle = blocks.pop()
    for place, block in enumerate(blocks):
        cut = next(
            (i for i, row in enumerate(block) if _SUBTITLE_HEAD.match(row.text) and (i or place)),
            None,
        )
        if cut is not None:
            rest = [row for below in blocks[place + 1 :] for row in below]
            subtitle = block[cut:] + rest + subtitle
            blocks = [*blocks[:place], block[:cut]] if cut else blocks[:place]
            break
    if len(blocks) > 1:
        kicker, blocks = blocks[0], blocks[1:]
        if len(blocks) > 1 and not subtitle:
            subtitle = [row for block in blocks[1:] for row in block]
            blocks = blocks[:1]
            weak = "third-heading-block"
    rows = [row for block in blocks for row in block]
    if is_notice_headline("".join(row.text for row in rows)):
        return Heading(kicker, rows, subtitle, weak)
    if not subtitle and (cut := _subtitle_lines(rows)):
        rows, subtitle, weak = rows[:cut], rows[cut:], "longer-last-lines"
    if not kicker and len(rows) > 1:
        size, cue = _kicker_rows(rows)
        kicker, rows, weak = rows[:size], rows[size:], cue or weak
    if not subtitle and len(rows) > 1 and (cut := _plain_subtitle(rows)):
        rows, subtitle, weak = rows[:cut], rows[cut:], "longer-last-line"
    return Heading(kicker, rows, subtitle, weak)


def _kicker_rows(rows: Sequence[Row]) -> tuple[int, str]:
    """Return how many of the first rows of one block are a kicker, and the cue if it is weak."""
    for size in range(1, min(4, len(rows))):
        if _KICKER_END.search(rows[size - 1].text) and (
            rows[size - 1].text[-1] not in "：，,"
            and is_whole("".join(r.text for r in rows[:size]))
        ):
            return size, ""
    first, rest = rows[0], rows[1:]
    widest = max(row.width for row in rest)
    if len(rows) == 2:
        if abs(first.width - rest[0].width) <= _COUPLET:
            return 0, "equal-lines"
        if _is_slogan(first.text) and not _is_slogan(rest[0].text):
            return 1, "slogan-over-fact"
        if _LOCAL_EVENT.match(first.text):
            return 1, "local-event-line"
        if _ORGANISATION.match(first.text) and not _ORGANISATION.match(rest[0].text):
            return 1, "organisation-line"
        if _BARRED.search(first.text) and not _BARRED.search(rest[0].text):
            return 1, ""
        if _PHRASES.search(rest[0].text) and not _PHRASES.search(first.text):
            return 1, "phrases-under-line"
        if first.width >= _LONG_KICKER and is_whole(first.text):
            return 1, "long-lines"
    wider = _KICKER_WIDER_PAIR if len(rows) == 2 else _KICKER_WIDER
    if first.width >= wider * widest and is_whole(first.text):
        return 1, "wider-first-line"
    pair = min(first.width, rows[1].width)
    if (
        len(rows) >= 3
        and pair >= _KICKER_WIDTH
        and pair >= _KICKER_WIDER_LINES * max(row.width for row in rows[2:])
    ):
        return 2, "wider-first-lines"
    return 0, ""


def is_vertical(rows: Sequence[Row]) -> bool:
    """Whether rows are one line set from top to bottom, a character each.

    Such lines follow each other from right to left, and a dump takes them from left to right.
    """
    return len(rows) >= 3 and all(row.width <= 2 for row in rows)


def is_whole(text: str) -> bool:
    """Whether a line closes the quotes and brackets that it opens."""
    return all(text.count(mark[0]) == text.count(mark[1]) for mark in ("“”", "《》", "（）"))


def _is_slogan(text: str) -> bool:
    """Whether a line is two or more phrases of equal length, as 笃行实干 奋楫争先 is."""
    phrases = text.split()
    return len(phrases) > 1 and len({len(phrase) for phrase in phrases}) == 1


def _subtitle_lines(rows: Sequence[Row]) -> int:
    """Return at which row a subtitle of two lines without a dash begins (0: there is none).

    Above them stand one or two lines of headline in larger type, and nothing or a kicker in
    smaller type above those.
    """
    cut = len(rows) - 2
    least = min((row.width for row in rows[cut:]), default=0.0)
    for size in (1, 2):
        if cut < size or least < _SUBTITLE_LINES_WIDTH:
            continue
        largest = max(row.width for row in rows[cut - size : cut])
        kicker = rows[cut - size - 1].width if cut > size else 2 * largest
        if least >= _SUBTITLE_LINES * largest and kicker >= _KICKER_WIDER_LINES * largest:
            return cut
    return 0


def _plain_subtitle(rows: Sequence[Row]) -> int:
    """Return at which row a subtitle without a dash begins (0: there is none)."""
    last = rows[-1].width
    others = max(row.width for row in rows[:-1])
    smaller_type = last >= _SUBTITLE_WIDER * others and last >= _SUBTITLE_WIDTH
    return len(rows) - 1 if smaller_type and len(rows) <= 3 else 0
