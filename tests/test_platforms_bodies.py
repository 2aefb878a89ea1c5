"""Bodies: paragraphs, subheads and pictures with their captions, whatever the markup."""

from __future__ import annotations

from itertools import pairwise

from yuzhong_news.platforms import PLATFORMS, Part
from yuzhong_news.platforms.bodies import parts_of, parts_of_text
from yuzhong_news.platforms.markup import document

URL = "http://epaper.example.cn/html/2025-02/07/content_1.htm"
BASE = "http://epaper.example.cn/html/2025-02/07/"


def parts(html: str) -> list[Part]:
    root = document(f"<div id=b>{html}</div>")
    return parts_of(root.xpath("//*[@id='b']")[0], URL)


def kinds(html: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text or (part.url or "").removeprefix(BASE)) for part in parts(html)]


def test_each_p_and_each_line_is_a_paragraph() -> None:
    html = "<P>\u3000\u3000春耕开始了。<BR>\u3000\u3000农机下田了。</P><p>&nbsp;</p><p>种子到了。"
    assert kinds(html) == [
        ("paragraph", "春耕开始了。"),
        ("paragraph", "农机下田了。"),
        ("paragraph", "种子到了。"),
    ]


def test_bold_and_centred_short_lines_are_subheads() -> None:
    html = (
        "<p>第一段。</p><p><strong>农机下田</strong></p><p>第二段。</p>"
        "<p align=center>种子到村</p><p>第三段。</p><p><b>他说，</b>第四段。</p>"
        "<p style='text-align: center'><b>这一句加粗但有句号。</b></p><p>末段。</p>"
    )
    assert [text for kind, text in kinds(html) if kind == "subhead"] == ["农机下田", "种子到村"]
    assert len(kinds(html)) == 8


def test_a_body_all_in_bold_has_no_subheads() -> None:
    assert {kind for kind, _ in kinds("<b><p>河湾的风</p><p>油菜花黄</p><p>春天</p></b>")} == {
        "paragraph"
    }


def test_photo_tables() -> None:
    html = (
        "<table><tr><td><img src=1.jpg></td></tr><tr><td>春耕。<br>罗小曼 摄</td></tr></table>"
        "<p>正文。</p>"
        "<table><tr><td><img src=2.jpg></td><td><img src=3.jpg></td></tr>"
        "<tr><td>左图。</td><td>右图。</td></tr></table>"
    )
    assert kinds(html) == [
        ("picture", "1.jpg"),
        ("caption", "春耕。 罗小曼 摄"),
        ("paragraph", "正文。"),
        ("picture", "2.jpg"),
        ("caption", "左图。"),
        ("picture", "3.jpg"),
        ("caption", "右图。"),
    ]


def test_figures_list_items_and_paragraphs_with_pictures() -> None:
    html = (
        "<figure><img src=1.jpg><figcaption>图一</figcaption></figure>"
        "<ul><li><img src=2.jpg><span>图二</span></li></ul>"
        "<p><img src=3.jpg><br>图三</p><p>正文第一段，写了很多。</p>"
        "<p align=center><img src=4.jpg></p><p align=center>图四</p><p>正文第二段。</p>"
        "<div class='pic'><img data-src=5.jpg><p>图五</p></div>"
    )
    found = parts(html)
    for before, part in pairwise(found):
        if part.kind == "caption":
            assert before.kind == "picture"
    captions = [part.text for part in found if part.kind == "caption"]
    assert captions == ["图一", "图二", "图三", "图四", "图五"]
    assert sum(part.kind == "picture" for part in found) == 5


def test_buttons_and_lines_are_no_pictures() -> None:
    html = (
        "<p><img src=../../../tplimg/pdf.gif>文</p><img src=a.jpg width=10 height=10>"
        "<img src='data:image/gif;base64,AA'><img src=javascript:x><img src=p.jpg usemap=#m>"
    )
    assert kinds(html) == [("paragraph", "文")]


def test_what_is_hidden_is_no_text() -> None:
    html = (
        "<p>见</p><p style='display:none'>不见</p><script>x</script><input value=x><p>见</p>"
        "<video>不支持</video><audio>不支持</audio><button>播放</button>"
    )
    assert [text for _, text in kinds(html)] == ["见", "见"]


def test_tables_of_figures_keep_their_rows() -> None:
    html = "<table><tr><td>早稻</td><td>三十万亩</td></tr><tr><td>油菜<td>二十万亩</table>"
    assert [text for _, text in kinds(html)] == ["早稻 三十万亩", "油菜 二十万亩"]


def test_bodies_that_come_as_text() -> None:
    assert [part.text for part in parts_of_text("一。\n\n\u3000\u3000二。\n", URL)] == [
        "一。",
        "二。",
    ]
    assert [part.text for part in parts_of_text("<p>一。</p>二。", URL)] == ["一。", "二。"]
    assert parts_of_text("", URL) == []


def test_photos_beside_the_body_stand_before_it_and_once() -> None:
    page = """<table><tr><td class=font01>春耕</td></tr><tr><td>
    <table id=newspic><tr><td><img src=1.jpg></td></tr><tr><td>图说。</td></tr></table></td></tr>
    <tr><td><div id=ozoom><p>正文。</p><p><img src=1.jpg></p></div></td></tr></table>
    <img src=advert.jpg>"""
    article = PLATFORMS["founder_classic"].read_article(page, URL)
    assert [(part.kind, part.text) for part in article.parts][:2] == [
        ("picture", ""),
        ("caption", "图说。"),
    ]
    assert sum(part.kind == "picture" for part in article.parts) == 1
    assert article.parts[-1].text == "正文。"


def test_a_document_inside_a_document() -> None:
    page = """<html><body><h1 id=Title>春耕</h1><founder-content><!--enpcontent--><html><head>
    </head><body><p>一。</p><p>二。</p></body></html><!--/enpcontent--></founder-content>
    <p>页脚</p></body></html>"""
    article = PLATFORMS["founder_new"].read_article(page, URL)
    assert [part.text for part in article.parts] == ["一。", "二。"]
