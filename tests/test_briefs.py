"""Briefs that a vendor holds as one article, and what is said to the reader inside of a text."""

from __future__ import annotations

import pytest

from yuzhong_news.items import Article, FetchedPage, LabelledArticle, Page, PageFacts, Part
from yuzhong_news.pipelines.labelled import split_labelled
from yuzhong_news.splitting.labelled import article_of

ITEMS = [
    ("江边修步道", "甘棠", "近日，青竹河沿岸新栽的三千株柳树全部成活，居民纷纷前来散步。"),
    ("老街换新灯", "苏砚", "负责养护的工人说，今年雨水足，树苗长得快，明年春天就能成荫。"),
    ("社区开讲堂", "程野", "街道办事处表示，下一步还将在河边铺设两公里步道，安装路灯。"),
]
HEADS = [head for head, _, _ in ITEMS]
TEXTS = [text for _, _, text in ITEMS]


def paged(*labelled: LabelledArticle) -> Page:
    return split_labelled(FetchedPage(PageFacts(), "qingzhu", "01", list(labelled), []), None)


def told(*texts: str, kind: str = "paragraph") -> list[Part]:
    return [Part(kind, text) for text in texts]  # type: ignore[arg-type]


def dated(name: str, text: str) -> str:
    return f"本报讯（记者 {name}）{text}"


def heads(page: Page) -> list[str | None]:
    return [article.headline for article in page.articles]


def people(article: Article) -> list[str]:
    return [person.name for person in article.contributors]


BOLD = [
    part
    for head, name, text in ITEMS
    for part in (*told(head, kind="subhead"), *told(dated(name, text)))
]
PLAIN = [part for head, name, text in ITEMS for part in (*told(head), *told(dated(name, text)))]
RUN_IN = [part for head, name, text in ITEMS for part in told(f"{head}\u3000{dated(name, text)}")]


@pytest.mark.parametrize("parts", [BOLD, PLAIN, RUN_IN], ids=["bold", "plain", "run-in"])
@pytest.mark.parametrize("title", ["简\u3000讯", "江城各地春耕忙"])
def test_briefs_with_datelines_are_articles_of_their_own(title: str, parts: list[Part]) -> None:
    page = paged(LabelledArticle(headline=title, parts=parts))
    assert heads(page) == HEADS
    assert {article.column for article in page.articles} == {title.replace("\u3000", "")}
    assert [article.paragraphs for article in page.articles] == [[text] for text in TEXTS]
    assert [people(article) for article in page.articles] == [["甘棠"], ["苏砚"], ["程野"]]


def test_briefs_that_each_end_in_a_byline_part_by_their_heads() -> None:
    parts = [
        part
        for head, name, text in ITEMS
        for part in (*told(head, kind="subhead"), *told(f"{text}（{name}）"))
    ]
    page = paged(LabelledArticle(headline="街道新事", parts=parts))
    assert heads(page) == HEADS
    assert [people(article) for article in page.articles] == [["甘棠"], ["苏砚"], ["程野"]]


def test_bold_heads_are_enough_under_a_title_that_says_so() -> None:
    parts = [part for head, _, text in ITEMS for part in (*told(head, kind="subhead"), *told(text))]
    assert heads(paged(LabelledArticle(headline="社区快讯", parts=parts))) == HEADS
    assert heads(paged(LabelledArticle(headline="街道三件实事", parts=parts))) == ["街道三件实事"]


def test_briefs_without_heads_part_by_their_datelines() -> None:
    parts = told(*(dated(name, text) for _, name, text in ITEMS))
    page = paged(LabelledArticle(headline="一句话新闻", parts=parts))
    assert [article.column for article in page.articles] == ["一句话新闻"] * 3
    assert [article.paragraphs for article in page.articles] == [[text] for text in TEXTS]


@pytest.mark.parametrize(
    "labelled",
    [
        LabelledArticle(headline="春耕", parts=[*told(dated("甘棠", TEXTS[0])), *BOLD]),
        LabelledArticle(headline="春耕", kicker="江城各地", parts=BOLD),
        LabelledArticle(headline="春耕", byline="苏砚", parts=BOLD),
        LabelledArticle(headline="春耕", parts=[*BOLD[:3], *told(TEXTS[1])]),
        LabelledArticle(headline="春耕", parts=BOLD[:2]),
        LabelledArticle(headline="", parts=BOLD),
        LabelledArticle(headline="简讯", parts=told(dated("甘棠", TEXTS[0]), *TEXTS[1:])),
    ],
    ids=["lead", "kicker", "byline", "one-dateline", "one", "untitled", "one-text"],
)
def test_one_article_stays_one(labelled: LabelledArticle) -> None:
    assert len(paged(labelled).articles) == 1


def test_a_picture_before_the_first_brief_is_its_own() -> None:
    picture = [Part("picture", url="http://e.example.cn/a.jpg"), Part("caption", "居民在散步。")]
    page = paged(LabelledArticle(headline="简讯", parts=[*picture, *BOLD]))
    assert [len(article.captions) for article in page.articles] == [1, 0, 0]


@pytest.mark.parametrize(
    "line",
    [
        *("扫码看视频", "（扫码看视频）", "▲扫码看视频", "扫一扫 看视频", "微信扫码看视频"),
        *("扫描二维码，观看更多精彩内容", "扫码阅读全文", "更多内容请扫描二维码", "长按识别二维码"),
        *("点击播放视频", "扫码看直播回放", "扫描下方二维码关注我们", "扫码"),
    ],
)
@pytest.mark.parametrize("kind", ["paragraph", "subhead"])
def test_what_sends_the_reader_to_a_code_is_furniture(line: str, kind: str) -> None:
    parts = [*told(*TEXTS[:2]), *told(line, kind=kind), *told(TEXTS[2])]
    page = paged(LabelledArticle(headline="青竹河畔", parts=parts))
    assert page.furniture == [line]
    assert page.articles[0].paragraphs == TEXTS
    assert page.articles[0].subheads == []


@pytest.mark.parametrize(
    "line",
    [
        "市民扫码看视频，就能了解景点的故事。",
        "扫码看视频的老人越来越多，社区于是开了一门课。",
        "游客扫描二维码，观看更多精彩内容，还能听到讲解。",
    ],
)
def test_a_sentence_about_codes_is_text(line: str) -> None:
    labelled = LabelledArticle(headline="青竹河畔", parts=told(TEXTS[0], line, TEXTS[2]))
    assert article_of(labelled).paragraphs == [TEXTS[0], line, TEXTS[2]]


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("新华社/法新", None),
        ("张伟/光明图片", "张伟"),
        ("张伟／视觉中国", "张伟"),
        ("王伟/影像中国", "王伟"),
        ("图源：视觉中国", None),
        ("图据新华社", None),
        ("新华社图", None),
        ("东方IC", None),
        ("本报资料图", None),
    ],
)
def test_credits_of_agencies(printed: str, person: str | None) -> None:
    picture = [Part("picture", url="http://e.example.cn/a.jpg")]
    caption = Part("caption", f"居民在青竹河边散步。{printed}")
    article = article_of(LabelledArticle(headline="青竹", parts=[*picture, caption, *told(*TEXTS)]))
    assert [(each.text, each.credit) for each in article.captions] == [
        ("居民在青竹河边散步。", printed)
    ]
    assert [(each.name, each.work) for each in article.contributors] == (
        [(person, "图")] if person else []
    )
