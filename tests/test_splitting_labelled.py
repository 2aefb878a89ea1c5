"""Articles that a vendor labels pass the same code as printed ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuzhong_news.items import Kind, LabelledArticle, Part
from yuzhong_news.splitting.labelled import article_of

FIRST = "云岭河两岸的田埂上已经热闹起来，十二个乡镇的负责人走进田间看农机、问种子、算收成。"
SECOND = "县农业农村委介绍，今年全县落实早稻育秧点四十六处，储备化肥八千吨，种子已经送到各村。"
THIRD = "石桥镇把闲置的老粮站改成农资超市，村民下楼就能买到薄膜和农具，价格比往年还低一成。"


def paragraphs(*texts: str) -> list[Part]:
    return [Part("paragraph", text) for text in texts]


def labelled(*parts: Part, headline: str = "春耕备耕忙", byline: str = "") -> LabelledArticle:
    return LabelledArticle(headline=headline, byline=byline, parts=list(parts))


def test_dateline_and_byline_open_the_text() -> None:
    article = article_of(labelled(*paragraphs(f"本报讯（记者 周明远）{FIRST}", SECOND)))
    assert article.dateline == "本报讯"
    assert article.byline == "记者 周明远"
    assert [(each.name, each.role) for each in article.contributors] == [("周明远", "记者")]
    assert article.paragraphs == [FIRST, SECOND]
    assert article.lead == FIRST


def test_the_authors_label_adds_what_the_text_lacks() -> None:
    article = article_of(labelled(*paragraphs(FIRST, SECOND), byline="本报记者 周明远"))
    assert article.byline == "本报记者 周明远"
    assert [(each.name, each.role) for each in article.contributors] == [("周明远", "记者")]


def test_the_authors_label_is_not_said_twice() -> None:
    text = f"本报讯（记者 周明远 通讯员 何秀兰）{FIRST}"
    article = article_of(labelled(*paragraphs(text), byline="周明远"))
    assert article.byline == "记者 周明远 通讯员 何秀兰"
    assert [each.name for each in article.contributors] == ["周明远", "何秀兰"]


def test_a_role_in_the_label_counts_where_the_text_has_none() -> None:
    article = article_of(labelled(*paragraphs("□周明远 罗小曼", FIRST), byline="记者 周明远"))
    roles = {each.name: each.role for each in article.contributors}
    assert roles == {"周明远": "记者", "罗小曼": ""}
    assert article.paragraphs == [FIRST]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("□ 林晓枫", "林晓枫"),
        ("□熊志", "熊志"),
        ("□苏莉（云岭县人民医院儿科）", "苏莉"),
        ("◎本报记者 陈思远", "陈思远"),
    ],
)
def test_a_line_behind_a_mark_is_the_author(line: str, name: str) -> None:
    article = article_of(labelled(*paragraphs(line, FIRST, SECOND)))
    assert [each.name for each in article.contributors] == [name]
    assert article.byline == line.strip("□◎ ")
    assert article.paragraphs == [FIRST, SECOND]


def test_bylines_set_in_several_lines() -> None:
    lines = ("□本报记者周明远 罗小曼", "实习生陈思远", "通讯员何秀兰 文/图")
    article = article_of(labelled(*(Part("subhead", line) for line in lines), *paragraphs(FIRST)))
    assert [each.role for each in article.contributors] == ["记者", "记者", "实习生", "通讯员"]
    assert article.subheads == []


def test_a_byline_closes_the_text() -> None:
    article = article_of(labelled(*paragraphs(FIRST, f"{SECOND}（记者 周明远）")))
    assert article.paragraphs == [FIRST, SECOND]
    assert article.byline == "记者 周明远"
    own_line = article_of(labelled(*paragraphs(FIRST, SECOND, "（记者 周明远 通讯员 何秀兰）")))
    assert own_line.paragraphs == [FIRST, SECOND]
    assert len(own_line.contributors) == 2


def test_a_dateline_alone_closes_the_text() -> None:
    article = article_of(labelled(*paragraphs(FIRST, SECOND, "（新华社北京10月10日电）")))
    assert article.dateline == "新华社北京10月10日电"
    assert article.paragraphs == [FIRST, SECOND]


def test_jump_marks_are_taken_out() -> None:
    there = article_of(labelled(*paragraphs(FIRST, f"{SECOND}（下转第2版）")))
    assert there.continued_to == 2
    assert there.paragraphs[-1] == SECOND
    assert [jump.text for jump in there.jumps] == ["（下转第2版）"]
    back = article_of(
        labelled(*paragraphs("（上接第1版）", THIRD), headline="（上接第1版）春耕备耕忙")
    )
    assert back.continued_from == 1
    assert back.headline == "春耕备耕忙"
    assert back.paragraphs == [THIRD]
    assert back.lead is None


def test_marked_subheads() -> None:
    article = article_of(
        labelled(*paragraphs(FIRST), Part("subhead", "农机下田"), *paragraphs(SECOND, THIRD))
    )
    assert [(each.text, each.before_paragraph) for each in article.subheads] == [("农机下田", 1)]
    assert article.doubts == []


def test_short_lines_between_paragraphs_are_subheads_with_a_doubt() -> None:
    article = article_of(
        labelled(
            *paragraphs(FIRST, "重农机、强帮扶——", "让种田更轻松", SECOND, THIRD, FIRST, SECOND)
        )
    )
    assert [(each.text, each.before_paragraph) for each in article.subheads] == [
        ("重农机、强帮扶—— 让种田更轻松", 1)
    ]
    assert {doubt.cue for doubt in article.doubts} == {"short-line"}


@pytest.mark.parametrize(
    "line",
    ["——编 者", "时间：二月七日", "他说，", "是这样吗？", "2025年2月7日", "他来了。", "罗小曼 摄"],
)
def test_short_lines_that_are_no_subheads(line: str) -> None:
    article = article_of(labelled(*paragraphs(FIRST, line, SECOND, THIRD, FIRST)))
    assert article.subheads == []


def test_a_poem_has_no_subheads() -> None:
    lines = ["河湾的风吹过来", "油菜花黄了一片", "我坐在田埂上", "听见布谷在叫", "春天来了"]
    article = article_of(labelled(*paragraphs(*lines)))
    assert article.subheads == []
    assert article.paragraphs == lines


def test_captions_with_their_credits() -> None:
    article = article_of(
        labelled(
            Part("picture", url="http://a.cn/1.jpg"),
            Part("caption", "村民在田间检修农机。 记者 罗小曼 摄"),
            Part("picture", url="http://a.cn/2.jpg"),
            Part("caption", "▲旋耕机正在试车。"),
            *paragraphs(FIRST),
        )
    )
    assert [(each.text, each.credit) for each in article.captions] == [
        ("村民在田间检修农机。", "记者 罗小曼 摄"),
        ("旋耕机正在试车。", None),
    ]
    assert [(each.name, each.work) for each in article.contributors] == [("罗小曼", "摄")]
    assert article.byline is None


def test_a_text_behind_a_picture_that_ends_in_a_credit_is_its_caption() -> None:
    picture = Part("picture", url="http://a.cn/1.jpg")
    article = article_of(
        labelled(picture, *paragraphs("村民在田间检修农机。罗小曼 摄", FIRST, SECOND))
    )
    assert [each.credit for each in article.captions] == ["罗小曼 摄"]
    assert article.paragraphs == [FIRST, SECOND]


def test_a_group_credit_holds_for_each_caption() -> None:
    picture = Part("picture", url="http://a.cn/1.jpg")
    article = article_of(
        labelled(
            *(picture, Part("caption", "图为花田。"), picture, Part("caption", "图为风筝。")),
            *(picture, Part("caption", "本组图片由记者 罗小曼 摄")),
        )
    )
    assert article.kind is Kind.PICTURE
    assert [each.text for each in article.captions] == ["图为花田。", "图为风筝。"]
    assert {each.credit for each in article.captions} == {"本组图片由记者 罗小曼 摄"}


def test_a_summary_in_points_is_the_lead() -> None:
    points = [f"■ {FIRST[:-1]}", f"■ {SECOND[:-1]}"]
    article = article_of(labelled(*paragraphs(*points, f"本报云岭2月7日电 {THIRD}")))
    assert article.dateline == "本报云岭2月7日电"
    assert article.lead == "\n".join(points)
    assert article.paragraphs == [*points, THIRD]


def test_notices_are_known_by_headline_and_formulas() -> None:
    text = "受县水务公司委托，现就供水管网改造项目公开招标，欢迎报名。特此公告。"
    assert article_of(labelled(*paragraphs(text), headline="招标公告")).kind is Kind.NOTICE
    long = article_of(labelled(*paragraphs(*[text] * 20), headline="公 示"))
    assert long.kind is Kind.NOTICE
    assert long.lead is None
    news = article_of(labelled(*paragraphs(f"本报讯（记者 周明远）{FIRST}"), headline="招标公告"))
    assert news.kind is Kind.ARTICLE


def test_an_article_without_headline_has_a_doubt() -> None:
    article = article_of(labelled(*paragraphs(FIRST), headline=""))
    assert article.headline is None
    assert [doubt.cue for doubt in article.doubts] == ["no-headline"]


KINDS = st.sampled_from(["paragraph", "subhead", "picture", "caption"])
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [FIRST, "（记者 周明远）", "（下转第2版）", "本报讯", "□某某", "罗小曼 摄", "——", "公告"]
    ),
)


@given(
    parts=st.lists(st.tuples(KINDS, st.lists(WORDS, max_size=3).map("".join)), max_size=8),
    labels=st.tuples(WORDS, WORDS, WORDS, WORDS),
)
@settings(max_examples=300, deadline=None)
def test_any_labels_make_an_article(
    parts: list[tuple[str, str]], labels: tuple[str, str, str, str]
) -> None:
    pieces = [Part(kind, text) for kind, text in parts]  # type: ignore[arg-type]
    article = article_of(LabelledArticle(*labels, parts=pieces))
    assert all(text == text.strip() and text for text in article.paragraphs)
    assert all(0 <= each.before_paragraph <= len(article.paragraphs) for each in article.subheads)


@pytest.mark.parametrize(
    "text", ["▲村民在看花。", "图为村民在看花。", "左图：村民在看花。", "图①：看花"]
)
def test_a_text_behind_a_picture_that_begins_like_a_caption_is_one(text: str) -> None:
    picture = Part("picture", url="http://epaper.example.cn/1.jpg")
    article = article_of(labelled(*paragraphs(FIRST), picture, *paragraphs(text, SECOND)))
    assert [caption.text for caption in article.captions] == [text.removeprefix("▲")]
    assert article.paragraphs == [FIRST, SECOND]
    article = article_of(labelled(*paragraphs(FIRST, text, SECOND)))
    assert article.captions == []


@pytest.mark.parametrize("lost", ["\ufffd\ufffd\ufffd", "锟斤拷"])
def test_characters_that_a_site_has_lost_leave_a_doubt(lost: str) -> None:
    parts = [Part("paragraph", f"村民{lost}说，油菜长得好。"), Part("paragraph", "大家很高兴。")]
    article = article_of(LabelledArticle(headline="春耕备耕忙", parts=parts))
    assert lost in article.paragraphs[0]
    doubt = next(doubt for doubt in article.doubts if doubt.cue == "lost-characters")
    assert (doubt.field, doubt.detail.split()[0]) == ("paragraphs", "3")
