"""One article in its module: head, columns, pictures, and its right answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

from tests.typesetting.prose import CAPTIONS, KICKERS, SUBHEADS, SUBTITLES, Writer
from tests.typesetting.setting import (
    Slot,
    Type,
    broken,
    set_centred,
    set_line,
    set_paragraph,
    slots_of,
)
from tests.typesetting.sheet import HEI, KAI, Rect, Shape, Sheet, Text, measure, union
from tests.typesetting.styles import Style

Answer = dict[str, Any]


def empty(kind: str = "article") -> Answer:
    """Return an answer with all its fields."""
    return {
        "kind": kind,
        "column": "",
        "kicker": "",
        "headline": "",
        "subtitle": "",
        "dateline": "",
        "lead": "",
        "byline": "",
        "contributors": [],
        "paragraphs": [],
        "subheads": [],
        "captions": [],
        "continued_from": None,
        "continued_to": None,
    }


@dataclass
class Press:
    """What the modules of one page share."""

    style: Style
    rng: Random
    sheet: Sheet
    writer: Writer
    answers: list[Answer] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    @property
    def em(self) -> float:
        """The size of body text in points."""
        return self.style.body

    @property
    def type(self) -> Type:
        """How body text is set."""
        style = self.style
        return Type(style.body, style.body * style.pitch, style.face, style.indent, style.hang)

    def chance(self, share: float) -> bool:
        """Return True in ``share`` of all calls."""
        return self.rng.random() < share

    def rule(
        self, left: float, top: float, right: float, bottom: float, width: float = 0.5
    ) -> None:
        """Draw a rule."""
        self.sheet.shapes.append(Shape("rule", Rect(left, top, right, bottom), width))

    def person(self) -> tuple[str, str]:
        """Return an invented name, and how bylines print it."""
        name = self.writer.name()
        blank = self.style.blank
        return name, f"{name[0]}{blank}{name[1]}" if len(name) == 2 else name


@dataclass
class Signed:
    """A byline: where it goes (``form``), as printed, and whom it names."""

    form: str = ""
    text: str = ""
    people: list[dict[str, str]] = field(default_factory=list)


def signed(press: Press, form: str) -> Signed:
    """Return a byline in one of the forms of the house."""
    rng = press.rng
    groups, people = [], []
    roles = [rng.choice(("记者", "记者", "首席记者", "实习记者"))]
    if press.chance(0.3):
        roles.append("通讯员")
    work = rng.choice(("", "", "", "文/图")) if form == "under" else ""
    for role in roles:
        name, shown = press.person()
        people.append(
            {"name": name, "role": role, "source": "byline"} | ({"work": work} if work else {})
        )
        groups.append(f"{role} {shown}")
    text = " ".join(groups)
    if form in ("head", "end"):
        text = f"（{text}）"
    elif form == "bracket":
        name, shown = press.person()
        people, text = [{"name": name, "role": "", "source": "byline"}], f"（{shown}）"
    elif form == "ruled":
        text = "■" + text
    elif form == "under":
        mark = {"plain": ""}.get(press.style.name, rng.choice(("", "■", "□ ", "◎ ")))
        text = f"{mark}{'本报' if press.chance(0.4) else ''}{text}{' ' + work if work else ''}"
    return Signed(form, text, people)


class Module:
    """Sets one article into ``box`` with ``columns`` columns around the ``blocked`` rectangles."""

    def __init__(
        self,
        press: Press,
        box: Rect,
        columns: int,
        blocked: Sequence[Rect] = (),
        *,
        head: str = "span",
        frame: str = "",
        plain: bool = False,
        cut: Rect | None = None,
    ) -> None:
        self.press, self.outer, self.columns = press, box, columns
        self.blocked = list(blocked)
        self.head_mode, self.frame, self.plain, self.cut = head, frame, plain, cut
        self.answer = empty()
        self.topic = press.writer.topic()
        self.box = box.inset(1.1 * press.em, 1.0 * press.em) if frame else box
        form = press.rng.choice(press.style.byline)
        self.sign = signed(press, form) if press.chance(0.85) else Signed()
        self.to_page = self.from_page = 0
        self.head_size = 3.0 * press.em
        if not plain and not frame and press.chance(press.style.continued):
            if press.style.front:
                self.to_page = press.rng.randint(2, 4)
                if self.sign.form in ("end", "own", "bracket"):
                    self.sign = Signed()
            else:
                self.from_page = 1

    def set(self) -> None:
        """Set the module and note its answer."""
        press = self.press
        if self.frame:
            draw_frame(press, self.outer, self.frame)
        top, blocked, areas = self._place_head()
        blocked += self.blocked
        columns = [Rect(c.left, max(c.top, top), c.right, c.bottom) for c in areas]
        if not self.plain and press.chance(press.style.lead) and len(columns) >= 3:
            blocked += self._lead(columns)
        if not self.plain and self.head_mode not in ("inside",) and press.chance(press.style.photo):
            blocked += self._photo(columns, blocked)
        slots = slots_of(columns, blocked, press.type)
        self._fill(slots)
        if press.style.column_rules:
            self._column_rules(columns, blocked)
        if not self.answer["lead"] and self.answer["paragraphs"] and not self.from_page:
            self.answer["lead"] = self.answer["paragraphs"][0]
        press.answers.append(self.answer)

    def _column_rules(self, columns: Sequence[Rect], blocked: Sequence[Rect]) -> None:
        """Draw rules between the columns wherever nothing stands across them."""
        em = self.press.em
        for one, other in pairwise(columns):
            x = (one.right + other.left) / 2
            top = max(one.top, other.top)
            for box in sorted(blocked, key=lambda box: box.top):
                if box.left < x < box.right:
                    if box.top - top > 3 * em:
                        self.press.rule(x, top, x, box.top - 0.2 * em, 0.3)
                    top = max(top, box.bottom)
            if self.box.bottom - top > 3 * em:
                self.press.rule(x, top, x, self.box.bottom - 0.3 * em, 0.3)

    def _columns(self, box: Rect, count: int) -> list[Rect]:
        gutter = self.press.style.gutter * self.press.em
        wide = (box.width - gutter * (count - 1)) / count
        return [
            Rect(
                box.left + i * (wide + gutter),
                box.top,
                box.left + i * (wide + gutter) + wide,
                box.bottom,
            )
            for i in range(count)
        ]

    # -- heads

    def _place_head(self) -> tuple[float, list[Rect], list[Rect]]:
        """Set the head; return where columns begin, what is taken of them, and the columns."""
        press, box, em = self.press, self.box, self.press.em
        gutter = press.style.gutter * em
        mode = self.head_mode
        columns = self._columns(box, self.columns)
        lines = box.height / (em * press.style.pitch)
        if mode in ("vertical", "vertical2", "right") and (self.columns < 2 or lines < 16):
            mode = "span"
        if mode == "left" and (self.columns < 4 or lines < 9):
            mode = "span"
        if mode == "inside" and (self.columns < 3 or lines < 20 or press.style.column_rules):
            mode = "span"
        if mode == "part" and (self.columns < 3 or self.blocked):
            mode = "span"
        self.head_mode = mode
        if self.sign.form == "ruled" and mode not in ("span", "part"):
            self.sign = Signed()
        if mode == "part":
            count = max(2, round(0.6 * self.columns))
            head = Rect(box.left, box.top, columns[count - 1].right, box.bottom)
            bottom = self._head(head)
            return (
                box.top,
                [Rect(box.left - 1, box.top - 1, head.right + 0.5 * gutter, bottom)],
                columns,
            )
        if mode == "left":
            wide = columns[0].width if self.columns < 5 else columns[1].right - columns[0].left
            self._left_head(Rect(box.left, box.top, box.left + wide, box.bottom))
            return box.top, [], columns[1 if self.columns < 5 else 2 :]
        if mode in ("vertical", "vertical2", "right"):
            return self._vertical_head(2 if mode == "vertical2" else 1, right=mode == "right")
        if mode == "inside":
            return box.top, [self._inset_head(columns)], columns
        return self._head(box), [], columns

    def _head_lines(
        self, wide: float, *, most: float | None = None, single: bool = False
    ) -> list[tuple[str, float, str, str]]:
        """Return the head's lines with size, face and field."""
        press, style, em, rng = self.press, self.press.style, self.press.em, self.press.rng
        small = self.plain or wide < 22 * em
        low, high = style.head_size
        goal = em * (rng.uniform(low, high) if not small else rng.uniform(1.5, 2.2))
        if most:
            goal = em * rng.uniform(2.0, 2.6)
        two = not single and press.chance(style.two_lines)
        parts = press.writer.headline(self.topic, rng.choice((1, 2)) if not two else 2)
        face = rng.choice(style.head_face)
        lines = parts if two else ["\u3000".join(parts)]
        while max(map(measure, lines)) * 1.55 * em > wide and len(lines) < 4:
            longest = max(range(len(lines)), key=lambda i: measure(lines[i]))
            line = lines[longest]
            cut = line.index("\u3000") if "\u3000" in line else _halve(line)
            lines[longest : longest + 1] = [line[:cut], line[cut:].strip()]
        room = 1.4 if style.module_rules != "both" and not self.frame else 0.0
        size = min(goal, 0.96 * wide / (max(map(measure, lines)) + room))
        self.head_size = size
        self.answer["headline"] = " ".join(lines).replace("\u3000", " ")
        head = [(line, size, face, "headline") for line in lines]
        if len(head) == 2 and press.chance(0.3):
            head[1] = (head[1][0], size * 0.92, face, "headline")
        if not self.plain and wide > 24 * em:
            if press.chance(style.kicker):
                text = press.writer.say(rng.choice(KICKERS), self.topic)
                kick = min(max(0.5 * size, 1.25 * em), 0.95 * wide / measure(text))
                if kick >= 1.15 * em and kick < 0.72 * size:
                    head.insert(0, (text, kick, rng.choice((KAI, HEI)), "kicker"))
                    self.answer["kicker"] = text
            if press.chance(style.subtitle):
                text = press.writer.say(rng.choice(SUBTITLES), self.topic)
                text = ("——" if style.dash else "") + text
                sub = min(max(0.42 * size, 1.2 * em), 0.95 * wide / measure(text))
                if sub >= 1.1 * em and sub < 0.72 * size:
                    head.append((text, sub, KAI, "subtitle"))
                    self.answer["subtitle"] = text
        return head

    def _head(self, box: Rect, align: str = "") -> float:
        """Set the head over ``box``; return where its text begins."""
        press, em = self.press, self.press.em
        align = align or press.style.align
        y = box.top + 0.2 * em
        if self.from_page:
            mark = f"（上接第{self.from_page}版）"
            self.answer["continued_from"] = self.from_page
            press.sheet.texts.append(Text(mark, box.left, y + 0.88 * em, em, KAI))
            y += 1.5 * em
        lines = self._head_lines(box.width)
        if press.chance(press.style.reverse) and not self.answer["kicker"] and not self.plain:
            plate = Rect(
                box.left, y, box.right, y + sum(1.3 * size for _, size, _, _ in lines) + 0.3 * em
            )
            press.sheet.shapes.append(Shape("tint", plate, grey=0.2))
            lines = [(text, 0.94 * size, face, field) for text, size, face, field in lines]
            before = len(press.sheet.texts)
            for text, size, face, _ in lines:
                y += 0.1 * size
                set_centred(
                    press.sheet,
                    text,
                    box.left + em,
                    box.right - em,
                    y + 0.95 * size,
                    size,
                    face,
                    align,
                )
                y += 1.2 * size
            for drawn in press.sheet.texts[before:]:
                drawn.colour = 1.0
            y = plate.bottom + 0.3 * em
            lines = []
        for text, size, face, _ in lines:
            set_centred(press.sheet, text, box.left, box.right, y + 0.9 * size, size, face, align)
            y += 1.2 * size
        y += 0.35 * em
        if self.sign.form == "ruled":
            set_centred(
                press.sheet, self.sign.text, box.left, box.right, y + 0.88 * em, em, HEI, "left"
            )
            press.rule(
                box.left, y + 1.3 * em, min(box.right, box.left + 14 * em), y + 1.3 * em, 0.8
            )
            self._note_sign()
            y += 2.2 * em
        if self.sign.form == "under":
            set_centred(
                press.sheet,
                self.sign.text,
                box.left,
                box.right,
                y + 0.88 * em,
                em,
                KAI if press.style.face != KAI else HEI,
                align,
            )
            self._note_sign()
            y += 1.5 * em
        return y + 0.35 * em

    def _left_head(self, box: Rect) -> None:
        press, em, rng = self.press, self.press.em, self.press.rng
        parts = press.writer.headline(self.topic, 2)
        lines = []
        for part in parts:
            cut = _halve(part) if measure(part) > 7 else len(part)
            lines += [part[:cut], part[cut:]] if cut < len(part) else [part]
        size = min(0.95 * box.width / max(map(measure, lines)), 3.4 * em)
        y = box.top + rng.choice(
            (0.0, max(0.0, (box.height - 1.25 * size * len(lines)) / 2 - 2 * em))
        )
        for line in lines:
            set_centred(
                press.sheet,
                line,
                box.left,
                box.right,
                y + 0.9 * size,
                size,
                rng.choice(press.style.head_face[:1]),
                "centre",
            )
            y += 1.22 * size
        self.answer["headline"] = " ".join(lines)
        if self.sign.form == "under":
            y += 0.6 * em
            set_centred(
                press.sheet, self.sign.text, box.left, box.right, y + 0.88 * em, em, KAI, "centre"
            )
            self._note_sign()

    def _vertical_head(self, count: int, *, right: bool) -> tuple[float, list[Rect], list[Rect]]:
        press, em, box = self.press, self.press.em, self.box
        parts = press.writer.headline(self.topic, 2)
        while any(c.isdigit() for part in parts for c in part):
            parts = press.writer.headline(self.topic, 2)
        lines = parts if count == 2 else [self.topic.thing + self.topic.event]
        size = min(3.2 * em, 0.92 * box.height / max(map(len, lines)) / 1.08)
        wide = (len(lines) * 1.25 + 0.2) * size
        left = box.right - wide if right else box.left
        x = left + wide - 1.15 * size
        face = press.rng.choice(press.style.head_face)
        for line in lines:
            pitch = size * 1.08
            y = box.top + 0.3 * em
            for char in line:
                press.sheet.texts.append(Text(char, x, y + 0.88 * size, size, face))
                y += pitch
            x -= 1.25 * size
        self.answer["headline"] = " ".join(lines)
        if self.sign.form in ("under", "ruled"):
            self.sign = Signed()
        gap = 0.8 * em
        rest = (
            Rect(box.left, box.top, left - gap, box.bottom)
            if right
            else Rect(left + wide + gap, box.top, box.right, box.bottom)
        )
        return (
            box.top,
            [],
            self._columns(rest, max(1, min(self.columns, int(rest.width / (11 * em))))),
        )

    def _inset_head(self, columns: list[Rect]) -> Rect:
        press, em, box = self.press, self.press.em, self.box
        if self.columns >= 4:
            left, right = columns[1].left, columns[-2].right
        else:
            left, right = box.left + 0.25 * box.width, box.right - 0.25 * box.width
        head = self._head_lines(right - left - 2 * em, most=0.11 * box.height)
        high = sum(1.2 * size for _, size, _, _ in head) + (
            1.5 * em if self.sign.form == "under" else 0
        )
        pitch = press.type.pitch
        top = box.top + round((box.height - high) * 0.42 / pitch) * pitch
        y = top + 0.6 * em
        for text, size, face, _ in head:
            set_centred(press.sheet, text, left, right, y + 0.9 * size, size, face, "centre")
            y += 1.2 * size
        if self.sign.form == "under":
            set_centred(press.sheet, self.sign.text, left, right, y + 1.1 * em, em, KAI, "centre")
            self._note_sign()
            y += 1.5 * em
        return Rect(left - 0.6 * em, top - 0.2 * em, right + 0.6 * em, y + 0.5 * em)

    def _note_sign(self) -> None:
        self.answer["byline"] = self.sign.text
        self.answer["contributors"] += self.sign.people

    # -- lead block, pictures

    def _lead(self, columns: list[Rect]) -> list[Rect]:
        press, em = self.press, self.press.em
        if self.head_mode not in ("span", "part") or self.from_page or self.blocked:
            return []
        if self.sign.form == "head":
            self.sign = Signed()
        count = len(columns) if self.head_mode == "span" and press.chance(0.4) else 2
        size = 1.12 * em
        lead_type = Type(size, 1.45 * size, KAI if press.style.face != KAI else HEI, "x")
        top = columns[0].top
        if self.head_mode == "part" or columns[0].bottom - top < 15 * press.type.pitch:
            return []
        region = Rect(columns[0].left, top, columns[count - 1].right, top + 6 * lead_type.pitch)
        text = press.writer.sentences(self.topic, 2)
        slots = slots_of([region], [], lead_type)
        used = set_paragraph(press.sheet, text, slots, lead_type)
        if not used:
            return []
        self.answer["paragraphs"].append(text)
        self.answer["lead"] = text
        return [
            Rect(
                region.left - 1,
                top - 1,
                region.right + 0.5 * em,
                top + used * lead_type.pitch + 0.7 * em,
            )
        ]

    def _photo(self, columns: list[Rect], blocked: Sequence[Rect]) -> list[Rect]:
        press, em, rng, style = self.press, self.press.em, self.press.rng, self.press.style
        gutter = style.gutter * em
        high = columns[0].bottom - columns[0].top
        if len(columns) < 2 or high < 14 * press.type.pitch or self.blocked:
            return []
        caption = rng.choice(style.caption)
        group = len(columns) >= 5 and press.chance(0.25) and not blocked
        if press.chance(style.around) and len(columns) >= 2 and not blocked:
            wide = (1.0 + rng.choice((0.0, 0.45))) * columns[0].width
            if len(columns) % 2 == 0:
                wide = min(wide, 2 * columns[0].width - 15 * em)
                if wide < 9 * em:
                    return []
            middle = (self.box.left + self.box.right) / 2
            if len(columns) % 2:
                wide = columns[0].width - 0.1 if columns[0].width < 22 * em else wide
            left, right = middle - wide / 2, middle + wide / 2
            tall = min(wide * 0.62, 0.42 * high)
            top = columns[0].top + press.type.pitch * round(0.3 * high / press.type.pitch)
            return [
                _grown(
                    set_photo(press, Rect(left, top, right, top + tall), "below", self), 0.9 * em
                )
            ]
        span = 1 if len(columns) < 3 or press.chance(0.3) else 2
        if group:
            span = 2
        first = len(columns) - span if press.chance(0.7) else max(1, (len(columns) - span) // 2)
        left, right = columns[first].left, columns[first + span - 1].right
        tall = min((right - left) * rng.uniform(0.55, 0.75), 0.5 * high)
        at_top = press.chance(0.5) and not blocked
        spare = 3.2 * em if caption in ("below", "above") else 0.6 * em
        top = columns[first].top + 0.2 * em if at_top else self.box.bottom - tall - spare
        if caption in ("beside", "turned") and span == 1:
            caption = "below" if caption == "beside" else caption
            top = top if at_top or caption == "turned" else self.box.bottom - tall - 3.2 * em
        if group:
            wide = (right - left - gutter) / 2
            tall = min(tall, 0.75 * wide)
            credit = credit_of(press)
            credit["credit"] = f"（本组图片由{credit['credit'].replace(' 摄', '')}摄）"
            boxes = []
            for place in range(2):
                x = left + place * (wide + gutter)
                boxes.append(
                    set_photo(
                        press,
                        Rect(x, top, x + wide, top + tall),
                        "below",
                        self,
                        credit=credit,
                        print_credit=place == 1,
                    )
                )
            box = union(boxes)
        else:
            box = set_photo(press, Rect(left, top, right, top + tall), caption, self)
        return [
            Rect(
                box.left - 0.4 * gutter,
                box.top - 0.7 * em,
                box.right + 0.4 * gutter,
                box.bottom + (0.7 * em if at_top else 99),
            )
        ]

    # -- text

    def _fill(self, slots: list[Slot]) -> None:
        press, rng, type_ = self.press, self.press.rng, self.press.type
        at = 0
        head, bold = self._opening()
        own = self.sign.form == "own"
        tail = self.sign.text if self.sign.form in ("end", "bracket") else ""
        reserve = int(own) + int(bool(self.to_page))
        first = True
        since = 0
        while at < len(slots) - reserve:
            left = len(slots) - at - reserve
            if left > 9:
                if (
                    not first
                    and since >= 2
                    and not self.plain
                    and press.chance(press.style.subheads)
                ):
                    used = self._subhead(slots[at:])
                    if used:
                        at, since = at + used, 0
                if not head and press.chance(press.style.run_in):
                    head_text = press.writer.say(rng.choice(SUBHEADS), self.topic) + "。"
                    bold = len(head_text)
                else:
                    head_text = ""
                text = head + head_text + press.writer.sentences(self.topic, rng.randint(1, 3))
                used = set_paragraph(None, text, slots[at : len(slots) - reserve], type_)
                if bold and not head and set_paragraph(None, text[:bold], slots[at:], type_) != 1:
                    bold = 0
                if used and len(slots) - at - reserve - used >= 2:
                    set_paragraph(press.sheet, text, slots[at:], type_, bold=bold)
                    self.answer["paragraphs"].append(text[len(head) :])
                    at, since, head, bold, first = at + used, since + 1, "", 0, False
                    continue
                bold = bold if head else 0
            at = self._last(slots, at, reserve, head, bold, tail)
            break
        if own and self.answer["paragraphs"] and at < len(slots):
            slot = slots[at]
            if measure(self.sign.text) * press.em > slot.width - press.em:
                self.sign = Signed("own", self.sign.text.split(" 通讯员")[0], self.sign.people[:1])
            set_centred(
                press.sheet,
                self.sign.text,
                slot.left,
                slot.right - press.em,
                slot.base,
                press.em,
                HEI,
                "right",
            )
            self._note_sign()

    def _opening(self) -> tuple[str, int]:
        """Return dateline and byline that the first paragraph begins with, and bold characters."""
        press = self.press
        if self.from_page or self.answer["paragraphs"]:
            return "", 0
        if self.sign.form in ("under", "ruled") and press.chance(0.3):
            self.answer["dateline"] = "本报讯"
            return "本报讯 ", 3 if press.style.bold_dateline else 0
        if self.sign.form == "head":
            self.answer["dateline"] = "本报讯"
            self._note_sign()
            return "本报讯" + self.sign.text, 3 if press.style.bold_dateline else 0
        if press.chance(press.style.dateline) and self.sign.form not in ("under", "ruled"):
            self.answer["dateline"] = "本报讯"
            return "本报讯\u3000", 3 if press.style.bold_dateline else 0
        return "", 0

    def _last(
        self, slots: list[Slot], at: int, reserve: int, head: str, bold: int, tail: str
    ) -> int:
        press, type_ = self.press, self.press.type
        room = slots[at : len(slots) - reserve]
        if self.to_page:
            text = press.writer.sentences(self.topic, 12)
            widths = [slot.width / type_.size for slot in room]
            widths[0] -= 2
            cut = 0
            for _ in range(400):
                cut += 1
                if broken(head + text[:cut], widths) is None or cut > len(text):
                    break
            text = text[: cut - 1].rstrip("。“")
            used = set_paragraph(press.sheet, head + text, room, type_, bold=bold)
            self.answer["paragraphs"].append(text)
            mark = f"（下转第{self.to_page}版）"
            slot = slots[at + used]
            set_centred(press.sheet, mark, slot.left, slot.right, slot.base, press.em, HEI, "right")
            self.answer["continued_to"] = self.to_page
            return at + used + 1
        best, most = "", 0
        for attempt in range(14):
            text = head + press.writer.sentences(self.topic, 1 + attempt % 4) + tail
            used = set_paragraph(None, text, room, type_)
            if used > most:
                best, most = text, used
        if most:
            set_paragraph(press.sheet, best, room, type_, bold=bold)
            self.answer["paragraphs"].append(best[len(head) : len(best) - len(tail)])
            if tail:
                self._note_sign()
        return at + most

    def _subhead(self, slots: list[Slot]) -> int:
        press, em, style = self.press, self.press.em, self.press.style
        text = press.writer.say(press.rng.choice(SUBHEADS), self.topic)
        size = 1.25 * em if style.subhead == "larger" and self.head_size > 2 * em else em
        lines = [text]
        if style.subhead == "two":
            lines = [text, press.writer.say(press.rng.choice(SUBHEADS), self.topic)]
        take = len(lines) + 1
        block = slots[: take + 3]
        if len(block) < take + 3 or len({(s.column, s.left, s.right) for s in block}) > 1:
            return 0
        if abs(block[-1].base - block[0].base - press.type.pitch * (len(block) - 1)) > 1:
            return 0
        slot = block[0]
        if max(map(measure, lines)) * size > 0.9 * slot.width:
            return 0
        base = slot.base + 0.5 * press.type.pitch
        face = KAI if style.subhead == "centre" and style.face != KAI else HEI
        for line in lines:
            align = "left" if style.subhead in ("larger",) and style.align == "left" else "centre"
            set_centred(press.sheet, line, slot.left, slot.right, base, size, face, align)
            base += press.type.pitch
        if style.subhead == "box":
            wide = measure(text) * size
            middle = (slot.left + slot.right) / 2
            press.sheet.shapes.append(
                Shape(
                    "frame",
                    Rect(
                        middle - wide / 2 - 0.5 * em,
                        base - press.type.pitch - 1.1 * em,
                        middle + wide / 2 + 0.5 * em,
                        base - press.type.pitch + 0.35 * em,
                    ),
                )
            )
        self.answer["subheads"].append(
            {"text": " ".join(lines), "before_paragraph": len(self.answer["paragraphs"])}
        )
        return take


def _grown(box: Rect, by: float) -> Rect:
    return box.inset(-by)


def _halve(line: str) -> int:
    """Return where a headline may be broken: near its middle, not inside a number or a quote."""
    middle = len(line) // 2
    for step in range(len(line)):
        for place in (middle + step, middle - step):
            if 1 < place < len(line) - 1:
                one, other = line[place - 1], line[place]
                if not (one.isdigit() or other.isdigit() or other in "，、》”——"):
                    return place
    return middle


def fitted(line: str, wide: float) -> list[str]:
    """Return a headline in as many lines as it needs to be no wider than ``wide`` type sizes."""
    if measure(line) <= wide:
        return [line]
    cut = _halve(line)
    return fitted(line[:cut], wide) + fitted(line[cut:], wide)


def credit_of(press: Press) -> dict[str, Any]:
    """Return a picture's credit, and whom it names."""
    if press.chance(0.2):
        return {"credit": press.rng.choice(("区文化旅游委供图", "街道供图")), "people": []}
    name, shown = press.person()
    role = press.rng.choice(("记者", "通讯员", ""))
    text = f"{role} {shown} 摄".strip()
    return {
        "credit": text,
        "people": [{"name": name, "role": role or "摄", "work": "摄", "source": "credit"}],
    }


def set_photo(
    press: Press,
    box: Rect,
    place: str,
    module: Any,
    *,
    credit: dict[str, Any] | None = None,
    print_credit: bool = True,
    text: str = "",
) -> Rect:
    """Set a picture with its caption and note them; return the box around both."""
    em, style = press.em, press.style
    answer, topic = module.answer, module.topic
    credit = credit or credit_of(press)
    text = text or press.writer.say(press.rng.choice(CAPTIONS), topic)
    type_ = Type(0.9 * em, 1.25 * em, style.caption_face)
    whole = box
    shown = text + (
        " " + credit["credit"] if print_credit and not credit["credit"].startswith("（") else ""
    )
    if place == "turned":
        size = min(0.85 * em, box.height / measure(shown))
        if size < 0.7 * em:
            place = "below"
        else:
            box = Rect(box.left, box.top, box.right - 1.3 * em, box.bottom)
            press.sheet.texts.append(
                Text(shown, box.right + 0.4 * em, box.top, size, style.caption_face, turn=270)
            )
    if place == "beside":
        side = Rect(box.right - 8 * em, box.top, box.right, box.bottom)
        slots = slots_of([side], [], type_)
        need = set_paragraph(None, shown, slots, type_, first=False)
        if not need or box.width < 20 * em:
            place = "below"
        else:
            start = slots[-need:]
            set_paragraph(press.sheet, shown, start, type_, first=False)
            box = Rect(box.left, box.top, box.right - 8.8 * em, box.bottom)
    if place in ("below", "above"):
        under = Rect(box.left, box.bottom + 0.5 * em, box.right, box.bottom + 9 * type_.pitch)
        slots = slots_of([under], [], type_)
        used = set_paragraph(None, shown, slots, type_, first=False)
        shift = 0.0
        if place == "above":
            shift = used * type_.pitch + 0.4 * em
            slots = slots_of(
                [Rect(box.left, box.top, box.right, box.top + 9 * type_.pitch)], [], type_
            )
            box = Rect(
                box.left, box.top + shift, box.right, max(box.bottom, box.top + shift + 5 * em)
            )
        set_paragraph(press.sheet, shown, slots, type_, first=False)
        bottom = box.bottom + (0.5 * em + used * type_.pitch if place == "below" else 0)
        if print_credit and credit["credit"].startswith("（"):
            set_centred(
                press.sheet,
                credit["credit"],
                box.left,
                box.right,
                bottom + 0.9 * em,
                0.9 * em,
                style.caption_face,
                "right",
            )
            bottom += type_.pitch
        whole = Rect(whole.left, whole.top, whole.right, bottom)
    press.sheet.shapes.append(Shape("picture", box))
    answer["captions"].append({"text": text, "credit": credit["credit"]})
    known = {person["name"] for person in answer["contributors"]}
    answer["contributors"] += [p for p in credit["people"] if p["name"] not in known]
    return whole


def draw_frame(press: Press, box: Rect, kind: str) -> None:
    """Draw a box: a frame, a double or rounded one, or a tint."""
    shapes = press.sheet.shapes
    if kind == "tint":
        shapes.append(Shape("tint", box, grey=0.9))
    elif kind == "round":
        shapes.append(Shape("frame", box, 0.8, round=press.em))
    else:
        shapes.append(Shape("frame", box, 0.8))
        if kind == "double":
            shapes.append(Shape("frame", box.inset(2.5), 0.4))


__all__ = ["Module", "Press", "Text", "credit_of", "draw_frame", "empty", "set_line", "set_photo"]
