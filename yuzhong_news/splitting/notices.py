"""Notices: advertisements and legal notices, known by their formulas.

A notice's headline names its kind (减资公告, 招租启事); its text holds formulas that law or custom
prescribe (统一社会信用代码, 特此公告, 声明作废).
"""

from __future__ import annotations

import re

_KINDS = (
    r"(?:公告|启事|公示|声明|通告|讣告|招标|招租|拍卖|遗失|广告|挂失|催告书?|通知书?|启示|章程|招聘|英才|"
    r"竞价|转让|出租|变更|注销|清算|减资)"
)
_HEADLINE = re.compile(rf"^\S{{0,16}}{_KINDS}(?:信息|专栏|专版|栏)?(?:\s*[（(].{{1,12}}[）)])?$")
_DECREE = re.compile(r"^\S{0,16}关于\S{2,40}的(?:通告|公告|公示|通知)$")
_CLASSIFIED = re.compile(
    r"^\S{0,6}(?:分类(?:信息|广告|服务)|便民(?:信息|广告)|信息超市|广告超市)(?:$|\s|[：:]|刊登|热线|电话)"
)
"""The title over small ads: 分类信息 刊登热线：…"""
_BARE_KINDS = re.compile(r"^(?:诚聘|招聘|遗失|声明|公告|启事|出租|转让|更正|勘误|致歉)\S{0,4}$")
_FORMULA = re.compile(
    r"统一社会信用代码|特此(?:公告|声明|公示|通告|通知|更正)|声明作废|(?:债权|债务)(?:申报|人)|申报债权|公示期|"
    r"予以公示|(?:现)?(?:予以|将有关情况)公(?:告|示)|登记机关申请|遗失.{0,24}(?:作废|证|章)|"
    r"面向社会公开(?:征集|招)|经股东会?决[议定]|限制通行|交通管制|管网改造施工|拍卖(?:标的|厅|会)|竞买|"
    r"(?:联系|咨询|热线|订购|预约)电话|联系(?:地址|人)[：:]|投稿(?:邮箱|信箱|地址)|来稿(?:须|请|一经)|"
    r"暂停供[水电气]|[（(]广告[）)]"
)
_MAX_HEADLINE = 20
_SURE_HEADLINE = 12
_LONG = 400
"""Characters: a notice is seldom longer."""


def is_notice(headline: str, body: str, *, signed: bool) -> bool:
    """Whether a text is a notice: by what its headline names, and the formulas of such texts.

    ``signed`` texts (with byline or dateline) and long ones are news, unless the headline is that
    of a decree (关于…的通告).
    """
    if signed:
        return False
    if _DECREE.match(headline.replace(" ", "")) or _CLASSIFIED.match(headline):
        return True
    if len(body) > _LONG:
        return False
    if is_notice_headline(headline):
        return len(headline) <= _SURE_HEADLINE or is_notice_text(body)
    return not headline and is_notice_text(body)


def is_notice_headline(text: str) -> bool:
    """Whether a heading names a kind of notice: 减资公告, 招租启事, 诚聘英才."""
    text = text.replace(" ", "")
    if _DECREE.match(text):
        return True
    if len(text) > _MAX_HEADLINE:
        return False
    return _HEADLINE.match(text) is not None or _BARE_KINDS.match(text) is not None


def is_notice_text(text: str) -> bool:
    """Whether a text holds a formula of notices."""
    return _FORMULA.search(text) is not None
