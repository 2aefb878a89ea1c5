"""yuzhong_news: Chinese district newspapers, page by page, split into articles and kept in SQL."""

__version__ = "0.1.0"
