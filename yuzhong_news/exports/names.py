"""Names of files and folders from text that anybody may have written."""

from __future__ import annotations

import unicodedata

_LONGEST = 40
"""Characters of a name; in UTF-8 160 bytes at most, where a file system takes 255."""
_RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{name}{number}" for name in ("com", "lpt") for number in range(10)),
}
"""Names that Windows keeps for devices, whatever stands behind a full stop."""


def safe_name(text: str | None, otherwise: str) -> str:
    """Return a name with only letters, digits and single hyphens, or ``otherwise``.

    Neither dots nor slashes, control characters, marks or blanks are left; it is at most 40
    characters long, and no name of a device.
    """
    kept = "".join(
        character if character.isalnum() else "-"
        for character in unicodedata.normalize("NFC", text or "")
    )
    name = "-".join(filter(None, kept.split("-")))[:_LONGEST].strip("-")
    return otherwise if not name else f"{name}-" if name.lower() in _RESERVED else name
