"""Links of pages: sections that count anew, titles that scripts write, pages without labels."""

from __future__ import annotations

import pytest

from yuzhong_news.platforms import PLATFORMS, NotAnIssueError, PageLink

BASE = "http://epaper.example.cn/html/2025-02/07/"
SECTIONS = """<MAP NAME=PagePicMap><area coords="1,1,9,1,9,9" href=content_5.htm?div=-1></MAP>
<img src=a_brief.jpg usemap=#PagePicMap>
<td>第B01版：财经</td>
<a id=pageLink href=node_1.htm>第A01版：头版</a><a href=a1.pdf></a>
<a id=pageLink href=node_2.htm>第A02版：要闻</a><a href=a2.pdf></a>
<a id=pageLink href=node_7.htm>第B01版：财经</a><a href=b1.pdf></a>
<a id=pageLink href=node_8.htm>第B02版：财经</a><a href=b2.pdf></a>
<ul><li><a href=content_5.htm?div=-1>菜市场的新秤</a></li></ul>"""


def test_sections_that_count_anew_go_on_behind_the_earlier_ones() -> None:
    issue = PLATFORMS["founder_classic"].read_index(SECTIONS, f"{BASE}node_1.htm")
    assert [(fetch.page.number, fetch.page.label) for fetch in issue.fetches] == [
        *((1, "第A01版：头版"), (2, "第A02版：要闻")),
        *((3, "第B01版：财经"), (4, "第B02版：财经")),
    ]


@pytest.mark.parametrize("known", [PageLink(), PageLink("第B01版：财经", 3, "财经")])
@pytest.mark.parametrize("file", ["node_7.htm", "moved.htm"])
def test_a_page_of_a_later_section_finds_itself(known: PageLink, file: str) -> None:
    layout = PLATFORMS["founder_classic"].read_layout(SECTIONS, BASE + file, known)
    assert (layout.page.number, layout.page.name) == (3, "财经")
    assert layout.page.pdf == f"{BASE}b1.pdf"
    assert [link.headline for link in layout.links] == ["菜市场的新秤"]
    assert [link.fetch.url for link in layout.links if link.fetch] == [f"{BASE}content_5.htm"]
    assert layout.links[0].regions == [[(1, 1), (9, 1), (9, 9)]]


def test_a_section_whose_numbers_are_free_keeps_them() -> None:
    labels = ("A1版：一", "A2版：二", "B3版：三")
    page = "".join(f"<a href=node_{label[1]}.htm>{label}</a>" for label in labels)
    issue = PLATFORMS["founder_classic"].read_index(page, f"{BASE}node_1.htm")
    assert [fetch.page.number for fetch in issue.fetches] == [1, 2, 3]


def test_titles_that_a_script_writes() -> None:
    page = """<map name=m><Area coords="1,1,9,1,9,9" href=nw.D110000gmrb_20250207_1-01.htm></map>
    <ul><li><a href=nw.D110000gmrb_20250207_1-01.htm>
    <script>document.write(view("春耕&nbsp;备耕"))</script></a></li></ul>"""
    layout = PLATFORMS["nbs"].read_layout(page, f"{BASE}nbs.D110000gmrb_01.htm", PageLink())
    assert [link.headline for link in layout.links] == ["春耕 备耕"]


def test_the_title_list_of_other_pages_is_left_out() -> None:
    page = """<map name=m><Area coords="1,1,9,1,9,9" href=content_1.htm></map>
    <ul><li><a href=content_1.htm>一</a></li><li><a href=content_2.htm>没有图框的二</a></li></ul>
    <table><tr><td><a href=content_88.htm>别的版</a></td></tr></table>"""
    layout = PLATFORMS["founder_classic"].read_layout(page, f"{BASE}node_1.htm", PageLink())
    assert [(link.headline, len(link.regions)) for link in layout.links] == [
        *(("一", 1), ("没有图框的二", 0))
    ]


def test_a_text_of_nobody_has_no_author() -> None:
    page = """<div id=ozoom><p>正文。</p></div><!--enpproperty <title>春耕</title>
    <author>null</author><introtitle>null</introtitle>/enpproperty-->"""
    article = PLATFORMS["founder_classic"].read_article(page, f"{BASE}content_1.htm")
    assert (article.headline, article.byline, article.kicker) == ("春耕", "", "")


def test_a_date_that_a_newspaper_was_founded_on_is_not_the_issues() -> None:
    page = "<p>创刊于1950年1月1日</p><a href=node_2.htm>第02版：要闻</a>"
    issue = PLATFORMS["founder_classic"].read_index(page, f"{BASE}node_1.htm")
    assert issue.date is not None
    with pytest.raises(NotAnIssueError):
        PLATFORMS["founder_classic"].read_index(
            "<p>2025年2月6日　星期四</p><a href=node_2.htm>第02版：要闻</a>", f"{BASE}node_1.htm"
        )


def test_pdfs_of_a_pattern_lead_to_the_next_page() -> None:
    platform = PLATFORMS["plain_pdf"]
    url = "http://epaper.example.cn/resfile/2025-02-07/02/02.pdf"
    layout = platform.read_layout("%PDF-1.4", url, PageLink())
    assert (layout.page.number, layout.page.pdf) == (2, url)
    assert [fetch.url for fetch in layout.siblings] == [url.replace("02/02", "03/03")]
    with pytest.raises(NotAnIssueError):
        platform.read_layout("<html><title>404 Not Found</title></html>", url, PageLink())


def test_a_pdf_may_stand_before_its_page_in_a_row() -> None:
    rows = "".join(
        f"<tr><td><a href={n}.pdf>PDF</a></td><td><a href=node_{n}.htm>第0{n}版：要闻</a></td></tr>"
        for n in (1, 2, 3)
    )
    page = f"<img src=a.jpg usemap=#m><table>{rows}</table>"
    for number in (1, 2, 3):
        url = f"{BASE}node_{number}.htm"
        layout = PLATFORMS["founder_classic"].read_layout(page, url, PageLink())
        assert layout.page.pdf == f"{BASE}{number}.pdf"
    issue = PLATFORMS["founder_classic"].read_index(page, f"{BASE}node_1.htm")
    assert [fetch.page.pdf for fetch in issue.fetches] == [f"{BASE}{n}.pdf" for n in (1, 2, 3)]
