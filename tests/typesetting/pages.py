"""Whole pages: strips, rails, rows of modules, notices, and what stands in no article."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.typesetting.articles import Module, Press, draw_frame, empty, fitted, set_photo
from tests.typesetting.prose import COLUMNS, LABELS, PAGES, STREETS, Writer
from tests.typesetting.setting import Type, set_centred, set_paragraph, slots_of
from tests.typesetting.sheet import BIAO, HEI, KAI, SONG, Rect, Shape, Sheet, Text, measure
from tests.typesetting.styles import STYLES, Style


class PageSetter:
    """Sets one page in ``style``."""

    def __init__(self, style: Style, rng: Random) -> None:
        self.style, self.rng = style, rng
        sheet = Sheet(*style.page)
        self.press = Press(style, rng, sheet, Writer(rng, "棠溪"))
        self.em = em = style.body
        gutter = style.gutter * em
        room = style.page[0] - 2 * 4 * em
        ems = int((room - gutter * (style.columns - 1)) / style.columns / em)
        self.column, self.gutter = ems * em, gutter
        used = style.columns * self.column + (style.columns - 1) * gutter
        self.left = (style.page[0] - used) / 2
        self.pitch = em * style.pitch
        self.forecast = False

    def edges(self, first: int, count: int) -> tuple[float, float]:
        """Return the left and right of ``count`` base columns from ``first``."""
        step = self.column + self.gutter
        left = self.left + first * step
        return left, left + count * step - self.gutter

    def set(self, number: int) -> dict[str, Any]:
        """Set the page; return its answer."""
        style, press = self.style, self.press
        top, bottom = self._strips(number)
        first, count = 0, style.columns
        if press.chance(style.rail):
            wide = 1 if self.column > 11 * self.em else 2
            at = 0 if style.rail_side == "left" else count - wide
            left, right = self.edges(at, wide)
            self._rail(Rect(left, top, right, bottom))
            middle = right + self.gutter / 2 if at == 0 else left - self.gutter / 2
            press.rule(middle, top, middle, bottom)
            count -= wide
            first = wide if at == 0 else 0
        if press.chance(max(style.notices, style.advert)):
            bottom = self._foot(first, count, bottom)
        if press.chance(style.box_rail):
            high = rng_height(self.rng, self.pitch)
            left, right = self.edges(first, count)
            self._box_rail(Rect(left, top, right, top + high), count)
            top += high + 2 * self.em
        self._rows(first, count, top, bottom)
        return {
            "newspaper": style.paper,
            "issue_date": "2023-05-18",
            "page_number": number,
            "page_name": "",
            "articles": press.answers,
            "furniture": press.furniture,
        }

    def _furnish(
        self, text: str, left: float, right: float, base: float, size: float, face: str, align: str
    ) -> None:
        set_centred(self.press.sheet, text, left, right, base, size, face, align)
        self.press.furniture.append(text)

    def _strips(self, number: int) -> tuple[float, float]:
        """Set folio strip or masthead; return top and bottom of what is left."""
        style, press, em = self.style, self.press, self.em
        left, right = self.edges(0, style.columns)
        top, bottom = 3.2 * em, style.page[1] - 3.2 * em
        middle = (left + right) / 2
        editors = f"责编 {press.person()[1]}　美编 {press.person()[1]}　校对 {press.person()[1]}"
        if style.strip == "masthead":
            high = 9 * em if style.page[0] < 900 else 11 * em
            size = 0.62 * high
            wide = len(style.paper) * size
            self._furnish(style.paper, left, left + wide, top + 0.85 * size, size, BIAO, "left")
            y = top + 1.2 * em
            for text in (
                "2023年5月18日",
                "星期四",
                f"第{self.rng.randint(300, 3000)}期",
                "今日4版",
            ):
                self._furnish(text, left, right, y, em, SONG, "right")
                y += 1.4 * em
            ear = Rect(left + wide + 2 * em, top, right - 8 * em, top + 0.78 * high)
            if ear.width > 16 * em:
                press.sheet.shapes.append(Shape("frame", ear))
                y = ear.top + 1.5 * em
                self._furnish("导读", ear.left, ear.right, y, 1.3 * em, HEI, "centre")
                for _ in range(3):
                    y += 1.45 * em
                    topic = press.writer.topic()
                    text = f"■{press.writer.headline(topic, 1)[0]} {self.rng.randint(2, 4)}版"
                    if measure(text) * em < ear.width - em:
                        self._furnish(
                            text, ear.left + 0.6 * em, ear.right, y, 0.95 * em, SONG, "left"
                        )
            y = top + high
            self._furnish(
                f"{style.paper[:2]}区融媒体中心主办　国内统一连续出版物号："
                f"CN 00-0{self.rng.randint(100, 999)}",
                left,
                right,
                y,
                0.85 * em,
                SONG,
                "left",
            )
            self._furnish(editors, left, right, y, 0.85 * em, SONG, "right")
            press.rule(left, y + 0.6 * em, right, y + 0.6 * em, 1.2)
            return y + 2 * em, bottom
        page = self.rng.choice(PAGES)
        if style.strip == "top":
            base = top + 1.6 * em
            self._furnish(
                f"{number:02d}" if press.chance(0.5) else f"第{'零一二三四五六七八'[number]}版",
                left,
                right,
                base,
                1.8 * em,
                HEI,
                "left",
            )
            self._furnish(page, middle - 6 * em, middle + 6 * em, base, 2.0 * em, BIAO, "centre")
            self._furnish(
                "2023年5月18日　星期四", left + 7 * em, middle, base, 0.9 * em, SONG, "left"
            )
            self._furnish(editors, left, right, base, 0.9 * em, SONG, "right")
            press.rule(left, top + 2.4 * em, right, top + 2.4 * em, 1.0)
            return top + 4 * em, bottom
        base = bottom + 0.4 * em
        press.rule(left, bottom - 1.4 * em, right, bottom - 1.4 * em, 1.0)
        self._furnish(f"{style.paper} {number}", left, right, base, 1.3 * em, HEI, "left")
        self._furnish(f"{page}　2023年5月18日　星期四", left, right, base, 0.9 * em, SONG, "centre")
        self._furnish(editors, left, right, base, 0.9 * em, SONG, "right")
        return top, bottom - 2.4 * em

    # -- rails of briefs

    def _label(self, text: str, box: Rect) -> float:
        """Set a column's label at the top of ``box``; return where it ends."""
        press, em = self.press, self.em
        kind = self.style.label
        size = 1.5 * em
        wide = measure(text) * size
        if kind == "tint":
            plate = Rect(box.left, box.top, box.left + wide + em, box.top + 2.2 * em)
            press.sheet.shapes.append(Shape("tint", plate, grey=0.82))
            set_centred(press.sheet, text, plate.left, plate.right, box.top + 1.6 * em, size, HEI)
        elif kind == "box":
            plate = Rect(box.left, box.top, box.left + wide + em, box.top + 2.2 * em)
            press.sheet.shapes.append(Shape("frame", plate, 0.8))
            set_centred(press.sheet, text, plate.left, plate.right, box.top + 1.6 * em, size, HEI)
        else:
            press.rule(box.left, box.top + 0.1 * em, box.right, box.top + 0.1 * em, 1.5)
            set_centred(press.sheet, text, box.left, box.right, box.top + 1.7 * em, size, BIAO)
            press.rule(box.left, box.top + 2.3 * em, box.right, box.top + 2.3 * em, 0.5)
        return box.top + 3.2 * em

    def _box_rail(self, box: Rect, count: int) -> None:
        """Set briefs in the columns of a frame, under one label."""
        em, gutter = self.em, self.gutter
        draw_frame(self.press, box, self.rng.choice(("frame", "tint")))
        inner = box.inset(1.1 * em, em)
        name = self.rng.choice(COLUMNS)
        top = self._label(name, inner)
        wide = (inner.width - (count // 2 - 1) * gutter) / (count // 2)
        for place in range(count // 2):
            left = inner.left + place * (wide + gutter)
            self._rail(Rect(left, top, left + wide, inner.bottom), name)

    def _rail(self, box: Rect, name: str = "") -> None:
        press, em, rng = self.press, self.em, self.rng
        y = box.top if name else 0.0
        if not name:
            name = rng.choice(COLUMNS)
            y = self._label(name, box)
        align = rng.choice(("left", "centre"))
        ruled = press.chance(0.5)
        size = rng.uniform(1.3, 1.6) * em
        while box.bottom - y > 8 * self.pitch:
            room = box.bottom - y
            high = min(room, rng.randint(9, 15) * self.pitch)
            if room - high < 10 * self.pitch:
                high = room
            answer = empty()
            answer["column"] = name
            topic = press.writer.topic()
            head = press.writer.headline(topic, rng.choice((1, 2)))
            head = [part for line in head for part in fitted(line, box.width / size)]
            y += 0.2 * em
            for line in head:
                set_centred(
                    press.sheet, line, box.left, box.right, y + 0.9 * size, size, HEI, align
                )
                y += 1.22 * size
            answer["headline"] = " ".join(head)
            y += 0.3 * em
            slots = slots_of([Rect(box.left, y, box.right, y + high - 5 * em)], [], press.type)
            person, shown = press.person()
            dated = press.chance(0.6)
            lead = f"本报讯（记者 {shown}）" if dated else ""
            best, most = "", 0
            for attempt in range(16):
                text = press.writer.sentences(topic, 1 + attempt % 5)
                used = set_paragraph(None, lead + text, slots, press.type)
                if used > most:
                    best, most = text, used
            if not most:
                break
            set_paragraph(press.sheet, lead + best, slots, press.type)
            answer["paragraphs"] = [best]
            answer["lead"] = best
            if dated:
                answer["dateline"], answer["byline"] = "本报讯", f"（记者 {shown}）"
                answer["contributors"] = [{"name": person, "role": "记者", "source": "byline"}]
            press.answers.append(answer)
            y = slots[most - 1].base + 1.2 * em
            if ruled and box.bottom - y > 10 * self.pitch:
                press.rule(box.left, y, box.right, y, 0.3)
            y += 0.9 * em

    # -- the foot: notices, an advertisement, the weather

    def _foot(self, first: int, count: int, bottom: float) -> float:
        style, press, rng = self.style, self.press, self.rng
        high = rng.randint(13, 17) * self.pitch
        top = bottom - high
        at, last = first, first + count
        gap = 0.0 if style.gutter >= 1.2 else 0.3 * self.em
        while at < last:
            wide = min(rng.choice((1, 1, 2)) if self.column > 12 * self.em else 2, last - at)
            if last - at - wide == 1 and self.column <= 12 * self.em:
                wide += 1
            big = (press.chance(style.advert * 0.6) and last - at >= 2) or (
                style.advert and at == first
            )
            if big:
                wide = max(2, min(3, last - at)) if last - at >= 2 else wide
            left, right = self.edges(at, wide)
            box = Rect(left + gap, top, right - gap, bottom)
            if big and wide >= 2:
                self._advert(box)
            elif press.chance(style.weather) and box.width < 34 * self.em and not self.forecast:
                self.forecast = True
                self._weather(box)
            else:
                self._notice(box)
            at += wide
        if style.module_rules != "none" and press.chance(0.6):
            left, right = self.edges(first, count)
            press.rule(left, top - 0.8 * self.em, right, top - 0.8 * self.em, 0.8)
        return top - 1.8 * self.em

    def _notice(self, box: Rect) -> None:
        press, em, rng = self.press, self.em, self.rng
        draw_frame(press, box, rng.choice(("frame", "double", "tint")))
        box = box.inset(0.9 * em)
        title, parts, firm = press.writer.notice()
        size = min(2.1 * em, box.width / 6)
        set_centred(
            press.sheet, title, box.left, box.right, box.top + size, size, rng.choice((HEI, BIAO))
        )
        scale = rng.choice((0.9, 1.0, 1.05)) * em
        type_ = Type(scale, 1.5 * scale, rng.choice((SONG, HEI, KAI)))
        slots = slots_of([Rect(box.left, box.top + 1.8 * size, box.right, box.bottom)], [], type_)
        answer = empty("notice")
        answer["headline"] = title
        for text in parts:
            used = set_paragraph(press.sheet, text, slots, type_)
            if not used:
                break
            answer["paragraphs"].append(text)
            slots = slots[used:]
        if len(slots) > 2:
            set_centred(
                press.sheet,
                f"{firm}",
                slots[1].left,
                slots[1].right,
                slots[1].base,
                scale,
                type_.face,
                "right",
            )
            answer["paragraphs"].append(firm)
        press.answers.append(answer)

    def _advert(self, box: Rect) -> None:
        press, em, rng = self.press, self.em, self.rng
        draw_frame(press, box, rng.choice(("frame", "tint")))
        inner = box.inset(0.8 * em)
        price = rng.randint(19, 99)
        lines = [
            (f"{rng.choice(STREETS)}大药房 周年店庆", 3.4, HEI),
            (f"全场{rng.randint(5, 8)}折起售", 4.2, BIAO),
            (f"★活动时间：5月{rng.randint(18, 20)}日至5月{rng.randint(24, 30)}日", 1.6, HEI),
            (f"枸杞市场价{price}元/斤　直销价{price // 2}元/斤", 1.2, SONG),
            ("一、品质有保障，拒绝假货；二、微粉现场加工；三、会员积分翻倍。", 1.0, SONG),
            (
                f"地址：{press.writer.place()}{rng.randint(3, 99)}号　"
                f"热线电话：1{rng.randint(3 * 10**9, 9 * 10**9)}",
                1.3,
                HEI,
            ),
            ("（广告）", 0.8, SONG),
        ]
        scale = min(1.0, inner.height / (em * sum(1.3 * size for _, size, _ in lines)))
        y = inner.top
        answer = empty("notice")
        for text, times, face in lines:
            size = min(times * em * scale, inner.width / measure(text))
            set_centred(press.sheet, text, inner.left, inner.right, y + 0.95 * size, size, face)
            y += 1.3 * times * em * scale
            answer["paragraphs"].append(text)
        press.answers.append(answer)

    def _weather(self, box: Rect) -> None:
        press, em, rng = self.press, self.em, self.rng
        y = box.top
        set_centred(press.sheet, "城区三日天气", box.left, box.right, y + 1.3 * em, 1.3 * em, HEI)
        answer = empty("notice")
        answer["headline"] = "城区三日天气"
        y += 1.9 * em
        top, step = y, 1.6 * em
        marks = [box.left, box.left + 0.3 * box.width, box.left + 0.7 * box.width, box.right]
        rows = min(8, int((box.bottom - y) / step))
        press.rule(box.left, y, box.right, y)
        for place in range(rows):
            texts = (
                ("日期", "天气", "气温")
                if not place
                else (
                    f"{17 + place}日",
                    rng.choice(("晴", "多云", "小雨转阴", "晴转多云")),
                    f"{rng.randint(12, 18)}～{rng.randint(20, 29)}℃",
                )
            )
            for text, one, other in zip(texts, marks, marks[1:], strict=False):
                set_centred(press.sheet, text, one, other, y + 1.15 * em, 0.95 * em, SONG)
                answer["paragraphs"].append(text)
            y += step
            press.rule(box.left, y, box.right, y)
        for x in marks:
            press.rule(x, top, x, y)
        press.answers.append(answer)

    # -- rows of modules

    def _rows(self, first: int, count: int, top: float, bottom: float) -> None:
        style, press, rng = self.style, self.press, self.rng
        rows = rng.randint(*style.rows)
        gap = 2.0 * self.em if style.module_rules != "none" else 2.2 * self.em
        weights = [rng.uniform(0.8, 1.4) for _ in range(rows)]
        while rows > 2 and (bottom - top) / rows < 17 * self.pitch:
            rows -= 1
        weights = weights[:rows]
        room = bottom - top - gap * (rows - 1)
        picture_row = rng.randrange(rows) if press.chance(style.picture_news) else -1
        y = top
        for row, weight in enumerate(weights):
            high = room * weight / sum(weights)
            spans = self._spans(count, first_row=not row)
            picture = rng.randrange(len(spans)) if row == picture_row and len(spans) > 1 else -1
            at = first
            for place, span in enumerate(spans):
                left, right = self.edges(at, span)
                box = Rect(left, y, right, y + high)
                framed = False
                if place == picture:
                    self._picture_news(box)
                else:
                    framed = self._module(box, span)
                at += span
                if place + 1 < len(spans) and style.module_rules == "both" and not framed:
                    x = right + self.gutter / 2
                    press.rule(x, y, x, y + high)
            y += high
            if row + 1 < rows and style.module_rules in ("both", "flat"):
                left, right = self.edges(first, count)
                press.rule(left, y + gap / 2, right, y + gap / 2)
            y += gap

    def _spans(self, count: int, *, first_row: bool) -> list[int]:
        rng = self.rng
        least = 2
        if count <= 3 or (first_row and rng.random() < 0.4):
            return [count] if count <= 3 or rng.random() < 0.5 else [count - 2, 2]
        spans: list[int] = []
        left = count
        while left:
            choices = [
                c for c in (2, 2, 3, 4) if c <= left and (left - c == 0 or left - c >= least)
            ]
            if spans == [] and count > 4:
                choices = [c for c in choices if c < count] or choices
            span = rng.choice(choices) if choices else left
            spans.append(span)
            left -= span
        return spans

    def _module(self, box: Rect, span: int) -> bool:
        """Set an article into a module; return whether it has a box of its own."""
        style, press, rng = self.style, self.press, self.rng
        frame = style.box if press.chance(style.boxes) else ""
        columns = span
        if press.chance(style.broken) and span >= 3:
            columns = span - 1
        lines = box.height / self.pitch
        if not frame and span >= 3 and lines > 26 and press.chance(style.cut):
            wide = 1 if self.column > 14 * self.em else 2
            if span - wide >= 2:
                step = self.column + self.gutter
                cut = Rect(
                    box.right - wide * step + self.gutter,
                    box.top + box.height * rng.uniform(0.5, 0.6),
                    box.right,
                    box.bottom,
                )
                kind = style.box if style.boxes > 0 else "frame"
                around = Rect(
                    cut.left - 0.4 * self.gutter,
                    cut.top - 1.2 * self.em,
                    cut.right + 1,
                    cut.bottom + 1,
                )
                Module(press, box, span, [around], head="span").set()
                Module(press, cut, 1 if wide == 1 else 2, frame=kind, plain=True).set()
                return False
        if span >= 2 and frame and self.column < 12 * self.em:
            columns = max(1, columns - (1 if span == 2 and self.column < 9 * self.em else 0))
        label = ""
        if frame and not style.rail and press.chance(0.3) and style.label != "rules":
            label = rng.choice(LABELS)
        inner = box
        if label:
            draw_frame(press, box, frame)
            inner = box.inset(1.1 * self.em, self.em)
            start = self._label(label, inner)
            inner = Rect(inner.left, start, inner.right, inner.bottom)
            module = Module(press, inner, columns)
            module.answer["column"] = label
        else:
            head = rng.choice(style.heads)
            if head == "right" and box.right < self.edges(style.columns - 1, 1)[1] - 1:
                head = "span"
            module = Module(press, box, columns, head=head, frame=frame)
        module.set()
        return bool(frame)

    def _picture_news(self, box: Rect) -> None:
        press, em = self.press, self.em
        answer = empty("picture")
        topic = press.writer.topic()
        y = box.top
        if press.chance(0.4):
            answer["column"] = "图片新闻"
            y = self._label("图片新闻", box)
        head = press.writer.headline(topic, 1)[0]
        size = min(2.4 * em, 0.9 * box.width / measure(head))
        set_centred(
            press.sheet, head, box.left, box.right, y + 0.9 * size, size, HEI, self.style.align
        )
        y += 1.5 * size
        answer["headline"] = head
        text = press.writer.sentences(topic, 2)
        holder = _Holder(answer, topic)
        set_photo(
            press, Rect(box.left, y, box.right, box.bottom - 5.5 * em), "below", holder, text=text
        )
        press.answers.append(answer)


def rng_height(rng: Random, pitch: float) -> float:
    """Return the height of a box of briefs."""
    return rng.randint(20, 30) * pitch


class _Holder:
    def __init__(self, answer: dict[str, Any], topic: Any) -> None:
        self.answer, self.topic = answer, topic


def typeset(seed: int) -> tuple[bytes, dict[str, Any]]:
    """Return a page as PDF and its right answer; ``seed`` modulo the styles chooses the house."""
    style = STYLES[seed % len(STYLES)]
    rng = Random(seed)
    setter = PageSetter(style, rng)
    number = 1 if style.front else rng.randint(2, 8)
    answer = setter.set(number)
    pdf = setter.press.sheet.pdf(style.manner, style.order, rng)
    return pdf, answer


__all__ = ["PageSetter", "Text", "typeset"]
