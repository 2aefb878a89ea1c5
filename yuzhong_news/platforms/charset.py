"""Charsets: from the bytes of a response to its text.

Pages declare ``gbk2312`` and are UTF-8, or ``gb2312`` and hold characters of GBK and GB18030.  What
is valid UTF-8 is UTF-8, whatever is declared: Chinese text in GBK hardly ever is by chance.
"""

from __future__ import annotations

import codecs

from w3lib.encoding import html_body_declared_encoding, resolve_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FAMILY = {"gb2312", "gbk", "gbk2312", "gb_2312", "gb18030", "cp936", "936", "x-gbk", "euc-cn"}
"""What pages and servers call the family of GB 18030, which reads all of its members."""

_LATIN = {"cp1252", "iso8859-1", "latin-1", "latin1", "ascii"}

_DAMAGE = 0.005
"""Share of characters that may be unreadable in a text that is still taken for its charset."""


def decode(body: bytes, declared: str | None = None) -> str:
    """Return the text of a response.

    Tried in turn: a byte order mark, strict UTF-8, what the response and then the page declare,
    UTF-8 with a few damaged bytes, strict GB 18030; at last whichever of the two loses less.  What
    a server calls Latin-1 by its default is not: every byte is valid in it, and Chinese in none.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace").lstrip("\ufeff")
    stated = (codec_of(declared), codec_of(html_body_declared_encoding(body)))
    for codec in ("utf-8", *(codec for codec in stated if codec and _may_be(codec, body))):
        text = _strict(body, codec)
        if text is not None:
            return text
    loose = body.decode("utf-8", "replace")
    if loose.count("\ufffd") <= _DAMAGE * sum(char > "\x7f" for char in loose):
        return loose
    text = _strict(body, "gb18030")
    if text is not None:
        return text
    wide = body.decode("gb18030", "replace")
    return wide if wide.count("\ufffd") <= loose.count("\ufffd") else loose


def _may_be(codec: str, body: bytes) -> bool:
    """Whether a page may be in a charset: its tags have NULs in UTF-16 and UTF-32 alone."""
    return 0 in body or not codec.startswith(("utf-16", "utf-32"))


def codec_of(declared: str | None) -> str | None:
    """Return Python's name of a declared charset, ``gb18030`` for its whole family, or None."""
    name = (declared or "").strip().strip("\"'").lower()
    if not name:
        return None
    if name in _FAMILY or name.replace("-", "").replace("_", "") in _FAMILY:
        return "gb18030"
    found = resolve_encoding(name)
    if found is None:
        return None
    if found in _LATIN:
        return None
    return "gb18030" if found in ("gbk", "gb2312", "gb18030") else found


def _strict(body: bytes, codec: str | None) -> str | None:
    """Return the text if all of it is valid, but for a character cut at the very end."""
    if codec is None:
        return None
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(body) - 3:
            return None
        return body[: error.start].decode(codec, "replace")
    except (LookupError, ValueError):
        return None
