"""An invented issue of four pages on Founder's classic e-paper, and the TOML of its newspaper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.pdf_pages import Sheet
from tests.replay import Answer
from tests.test_splitting_printed import BRIDGE, MARKET, SCHOOL, set_columns

DAY = dt.date(2025, 2, 7)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 a picture \xff\xd9"
LABELS = ("第01版：头版", "第02版：综合", "第03版：社会", "第04版：副刊")

_LAYOUT = """<html><head><meta charset="utf-8"><title>渝城报</title></head><body>
<table><tr><td>{year}年{month}月{day}日 星期五</td></tr></table>
<div>{pages}</div>
<img src="../../../images/{date}/0{number}.jpg" usemap="#PagePicMap{number}" width=300 height=420>
<map name="PagePicMap{number}">{areas}</map>
<div><a id=pageLink href=./node_{number}.htm>{label}</a>{pdf}</div>
<ul>{titles}</ul></body></html><!-- tplimg/ -->"""
_ARTICLE = """<html><head><meta charset="utf-8"></head><body>
<!--enpproperty <date>{date}</date><author>{byline}</author><title>{headline}</title>\
<subtitle></subtitle><introtitle></introtitle>/enpproperty-->
<table><tr><td class="font01">{headline}</td></tr>
<tr><td><div id="ozoom"><founder-content>{body}</founder-content></div></td></tr></table>
</body></html>"""

ARTICLES: dict[int, list[tuple[str, str, list[str]]]] = {
    1: [("河上新桥通车", "记者 张明月", [*BRIDGE[:2], "（下转第2版）"])],
    2: [
        ("河上新桥通车", "", ["（上接第1版）", *BRIDGE[2:]]),
        ("菜市场换新棚", "通讯员 李小河", MARKET),
    ],
    3: [],
    4: [("山上小学有了图书室", "记者 王大山", SCHOOL)],
}


def site(day: dt.date = DAY, *, pdf_pages: tuple[int, ...] = (2, 3)) -> dict[str, bytes | Answer]:
    """Return the issue's files by their paths: texts, PDFs and pictures."""
    folder = f"html/{day:%Y-%m/%d}"
    files: dict[str, bytes | Answer] = {}
    for number, label in enumerate(LABELS, start=1):
        files[f"{folder}/node_{number}.htm"] = _layout(day, number, label, pdf_pages)
        files[f"images/{day:%Y-%m-%d}/0{number}.jpg"] = JPEG
        for place, article in enumerate(ARTICLES[number]):
            files[f"{folder}/content_{number}_{place}.htm"] = _article(day, number, *article)
        if number in pdf_pages:
            files[f"page/{day:%Y-%m-%d}/0{number}.pdf"] = pdf_of(number)
    files["images/school.jpg"] = JPEG
    return files


def pdf_of(number: int) -> bytes:
    """Return the page as PDF: page 2 as its HTML, page 3 with articles of its own."""
    sheet = Sheet()
    texts = (
        [("菜市场换新棚", MARKET * 2), ("桥头修公园", SCHOOL * 3)]
        if number == 2
        else [("图书寄到山里", SCHOOL * 3), ("老船工的三十年", BRIDGE * 2)]
    )
    y = 60.0
    for headline, paragraphs in texts:
        sheet.text(50, y, headline, 28, font="Hei")
        set_columns(sheet, 50, y + 50, paragraphs, rows=14, columns=2)
        y += 380
    return sheet.pdf()


def toml(address: str, /, **more: str) -> str:
    """Return the TOML of the newspaper at this address."""
    values = {
        "name": '"yucheng"',
        "title": '"渝城报"',
        "district": '"渝城区"',
        "platform": '"founder_classic"',
        "address": f'"{address}"',
        "confirmed": "true",
        **more,
    }
    return "".join(f"{key} = {value}\n" for key, value in values.items())


def folder_of(tmp: Path, address: str, /, **more: str) -> Path:
    """Return a folder of newspapers that holds this one."""
    folder = tmp / "newspapers"
    folder.mkdir(exist_ok=True)
    (folder / "yucheng.toml").write_text(toml(address, **more), encoding="utf-8")
    return folder


def _layout(day: dt.date, number: int, label: str, pdf_pages: tuple[int, ...]) -> bytes:
    def pdf(n: int) -> str:
        link = f"../../../page/{day:%Y-%m-%d}/0{n}.pdf"
        return f' <a href="{link}">pdf</a>' if n in pdf_pages else ""

    pages = "".join(
        f'<p><a href="./node_{n}.htm">{each}</a>{pdf(n)}</p>'
        for n, each in enumerate(LABELS, start=1)
    )
    names = [
        (f"content_{number}_{place}.htm", headline)
        for place, (headline, *_) in enumerate(ARTICLES[number])
    ]
    areas = "".join(
        f'<area coords="0,{n}00,300,{n}00,300,{n}90,0,{n}90" href="{name}">'
        for n, (name, _) in enumerate(names)
    )
    titles = "".join(f'<li><a href="{name}">{headline}</a></li>' for name, headline in names)
    return _LAYOUT.format(
        year=day.year, month=day.month, day=day.day, date=day, number=number, label=label,
        pages=pages, areas=areas, titles=titles, pdf=pdf(number),
    ).encode()  # fmt: skip


def _article(day: dt.date, number: int, headline: str, byline: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>　　{paragraph}</p>" for paragraph in paragraphs)
    if number == 4:
        body = f'<p><img src="../../../images/school.jpg"></p>{body}'
    return _ARTICLE.format(date=day, headline=headline, byline=byline, body=body).encode()
