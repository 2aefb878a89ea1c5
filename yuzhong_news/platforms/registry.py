"""All platforms by their names."""

from __future__ import annotations

from yuzhong_news.platforms.founder_classic import FounderClassic
from yuzhong_news.platforms.model import Platform

_ALL: tuple[Platform, ...] = (FounderClassic(),)

PLATFORMS: dict[str, Platform] = {platform.name: platform for platform in _ALL}
"""The platforms, those with the most peculiar traits first."""


def platform_of(text: str, url: str) -> Platform | None:
    """Return the platform whose traits a response bears, or None."""
    return next((each for each in PLATFORMS.values() if each.recognises(text, url)), None)
