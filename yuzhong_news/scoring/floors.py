"""Floors under the measures: read them, judge values by them, raise them, never lower them.

``floors.toml`` holds one table for each set and in it one floor for each measure.  A measure
without a line there has no floor; a new line is written by hand.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

DIGITS = 3
"""Digits behind the point that a floor keeps; a raised floor is rounded down to them."""

_SCALE: int = 10**DIGITS

_LAST_BITS = 1e-9
"""What a binary fraction may lack: 0.9 computed as 0.8999999999999999 is 0.9."""

Floors = Mapping[str, Mapping[str, float]]

_TABLE = re.compile(r'^\s*\[\s*"?(?P<name>[^"\]]+?)"?\s*\]')
_FLOOR = re.compile(r'^(?P<head>\s*"?(?P<name>[^"=#]+?)"?\s*=\s*)(?P<value>[0-9.]+)(?P<tail>.*)$')


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of one set (shares, 0 to 1, more is better), or why there are none.

    ``absent`` is for a set that is not on this machine, ``trouble`` for one that is here and could
    not be measured; ``notes`` are lines for the reader who asked for more.
    """

    name: str
    values: Mapping[str, float] = field(default_factory=dict)
    absent: str = ""
    trouble: str = ""
    notes: Sequence[str] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``below`` says that it breaks a floor."""

    set_name: str
    measure: str
    value: float | None
    floor: float | None
    verdict: str
    below: bool = False


def read_floors(text: str) -> Floors:
    """Return the floors that ``text`` (TOML) holds, by set and measure.

    Raises ``ValueError`` for what is no floor: it must be a number from 0 to 1.
    """
    floors = tomllib.loads(text)
    for set_name, table in floors.items():
        if not isinstance(table, dict):
            raise ValueError(f"floors.toml: {set_name} stands outside a table: give it its set")
        for measure, floor in table.items():
            if not isinstance(floor, int | float) or not 0 <= floor <= 1:
                raise ValueError(f"floors.toml: {set_name}: {measure} = {floor!r} is not in 0 to 1")
    return floors


def judge(results: Sequence[Measured], floors: Floors) -> list[Row]:
    """Return one row for each value, and one for each floor that nothing was measured for.

    A set that is absent breaks no floor; one that is in trouble breaks all it has.
    """
    rows: list[Row] = []
    for result in results:
        wanted = floors.get(result.name, {})
        if result.absent:
            rows.append(Row(result.name, "–", None, None, f"absent: {result.absent}"))
        elif result.trouble:
            rows.append(Row(result.name, "–", None, None, result.trouble, bool(wanted)))
        else:
            rows += [_judge_one(result, name, wanted.get(name)) for name in result.values]
            unknown = [name for name in wanted if name not in result.values]
            rows += [_unknown(result.name, name, wanted[name]) for name in unknown]
    known = {result.name for result in results}
    strays = [name for name in floors if name not in known]
    return rows + [Row(name, "–", None, None, "floors for no known set", True) for name in strays]


def raise_floors(text: str, results: Sequence[Measured]) -> str:
    """Return ``text`` with every floor that a value stands above raised to it, rounded down.

    Only numbers are changed: comments, order and measures stay as they are, and no floor falls.
    """
    values = {result.name: result.values for result in results}
    lines = []
    table = ""
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        if header := _TABLE.match(body):
            table = header["name"]
        new = body
        if entry := _FLOOR.match(body):
            value = values.get(table, {}).get(entry["name"])
            if value is not None and round_down(value) > float(entry["value"]):
                new = f"{entry['head']}{round_down(value):.{DIGITS}f}{entry['tail']}"
        lines.append(new + line[len(body) :])
    return "".join(lines)


def round_down(value: float) -> float:
    """Return ``value`` rounded down to the digits that floors keep."""
    return math.floor(value * _SCALE + _LAST_BITS) / _SCALE


def _judge_one(result: Measured, measure: str, floor: float | None) -> Row:
    value = result.values[measure]
    below = floor is not None and value < floor - _LAST_BITS
    verdict = "" if floor is None else "BELOW" if below else "ok"
    return Row(result.name, measure, value, floor, verdict, below)


def _unknown(set_name: str, measure: str, floor: float) -> Row:
    return Row(set_name, measure, None, floor, "BELOW: nothing was measured", True)
