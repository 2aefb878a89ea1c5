"""Cues: what speaks for the end of an article between two bodies, and how much.

Each cue has a weight in log-odds: 1 is a hint, 5 is strong.  The weights are a logistic regression
over the gaps of 33 pages in nine house styles and of 32 printed pages, each dumped in eleven
manners (``bench/fit_cues.py``); with each style and manner left out in turn, the weights of the
others read 3 of 100 gaps wrongly.  What they are worth on the pages of a style that was left out
says ``bench/left_out.py``.  Some are fixed by rule: 本报讯 and （上接1版） decide, whatever else is
seen; no subhead has a subtitle (118 of 118) or a byline below it.
"""

from __future__ import annotations

from typing import NamedTuple


class Cues(NamedTuple):
    """What can be seen between and beside two bodies: shares from 0 to 1, or yes and no.

    ``near`` and ``wide`` measure the wording that both sides share (see ``Wording.kinship``), in
    the two bodies and in a few hundred characters on each side.  ``heading_near`` is the share of a
    heading's wording that stands in one of the two bodies; ``heading_far`` how much more of it
    stands in some body far off.  ``listed_heading`` and ``listed_no_heading`` are the share of the
    page's headings that stand in lists, and ``rival`` how surely two headings of a list claim the
    two sides (see ``Gaps``).  ``attached_heading`` shares the frame of a body, ``runs_on`` says
    that the second body starts within a paragraph, ``foot`` that the first ends as notices do.
    """

    unfinished: float
    opens: float
    closes: float
    byline: float
    byline_below: float
    jump: float
    column_label: float
    no_heading: float
    tall_heading: float
    wide_heading: float
    inline_heading: float
    own_frame_heading: float
    dash: float
    subtitled: float
    same_frame: float
    other_column: float
    sign_off: float
    lead: float
    brief: float
    near: float
    wide: float
    heading_near: float
    heading_far: float
    heading_size: float
    heading_rows: float
    into_notice: float
    out_of_notice: float
    notice_heading: float
    blank_parted: float
    blank_parted_no_heading: float
    rail: float
    parallel: float
    attached_heading: float
    listed_no_heading: float
    rival: float
    runs_on: float
    full_end: float
    foot: float


BIAS = -2.97
WEIGHTS = Cues(
    unfinished=-3.00,
    opens=8.00,
    closes=3.81,
    byline=3.41,
    byline_below=2.50,
    jump=5.00,
    column_label=2.99,
    no_heading=0.60,
    tall_heading=1.69,
    wide_heading=1.19,
    inline_heading=-0.89,
    own_frame_heading=1.86,
    dash=0.68,
    subtitled=4.00,
    same_frame=-1.49,
    other_column=1.31,
    sign_off=-5.00,
    lead=0.92,
    brief=0.07,
    near=-17.32,
    wide=-31.76,
    heading_near=2.35,
    heading_far=0.70,
    heading_size=1.59,
    heading_rows=0.43,
    into_notice=4.00,
    out_of_notice=1.71,
    notice_heading=6.00,
    blank_parted=0.00,
    blank_parted_no_heading=-0.40,
    rail=5.00,
    parallel=-0.86,
    attached_heading=-1.26,
    listed_no_heading=1.24,
    rival=1.63,
    runs_on=-0.35,
    full_end=0.22,
    foot=1.16,
)


def log_odds(cues: Cues) -> float:
    """Return how much the cues speak for two articles (positive) or for one (negative)."""
    return BIAS + sum(weight * cue for weight, cue in zip(WEIGHTS, cues, strict=True))
