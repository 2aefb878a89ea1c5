"""The pure core: a page's lines in, its articles out.  It knows no Scrapy, no SQL, no HTML."""

from yuzhong_news.splitting.printed import split_printed
from yuzhong_news.splitting.rows import Span
from yuzhong_news.splitting.split import Split
from yuzhong_news.splitting.text import split_page

__all__ = ["Span", "Split", "split_page", "split_printed"]
