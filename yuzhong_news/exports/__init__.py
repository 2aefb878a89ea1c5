"""Articles as files that a person can carry away: the formats, the files, the data dictionary.

Pure: records come in, bytes go out; where they come from is not known here.
"""

from yuzhong_news.exports.formats import FORMATS, Options, Tally, export
from yuzhong_news.exports.problems import ExportError

__all__ = ["FORMATS", "ExportError", "Options", "Tally", "export"]
