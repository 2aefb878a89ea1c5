"""All sites, built from the stories."""

from __future__ import annotations

from tests.sites.founder import founder_classic, nbs
from tests.sites.founder_new import founder_col, founder_new
from tests.sites.others import bc, cqrb, huaguang
from tests.sites.payloads import bz, digital_newspaper
from tests.sites.site import Site
from tests.sites.smaller import joyhua, plain_pdf, shtml


def sites() -> list[Site]:
    """Return the site of each family."""
    return [
        *(founder_classic(), nbs(), founder_new(), founder_col(), huaguang(), bc(), cqrb()),
        *(digital_newspaper(), bz(), joyhua(), shtml(), plain_pdf()),
    ]
