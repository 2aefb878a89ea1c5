"""An issue while it is fetched: which pages it has, and what they are called."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from yuzhong_news.items import IssuePages, PageFacts
from yuzhong_news.platforms import Fetch, PageLink
from yuzhong_news.platforms.labels import section_of

_NO_FILE_NAME = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_LONGEST_STEM = 40


def address_of(fetch: Fetch) -> str:
    """Return the address that tells this fetch from all others: what is POSTed stands behind #."""
    sent = fetch.json or fetch.form
    if not sent:
        return fetch.url
    return f"{fetch.url}#{quote(json.dumps(dict(sent), ensure_ascii=False, sort_keys=True))}"


@dataclass(slots=True)
class IssueUnderway:
    """The issue of one newspaper on one day; ``facts`` are its pages, by their addresses.

    ``place`` is its place among the issues that are asked for.  ``seen_at`` is when its index was
    fetched, where a WARC file says so, too.
    """

    newspaper: str
    date: dt.date
    place: int = 0
    seen_at: dt.datetime | None = None
    facts: dict[str, PageFacts] = field(default_factory=dict)
    _labels: set[str] = field(default_factory=set)
    _stems: dict[str, str] = field(default_factory=dict)
    _section: str | None = None

    def knows(self, fetch: Fetch) -> bool:
        """Whether a page is known, by its address, or by its label under another address."""
        return address_of(fetch) in self.facts or fetch.page.label in self._labels

    def add(self, address: str, link: PageLink) -> bool:
        """Take note of a page, and return whether it was not known, or not by its number.

        The pages of a first section (A01, A02 …) keep their numbers.  A page of another section
        (B01), and one whose number is taken, has no number, and its whole label for its name.
        """
        known = self.facts.get(address)
        if known is not None and (known.page_number is not None or known.page_name is not None):
            return False
        if link.label:
            self._labels.add(link.label)
        number, name = link.number, link.name
        section = section_of(link.label)
        if self._section is None and (number is not None or link.label):
            self._section = section
        taken = {facts.page_number for facts in self.facts.values()}
        if section != self._section or (number is not None and number in taken):
            number, name = None, link.label or name
        facts = PageFacts(
            newspaper=self.newspaper,
            issue_date=self.date,
            page_number=number,
            page_name=name,
            source_url=address,
        )
        if known == facts:
            return False
        self.facts[address] = facts
        return True

    def pages(self) -> IssuePages:
        """Return all pages known so far."""
        return IssuePages(self.newspaper, self.date, list(self.facts.values()))

    def stem_of(self, address: str) -> str:
        """Return the page's name for a file system, which no other page of the issue has."""
        if address not in self._stems:
            facts = self.facts[address]
            stem = f"{facts.page_number:02}" if facts.page_number is not None else ""
            stem = stem or _NO_FILE_NAME.sub("-", facts.page_name or "")[:_LONGEST_STEM].strip("-")
            place = list(self.facts).index(address) + 1
            if not stem or stem in self._stems.values():
                stem = f"{stem or 'page'}-{place}"
            self._stems[address] = stem
        return self._stems[address]


def merged(link: PageLink, layout: PageLink) -> PageLink:
    """Return what a page's link and its layout tell together; the link's label goes first."""
    first, second = (link, layout) if link.label else (layout, link)
    return replace(
        first,
        label=first.label or second.label,
        number=first.number if first.number is not None else second.number,
        name=first.name or second.name,
        pdf=first.pdf or second.pdf,
        picture=first.picture or second.picture,
    )
