"""WARC 1.1: the exchanges with a site as they were on the wire, written and read.

Reading needs no package; writing needs warcio, an extra (``warc``), and is imported only for it.
"""

from yuzhong_news.warc.index import Capture, Index, key_of
from yuzhong_news.warc.reading import WarcError, scan
from yuzhong_news.warc.responses import Recorded, read_response

__all__ = ["Capture", "Index", "Recorded", "WarcError", "key_of", "read_response", "scan"]
