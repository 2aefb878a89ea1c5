"""Regions: the polygons of ``<area coords>`` on a page's picture."""

from __future__ import annotations

import re
from typing import NamedTuple

from yuzhong_news.items import Polygon
from yuzhong_news.platforms.markup import MAX_LINKS, Element, absolute, base_of, folded

_NUMBER = re.compile(r"-?[0-9]{1,7}(?:\.[0-9]{1,20})?")
_MAPPING = re.compile(r'"mapping"\s*:\s*\[([^\[\]]{10,20000})\]')
_SHARE = re.compile(r'"([0-9.]{1,20})%,\s*([0-9.]{1,20})%"')
_STYLE = re.compile(r"(width|height|left|top)\s*:\s*([0-9]{1,6}(?:\.[0-9]{1,9})?)", re.IGNORECASE)

MAX_CORNERS = 1_000
"""Corners of one polygon; the richest known has 21."""


class Area(NamedTuple):
    """A region of an article on the page's picture, and where it leads."""

    url: str
    polygon: Polygon
    title: str


def polygon_of(coords: str) -> Polygon:
    """Return the corners of ``coords``: pairs of numbers, with decimals or without.

    Two pairs are a rectangle.  An odd number at the end is left out.
    """
    numbers = [float(each) for each in _NUMBER.findall(coords[: MAX_CORNERS * 40])]
    corners = list(zip(numbers[0::2], numbers[1::2], strict=False))[:MAX_CORNERS]
    if len(corners) == 2:
        (left, top), (right, bottom) = corners
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    return corners


def _shape_of(node: Element) -> Polygon:
    """Return the corners of an area; a circle's are those of the square around it."""
    coords = node.get("coords") or ""
    if (node.get("shape") or "").lower().startswith("circ"):
        numbers = [float(each) for each in _NUMBER.findall(coords[:200])]
        if len(numbers) == 3:
            x, y, radius = numbers
            coords = f"{x - radius},{y - radius},{x + radius},{y + radius}"
    return polygon_of(coords)


def areas_of(root: Element, url: str) -> list[Area]:
    """Return the areas of a page's maps, in their order; those without polygon are left out."""
    found = []
    base = base_of(root, url)
    for node in root.iter("area"):
        link = absolute(base, node.get("href"))
        polygon = _shape_of(node)
        if link and len(polygon) > 2:
            title = folded(node.get("title") or node.get("alt") or node.get("name") or "")
            found.append(Area(link, polygon, title))
        if len(found) >= MAX_LINKS:
            break
    return found


def rectangle_of(style: str) -> Polygon:
    """Return the corners of a box placed by CSS: ``width:304px;height:115px;left:3px;top:2px``."""
    box = {name.lower(): float(value) for name, value in _STYLE.findall(style[:1000])}
    if not {"width", "height", "left", "top"} <= box.keys():
        return []
    right, bottom = box["left"] + box["width"], box["top"] + box["height"]
    return [(box["left"], box["top"]), (right, box["top"]), (right, bottom), (box["left"], bottom)]


def size_of(node: Element | None) -> tuple[float, float] | None:
    """Return width and height of an element in pixels, from its attributes or its style."""
    if node is None:
        return None
    style = {name.lower(): value for name, value in _STYLE.findall((node.get("style") or "")[:999])}
    sizes = [_NUMBER.match(node.get(name) or style.get(name, "")) for name in ("width", "height")]
    if sizes[0] is None or sizes[1] is None:
        return None
    width, height = float(sizes[0][0]), float(sizes[1][0])
    return (width, height) if width > 0 and height > 0 else None


def size_in_shares(root: Element) -> tuple[float, float] | None:
    """Return the size on which areas are whose corners are printed in per cent, else None."""
    for node in root.iter("area"):
        if "%" in (node.get("coords") or ""):
            return 100.0, 100.0
    return None


def size_by_shares(text: str, areas: list[Area]) -> tuple[float, float] | None:
    """Return the size of the picture on which polygons given in pixels stand in per cent, too.

    Founder's newer pages scale their areas by script: ``{"mapping":["1.09%,12.6%",…],…}``.
    """
    mapping = _MAPPING.search(text)
    if mapping is None or not areas:
        return None
    shares = _SHARE.findall(mapping[1])[:MAX_CORNERS]
    pixels = areas[0].polygon
    try:
        pairs = [(float(x), float(y)) for x, y in shares]
    except ValueError:
        return None
    if len(pairs) != len(pixels):
        return None
    (x, share_x), (y, share_y) = (
        max(zip((each[axis] for each in pixels), (each[axis] for each in pairs), strict=True))
        for axis in (0, 1)
    )
    if min(share_x, share_y) <= 0:
        return None
    return round(x / share_x * 100, 1), round(y / share_y * 100, 1)
