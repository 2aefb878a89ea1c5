"""All platforms by their names."""

from __future__ import annotations

from yuzhong_news.platforms.bc import Bc
from yuzhong_news.platforms.bz import Bz
from yuzhong_news.platforms.cqrb import Cqrb
from yuzhong_news.platforms.digital_newspaper import DigitalNewspaper
from yuzhong_news.platforms.founder_classic import FounderClassic
from yuzhong_news.platforms.founder_col import FounderCol
from yuzhong_news.platforms.founder_new import FounderNew
from yuzhong_news.platforms.huaguang import Huaguang
from yuzhong_news.platforms.joyhua import Joyhua
from yuzhong_news.platforms.model import Platform
from yuzhong_news.platforms.nbs import Nbs
from yuzhong_news.platforms.plain_pdf import PlainPdf
from yuzhong_news.platforms.shtml import Shtml

_ALL: tuple[Platform, ...] = (
    *(Nbs(), Huaguang(), Bc(), Joyhua(), Cqrb(), Shtml(), DigitalNewspaper(), Bz()),
    *(FounderCol(), FounderNew(), FounderClassic(), PlainPdf()),
)

PLATFORMS: dict[str, Platform] = {platform.name: platform for platform in _ALL}
"""The platforms, those with the most peculiar traits first."""


def platform_of(text: str, url: str) -> Platform | None:
    """Return the platform whose traits a response bears, or None."""
    return next((each for each in PLATFORMS.values() if each.recognises(text, url)), None)
