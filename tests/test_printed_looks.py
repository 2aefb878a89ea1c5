"""Looks that an examiner invented, one page for each: labels, poems, boxes, small ads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest

from tests.test_typeset_pages import is_whole, plain, whole_of
from tests.typesetting.pieces import empty
from tests.typesetting.prose import Writer
from tests.typesetting.setting import Type, set_centred, set_paragraph, slots_of
from tests.typesetting.sheet import BIAO, HEI, KAI, SONG, Rect, Shape, Sheet, Text, measure
from yuzhong_news.items import Article, Kind
from yuzhong_news.reading.pdf import read_pdf
from yuzhong_news.splitting.printed import split_printed
from yuzhong_news.splitting.split import Split

EM = 9.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 725.0, 80.0, 1060.0
VERSES = (
    *("江水绕过老码头", "石阶上的青苔", "记得每一双脚", "母亲在窗前缝补", "一盏灯亮到天明"),
    *("春风替我敲门", "把柳絮送进院子", "井台边的木桶", "盛满整个下午", "远方来信说"),
    *("山里的花都开了", "候鸟正在归来", "城墙下的孩子", "渡船靠岸的时候", "稻田里的蛙声"),
)


class Paper:
    """One page in the making, and its right answer."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.sheet, self.writer = Sheet(765.4, 1105.5), Writer(self.rng, "棠溪")
        self.type = Type(EM, 1.45 * EM, SONG)
        self.answers: list[dict[str, Any]] = []
        self.text("03版", LEFT, 50, 14, HEI)
        self.text("2023年5月18日 星期四", 560, 50, 8)
        self.rule(LEFT, 58, RIGHT)

    def text(self, words: str, x: float, base: float, size: float, face: str = SONG) -> Text:
        drawn = Text(words, x, base, size, face)
        self.sheet.texts.append(drawn)
        return drawn

    def upright(self, words: str, x: float, base: float, size: float, face: str) -> None:
        for place, char in enumerate(words):
            self.text(char, x, base + 1.15 * place * size, size, face)

    def rule(self, left: float, y: float, right: float) -> None:
        self.sheet.shapes.append(Shape("rule", Rect(left, y, right, y)))

    def shape(self, kind: str, box: Rect, grey: float = 0.0) -> None:
        self.sheet.shapes.append(Shape(kind, box, grey=grey))

    def answer(self, headline: str, **fields: Any) -> dict[str, Any]:
        answer = empty() | {"headline": headline} | fields
        self.answers.append(answer)
        return answer

    def head(
        self, words: str, box: Rect, size: float, face: str = HEI, *, white: bool = False
    ) -> float:
        x = (box.left + box.right - measure(words) * size) / 2
        self.text(words, x, box.top + 0.9 * size, size, face).colour = 1.0 if white else 0.0
        return box.top + 1.22 * size

    def fill(
        self,
        answer: dict[str, Any],
        columns: Sequence[Rect],
        topic: Any,
        taken: Sequence[Rect] = (),
        opening: str = "本报讯（记者 陈思远）",
    ) -> None:
        slots = slots_of(columns, taken, self.type)
        at = 0
        while at < len(slots):
            for _ in range(10):
                text = self.writer.sentences(topic, self.rng.choice((1, 2, 2, 3)))
                shown = text if answer["paragraphs"] else opening + text
                used = set_paragraph(None, shown, slots[at:], self.type)
                if used:
                    break
            else:
                return
            set_paragraph(self.sheet, shown, slots[at:], self.type)
            answer["paragraphs"].append(text)
            at += used

    def article(self, box: Rect, columns: int, size: float = 20, **fields: Any) -> None:
        topic = self.writer.topic()
        answer = self.answer(topic.thing + topic.event, **fields)
        top = self.head(answer["headline"], box, size) + 8
        self.fill(answer, columns_of(Rect(box.left, top, box.right, box.bottom), columns), topic)

    def split(self) -> Split:
        [page] = read_pdf(self.sheet.pdf("lines", "drawn", self.rng), name="look")
        return split_printed(page)


def columns_of(box: Rect, count: int, gutter: float = 14) -> list[Rect]:
    wide = (box.width - gutter * (count - 1)) / count
    lefts = [box.left + place * (wide + gutter) for place in range(count)]
    return [Rect(left, box.top, left + wide, box.bottom) for left in lefts]


def poems() -> Paper:
    """Three poems side by side under a label whose rule runs on over all of them."""
    paper = Paper(1)
    paper.article(Rect(LEFT, TOP, RIGHT, 480), 4)
    paper.shape("tint", Rect(LEFT, 510, 130, 536), 0.3)
    paper.text("诗苑", 62, 530, 18, BIAO).colour = 1.0
    paper.rule(130, 536, RIGHT)
    poets = ("老码头", "林晓雨"), ("春天的来信", "周子琪"), ("归来的人", "何文斌")
    for (title, name), box in zip(
        poets, columns_of(Rect(LEFT, 560, RIGHT, BOTTOM), 3, 30), strict=True
    ):
        answer = paper.answer(title, column="诗苑", byline=name)
        y = paper.head(title, box, 17, BIAO) + 4
        set_centred(paper.sheet, f"□ {name}", box.left, box.right, y + 9, 9, KAI)
        _stanzas(paper, answer, box.left + 50, y + 24)
    return paper


def poem_in_two_columns() -> Paper:
    """A poem whose stanzas stand in two columns, by a poet whose name has no mark."""
    paper = Paper(2)
    paper.article(Rect(LEFT, TOP, 380, BOTTOM), 2)
    answer = paper.answer("在棠溪的河岸上", byline="罗小曼")
    y = paper.head("在棠溪的河岸上", Rect(410, 90, RIGHT, 0), 20, KAI) + 6
    set_centred(paper.sheet, "罗小曼", 410, RIGHT, y + 9, 9.5, HEI)
    for x in (430, 585):
        _stanzas(paper, answer, x, y + 30)
    paper.article(Rect(410, 560, RIGHT, BOTTOM), 2)
    return paper


def _stanzas(paper: Paper, answer: dict[str, Any], x: float, y: float) -> None:
    for _ in range(4):
        for verse in paper.rng.sample(VERSES, 4):
            paper.text(verse, x, y + 9, 9)
            answer["paragraphs"].append(verse)
            y += 15
        y += 15


def headline_alone_in_white() -> Paper:
    """An upright headline, with an upright byline, far from its text with nothing between them."""
    paper = Paper(3)
    paper.article(Rect(LEFT, TOP, RIGHT, 430), 4)
    topic = paper.writer.topic()
    answer = paper.answer(topic.thing + topic.event, byline="□记者何文斌")
    paper.upright(answer["headline"], 100, 500, 26, BIAO)
    paper.upright("□记者何文斌", 150, 500, 9, KAI)
    paper.fill(answer, columns_of(Rect(240, 520, RIGHT, 760), 3), topic, opening="")
    paper.article(Rect(LEFT, 800, RIGHT, BOTTOM), 4)
    return paper


def upright_tabs() -> Paper:
    """Labels in white on upright tabs at the left of headlines; the last article has none."""
    paper = Paper(4)
    for place, name in enumerate(("民生实事", "身边榜样")):
        top = TOP + 330 * place
        paper.shape("tint", Rect(LEFT, top, 58, top + 76), 0.25)
        for row, char in enumerate(name):
            paper.text(char, 43, top + 15 + 18 * row, 12, HEI).colour = 1.0
        topic = paper.writer.topic()
        answer = paper.answer(topic.thing + topic.event, column=name)
        paper.text(answer["headline"], 80, top + 36, 24, BIAO)
        paper.fill(answer, columns_of(Rect(LEFT, top + 90, RIGHT, top + 300), 4), topic)
    paper.article(Rect(LEFT, 750, RIGHT, BOTTOM), 4)
    return paper


def labels_before_rules() -> Paper:
    """Labels in hardly more than the text's size, from which a rule runs on."""
    paper = Paper(5)
    for place, name in enumerate(("基层治理", "乡村振兴", "文明实践")):
        top = TOP + 330 * place
        paper.text(f"■ {name}", LEFT, top + 11, 11, HEI)
        paper.rule(110, top + 8, RIGHT)
        paper.article(Rect(LEFT, top + 22, RIGHT, top + 310), 4, 22, column=name)
    return paper


def labels_between_rules() -> Paper:
    """Labels between rules over their own columns; the article at their left has none."""
    paper = Paper(6)
    paper.article(Rect(LEFT, TOP, 370, BOTTOM), 2)
    for place, name in enumerate(("民生直通车", "热线回音")):
        top = TOP + 500 * place
        paper.rule(400, top, RIGHT)
        set_centred(paper.sheet, name, 400, RIGHT, top + 17, 13, KAI)
        paper.rule(400, top + 24, RIGHT)
        paper.article(Rect(400, top + 34, RIGHT, top + 470), 2, 19, column=name)
    return paper


def text_around_a_box() -> Paper:
    """An article whose middle columns go round a tinted box with an article of its own."""
    paper = Paper(9)
    topic = paper.writer.topic()
    answer = paper.answer(topic.thing + topic.event)
    top = paper.head(answer["headline"], Rect(LEFT, TOP, RIGHT, 0), 28, BIAO) + 8
    columns = columns_of(Rect(LEFT, top, RIGHT, 620), 4)
    box = Rect(columns[1].left, top + 150, columns[2].right, top + 370)
    around = Rect(box.left - 6, box.top - 8, box.right + 6, box.bottom + 8)
    paper.fill(answer, columns, topic, [around])
    paper.shape("tint", box, 0.9)
    paper.article(box.inset(9, 10), 2, 15)
    paper.article(Rect(LEFT, 660, RIGHT, BOTTOM), 4)
    return paper


def rail_with_bullets() -> Paper:
    """A rail whose name stands on a plate over its whole width, its heads under bullets."""
    paper = Paper(14)
    paper.article(Rect(LEFT, TOP, 520, 560), 3)
    paper.article(Rect(LEFT, 600, 520, BOTTOM), 3)
    plate = Rect(545, TOP, RIGHT, 108)
    paper.shape("tint", plate, 0.2)
    paper.head("一线短波", Rect(plate.left, 86, plate.right, 0), 16, BIAO, white=True)
    y = 122.0
    while y < 900:
        topic = paper.writer.topic()
        answer = paper.answer(topic.thing + topic.event, column="一线短波")
        paper.text("●" + answer["headline"], 545, y + 10, 10, HEI)
        text = paper.writer.sentences(topic, 2)
        slots = slots_of([Rect(545, y + 18, RIGHT, BOTTOM)], [], paper.type)
        used = set_paragraph(paper.sheet, text, slots, paper.type)
        answer["paragraphs"] = [text]
        y = slots[used - 1].base + 14
    return paper


LOOKS: tuple[Callable[[], Paper], ...] = (
    *(poems, poem_in_two_columns, headline_alone_in_white, upright_tabs, labels_before_rules),
    *(labels_between_rules, text_around_a_box, rail_with_bullets),
)


@pytest.mark.parametrize("look", LOOKS, ids=[look.__name__ for look in LOOKS])
def test_a_look_is_split_whole(look: Callable[[], Paper]) -> None:
    paper = look()
    found = paper.split()
    answers: dict[str, Any] = {"articles": paper.answers}
    gold, given, whole = whole_of(answers, found)
    assert (given, whole) == (gold, gold)
    for answer in paper.answers:
        article = next(each for each in found.articles if is_whole(answer, each))
        assert (article.column or "") == answer["column"]
        assert len(article.paragraphs) == len(answer["paragraphs"])
        if answer["byline"]:
            assert _bare(article.byline) == _bare(answer["byline"])


def _bare(text: str | None) -> str:
    return plain(text).strip("□")


def small_ads() -> tuple[Paper, list[str]]:
    """A foot of small ads in small type under their title, parted by hair rules."""
    paper = Paper(12)
    paper.article(Rect(LEFT, TOP, 375, 640), 2)
    paper.article(Rect(400, TOP, RIGHT, 640), 2)
    paper.shape("tint", Rect(LEFT, 674, RIGHT, 694), 0.75)
    set_centred(paper.sheet, "分类信息  刊登热线：023-65550100", LEFT, RIGHT, 689, 11, HEI)
    small, ads = Type(6.5, 9.2, SONG), []
    for place in range(20):
        left, top = LEFT + 172 * (place % 4), 700 + 70.0 * (place // 4)
        paper.rule(left, top + 68, left + 170)
        kind = paper.rng.choice(("招聘启事", "房屋出租", "减资公告", "转让"))
        number = paper.rng.randint(10_000_000, 99_999_999)
        ads.append(f"{kind}：坐落于{paper.writer.place()}的门面一间，联系电话138{number}。")
        slots = slots_of([Rect(left + 4, top + 3, left + 166, top + 66)], [], small)
        set_paragraph(paper.sheet, ads[-1], slots, small, bold=4, first=False)
    return paper, ads


def test_small_ads_stand_in_no_article() -> None:
    paper, ads = small_ads()
    found = paper.split()
    told = [_told(each) for each in found.articles if each.kind is Kind.ARTICLE]
    assert len(told) == 2
    assert [ad for ad in ads if any(plain(ad)[:12] in text for text in told)] == []


def _told(article: Article) -> str:
    return plain("".join(article.paragraphs))
