"""The stories of the invented issue, and what an archive should make of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

NEWSPAPER = "云岭新报"
DATE = dt.date(2025, 2, 7)

Person = tuple[str, str, str | None]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Story:
    """An article: its labels, its text, and where its byline stands.

    ``byline`` is as printed at ``byline_at``; ``author`` is the vendor's label.  ``subheads`` are
    (text, index of the paragraph behind); ``captions`` are (text, credit), one for each picture.
    ``box`` is left, top, right, bottom on the page's picture of 350 × 550 pixels.
    """

    headline: str
    box: Box
    paragraphs: list[str]
    kicker: str = ""
    subtitle: str = ""
    author: str = ""
    dateline: str = ""
    byline: str = ""
    byline_at: Literal["opening", "closing", "line", "label"] = "opening"
    people: list[Person] = field(default_factory=list)
    subheads: list[tuple[str, int]] = field(default_factory=list)
    captions: list[tuple[str, str]] = field(default_factory=list)
    continued_from: int | None = None
    continued_to: int | None = None
    kind: str = "article"

    def lines(self) -> list[tuple[str, str]]:
        """Return the body as the vendor holds it: (``p`` or ``b``, text)."""
        texts = list(self.paragraphs)
        if texts and self.dateline:
            sign = f"（{self.byline}）" if self.byline and self.byline_at == "opening" else ""
            texts[0] = f"{self.dateline}{sign}{texts[0]}"
        if self.byline_at == "closing":
            texts[-1] += f"（{self.byline}）"
        if self.continued_to:
            texts[-1] += f"（下转第{self.continued_to}版）"
        lines = [("p", f"（上接第{self.continued_from}版）")] if self.continued_from else []
        if self.byline_at == "line":
            lines.append(("p", f"□ {self.byline}"))
        for place, text in enumerate(texts):
            lines += [("b", head) for head, before in self.subheads if before == place]
            lines.append(("p", text))
        return lines

    def caption_lines(self) -> list[str]:
        """Return what stands under each picture."""
        return [f"{text}{credit}" for text, credit in self.captions]

    def expected(self, labels: set[str]) -> dict[str, Any]:
        """Return the article as an archive should hold it, where the vendor has ``labels``."""
        signed = self.byline if self.byline_at != "label" else ""
        if not signed and "author" in labels:
            signed = self.author
        people = self.people if signed or self.captions else []
        leads = self.kind == "article" and self.continued_from is None
        captions = self.captions if "pictures" in labels else []
        shooters = {credit for _, credit in captions}
        return {
            "kind": self.kind,
            "kicker": (self.kicker or None) if "kicker" in labels else None,
            "headline": self.headline,
            "subtitle": (self.subtitle or None) if "subtitle" in labels else None,
            "dateline": self.dateline or None,
            "lead": self.paragraphs[0] if leads and self.paragraphs else None,
            "byline": signed or None,
            "contributors": [
                {"name": name, "role": role, "work": work}
                for name, role, work in people
                if work != "摄" or any(name in each for each in shooters)
            ],
            "paragraphs": self.paragraphs,
            "subheads": [{"text": text, "before_paragraph": at} for text, at in self.subheads],
            "captions": [{"text": text, "credit": credit} for text, credit in captions],
            "continued_from": self.continued_from,
            "continued_to": self.continued_to,
        }


@dataclass(frozen=True)
class Page:
    """A page of the issue."""

    number: int
    name: str
    stories: list[Story]


PAGES = [
    Page(
        1,
        "要闻",
        [
            Story(
                kicker="全县春季生产推进会召开",
                headline="十二个乡镇春耕备耕忙",
                subtitle="今年计划播种粮食三十万亩",
                box=(5, 60, 230, 360),
                dateline="本报讯",
                byline="记者 周明远 通讯员 何秀兰",
                people=[
                    ("周明远", "记者", None),
                    ("何秀兰", "通讯员", None),
                    ("罗小曼", "记者", "摄"),
                ],
                paragraphs=[
                    "立春刚过，云岭河两岸的田埂上已经热闹起来。二月六日，全县春季生产推进会在石桥镇召开，十二个乡镇的负责人走进田间看农机、问种子。",
                    "记者在现场看到，三台新到的旋耕机正在试车，种粮大户围着农技员询问油菜追肥的时间。",
                    "县农业农村委介绍，今年全县落实早稻育秧点四十六处，储备化肥八千吨，种子已经送到一百一十个村。",
                    "石桥镇还把闲置的老粮站改成农资超市，村民下楼就能买到薄膜和农具。",
                ],
                subheads=[("农机下田抢农时", 1), ("种子化肥送到村", 2)],
                captions=[("村民在石桥镇田间检修农机。", "记者 罗小曼 摄")],
                continued_to=2,
            ),
            Story(
                headline="老街改造完工首批住户搬回新居",
                box=(240, 60, 345, 360),
                byline="记者 罗小曼",
                byline_at="closing",
                people=[("罗小曼", "记者", None)],
                paragraphs=[
                    "二月五日上午，青石老街的三十二户居民拿到了新钥匙。改造后的房屋保留了木窗和天井，又装上了燃气和电梯。",
                    "住户李大娘说，最满意的是厨房，终于不用在过道里生火做饭了。",
                    "据了解，老街二期改造将在三月动工，预计年底交付。",
                ],
            ),
        ],
    ),
    Page(
        2,
        "综合新闻",
        [
            Story(
                headline="十二个乡镇春耕备耕忙",
                box=(5, 10, 345, 200),
                paragraphs=[
                    "在白果镇，二十名返乡青年组成的飞防队已经接到三千亩订单。队长介绍，一架无人机一天能管两百亩地。",
                    "会议要求，各乡镇要在三月十日前完成沟渠清淤，确保春水一到就能灌田。",
                ],
                continued_from=1,
            ),
            Story(
                headline="县医院开通夜间门诊",
                subtitle="家长下班后也能带孩子看病",
                box=(5, 210, 345, 380),
                dateline="本报讯",
                byline="记者 陈思远",
                author="陈思远",
                people=[("陈思远", "记者", None)],
                paragraphs=[
                    "从本周起，县人民医院儿科、内科夜间门诊开到晚上十点，当天挂号、当天检查、当天取药。",
                    "医院还在门诊楼一层设了哺乳室，夜里也有护士值守。",
                ],
            ),
            Story(
                headline="图书馆新增盲文阅览区",
                box=(5, 390, 345, 540),
                dateline="本报讯",
                byline="记者 陈思远",
                people=[("陈思远", "记者", None)],
                paragraphs=[
                    "县图书馆二楼的盲文阅览区昨日开放，首批上架图书四百册，并配有听书机十二台。",
                    "馆方每周六安排志愿者陪读，读者可以打电话预约。",
                ],
            ),
        ],
    ),
    Page(
        3,
        "公告",
        [
            Story(
                headline="招标公告",
                box=(5, 10, 345, 260),
                kind="notice",
                paragraphs=[
                    "受云岭县水务公司委托，现就城南供水管网改造项目面向社会公开招标，欢迎符合条件的单位报名。",
                    "报名地点在县公共资源交易中心二楼，联系电话请见交易中心网页。特此公告。",
                ],
            ),
            Story(
                headline="减资公告",
                box=(5, 270, 345, 540),
                kind="notice",
                paragraphs=[
                    "云岭县青禾商贸有限公司经股东会决议，拟将注册资本由二百万元减至五十万元，请债权人自公告之日起四十五日内申报债权。特此公告。",
                ],
            ),
        ],
    ),
    Page(
        4,
        "副刊",
        [
            Story(
                headline="外婆的灶台",
                box=(5, 10, 345, 300),
                author="林晓枫",
                byline="林晓枫",
                byline_at="line",
                people=[("林晓枫", "", None)],
                paragraphs=[
                    "外婆家的灶台砌在屋檐下，青砖缝里长着细细的蕨。天还没亮，柴火就噼啪响起来，米汤的香味顺着瓦沟往外淌。",
                    "她从来不看钟，只听水声。水响到第三遍，就该下面了。",
                    "如今老屋改成了民宿，灶台还在。我坐在灶前添柴，火光照着墙上那张旧年画，好像她刚刚转身去了菜园。",
                ],
            ),
            Story(
                headline="油菜花开满河湾",
                box=(5, 310, 345, 540),
                kind="picture",
                paragraphs=[],
                people=[("罗小曼", "记者", "摄")],
                captions=[
                    ("游客在白果镇的油菜花田间散步。", "记者 罗小曼 摄"),
                    ("两名孩子在花田边放风筝。", "记者 罗小曼 摄"),
                ],
            ),
        ],
    ),
]
