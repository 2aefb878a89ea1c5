"""Headline and body of a page whose template has no name that is known for them.

A newspaper that drew its own pages still sets one headline above one text; both are looked for by
what they are, and only where the names of ``templates`` found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from yuzhong_news.platforms.headings import FACTS, is_buttons
from yuzhong_news.platforms.labels import is_label
from yuzhong_news.platforms.markup import MAX_LINKS, UNSEEN, Element, text_of

MIN_BODY = 40
"""Characters of a text, without what stands in links: notes on rights and offices have fewer."""

_LONGEST = 60
"""Characters of a headline of two lines."""

_TITLE = re.compile(
    r"(?:^|[\s_-])(?:art(?:icle)?|news|content|con|main|wz|doc|info|detail|text|zw|nr)?[_-]?"
    r"(?:title|tit|biaoti|headline|zhubiaoti|zhuti)(?:[_-]?[0-9])?(?:$|\s)",
    re.IGNORECASE,
)
"""Classes and ids of headlines: title, article_title, newsTitle, biaoti."""

_NOT_ITSELF = re.compile(r"sub|pre|intro|yin|fu|kicker|author|page|site|paper", re.IGNORECASE)
_TAGS = {"td", "div", "p", "span", "strong", "b", "font"}
_GUIDE = re.compile(
    r"(?:版面|标题|本版|本期|往期|期次|当日|相关|热点|最新|稿件|报纸|按日期|全文)?"
    r"(?:导航|导读|目录|新闻|索引|检索|搜索|回顾|列表|阅读|链接|内容|标题|版面)|"
    r"\S{0,12}(?:数字报|电子报|电子版|首页)|(?:总)?第?\s*[0-9]+\s*期|星期[一二三四五六日天]"
)
"""Titles of the boxes around an article: 版面导航, 本版新闻, 青竹报数字报."""
_AROUND = re.compile(r"foot|copyright|nav|menu|header|breadcrumb|crumb", re.IGNORECASE)
_RIGHTS = re.compile(
    r"版权所有|备案号|ICP备|技术支持|许可证|(?:禁止|不得)转载|书面授权|不代表本[网报站]"
)
_OF_THE_SITE = re.compile(
    r"(?:用户|会员|读者|账号|请先|统一)?(?:登[录陆]|注册)|(?:系统|订阅|付费|登录)?提示(?:信息)?|"
    r"(?:全文|高级|站内)?(?:搜索|检索|查询)(?:结果)?|关于(?:我们|本[报站网])|联系我们|(?:意见)?反馈|"
    r"(?:下载)?(?:手机|新闻)?客户端(?:下载)?|广告(?:刊例|服务|价格|合作|报价)\S{0,3}|"
    r"(?:版权|免责|隐私)(?:声明|政策)|(?:网站|系统)(?:升级|维护)(?:中|公告|通知)?|"
    r"Welcome\b.*|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}",
    re.IGNORECASE,
)
"""Headlines of what a site says of itself in an article's place: 用户登录, 提示信息, example.cn."""
_ASKS = ".//input[@type='password'] | .//textarea | .//input[@type='search']"
MAX_OTHERS = 3
"""Links to articles inside of a body: the text names a few others, a list of hits names many."""


def likely_body(root: Element) -> Element | None:
    """Return the element that holds most paragraphs or lines of text; None if that is too few."""
    sizes: dict[Element, int] = {}
    for node in islice(root.iter("p", "br"), MAX_LINKS):
        parent = node.getparent()
        if parent is None or parent.tag == "a":
            continue
        text = (node.tail or "").strip() if node.tag == "br" else _prose(node)
        if not _RIGHTS.search(text):
            sizes[parent] = sizes.get(parent, 0) + len(text)
    found = max(sizes, key=lambda each: sizes[each], default=None)
    if found is None or sizes[found] < MIN_BODY or any(map(_is_frame, _up(found))):
        return None
    around = next((node for node in found.iterancestors("form")), found)
    return None if around.xpath(_ASKS) else found


def is_of_the_site(headline: str) -> bool:
    """Whether a headline is that of a page which is about the site: for readers to log in, …"""
    return _OF_THE_SITE.fullmatch(headline) is not None or is_label(headline)


def is_list(body: Element, is_article: Callable[[str], bool]) -> bool:
    """Whether a body is a list of articles: what a search has found."""
    links = islice(body.iter("a"), MAX_LINKS)
    return len({link for node in links if is_article(link := node.get("href") or "")}) > MAX_OTHERS


def likely_headline(root: Element, body: Element) -> Element | None:
    """Return what is called a title before the body, or is bold there; None if nothing is."""
    named = bold = None
    for node in islice(root.iter(), 20 * MAX_LINKS):
        if node is body:
            break
        if node.tag not in _TAGS:
            continue
        names = _names(node)
        if _TITLE.search(names) and not _NOT_ITSELF.search(names) and _reads_like_one(node):
            named = node
        elif node.tag in ("b", "strong") and _is_alone(node) and _reads_like_one(node):
            bold = node
    return bold if named is None else named


def _is_alone(node: Element) -> bool:
    """Whether an element is all that its row holds."""
    parent = node.getparent()
    return parent is not None and text_of(parent, limit=40) == text_of(node, limit=40)


def _reads_like_one(node: Element) -> bool:
    if node.find(".//a") is not None or node.find(".//img") is not None:
        return False
    text = text_of(node, limit=40)
    if not 1 < len(text) <= _LONGEST or FACTS.search(text) or is_label(text):
        return False
    if is_buttons(text) or _GUIDE.fullmatch(text):
        return False
    return not any(map(_is_frame, _up(node)))


def _prose(node: Element) -> str:
    return "" if node.find(".//a") is not None else text_of(node, limit=400)


def _names(node: Element) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"[:200]


def _is_frame(node: Element) -> bool:
    """Whether an element is around the article: navigation, the head or the foot of a site."""
    return node.tag in UNSEEN | {"a", "nav", "header", "footer"} or bool(
        _AROUND.search(_names(node))
    )


def _up(node: Element) -> list[Element]:
    return [node, *islice(node.iterancestors(), 6)]
