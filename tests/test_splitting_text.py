"""Text pages to articles: one test for each cue, on invented lines in the form of real dumps."""

from __future__ import annotations

import pytest

from tests.crawls import python
from tests.pages import FIXTURES
from yuzhong_news.items import Article, Kind
from yuzhong_news.reading.text import lines_of
from yuzhong_news.splitting import Split, split_page

LIBRARY = """图书馆把闭馆时间延到晚上十点，半个月
来夜间入馆人数超过九千人次。馆长梅小棠说，
夜间场还安排了讲座，名额往往当天约满。"""
BRIDGE = """大桥最后一段钢箱梁缓缓就位，标志着青
浦江大桥顺利合龙。大桥全长一点八公里，预计
国庆节前通车，两岸车程将缩短至八分钟。"""


def columns(text: str, *rows: int, width: int = 17) -> list[str]:
    """Return one paragraph in columns of so many rows (the last one has the rest), indent lost."""
    text = "".join(text.split())
    lines = [text[: width - 2]]
    lines += [text[at : at + width] for at in range(width - 2, len(text), width)]
    found = []
    for count in rows:
        found.append("\n".join(lines[:count]))
        lines = lines[count:]
    return [*found, "\n".join(lines)]


def split_text(text: str) -> Split:
    return split_page(lines_of(text))


def only(text: str) -> Article:
    articles = split_text(text).articles
    assert len(articles) == 1, [article.headline for article in articles]
    return articles[0]


def headlines(text: str) -> list[str | None]:
    return [article.headline for article in split_text(text).articles]


@pytest.mark.parametrize(
    ("mark", "page"),
    [
        ("（上接1版）", 1),
        ("（上接第一版）", 1),
        ("▲上接01版", 1),
        ("（紧接第1版）", 1),
        ("（上接A2版）", 2),
        ("【上接十二版】", 12),
        ("（上接头版）", 1),
    ],
)
def test_a_piece_that_continues_has_no_lead(mark: str, page: int) -> None:
    article = only(f"图书馆夜间开放受欢迎\n{mark}\n{LIBRARY}\n")
    assert article.headline == "图书馆夜间开放受欢迎"
    assert article.continued_from == page
    assert article.lead is None
    assert article.paragraphs


@pytest.mark.parametrize(
    ("mark", "page"),
    [("（下转第2版）", 2), ("（下转二版）", 2), ("【下转4版】", 4), ("▼下转3版", 3)],
)
def test_where_an_article_goes_on(mark: str, page: int) -> None:
    article = only(f"图书馆夜间开放受欢迎\n\n{LIBRARY}{mark}\n")
    assert article.continued_to == page
    assert not any("转" in paragraph for paragraph in article.paragraphs)


def test_a_page_named_in_running_text_is_no_mark() -> None:
    article = only(f"图书馆夜间开放受欢迎\n\n{LIBRARY}相关报道详见3版，读者可参看。\n")
    assert article.continued_to is None
    assert article.continued_from is None


def test_headlines_stand_before_their_bodies() -> None:
    page = f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n\n青浦江大桥顺利合龙\n\n{BRIDGE}\n"
    assert headlines(page) == ["图书馆夜间开放受欢迎", "青浦江大桥顺利合龙"]


def test_headlines_stand_behind_their_bodies() -> None:
    page = (
        f"本报讯（记者 温雅）{LIBRARY}\n\n图书馆夜间开放受欢迎\n\n"
        f"本报讯（记者 段学文）{BRIDGE}\n\n青浦江大桥顺利合龙\n"
    )
    articles = split_text(page).articles
    assert [article.headline for article in articles] == [
        "图书馆夜间开放受欢迎",
        "青浦江大桥顺利合龙",
    ]
    assert [article.contributors[0].name for article in articles] == ["温雅", "段学文"]


@pytest.mark.parametrize(
    ("opening", "dateline", "byline"),
    [
        ("本报讯（记者 温 雅）", "本报讯", "记者 温 雅"),
        ("新华社北京10月8日电", "新华社北京10月8日电", None),
        ("新华社北京10月8日电（记者温雅）", "新华社北京10月8日电", "记者温雅"),
        ("青浦晚报讯（首席记者 温雅 通讯员 段学文）", "青浦晚报讯", "首席记者 温雅 通讯员 段学文"),
    ],
)
def test_datelines_open_an_article(opening: str, dateline: str, byline: str | None) -> None:
    article = only(f"图书馆夜间开放受欢迎\n\n{opening}{LIBRARY}\n")
    assert article.dateline == dateline
    assert article.byline == byline
    assert article.paragraphs[0].startswith("图书馆把")


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("□ 本报记者 温雅 通讯员 段学文", [("温雅", "记者", None), ("段学文", "通讯员", None)]),
        ("■记者 温雅", [("温雅", "记者", None)]),
        ("文/记者 温雅 图/记者 段学文", [("温雅", "记者", "文"), ("段学文", "记者", "图")]),
        ("（本报记者温雅、段学文）", [("温雅", "记者", None), ("段学文", "记者", None)]),
        ("（温 雅）", [("温雅", "", None)]),
    ],
)
def test_a_terminal_byline_closes_an_article(
    line: str, people: list[tuple[str, str, str | None]]
) -> None:
    article = only(f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n\n{line}\n")
    assert [(p.name, p.role, p.work) for p in article.contributors] == people
    assert not any("温" in paragraph for paragraph in article.paragraphs)


def test_a_byline_word_in_running_text_is_no_byline() -> None:
    article = only(f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n王女士告诉记者，她每晚都来。\n")
    assert article.byline is None
    assert article.contributors == []


def test_kicker_and_subtitle() -> None:
    article = only(
        "延长开放时间三个小时 惠及上班族五万余人\n\n图书馆夜间\n开放受欢迎\n"
        f"——区图书馆夜读新风见闻\n\n{LIBRARY}\n"
    )
    assert article.kicker == "延长开放时间三个小时 惠及上班族五万余人"
    assert article.headline == "图书馆夜间 开放受欢迎"
    assert article.subtitle == "——区图书馆夜读新风见闻"


def test_the_lines_of_a_couplet_are_one_headline() -> None:
    article = only(f"延长夜间开放\n点亮一城书香\n\n{LIBRARY}\n")
    assert (article.kicker, article.headline) == (None, "延长夜间开放 点亮一城书香")


def test_a_couplet_leaves_a_doubt() -> None:
    article = only(f"延长夜间开放\n点亮一城书香\n\n{LIBRARY}\n")
    assert [(doubt.field, doubt.cue) for doubt in article.doubts] == [("headline", "equal-lines")]


def test_captions_with_their_credits() -> None:
    page = (
        f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n\n读者在夜间的图书馆看书。 段学文 摄\n\n"
        f"青浦江大桥顺利合龙\n\n{BRIDGE}\n\n▲合龙现场的钢箱梁。 资料图片\n"
    )
    library, bridge = split_text(page).articles
    assert [(c.text, c.credit) for c in library.captions] == [
        ("读者在夜间的图书馆看书。", "段学文 摄")
    ]
    assert [(c.text, c.credit) for c in bridge.captions] == [("合龙现场的钢箱梁。", "资料图片")]
    assert [(p.name, p.work) for p in library.contributors] == [("段学文", "摄")]


def test_a_notice_is_no_news() -> None:
    page = (
        f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n\n减资公告\n\n"
        "青浦恒远商贸有限公司（统一社会信用\n代码：915000000000）经股东会决议，拟\n"
        "向登记机关申请办理减资手续，请债权人自公\n告之日起45日内申报债权债务。\n"
    )
    kinds = {article.headline: article.kind for article in split_text(page).articles}
    assert kinds == {"图书馆夜间开放受欢迎": Kind.ARTICLE, "减资公告": Kind.NOTICE}


def test_each_item_of_a_rail_has_the_common_column() -> None:
    page = (
        "一句话新闻\n\n青浦江大桥顺利合龙\n\n本报讯（记者 段学文）青浦江大桥最后一段钢箱梁\n"
        "就位，大桥顺利合龙。\n\n图书馆夜间开放受欢迎\n\n"
        "本报讯（记者 温雅）区图书馆把闭馆时间延到晚上\n十点，夜间开放受到欢迎。\n"
    )
    articles = split_text(page).articles
    assert [article.column for article in articles] == ["一句话新闻", "一句话新闻"]


def test_text_that_runs_around_a_picture_is_one_paragraph() -> None:
    article = only(
        "图书馆夜间开放受欢迎\n\n图书馆把闭馆时间延到晚上十点，半个月来夜间\n"
        "入馆人数超过九千人次。馆长说，夜间\n场还安排了讲座和手作\n课，名额往往当\n天约满，下月还\n"
        "将增加亲子共读和老\n年读书会两个专场，欢迎街坊\n邻里多来坐坐、看看书、聊聊天，共享书香夜色。\n"
    )
    assert len(article.paragraphs) == 1


def test_furniture_is_in_no_article() -> None:
    split = split_text(
        f"青浦江报\n\n2024年3月18日 星期一\n\n责编 柳明远 美编 方岚\n\n新闻热线：023-00000000\n\n"
        f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n"
    )
    assert len(split.articles) == 1
    assert split.furniture == [
        "青浦江报",
        "2024年3月18日 星期一",
        "责编 柳明远 美编 方岚",
        "新闻热线：023-00000000",
    ]


def test_a_page_of_only_furniture_is_empty_and_doubted() -> None:
    split = split_text("青浦江报\n\n2024年3月18日 星期一\n\n责编 柳明远 美编 方岚\n")
    assert split.articles == []
    assert [doubt.cue for doubt in split.doubts] == ["no-article"]


def test_a_page_splits_alike_in_every_process() -> None:
    def pages(seed: str) -> str:
        done = python(
            *("-m", "scrapy", "split", "--json", FIXTURES / "headlines-last.txt"),
            *(FIXTURES / "headline-above.txt", FIXTURES / "printed.pdf"),
            PYTHONHASHSEED=seed,
        )
        assert done.code == 0, done.log
        return done.out

    assert pages("1") == pages("2")


def test_a_list_of_headlines_at_the_page_end_keeps_the_order_of_the_bodies() -> None:
    bodies = [
        "本报讯（记者 梅小棠）图书馆把闭馆时间延到\n晚上十点，半个月来入馆人数超过九千人次。",
        "本报讯（记者 柳明远）菜市场装上公平秤，缺\n斤少两的摊位已经不见，买菜的居民都说放心。",
        "本报讯（记者 方岚）老街的路灯全部换新，夜\n里散步的老人比去年多了一倍，脚步也更稳当。",
        "本报讯（记者 程雁）渡口的轮渡恢复通航，两\n岸的学生早上不用再绕行大桥，省下半个小时。",
    ]
    heads = ["书香伴月色", "称出良心来", "一盏灯一条路", "渡口又闻汽笛声"]
    split = split_text("\n\n".join([*bodies, *heads]))
    assert [(a.headline, a.contributors[0].name) for a in split.articles] == [
        ("书香伴月色", "梅小棠"),
        ("称出良心来", "柳明远"),
        ("一盏灯一条路", "方岚"),
        ("渡口又闻汽笛声", "程雁"),
    ]


def test_a_heading_that_a_caption_repeats_is_a_picture_s_own() -> None:
    page = (
        f"图书馆夜间开放受欢迎\n\n{LIBRARY}\n\n{BRIDGE}\n\n青浦江大桥顺利合龙\n\n梯田秋色\n\n"
        "青浦县的梯田迎来秋色，农民正在收割水稻。 段学文 摄\n"
    )
    _, bridge, picture = split_text(page).articles
    assert (bridge.headline, bridge.kicker, bridge.captions) == ("青浦江大桥顺利合龙", None, [])
    assert (picture.kind, picture.headline) == (Kind.PICTURE, "梯田秋色")
    assert [caption.credit for caption in picture.captions] == ["段学文 摄"]
