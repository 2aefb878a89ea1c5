"""Pages that are in the archive, split again by the present code from what is kept of them."""

from yuzhong_news.resplitting.files import CannotError, Files
from yuzhong_news.resplitting.rebuilding import split_again
from yuzhong_news.resplitting.run import SPIDER, Desk, Report, resplit

__all__ = ["SPIDER", "CannotError", "Desk", "Files", "Report", "resplit", "split_again"]
