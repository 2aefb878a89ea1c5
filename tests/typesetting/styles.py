"""House styles: how twenty invented papers set their pages."""

from __future__ import annotations

from dataclasses import dataclass

from tests.typesetting.sheet import BIAO, HEI, KAI, SONG


@dataclass(frozen=True)
class Style:
    """One paper's house style; lengths in body sizes (ems) unless they say points."""

    name: str
    paper: str
    page: tuple[float, float] = (765.4, 1105.5)  # points
    columns: int = 5
    body: float = 9.0  # points
    pitch: float = 1.35
    gutter: float = 1.5
    face: str = SONG
    indent: str = "x"
    hang: bool = False
    head_face: tuple[str, ...] = (HEI,)
    head_size: tuple[float, float] = (2.2, 4.2)
    align: str = "centre"
    heads: tuple[str, ...] = ("span",)
    kicker: float = 0.4
    subtitle: float = 0.3
    dash: bool = True
    two_lines: float = 0.35
    byline: tuple[str, ...] = ("head",)
    dateline: float = 0.7
    bold_dateline: bool = True
    blank: str = " "
    boxes: float = 0.25
    box: str = "frame"
    column_rules: bool = False
    module_rules: str = "both"
    broken: float = 0.3
    cut: float = 0.2
    photo: float = 0.4
    caption: tuple[str, ...] = ("below",)
    caption_face: str = HEI
    around: float = 0.0
    lead: float = 0.15
    subheads: float = 0.3
    subhead: str = "bold"
    rail: float = 0.0
    rail_side: str = "left"
    label: str = "tint"
    picture_news: float = 0.4
    notices: float = 0.5
    advert: float = 0.0
    weather: float = 0.0
    strip: str = "top"
    front: bool = False
    continued: float = 0.1
    manner: str = "lines"
    order: str = "drawn"
    rows: tuple[int, int] = (3, 4)
    reverse: float = 0.0
    run_in: float = 0.0
    box_rail: float = 0.0


STYLES: tuple[Style, ...] = (
    Style("plain", "棠溪报", heads=("span",), byline=("head", "end")),
    Style(
        "broadsheet", "云岭日报", page=(1105.5, 1544.9), columns=7, body=9.5, gutter=1.0, front=True,
        kicker=0.6, heads=("span", "part"), head_face=(BIAO, HEI), subtitle=0.5, boxes=0.3,
        photo=0.5, around=0.2, lead=0.2, rows=(4, 5), strip="masthead", continued=0.25, indent="chars",
    ),
    Style(
        "matrix", "江屿新闻", body=8.0, columns=6, gutter=1.2, manner="matrix", order="shuffled", indent="chars",
        byline=("under", "end"), align="left", dash=False, heads=("span", "left"), column_rules=True,
        subhead="larger", blank="\u3000", weather=0.6,
    ),
    Style(
        "narrow", "城北时报", columns=6, body=8.5, gutter=0.8, column_rules=True, broken=0.0,
        heads=("span", "inside"), byline=("head",), bold_dateline=False, caption=("below", "beside"), photo=0.6,
        manner="singly",
    ),
    Style(
        "vertical", "松湖晨讯", columns=5, body=9.0, heads=("vertical", "span", "vertical2"), byline=("end", "own"),
        subhead="box", boxes=0.15, caption=("turned", "below"), photo=0.5, head_face=(BIAO,), subtitle=0.2,
    ),
    Style(
        "boxes", "梅川快报", columns=5, boxes=0.7, box="round", gutter=1.3, module_rules="none", align="left",
        byline=("under",), label="tint", head_face=(HEI,), notices=0.7, cut=0.0, photo=0.3, order="shuffled",
        subhead="centre", strip="bottom",
    ),
    Style(
        "rails", "河东周刊", columns=6, body=8.5, gutter=1.2, rail=1.0, heads=("span", "part"), byline=("head", "bracket"),
        boxes=0.15, picture_news=0.6, rail_side="right", label="rules", photo=0.4,
    ),
    Style(
        "magazine", "南浦生活", page=(765.4, 1105.5), columns=4, body=10.0, pitch=1.6, gutter=2.0, module_rules="none",
        boxes=0.2, box="tint", align="left", heads=("span", "left"), lead=0.7, byline=("under",), kicker=0.2,
        subtitle=0.6, dash=False, photo=0.8, caption=("below", "above", "beside"), subheads=0.7, subhead="two",
        rows=(2, 3), dateline=0.2, notices=0.2,
    ),
    Style(
        "dense", "石桥信报", page=(1105.5, 1544.9), columns=8, body=8.5, pitch=1.25, gutter=1.0, broken=0.4, cut=0.5,
        heads=("span", "part", "inside"), order="level", rows=(5, 6), byline=("head", "bracket", "end"),
        photo=0.35, notices=0.8, weather=0.3, caption=("below",), head_size=(2.0, 3.6),
    ),
    Style(
        "around", "竹海报", columns=4, body=9.0, gutter=1.6, photo=0.9, around=0.9, heads=("span", "inside"),
        caption=("below", "beside"), byline=("under", "end"), rows=(2, 3), head_face=(BIAO, HEI), subheads=0.4, hang=True,
    ),
    Style(
        "adverts", "滨江商报", columns=5, body=9.0, advert=1.0, notices=1.0, manner="matrix", order="shuffled",
        weather=0.8, boxes=0.4, box="tint", heads=("span",), byline=("head", "under"), rows=(2, 3), indent="chars",
    ),
    Style(
        "kai", "古渡报", columns=5, body=10.0, face=KAI, gutter=1.4, heads=("span", "vertical", "right"), boxes=0.3,
        head_face=(BIAO, SONG), byline=("own", "end"), dateline=0.1, subheads=0.3, subhead="centre", kicker=0.2,
        caption_face=SONG, notices=0.2, box="double",
    ),
    Style(
        "front", "青岚通讯", columns=5, body=9.0, front=True, strip="masthead", heads=("span", "part"), continued=0.5,
        rail=0.5, rail_side="left", kicker=0.7, subtitle=0.6, gutter=1.2, photo=0.6, manner="singly", order="shuffled",
        label="box",
    ),
    Style(
        "large", "红星区报", page=(1105.5, 1544.9), columns=5, body=11.0, gutter=1.5, pitch=1.4, heads=("span", "part", "left"),
        boxes=0.35, box="frame", cut=0.5, lead=0.4, photo=0.6, caption=("below", "turned"), rows=(3, 4), strip="top",
        byline=("under", "end"), subheads=0.5, subhead="box", picture_news=0.7, hang=True,
    ),
    Style(
        "modules", "学府周报", columns=6, body=8.0, gutter=1.0, pitch=1.4, module_rules="none", boxes=0.0, heads=("span",),
        byline=("head", "end"), align="left", label="tint", rail=0.5, photo=0.4, broken=0.5, blank="\u3000",
        manner="matrix", order="level", strip="bottom", lead=0.3, head_size=(2.0, 3.4), kicker=0.3,
    ),
    Style(
        "hairline", "沙坪新报", columns=6, body=8.0, gutter=0.6, column_rules=True, heads=("span", "part"), broken=0.0,
        byline=("ruled", "end"), reverse=0.2, photo=0.5, around=0.0, run_in=0.15, head_size=(2.2, 3.8), boxes=0.2,
    ),
    Style(
        "tiny", "鹿鸣日报", page=(420.0, 595.0), columns=5, body=5.0, gutter=1.4, reverse=0.15, byline=("under", "own"),
        heads=("span", "vertical", "part"), photo=0.5, manner="matrix", order="shuffled", rail=0.3, caption=("below", "turned"),
        subhead="larger", dash=False, boxes=0.3, box="tint", blank="\u3000",
    ),
    Style(
        "briefs", "望江时讯", columns=6, body=8.5, gutter=1.2, box_rail=1.0, boxes=0.2, byline=("head", "end"), run_in=0.1,
        heads=("span",), label="tint", align="left", module_rules="flat", rows=(3, 3), photo=0.4, indent="chars",
    ),
    Style(
        "evening", "津门晚讯", page=(684.0, 1026.0), columns=4, body=9.0, gutter=1.3, indent="x", byline=("ruled",), dateline=0.0,
        heads=("span", "part"), kicker=0.5, subtitle=0.0, module_rules="none", boxes=0.1, photo=0.4, advert=0.8, notices=0.8,
        run_in=0.2, weather=0.3, two_lines=0.5, head_size=(2.6, 4.6), manner="matrix", order="shuffled", strip="top", rows=(2, 3),
    ),
    Style(
        "essay", "文庙副刊", columns=4, body=9.5, pitch=1.6, gutter=2.0, face=KAI, heads=("vertical", "vertical2", "inside", "left"),
        head_face=(SONG, BIAO), byline=("own", "ruled"), dateline=0.0, boxes=0.4, box="round", photo=0.5, around=0.6, rows=(2, 3),
        kicker=0.0, subtitle=0.0, subheads=0.1, picture_news=0.2, notices=0.0, caption=("below", "beside"), module_rules="none",
    ),
)
