"""Notices: what tells an advertisement or a legal notice from news, by its words."""

from __future__ import annotations

import re

_HEADLINE = re.compile(
    r"(?:公告|启事|公示|声明|通告|讣告|招标|招租|拍卖|遗失|广告|挂失|催告书?|通知书?|启示|章程|招聘|诚聘(?:英才|精英)?|招租信息)(?:\s*[（(].*[）)])?$"
)
_BODY = re.compile(
    r"统一社会信用代码|特此(?:公告|声明|公示|通告|通知)|声明作废|申报债权|公示期|予以公示|登记机关申请|遗失.{0,20}(?:作废|证)|"
    r"欢迎.{0,12}(?:报名|投稿|来稿)|来稿|面向社会公开(?:征集|招)|限制通行|交通管制|咨询电话|联系(?:人|电话)[：:]|暂停供[水电气]|"
    r"(?:热线|订购|预约|咨询)电话[：:]?\s*\d|[（(]广告[）)]"
)
_LONG = 400
_SHORT_HEADLINE = 12


def is_notice(headline: str, body: str, *, signed: bool) -> bool:
    """Whether a text is a notice: by its last headline word, and the formulas of such texts.

    ``signed`` texts (with byline or dateline) and long ones are news.
    """
    if signed or len(body) > _LONG:
        return False
    if _HEADLINE.search(headline):
        return len(headline) <= _SHORT_HEADLINE or _BODY.search(body) is not None
    return not headline and _BODY.search(body) is not None
