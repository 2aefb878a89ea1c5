"""Texts made alike for comparing, never for storing; one character stays one character.

Full-width letters and digits become half-width ones, letters of ASCII lower case, every kind of
blank the blank of ASCII, every kind of line end the line feed.  Punctuation stays as it is: ， is
not a comma.  Offsets in a folded text are offsets in the text itself.
"""

from __future__ import annotations

_FULL_WIDTH = 0xFEE0
"""What full-width forms are above those of ASCII: Ａ is U+FF21, A is U+0041."""

_LETTERS = [*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)]
_LINE_ENDS = [0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029]
_BLANKS = [*range(0x20), 0x7F, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
NONCHARACTERS = [*range(0xFDD0, 0xFDF0), 0xFFFE]
"""Code points that Unicode keeps free for the inner use of programs (Unicode 15, chapter 23.7)."""

FOLDS: dict[int, int] = {
    **dict.fromkeys(_BLANKS, 0x20),
    **dict.fromkeys(_LINE_ENDS, 0x0A),
    **dict.fromkeys(NONCHARACTERS, 0xFFFD),
    **{code + wide: ord(chr(code).lower()) for code in _LETTERS for wide in (0, _FULL_WIDTH)},
}
"""What :func:`fold` puts in the place of each character that does not stand for itself."""


def fold(text: str) -> str:
    """Return the text as it is compared; it has as many characters as before."""
    return text.translate(FOLDS)
