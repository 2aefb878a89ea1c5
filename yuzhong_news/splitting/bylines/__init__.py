"""Datelines, bylines and credits: where they stand in a text, and whom they name.

Each function takes a text and gives back what it found, with spans into that text, or None.  None
of them raises, and none looks at more than a few hundred characters of a long text.  The numbers of
rules refer to the conventions of the byline test set (CONVENTIONS).
"""

from yuzhong_news.splitting.bylines.credit_lines import Credits, read_credits
from yuzhong_news.splitting.bylines.datelines import Span, dateline_of
from yuzhong_news.splitting.bylines.openings import Opening
from yuzhong_news.splitting.bylines.signatures import Organisation, Signature
from yuzhong_news.splitting.bylines.variants import (
    closing,
    credit,
    is_staff_line,
    opening,
    signature,
)

__all__ = [
    "Credits",
    "Opening",
    "Organisation",
    "Signature",
    "Span",
    "closing",
    "credit",
    "dateline_of",
    "is_staff_line",
    "opening",
    "read_credits",
    "signature",
]
