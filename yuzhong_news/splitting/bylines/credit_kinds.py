"""What the pieces of a byline or a credit are."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a piece is."""

    NAME = auto()
    ROLE = auto()
    STAFF = auto()
    LABEL = auto()
    WORK = auto()
    ORGANISATION = auto()
    HOUSE = auto()
    NOISE = auto()
    ARCHIVE = auto()
    BRACKET = auto()
    ORPHAN = auto()


class Piece(NamedTuple):
    """``line[start:end]``, read as one thing; ``text`` is its word, name or organisation.

    ``how`` is the sort of a role's house or of a bracket, the mark behind a label, or what a
    supplier did; ``cost`` is the weight against the reading.
    """

    kind: Kind
    start: int
    end: int
    cost: float
    text: str
    how: str = ""


OWN, KNOWN, STRANGE = "own", "house", "strange"
"""What stands before a role: 本报, a paper or agency by its last word, or something else."""
STRETCHED = "stretched"
COUNTRY, ASIDE, SIGNED = "country", "aside", "signed"
"""What a bracket is: 英国 before a name, no part of the credit, or a credit of its own."""
