"""The dictionaries of the newspapers there are, for the commands that cut text into words."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings

from yuzhong_news.commands.output import complain
from yuzhong_news.newspapers import BUILT_IN, load_folders
from yuzhong_news.words import Cutter, DictionaryError, read_words


def cutter_of(settings: BaseSettings | None) -> Cutter:
    """Return what cuts text with the words of all newspapers, of ``NEWSPAPERS_DIR`` too.

    A dictionary that cannot be read is told of, and left out.
    """
    own = settings.get("NEWSPAPERS_DIR") if settings is not None else None
    folders = [BUILT_IN, *([Path(own).expanduser()] if own else [])]
    files = []
    for newspaper in load_folders(folders).newspapers.values():
        if newspaper.dictionary is None:
            continue
        file = Path(newspaper.dictionary)
        try:
            read_words(file)
        except DictionaryError as error:
            complain(f"{error}. Its words are left out")
        else:
            files.append(file)
    return Cutter(files)
