"""Values as text: dates, moments, and JSON that every reader of lines can read."""

from __future__ import annotations

import datetime as dt
import json
import re

_BREAKS_READERS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON allows bare, and that end a line, or YAML itself, for some readers."""


def json_line(value: object) -> str:
    """Return the value as JSON in one line, Chinese as it is, dates and moments in ISO 8601.

    The line is YAML, too, and holds nothing that ``str.splitlines`` takes for a line end.
    """
    line = json.dumps(value, ensure_ascii=False, default=iso, separators=(", ", ": "))
    return _BREAKS_READERS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def iso(value: object) -> str:
    """Return a date as ``2025-02-07``, a moment in UTC as ``2025-02-07T01:02:03Z``."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is nothing that a record holds")
