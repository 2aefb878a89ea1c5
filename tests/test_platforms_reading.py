"""The platforms' small readers: charsets, dates, labels, polygons, addresses, entrances."""

from __future__ import annotations

import datetime as dt

import pytest

from yuzhong_news.platforms import PLATFORMS, NotAnIssueError, PageLink
from yuzhong_news.platforms.addresses import dated, issue_address
from yuzhong_news.platforms.charset import codec_of, decode
from yuzhong_news.platforms.dates import date_in, date_of_url
from yuzhong_news.platforms.labels import is_label, read_label
from yuzhong_news.platforms.markup import absolute, document, folded, squeezed, text_of
from yuzhong_news.platforms.not_an_issue import check_date
from yuzhong_news.platforms.properties import article_properties, page_properties
from yuzhong_news.platforms.regions import polygon_of, rectangle_of

DAY = dt.date(2025, 2, 7)
TEXT = "云岭新报讯：县里的油菜花开了，游客沿着河湾慢慢走。"


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "gb2312"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "gbk"),
        (b"\xef\xbb\xbf\xef\xbb\xbf" + TEXT.encode(), None),
        (TEXT.encode("gbk"), None),
        (TEXT.encode("gbk"), "utf-8"),
        (TEXT.encode("gbk"), "gb2312"),
        (TEXT.encode("gbk"), "gbk2312"),
        (TEXT.encode("gbk"), "no-such-charset"),
        (TEXT.encode("gb18030")[:-1], "gb2312"),
        (TEXT.encode()[:-1], None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("big5", "ignore"), "big5"),
    ],
)
def test_charsets(body: bytes, declared: str | None) -> None:
    found = decode(body, declared)
    assert "\ufffd" not in found[:-1]
    assert not found.startswith("\ufeff")
    if declared != "big5":
        assert found.startswith(TEXT[:-1])


@pytest.mark.parametrize("name", ["gbk2312", "gb2312", "GB_2312", "x-gbk", "gb18030"])
def test_a_page_that_names_a_charset_wrongly_is_read(name: str) -> None:
    page = f'<META content="text/html; charset={name}" http-equiv=Content-Type>镕{TEXT}'
    assert decode(page.encode("gbk")) == page
    assert decode(page.encode()) == page


def test_a_few_damaged_bytes_do_not_change_the_charset() -> None:
    body = (TEXT * 40).encode()
    damaged = body[:1000] + b"\xff" + body[1000:]
    assert decode(damaged, "gb2312").replace("\ufffd", "")[:300] == (TEXT * 40)[:300]
    assert codec_of("'GBK2312'") == "gb18030"
    assert codec_of("") is None
    assert decode(b"") == ""


@pytest.mark.parametrize(
    "text",
    [
        "2025年2月7日",
        "2025 年\n 02 月 07 日",
        "二〇二五年二月七日",
        "二○二五年二月七日",
        "２０２５年２月７日",
        "2025-02-07 23:59:59",
        "2025/2/7",
        "星期五 2025年02月07日",
    ],
)
def test_dates(text: str) -> None:
    assert date_in(text) == DAY


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("二〇二六年十二月三十一日", dt.date(2026, 12, 31)),
        ("二〇二六年十月二十日", dt.date(2026, 10, 20)),
        ("二〇二六年十一月廿三日", dt.date(2026, 11, 23)),
        ("2025年2月30日", None),
        ("2月7日", None),
        ("12025-02-071", None),
    ],
)
def test_written_dates(text: str, date: dt.date | None) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize(
    "path",
    [
        "/html/2025-02/07/node_2.htm",
        "/pc/layout/202502/07/node_01.html",
        "/2025/20250207/20250207_001/20250207_001.htm",
        "/rmrb/html/2025-02/07/nw.D110000renmrb_20250207_1-01.htm",
        "/resfile/2025-02-07/01/01.pdf",
        "/html/2025/02/07/index.html",
        "/paper?publishTime=2025-02-07",
        "/x/2025-2-7/",
    ],
)
def test_dates_of_addresses(path: str) -> None:
    assert date_of_url(f"http://epaper.example.cn{path}") == DAY


def test_addresses_without_date() -> None:
    for url in ("http://a.cn/html/2025-13/07/", "http://a.cn/node_20250.htm", "http://[", ""):
        assert date_of_url(url) is None


@pytest.mark.parametrize(
    ("label", "number", "name"),
    [
        ("第A01版：头版", 1, "头版"),
        ("第01版:要闻", 1, "要闻"),
        ("01： 一版要闻", 1, "一版要闻"),
        ("第1版　　　　要闻", 1, "要闻"),
        ("第 A01 版", 1, None),
        ("B02版 财经·消费", 2, "财经·消费"),
        ("一版", 1, None),
        ("第十二版：副刊", 12, "副刊"),
        ("二十版", 20, None),
        ("头版", 1, "头版"),
        ("&nbsp;第04版：境界-知行", 4, "境界-知行"),
        ("A03 要闻", 3, "要闻"),
        ("02", 2, None),
        ("第001版", 1, None),
        ("８版：国际", 8, "国际"),
        ("01B版：一版", 1, "一版"),
        ("版面导航", None, None),
        ("下一版", None, None),
        ("", None, None),
    ],
)
def test_page_labels(label: str, number: int | None, name: str | None) -> None:
    assert read_label(label) == (number, name)


def test_what_is_no_label() -> None:
    assert not is_label(
        "第一版教材出版发行的消息传来，县里的老师们议论纷纷，这是一条长长的标题，有四十多个字符"
    )
    assert not is_label("十二个乡镇春耕备耕忙")
    assert not is_label("12 13")


def test_polygons() -> None:
    assert polygon_of("1,2,3,4,5,6") == [(1, 2), (3, 4), (5, 6)]
    assert polygon_of("1.5, 2.25 ,3,4,5,6,7") == [(1.5, 2.25), (3, 4), (5, 6)]
    assert polygon_of("1,2,3,4") == [(1, 2), (3, 2), (3, 4), (1, 4)]
    assert polygon_of("") == []
    assert len(polygon_of("1,2," * 100_000)) == 1000
    assert rectangle_of("width:30px;height:20px;left:3px;top:2.5px;") == [
        *((3, 2.5), (33, 2.5), (33, 22.5), (3, 22.5))
    ]
    assert rectangle_of("width:30px") == []


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:;", "#", "", None, "data:image/png;base64,AA", "ftp://a.cn/x"),
        *("http://", "http://[::1", "http://a.cn:port/", "file:///etc/passwd", "//", "http:///x"),
    ],
)
def test_links_never_leave_http(link: str | None) -> None:
    found = absolute("http://epaper.example.cn/html/node_1.htm", link)
    assert found is None or found.startswith("http://epaper.example.cn")


def test_links_are_absolute() -> None:
    base = "http://epaper.example.cn/html/2025-02/07/node_1.htm"
    assert absolute(base, "./node_2.htm#a") == base.replace("node_1", "node_2")
    assert absolute(base, " content_1.htm?div=-1") == base.replace("node_1", "content_1")
    assert absolute(base, "//img.example.cn/a.jpg") == "http://img.example.cn/a.jpg"


@pytest.mark.parametrize(
    ("address", "usual", "wanted"),
    [
        ("http://a.cn", "html/%Y-%m/%d/node_1.htm", "http://a.cn/html/2025-02/07/node_1.htm"),
        ("http://a.cn/html/", "html/%Y/node_1.htm", "http://a.cn/html/2025/node_1.htm"),
        (
            "http://a.cn/b/pc/layout/",
            "pc/layout/%Y%m/%d/1.html",
            "http://a.cn/b/pc/layout/202502/07/1.html",
        ),
        ("http://a.cn/%Y/%m%d/x.htm", "ignored", "http://a.cn/2025/0207/x.htm"),
    ],
)
def test_where_an_issue_begins(address: str, usual: str, wanted: str) -> None:
    assert issue_address(address, DAY, usual) == wanted


def test_addresses_that_are_none_are_refused() -> None:
    for name in PLATFORMS:
        with pytest.raises(ValueError, match=r"address|newspaper"):
            PLATFORMS[name].start("epaper.example.cn/html", DAY)
    assert dated("/%E6%96/%Y%m%d", DAY) == "/%E6%96/20250207"


def test_property_comments() -> None:
    text = (
        "</html><!--enpproperty <articleid>5</articleid><TITLE>春耕<br>备耕&amp;农机</TITLE>"
        "<introtitle></introtitle><author>记者 周明远</author>/enpproperty-->"
        "<!--enpproperty <founder-type>2</founder-type><founder-date>2025-02-07 23:59:59"
        "</founder-date>/enpproperty--><!--enpproperty <title>broken"
    )
    found = article_properties(text)
    assert found["title"] == "春耕 备耕&农机"
    assert found["introtitle"] == ""
    assert page_properties(text)["date"] == "2025-02-07 23:59:59"
    assert article_properties("<!--enpproperty" * 50) == {}


def test_text_of_a_page() -> None:
    root = document("<P>春<B>耕</B><script>x()</script><br>备&nbsp;耕<!-- 旧 --></P>")
    assert text_of(root) == "春耕 备 耕"
    assert folded("a<br/>b&nbsp; c") == "a b c"
    assert squeezed(" 锁定\u3000\u3000分量\u200b ") == "锁定 分量"


@pytest.mark.parametrize(
    "page",
    [
        '<meta http-equiv="refresh" content="0; URL=html/2025-02/07/node_1.htm">',
        "<META HTTP-EQUIV=REFRESH CONTENT='0;url=html/2025-02/07/node_1.htm'>",
        '<script>window.location.href = "html/2025-02/07/node_1.htm";</script>',
        "<script>location.replace('/html/2025-02/07/node_1.htm')</script>",
    ],
)
def test_entrances_forward_to_an_issue(page: str) -> None:
    issue = PLATFORMS["founder_classic"].read_index(page, "http://a.cn/paperindex.htm")
    assert issue.date is None
    assert [(each.url, each.step, each.date) for each in issue.fetches] == [
        ("http://a.cn/html/2025-02/07/node_1.htm", "index", DAY)
    ]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<html><head><title>404 Not Found</title></head><body>nginx</body></html>", "error-page"),
        ("<html><body><h1>502 Bad Gateway</h1></body></html>", "error-page"),
        ("<title>出错了</title><p>您访问的页面不存在，请返回首页。</p>", "error-page"),
        ("<script>document.cookie='a=1';location.reload()</script>", "challenge"),
        ('<script>location.href="node_1.htm?wafsid=1";document.cookie="a"</script>', "challenge"),
        ("<title>安全验证</title><div>请完成人机验证后继续访问</div>", "challenge"),
        ('<div id="app"></div><script src="/static/js/app.js"></script>', "shell"),
        ("", "shell"),
        ("<p>该日期没有报纸</p>", "no-issue"),
        ("<p>" + "网站首页 新闻 视频 专题 " * 60 + "</p>", "no-issue"),
    ],
)
def test_what_is_no_issue_is_told_apart(page: str, kind: str) -> None:
    for name in ("founder_classic", "founder_new", "huaguang", "bc", "joyhua", "plain_pdf"):
        with pytest.raises(NotAnIssueError) as error:
            PLATFORMS[name].read_index(page, "http://a.cn/html/2025-02/07/node_1.htm")
        assert error.value.kind == kind
        assert "http://a.cn/" in str(error.value)
        with pytest.raises(NotAnIssueError):
            PLATFORMS[name].read_layout(page, "http://a.cn/x.htm", PageLink())
        with pytest.raises(NotAnIssueError):
            PLATFORMS[name].read_article(page, "http://a.cn/x.htm")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ('{"code":200,"msg":["无数据"]}', "no-issue"),
        ('{"code":200,"msg":[]}', "no-issue"),
        ('{"code":0,"data":{"pages":[]}}', "no-issue"),
        ('{"code":', "error-page"),
        ('{"a":' + "[" * 100_000, "error-page"),
        ("[]", "shell"),
        ("<title>403 Forbidden</title>", "error-page"),
    ],
)
def test_json_that_is_no_issue(answer: str, kind: str) -> None:
    name = "bz" if "pages" in answer else "digital_newspaper"
    with pytest.raises(NotAnIssueError) as error:
        PLATFORMS[name].read_index(answer, "http://a.cn/bz/queryPageByDate")
    assert error.value.kind == kind


def test_the_newest_issue_is_not_that_of_another_date() -> None:
    check_date(DAY, DAY, "http://a.cn/")
    check_date(None, DAY, "http://a.cn/")
    with pytest.raises(NotAnIssueError, match="2025-02-06") as error:
        check_date(dt.date(2025, 2, 6), DAY, "http://a.cn/")
    assert error.value.kind == "other-date"
