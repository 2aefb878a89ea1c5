"""Invented news: articles, reprints of them with edits, and texts of one formula that are none.

All people, places and events are invented.  Everything follows from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

_PLACES = [
    "柳荫街",
    "桥亭社区",
    "东门坝",
    "观音桥口",
    "石灰市巷",
    "青石埠",
    "银杏里",
    "磨盘山",
    "半边街",
    "望江台",
    "水井湾",
    "白塔坪",
]
_PEOPLE = [
    "陈一帆",
    "罗小满",
    "向晚秋",
    "贺知远",
    "文景和",
    "冉子川",
    "舒朗",
    "谭月白",
    "邹长庚",
    "鲜于蓝",
]
_THINGS = [
    "旧楼加装电梯",
    "老菜市场改造",
    "河道清淤",
    "社区食堂",
    "夜间书房",
    "屋顶花园",
    "口袋公园",
    "智慧停车场",
    "共享工具间",
    "老年课堂",
    "消防通道",
    "雨污分流",
]
_GROUPS = [
    "网格员",
    "退休教师",
    "青年志愿者",
    "楼栋长",
    "设计师",
    "店主",
    "施工队",
    "社区医生",
    "返乡大学生",
    "非遗传承人",
]
_FEELINGS = [
    "方便多了",
    "心里踏实",
    "没想到这么快",
    "盼了好多年",
    "越住越舒心",
    "以后还要来",
    "愿意出一份力",
    "比从前亮堂",
]
_VERBS = ["走访", "丈量", "商量", "协调", "翻修", "粉刷", "清点", "巡查", "登记", "搭建"]
_SENTENCES = (
    "清早六点，{place}的灯刚刚熄灭，{person}已经带着{group}开始{verb}。",
    "“{feeling}，”住在{place}的{person}一边说，一边指着窗外的{thing}。",
    "按照计划，{thing}分{number}期进行，第一期涉及{number2}户居民，预计{month}月完工。",
    "{group}和{group2}坐到一张桌子旁，把{thing}的图纸改了{number}遍。",
    "过去这里堆着{number2}多车杂物，下雨天积水没过脚踝，{group}进门要垫砖头。",
    "{person}算了一笔账：每户分摊{number2}元，余下的由街道和{group}一起筹措。",
    "为了不影响孩子上学，{verb}的时间改到了晚上{number}点以后。",
    "在{place}，像这样的{thing}还有{number}处，{group}每周{verb}一次。",
    "{person}翻开笔记本，上面记着{number2}条意见，其中{number}条同{thing}有关。",
    "也有人不同意，{person}上门{number}次，最后在{place}的黄葛树下把话说开了。",
    "从{place}到{place2}不过{number2}步，{group}却走了整整一个上午，边走边{verb}。",
    "材料涨价的时候，{group}找来{group2}，用拆下的旧砖铺出一条通往{thing}的小路。",
    "{month}月的一个傍晚，{thing}头一回开门，来了{number2}位街坊，连{place2}的人也赶来看。",
    "{person}的母亲今年八十{number}岁，从前下一趟楼要歇{number}回，如今坐在{place}晒太阳。",
    "档案里有一张旧照片，那时的{place}还是一片菜地，{person}的祖父站在田埂上。",
    "有了{thing}，{group}的生意也好了起来，{person}说每天多卖{number2}碗面。",
    "{group}把经验写成了顺口溜，贴在{place2}的墙上，谁路过都念两句。",
    "下一步，{place}还要把{thing}同{place2}连成一片，{person}已经报了名。",
)


@dataclass(frozen=True, slots=True)
class Story:
    """An invented article: its headline, and its paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs, one on each line."""
        return "\n".join(self.paragraphs)


def story(number: int, paragraphs: int = 6) -> Story:
    """Return the article with this number: some paragraphs of two or three sentences."""
    dice = random.Random(f"story {number}")
    sentences = dice.sample(_SENTENCES, k=len(_SENTENCES))
    texts = []
    for _ in range(paragraphs):
        some = [_filled(dice, sentences.pop()) for _ in range(dice.choice((2, 2, 3))) if sentences]
        if some:
            texts.append("".join(some))
    return Story(f"{dice.choice(_PLACES)}：{dice.choice(_THINGS)}的{number}个日子", tuple(texts))


def _filled(dice: random.Random, sentence: str) -> str:
    place, place2 = dice.sample(_PLACES, 2)
    group, group2 = dice.sample(_GROUPS, 2)
    return sentence.format(
        place=place,
        place2=place2,
        person=dice.choice(_PEOPLE),
        thing=dice.choice(_THINGS),
        group=group,
        group2=group2,
        feeling=dice.choice(_FEELINGS),
        verb=dice.choice(_VERBS),
        number=dice.randint(2, 9),
        number2=dice.randint(21, 980),
        month=dice.randint(1, 12),
    )


# --- reprints -----------------------------------------------------------------------------------


def same_body(one: Story, dice: random.Random) -> Story:
    """Another headline, the same text."""
    return Story(f"街坊说：{dice.choice(_FEELINGS)}", one.paragraphs)


def first_half(one: Story, _dice: random.Random) -> Story:
    """A brief that takes the first half."""
    return Story(one.headline, one.paragraphs[: (len(one.paragraphs) + 1) // 2])


def first_third(one: Story, _dice: random.Random) -> Story:
    """A brief that takes the first two paragraphs of six."""
    return Story(one.headline, one.paragraphs[:2])


def without_middle(one: Story, _dice: random.Random) -> Story:
    """A paragraph in the middle is left out."""
    return Story(one.headline, (*one.paragraphs[:2], *one.paragraphs[3:]))


def new_lead(one: Story, dice: random.Random) -> Story:
    """A lead of its own before the text, and a last paragraph after it."""
    more = story(dice.randint(10_000, 20_000), paragraphs=2).paragraphs
    return Story("本地消息", (more[0], *one.paragraphs, more[1]))


def new_numbers(one: Story, dice: random.Random) -> Story:
    """A correction: one number of the text is another one."""
    numbers = [word for word in ("21", "3", "5", "7", "八十") if word in one.body]
    wrong = dice.choice(numbers or ["一"])
    changed = one.body.replace(wrong, "40", 1)
    return Story(one.headline, tuple(changed.split("\n")))


def edited(one: Story, dice: random.Random) -> Story:
    """The desk's hand: a sentence goes, some words are others, marks are set otherwise."""
    sentences = [s for p in one.paragraphs for s in p.split("。") if s]
    del sentences[dice.randrange(len(sentences))]
    text = "。".join(sentences).replace("已经", "早已").replace("如今", "现在").replace("，", ", ")
    text = text.replace("这里", "此处").replace("“", "「").replace("”", "」")
    return Story(one.headline, (text + "。",))


def later_half(one: Story, _dice: random.Random) -> Story:
    """The second half, as where the beginning stands on a page that is not here."""
    return Story(one.headline, one.paragraphs[len(one.paragraphs) // 2 :])


def excerpt(one: Story, dice: random.Random) -> Story:
    """Two paragraphs out of the middle, behind a sentence of one's own."""
    own = _filled(dice, _SENTENCES[dice.randrange(len(_SENTENCES))])
    return Story(one.headline, (own + one.paragraphs[2], *one.paragraphs[3:4]))


EDITS: dict[str, Callable[[Story, random.Random], Story]] = {
    edit.__name__: edit
    for edit in (
        *(same_body, first_half, first_third, without_middle),
        *(new_lead, new_numbers, edited, later_half, excerpt),
    )
}

# --- one formula, and no reprint ----------------------------------------------------------------


def weather(day: int) -> Story:
    """The weather of a day."""
    dice = random.Random(f"weather {day}")
    sky = dice.choice(("多云转晴", "阴有小雨", "晴间多云", "阵雨转阴"))
    low = dice.randint(2, 24)
    text = (
        f"区气象台预计，今天白天到夜间我区{sky}，偏北风{dice.randint(1, 4)}级，最高气温"
        f"{low + dice.randint(3, 9)}℃，最低气温{low}℃，相对湿度{dice.randint(50, 98)}%，"
        f"空气质量指数{dice.randint(20, 140)}。请市民注意交通安全，适时增减衣物。"
    )
    return Story("今日天气", (text,))


def lottery(day: int) -> Story:
    """A draw."""
    dice = random.Random(f"lottery {day}")
    balls = " ".join(f"{dice.randint(1, 33):02}" for _ in range(6))
    text = (
        f"第{2025000 + day}期双色幸运球开奖号码：红球{balls}，蓝球{dice.randint(1, 16):02}。"
        f"本期全国销售{dice.randint(100, 400)}万元，奖池余额{dice.randint(1000, 9000)}万元。"
    )
    return Story("开奖公告", (text,))


def liquidation(number: int) -> Story:
    """A company's notice."""
    dice = random.Random(f"liquidation {number}")
    name = "".join(dice.sample("恒瑞鑫达宏泰丰源嘉禾启明远航博雅", 4))
    code = "".join(dice.choice("0123456789ABCDEFGHJKLM") for _ in range(18))
    text = (
        f"江畔区{name}商贸有限公司（统一社会信用代码：{code}）经股东会决议，拟向公司登记机关申请注销，"
        f"现已成立清算组。请债权人自本公告发布之日起45日内向清算组申报债权债务，逾期不报视为放弃。"
        f"联系人：{dice.choice(_PEOPLE)}，电话：139{dice.randint(10**7, 10**8 - 1)}。"
    )
    return Story("注销公告", (text,))


def lost(number: int) -> Story:
    """A lost paper, in fewer characters than are compared for likeness."""
    dice = random.Random(f"lost {number}")
    return Story(
        "遗失声明",
        (f"{dice.choice(_PEOPLE)}遗失残疾人证，证号{dice.randint(10**9, 10**10)}，声明作废。",),
    )


def power_cut(number: int) -> Story:
    """A notice of a power cut."""
    dice = random.Random(f"power {number}")
    places = "、".join(dice.sample(_PLACES, 3))
    text = (
        f"因线路检修，定于{dice.randint(1, 12)}月{dice.randint(1, 28)}日{dice.randint(6, 9)}时至"
        f"{dice.randint(15, 20)}时对{places}一带停电，届时请用户做好准备，提前备水备餐，"
        "关闭家用电器。如遇雨雪天气，施工顺延，恢复送电不另行通知，请勿触碰线路。服务热线：95000。"
    )
    return Story("停电通知", (text,))


def meeting(number: int, reporter: int) -> Story:
    """A meeting as one of two reporters tells it: names, titles and the call are the same."""
    dice = random.Random(f"meeting {number}")
    topic, place = dice.choice(_THINGS), dice.choice(_PLACES)
    names = "、".join(dice.sample(_PEOPLE, 4))
    call = f"要把{topic}办成群众满意的实事，一件一件抓到底，让{place}的日子一天比一天好。"
    own = story(50_000 + 2 * number + reporter, paragraphs=3).paragraphs
    head = f"{place}召开{topic}现场推进会。区有关领导{names}参加。"
    return Story(f"{topic}现场推进会召开", (head, own[0], f"会议强调，{call}", *own[1:]))
