"""Platforms on texts that are no newspaper's: they answer or refuse, in bounded time and space."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_platforms_sites import ROOT, Replay
from yuzhong_news.platforms import PLATFORMS, NotAnIssueError, PageLink, platform_of
from yuzhong_news.platforms.charset import decode
from yuzhong_news.platforms.markup import MAX_TAGS
from yuzhong_news.splitting.labelled import article_of

URL = "http://epaper.example.cn/html/2025-02/07/node_1.htm"
SECONDS = 10.0
"""Of the processor, for one reading of ten megabytes; most take less than two."""

TOKENS = st.sampled_from(
    [
        *("<p>", "</p>", "<P align=center>", "<br>", "<b>", "</b>", "<table>", "<tr>", "<td>"),
        *("<img src=a.jpg>", "<img src=x usemap=#m>", "<a href=node_2.htm>第02版：要闻</a>"),
        *("<a href=content_1.htm>", "</a>", "<a href=a.pdf>", "<map name=m>", "</html>", "<html>"),
        *("<area coords='1,2,3,4.5,6,7' href=content_1.htm>", "<area coords=x href=:>"),
        *("<!--enpproperty <title>春</title>", "<author>", "/enpproperty-->", "-->", "<!--"),
        *("<div id=ozoom>", "<founder-content>", "<td class=font01>", "<h1>", "</div>", "&nbsp;"),
        *("<div class='neirong x' alt=k>", "<div class='swiper-slide' alt='01' fld='头版'>"),
        *(
            "<a class=overlink field=k title='a<br/>b' style='width:1px;height:2px'>",
            "2025年2月7日",
        ),
        *("<period><period_date>2025-02-07</period_date><front_page>n.htm</front_page></period>"),
        *(
            "春耕备耕忙。",
            "（记者 周明远）",
            "本报讯",
            "（下转第2版）",
            "\u3000\u3000",
            "\n",
            "\0",
            "\ud800",
        ),
        *('{"msg":[{"layoutCatalogId":1,"editionName":"01版"}]}', '{"data":{"pages":[{"id":1}]}}'),
    ]
)
PAGES = st.lists(TOKENS, max_size=60).map("".join)


def read_all(name: str, text: str, url: str) -> None:
    """Read a text as everything it could be; only what is documented may be raised."""
    platform = PLATFORMS[name]
    platform.recognises(text, url)
    readers: list[Callable[[], object]] = [
        lambda: platform.read_index(text, url),
        lambda: platform.read_layout(text, url, PageLink()),
        lambda: article_of(platform.read_article(text, url)),
    ]
    for reader in readers:
        kind, message = "no-issue", "read"
        try:
            reader()
        except NotAnIssueError as error:
            kind, message = error.kind, str(error)
        assert kind in {"challenge", "error-page", "shell", "other-date", "no-issue"}
        assert message


@pytest.mark.parametrize("name", sorted(PLATFORMS))
@given(text=st.text(max_size=300), url=st.one_of(st.just(URL), st.text(max_size=60)))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_or_refused(name: str, text: str, url: str) -> None:
    read_all(name, text, url)


@pytest.mark.parametrize("name", sorted(PLATFORMS))
@given(text=PAGES)
@settings(max_examples=120, deadline=None)
def test_tag_soup_is_answered_or_refused(name: str, text: str) -> None:
    read_all(name, text, URL)


@pytest.mark.parametrize("name", ["digital_newspaper", "bz"])
@given(
    value=st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(
                st.sampled_from(
                    [
                        *("msg", "data", "pages", "articles", "id", "index", "title", "text"),
                        *("layoutCatalogId", "pdfPath", "editionName", "documentContent", "name"),
                    ]
                ),
                inner,
                max_size=5,
            ),
        ),
        max_leaves=12,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_json_is_answered_or_refused(name: str, value: object) -> None:
    import json

    read_all(name, json.dumps(value), URL)


@given(body=st.binary(max_size=400), declared=st.one_of(st.none(), st.text(max_size=12)))
@settings(max_examples=200, deadline=None)
def test_any_bytes_have_a_text(body: bytes, declared: str | None) -> None:
    assert isinstance(decode(body, declared), str)


@pytest.mark.parametrize("label", ["gbk", "utf-8", "big5", "utf-16", "none-such"])
@pytest.mark.parametrize("header", [None, "utf-8", "gbk", "iso-8859-1", "Windows-1252", "big5"])
@pytest.mark.parametrize("written", ["utf-8", "gb18030"])
def test_wrong_charsets_in_header_and_page_do_no_harm(
    label: str, header: str | None, written: str
) -> None:
    page = f"<meta charset={label}><h1>全区春耕备耕忙</h1><p>记者王㐂从区农业农村委获悉，𠮷田。"
    assert decode(page.encode(written), header) == page


@given(cut=st.floats(0, 1), family=st.sampled_from(sorted(path.name for path in ROOT.iterdir())))
@settings(max_examples=60, deadline=None)
def test_pages_cut_anywhere_are_answered_or_refused(cut: float, family: str) -> None:
    replay = Replay(family)
    for file in sorted((replay.root / "www").rglob("*.htm*"))[:4]:
        text = decode(file.read_bytes())
        read_all(family, text[: int(len(text) * cut)], URL)


HOSTILE = {
    "deep": "<div>" * 50_000 + "春",
    "deep tables": "<table><tr><td>" * 20_000 + "<img src=a.jpg>" * 100,
    "deep in a body": "<div id=ozoom>" + "<p><b>" * 50_000 + "春。" * 1000,
    "deep links": "<a href=node_2.htm>第02版" * 60_000,
    "entities": "<!DOCTYPE x [<!ENTITY a '" + "春" * 100 + "'>]><div id=ozoom>" + "&a;" * 100_000,
    "external": "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><div id=ozoom><p>&x;</p></div>",
    "links": "<a href=content_1.htm>标题</a>" * 50_000,
    "different links": "".join(
        f"<a href=content_{i}.htm>标题</a><area coords=1,2,3,4,5,6 href=content_{i}.htm>"
        for i in range(20_000)
    ),
    "pages": "".join(f"<a href=node_{i}.htm>第{i % 99:02}版：要闻</a>" for i in range(30_000)),
    "corners": "<area href=content_1.htm coords='" + "1.5," * 1_000_000 + "'>",
    "comments": "<!--enpproperty <title>" * 100_000,
    "tags": "<title>" * 100_000,
    "images": "<div id=ozoom>" + "<table><tr><td><img src=a.jpg>" * 50_000,
    "one line": "<div id=ozoom><h1>" + "春" * 3_000_000,
    "lines": "<div id=ozoom>" + "春<br>" * 100_000,
    "periods": "<periodlist>" + "<period>" * 100_000,
    "property": "<!--enpproperty " + "<title>" * 50_000 + "/enpproperty-->",
    "labels": "第1版" + "<b>版" * 50_000,
    "slides": "<div class='swiper-slide' alt='01'><a class=overlink field=k></a>" * 20_000
    + "<div class='neirong k' alt=k>\n\n" * 20_000,
    "rows around a headline": "<div><p>a</p>" * 2_000
    + "<h1>春耕</h1>"
    + "<p>《 作者：</p>" * 20_000
    + "<div><p>b" * 2_000
    + "<div id=ozoom>春",
    "a long row": "<h1>春耕</h1><p>" + "《 作者：第 " * 200_000 + "</p><div id=ozoom>春",
    "blocks in links": "<a href=content_1.htm title=春>" + "<span>春</span>" * 100_000,
    "unclosed headings": ("<h1>" + "<p>" * 300 + "春") * 2_000,
    "unclosed labels": "<p class=a><p>" * 140_000,
    "paragraphs": "<h1>春</h1><div id=ozoom>" + "<p>" * 1_900_000 + "春",
    "breaks": "<h1>春</h1><div>" + "春<br>" * 200_000,
    "too long": "春" * 10_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["founder_classic", "bc"])
def test_hostile_pages_are_bounded(name: str, kind: str) -> None:
    started = time.process_time()
    read_all(name, HOSTILE[kind], URL)
    assert time.process_time() - started < SECONDS
    platform_of(HOSTILE[kind], URL)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_with_the_most_tags_that_are_read_are_bounded(kind: str) -> None:
    text = "<".join(HOSTILE[kind].split("<")[: MAX_TAGS + 1])
    started = time.process_time()
    read_all("founder_classic", text, URL)
    assert time.process_time() - started < SECONDS / 2


@pytest.mark.parametrize("more", [0, 1])
def test_a_page_has_at_most_so_many_tags(more: int) -> None:
    page = "<h1>春耕</h1><div id=ozoom>春耕开始了。"
    page += "<p>" * (MAX_TAGS - page.count("<") + more)
    if more:
        with pytest.raises(NotAnIssueError, match=f"has {MAX_TAGS + 1} tags"):
            PLATFORMS["founder_classic"].read_article(page, URL)
    else:
        assert PLATFORMS["founder_classic"].read_article(page, URL).headline == "春耕"


def test_entities_are_not_expanded() -> None:
    with pytest.raises(NotAnIssueError):
        PLATFORMS["founder_classic"].read_article(HOSTILE["external"].replace("&x;", ""), URL)
    found = PLATFORMS["founder_classic"].read_article(HOSTILE["external"], URL)
    assert "root" not in str(found)
