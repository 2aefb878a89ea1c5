"""A site in the making: its files by path, its posts, and what is right."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.sites.files import page_pdf, page_picture
from tests.sites.stories import DATE, NEWSPAPER, PAGES, Page

ALL_LABELS = {"kicker", "subtitle", "author", "pictures"}


@dataclass
class Site:
    """A vendor's web site with the invented issue.

    ``files`` are paths below the host's root; ``posts`` are answers to POST: path, ``form`` or
    ``json``, and the file that is the answer.  ``pages`` tells of each page which file is its
    layout, its PDF and its picture.
    """

    family: str
    address: str
    start: str
    labels: set[str] = field(default_factory=lambda: set(ALL_LABELS))
    charset: str = "utf-8"
    files: dict[str, bytes] = field(default_factory=dict)
    posts: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    articles: bool = True

    def put(self, path: str, text: str) -> None:
        """Add a text file in the site's charset."""
        self.files[path] = text.encode(self.charset)

    def pdf(self, page: Page, path: str) -> str:
        """Add the page's PDF and return its path."""
        self.files[path] = page_pdf(page)
        return path

    def picture(self, path: str) -> str:
        """Add a picture and return its path."""
        self.files[path] = page_picture()
        return path

    def tell(
        self, page: Page, layout: str | None, pdf: str | None = None, picture: str | None = None
    ) -> None:
        """Note what is right for a page."""
        stories = page.stories if self.articles else []
        self.pages.append(
            {
                "page_number": page.number,
                "page_name": page.name,
                "layout": layout,
                "pdf": pdf,
                "picture": picture,
                "articles": [story.expected(self.labels) for story in stories],
            }
        )

    def write(self, root: Path) -> None:
        """Write the site below ``root``: ``www/…``, ``site.toml``, ``expected.json``."""
        folder = root / self.family
        for path, body in self.files.items():
            target = folder / "www" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
        (folder / "site.toml").write_text(self._toml(), "utf-8")
        answer = {
            "newspaper": NEWSPAPER,
            "issue_date": DATE.isoformat(),
            "pages": sorted(self.pages, key=lambda page: page["page_number"]),
        }
        text = json.dumps(answer, ensure_ascii=False, indent=1)
        (folder / "expected.json").write_text(text + "\n", "utf-8")

    def _toml(self) -> str:
        lines = [
            f'newspaper = "{NEWSPAPER}"',
            f'platform = "{self.family}"',
            f"date = {DATE.isoformat()}",
            f'address = "{self.address}"  # below the host, as a newspaper\'s TOML has it',
            f'start = "{self.start}"',
            f'charset = "{self.charset}"',
        ]
        for post in self.posts:
            lines += ["", "[[posts]]", f'path = "{post["path"]}"', f'file = "{post["file"]}"']
            for kind in ("form", "json"):
                if kind in post:
                    pairs = ", ".join(f"{k} = {json.dumps(v)}" for k, v in post[kind].items())
                    lines.append(f"{kind} = {{ {pairs} }}")
        return "\n".join(lines) + "\n"


def coords(box: tuple[int, int, int, int], sep: str = ",") -> str:
    """Return a box as the corners of a polygon."""
    left, top, right, bottom = box
    return sep.join(map(str, (left, top, right, top, right, bottom, left, bottom)))


__all__ = ["ALL_LABELS", "DATE", "NEWSPAPER", "PAGES", "Site", "coords"]
