"""Text into words, by jieba and by dictionaries of names that it does not know."""

from yuzhong_news.words.cutting import BUILT_IN, Cutter, DictionaryError, read_words
from yuzhong_news.words.jieba_files import dictionary_of_jieba

__all__ = ["BUILT_IN", "Cutter", "DictionaryError", "dictionary_of_jieba", "read_words"]
