"""The newspapers that a command is about: those that are named, or all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scrapy.exceptions import UsageError

from yuzhong_news.newspapers import Newspaper, named, none_named


def chosen_papers(
    names: Sequence[str], known: Mapping[str, Newspaper], *, everything: bool
) -> list[Newspaper]:
    """Return the newspapers that are named, in this order, or all; raises ``UsageError``.

    A newspaper may be named by its title (渝中报), too.
    """
    unknown = [name for name in names if name.startswith("-")]
    if unknown:
        raise UsageError(f"unknown option {' '.join(unknown)}")
    if bool(names) == everything:
        raise UsageError("name newspapers, or give --all; `scrapy list` names them")
    papers = [by_name_or_title(name, known) for name in names or sorted(known)]
    return list({paper.name: paper for paper in papers}.values())


def by_name_or_title(name: str, known: Mapping[str, Newspaper]) -> Newspaper:
    """Return the newspaper with this name, else with this title; raises ``UsageError``."""
    paper = named(name, known)
    if paper is None:
        raise UsageError(none_named(name, known), print_help=False)
    return paper
