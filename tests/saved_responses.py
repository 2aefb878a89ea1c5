"""What stands in saved real responses, read off the files: counts, names of pages, and hashes.

Texts are told by the first ten digits of their sha256, white space folded.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import NamedTuple

from yuzhong_news.platforms.markup import squeezed

BASE = "http://epaper.example.cn"


class Saved(NamedTuple):
    """A saved page: its file, an address in its platform's form, and what stands on it."""

    file: str
    platform: str
    path: str
    date: dt.date
    label: tuple[int, str]
    pages: int
    pages_hash: str
    articles: int
    headlines_hash: str
    corners: int
    coordinates: float
    size: tuple[float, float] | None
    pdf: str | None
    picture: str


JJJC, SXJJ, ZGHJ = (
    "founder-classic_jijianjianchabao_20170722_layout.html",
    "founder-classic_shanxijingjiribao_20241106_layout.html",
    "founder-classic_zhongguohuanjingbao_20240812_layout.html",
)
LSWB = "founder-new_liaoshenwanbao_20240819_layout.html"
SZWB = "founder-new_shenzhenwanbao_20240830_article.html"
NMRB = "huaguang_nongminribao_20240909_layout.html"
GLRB = "bc_guilinribao_20241011_issue.html"
RMRB = "nbs_renminribao_{}_article.html"
_NW = "/rmrb/html/{:%Y-%m/%d}/nw.D110000renmrb_{:%Y%m%d}_{}-{:02}.htm"


def _nbs(  # noqa: PLR0917
    day: int, page: int, place: int, pages: str, count: int, heads: str, corners: int, total: float
) -> Saved:
    date = dt.date(2022, 1, day)
    return Saved(
        RMRB.format(f"{date:%Y%m%d}_p{page:02}"),
        "nbs",
        _NW.format(date, date, place, page),
        date,
        (page, "要闻"),
        20,
        pages,
        count,
        heads,
        corners,
        total,
        (400.0, 575.0),
        None,
        f"/rmrb/images/{date:%Y-%m/%d}/{page:02}/rmrb{date:%Y%m%d}{page:02}_b.jpg",
    )


SAVED = [
    Saved(
        JJJC,
        "founder_classic",
        "/jjjcb/page/1/2017-07/22/node_2.htm",
        dt.date(2017, 7, 22),
        (1, "要闻"),
        4,
        "e55fb7177c",
        7,
        "544bfa6c78",
        34,
        17772.0,
        (350.0, 550.0),
        "/jjjcb/page/1/2017-07/22/1/201707221_pdf.pdf".replace("/page/1/2017-07/22/1", "{}"),
        "{}/201707221_brief.jpg",
    ),
    Saved(
        SXJJ,
        "founder_classic",
        "/szb/html/2024-11/06/node_2.htm",
        dt.date(2024, 11, 6),
        (1, "要闻"),
        4,
        "5219cafab9",
        4,
        "982d994028",
        24,
        9782.0,
        (350.0, 550.0),
        "/szb/page/1/2024-11/06/01/2024110601_pdf.pdf",
        "/szb/page/1/2024-11/06/01/2024110601_brief.jpg",
    ),
    Saved(
        ZGHJ,
        "founder_classic",
        "/zghjb/html/2024-08/12/node_2.htm",
        dt.date(2024, 8, 12),
        (1, "一版要闻"),
        8,
        "",
        5,
        "61b64b83ba",
        26,
        12547.0,
        None,
        "{}/2024081201B_pdf.pdf",
        "{}/2024081201B_brief.jpg",
    ),
    Saved(
        LSWB,
        "founder_new",
        "/lswbepaper/pc/layout/202408/19/node_A01.html",
        dt.date(2024, 8, 19),
        (1, "头版"),
        7,
        "c461080a3a",
        7,
        "15d4fdbd69",
        52,
        71608.92,
        (690.0, 1026.0),
        "/lswbepaper/pc/att/202408/19/c2df79bb-6f43-4198-bdea-e03487c467e7.pdf",
        "/lswbepaper/pc/pic/202408/19/bfc09bca-887c-45f7-9f3e-426028a0c6cc.jpg.2",
    ),
    Saved(
        NMRB,
        "huaguang",
        "/nmrb/html/2024/20240909/20240909_001/20240909_001.htm",
        dt.date(2024, 9, 9),
        (1, "要闻"),
        8,
        "",
        9,
        "bdfab77f1f",
        36,
        17725.3,
        (390.0, 555.0),
        "/nmrb/html/2024/20240909/20240909_001/news-nmrb-12809-20240909-m-001-300.pdf",
        "/nmrb/html/2024/20240909/20240909_001/news-nmrb-12809-20240909-m-001-300.jpg",
    ),
    _nbs(6, 1, 1, "912c8dcef0", 2, "a8546a2726", 10, 4117.0),
    _nbs(11, 4, 1, "d2ffeaed70", 3, "8d540cb505", 25, 15416.0),
    _nbs(18, 3, 2, "7fa0ceb244", 7, "8464de250b", 32, 12142.0),
    _nbs(19, 1, 1, "9607ac875d", 4, "f30f0b9483", 36, 17832.0),
]


def digest(*texts: str) -> str:
    """Return the first ten digits of the sha256 of texts in lines."""
    joined = "\n".join(squeezed(text) for text in texts)
    return hashlib.sha256(joined.encode()).hexdigest()[:10]


class Text(NamedTuple):
    """What stands on a saved article: hashes of its labels, its paragraphs, its captions."""

    file: str
    platform: str
    kicker: str
    headline: str
    subtitle: str
    byline: list[tuple[str, str]]
    paragraphs: int
    body: str
    pictures: int
    captions: int
    captions_hash: str


EMPTY = digest("")
TEXTS = [
    Text(
        RMRB.format("20220106_p01"),
        "nbs",
        "4516fb49c1",
        "7f6d3f932d",
        "92eed88d2d",
        [],
        23,
        "d2cd0c50ad",
        2,
        2,
        "49790c2075",
    ),
    Text(
        RMRB.format("20220111_p04"),
        "nbs",
        "50c7682e38",
        "0ae76f17cd",
        EMPTY,
        [("常钦", "记者")],
        43,
        "35448f2565",
        10,
        8,
        "a4c733dc74",
    ),
    Text(
        RMRB.format("20220118_p03"),
        "nbs",
        "f2f6ac6ae6",
        "9a463fb835",
        EMPTY,
        [("陆娅楠", "记者")],
        48,
        "6419060a4d",
        1,
        1,
        "3350be6b15",
    ),
    Text(
        RMRB.format("20220119_p01"),
        "nbs",
        "e5215b6c59",
        "c61be9d651",
        "12cc065c74",
        [],
        19,
        "1ec91260c8",
        1,
        1,
        "f26c57be0e",
    ),
    Text(
        SZWB,
        "founder_new",
        EMPTY,
        "67f99fea9a",
        "7875f36ad9",
        [("赵伟君", "记者")],
        4,
        "42158c9f3f",
        0,
        0,
        EMPTY,
    ),
    Text(
        SXJJ,
        "founder_classic",
        "390e746dfe",
        "c72e723170",
        EMPTY,
        [("翟步庭", "记者")],
        6,
        "b09dc99bcd",
        0,
        0,
        EMPTY,
    ),
]
