"""Selectors of a newspaper's own: they find what the platform's templates do not know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.papers import toml
from yuzhong_news.newspapers import load_file
from yuzhong_news.platforms import LabelledArticle, PageLink
from yuzhong_news.platforms.selectors import check_selector, platform_with

URL = "http://epaper.example.cn/html/2025-02/07/art_1_1.htm"
PAGE = """<html><body>
<div class="top"><h5>山城新事</h5><h4>渡口又闻汽笛声</h4><h6>轮渡恢复通航</h6></div>
<p class="who">记者 梅小棠</p>
<section id="story"><p>　　渡口的轮渡恢复通航。</p></section>
</body></html>"""
OWN = {
    "headline": ".top > h4",
    "kicker": ".top > h5",
    "subtitle": "./body/div/h6",
    "byline": "p.who",
    "body": "#story",
}


def article(page: str, selectors: Mapping[str, str]) -> LabelledArticle:
    return platform_with("founder_classic", tuple(selectors.items())).read_article(page, URL)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("headline", "渡口又闻汽笛声"),
        ("kicker", "山城新事"),
        ("subtitle", "轮渡恢复通航"),
        ("byline", "记者 梅小棠"),
    ],
)
def test_a_label_is_read_where_its_selector_says(label: str, text: str) -> None:
    assert getattr(article(PAGE, OWN), label) == text
    assert getattr(article(PAGE, {"body": "#story"}), label) != text


def test_the_body_is_read_where_its_selector_says() -> None:
    assert [part.text.strip() for part in article(PAGE, OWN).parts] == ["渡口的轮渡恢复通航。"]


def test_captions_are_told_by_their_selector() -> None:
    page = PAGE.replace(
        "<p>　　渡口", '<p><img src="a.jpg" width="300"></p><p class="x">轮渡靠岸。</p><p>　　渡口'
    )
    parts = article(page, {**OWN, "captions": "p.x"}).parts
    assert [(part.kind, part.text) for part in parts if part.kind == "caption"] == [
        ("caption", "轮渡靠岸。")
    ]
    assert "caption" not in [part.kind for part in article(page, OWN).parts]


def test_a_page_s_pdf_is_the_link_that_its_selector_finds() -> None:
    own = platform_with("founder_classic", (("pdf", "a.whole"),))
    page = """<html><body><p>第01版：头版</p><img src="p.jpg" usemap="#m">
    <a class="whole" href="get?page=1">下载</a></body></html>"""
    layout = own.read_layout(page, URL.replace("art_1_1", "node_1"), PageLink())
    assert layout.page.pdf == "http://epaper.example.cn/html/2025-02/07/get?page=1"


def test_what_a_selector_finds_counts_more_than_the_property_comment() -> None:
    page = PAGE + "<!--enpproperty <title>旧题</title><author>旧人</author>/enpproperty-->"
    found = article(page, OWN)
    assert (found.headline, found.byline) == ("渡口又闻汽笛声", "记者 梅小棠")


def test_where_a_selector_finds_nothing_the_platform_s_own_places_stand_in() -> None:
    page = PAGE + "<!--enpproperty <title>旧题</title>/enpproperty-->"
    assert article(page, {"headline": ".none", "body": "#story"}).headline == "旧题"


def test_links_are_told_by_the_newspaper_s_own_paths() -> None:
    own = platform_with("founder_classic", (("article", r"/art_\d+_\d+\.htm$"),))
    page = f"""<html><body><p>第01版：头版</p><img src="p.jpg" usemap="#m"><ul>
    <li><a href="{URL}">渡口又闻汽笛声</a></li></ul></body></html>"""
    layout = own.read_layout(page, URL.replace("art_1_1", "node_1"), PageLink())
    assert [link.headline for link in layout.links] == ["渡口又闻汽笛声"]


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("headline", "div >", "no CSS or XPath selector"),
        ("headline", "./h1[", "no CSS or XPath selector"),
        ("headline", "h1::text", "selects no element"),
        ("kicker", "./a/@href", "selects no element"),
        ("body", " ", "a selector has 1 to"),
        ("page", "(", "no regular expression"),
    ],
)
def test_a_wrong_selector_is_told(name: str, value: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_selector(name, value)


def test_an_older_layout_has_selectors_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    address = "http://epaper.example.cn/"
    file.write_text(
        toml(address, selectors='{ headline = "h4" }')
        + f'[[older]]\nuntil = 2024-12-31\nplatform = "nbs"\naddress = "{address}"\n'
        + '[older.selectors]\nheadline = "h5"\n',
        encoding="utf-8",
    )
    newspaper = load_file(file)
    assert newspaper.edition_of(dt.date(2025, 1, 1)).selectors == (("headline", "h4"),)
    assert newspaper.edition_of(dt.date(2024, 12, 31)).selectors == (("headline", "h5"),)
