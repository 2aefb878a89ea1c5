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
