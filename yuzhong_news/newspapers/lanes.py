"""Which newspapers may be fetched side by side."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.newspapers.model import Newspaper


def lanes(newspapers: Sequence[Newspaper]) -> list[list[Newspaper]]:
    """Return the newspapers in lanes: those of one lane are fetched one after another.

    Two that share a host, also by way of a third, are in one lane, so that the host is asked no
    faster than for one of them.  The order is kept, in each lane and of the lanes.
    """
    found: list[tuple[set[str], list[Newspaper]]] = []
    for newspaper in newspapers:
        hosts = hosts_of(newspaper)
        akin = [lane for lane in found if lane[0] & hosts]
        merged = (hosts.union(*(lane[0] for lane in akin)),
                  [*(one for lane in akin for one in lane[1]), newspaper])  # fmt: skip
        place = found.index(akin[0]) if akin else len(found)
        found = [lane for lane in found if lane not in akin]
        found.insert(place, merged)
    return [lane for _, lane in found]


def hosts_of(newspaper: Newspaper) -> set[str]:
    """Return all hosts that a newspaper's requests go to, in its older layouts, too."""
    tables = (newspaper, *newspaper.older)
    return set().union(*(table.edition.hosts for table in tables))
