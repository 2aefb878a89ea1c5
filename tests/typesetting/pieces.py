"""Pieces: articles of several genres in rectangles of any size, each with its right answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.typesetting.looks import Look
from tests.typesetting.prose import CAPTIONS, KICKERS, SUBHEADS, SUBTITLES, Topic, Writer
from tests.typesetting.setting import Slot, Type, set_centred, set_paragraph, slots_of
from tests.typesetting.sheet import HEI, Rect, Shape, Sheet, Text, measure

Answer = dict[str, Any]

FIELDS = ("column", "kicker", "headline", "subtitle", "dateline", "lead", "byline")


def empty(kind: str = "article") -> Answer:
    """Return an answer with all its fields."""
    lists: Answer = {"contributors": [], "paragraphs": [], "subheads": [], "captions": []}
    jumps: Answer = {"continued_from": None, "continued_to": None}
    return {"kind": kind, **dict.fromkeys(FIELDS, ""), **lists, **jumps}


@dataclass
class Desk:
    """What the pieces of one page share."""

    look: Look
    rng: Random
    sheet: Sheet
    writer: Writer
    answers: list[Answer] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    fixed: list[Rect] = field(default_factory=list)

    @property
    def em(self) -> float:
        """The size of body text in points."""
        return self.look.body

    @property
    def type(self) -> Type:
        """How body text is set."""
        look = self.look
        return Type(look.body, look.body * look.pitch, look.face, look.indent)

    def chance(self, share: float) -> bool:
        """Return True in ``share`` of all calls."""
        return self.rng.random() < share

    def columns(self, box: Rect) -> list[Rect]:
        """Return the columns that ``box`` is parted into, of one width or not; or the fixed."""
        look, em = self.look, self.em
        if self.fixed:
            return self.fixed
        gutter = look.gutter * em
        fits = [
            count
            for count in range(1, 9)
            if look.column[0] * em <= (box.width - gutter * (count - 1)) / count
        ]
        good = [n for n in fits if (box.width - gutter * (n - 1)) / n <= look.column[1] * em]
        count = self.rng.choice(good) if good else max(fits, default=1)
        room = box.width - gutter * (count - 1)
        shares = [1.0] * count
        if count > 1 and self.chance(look.uneven):
            shares[self.rng.randrange(count)] = 1.4
        columns, left = [], box.left
        for share in shares:
            wide = room * share / sum(shares)
            columns.append(Rect(left, box.top, left + wide, box.bottom))
            left += wide + gutter
        return columns

    def lines(
        self, texts: Sequence[str], box: Rect, size: float, face: str, align: str, **kind: Any
    ) -> float:
        """Set lines of display type one under the other; return where they end."""
        look, y = self.look, box.top
        for text in texts:
            natural = measure(text) * size * look.stretch
            space = look.spaced * size if kind.get("spaced") else 0.0
            wide = natural + space * look.stretch * (len(text) - 1)
            x = {"centre": (box.left + box.right - wide) / 2, "left": box.left}.get(
                align, box.right - wide
            )
            drawn = Text(text, x, y + 0.9 * size, size, face, space, stretch=look.stretch)
            drawn.colour = kind.get("colour", 0.0)
            if look.doubled and kind.get("spaced"):
                shade = replace(drawn, x=x + 0.04 * size, base=drawn.base + 0.04 * size)
                self.sheet.texts.append(replace(shade, colour=0.6))
            self.sheet.texts.append(drawn)
            y += 1.22 * size
        return y


@dataclass
class Item:
    """One paragraph, verse, subhead, signature or empty line of a piece."""

    kind: str
    text: str = ""
    bold: bool = False


class Piece:
    """Sets one article into ``box``, around the ``blocked`` rectangles."""

    def __init__(self, desk: Desk, box: Rect, blocked: Sequence[Rect] = ()) -> None:
        self.desk, self.box, self.blocked = desk, box, list(blocked)
        self.answer = empty()
        self.topic: Topic = desk.writer.topic()
        rng, look = desk.rng, desk.look
        self.genre = rng.choice(look.genres)
        self.form = rng.choice(look.bylines) if self.genre not in ("qa", "list") else "tail"
        if self.genre in ("letter", "poem"):
            self.form = "author"
        self.name = desk.writer.name()
        shown = self.name if len(self.name) > 2 else f"{self.name[0]} {self.name[1]}"
        mark = rng.choice(("□ ", "■", "◎ ")) if self.form in ("author", "under") else ""
        self.role = "" if self.form == "author" else rng.choice(("记者", "通讯员", "首席记者"))
        self.sign = f"{mark}{self.role} {shown}" if self.role else f"{mark}{shown}"

    def set(self) -> None:
        """Set the piece and note its answer."""
        desk = self.desk
        mode = desk.rng.choice(desk.look.heads)
        columns, blocked = self._head(mode)
        blocked += self.blocked
        if desk.chance(desk.look.photo) and not self.blocked:
            blocked += self._photo(columns, blocked)
        slots = slots_of(columns, blocked, desk.type)
        self._fill(slots)
        if self.answer["paragraphs"]:
            self.answer["lead"] = self.answer["paragraphs"][0]
        desk.answers.append(self.answer)

    def _signed(self, text: str) -> None:
        person = {"name": self.name, "role": self.role, "source": "byline"}
        self.answer["byline"] = text
        self.answer["contributors"].insert(0, person)

    # -- heads

    def _wording(self, wide: float, size: float) -> list[str]:
        desk = self.desk
        parts = desk.writer.headline(self.topic, desk.rng.choice((1, 2)))
        loose = desk.look.stretch * (1 + desk.look.spaced)
        lines = []
        for part in parts:
            rest = part
            while measure(rest) * size * loose > wide:
                most = max(2, int(wide / size / loose))
                cut = _cut(rest, most)
                lines.append(rest[:cut])
                rest = rest[cut:]
            lines.append(rest)
        self.answer["headline"] = " ".join(lines)
        return lines

    def _head(self, mode: str) -> tuple[list[Rect], list[Rect]]:
        """Set the head; return the columns of the text and what is taken of them."""
        desk, box, em = self.desk, self.box, self.desk.em
        columns = desk.columns(box)
        high = box.height / em
        if self.blocked and mode != "over":
            mode = "over"
        if mode in ("vertical", "right") and box.width > 24 * em and high > 20:
            return self._upright(right=mode == "right")
        if mode == "left" and len(columns) >= 3 and high > 12:
            side = Rect(box.left, box.top, columns[0].right, box.bottom)
            self._over(side, "left", plain=True)
            return columns[1:], []
        if mode == "column" and len(columns) >= 3 and high > 20:
            over = Rect(box.left, box.top, columns[1].right, box.bottom)
            bottom = self._over(over, desk.look.align)
            taken = Rect(box.left - 1, box.top - 1, over.right + 0.5 * em, bottom)
            return columns, [taken]
        bottom = self._over(box, desk.look.align)
        return [Rect(c.left, max(c.top, bottom), c.right, c.bottom) for c in columns], []

    def _over(self, box: Rect, align: str, *, plain: bool = False) -> float:
        desk, look, em = self.desk, self.desk.look, self.desk.em
        low, high = look.head_size
        if box.width < 20 * em:
            high = (low + high) / 2
        size = desk.rng.uniform(low, high) * em
        small = max(look.small_size * size, 1.0 * em)
        face, y = desk.rng.choice(look.head_face), box.top
        lines = self._wording(box.width, size)
        for name, chance, texts in (
            ("kicker", look.kicker, KICKERS),
            ("headline", 1.0, ()),
            ("subtitle", look.subtitle, SUBTITLES),
        ):
            top = Rect(box.left, y, box.right, box.bottom)
            if name == "headline":
                y = desk.lines(lines, top, size, face, align, colour=look.head_colour, spaced=True)
            elif not plain and desk.chance(chance):
                text = desk.writer.say(desk.rng.choice(texts), self.topic)
                if measure(text) * small * look.stretch < box.width:
                    self.answer[name] = text
                    y = desk.lines([text], top, small, look.small_face, align) + 0.1 * em
        y += 0.3 * em
        if self.form in ("under", "author") and self.genre != "letter":
            line = Rect(box.left, y, box.right, box.bottom)
            y = desk.lines([self.sign], line, em, look.byline_face, look.byline_align) + 0.2 * em
            self._signed(self.sign)
        return y + 0.4 * em

    def _upright(self, *, right: bool) -> tuple[list[Rect], list[Rect]]:
        desk, box, em = self.desk, self.box, self.desk.em
        text = self.topic.thing + self.topic.event
        size = min(desk.rng.uniform(2.0, 3.2) * em, 0.85 * box.height / len(text) / 1.1)
        x = box.right - 1.1 * size if right else box.left + 0.1 * size
        face = desk.rng.choice(desk.look.head_face)
        for place, char in enumerate(text):
            base = box.top + (0.9 + 1.1 * place) * size
            drawn = Text(char, x, base, size, face, colour=desk.look.head_colour)
            desk.sheet.texts.append(drawn)
        self.answer["headline"] = text
        if self.form in ("under", "author") and self.genre != "letter":
            self.form = "tail" if self.role else "last"
        left = box.left if right else box.left + 1.3 * size + em
        rest = Rect(left, box.top, x - em if right else box.right, box.bottom)
        return desk.columns(rest), []

    # -- pictures

    def _photo(self, columns: list[Rect], blocked: Sequence[Rect]) -> list[Rect]:
        desk, em = self.desk, self.desk.em
        top = max(c.top for c in columns)
        room = self.box.bottom - top
        if len(columns) < 2 or room < 16 * desk.type.pitch:
            return []
        last = len(columns) - 1
        first = last if len(columns) < 3 or desk.chance(0.4) else last - 1
        left, right = columns[first].left, columns[last].right
        tall = min(0.62 * (right - left), 0.5 * room)
        low = desk.chance(0.5) or bool(blocked)
        start = self.box.bottom - tall - 3.4 * em if low else top + 0.2 * em
        box = Rect(left, start, right, start + tall)
        whole = self.photo(box, desk.rng.choice(desk.look.caption))
        foot = 99.0 if low else 0.7 * em
        return [Rect(left - 0.5 * em, whole.top - 0.7 * em, right + em, whole.bottom + foot)]

    def photo(self, box: Rect, place: str) -> Rect:
        """Set a picture with its caption and note it; return the box around both."""
        desk, em, face = self.desk, self.desk.em, self.desk.look.caption_face
        text = desk.writer.say(desk.rng.choice(CAPTIONS), self.topic)
        name = desk.writer.name()
        shown, type_ = f"{text} 记者 {name} 摄", Type(desk.look.caption_size * em, 1.3 * em, face)
        whole = box
        size = min(0.85 * em, box.height / measure(shown))
        if place == "on" and measure(shown) * 0.88 * em > 0.95 * box.width:
            place = "below"
        if (place == "side" and box.width < 24 * em) or (place == "turned" and size < 0.7 * em):
            place = "below"
        if place == "on":
            base = box.bottom - 0.6 * em
            drawn = Text(shown, box.left + 0.6 * em, base, 0.88 * em, face, colour=1.0)
            desk.sheet.texts.append(drawn)
        elif place == "turned":
            box = Rect(box.left, box.top, box.right - 1.4 * em, box.bottom)
            desk.sheet.texts.append(
                Text(shown, box.right + 0.5 * em, box.top, size, face, turn=270)
            )
        elif place == "side":
            slots = slots_of([Rect(box.left, box.top, box.left + 8 * em, box.bottom)], [], type_)
            if set_paragraph(desk.sheet, shown, slots, type_, first=False):
                box = Rect(box.left + 8.8 * em, box.top, box.right, box.bottom)
        else:
            under = Rect(box.left, box.bottom + 0.5 * em, box.right, box.bottom + 9 * em)
            if place == "above":
                under = Rect(box.left, box.top, box.right, box.top + 9 * em)
            slots = slots_of([under], [], type_)
            used = set_paragraph(desk.sheet, shown, slots, type_, first=False)
            deep = used * type_.pitch
            whole = Rect(box.left, box.top, box.right, box.bottom + 0.5 * em + deep)
            if place == "above":
                box = Rect(box.left, box.top + deep + 0.4 * em, box.right, box.bottom)
                whole = Rect(box.left, under.top, box.right, box.bottom)
        desk.sheet.shapes.append(Shape("picture", box))
        self.answer["captions"].append({"text": text, "credit": f"记者 {name} 摄"})
        credit = {"name": name, "role": "记者", "work": "摄", "source": "credit"}
        self.answer["contributors"].append(credit)
        return whole

    # -- text

    def _items(self, first: bool) -> list[Item]:
        """Return what comes next: one paragraph, or the lines that belong together."""
        desk, rng, topic = self.desk, self.desk.rng, self.topic
        text = desk.writer.sentences(topic, rng.choice((1, 2, 2, 3)))
        count = len(self.answer["paragraphs"])
        if self.genre == "poem":
            verses = [_verse(desk.writer.sentences(topic, 1)) for _ in range(rng.randint(3, 5))]
            return [*(Item("verse", verse) for verse in verses), Item("blank")]
        if self.genre == "qa" and not first:
            asked = f"{topic.people}对{rng.choice(topic.parts)}有哪些办法？怎样申请？"
            return [Item("text", "问：" + asked, bold=True), Item("text", "答：" + text)]
        if self.genre == "list" and not first:
            mark = rng.choice((f"{count}. ", f"（{'一二三四五六七八九十'[count % 10]}）"))
            return [Item("text", mark + desk.writer.sentences(topic, 1))]
        if not first and count > 1 and desk.chance(desk.look.subheads):
            head = desk.writer.say(rng.choice(SUBHEADS), topic)
            return [Item("subhead", head), Item("text", text)]
        return [Item("text", text)]

    def _fill(self, slots: list[Slot]) -> None:
        desk, type_ = self.desk, self.desk.type
        keep = 2 if self.form in ("tail", "endright", "last") or self.genre == "letter" else 0
        at, first, bold = 0, True, desk.chance(desk.look.bold_lead)
        while at < len(slots) - keep:
            room = len(slots) - keep - at
            for _ in range(8):
                items = self._items(first)
                items[0].bold |= first and bold
                if first and self.form == "open" and self.genre == "news":
                    items[0].text = f"本报讯（{self.sign}）" + items[0].text
                need = sum(self._set(item, slots[at:], dry=True) for item in items)
                last = next(i for i in reversed(items) if i.kind != "blank")
                if 0 < need <= room and self._set(last, slots[at:], dry=True):
                    break
            else:
                break
            drop = first and desk.chance(desk.look.drop) and items[0].kind == "text"
            if drop and "\u4e00" <= items[0].text[0] <= "\u9fff":
                at += self._dropped(items.pop(0), slots)
            for item in items:
                at += self._set(item, slots[at:])
            if first and self.form == "open" and self.genre == "news":
                head = f"本报讯（{self.sign}）"
                self.answer["paragraphs"][0] = self.answer["paragraphs"][0][len(head) :]
                self.answer["dateline"] = "本报讯"
                self._signed(f"（{self.sign}）")
            first = False
        if not self.answer["paragraphs"] or at >= len(slots):
            return
        if self.form in ("tail", "endright", "last") or self.genre == "letter":
            text = f"（{self.sign}）" if self.form == "tail" else self.sign
            slot = slots[at]
            box = Rect(slot.left, slot.base - 0.9 * type_.size, slot.right, slot.base)
            face = type_.face if self.form == "tail" else desk.look.byline_face
            set_centred(
                desk.sheet, text, box.left, box.right - desk.em, slot.base, desk.em, face, "right"
            )
            self._signed(text)

    def _set(self, item: Item, slots: Sequence[Slot], *, dry: bool = False) -> int:
        """Set an item into the first of ``slots``; return how many it takes, 0 for too few."""
        desk, type_ = self.desk, self.desk.type
        sheet = None if dry else desk.sheet
        if item.kind == "blank":
            return 1
        if item.kind == "subhead":
            return self._subhead(item.text, slots, dry=dry)
        own = replace(type_, face=HEI) if item.bold else type_
        used = set_paragraph(sheet, item.text, slots, own)
        if used and not dry:
            self.answer["paragraphs"].append(item.text)
        return used + (_empty_line(slots, used) if desk.look.blank and used else 0)

    def _subhead(self, text: str, slots: Sequence[Slot], *, dry: bool) -> int:
        desk, em = self.desk, self.desk.em
        if len(slots) < 5 or len({(s.column, s.left) for s in slots[:4]}) > 1:
            return 0
        slot, size = slots[0], 1.05 * em
        if measure(text) * size > slot.width:
            return 0
        if not dry:
            base = slot.base + 0.5 * desk.type.pitch
            align = desk.look.subhead
            set_centred(desk.sheet, text, slot.left, slot.right, base, size, HEI, align)
            before = len(self.answer["paragraphs"])
            self.answer["subheads"].append({"text": text, "before_paragraph": before})
        return 2

    def _dropped(self, item: Item, slots: list[Slot]) -> int:
        """Set a paragraph whose first character is two lines high; return how many lines."""
        desk, type_ = self.desk, self.desk.type
        em, deep = type_.size, type_.pitch + type_.size
        for place in (0, 1):
            slot = slots[place]
            slots[place] = replace(slot, left=slot.left + deep)
        head = slots[0]
        base = head.base - 0.88 * em + 0.88 * deep
        desk.sheet.texts.append(Text(item.text[0], head.left - deep, base, 0.95 * deep, HEI))
        used = set_paragraph(desk.sheet, item.text[1:], slots, type_, first=False)
        self.answer["paragraphs"].append(item.text)
        used = max(used, 2)
        return used + (_empty_line(slots, used) if desk.look.blank else 0)


def _empty_line(slots: Sequence[Slot], at: int) -> int:
    """Return 1 where an empty line stands before slot ``at``: not at the top of a column."""
    return int(0 < at < len(slots) and slots[at].column == slots[at - 1].column)


def _cut(text: str, most: int) -> int:
    """Return where a headline of more than ``most`` characters may be broken: in no number."""
    count = -(-len(text) // most)
    for cut in range(min(most, -(-len(text) // count)), 1, -1):
        pair = text[cut - 1 : cut + 1]
        if not any(char.isdigit() or char in "，、》”——%" for char in pair):
            return cut
    return most


def _verse(text: str) -> str:
    """Return a verse of some characters, without marks."""
    plain = "".join(char for char in text if "\u4e00" <= char <= "\u9fff")
    return plain[: 5 + len(plain) % 4]
