"""Text pages: from bytes to lines with their facts.

A text page is what somebody extracted from a printed page: plain text in reading order as far as
the extracting program knew it.  Nothing is normalised here; only what no one can see is taken out
(byte order marks, control characters), and that leaves a doubt.
"""

import codecs
import re
from collections.abc import Iterator

from yuzhong_news.items import Doubt, Line
from yuzhong_news.reading.errors import ReadError
from yuzhong_news.reading.mojibake import cause_of, doubts_of

MAX_BYTES = 5_000_000
"""A page of a newspaper holds 5 to 30 KB of text; what is larger by far is not even decoded."""

MAX_CHARACTERS = 50_000
"""Visible characters: the fullest pages at hand have 10,000, and splitting takes the square."""

MAX_CUT_TAIL = 3
"""Bytes at the end that may be the head of a character which a broken transfer cut in two."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OF_PICTURE = (
    "The words on a picture are not read: give the page as a PDF with text in it, or as plain text"
)
_OF_ARCHIVE = "Unpack it, or save the document as a PDF or as plain text, and give that"
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF", "Give the page's text"),
    (b"\x89PNG", "a PNG picture", _OF_PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _OF_PICTURE),
    (b"GIF8", "a GIF picture", _OF_PICTURE),
    (b"II*\0", "a TIFF picture", _OF_PICTURE),
    (b"MM\0*", "a TIFF picture", _OF_PICTURE),
    (b"PK\x03\x04", "a ZIP archive or an office document", _OF_ARCHIVE),
    (b"\x1f\x8b", "a gzip archive", "Unpack it, and give what is in it"),
    (b"\xd0\xcf\x11\xe0", "an old office document", _OF_ARCHIVE),
)
_GB_FAMILY = {"gb2312", "gbk", "gbk2312", "gb_2312", "gb_2312-80", "x-gbk", "cp936", "hz", "euc-cn"}
_HTML_HEAD = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|script|body)\b", re.I | re.S
)
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u2060\ufeff\ufff9-\ufffb]"
)
_READABLE = re.compile(r"[\s!-~·×\u2010-\u27bf\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_MIN_READABLE = 0.7
_SURE = 40
_SAMPLE = 20_000


def decode(body: bytes, *, name: str, charset: str | None = None) -> tuple[str, list[Doubt]]:
    """Return the text of ``body`` without invisible characters, and the doubts about it.

    The order is: byte order mark, UTF-8, the declared ``charset``, UTF-16 without a mark, GB 18030;
    all strict.  Pages declare wrongly (``gbk2312``, UTF-8 pages that say GBK), so that what
    decodes strictly as UTF-8 is UTF-8 whatever was declared.
    Raises :class:`ReadError` for an empty or too large body, another format, HTML, mojibake, or no
    text.
    """
    _refuse_other_formats(body, name)
    marked = [
        (body[len(mark) :], [encoding])
        for mark, encoding in _BYTE_ORDER_MARKS
        if body.startswith(mark)
    ]
    content, encodings = marked[0] if marked else (body, _candidates(body, charset))
    for text, doubts in _decodings(content, encodings):
        if marked or _looks_readable(text) or _is_surely_utf_8(content, text):
            return _visible(text, doubts, name)
    raise ReadError(
        name,
        "is neither UTF-8 nor GB 18030 nor UTF-16 text (binary data, or another charset)",
        "Save it as UTF-8, or fetch it again",
    )


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, each with its facts (see :class:`Line`)."""
    lines = []
    blank = 0
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        stripped = raw.strip()
        if not stripped:
            blank += 1
            continue
        leading = raw[: len(raw) - len(raw.lstrip())]
        lines.append(Line(raw, number, display_width(leading), display_width(stripped), blank))
        blank = 0
    return lines


def display_width(text: str) -> float:
    """Return the width of ``text`` in full-width characters: one of ASCII is half as wide."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def _refuse_other_formats(body: bytes, name: str) -> None:
    if not body.strip():
        raise ReadError(name, "is empty", "Fetch it again, or remove it from the folder")
    if len(body) > MAX_BYTES:
        raise ReadError(
            name,
            f"has {len(body):,} bytes, more than {MAX_BYTES:,}; that is no single page",
            "Cut it into one file a page",
        )
    for magic, what, remedy in _OTHER_FORMATS:
        if body.startswith(magic):
            raise ReadError(name, f"is {what}, not a page of text", remedy)


def _candidates(body: bytes, charset: str | None) -> list[str]:
    declared = (charset or "").strip().lower()
    if declared in _GB_FAMILY:
        declared = "gb18030"
    names = ["utf-8"]
    if declared and _known(declared):
        names.append(declared)
    names += _bare_utf_16(body)
    names.append("gb18030")
    return names


def _bare_utf_16(body: bytes) -> list[str]:
    """Return the UTF-16 charsets in which ``body`` has a line end; only they have NULs in it."""
    units = set(zip(body[::2], body[1::2], strict=False)) if 0 in body else set()
    ends = {
        name: {tuple(end.encode(name)) for end in "\r\n"} for name in ("utf-16-le", "utf-16-be")
    }
    return [name for name, wanted in ends.items() if units & wanted]


def _known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding)._is_text_encoding)
    except LookupError:
        return False


def _decodings(body: bytes, encodings: list[str]) -> Iterator[tuple[str, list[Doubt]]]:
    """Yield ``body`` in each charset that it is text in, from its first byte to its last.

    Then, with a doubt, in each that leaves half a character at the end, as a broken transfer does.
    """
    halves = []
    for encoding in encodings:
        try:
            yield body.decode(encoding), []
        except UnicodeDecodeError as error:
            if 0 < error.start >= len(body) - MAX_CUT_TAIL:
                halves.append((encoding, error.start))
    for encoding, end in halves:
        detail = f"{len(body) - end} bytes at the end are half a character: cut in transfer?"
        yield body[:end].decode(encoding), [Doubt(cue="cut-character", field="page", detail=detail)]


def _is_surely_utf_8(body: bytes, text: str) -> bool:
    """Whether bytes that are valid UTF-8 can hardly be anything else, whatever script they are.

    Each character beyond ASCII that is well formed by chance halves the odds, and more.
    """
    beyond = sum(character > "\x7f" for character in text[:_SAMPLE])
    return beyond >= _SURE and text.encode("utf-8", "replace") == body


def _looks_readable(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_READABLE.findall(sample)) >= _MIN_READABLE * len(_INVISIBLE.sub("", sample)) > 0


def _visible(text: str, doubts: list[Doubt], name: str) -> tuple[str, list[Doubt]]:
    text, removed = _INVISIBLE.subn("", text)
    visible = sum(map(len, text.split()))
    if not visible:
        raise ReadError(name, "holds no visible character", "Fetch it again")
    if removed * 5 > len(text) + removed and removed > 20:
        raise ReadError(name, "is binary data, not text", "Give the page's text")
    if _HTML_HEAD.match(text[:2000]):
        raise ReadError(
            name,
            "is an HTML page (a challenge or an error page?), not a page's text",
            "Open it in a browser, and save the page's text or its PDF instead",
        )
    if visible > MAX_CHARACTERS:
        raise ReadError(
            name,
            f"has {visible:,} characters, more than {MAX_CHARACTERS:,}; that is no single page",
            "Cut it into one file a page",
        )
    if cause := cause_of(text):
        raise ReadError(
            name,
            f"is garbled (mojibake): {cause}",
            "Fetch it again, or take the text out of the page's PDF again and save it as UTF-8",
        )
    doubts = [*doubts, *doubts_of(text)]
    if removed:
        detail = f"{removed} invisible characters were taken out"
        doubts = [*doubts, Doubt(cue="invisible-characters", field="page", detail=detail)]
    return text, doubts
