"""Step 2 for pages of e-papers: labelled articles, a printed page, or both together."""

from __future__ import annotations

import hashlib

from yuzhong_news.items import Article, FetchedPage, Page, Polygon
from yuzhong_news.provenance import splitter_version
from yuzhong_news.splitting.labelled import articles_of
from yuzhong_news.splitting.reconciling import reconcile


def split_labelled(page: FetchedPage, printed: Page | None) -> Page:
    """Return the page with its articles; ``printed`` is what its PDF was split into."""
    made = [each for labelled in page.labelled for each in articles_of(labelled)]
    articles = [article for article, _ in made]
    foot = [line for _, lines in made for line in lines]
    size = page.picture_size
    update: dict[str, object] = {"furniture": foot}
    if printed is not None:
        size = (printed.width or 0.0, printed.height or 0.0)
        articles = _scaled(articles, page.picture_size, size)
        articles = reconcile(articles, _from_pdf(page, printed))
        # A scan's status tells why there are no articles; the HTML may have them all the same.
        status = None if articles else printed.status
        update = {"status": status, "furniture": _together(printed.furniture, foot)}
    return Page(
        **{**page.facts.model_dump(), **update},
        source_sha256=_sha256(page),
        splitter_version=splitter_version(),
        width=size and round(size[0], 2),
        height=size and round(size[1], 2),
        articles=articles,
        doubts=[*page.doubts, *(printed.doubts if printed else [])],
        documents=page.documents,
    )


def _together(printed: list[str], foot: list[str]) -> list[str]:
    """Return the furniture of both readings; the PDF mostly has the editors' lines, too."""
    known = {"".join(line.split()) for line in printed}
    return [*printed, *(line for line in foot if "".join(line.split()) not in known)]


def _from_pdf(page: FetchedPage, printed: Page) -> list[Article]:
    """Return the printed articles with the PDF's address as their source."""
    sources = [page.pdf.url] if page.pdf else []
    return [article.model_copy(update={"sources": sources}) for article in printed.articles]


def _scaled(
    articles: list[Article],
    picture: tuple[float, float] | None,
    size: tuple[float, float],
) -> list[Article]:
    """Return the articles with regions in points, not in pixels of the page's picture.

    Where the picture's size is not known, the regions cannot be told, and are left out.
    """
    if picture is None or not all(picture):
        return [article.model_copy(update={"region": []}) for article in articles]
    x, y = size[0] / picture[0], size[1] / picture[1]

    def turned(region: list[Polygon]) -> list[Polygon]:
        return [[(round(a * x, 2), round(b * y, 2)) for a, b in polygon] for polygon in region]

    return [article.model_copy(update={"region": turned(article.region)}) for article in articles]


def _sha256(page: FetchedPage) -> str | None:
    """Return the sha256 (hex) of the page's first text where it has articles, else of its PDF."""
    source = page.files[0] if page.labelled and page.files else page.pdf
    source = source or (page.files[0] if page.files else None)
    return hashlib.sha256(source.body).hexdigest() if source else None
