"""Printed pages: split by geometry and language together.

Furniture off, areas, heads, blocks, captions; then one matching gives each head its text and each
block what follows it.
"""

from __future__ import annotations

from yuzhong_news.items import PrintedPage
from yuzhong_news.splitting.printed.splitter import split_printed

__all__ = ["PrintedPage", "split_printed"]
