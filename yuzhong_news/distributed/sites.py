"""Which newspapers share a site, so that their jobs must not run side by side."""

from __future__ import annotations

from collections.abc import Iterable

from yuzhong_news.newspapers import Newspaper


def locks_of(newspapers: Iterable[Newspaper]) -> dict[str, str]:
    """Return the lock of each newspaper, by its name: a host.

    Newspapers with a host in common, directly or through others, have the same lock, the first of
    all their hosts in the alphabet: a crawl asks all hosts of its newspaper.
    """
    papers = list(newspapers)
    groups: list[set[str]] = []
    for paper in papers:
        hosts = hosts_of(paper)
        akin = [group for group in groups if group & hosts]
        groups = [group for group in groups if not group & hosts]
        groups.append(hosts.union(*akin))
    locks = {host: min(group) for group in groups for host in group}
    return {paper.name: locks[min(hosts_of(paper))] for paper in papers}


def hosts_of(newspaper: Newspaper) -> set[str]:
    """Return all hosts of a newspaper, those of its older layouts, too."""
    tables = [newspaper, *newspaper.older]
    return set().union(*(table.edition.hosts for table in tables))
