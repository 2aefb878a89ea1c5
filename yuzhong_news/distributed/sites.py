"""Which newspapers share a site, so that their jobs must not run side by side."""

from __future__ import annotations

from collections.abc import Iterable

from yuzhong_news.newspapers import Newspaper
from yuzhong_news.newspapers.lanes import hosts_of, lanes


def locks_of(newspapers: Iterable[Newspaper]) -> dict[str, str]:
    """Return the lock of each newspaper, by its name: a host.

    Newspapers of one lane have the same lock, the first of all their hosts in the alphabet: a crawl
    asks all hosts of its newspaper.
    """
    return {
        newspaper.name: min(set().union(*map(hosts_of, lane)))
        for lane in lanes(list(newspapers))
        for newspaper in lane
    }
