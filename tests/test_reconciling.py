"""A page's HTML and its PDF, told together: the HTML's text stands, nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.test_splitting_printed import BRIDGE, MARKET, SCHOOL
from yuzhong_news.items import (
    Article,
    Caption,
    Contributor,
    FetchedPage,
    Jump,
    Kind,
    LabelledArticle,
    Page,
    PageFacts,
    PageStatus,
    Part,
    Subhead,
)
from yuzhong_news.pipelines.labelled import split_labelled
from yuzhong_news.splitting.reconciling import CUE, ONLY_IN_PDF, reconcile

SQUARE = [[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]]
OTHER = [[(20.0, 0.0), (30.0, 0.0), (30.0, 10.0), (20.0, 10.0)]]


def an(headline: str, paragraphs: list[str], **more: object) -> Article:
    return Article.model_validate({"headline": headline, "paragraphs": paragraphs, **more})


def test_the_text_of_the_html_stands_and_the_pdf_adds_what_it_lacks() -> None:
    html = [an("新桥通车", BRIDGE)]
    pdf = [
        an(
            "新桥 通车",
            ["".join(BRIDGE)],
            kicker="两岸一家",
            column="城事",
            byline="记者 张明月",
            contributors=[Contributor(name="张明月", role="记者")],
            captions=[Caption(text="新桥", credit="资料图片")],
            continued_to=2,
            jumps=[Jump(direction="to", page=2, text="（下转第2版）")],
            region=SQUARE,
        )
    ]
    (article,) = reconcile(html, pdf)
    assert (article.headline, article.paragraphs) == ("新桥通车", BRIDGE)
    assert (article.kicker, article.column, article.byline) == ("两岸一家", "城事", "记者 张明月")
    assert article.continued_to == 2
    assert [one.credit for one in article.captions] == ["资料图片"]
    assert article.region == SQUARE
    assert article.doubts == [], "line breaks and blanks are no disagreement"


def test_a_disagreement_becomes_a_doubt_with_both_readings() -> None:
    pdf = [an("新桥通年", [*BRIDGE[:3], BRIDGE[3].replace("桂花", "挂花")])]
    (article,) = reconcile([an("新桥通车", BRIDGE)], pdf)
    assert article.headline == "新桥通车"
    assert [(one.cue, one.field, one.detail) for one in article.doubts] == [
        (CUE, "headline", "HTML: 新桥通车 | PDF: 新桥通年"),
        (CUE, "paragraphs", "HTML: 桂 | PDF: 挂"),
    ]


def test_an_article_that_only_the_pdf_has_is_added() -> None:
    pdf = [an("图书寄到山里", SCHOOL), an("新桥通车", BRIDGE), an("", [], kind=Kind.NOTICE)]
    articles = reconcile([an("新桥通车", BRIDGE)], pdf)
    assert [article.headline for article in articles] == ["新桥通车", "图书寄到山里"]
    assert [doubt.cue for doubt in articles[1].doubts] == [ONLY_IN_PDF]


def test_articles_are_matched_by_their_words_not_by_their_order() -> None:
    html = [an("甲", BRIDGE), an("乙", MARKET)]
    pdf = [an("乙", MARKET, region=OTHER), an("甲", BRIDGE, region=SQUARE)]
    assert [article.region for article in reconcile(html, pdf)] == [SQUARE, OTHER]


def test_a_piece_that_the_pdf_cut_off_adds_its_place() -> None:
    pdf = [an("新桥通车", BRIDGE[:3], region=SQUARE), an("", BRIDGE[3:], region=OTHER)]
    (article,) = reconcile([an("新桥通车", BRIDGE)], pdf)
    assert article.region == [*SQUARE, *OTHER]
    assert article.doubts == []


def test_a_subhead_that_the_html_sets_as_a_paragraph_is_one() -> None:
    html = [an("新桥通车", [BRIDGE[0], "老船工的话", *BRIDGE[1:]])]
    pdf = [an("新桥通车", BRIDGE, subheads=[Subhead(text="老船工的话", before_paragraph=1)])]
    (article,) = reconcile(html, pdf)
    assert article.paragraphs == BRIDGE
    assert article.subheads == [Subhead(text="老船工的话", before_paragraph=1)]


def test_a_page_without_articles_in_html_is_its_pdf() -> None:
    pdf = [an("新桥通车", BRIDGE, region=SQUARE)]
    assert reconcile([], pdf) == pdf


def test_a_scan_beside_html_is_no_page_without_articles() -> None:
    scan = Page(status=PageStatus.NO_TEXT_LAYER, width=600, height=840)
    labelled = [LabelledArticle(headline="新桥通车", parts=[Part("paragraph", BRIDGE[0])])]
    fetched = FetchedPage(PageFacts(page_number=1), "yucheng", "01", labelled, [])
    page = split_labelled(fetched, scan)
    assert (page.status, [article.headline for article in page.articles]) == (None, ["新桥通车"])
    bare = FetchedPage(PageFacts(page_number=1), "yucheng", "01", [], [])
    assert split_labelled(bare, scan).status == PageStatus.NO_TEXT_LAYER


_TEXTS = st.lists(st.sampled_from([*BRIDGE, *MARKET, *SCHOOL]), max_size=4, unique=True)
_PAGES = st.lists(st.builds(an, st.sampled_from(["新桥通车", "菜市场", ""]), _TEXTS), max_size=4)


@given(_PAGES, _PAGES)
def test_no_article_of_the_html_is_lost_or_changed_in_its_text(
    html: list[Article], pdf: list[Article]
) -> None:
    found = reconcile(html, pdf)
    if html:
        for before, after in zip(html, found, strict=False):
            assert after.headline == before.headline or not before.headline
            assert after.paragraphs == before.paragraphs or not before.paragraphs
    told = {text for article in found for text in article.paragraphs}
    everything = {text for article in [*html, *pdf] for text in article.paragraphs}
    assert told <= everything
