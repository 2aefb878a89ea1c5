"""Furniture: what belongs to the page and to no article.

Folio (date, weekday, page number, page name), masthead, editors, address, hotline, price, and the
front page's guide to other pages.  Certain furniture is known by its words; short frames between
two pieces of furniture (the newspaper's name, the page's name) by where they stand.
"""

from __future__ import annotations

import re

from yuzhong_news.splitting.bylines import is_staff_line

_DOTTED_DATE = r"\d{4}\s*[.．/\-－]\s*\d{1,2}\s*[.．/\-－]\s*\d{1,2}"
_DATE = (
    r"(?:公元)?(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
_PAGE = r"(?:第\s*)?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"

_CERTAIN = re.compile(
    rf"""^(?:
      (?:{_DATE}|{_DOTTED_DATE})?[\s/|·]*{_WEEKDAY}.{{0,24}}
    | \S{{2,8}}[\s/|·]+(?:{_DATE}|{_DOTTED_DATE})[\s/|·]*(?:{_WEEKDAY}.{{0,24}})?
    | {_PAGE}[\s/|：:·]*\S{{0,6}}(?:\s*{_DATE}.{{0,12}})?
    | \S{{1,6}}\s+{_PAGE}
    | [A-Z]?\d{{1,2}}
    | (?:今日|本期|本报今日|今天)\s*(?:共)?\s*\S{{1,4}}\s*版.{{0,12}}
    | (?:总)?第\s*\d+\s*期.{{0,20}}
    | (?:农历|夏历)\S{{2,14}}
    | PAGE\s*\S{{1,4}}
    )$""",
    re.X,
)
_DATE_ONLY = re.compile(rf"^{_DATE}$")
_IMPRINT = re.compile(
    r"(?:本报|本社|社|编辑部|报社)地址|邮(?:政)?编(?:码)?[：:]\s*\d|邮发代号|国内统一(?:连续出版物|刊)号|刊号\s*[：:]?\s*CN"
    r"|准印证号?|准印证|广告(?:热线|许可证|经营许可)|新闻热线|投稿(?:邮箱|热线)|发行热线|订阅热线|零售(?:价|[：:\s])|每份\S{0,4}[元角]"
    r"|印务有限公司承印|(?:承印|印刷)[：:]"
    r"|\bCN\s?\d{2}-\d{4}|(?:主管|主办)\s*(?:$|\s|[：:])|主办　|电子信箱|E-?mail[：:]",
    re.I,
)
_IMPRINT_MAX_WIDTH = 70
_STANDING = re.compile(
    r"^本[版报刊][^，。]{0,6}(?:稿件|文章|言论|观点|内容)[^。]{0,20}(?:提供|采写|撰写|供稿|编发|立场|观点|无关|所有|转载)$"
    r"|(?:来信|来稿|投稿|信件)请?(?:寄|发|致|投)(?:至|到)?\s*[：:]"
    r"|^.{0,8}(?:扫一扫|扫码|扫描.{0,4}二维码|二维码).{0,4}(?:关注|观看|阅读|查看|下载|进入|收听|加入|看|了解)[^，。]{0,12}$"
    r"|法律顾问\s*[：:]?"
    r"|^本[报刊社][^。]{2,24}请[与同]?[^。]{0,8}联系$"
)
"""Lines that stand on every page of a paper: who supplied it, where to write, a code to scan."""

_LATIN_NAME = re.compile(r"^[A-Z][A-Za-z .&'’·-]{3,40}$")
_STAFF = (
    r"(?:本版|本期|执行|值班|责任|文字|图片|首席|视觉|版面|电脑|美术)?"
    r"(?:责编|编辑|主编|总编|编委|编审|美编|版式|校对|组版|设计|制作|审读|审校|监制|检校|排版|统筹)"
)
_STAFF_LINE = re.compile(
    rf"^(?:{_STAFF}\s*[/／：:|｜]\s*[\u4e00-\u9fff·]{{1,4}}(?:\s[\u4e00-\u9fff])?[\s、]*){{1,8}}$"
)
"""Editors by their labels alone: 责任编辑／某某 版面设计／某某, be the names what they may."""

_PHONE = re.compile(r"^\S{0,6}(?:电话|热线|传真)\s*[：:]?\s*[\d\s\-－—、]{5,40}$")
_GUIDE = re.compile(
    rf"^[■▶●◆►▲★□◎·•▪>＞]?\s*\S.{{3,40}}[\s　…]*(?:{_PAGE}|[（(]\s*{_PAGE}\s*[）)])$"
)
_GUIDE_TITLE = re.compile(r"^(?:今日|本期|本版|新闻)?\s*(?:导读|看点|导航|提要|要目)$")
_MASTHEAD = re.compile(
    r"^\S{2,8}(?:日报|晚报|晨报|时报|商报|新报|早报|导报|周报|区报|县报|市报|城报|快报|报|时讯|晨讯|新闻|周刊|资讯|新讯|传媒|消息)$"
)
_PAGE_NAMES = frozenset(
    [
        "要闻",
        "综合",
        "综合新闻",
        "时政",
        "时事",
        "经济",
        "财经",
        "社会",
        "文化",
        "文旅",
        "健康",
        "卫生",
        "教育",
        "法治",
        "专题",
        "专版",
        "城事",
        "民生",
        "副刊",
        "文艺",
        "体育",
        "生活",
        "旅游",
        "科技",
        "农业",
        "三农",
        "国际",
        "国内",
        "国际国内",
        "理论",
        "评论",
        "广告",
        "公告",
        "党建",
        "本地",
        "本地新闻",
        "区域",
        "街镇",
        "镇街",
        "视觉",
        "影像",
        "读书",
        "视点",
        "深度",
        "特刊",
        "特别报道",
        "关注",
        "新闻",
        "头版",
        "区县",
        "县域",
        "基层",
    ]
)
_CODE = r"(?:[上下左右][方侧图]?|本|此|文末|文中|图中)?(?:二维码|码)"
_TO_READ = (
    "(?:观看|看|查看|阅读|收听|听|了解|获取|关注|下载|浏览|进入|参与|欣赏|播放|加入|订阅|投稿|报名)"
)
_READERS_AID = re.compile(
    rf"""[（(【\[]?[▲▼◀▶△▽↑↓←→●■☞👉]*\s*(?:
      (?:更多|完整|精彩|详细|详情|相关)[\u4e00-\u9fff]{{0,8}}[，,]?\s*[请可]?(?:微信|手机)?(?:扫|扫描){_CODE}
    | [请可]?(?:欢迎|微信|手机)?(?:(?:扫|扫描|识别|长按|长按识别){_CODE}|扫一扫)\s*[，,]?\s*即?可?
      {_TO_READ}[\u4e00-\u9fffA-Za-z“”《》+]{{0,14}}
    | (?:扫一扫|扫描|长按|长按识别|识别){_CODE}
    | 扫码 | 扫一扫
    | 点击(?:此处|图片)?(?:播放|观看|查看|收听)[\u4e00-\u9fff]{{0,6}}
    )\s*[）)】\]]?[。！!]?""",
    re.X,
)
_SHORT = 8.0
"""Full-width characters: a masthead or page name between furniture is no wider (澄河城区报: 5)."""


def is_certain(text: str, width: float) -> bool:
    """Whether a line is furniture by its own words: folio, editors, imprint."""
    if width > _IMPRINT_MAX_WIDTH:
        return False
    if _CERTAIN.match(text):
        return True
    if text.endswith("。"):
        return False
    if _STANDING.search(text) or _STAFF_LINE.match(text):
        return True
    return is_staff_line(text) or _IMPRINT.search(text) is not None


def is_readers_aid(text: str) -> bool:
    """Whether a line does nothing but send the reader to a code or a button: 扫码看视频."""
    return _READERS_AID.fullmatch(text.strip()) is not None


def is_phone(text: str) -> bool:
    """Whether a line is a telephone number: the paper's where furniture stands beside it."""
    return _PHONE.match(text) is not None


def is_latin_name(text: str) -> bool:
    """Whether a line is Latin letters alone: a paper's or a page's name in English or pinyin."""
    return _LATIN_NAME.match(text) is not None


def is_date(text: str) -> bool:
    """Whether a line is a bare date: the folio's where furniture stands beside it."""
    return _DATE_ONLY.match(text) is not None


def is_guide(text: str) -> bool:
    """Whether a line sends to another page: 韩正会见澳门…访京团　4版, or is the guide's title."""
    return _GUIDE_TITLE.match(text) is not None or _GUIDE.match(text) is not None


def is_masthead(text: str) -> bool:
    """Whether a line could be a newspaper's name by its last word."""
    return _MASTHEAD.match(text) is not None


def is_page_name(text: str) -> bool:
    """Whether a line is one of the usual names of pages: 要闻, 综合新闻 …"""
    return text.replace(" ", "").replace("\u3000", "") in _PAGE_NAMES


def could_be_page_name(text: str, width: float) -> bool:
    """Whether a line between two pieces of furniture is short enough to be one itself."""
    return width <= _SHORT and not any(mark in text for mark in "，。！？“《")
