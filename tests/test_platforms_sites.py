"""Each platform reads an invented issue, in the true form of the vendor's pages, field by field."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.pages import FIXTURES
from tests.sites.built import sites
from yuzhong_news.items import Article
from yuzhong_news.platforms import (
    PLATFORMS,
    Fetch,
    Issue,
    LabelledArticle,
    Layout,
    PageLink,
    Platform,
    platform_of,
)
from yuzhong_news.platforms.charset import decode
from yuzhong_news.splitting.labelled import article_of

HOST = "http://epaper.example.cn"
ROOT = FIXTURES / "platforms"
FIELDS = {
    "kind",
    "kicker",
    "headline",
    "subtitle",
    "dateline",
    "lead",
    "byline",
    "contributors",
    "paragraphs",
    "subheads",
    "captions",
    "continued_from",
    "continued_to",
}


class Replay:
    """Answers fetches out of a site's folder."""

    def __init__(self, family: str) -> None:
        self.root = ROOT / family
        self.site = tomllib.loads((self.root / "site.toml").read_text("utf-8"))
        self.expected = json.loads((self.root / "expected.json").read_text("utf-8"))
        self.platform = PLATFORMS[self.site["platform"]]

    def body(self, fetch: Fetch) -> bytes:
        """Return the bytes of an answer."""
        return self.file(fetch).read_bytes()

    def file(self, fetch: Fetch) -> Path:
        """Return the file that answers; it must exist."""
        path = urlsplit(fetch.url).path
        question = fetch.json or fetch.form
        if question is None:
            return self.root / "www" / path.lstrip("/")
        kind = "json" if fetch.json else "form"
        found = [
            post
            for post in self.site["posts"]
            if post["path"] == path and post.get(kind) == dict(question)
        ]
        assert found, f"no answer to {fetch}"
        return self.root / "www" / str(found[0]["file"])

    def text(self, fetch: Fetch) -> str:
        """Return the text of an answer."""
        return decode(self.body(fetch))

    def issue(self) -> Issue:
        """Return the issue, by the start of its date."""
        start = self.platform.start(HOST + self.site["address"], self.site["date"])
        assert urlsplit(start.url).path == self.site["start"]
        return self.platform.read_index(self.text(start), start.url)

    def layouts(self, issue: Issue) -> list[Layout]:
        """Return all pages of the issue."""
        fetched = [
            self.platform.read_layout(self.text(fetch), fetch.url, fetch.page)
            for fetch in issue.fetches
        ]
        return [*issue.layouts, *fetched]

    def articles(self, layout: Layout) -> list[tuple[LabelledArticle, Article]]:
        """Return the articles of a page, as labelled and as stored."""
        labelled = list(layout.articles)
        for link in layout.links:
            assert link.fetch is not None
            found = self.platform.read_article(self.text(link.fetch), link.fetch.url)
            assert found.headline == link.headline
            labelled.append(found)
        return [(each, article_of(each)) for each in labelled]


@pytest.fixture(params=sorted(path.name for path in ROOT.iterdir()))
def replay(request: pytest.FixtureRequest) -> Replay:
    return Replay(request.param)


def test_every_family_has_a_site() -> None:
    assert {path.name for path in ROOT.iterdir()} == set(PLATFORMS)


def test_the_index_names_the_date_and_the_pages(replay: Replay) -> None:
    issue = replay.issue()
    assert issue.date == replay.site["date"]
    pages = [layout.page for layout in issue.layouts] + [fetch.page for fetch in issue.fetches]
    assert [(page.number, page.name) for page in pages] == [
        (page["page_number"], page["page_name"]) for page in replay.expected["pages"]
    ]


def test_pdfs_and_pictures_are_followed_to_files_that_exist(replay: Replay) -> None:
    for layout, page in zip(replay.layouts(replay.issue()), replay.expected["pages"], strict=True):
        assert _path(layout.page.pdf) == page["pdf"]
        assert _path(layout.page.picture) == page["picture"]
        for link in filter(None, (layout.page.pdf, layout.page.picture)):
            assert (replay.root / "www" / urlsplit(link).path.lstrip("/")).exists()


def test_layouts_tell_date_and_siblings(replay: Replay) -> None:
    issue = replay.issue()
    count = len(replay.expected["pages"])
    for fetch in issue.fetches:
        layout = replay.platform.read_layout(replay.text(fetch), fetch.url, fetch.page)
        assert layout.date in (replay.site["date"], None)
        if fetch.json is None and fetch.form is None:
            assert layout.date == replay.site["date"]
            assert len(layout.siblings) == count - 1
        bare = replay.platform.read_layout(replay.text(fetch), fetch.url, PageLink())
        if not layout.articles:
            assert (bare.page.number, bare.page.name) == (layout.page.number, layout.page.name)


def test_articles_have_their_fields(replay: Replay) -> None:
    for layout, page in zip(replay.layouts(replay.issue()), replay.expected["pages"], strict=True):
        found = [_fields(article) for _, article in replay.articles(layout)]
        assert found == page["articles"]


def test_regions_lie_inside_the_picture(replay: Replay) -> None:
    for layout in replay.layouts(replay.issue()):
        linked = [link.regions for link in layout.links]
        standing = [article.regions for article in layout.articles]
        if replay.site["platform"] not in ("bz", "digital_newspaper", "plain_pdf"):
            assert all(regions for regions in linked + standing)
        width, height = layout.picture_size or (600.0, 900.0)
        for regions in linked + standing:
            for x, y in (corner for polygon in regions for corner in polygon):
                assert 0 <= x <= width
                assert 0 <= y <= height


def test_pictures_of_articles_exist(replay: Replay) -> None:
    for layout in replay.layouts(replay.issue()):
        for labelled, _ in replay.articles(layout):
            for part in labelled.parts:
                if part.kind == "picture":
                    path = urlsplit(part.url or "").path.lstrip("/")
                    assert (replay.root / "www" / path).exists()


def test_the_probe_knows_the_platform(replay: Replay) -> None:
    start = replay.platform.start(HOST + replay.site["address"], replay.site["date"])
    for fetch in (start, *replay.issue().fetches):
        found = platform_of(replay.text(fetch), fetch.url)
        if replay.file(fetch).suffix != ".pdf":
            assert found is not None
            assert found.name == replay.site["platform"]


def test_all_links_are_absolute(replay: Replay) -> None:
    for layout in replay.layouts(replay.issue()):
        fetches = [link.fetch.url for link in layout.links if link.fetch] + [
            fetch.url for fetch in layout.siblings
        ]
        for url in filter(None, [*fetches, layout.page.pdf, layout.page.picture]):
            assert url.startswith(f"{HOST}/")


def test_the_sites_are_those_that_the_stories_make(tmp_path: Path) -> None:
    for site in sites():
        site.write(tmp_path)
    written = {p.relative_to(tmp_path): p for p in tmp_path.rglob("*") if p.is_file()}
    stored = {p.relative_to(ROOT): p for p in ROOT.rglob("*") if p.is_file()}
    assert written.keys() == stored.keys(), "python -m tests.sites writes them anew"
    for name, path in written.items():
        if path.suffix not in (".pdf", ".jpg", ".2"):
            assert path.read_bytes() == stored[name].read_bytes(), "python -m tests.sites"


def test_platforms_satisfy_the_protocol() -> None:
    platforms: list[Platform] = list(PLATFORMS.values())
    assert [platform.name for platform in platforms] == list(PLATFORMS)


def _fields(article: Article) -> dict[str, Any]:
    return article.model_dump(mode="json", include=FIELDS)


def _path(url: str | None) -> str | None:
    return urlsplit(url).path.lstrip("/") if url else None
