"""A typesetter of invented newspaper pages in many house styles, each with its right answer."""

from __future__ import annotations

from tests.typesetting.pages import typeset
from tests.typesetting.styles import STYLES, Style

__all__ = ["STYLES", "Style", "typeset"]
