"""What is no issue: script challenges, error pages, shells without content, another date.

A page of an issue has links to pages or articles, or a text; this module is asked only where none
was found, and says why, and what to do.
"""

from __future__ import annotations

import datetime as dt
import re

from yuzhong_news.platforms.markup import Element, document, text_of
from yuzhong_news.platforms.model import NotAnIssueError

_ERROR_TITLE = re.compile(
    r"\b(?:40[0-9]|41[0-9]|50[0-9]|52[0-9])\b|gateway|not\s*found|forbidden|bad request|"
    r"internal server|service unavailable|access denied|\berror\b|"
    r"出错|错误|不存在|无法访问|找不到|未找到|访问被|拒绝访问|维护|已关闭|已过期|暂停服务",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"document\.cookie|security_verify|YunSuo|__jsl|_guard|acw_sc|challenge|captcha|"
    r"安全验证|人机验证|滑动验证|正在验证|请开启JavaScript|enable JavaScript|waf",
    re.IGNORECASE,
)
_NO_ISSUE = re.compile(
    r"(?:该日期?|当[日天]|今[日天]|此日期?|本[日期])[^。]{0,6}(?:没有|无|未)[^。]{0,8}(?:报|数据|内容|出版|发行|刊)|"
    r"暂无(?:报纸|数据|版面|内容)|没有(?:找到|查到|相关)?(?:报纸|版面|数据)|休刊"
)

SHORT = 400
"""Characters that a reader sees on a challenge or an error page at most."""


def diagnose(text: str, url: str, root: Element | None = None) -> NotAnIssueError:
    """Return why a response, in which nothing of an issue was found, is none."""
    root = document(text) if root is None else root
    title = _title(root)
    seen = text_of(root, limit=5_000)
    short = len(seen) < SHORT
    if short and _CHALLENGE.search(text[:20_000]):
        return NotAnIssueError(
            "challenge",
            f"{url} answers with a script challenge: open it in a browser; if the newspaper shows "
            "there, crawl slower (DOWNLOAD_DELAY) or ask the newspaper for access",
        )
    if _ERROR_TITLE.search(title) or (short and _ERROR_TITLE.search(seen)):
        return NotAnIssueError(
            "error-page",
            f"{url} is an error page ({(title or seen)[:40]}): try again later, and if it stays, "
            "compare the newspaper's address with the site",
        )
    if _NO_ISSUE.search(seen):
        return NotAnIssueError(
            "no-issue", f"{url} says that there is no issue of this date: nothing is to be done"
        )
    if short:
        return NotAnIssueError(
            "shell",
            f"{url} is a shell: it shows {len(seen)} characters and no link to a page; its "
            f"content comes by script, so another platform may fit: scrapy probe {url}",
        )
    return NotAnIssueError(
        "no-issue",
        f"{url} has neither pages nor articles where this platform has them: "
        f"look whether the site has changed: scrapy probe {url}",
    )


def other_date(found: dt.date, asked: dt.date, url: str) -> NotAnIssueError:
    """Return the error for an issue of another date than the one that was asked for."""
    return NotAnIssueError(
        "other-date",
        f"{url} shows the issue of {found}, not of {asked}: there is none of {asked}, "
        "or the site forwards to its newest issue",
    )


def check_date(found: dt.date | None, asked: dt.date, url: str) -> None:
    """Raise :class:`NotAnIssueError` if an index tells another date than the one asked for."""
    if found is not None and found != asked:
        raise other_date(found, asked, url)


def is_error_page(root: Element) -> bool:
    """Whether a page says in its title, and in few words, that something went wrong."""
    if not _ERROR_TITLE.search(_title(root)):
        return False
    return len(text_of(root, limit=2_000)) < SHORT // 2


def _title(root: Element) -> str:
    first = next(root.iter("title", "h1"), None)
    return "" if first is None else "".join(first.itertext())[:200].strip()
