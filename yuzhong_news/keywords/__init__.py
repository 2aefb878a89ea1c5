"""Keywords: which words of an article tell it from the other articles of the archive.

Values in, values out: how often a word occurs in the archive is the caller's to know.
"""

from yuzhong_news.keywords.cutting import Cutter
from yuzhong_news.keywords.ranking import Keyword, keywords
from yuzhong_news.keywords.terms import lexicon_version, terms

__all__ = ["Cutter", "Keyword", "keywords", "lexicon_version", "terms"]
