"""BC/TB (h5): 桂林日报, 法治日报, 伊犁垦区报; family 6.

``/YYYYMMDD/Page01BC.htm`` holds the whole issue: ``div.swiper-slide`` is a page with boxes over its
picture (``a.overlink``, placed by CSS), ``div.neirong`` an article, tied by a number.  Its lines
are kicker, headline, subtitle (and author, behind □), body.  Older ones have a file for each page
(``Page01TB.htm``) and article (``#contenttext``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from lxml import etree

from yuzhong_news.platforms.bodies import parts_of_text
from yuzhong_news.platforms.dates import dates_in
from yuzhong_news.platforms.labels import page_link
from yuzhong_news.platforms.links import renumbered
from yuzhong_news.platforms.markup import (
    MAX_LINKS,
    Element,
    absolute,
    anchors,
    by_class,
    by_id,
    document,
    folded,
    path_of,
)
from yuzhong_news.platforms.model import Fetch, Issue, LabelledArticle, Layout, PageLink
from yuzhong_news.platforms.not_an_issue import diagnose
from yuzhong_news.platforms.regions import rectangle_of
from yuzhong_news.platforms.vendor import MAX_PAGES, Markup, PagedPlatform, issue_date

_DATE_LIST = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?![0-9])")
_SECTION = re.compile(r"/Page([0-9A-Z]*?[0-9]{2})[A-Za-z]{0,2}\.html?$")
_SLIDE, _TEXT = by_class("swiper-slide", tag="div"), by_class("neirong", tag="div")
_AUTHOR = re.compile(r"^[□◎■]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADLINE_LINE = 2
"""Which line of ``div.neirong`` is the headline, where no box over the picture names it."""


class Bc(PagedPlatform):
    """The e-paper in which an issue is one file."""

    name = "bc"
    markup = Markup(
        usual="%Y%m%d/Page01BC.htm",
        page=re.compile(r"/Page\w+\.html?$"),
        article=re.compile(r"/Arti(?:ce|c)l?e?l?\w*\.html?$"),
        traits=re.compile(
            r"\bPage[0-9]{2}[A-Za-z]{1,2}\.htm|Articel[0-9]+|neirongbox|datelist\.php"
        ),
        headline=(
            by_class("title", "atitle", "biaoti"),
            by_id("title"),
            ".//h1[normalize-space(.)!='']",
            ".//h2[normalize-space(.)!='']",
            ".//h3[normalize-space(.)!='']",
        ),
        kicker=(by_class("yinti", "introtitle"), by_id("introtitle")),
        subtitle=(by_class("futi", "subtitle"), by_id("subtitle")),
        byline=(by_class("author", "zuozhe"), by_id("author")),
        body=(by_id("oldcontenttext"), by_id("contenttext"), by_class("neirong", "content")),
    )

    def read_index(self, text: str, url: str) -> Issue:
        """Return the issue: its pages with their articles where one file holds them all."""
        if path_of(url).endswith("datelist.php"):
            return _issues(text, url)
        root = document(text)
        layouts = _slides(root, text, url)
        if not layouts:
            return super().read_index(text, url)
        return Issue(layouts[0].date, [], layouts)

    def read_layout(self, text: str, url: str, page: PageLink) -> Layout:
        """Return a page: the one of that number out of the file of the whole issue."""
        layouts = _slides(document(text), text, url)
        if not layouts:
            return super().read_layout(text, url, page)
        wanted = page.number
        section = _SECTION.search(path_of(url))
        if wanted is None and section is not None:
            wanted = page_link(f"{section[1]}版").number
        return next((each for each in layouts if each.page.number == wanted), layouts[0])


def _issues(text: str, url: str) -> Issue:
    """Return the issues that ``datelist.php``, a script with their dates, names."""
    fetches = []
    for match in list(_DATE_LIST.finditer(text))[:MAX_LINKS]:
        target = absolute(url, f"{''.join(match.groups())}/Page01BC.htm")
        date = next(dates_in("-".join(match.groups())), None)
        if target is not None and date is not None:
            fetches.append(Fetch(target, "index", date=date))
    if not fetches:
        raise diagnose(text, url)
    return Issue(None, fetches)


def _slides(root: Element, text: str, url: str) -> list[Layout]:
    """Return the pages of a file that holds a whole issue; none if it holds none."""
    slides = root.xpath(_SLIDE + "[@alt]")[:MAX_PAGES]
    if not slides:
        return []
    date = issue_date(root, text, url)
    boxes = _by_slide(root.xpath(by_class("overlink", tag="a")))
    pictures = _by_slide(list(root.iter("img"))[:MAX_LINKS])
    pdfs = _by_slide([each for each in anchors(root) if ".pdf" in each.get("href")])
    texts = _texts(root)
    placed = {key for found in boxes.values() for key in map(_key, found)}
    layouts = []
    for slide in slides:
        number = (slide.get("alt") or "").strip()
        own = boxes.get(slide, [])
        articles = [_article(texts.pop(_key(box), None), box, url) for box in own]
        loose = [
            key
            for key, node in texts.items()
            if key not in placed and (node.get("daoxiang") or "").strip() == number
        ]
        articles += [_article(texts.pop(key), None, url) for key in loose]
        links = [
            absolute(url, found[0].get(name)) if (found := each.get(slide)) else None
            for each, name in ((pdfs, "href"), (pictures, "src"))
        ]
        page = page_link(f"{number}版：{folded(slide.get('fld') or '')}", *links)
        layouts.append(Layout(date, page, articles=articles))
    pages = renumbered([layout.page for layout in layouts])
    return [replace(each, page=page) for each, page in zip(layouts, pages, strict=True)]


def _texts(root: Element) -> dict[str, Element]:
    """Return the articles' texts by their keys; what stands inside of another text is none."""
    found: dict[str, Element] = {}
    for node in root.xpath(_TEXT)[:MAX_LINKS]:
        inside = any("neirong " in (each.get("class") or "") for each in _parents(node))
        if not inside:
            found.setdefault((node.get("alt") or "").strip(), node)
    return found


def _by_slide(nodes: list[Element]) -> dict[Element, list[Element]]:
    """Return nodes by the slide that they stand in."""
    found: dict[Element, list[Element]] = {}
    for node in nodes[:MAX_LINKS]:
        for parent in _parents(node):
            if "swiper-slide" in (parent.get("class") or "").split():
                found.setdefault(parent, []).append(node)
                break
    return found


def _parents(node: Element) -> list[Element]:
    """Return the nearest elements around a node."""
    return list(islice(node.iterancestors(), 4))


def _key(box: Element) -> str:
    return (box.get("field") or "").strip()


def _article(node: Element | None, box: Element | None, url: str) -> LabelledArticle:
    """Return an article: its lines, and the box over the page's picture that leads to it."""
    title = folded(box.get("title") or "") if box is not None else ""
    kicker, headline, subtitle, byline, body = _lines(node, title)
    region = rectangle_of(box.get("style") or "") if box is not None else []
    return LabelledArticle(
        headline=headline or title,
        kicker=kicker,
        subtitle=subtitle,
        byline=byline,
        parts=parts_of_text(body, url),
        url=absolute(url, box.get("href")) if box is not None else None,
        regions=[region] if region else [],
    )


def _lines(node: Element | None, title: str) -> tuple[str, str, str, str, str]:
    """Return kicker, headline, subtitle, byline, and the HTML of the body."""
    if node is None:
        return "", "", "", "", ""
    source = etree.tostring(node, encoding="unicode", method="html", with_tail=False)
    source = source[source.find(">") + 1 : source.rfind("</")].replace("\r", "")
    lines = source.split("\n")
    place = next(
        (index for index, line in enumerate(lines[:8]) if title and folded(line) == title),
        _HEADLINE_LINE,
    )
    if place >= len(lines):
        return "", "", "", "", source
    below = _BREAK.split(lines[place + 1]) if place + 1 < len(lines) else []
    labels = [folded(each) for each in below]
    return (
        " ".join(filter(None, map(folded, lines[:place]))),
        folded(lines[place]),
        " ".join(each for each in labels if each and not _AUTHOR.match(each)),
        " ".join(each for each in labels if _AUTHOR.match(each)),
        "<div>" + "\n".join(lines[place + 2 :]) + "</div>",
    )
