"""Variants of templates: cells left out, classes elsewhere, bodies marked otherwise."""

from __future__ import annotations

import pytest

from yuzhong_news.platforms import PLATFORMS, LabelledArticle, PageLink

BASE = "http://epaper.example.cn/html/2025-02/07/"
BODY = "<p>　　记者在现场看到，三台新到的旋耕机正在试车，种粮大户围着农技员询问。</p>"
NEWS = "本报讯（记者 周明远）立春刚过，云岭河两岸的田埂上已经热闹起来。"


def read(page: str, platform: str = "founder_classic") -> LabelledArticle:
    return PLATFORMS[platform].read_article(page, f"{BASE}content_1.htm")


def classic(*rows: tuple[str, str], body: str = BODY, photos: str = "") -> str:
    head = "".join(f'<tr><td class="{name}" align=center>{text}</td></tr>' for name, text in rows)
    return (
        f"<table><tr><td><table><tbody>{head}</tbody></table></td></tr><tr><td>{photos}</td></tr>"
        f"<tr><td><div id=ozoom><founder-content>{body}</founder-content></div></td></tr></table>"
    )


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("本报记者 周明远 通讯员 何秀兰", "本报记者 周明远 通讯员 何秀兰"),
        ("作者：周明远", "周明远"),
        ("□ 周明远", "□ 周明远"),
    ],
)
def test_an_authors_row_behind_the_headline_is_no_subtitle(line: str, byline: str) -> None:
    article = read(classic(("font01", "春耕备耕忙"), ("font02", line)))
    assert (article.subtitle, article.byline) == ("", byline)


def test_a_subtitle_that_names_reporters_stays_one() -> None:
    article = read(classic(("font01", "春耕备耕忙"), ("font02", "本报记者一线见闻，看农机下田")))
    assert article.subtitle == "本报记者一线见闻，看农机下田"


def test_labels_of_other_tables_are_none_of_the_articles() -> None:
    date = "<table><tr><td class=font02>2025年02月07日 星期五</td></tr></table>"
    links = "<table><tr><td class=font02>上一篇 下一篇</td></tr></table>"
    for rows in ([("font01", "春耕")], [("font01", "春耕"), ("px12", "2025-02-07")]):
        article = read(date + classic(*rows) + links)
        assert (article.headline, article.kicker, article.subtitle) == ("春耕", "", "")


def test_cells_of_blanks_are_no_headline() -> None:
    article = read(classic(("font01", "&nbsp;　"), ("font02", "引题"), ("font01", "春耕")))
    assert (article.headline, article.kicker) == ("春耕", "引题")


@pytest.mark.parametrize(
    "head",
    [
        "<span class=font01>春耕</span>",
        "<div class=title1>春耕</div>",
        "<h4>引题</h4><h1>春耕</h1><h2>副题</h2>",
    ],
)
def test_headlines_that_are_no_cells(head: str) -> None:
    article = read(f"<div>{head}<div id=ozoom>{BODY}</div></div>")
    assert article.headline == "春耕"
    assert (article.kicker, article.subtitle) == (("引题", "副题") if "h4" in head else ("", ""))


@pytest.mark.parametrize("title", ["", "<title></title><introtitle></introtitle>"])
def test_a_property_comment_without_title_still_tells_the_author(title: str) -> None:
    page = classic(("font02", "引题"), ("font01", "春耕"), ("font02", "副题"))
    comment = (
        f"<!--enpproperty <articleid>1</articleid>{title}<author>周明远</author>/enpproperty-->"
    )
    article = read(page + comment)
    assert (article.kicker, article.headline, article.subtitle) == ("引题", "春耕", "副题")
    assert article.byline == "周明远"


def test_a_property_comment_that_is_escaped_twice() -> None:
    comment = "<!--enpproperty <title>春耕&lt;br&gt;备耕&amp;nbsp;忙</title>/enpproperty-->"
    assert read(classic(("font01", "春耕")) + comment).headline == "春耕 备耕 忙"


def test_a_body_that_only_comments_mark() -> None:
    page = f"""<table><tr><td class=font01>春耕</td></tr><tr><td>
    <table id=newspic><tr><td><img src=1.jpg></td></tr><tr><td>图说。</td></tr></table>
    <!--enpcontent-->{BODY}{BODY}<!--/enpcontent--><p>页脚</p></td></tr></table>"""
    kinds = [part.kind for part in read(page).parts]
    assert kinds == ["picture", "caption", "paragraph", "paragraph"]


def test_a_picture_without_headline_and_words() -> None:
    photo = "<table><tr><td><img src=1.jpg></td></tr><tr><td>村民在看花。</td></tr></table>"
    article = read(classic(("font01", ""), body="", photos=photo))
    assert [(part.kind, part.text) for part in article.parts] == [
        ("picture", ""),
        ("caption", "村民在看花。"),
    ]


def test_news_behind_a_picture_in_one_paragraph_is_no_caption() -> None:
    parts = read(classic(("font01", "春耕"), body=f"<p><img src=1.jpg>{NEWS}</p>{BODY}")).parts
    assert [part.kind for part in parts] == ["picture", "paragraph", "paragraph"]
    parts = read(classic(("font01", "春耕"), body=f"<p><img src=1.jpg>村民看花。</p>{BODY}")).parts
    assert [part.kind for part in parts] == ["picture", "caption", "paragraph"]


def test_pictures_of_a_list_count_once_where_some_have_no_caption() -> None:
    page = f"""<div><div class=newsdetatit><h3>春耕</h3></div><div class=newsdetapic><ul>
    <li><img src=1.jpg><p>图一说</p></li><li><img src=2.jpg><p></p></li></ul></div>
    <div class=newsdetatext><founder-content>{BODY}</founder-content></div></div>"""
    parts = read(page, "founder_new").parts
    assert [part.text or (part.url or "").removeprefix(BASE) for part in parts][:3] == [
        *("1.jpg", "图一说", "2.jpg")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<p>作者：<span>周明远</span> 2025-02-07</p>",
        "<p><span>作者：周明远</span><span>来源：云岭新报　2025年02月07日</span></p>",
        "<div class=info><span>作者：周明远</span></div>",
    ],
)
@pytest.mark.parametrize("platform", ["founder_new", "founder_col"])
def test_authors_named_in_a_line_of_facts(line: str, platform: str) -> None:
    page = f"<h2 id=Title>春耕</h2>{line}<div id=ozoom><p>作者：何秀兰</p>{BODY}</div>"
    article = read(page, platform)
    assert (article.byline, article.subtitle) == ("周明远", "")


def test_an_author_of_a_section_may_stand_in_a_span() -> None:
    page = f"""<div class=article><h1>春耕</h1><p class=sec><span class=author>周明远</span>
    <span class=date>《云岭新报》（2025年02月07日）</span></p><div id=ozoom>{BODY}</div></div>"""
    assert read(page, "nbs").byline == "周明远"


def test_circles_are_the_squares_around_them() -> None:
    page = """<map name=m><area shape=circle coords="100,100,20.5" href=content_3.htm title=三>
    </map><img src=a.jpg usemap=#m>"""
    layout = PLATFORMS["founder_classic"].read_layout(page, f"{BASE}node_1.htm", PageLink())
    assert layout.links[0].regions == [[(79.5, 79.5), (120.5, 79.5), (120.5, 120.5), (79.5, 120.5)]]
