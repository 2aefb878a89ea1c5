"""Newspapers' own templates on the vendors' systems: other names, the same order of labels."""

from __future__ import annotations

import json

import pytest

from yuzhong_news.platforms import PLATFORMS, Layout, NotAnIssueError, PageLink, platform_of
from yuzhong_news.platforms.labels import read_label
from yuzhong_news.splitting.labelled import article_of

CLASSIC = "http://epaper.example.cn/html/2025-02/07/"
NEW = "http://epaper.example.cn/pc/content/202502/07/"
TEXT = "<p>　　三台新到的旋耕机正在试车，种粮大户围着农技员询问。</p><p>　　田埂上热闹起来。</p>"
FOUNDER = f"<founder-content>{TEXT}</founder-content>"

TEMPLATES = {
    "bmnr": (
        "<div class=bmnr_con><div class=bmnr_con_yinti>农机下田记</div>"
        "<div class=bmnr_con_biaoti>春耕备耕忙</div><div class=bmnr_con_yinti>云岭河见闻</div>"
        f"<div class=bmnr_con_con><div id=zoom>{FOUNDER}</div></div></div>"
    ),
    "headings": (
        "<div class=article><h4>农机下田记</h4><h1>春耕备耕忙</h1><h2>云岭河见闻</h2>"
        "<div class=info><span>来源：云岭新报</span>"
        "<span>2025年02月07日</span><span>作者：周明远</span></div>"
        f"<div class=text>{TEXT}</div></div>"
    ),
    "app": (
        "<p class=introtitle>农机下田记</p><h2 id=APP-Title>春耕备耕忙</h2>"
        "<p class=subtitle>云岭河见闻</p><p class=author>■本报记者 周明远</p>"
        "<div class=attachment><img src=1.jpg><p>村民看花。</p></div>"
        f"<div class=article-content>{FOUNDER}</div>"
    ),
    "total": (
        "<div class=totalTitle><a href=#>上一篇</a><h5>农机下田记</h5><h2>春耕备耕忙</h2>"
        f"<h5>云岭河见闻</h5><a href=#>下一篇</a></div><div class=content>{FOUNDER}</div>"
    ),
    "main-article": (
        "<div class=main-article-alltitle><div>农机下田记</div>"
        "<div class=main-article-title>春耕备耕忙</div><div>云岭河见闻</div></div>"
        "<div class=main-article-content>"
        f"<div id=ozoom>{FOUNDER}</div></div>"
    ),
    "newsdetatit": (
        "<div class=newsdetatit><div class=intro>农机下田记</div><h3>春耕备耕忙</h3>"
        "<div class=sub>云岭河见闻</div><p><span>版次：A02</span>"
        "<span>作者：周明远</span></p></div>"
        f"<div class=newsdetatext>{FOUNDER}</div>"
    ),
    "art-title": (
        "<p class='introtitle text-center'>农机下田记</p><h2 class='art-title'>春耕备耕忙</h2>"
        f"<p class='subtitle text-center'>云岭河见闻</p><div class=content>{FOUNDER}</div>"
    ),
    "neirong": (
        "<div class=neirong><h3>农机下田记</h3><h2>春耕备耕忙</h2><h4>云岭河见闻</h4>"
        f"<span id=imagelist><img src=1.jpg></span><span id=contenttext>{TEXT}</span></div>"
    ),
    "labels-in-the-body": (
        "<div class=content><h3>农机下田记</h3><h1>春耕备耕忙</h1><h2>云岭河见闻</h2>"
        + TEXT
        + "</div>"
    ),
}


@pytest.mark.parametrize("platform", ["founder_classic", "founder_new", "founder_col", "nbs", "bc"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_labels_under_other_names(platform: str, template: str) -> None:
    page = TEMPLATES[template]
    article = PLATFORMS[platform].read_article(page, f"{NEW}content_1.html")
    assert (article.kicker, article.headline, article.subtitle) == (
        *("农机下田记", "春耕备耕忙", "云岭河见闻"),
    )
    assert ("周明远" in page) == ("周明远" in article.byline)
    paragraphs = [part.text for part in article.parts if part.kind == "paragraph"]
    assert len(paragraphs) == 2


@pytest.mark.parametrize(
    "page",
    [
        "<span id=contenttitle>春耕备耕忙</span><span id=contenttext>{}</span>",
        "<div id=title>春耕备耕忙</div><span class=font06>{}</span>",
        "<h1 class=infoTitle>春耕备耕忙</h1><div class=infoContent id=articleContent>{}</div>",
        "<div class=nav><a href=/>首页</a> &gt; 第01版：要闻</div><div><p>2025年02月07日 星期五</p>"
        "<h1>春耕备耕忙</h1><p>字号：<b>大</b> <b>中</b> 小</p>"
        "<p>来源：云岭新报 责任编辑：周明远</p>"
        "<div id=ozoom>{}</div></div>",
        "<div class=top><span>放大</span><span>默认</span></div><h2>春耕备耕忙</h2>"
        "<div>朗读 分享到：微信 打印</div><p>云岭新报　2025-02-07</p>"
        "<div class=content>{}</div>",
    ],
)
def test_what_is_no_label(page: str) -> None:
    article = PLATFORMS["founder_new"].read_article(page.format(TEXT), f"{NEW}content_1.html")
    assert (article.kicker, article.headline, article.subtitle) == ("", "春耕备耕忙", "")
    assert article.byline == ""


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("作者：周明远 来源：云岭新报 2025-02-07", "周明远"),
        ("本报记者 周明远　《云岭新报》（2025年02月07日 01版）", "本报记者 周明远"),
        ("<span>周明远</span><span>云岭新报</span><span>2025年02月07日</span>", "周明远"),
        ("周明远", "周明远"),
        ("周明远 何秀兰 2025-02-07", "周明远 何秀兰"),
        ("本报记者 周明远 通讯员 何秀兰 文/图", "本报记者 周明远 通讯员 何秀兰 文/图"),
    ],
)
def test_an_author_in_the_line_of_facts(line: str, byline: str) -> None:
    page = f"<div><h1>春耕备耕忙</h1><p>{line}</p><div id=ozoom>{TEXT}</div></div>"
    article = PLATFORMS["founder_new"].read_article(page, f"{NEW}content_1.html")
    assert (article.byline, article.subtitle) == (byline, "")
    assert article_of(article).contributors[0].name == "周明远"


@pytest.mark.parametrize("subtitle", ["办实事 解难题", "——云岭区春耕见闻", "云岭河见闻"])
def test_a_short_subtitle_is_no_author(subtitle: str) -> None:
    page = f"<div><h1>春耕备耕忙</h1><p>{subtitle}</p><div id=ozoom>{TEXT}</div></div>"
    article = PLATFORMS["founder_new"].read_article(page, f"{NEW}content_1.html")
    assert (article.subtitle, article.byline) == (subtitle, "")


def test_a_section_without_spans_names_paper_and_date_behind_the_author() -> None:
    page = f"""<div class=article><h1>春耕</h1><p class=sec>本报记者 周 远 何秀兰
    《 云岭新报 》（ 2025年02月07日 第 01 版）</p><div id=ozoom>{TEXT}</div></div>"""
    found = PLATFORMS["nbs"].read_article(page, CLASSIC)
    assert found.byline == "本报记者 周 远 何秀兰"


AREAS = """<img src=../../../1_brief.jpg usemap=#m><map name=m>
<area shape=rect coords=" 10, 20 , 100 ,200 " href=content_1.htm?div=1>
<area shape=poly coords="110 20 200 20 200 200" href=content_2.htm></map>"""


def layout_of(page: str, platform: str = "founder_classic") -> Layout:
    return PLATFORMS[platform].read_layout(page, f"{CLASSIC}node_2.htm?v=1", PageLink())


@pytest.mark.parametrize(
    "items",
    [
        "<h3>{0}</h3><p>{1}</p>",
        "<div class=tit>{0}</div><div class=intro>{1}</div>",
        "<p>{0}</p><p>{1}</p>",
        "<span class=listTitle>{0}</span><span>{1}</span>",
    ],
)
def test_a_summary_in_a_link_is_no_headline(items: str) -> None:
    summary = "立春刚过，云岭河两岸的田埂上已经热闹起来，农机手忙着检修，种子也运到了村口。"
    links = "".join(
        f"<li><a href=content_{number}.htm?v=2>{items.format(title, summary)}</a></li>"
        for number, title in ((1, "春耕备耕忙"), (2, "山村夜校"))
    )
    layout = layout_of(f"{AREAS}<ul>{links}</ul>")
    assert [(link.headline, len(link.regions)) for link in layout.links] == [
        *(("春耕备耕忙", 1), ("山村夜校", 1)),
    ]
    assert [link.fetch.url for link in layout.links if link.fetch] == [
        *(f"{CLASSIC}content_1.htm", f"{CLASSIC}content_2.htm"),
    ]


def test_a_headline_of_several_elements_stays_whole() -> None:
    page = f"{AREAS}<ul><li><a href=content_1.htm><b>春耕</b><span>备耕忙</span></a></li></ul>"
    assert layout_of(page).links[0].headline == "春耕备耕忙"


def test_links_start_from_the_pages_base() -> None:
    page = (
        f"<base href='{CLASSIC}'><a href=node_3.htm>第02版：综合</a>"
        "<img src=a.jpg usemap=#m><map name=m><area coords=1,2,3,4 href=content_1.htm></map>"
    )
    layout = PLATFORMS["founder_classic"].read_layout(page, "http://epaper.example.cn/", PageLink())
    assert [fetch.url for fetch in layout.siblings] == [f"{CLASSIC}node_3.htm"]
    assert layout.page.picture == f"{CLASSIC}a.jpg"
    assert [link.fetch.url for link in layout.links if link.fetch] == [f"{CLASSIC}content_1.htm"]


def test_corners_in_per_cent_are_on_a_picture_of_a_hundred() -> None:
    page = (
        "<img src=a.jpg usemap=#m><map name=m><area coords='1.5%, 2%, 50%, 60%' href=content_1.htm>"
    )
    layout = layout_of(page)
    assert layout.picture_size == (100, 100)
    assert layout.links[0].regions == [[(1.5, 2), (50, 2), (50, 60), (1.5, 60)]]


@pytest.mark.parametrize("image", ["<img id=paperImg src=a.jpg>", "<img src=../1/a_brief.jpg>"])
def test_the_picture_of_a_page_without_a_map(image: str) -> None:
    page = f"<img src=logo.jpg>{image}<ul><li><a href=content_1.htm>春耕备耕忙</a></li></ul>"
    picture = layout_of(page).page.picture
    assert picture is not None
    assert picture.endswith(("a.jpg", "a_brief.jpg"))


@pytest.mark.parametrize(
    ("label", "number", "name"),
    [
        ("【01版】要闻", 1, "要闻"),
        ("[A02版] 综合", 2, "综合"),
        ("第01版（要闻）", 1, "要闻"),
        ("第A03版：头版 PDF", 3, "头版"),
        ("03版：要闻[PDF]", 3, "要闻"),
        ("02综合", 2, "综合"),
        ("第04-05版：跨版", 4, "跨版"),
        ("04、05版：跨版", 4, "跨版"),
        ("第A04/A05版：跨版", 4, "跨版"),
    ],
)
def test_labels_in_brackets_and_of_two_pages(label: str, number: int, name: str) -> None:
    assert read_label(label) == (number, name)


@pytest.mark.parametrize(
    ("page", "path", "platform"),
    [
        ("<a class=bmml_con_div_name href=page_01.htm>第01版：要闻</a>", "/x/html/", "joyhua"),
        (
            "<a class=bmml_con_div_name href=node_01.html>第01版：要闻</a>",
            "/pc/layout/202502/07/",
            "founder_new",
        ),
        (
            "<a class=bmml_con_div_name href=node_1.htm>第01版：要闻</a>",
            "/html/2025-02/07/node_1.htm",
            "founder_classic",
        ),
        (
            "<a href=node_2.htm>第01版：要闻</a>",
            "/x/content/2025-02/07/node_2.htm",
            "founder_classic",
        ),
        (
            "<a href=node_1.htm>A01：头版</a>",
            "/html/2025-02/07/index_2025-02-07.htm",
            "founder_classic",
        ),
        ("<a href=../../../cont/202502/07/content_1.html>春耕</a>", "/", "founder_new"),
        ("<a href=l01.html>第01版：要闻</a>", "/hhrbpc/202502/07/l01.html", "founder_col"),
        ("<a href=Page01JQ.htm>01版：要闻</a>", "/content/20250207/Page01JQ.htm", "bc"),
    ],
)
def test_platforms_are_known_by_their_paths(page: str, path: str, platform: str) -> None:
    found = platform_of(page, f"http://epaper.example.cn{path}")
    assert found is not None
    assert found.name == platform


def test_joyhua_names_articles_with_and_without_their_page() -> None:
    base = "http://epaper.example.cn/czrb/20250207/html/"
    page = (
        "<ul><li><a href=content_79379.htm>春耕</a></li><li><a href=page_01_content_1.htm>夜校</a>"
    )
    layout = PLATFORMS["joyhua"].read_layout(page, f"{base}page_01.htm", PageLink())
    assert [link.headline for link in layout.links] == ["春耕", "夜校"]


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li><a href=content_1.htm><div>2024年12月31日的云岭</div></a></li></ul>",
        "<a href=content_1.htm>公告</a><div id=ozoom><p>云岭公司</p><p>2025年1月5日</p></div>",
    ],
)
def test_dates_in_headlines_and_notices_are_not_the_issues(page: str) -> None:
    assert len(layout_of(page).links) == 1
    with pytest.raises(NotAnIssueError, match="2025-02-06"):
        layout_of(f"<p>2025年2月6日 星期四</p>{page}")


def test_a_pdf_in_a_viewer_is_the_pdf() -> None:
    page = (
        "<a href=node_2.htm>第01版：要闻</a>"
        "<a href='/pdfjs/web/viewer.html?file=..%2F..%2Fatt%2F01.pdf'>PDF</a>"
        "<ul><li><a href=content_1.htm>春耕</a></li></ul>"
    )
    assert layout_of(page).page.pdf == "http://epaper.example.cn/att/01.pdf"


@pytest.mark.parametrize(
    "page",
    [
        "<p>第01版：要闻 <a href=1.pdf>下载</a></p><p>第02版：综合 <a href=2.pdf>下载</a></p>",
        "<table><tr><td>第01版：要闻</td><td><a href=1.pdf><img src=pdf.gif></a></td></tr>"
        "<tr><td>第02版：综合</td><td><a href=2.pdf><img src=pdf.gif></a></td></tr></table>",
        "<a href=1.pdf>云岭新报2025年2月7日第1版</a><a href=2.pdf>云岭新报2025年2月7日第2版</a>",
        "<p>第01版<embed src=1.pdf></p><p>第02版<iframe src='view.html?file=2.pdf'></iframe></p>",
    ],
)
def test_pages_of_nothing_but_pdfs(page: str) -> None:
    base = "http://epaper.example.cn/20250207/"
    pages = [layout.page for layout in PLATFORMS["plain_pdf"].read_index(page, base).layouts]
    assert [(each.number, each.pdf) for each in pages] == [(1, f"{base}1.pdf"), (2, f"{base}2.pdf")]


def test_pages_without_numbers_count_by_their_places() -> None:
    pages = [{"name": "要闻", "id": 7}, {"name": "综合", "id": 8}]
    for data in ({"pages": pages}, pages):
        answer = json.dumps({"data": data})
        issue = PLATFORMS["bz"].read_index(answer, "http://epaper.example.cn/bz/queryPageByDate")
        assert [(fetch.page.number, fetch.page.name) for fetch in issue.fetches] == [
            *((1, "要闻"), (2, "综合")),
        ]


ABOUT_THE_SITE = {
    "log in": "<div><h1>用户登录</h1><form><p>{0}</p><p>{0}</p><input type=password></form></div>",
    "log in first": "<div class=title>会员登录</div><div>{0}<br>{0}<br></div>",
    "feedback": "<h1>读者来信</h1><form><p>{0}</p><p>{0}</p><textarea></textarea></form>",
    "a server": "<h1>Welcome to nginx!</h1><p>{0}</p><p>{0}</p>",
    "a domain": "<h1>epaper.example.cn</h1><div><p>{0}</p><p>{0}</p></div>",
    "hits": "<h1>春耕</h1><div>"
    + "".join(f"<p><a href=content_{n}.htm>春耕</a></p><p>{{0}}</p>" for n in range(9))
    + "</div>",
    "rights": "<h1>青竹新闻网</h1><div><p>未经书面授权，{0}{0}</p></div>",
    "adverts": "<h1>广告刊例</h1><div><p>{0}</p><p>{0}</p></div>",
    "a page": "<div class=title>第01版：要闻</div><div><p>{0}</p><p>{0}</p></div>",
    "to pay": "<h1>订阅提示</h1><div><p>{0}</p><p>{0}</p></div>",
}


@pytest.mark.parametrize("kind", ABOUT_THE_SITE)
def test_what_a_site_says_of_itself_is_no_article(kind: str) -> None:
    sentence = "请输入您的用户名和密码，登录之后即可阅读本报全部的版面与往期内容。"
    with pytest.raises(NotAnIssueError):
        PLATFORMS["founder_classic"].read_article(
            ABOUT_THE_SITE[kind].format(sentence), f"{CLASSIC}content_1.htm"
        )


def test_an_unnamed_template_may_stand_in_a_form() -> None:
    text = TEXT.replace("</p><p>", "</p><p>　　旋耕机修好了，又下了田。</p><p>")
    page = f"<form id=aspnetForm><div class=newstitle>春耕备耕忙</div><div>{text}</div></form>"
    found = PLATFORMS["founder_classic"].read_article(page, f"{CLASSIC}content_1.htm")
    assert (found.headline, len(found.parts)) == ("春耕备耕忙", 3)
