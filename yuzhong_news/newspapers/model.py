"""What a newspaper's TOML may say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from yuzhong_news.expectations import DaysError, Rules, span_of
from yuzhong_news.platforms import Platform
from yuzhong_news.platforms.selectors import check_platform, check_selector

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MARK = re.compile("%-?.?")
_ANY_DAY = dt.date(2025, 1, 1)
_DATE_MARKS = {"%Y", "%m", "%d", "%-m", "%-d"}


def _address(value: str) -> str:
    marks = sorted(set(_MARK.findall(value)) - _DATE_MARKS)
    if marks:
        raise ValueError(f"has the mark {marks[0]}; a date pattern may have %Y, %m and %d")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no address; it begins with http:// or https:// and a host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("has a user or password in it, which would stand in every page's source")
    return value


def _day(value: object) -> object:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise ValueError("is no date; write it without quotation marks, as 2024-11-30")


def _span(value: object) -> object:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = value.isoformat()
    if isinstance(value, str):
        try:
            span_of(value)
        except DaysError as error:
            raise ValueError(str(error)) from None
    return value


Address = Annotated[str, AfterValidator(_address)]
Skipped = Annotated[str, BeforeValidator(_span)]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class Edition(NamedTuple):
    """Where and how the issue of one day is found."""

    platform: str
    address: str
    hosts: frozenset[str]
    selectors: tuple[tuple[str, str], ...] = ()


def _platforms(info: ValidationInfo) -> Mapping[str, Platform]:
    found: Mapping[str, Platform] = (info.context or {}).get("platforms", {})
    return found


class Selectors(BaseModel):
    """Where a newspaper's templates differ from its platform's.

    ``headline``, ``kicker``, ``subtitle``, ``byline``, ``body`` and ``captions`` are CSS or XPath
    selectors of elements on an article's page, ``pdf`` of a link on a page's layout; ``page`` and
    ``article`` are regular expressions for the paths of links.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    headline: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    body: str | None = None
    captions: str | None = None
    pdf: str | None = None
    page: str | None = None
    article: str | None = None

    @field_validator("*")
    @classmethod
    def _can_select(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else check_selector(info.field_name or "", value)

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """Return the selectors that are there, with their names."""
        return tuple((name, value) for name, value in self if value is not None)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    platform: str
    address: Address
    hosts: list[Host] = Field(default_factory=list)
    selectors: Selectors = Selectors()

    @field_validator("platform")
    @classmethod
    def _known_platform(cls, value: str, info: ValidationInfo) -> str:
        known = _platforms(info)
        if known and value not in known:
            raise ValueError(f"is no platform; there are {', '.join(sorted(known))}")
        return value

    @field_validator("address")
    @classmethod
    def _leads_to_issues(cls, value: str, info: ValidationInfo) -> str:
        platform = _platforms(info).get(info.data.get("platform", ""))
        if platform is not None:
            platform.start(value, _ANY_DAY)
        return value

    @field_validator("selectors")
    @classmethod
    def _selects_on_pages(cls, value: Selectors, info: ValidationInfo) -> Selectors:
        platform = _platforms(info).get(info.data.get("platform", ""))
        if platform is not None and value.given:
            check_platform(platform)
        return value

    @property
    def edition(self) -> Edition:
        """Return the platform, the address, the hosts that requests may go to, and selectors."""
        own = urlsplit(self.address).hostname or ""
        hosts = frozenset({own, *self.hosts})
        return Edition(self.platform, self.address, hosts, self.selectors.given)


class Older(_Table):
    """An older layout: how the issues up to and including the day ``until`` are found."""

    until: dt.date

    _until = field_validator("until", mode="before")(_day)


class Expect(BaseModel):
    """What an issue must have, so that a run may call it complete.

    ``pages`` are the least pages by weekday, ``articles`` the least of each page.  ``skipped`` are
    the days without an issue (see :func:`yuzhong_news.expectations.span_of`).  ``due_hour`` is the
    hour in Shanghai from which the issue of the day is due, null for the setting's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    pages: dict[Weekday, Annotated[int, Field(ge=1, le=400)]] = Field(default_factory=dict)
    articles: int = Field(default=0, ge=0, le=100)
    skipped: list[Skipped] = Field(default_factory=list)
    due_hour: int | None = Field(default=None, ge=0, le=23)


class Newspaper(_Table):
    """One newspaper.

    ``name`` is the spider's name, ``title`` what the archive calls it (渝中报).  ``hosts`` are
    those beside the address's own that its pages, files and pictures may come from.
    ``publication_days`` are weekdays, null where they are not known; ``pages`` is their usual
    number, ``since`` the first issue on the web.  ``older`` are its older layouts.  ``dictionary``
    is a file of words, one a line, beside the TOML (once loaded, its path).  ``confirmed`` says
    that all this was tried against the live site.  ``expect`` is what its issues must have.
    """

    name: Name
    title: Title
    district: Title
    publication_days: list[Weekday] | None = Field(default=None, min_length=1)
    pages: int | None = Field(default=None, ge=1, le=400)
    since: dt.date | None = None
    confirmed: bool
    dictionary: str | None = None
    expect: Expect = Field(default_factory=Expect)
    older: list[Older] = Field(default_factory=list)

    _since = field_validator("since", mode="before")(_day)

    @field_validator("dictionary")
    @classmethod
    def _dictionary_beside(cls, value: str | None, info: ValidationInfo) -> str | None:
        folder = (info.context or {}).get("folder")
        if value is None or folder is None:
            return value
        if not Path(folder, value).is_file():
            raise ValueError(f"there is no file {Path(folder, value)}")
        return str(Path(folder, value))

    @model_validator(mode="after")
    def _older_in_order(self) -> Self:
        days = [one.until for one in self.older]
        if days != sorted(set(days)):
            raise ValueError("older: the days `until` must grow from section to section")
        return self

    def edition_of(self, date: dt.date) -> Edition:
        """Return where and how the issue of ``date`` is found."""
        table: _Table = next((one for one in self.older if date <= one.until), self)
        return table.edition

    def appears_on(self, date: dt.date) -> bool:
        """Whether an issue of ``date`` may be there."""
        return self.rules.may_appear(date)

    @cached_property
    def rules(self) -> Rules:
        """Return what is expected of its issues."""
        days = self.publication_days
        return Rules(
            weekdays=None if days is None else frozenset(map(WEEKDAYS.index, days)),
            since=self.since,
            skipped=tuple(map(span_of, self.expect.skipped)),
            pages={WEEKDAYS.index(day): least for day, least in self.expect.pages.items()},
            articles=self.expect.articles,
            usual_pages=self.pages,
            due_hour=self.expect.due_hour or 0,
        )
