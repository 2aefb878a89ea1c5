"""The platforms on saved real responses: counts, names and hashes that were read off the files.

The right answers come from regular expressions on the raw files and from reading them, not from the
platforms.  No newspaper's sentence stands here: texts are compared by the first ten digits of their
sha256, white space folded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from tests.pages import shared_pages
from tests.saved_responses import (
    BASE,
    GLRB,
    JJJC,
    LSWB,
    NMRB,
    RMRB,
    SAVED,
    SZWB,
    TEXTS,
    Saved,
    Text,
    digest,
)
from yuzhong_news.platforms import (
    PLATFORMS,
    LabelledArticle,
    Layout,
    NotAnIssueError,
    PageLink,
    platform_of,
)
from yuzhong_news.platforms.charset import decode
from yuzhong_news.splitting.labelled import article_of


def text_of(name: str) -> str:
    return decode(shared_pages("platforms", "pages", pattern=name)[0].read_bytes())


def layout_of(saved: Saved, *, bare: bool = True) -> Layout:
    """Return what the platform reads; ``bare``: nothing is known from a link."""
    platform = PLATFORMS[saved.platform]
    page = PageLink() if bare else PageLink("第1版", 1)
    return platform.read_layout(text_of(saved.file), BASE + saved.path, page)


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.file)
def test_the_platform_is_known_by_text_alone(saved: Saved) -> None:
    found = platform_of(text_of(saved.file), f"{BASE}/")
    assert found is not None
    assert found.name == saved.platform


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.file)
def test_page_links(saved: Saved) -> None:
    issue = PLATFORMS[saved.platform].read_index(text_of(saved.file), BASE + saved.path)
    assert issue.date == saved.date
    assert len(issue.fetches) == saved.pages
    if saved.pages_hash:
        assert digest(*(fetch.page.label for fetch in issue.fetches)) == saved.pages_hash
    wanted = [*range(1, saved.pages + 1)]
    if saved.file == LSWB:
        wanted = [1, 2, 3, 4, 6, 7, 8]  # there was no page A05
    assert [fetch.page.number for fetch in issue.fetches] == wanted
    with_pdf = sum(fetch.page.pdf is not None for fetch in issue.fetches)
    assert with_pdf == (saved.pages if saved.platform.startswith("founder") else 0)


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.file)
def test_the_page_itself(saved: Saved) -> None:
    layout = layout_of(saved)
    assert layout.date == saved.date
    assert (layout.page.number, layout.page.name) == saved.label
    assert layout.picture_size == saved.size
    pdf, picture = layout.page.pdf, layout.page.picture
    for found, wanted in ((pdf, saved.pdf), (picture, saved.picture)):
        if wanted is None:
            assert found is None
        elif wanted.startswith("/") and "{}" not in wanted:
            assert found == BASE + wanted
        else:
            assert found is not None
            assert found.endswith(wanted.split("{}")[1])


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.file)
def test_article_links_and_polygons(saved: Saved) -> None:
    layout = layout_of(saved)
    assert len(layout.links) == saved.articles
    assert digest(*(link.headline for link in layout.links)) == saved.headlines_hash
    assert all(link.regions for link in layout.links)
    corners = [xy for link in layout.links for polygon in link.regions for xy in polygon]
    assert len(corners) == saved.corners
    assert sum(x + y for x, y in corners) == pytest.approx(saved.coordinates, abs=0.01)
    width, height = layout.picture_size or (350.0, 550.0)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in corners)
    assert all(link.fetch and link.fetch.url.startswith(BASE) for link in layout.links)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.file)
def test_articles(text: Text) -> None:
    found = PLATFORMS[text.platform].read_article(text_of(text.file), f"{BASE}/a/b/c/d/e.htm")
    assert digest(found.kicker) == text.kicker
    assert digest(found.headline) == text.headline
    assert digest(found.subtitle) == text.subtitle
    paragraphs = [part.text for part in found.parts if part.kind == "paragraph"]
    assert len(paragraphs) == text.paragraphs
    assert digest(*paragraphs) == text.body
    assert not any(part.text.startswith("\u3000") for part in found.parts)
    captions = [part.text for part in found.parts if part.kind == "caption"]
    assert sum(part.kind == "picture" for part in found.parts) == text.pictures
    assert len(captions) == text.captions
    assert digest(*captions) == text.captions_hash
    _check_captions_stand_behind_pictures(found)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.file)
def test_articles_as_stored(text: Text) -> None:
    labelled = PLATFORMS[text.platform].read_article(text_of(text.file), f"{BASE}/a/b/c/d/e.htm")
    article = article_of(labelled)
    assert [
        (person.name, person.role) for person in article.contributors if person.work != "摄"
    ] == text.byline
    assert len(article.captions) == text.captions
    photographed = [caption for caption in article.captions if caption.credit]
    assert len(photographed) == (0 if "0118" in text.file else text.captions)
    assert len(article.paragraphs) + _lines(article.subheads) == text.paragraphs


def _lines(subheads: Sequence[object]) -> int:
    """Return in how many lines of the source subheads stand: two where a dash joins them."""
    return sum(2 if "—— " in str(subhead) else 1 for subhead in subheads)


def test_subheads_that_are_not_marked() -> None:
    counts = {"20220106_p01": 0, "20220111_p04": 3, "20220118_p03": 5, "20220119_p01": 0}
    for name, count in counts.items():
        text = text_of(RMRB.format(name))
        article = article_of(PLATFORMS["nbs"].read_article(text, f"{BASE}/a/b/c/d.htm"))
        assert len(article.subheads) == count
        assert [doubt.cue for doubt in article.doubts].count("short-line") >= count


def test_datelines() -> None:
    for name in ("20220106_p01", "20220119_p01"):
        text = text_of(RMRB.format(name))
        article = article_of(PLATFORMS["nbs"].read_article(text, f"{BASE}/a/b/c/d.htm"))
        assert (article.dateline or "").startswith("本报北京1月")
        assert (article.lead or "").startswith("■")
    article = article_of(PLATFORMS["founder_new"].read_article(text_of(SZWB), f"{BASE}/a/b/c.htm"))
    assert article.dateline == "深圳晚报讯"


def test_an_issue_in_one_file() -> None:
    platform = PLATFORMS["bc"]
    url = f"{BASE}/glrbh5/glrb/20241011/Page01BC.htm"
    issue = platform.read_index(text_of(GLRB), url)
    assert issue.date == dt.date(2024, 10, 11)
    assert issue.fetches == []
    assert [layout.page.number for layout in issue.layouts] == [*range(1, 9)]
    assert issue.layouts[5].page.name == "时事·体育"
    assert [len(layout.articles) for layout in issue.layouts] == [8, 7, 6, 6, 8, 7, 5, 8]
    assert [layout.page.picture for layout in issue.layouts] == [
        f"{BASE}/glrbh5/glrb/20241011/Page{number:02}-640.jpg" for number in range(1, 9)
    ]
    articles = [article for layout in issue.layouts for article in layout.articles]
    assert digest(*(article.headline for article in articles)) == "568b3225cd"
    assert sum(bool(article.kicker) for article in articles) == 3
    assert sum(bool(article.subtitle) for article in articles) == 6
    assert sum(bool(article.byline) for article in articles) == 4
    texts = [part.text for article in articles for part in article.parts]
    assert len(texts) == 428
    assert digest(*texts) == "f769a2edf0"
    sides = 0.0
    for article in articles:
        (left, top), _, (right, bottom), _ = article.regions[0]
        assert 0 <= left < right <= 640
        sides += left + top + (right - left) + (bottom - top)
    assert sides == 61810
    seventh = platform.read_layout(text_of(GLRB), url.replace("01BC", "07BC"), PageLink())
    assert seventh.page.number == 7
    assert platform.read_layout(text_of(GLRB), url, PageLink("03版", 3)).page.number == 3


def test_people_of_an_issue_in_one_file() -> None:
    issue = PLATFORMS["bc"].read_index(text_of(GLRB), f"{BASE}/glrb/20241011/Page01BC.htm")
    articles = [article_of(each) for layout in issue.layouts for each in layout.articles]
    assert sum(article.kind == "notice" for article in articles) == 3
    assert sum(article.kind == "picture" for article in articles) == 1
    assert sum(article.dateline == "本报讯" for article in articles) == 31
    signed = [article for article in articles if article.contributors]
    assert len(signed) == 47
    many = max(signed, key=lambda article: len(article.contributors))
    assert [person.role for person in many.contributors] == [
        "记者",
        "记者",
        "记者",
        "实习生",
        "通讯员",
        "通讯员",
    ]


def test_the_list_of_issues() -> None:
    url = f"{BASE}/html/2024-06/period.xml"
    issue = PLATFORMS["founder_classic"].read_index(text_of("founder_period_list.xml"), url)
    assert issue.date is None
    assert [fetch.date.day for fetch in issue.fetches if fetch.date] == [4, 7, 14, 18, 21, 25, 28]
    assert {fetch.step for fetch in issue.fetches} == {"index"}
    assert issue.fetches[2].url == f"{BASE}/html/2024-06/14/node_2697.htm"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("not-an-issue_504.html", "error-page"), ("not-an-issue_waf-challenge.html", "challenge")],
)
@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_what_is_no_issue(name: str, kind: str, platform: str) -> None:
    text, url = text_of(name), f"{BASE}/html/2024-10/09/node_1.htm"
    known = PLATFORMS[platform]
    with pytest.raises(NotAnIssueError) as index:
        known.read_index(text, url)
    with pytest.raises(NotAnIssueError) as layout:
        known.read_layout(text, url, PageLink())
    with pytest.raises(NotAnIssueError) as article:
        known.read_article(text, url)
    assert {error.value.kind for error in (index, layout, article)} == {kind}
    assert url in str(index.value)


def test_a_layout_is_no_article() -> None:
    for file, platform in ((JJJC, "founder_classic"), (LSWB, "founder_new"), (NMRB, "huaguang")):
        with pytest.raises(NotAnIssueError):
            PLATFORMS[platform].read_article(text_of(file), f"{BASE}/a.htm")


def test_another_date_is_no_issue_of_this_one() -> None:
    for saved in SAVED:
        path = saved.path.replace(f"{saved.date:%Y%m%d}", f"{saved.date:%Y%m}27")
        url = BASE + path.replace(f"{saved.date:%m/%d}", f"{saved.date:%m}/27")
        with pytest.raises(NotAnIssueError) as error:
            PLATFORMS[saved.platform].read_index(text_of(saved.file), url)
        assert error.value.kind == "other-date"


def _check_captions_stand_behind_pictures(found: LabelledArticle) -> None:
    for before, part in zip(found.parts, found.parts[1:], strict=False):
        if part.kind == "caption":
            assert before.kind == "picture"
    for part in found.parts:
        assert (part.url is not None) == (part.kind == "picture")
        assert part.url is None or part.url.startswith(f"{BASE}/")
