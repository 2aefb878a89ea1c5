"""Newspapers are data: one small TOML each, and the loader that refuses what it does not know."""

from yuzhong_news.newspapers.loader import BUILT_IN, Loaded, NewspaperError, load_file, load_folders
from yuzhong_news.newspapers.model import WEEKDAYS, Edition, Newspaper, Older
from yuzhong_news.newspapers.naming import named, none_named, title_of

__all__ = [
    "BUILT_IN",
    "WEEKDAYS",
    "Edition",
    "Loaded",
    "Newspaper",
    "NewspaperError",
    "Older",
    "load_file",
    "load_folders",
    "named",
    "none_named",
    "title_of",
]
