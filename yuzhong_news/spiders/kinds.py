"""What a file is, by its first bytes: names and headers from the net are not believed."""

from __future__ import annotations

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_ENDS = {
    "application/pdf": (b"%%EOF", 2048),
    "image/jpeg": (b"\xff\xd9", 4096),
    "image/png": (b"IEND", 64),
}
"""What stands at the end of a whole file, and within how many bytes of it."""
_HTML_WITHIN = 4096
_PDF_WITHIN = 1024
"""Bytes within which a PDF's head may stand, as its readers allow."""


def media_type_of(body: bytes) -> str | None:
    """Return the media type of a PDF or a picture, null for anything else."""
    for magic, media_type in _MAGIC:
        if body.startswith(magic):
            return media_type
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if b"%PDF-" in body[:_PDF_WITHIN] else None


def is_whole(body: bytes) -> bool:
    """Whether a file goes on to its end, as far as that shows in its bytes.

    A server that lies about a response's length, or a proxy that cuts it, leaves no other trace.
    HTML that begins with ``<html`` has a ``</html``; most vendors write comments behind it.
    """
    if not body:
        return False
    end, within = _ENDS.get(media_type_of(body) or "", (b"", 0))
    if end:
        return end in body[-within:]
    if b"<html" in body[:_HTML_WITHIN].lower():
        return b"</html" in body or b"</html" in body.lower()
    return True
