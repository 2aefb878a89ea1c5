"""Rails of briefs among the bodies of a page: short items, each under a heading that it repeats."""

from __future__ import annotations

from yuzhong_news.splitting.text.bodies import Bodies
from yuzhong_news.splitting.text.known_headings import OWN_ECHO, Headings
from yuzhong_news.splitting.text.units import Role, is_bulleted

BRIEF = 200
"""Characters: the items of a rail of briefs are no longer."""

_MIN_RAIL = 3
_RAIL_ECHO = 0.4


def rail_items(bodies: Bodies, headings: Headings) -> list[bool]:
    """Return for each body whether it is an item of a rail of briefs.

    Three or more short bodies in a row, each under one heading that its first sentence
    repeats, are briefs; what stands under subheads does not repeat them so.
    """
    echoes = [_echo_of_brief(bodies, headings, k) for k in range(len(bodies))]
    rail = [False] * len(bodies)
    start = 0
    for end in range(len(bodies) + 1):
        if end < len(bodies) and echoes[end] is not None:
            continue
        run = [echo for echo in echoes[start:end] if echo is not None]
        if len(run) >= _MIN_RAIL and sum(run) / len(run) >= _RAIL_ECHO:
            rail[start:end] = [echo >= OWN_ECHO for echo in run]
        start = end + 1
    return rail


def _echo_of_brief(bodies: Bodies, headings: Headings, k: int) -> float | None:
    """Return how much of the one heading above a brief it repeats; None: it is no brief."""
    above = bodies.above(k)
    if above is None or above.role is not Role.HEADING:
        return None
    if above.inline and not is_bulleted(above):
        return None
    if bodies.sizes[k] >= BRIEF or bodies.notices[k] or bodies.torn[k]:
        return None
    return headings.echo(above, k)
