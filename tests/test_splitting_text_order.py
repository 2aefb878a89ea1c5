"""Bodies of text pages: blocks in the wrong order, and rows that look like headings."""

from __future__ import annotations

from tests.test_splitting_text import LIBRARY, columns, only, split_text
from yuzhong_news.items import Kind

TEA = """一场春雨过后，石桥村的茶农全部上山采茶。今年的新茶比往年早九天，收购价每斤涨了八元，
茶农们个个喜上眉梢，连夜把鲜叶送进茶厂。厂长介绍，订单已经排到了五月，机器昼夜不停，工人三班倒，村里
还请来了退休的炒茶师傅。"""
FAIR = """茶厂门口还办起了斗茶会，游客可以亲手炒茶，临走带上一小包自己的手艺回去。村民何春山的
农家乐天天客满，他把自家的晒场改成了停车场，还添了十张竹桌。"""
WHO = "石桥村茶叶合作社的老社长，如今又当上了斗茶会发起人和评委的何春山——"


def test_blocks_in_the_wrong_order_are_put_in_order() -> None:
    (tea, rest), (fair, end) = columns(TEA, 3), columns(FAIR, 2)
    article = only("\n\n".join(["石桥村新茶上市", rest, fair, tea, end]))
    assert article.paragraphs == ["".join(TEA.split()), "".join(FAIR.split())]
    assert "reading-order" in {doubt.cue for doubt in article.doubts}


def test_blocks_in_order_stay_as_they_are() -> None:
    article = only("\n\n".join(["石桥村新茶上市", *columns(TEA, 4), *columns(FAIR)]))
    assert article.paragraphs == ["".join(TEA.split()), "".join(FAIR.split())]
    assert "reading-order" not in {doubt.cue for doubt in article.doubts}


def test_a_paragraph_that_names_who_speaks_next_is_no_heading() -> None:
    page = "\n\n".join(["茶农采茶忙", *columns(TEA), *columns(WHO), *columns(FAIR)])
    article = only(page)
    assert article.subheads == []
    assert any(paragraph == WHO for paragraph in article.paragraphs)


def test_a_list_of_hours_is_no_heading() -> None:
    page = (
        f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n\n夜间的安排\n\n"
        "18时—19时：亲子共读；\n19时—20时：老年读书会；\n20时—21时：手作课堂……\n记者 温雅\n"
    )
    article = only(page)
    assert [subhead.text for subhead in article.subheads] == ["夜间的安排"]
    assert article.byline == "记者 温雅"


def test_the_foot_of_a_notice_ends_it() -> None:
    page = (
        "拍卖公告\n\n受委托，我公司定于3月20日上午公开拍卖\n旧机器一批，有意竞买者请前来登记。\n"
        "联系电话：023-00000000\n\n"
        f"{LIBRARY}\n\n图书馆夜间开放受欢迎\n"
    )
    kinds = {article.headline: article.kind for article in split_text(page).articles}
    assert kinds == {"拍卖公告": Kind.NOTICE, "图书馆夜间开放受欢迎": Kind.ARTICLE}
