"""Pages that an examiner wrote who had not seen the parsers: the forms that they failed on."""

from __future__ import annotations

import json

import pytest

from yuzhong_news.items import Article, FetchedPage, Kind, PageFacts
from yuzhong_news.pipelines.labelled import split_labelled
from yuzhong_news.platforms import PLATFORMS, NotAnIssueError, PageLink
from yuzhong_news.splitting.labelled import article_of

FIRST = "近日，青竹河沿岸新栽的三千株柳树全部成活。"
SECOND = "负责养护的工人说，今年雨水足，树苗长得快。"
CAPTION = "居民在青竹河边散步。"
URLS = {
    "founder_classic": "http://e.example.cn/html/2014-08/22/content_2201_91827.htm",
    "founder_new": "http://e.example.cn/pc/con/202210/25/content_138241.html",
    "nbs": "http://e.example.cn/html/2019-05/06/nw.D110000qzrb_20190506_3-02.htm",
    "bc": "http://e.example.cn/content/20210909/Articel02003NR.htm",
}


def stored(page: str, platform: str = "founder_classic") -> Article:
    return article_of(PLATFORMS[platform].read_article(page, URLS[platform]))


def classic(body: str, headline: str = "青竹河畔添新绿", photo: str = "") -> str:
    return (
        f"<table><tr><td class=font01>{headline}</td></tr></table>{photo}"
        f"<div id=ozoom><founder-content>{body}</founder-content></div>"
    )


def ps(*texts: str) -> str:
    return "".join(f"<P>　　{text}</P>" for text in texts)


TEXT = ps(FIRST, SECOND)


def photo(caption: str) -> str:
    return f"<TABLE id=newspic><TR><TD><IMG src=a.jpg></TD></TR><TR><TD>{caption}</TD></TR></TABLE>"


def credits(article: Article) -> list[tuple[str, str, str | None]]:
    return [(person.name, person.role, person.work) for person in article.contributors]


def captions(article: Article) -> list[tuple[str, str | None]]:
    return [(caption.text, caption.credit) for caption in article.captions]


@pytest.mark.parametrize("printed", ["无标题", "（无标题）", "无标题2"])
def test_a_systems_word_for_no_headline_is_none(printed: str) -> None:
    article = stored(classic(ps(FIRST, SECOND), printed))
    assert article.headline is None
    assert [doubt.cue for doubt in article.doubts] == ["no-headline"]


def test_a_poem_without_title_keeps_its_name() -> None:
    assert stored(classic(ps(FIRST), "无题")).headline == "无题"


def test_a_byline_before_the_editors_line_is_one() -> None:
    body = ps(FIRST, SECOND, "（记者 甘棠）", "责任编辑：苏砚")
    article = stored(classic(body))
    assert article.paragraphs == [FIRST, SECOND]
    assert credits(article) == [("甘棠", "记者", None)]


def test_the_editors_line_is_furniture_of_the_page() -> None:
    labelled = PLATFORMS["founder_classic"].read_article(
        classic(ps(FIRST, "责任编辑：苏砚　版式设计：程野")), URLS["founder_classic"]
    )
    page = split_labelled(FetchedPage(PageFacts(), "qingzhu", "01", [labelled], []), None)
    assert page.furniture == ["责任编辑：苏砚　版式设计：程野"]
    assert page.articles[0].paragraphs == [FIRST]


def test_briefs_under_one_headline_each_have_their_reporter() -> None:
    body = (
        f"<P><STRONG>江边修步道</STRONG></P>{ps('本报讯（记者 甘棠）' + FIRST)}"
        f"<P><STRONG>老街换新灯</STRONG></P>{ps('本报讯（通讯员 苏砚）' + SECOND)}"
    )
    article = stored(classic(body, "简　讯"))
    assert article.paragraphs == [FIRST, SECOND]
    assert [head.before_paragraph for head in article.subheads] == [0, 1]
    assert credits(article) == [("甘棠", "记者", None), ("苏砚", "通讯员", None)]


def test_briefs_that_each_end_in_a_byline() -> None:
    article = stored(classic(ps(f"▲{FIRST}（甘棠）", f"▲{SECOND}（苏砚）")))
    assert article.paragraphs == [f"▲{FIRST}", f"▲{SECOND}"]
    assert [name for name, _, _ in credits(article)] == ["甘棠", "苏砚"]


def test_a_bracket_inside_of_an_article_is_no_byline() -> None:
    article = stored(classic(ps(f"{FIRST}（甘棠）", SECOND)))
    assert article.paragraphs == [f"{FIRST}（甘棠）", SECOND]


@pytest.mark.parametrize(
    ("headline", "body", "shown", "credit"),
    [
        ("青竹河畔", ps(CAPTION, "记者 程野 摄"), True, "记者 程野 摄"),
        ("青竹河畔", ps(f"{CAPTION}记者 程野 摄"), True, "记者 程野 摄"),
        ("图片新闻", ps(CAPTION, "记者 程野 摄"), False, "记者 程野 摄"),
        ("图片新闻", ps(f"{CAPTION}记者 程野 摄影报道"), True, "记者 程野 摄影报道"),
    ],
)
def test_picture_news_set_as_text(headline: str, body: str, shown: bool, credit: str) -> None:
    article = stored(classic(body, headline, photo("") if shown else ""))
    assert (article.kind, article.paragraphs) == (Kind.PICTURE, [])
    assert captions(article) == [(CAPTION, credit)]


@pytest.mark.parametrize(
    "body", [ps(FIRST, SECOND), ps(FIRST * 13, "记者 程野 摄"), ps(FIRST, "记者 程野 摄影报道")]
)
def test_a_text_with_a_picture_is_no_picture_news(body: str) -> None:
    assert stored(classic(body, photo=photo(""))).kind is Kind.ARTICLE


def test_a_byline_is_all_that_stands_under_picture_news() -> None:
    article = stored(classic(ps("本报记者 程野摄影报道"), "图片报道", photo(CAPTION)))
    assert (article.kind, article.paragraphs) == (Kind.PICTURE, [])
    assert credits(article) == [("程野", "记者", "文/图")]


def test_a_groups_credit_behind_the_text_goes_to_all_captions() -> None:
    photos = photo("孩子们在放风筝。") + photo("老人在下棋。")
    article = stored(classic(ps(FIRST, "本组图片由记者程野摄"), photo=photos))
    assert article.paragraphs == [FIRST]
    assert {credit for _, credit in captions(article)} == {"本组图片由记者程野摄"}


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        ("张　伟摄（光明图片）", "张 伟摄（光明图片）"),
        ("摄影：张伟", "摄影：张伟"),
        ("图/记者 张伟", "图/记者 张伟"),
        ("本报记者 张伟 文/图", "本报记者 张伟 文/图"),
    ],
)
def test_credits_of_captions(printed: str, credit: str) -> None:
    article = stored(classic(ps(FIRST, SECOND), photo=photo(CAPTION + printed)))
    assert captions(article) == [(CAPTION, credit)]


@pytest.mark.parametrize("text", ["地图：城区一览", "意图/目的不明", "摄影：光与影，人人能学"])
def test_words_that_begin_like_a_credit_stay_in_the_caption(text: str) -> None:
    article = stored(classic(ps(FIRST, SECOND), photo=photo(CAPTION + text)))
    assert captions(article) == [(CAPTION + text, None)]


def test_a_caption_that_only_the_pictures_alt_tells() -> None:
    told = f'<p><img src=a.jpg alt="{CAPTION}程野 摄"></p>'
    article = stored(classic(ps(FIRST) + told + ps(SECOND)))
    assert captions(article) == [(CAPTION, "程野 摄")]
    assert article.paragraphs == [FIRST, SECOND]


@pytest.mark.parametrize("alt", ["", "点击查看大图", "20140822A01_b.jpg", "青竹河畔添新绿", FIRST])
def test_an_alt_that_is_no_caption(alt: str) -> None:
    article = stored(classic(f'{ps(FIRST)}<p><img src=a.jpg alt="{alt}"></p>{ps(SECOND)}'))
    assert not any(text for text, _ in captions(article))


@pytest.mark.parametrize(
    ("head", "labels"),
    [
        (
            "<h3 id=Title><p>青竹河畔</p><p>添新绿</p></h3><p id=SubTitle></p>",
            (None, "青竹河畔 添新绿", None),
        ),
        (
            "<p id=PreTitle><p>柳树成荫</p></p><h2 id=Title>青竹河畔</h2>"
            "<p id=SubTitle><p>步道开工</p></p>",
            ("柳树成荫", "青竹河畔", "步道开工"),
        ),
        ("<h1 id=Title>青竹河畔</h1><h2 id=SubTitle><P>步道</P></h2>", (None, "青竹河畔", "步道")),
    ],
)
def test_paragraphs_inside_of_labels(head: str, labels: tuple[str | None, ...]) -> None:
    article = stored(f"{head}<div id=ozoom>{TEXT}</div>", "founder_new")
    assert (article.kicker, article.headline, article.subtitle) == labels
    assert article.paragraphs == [FIRST, SECOND]


def test_a_heading_that_is_never_closed_swallows_no_text() -> None:
    page = f"<h1>青竹河畔<div id=ozoom>{TEXT}</div><h1>别的</h1>"
    assert stored(page, "founder_new").paragraphs == [FIRST, SECOND]


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=title>青竹河畔</div><div class=subTit>步道</div><div class=t>{TEXT}</div>",
        f"<p class=art_title>青竹河畔</p><div class=i>2014-08-22</div><div class=wz>{TEXT}</div>",
        f"<div><h1>青竹河畔</h1><section>{TEXT}</section><p>版权所有 青竹报社</p></div>",
        f"<table><tr><td height=40><b>青竹河畔</b></td></tr><tr><td><b>放大 缩小</b></td></tr>"
        f"<tr><td><div id=ozoom>{TEXT}</div></td></tr></table>",
    ],
)
def test_pages_whose_templates_have_no_name_that_is_known(page: str) -> None:
    article = stored(page)
    assert article.headline == "青竹河畔"
    assert article.paragraphs == [FIRST, SECOND]


@pytest.mark.parametrize(
    "page",
    [
        "<h1>青竹报</h1><p>该日期没有报纸</p>",
        f"<div class=title>青竹报</div><div class=footer>{TEXT}</div>",
        f"<title>404 Not Found</title><h1>404</h1><div>{TEXT}</div>",
        f"<div>{TEXT}</div>",
    ],
)
def test_what_only_looks_like_a_text_is_no_article(page: str) -> None:
    with pytest.raises(NotAnIssueError):
        stored(page)


def test_an_issue_in_one_file_whose_articles_have_elements_for_labels() -> None:
    page = (
        "<div class=swiper-slide alt=01 fld=头版><div class=mylink><a href=Articel01001NR.htm "
        "class=overlink style='width:30px;height:15px;left:5px;top:8px' title='青竹河畔<br/>添新绿'"
        " field=aa></a></div><img src=Page01-640.jpg></div>"
        "<div class='neirong aa' alt=aa daoxiang='01 '><h3>柳树成荫</h3><h2>青竹河畔<br>添新绿</h2>"
        f"<div id=contenttext>　　本报讯（记者 苏砚）{FIRST}<BR>　　{SECOND}<BR></div></div>"
    )
    issue = PLATFORMS["bc"].read_index(page, "http://e.example.cn/qz/20211011/Page01BC.htm")
    [labelled] = issue.layouts[0].articles
    article = article_of(labelled)
    assert (article.kicker, article.headline) == ("柳树成荫", "青竹河畔 添新绿")
    assert (article.paragraphs, credits(article)) == ([FIRST, SECOND], [("苏砚", "记者", None)])
    assert labelled.regions == [[(5.0, 8.0), (35.0, 8.0), (35.0, 23.0), (5.0, 23.0)]]


@pytest.mark.parametrize("name", ["node01", "node_a1", "node_01B", "lRB01", "l01"])
def test_names_of_pages_on_founders_newer_system(name: str) -> None:
    other = name.replace("1", "2")
    page = (
        f"<p><a href={name}.html>第01版：要闻</a></p><p><a href={other}.html>第02版：综合</a></p>"
        "<ul><li><a href=../../../content/202208/26/c15.html>青竹河畔</a></li></ul>"
    )
    url = f"http://e.example.cn/pc/layout/202208/26/{name}.html"
    platform = PLATFORMS["founder_new"]
    pages = [fetch.page for fetch in platform.read_index(page, url).fetches]
    assert [(each.number, each.name) for each in pages] == [(1, "要闻"), (2, "综合")]
    links = platform.read_layout(page, url, PageLink()).links
    assert [link.headline for link in links] == ["青竹河畔"]


def test_a_headline_cut_off_in_its_list_is_whole_in_the_links_title() -> None:
    page = (
        "<a href=node_2.htm>第2版 综合</a><ul><li><a href=content_5.htm title='青竹河畔添新绿'>"
        "青竹河畔…</a></li><li><a href=content_6.htm title='点击阅读'>老街换新灯……</a></li>"
        '<li><a href=content_7.htm><div><script>document.write(view("今日导读"))</script></div>'
        "</a></li></ul>"
    )
    url = "http://e.example.cn/html/2014-08/22/node_2.htm"
    links = PLATFORMS["founder_classic"].read_layout(page, url, PageLink()).links
    assert [each.headline for each in links] == ["青竹河畔添新绿", "老街换新灯……", "今日导读"]


def test_an_entrance_that_shows_the_issue_in_a_frame() -> None:
    page = "<frameset rows='*'><frame src='html/2014-08/22/node_2.htm'></frameset>"
    issue = PLATFORMS["founder_classic"].read_index(page, "http://e.example.cn/")
    assert [fetch.url for fetch in issue.fetches] == [
        "http://e.example.cn/html/2014-08/22/node_2.htm"
    ]


def test_a_frame_of_another_kind_is_no_entrance() -> None:
    page = "<p>青竹报</p><iframe src='http://ads.example.cn/stat_page.aspx'></iframe>"
    with pytest.raises(NotAnIssueError):
        PLATFORMS["founder_classic"].read_index(page, "http://e.example.cn/")


def test_the_lines_behind_a_poet_are_a_poem() -> None:
    lines = ["河水慢下来", "春天", "柳条垂向春天", "等一只船"]
    article = stored(classic(ps("□唐小溪", *lines), "青竹谣"))
    assert article.paragraphs == lines
    assert credits(article) == [("唐小溪", "", None)]


def test_an_editors_note_stands_before_the_dateline() -> None:
    note = "编者按　下一步，街道将在两岸铺设步道。"
    article = stored(classic(ps(note, f"本报讯（记者 陆望舒）{FIRST}", SECOND)))
    assert article.paragraphs == [note, FIRST, SECOND]
    assert (article.dateline, credits(article)) == ("本报讯", [("陆望舒", "记者", None)])


def test_a_line_of_facts_names_reporter_and_editor() -> None:
    facts = "<p><span>2022年10月25日</span><span>记者：陆望舒</span><span>编辑：苏砚</span></p>"
    page = f"<div class=newsdetatit><h2>青竹河畔</h2>{facts}</div><div id=ozoom>{TEXT}</div>"
    assert credits(stored(page, "founder_new")) == [("陆望舒", "记者", None)]


@pytest.mark.parametrize(
    "box",
    [
        "<td class=default><span><strong>版面导航</strong></span></td>",
        "<td><div class=news_title>本版新闻</div></td>",
        "<td><b>2014年08月22日 星期五</b></td>",
        "<td><b>星期五</b></td>",
        "<td><strong>第01版：要闻</strong></td>",
        "<td><b>青竹报数字报</b></td>",
        "<td class=header><b>一江水向东</b></td>",
    ],
)
def test_titles_of_boxes_around_an_article_are_no_headline(box: str) -> None:
    page = f"<table><tr>{box}</tr><tr><td><div id=ozoom>{TEXT}</div></td></tr></table>"
    article = stored(page)
    assert (article.headline, article.paragraphs) == (None, [FIRST, SECOND])


def test_an_answer_in_json_has_its_photos_credit() -> None:
    text = f"<p>　　本报讯（记者 苏砚）{FIRST}</p><p><img src=/x.jpg></p><p>{CAPTION}程野 摄</p>"
    answer = json.dumps({"msg": [{"documentTitle": "青竹河畔", "documentContent": text}]})
    labelled = PLATFORMS["digital_newspaper"].read_article(answer, "http://e.example.cn/x")
    article = article_of(labelled)
    assert (article.paragraphs, captions(article)) == ([FIRST], [(CAPTION, "程野 摄")])
