"""Cutting text into words, and the dictionaries that add to jieba's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers import folder_of
from yuzhong_news.newspapers import load_folders
from yuzhong_news.words import BUILT_IN, Cutter, DictionaryError, read_words


def test_places_of_chongqing_are_words() -> None:
    cutter = Cutter()
    text = "大溪沟街道的居民走过十八梯，经菜园坝长江大桥去弹子石老街。"
    words = cutter.cut(text)
    assert "".join(words) == text
    assert {"大溪沟街道", "十八梯", "菜园坝长江大桥", "弹子石老街"} <= set(words)


def test_the_dictionary_that_comes_along_names_each_word_once() -> None:
    words = read_words(BUILT_IN)
    assert len(words) == len(set(words)) > 300
    assert {"渝中区", "七星岗街道", "酉阳土家族苗族自治县", "千厮门大桥"} <= set(words)


def test_a_newspaper_adds_its_words(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "http://epaper.example/", dictionary='"words.txt"')
    (folder / "words.txt").write_text("\ufeff# 人名\n白求渝中 3 nr\n\n", encoding="utf-8")
    newspaper = load_folders([folder]).newspapers["yucheng"]
    assert newspaper.dictionary == str(folder / "words.txt")
    file = Path(newspaper.dictionary)
    assert read_words(file) == ["白求渝中"]
    assert "白求渝中" in Cutter([file]).cut("记者白求渝中报道")
    assert "白求渝中" not in Cutter().cut("记者白求渝中报道")


def test_a_dictionary_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    with pytest.raises(DictionaryError, match=r"words\.txt cannot be read"):
        read_words(file)
    file.write_bytes("渝中".encode("gb18030"))
    with pytest.raises(DictionaryError, match="It is text in UTF-8"):
        read_words(file)
