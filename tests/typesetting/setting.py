"""Setting text: slots for lines in columns, around whatever stands there, and lines into slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.typesetting.sheet import HEI, SONG, Rect, Sheet, Text, width_of

NO_START = "，。、；：？！”’》）％%…—·"
NO_END = "“‘《（"
LEAST = 6.0
"""Type sizes: no slot is narrower."""


@dataclass(frozen=True)
class Slot:
    """Where one line may stand; ``column`` numbers its stretch of the text."""

    left: float
    right: float
    base: float
    column: int

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left


@dataclass(frozen=True)
class Type:
    """How body text is set: ``size`` in points, ``pitch`` from line to line, indent's manner."""

    size: float
    pitch: float
    face: str = SONG
    indent: str = "x"
    hang: bool = False


def slots_of(columns: Sequence[Rect], blocked: Sequence[Rect], type_: Type) -> list[Slot]:
    """Return the slots of ``columns`` that ``blocked`` rectangles leave free, in reading order."""
    slots = []
    for number, column in enumerate(columns):
        lines = int((column.height + 0.3 * type_.pitch) / type_.pitch)
        for line in range(lines):
            base = column.top + line * type_.pitch + 0.88 * type_.size
            top, bottom = base - 0.86 * type_.size, base + 0.1 * type_.size
            left, right = column.left, column.right
            for box in blocked:
                if box.bottom <= top or box.top >= bottom or box.right <= left or box.left >= right:
                    continue
                if box.left - left >= right - box.right:
                    right = box.left
                else:
                    left = box.right
            if right < column.right - 0.1 or left > column.left + 0.1:
                if right - left < LEAST * type_.size:
                    continue
                ems = int((right - left) / type_.size + 0.01)
                if left > column.left + 0.1:
                    left = right - ems * type_.size
                else:
                    right = left + ems * type_.size
            slots.append(Slot(left, right, base, number))
    return slots


def broken(text: str, widths: Sequence[float], *, hang: bool = False) -> list[str] | None:
    """Return ``text`` in lines of ``widths`` type sizes, or None where these are too few."""
    lines: list[str] = []
    at = 0
    while at < len(text):
        if len(lines) == len(widths):
            return None
        end, used = at, 0.0
        while end < len(text) and used + width_of(text[end]) <= widths[len(lines)] + 0.01:
            used += width_of(text[end])
            end += 1
        if end < len(text):
            if hang and text[end] in "，。、；：":
                end += 1
            fixed = end
            while fixed > at + 2 and (
                (fixed < len(text) and text[fixed] in NO_START)
                or text[fixed - 1] in NO_END
                or (text[fixed - 1].isdigit() and text[fixed : fixed + 1].isdigit())
                or (text[fixed - 1] == "." and text[fixed : fixed + 1].isdigit())
                or text[fixed : fixed + 1] == "."
            ):
                fixed -= 1
            end = fixed if fixed > at + 2 else end
        lines.append(text[at:end])
        at = end
    return lines


def set_line(
    sheet: Sheet,
    text: str,
    slot: Slot,
    type_: Type,
    *,
    full: bool,
    bold: int = 0,
    indent: float = 0,
) -> None:
    """Set one line into ``slot``, spaced out to its width where ``full``."""
    size = type_.size
    natural = sum(width_of(c) for c in text) * size
    room = slot.width - indent
    over = text[-1] in "，。、；：" and natural > room + 0.1
    gaps = len(text) - 1
    space = 0.0
    if over:
        space = (room - natural + size) / max(gaps - 1, 1) if natural - size <= room else 0.0
    elif full and gaps > 0:
        space = (room - natural) / gaps
    if natural - (size if over else 0) > room and gaps > 0 and not over:
        space = (room - natural) / gaps
    x = slot.left + indent
    if bold:
        head = text[:bold]
        sheet.texts.append(Text(head, x, slot.base, size, HEI, space))
        x += sum(width_of(c) * size + space for c in head)
        text = text[bold:]
        if not text.strip():
            return
    sheet.texts.append(Text(text, x, slot.base, size, type_.face, space))


def set_paragraph(
    sheet: Sheet | None,
    text: str,
    slots: Sequence[Slot],
    type_: Type,
    *,
    bold: int = 0,
    first: bool = True,
) -> int:
    """Set a paragraph into the first of ``slots``; return how many it takes, 0 for too few.

    ``bold`` characters at its head are set in the bold face; ``sheet`` None only counts.
    """
    widths = [slot.width / type_.size for slot in slots]
    lead = 2.0 if first and type_.indent != "none" else 0.0
    if not widths:
        return 0
    if type_.indent == "chars" and lead:
        shown = "\u3000\u3000" + text
        bold = bold + 2 if bold else 0
        lead = 0.0
    else:
        shown = text
        widths[0] -= lead
    lines = broken(shown, widths, hang=type_.hang)
    if lines is None:
        return 0
    if sheet is not None:
        for place, line in enumerate(lines):
            set_line(
                sheet,
                line,
                slots[place],
                type_,
                full=place < len(lines) - 1,
                bold=bold if not place else 0,
                indent=lead * type_.size if not place else 0.0,
            )
    return len(lines)


def set_centred(
    sheet: Sheet,
    text: str,
    left: float,
    right: float,
    base: float,
    size: float,
    face: str,
    align: str = "centre",
    stretch: float = 1.0,
) -> None:
    """Set a line of display type between ``left`` and ``right``."""
    wide = sum(map(width_of, text)) * size * stretch
    x = {"centre": (left + right - wide) / 2, "left": left, "right": right - wide}[align]
    sheet.texts.append(Text(text, x, base, size, face, stretch=stretch))
