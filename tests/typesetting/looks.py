"""Looks: how papers set their pages whose articles stand in rectangles of any size.

The house styles of ``styles`` share one grid of columns for a page; these do not.  Each look leaves
out a cue that another one offers: rules, frames, size, indent, colour, an even grid.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.typesetting.sheet import BIAO, HEI, KAI, SONG, Colour


@dataclass(frozen=True)
class Look:
    """One paper's look; lengths in body sizes (ems), sizes in body sizes, chances from 0 to 1."""

    name: str
    paper: str
    page: tuple[float, float] = (765.4, 1105.5)  # points
    body: float = 9.0  # points
    pitch: float = 1.5
    face: str = SONG
    indent: str = "x"
    blank: bool = False
    gutter: float = 1.6
    gap: float = 2.4
    column: tuple[float, float] = (11.0, 17.0)
    uneven: float = 0.0
    pieces: tuple[int, int] = (5, 8)
    fence: str = "none"
    tint: Colour = 0.92
    heads: tuple[str, ...] = ("over",)
    head_size: tuple[float, float] = (2.0, 3.2)
    head_face: tuple[str, ...] = (HEI,)
    head_colour: Colour = 0.0
    align: str = "centre"
    spaced: float = 0.0
    stretch: float = 1.0
    doubled: bool = False
    kicker: float = 0.3
    subtitle: float = 0.3
    small_face: str = KAI
    small_size: float = 0.6
    bylines: tuple[str, ...] = ("open", "under", "tail")
    byline_face: str = KAI
    byline_align: str = "centre"
    drop: float = 0.0
    subheads: float = 0.2
    subhead: str = "centre"
    genres: tuple[str, ...] = ("news",)
    photo: float = 0.4
    caption: tuple[str, ...] = ("below",)
    caption_face: str = HEI
    caption_size: float = 0.88
    bold_lead: float = 0.0
    ground: Colour | None = None
    inset: float = 0.0
    inset_fence: str = "frame"
    rail: float = 0.0
    rail_head: tuple[str, ...] = ("bold",)
    folio: str = "top"
    notices: float = 0.0
    table: float = 0.0
    manner: str = "lines"
    order: str = "drawn"


LOOKS: tuple[Look, ...] = (
    Look("white", "云岭周讯", head_size=(1.5, 2.4), align="left", subtitle=0.5, photo=0.3),
    Look(
        "near",
        "浦江小报",
        body=9.5,
        head_size=(1.3, 1.4),
        head_face=(HEI, BIAO),
        kicker=0.2,
        subtitle=0.2,
        small_size=0.8,
        fence="rules",
        rail=0.4,
        photo=0.3,
    ),
    Look(
        "framed",
        "松江快讯",
        fence="frames",
        gap=3.0,
        heads=("over", "vertical", "left"),
        bylines=("under", "tail"),
        byline_align="right",
        inset=0.3,
        manner="matrix",
        order="shuffled",
        notices=0.6,
        table=0.5,
    ),
    Look(
        "coloured",
        "青禾报",
        fence="tints",
        tint=(0.99, 0.93, 0.85),
        head_colour=(0.75, 0.1, 0.1),
        head_size=(1.6, 2.6),
        align="left",
        byline_align="left",
        bylines=("under", "open"),
        caption=("on", "below"),
        photo=0.7,
        gap=2.0,
        folio="bottom",
    ),
    Look(
        "literary",
        "文澜副刊",
        face=KAI,
        small_face=SONG,
        byline_face=HEI,
        pitch=1.7,
        gutter=2.2,
        gap=3.2,
        column=(12.0, 20.0),
        heads=("vertical", "over", "left", "right"),
        bylines=("author",),
        genres=("news", "poem", "poem", "letter"),
        kicker=0.0,
        subtitle=0.0,
        subheads=0.0,
        pieces=(4, 6),
        folio="side",
        photo=0.3,
        head_face=(SONG, BIAO),
    ),
    Look(
        "answers",
        "法治茶座",
        body=8.5,
        genres=("qa", "list", "news", "letter"),
        column=(12.0, 18.0),
        fence="rules",
        align="left",
        byline_align="left",
        subtitle=0.5,
        small_face=HEI,
        rail=0.5,
        rail_head=("bold", "run"),
        photo=0.2,
    ),
    Look(
        "blank",
        "数字江城",
        indent="none",
        blank=True,
        align="left",
        byline_align="left",
        pitch=1.55,
        head_size=(1.8, 3.0),
        drop=0.5,
        subhead="left",
        subheads=0.4,
        photo=0.6,
        caption=("below", "side"),
        gap=3.0,
    ),
    Look(
        "dropped",
        "湖畔新报",
        drop=0.8,
        uneven=0.4,
        heads=("over", "column"),
        kicker=0.5,
        small_face=HEI,
        inset=0.5,
        photo=0.5,
        bylines=("under", "endright"),
        fence="rules",
        manner="singly",
    ),
    Look(
        "insets",
        "双桥时报",
        page=(1105.5, 1544.9),
        body=10.0,
        inset=0.9,
        inset_fence="none",
        heads=("over", "column"),
        gap=2.6,
        pieces=(6, 9),
        fence="rules",
        photo=0.3,
        bylines=("open", "endright"),
    ),
    Look(
        "pairs",
        "东园晚报",
        heads=("over",),
        gap=1.8,
        gutter=1.8,
        column=(13.0, 16.0),
        head_size=(1.7, 2.3),
        pieces=(7, 10),
        photo=0.2,
        bylines=("open",),
        kicker=0.0,
        subtitle=0.0,
    ),
    Look(
        "letters",
        "巷陌之声",
        doubled=True,
        spaced=0.25,
        stretch=0.8,
        genres=("letter", "news", "list"),
        manner="singly",
        order="shuffled",
        bylines=("author", "tail"),
        fence="rules",
        photo=0.4,
        caption=("turned", "below", "on"),
    ),
    Look(
        "upright",
        "山南报",
        heads=("vertical", "right", "left", "over"),
        uneven=0.5,
        rail=0.5,
        caption=("side", "turned", "above"),
        photo=0.7,
        manner="matrix",
        order="level",
        fence="none",
        gap=2.8,
        notices=0.5,
        table=0.5,
        folio="side",
    ),
    Look(
        "bold",
        "老城旬报",
        head_size=(1.0, 1.1),
        fence="rules",
        kicker=0.0,
        subtitle=0.0,
        subheads=0.0,
        pieces=(8, 12),
        photo=0.2,
        bylines=("tail", "open"),
    ),
    Look(
        "plainly",
        "新渡口报",
        caption_face=SONG,
        caption_size=1.0,
        photo=0.9,
        small_face=SONG,
        byline_face=SONG,
        head_face=(SONG,),
        heads=("over", "column"),
        bylines=("under", "endright", "open"),
        manner="matrix",
        order="shuffled",
    ),
    Look(
        "ground",
        "金穗画报",
        ground=(0.96, 0.95, 0.88),
        fence="tints",
        tint=1.0,
        align="right",
        byline_align="right",
        head_size=(1.8, 2.8),
        bold_lead=0.7,
        photo=0.7,
        caption=("on", "below", "above"),
        rail=0.3,
    ),
    Look(
        "tight",
        "五洲商情",
        body=7.5,
        pitch=1.28,
        gutter=0.9,
        gap=1.5,
        column=(12.0, 15.0),
        head_size=(1.5, 2.0),
        pieces=(9, 14),
        photo=0.2,
        kicker=0.2,
        subtitle=0.2,
        bylines=("open", "tail"),
        order="level",
        notices=0.4,
        table=0.4,
    ),
    Look(
        "even",
        "晨光周讯",
        page=(680.0, 1000.0),
        indent="none",
        subhead="left",
        subheads=0.3,
        head_size=(1.5, 2.2),
        fence="rules",
        align="left",
        byline_align="left",
        small_face=HEI,
        manner="singly",
        rail=0.4,
    ),
)
