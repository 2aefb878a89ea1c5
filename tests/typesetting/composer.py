"""Pages of pieces: a page cut into rectangles, with its folio, rail, notices and tables."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.typesetting.looks import LOOKS, Look
from tests.typesetting.pieces import Answer, Desk, Piece, empty
from tests.typesetting.prose import COLUMNS, PAGES, Writer
from tests.typesetting.setting import Type, set_centred, set_paragraph, slots_of
from tests.typesetting.sheet import BIAO, HEI, KAI, SONG, Rect, Shape, Sheet, Text, measure


class Composer:
    """Sets one page in ``look``."""

    def __init__(self, look: Look, rng: Random) -> None:
        self.look, self.rng, self.em = look, rng, look.body
        self.desk = Desk(look, rng, Sheet(*look.page), Writer(rng, "棠溪"))
        self.shapes = self.desk.sheet.shapes

    def set(self) -> Answer:
        """Set the page; return its answer."""
        look, desk, em = self.look, self.desk, self.em
        if look.ground is not None:
            self.shapes.append(Shape("tint", Rect(0, 0, *look.page), grey=look.ground))
        box = self._folio(Rect(0, 0, *look.page).inset(4.5 * em))
        gap = look.gap * em
        if desk.chance(look.rail):
            wide = 14 * em
            self._rail(Rect(box.left, box.top, box.left + wide, box.bottom))
            box = Rect(box.left + wide + gap, box.top, box.right, box.bottom)
        if desk.chance(max(look.notices, look.table)):
            high = 15 * em
            self._foot(Rect(box.left, box.bottom - high, box.right, box.bottom))
            box = Rect(box.left, box.top, box.right, box.bottom - high - gap)
        for place, part in enumerate(self._parts(box, self.rng.randint(*look.pieces))):
            self._piece(part, place)
        return {"articles": desk.answers, "furniture": desk.furniture}

    def _furnish(
        self, text: str, left: float, right: float, base: float, size: float, align: str
    ) -> None:
        set_centred(self.desk.sheet, text, left, right, base, size, HEI, align)
        self.desk.furniture.append(text)

    def _folio(self, box: Rect) -> Rect:
        """Set the folio; return what is left of the page."""
        em, look = self.em, self.look
        page, number = self.rng.choice(PAGES), self.rng.randint(2, 8)
        date = "2023年5月18日 星期四"
        editor = f"责任编辑 {self.desk.writer.name()}"
        if look.folio == "side":
            y = box.top
            for char in page:
                self.desk.sheet.texts.append(Text(char, 1.2 * em, y + 1.4 * em, 1.6 * em, BIAO))
                y += 1.9 * em
            self.desk.furniture.append(page)
            self._furnish(f"{number:02d}", 0.8 * em, 3.2 * em, y + 1.6 * em, 1.6 * em, "centre")
            drawn = Text(f"{date} {editor}", 1.7 * em, y + 4 * em, 0.9 * em, SONG, turn=270)
            self.desk.sheet.texts.append(drawn)
            self.desk.furniture.append(drawn.text)
            return box
        base = box.top + 1.2 * em if look.folio == "top" else box.bottom
        self._furnish(f"{number:02d}版", box.left, box.right, base, 1.5 * em, "left")
        self._furnish(page, box.left, box.right, base, 1.5 * em, "centre")
        self._furnish(f"{date} {editor}", box.left, box.right, base, 0.9 * em, "right")
        if look.folio == "top":
            self._rule(box.left, base + 0.8 * em, box.right, base + 0.8 * em)
            return Rect(box.left, base + 2.6 * em, box.right, box.bottom)
        return Rect(box.left, box.top, box.right, base - 3.5 * em)

    def _rule(self, left: float, top: float, right: float, bottom: float) -> None:
        self.shapes.append(Shape("rule", Rect(left, top, right, bottom)))

    def _parts(self, box: Rect, count: int) -> list[Rect]:
        """Cut a rectangle into ``count`` of much the same area."""
        em, gap, rng = self.em, self.look.gap * self.em, self.rng
        least = self.look.column[0] * em
        if count < 2:
            return [box]
        one = count // 2
        share = (one / count) * rng.uniform(0.9, 1.1)
        wide = box.width > 2.4 * least and box.width > rng.uniform(0.7, 1.3) * box.height
        if wide:
            x = box.left + share * box.width
            x = min(max(x, box.left + least), box.right - least - gap)
            if self.look.fence == "rules":
                self._rule(x + gap / 2, box.top, x + gap / 2, box.bottom)
            first = Rect(box.left, box.top, x, box.bottom)
            second = Rect(x + gap, box.top, box.right, box.bottom)
        elif box.height > 40 * em:
            y = box.top + share * box.height
            if self.look.fence == "rules":
                self._rule(box.left, y + gap / 2, box.right, y + gap / 2)
            first = Rect(box.left, box.top, box.right, y)
            second = Rect(box.left, y + gap, box.right, box.bottom)
        else:
            return [box]
        return self._parts(first, one) + self._parts(second, count - one)

    def _piece(self, box: Rect, place: int) -> None:
        """Set an article into ``box``, and another into the middle of its foot or a corner."""
        look, em, desk = self.look, self.em, self.desk
        if look.fence == "frames" or (look.fence == "tints" and place % 2):
            kind = "frame" if look.fence == "frames" else "tint"
            self.shapes.append(Shape(kind, box, grey=0.0 if kind == "frame" else look.tint))
            box = box.inset(1.2 * em, 1.0 * em)
        if not (desk.chance(look.inset) and box.width > 46 * em and box.height > 46 * em):
            Piece(desk, box).set()
            return
        columns = [*desk.columns(box)]
        state = self.rng.getstate()
        middle = len(columns) >= 4 and desk.chance(0.6)
        first = 1 if middle else len(columns) - 2
        left, right = columns[first].left, columns[first + 1].right
        inner = Rect(left, box.bottom - 0.45 * box.height, right, box.bottom)
        hole = Rect(inner.left - 0.5 * em, inner.top - 1.8 * em, inner.right + 0.5 * em, 9e9)
        self.rng.setstate(state)
        outer = Piece(desk, box, [hole])
        desk.fixed = columns
        outer.set()
        desk.fixed = []
        if look.inset_fence == "frame":
            self.shapes.append(Shape("frame", inner))
            inner = inner.inset(1.1 * em, 1.0 * em)
        elif look.inset_fence == "none":
            self._rule(inner.left, inner.top - 0.9 * em, inner.right, inner.top - 0.9 * em)
        Piece(desk, inner).set()

    def _rail(self, box: Rect) -> None:
        """Set briefs one under the other, under one label."""
        desk, em, rng = self.desk, self.em, self.rng
        name = rng.choice(COLUMNS)
        plate = Rect(box.left, box.top, box.right, box.top + 2.4 * em)
        self.shapes.append(Shape("tint", plate, grey=0.8))
        set_centred(desk.sheet, name, box.left, box.right, box.top + 1.75 * em, 1.5 * em, HEI)
        kind = rng.choice(self.look.rail_head)
        y = plate.bottom + em
        while box.bottom - y > 12 * desk.type.pitch:
            answer = empty()
            answer["column"] = name
            topic = desk.writer.topic()
            [head] = desk.writer.headline(topic, 1)
            most = int(box.width / em) - 1
            lines = [head] if len(head) <= most else [head[: most - 2], head[most - 2 :]]
            y = desk.lines(lines, Rect(box.left, y, box.right, 0), em, HEI, "centre") + 0.4 * em
            answer["headline"] = " ".join(lines)
            text = desk.writer.sentences(topic, rng.choice((1, 2)))
            answer["paragraphs"] = [text]
            slots = slots_of([Rect(box.left, y, box.right, box.bottom)], [], desk.type)
            used = set_paragraph(desk.sheet, text, slots, desk.type)
            if not used:
                break
            desk.answers.append(answer)
            y = slots[used - 1].base + 1.4 * em
            if kind == "run":
                self._rule(box.left, y, box.right, y)
                y += 0.9 * em
        x = box.right + self.look.gap * em / 2
        self._rule(x, box.top, x, box.bottom)

    def _foot(self, box: Rect) -> None:
        """Set notices and a table of times side by side."""
        em, wide = self.em, (box.width - 2 * self.em) / 3
        for place in range(3):
            left = box.left + place * (wide + em)
            part = Rect(left, box.top, left + wide, box.bottom)
            self.shapes.append(Shape("frame", part))
            inner = part.inset(em)
            if place == 1 and self.desk.chance(self.look.table):
                self._table(inner)
            else:
                self._notice(inner)

    def _notice(self, box: Rect) -> None:
        desk, em = self.desk, self.em
        title, parts, firm = desk.writer.notice()
        y = desk.lines([title], box, 1.7 * em, BIAO, "centre") + 0.4 * em
        type_ = Type(0.95 * em, 1.4 * em, KAI)
        slots = slots_of([Rect(box.left, y, box.right, box.bottom)], [], type_)
        answer = empty("notice")
        answer["headline"] = title
        for text in parts:
            used = set_paragraph(desk.sheet, text, slots, type_)
            answer["paragraphs"] += [text] if used else []
            slots = slots[used:]
        if slots:
            end = slots[0]
            set_centred(desk.sheet, firm, end.left, end.right, end.base, 0.95 * em, KAI, "right")
            answer["paragraphs"].append(firm)
        desk.answers.append(answer)

    def _table(self, box: Rect) -> None:
        """Set a time table without rules."""
        desk, em, rng = self.desk, self.em, self.rng
        answer = empty("notice")
        answer["headline"] = "公交接驳线时刻表"
        y = desk.lines(["公交接驳线时刻表"], box, 1.4 * em, HEI, "centre") + em
        while box.bottom - y > 1.6 * em:
            texts = [f"{rng.randint(101, 999)}路", desk.writer.place(), f"{rng.randint(6, 9)}:30"]
            for place, text in enumerate(texts):
                left = box.left + place * box.width / 3
                desk.sheet.texts.append(Text(text, left, y, em, SONG))
                answer["paragraphs"].append(text)
            y += 1.6 * em
        desk.answers.append(answer)


def compose(seed: int) -> tuple[bytes, dict[str, Any]]:
    """Return a page as PDF and its right answer; ``seed`` modulo the looks chooses the paper."""
    look = LOOKS[seed % len(LOOKS)]
    rng = Random(seed)
    composer = Composer(look, rng)
    answer = composer.set()
    return composer.desk.sheet.pdf(look.manner, look.order, rng), answer


__all__ = ["Composer", "compose", "measure"]
