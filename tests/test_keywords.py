"""Which words of an article count, and which tell it from the others."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuzhong_news.keywords import Cutter, keywords, lexicon_version, terms
from yuzhong_news.words import Cutter as WordCutter

HEADLINE = "十八梯老茶馆重新开门"
BODY = (
    "记者从街道获悉，停业三年的老茶馆近日在十八梯重新开门。茶馆的梁木是从旧址拆下的，茶客说，盖碗还是那只盖碗。"
    "通讯员介绍，茶馆每周三有川剧座唱，茶客可以带自己的茶叶。相关负责人表示，要进一步加强管理，提升服务水平。"
    "投稿邮箱：chaguan@example.org，详情见 www.example.org/tea?id=7。"
)


@pytest.fixture(scope="module")
def jieba() -> Cutter:
    return WordCutter()


def words_of(jieba: Cutter, headline: str, body: str) -> Counter[str]:
    return terms(headline, body, jieba)


def test_nouns_and_names_count_twice_and_in_a_headline_thrice_as_much(jieba: Cutter) -> None:
    found = words_of(jieba, HEADLINE, BODY)
    assert found["茶客"] == 2 * 2
    assert found["茶馆"] == 2 * (3 + 3)
    assert found["盖碗"] == 2 * 2


@pytest.mark.parametrize(
    "word",
    ["记者", "通讯员", "近日", "获悉", "表示", "加强", "管理", "提升", "相关", "example"],
)
def test_roles_formulas_and_addresses_do_not_count(jieba: Cutter, word: str) -> None:
    assert word in BODY
    assert word not in words_of(jieba, HEADLINE, BODY)


@pytest.mark.parametrize(
    "word",
    ["首席记者", "实习记者", "特约评论员", "责任编辑", "三千", "2025", "我们", "的"],
)
def test_no_role_number_or_grammar_word_is_ever_a_keyword(jieba: Cutter, word: str) -> None:
    assert word not in words_of(jieba, word, f"{word}。{word}，{word}")


@settings(deadline=None)  # the first word loads the dictionary
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_has_words_of_two_characters_or_more(headline: str, body: str) -> None:
    for word, count in terms(headline, body, _JIEBA).items():
        assert len(word) >= 2
        assert count >= 1
        assert word in headline or word in body


def test_the_words_of_both_parts_are_those_of_the_whole(jieba: Cutter) -> None:
    """What is taken off when an article goes is what was counted when it came."""
    whole = words_of(jieba, "", f"{HEADLINE}\n{BODY}")
    assert set(whole) == set(words_of(jieba, HEADLINE, BODY))


def test_what_is_rare_in_the_archive_comes_first() -> None:
    counts = {"茶馆": 4, "社区": 4}
    found = keywords(counts, {"茶馆": 3, "社区": 900}, 1000, lambda _word: 1e-6)
    assert [one.word for one in found] == ["茶馆", "社区"]
    assert found[0].weight > 2 * found[1].weight > 0


def test_what_is_frequent_in_the_article_comes_first() -> None:
    found = keywords({"茶馆": 1, "茶客": 6}, {}, 1000, lambda _word: 1e-6)
    assert [one.word for one in found] == ["茶客", "茶馆"]


def test_in_a_small_archive_ordinary_chinese_says_what_is_rare() -> None:
    common = {"茶馆": 1e-6, "时间": 1e-3}
    found = keywords({"时间": 3, "茶馆": 3}, {"时间": 1, "茶馆": 1}, 1, common.__getitem__)
    assert [one.word for one in found] == ["茶馆", "时间"]


def test_equals_are_in_the_order_of_their_characters_and_no_more_than_asked_for() -> None:
    found = keywords(dict.fromkeys("乙甲丁丙", 1), {}, 9, lambda _word: 1e-6, limit=3)
    assert [one.word for one in found] == sorted("乙甲丁丙")[:3]
    assert keywords({}, {}, 9, lambda _word: 1e-6) == []


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 9), min_size=1, max_size=30),
    st.integers(0, 10**6),
    st.floats(0, 1),
)
def test_weights_fall_and_are_never_below_nothing(
    counts: dict[str, int], articles: int, share: float
) -> None:
    found = keywords(counts, counts, articles, lambda _word: share)
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert all(weight >= 0 for weight in weights)


def test_other_words_are_another_lexicon(jieba: Cutter) -> None:
    class Other(WordCutter):
        version = "jieba and 十八梯"

    assert lexicon_version(jieba) == lexicon_version(WordCutter())
    assert lexicon_version(jieba) != lexicon_version(Other())


_JIEBA = WordCutter()
