"""All sites, built from the stories."""

from __future__ import annotations

from tests.sites.founder import founder_classic, founder_col, founder_new, nbs
from tests.sites.others import bc, cqrb, huaguang, joyhua, plain_pdf
from tests.sites.payloads import bz, digital_newspaper
from tests.sites.site import Site


def sites() -> list[Site]:
    """Return the site of each family."""
    return [
        *(founder_classic(), nbs(), founder_new(), founder_col(), huaguang(), bc(), cqrb()),
        *(digital_newspaper(), bz(), joyhua(), plain_pdf()),
    ]
