"""PDFs whose structure is broken or hostile: each is read, or refused with its file's name."""

from __future__ import annotations

import pytest

from yuzhong_news.reading import ReadError, read_pdf
from yuzhong_news.splitting import split_printed

WORDS = b"BT /F0 12 Tf 50 700 Td (the new bridge) Tj ET"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def file_of(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of numbered objects, the first its root."""
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(places)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))
    return body + table + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def page_of(
    content: bytes = WORDS,
    box: bytes = b"[0 0 600 840]",
    font: bytes = FONT,
    more: bytes = b"",
    root: bytes = CATALOG,
) -> bytes:
    """Return a PDF of one page."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %s%s/Contents 4 0 R" % (box, more)
    page += b"/Resources<</Font<</F0 5 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return file_of(root, tree, page, stream(content), font)


COMPOSITE = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[%s]>>"
DESCENDANT = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>"
SCRIPT = b"<</S/JavaScript/JS(while\\(1\\);)>>"

READ = {
    "page of no size": page_of(box=b"[0 0 0 0]"),
    "page upside down": page_of(box=b"[600 840 0 0]"),
    "huge page": page_of(box=b"[0 0 999999999999999999999 999999999999999999999]"),
    "box of words": page_of(box=b"[a b c d]"),
    "box of two": page_of(box=b"[0 0]"),
    "crop box of no size": page_of(more=b"/CropBox[5 5 5 5]"),
    "crop box elsewhere": page_of(more=b"/CropBox[9000 9000 9999 9999]"),
    "turned by 45": page_of(more=b"/Rotate 45"),
    "turned by much": page_of(more=b"/Rotate 90000000000"),
    "huge unit": page_of(more=b"/UserUnit 1e30"),
    "script": page_of(root=CATALOG[:-2] + b"/OpenAction" + SCRIPT + b">>"),
    "much saved, never restored": page_of(b"q " * 100_000 + WORDS),
    "much restored, never saved": page_of(b"Q " * 100_000 + WORDS),
    "table in a circle": page_of().replace(b"trailer\n<<", b"trailer\n<</Prev 9 "),
    "places swapped": page_of().replace(b"00000 n \n", b"00001 n \n"),
}
"""Of these the words are found."""

WITHOUT_WORDS = {
    "type of no size": page_of(b"BT /F0 0 Tf 50 700 Td (the new bridge) Tj ET"),
    "type beyond the page": page_of(b"BT /F0 1e38 Tf 50 700 Td (the new bridge) Tj ET"),
    "flat matrix": page_of(b"0 0 0 0 0 0 cm " + WORDS),
    "endless matrix": page_of(b"1e38 0 0 1e38 0 0 cm " * 3 + WORDS),
    "no mapping": page_of(b"BT /F0 9 Tf 50 700 Td <00010002> Tj ET", font=COMPOSITE % DESCENDANT),
    "page elsewhere": page_of(box=b"[5000 5000 5600 5840]"),
    "nested without end": page_of(b"[" * 300_000 + WORDS),
    "noise": page_of(bytes(range(256)) * 2_000),
    "content of itself": file_of(
        CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 3 0 R>>",
    ),
}

REFUSED = {
    "tree in a circle": file_of(
        CATALOG,
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>",
    ),
    "pages that are not there": file_of(CATALOG, b"<</Type/Pages/Kids[]/Count 300>>"),
    "fewer pages than none": file_of(CATALOG, b"<</Type/Pages/Kids[]/Count -3>>"),
    "endless pages": file_of(CATALOG, b"<</Type/Pages/Kids[]/Count 2000000000>>"),
    "update without a root": page_of()
    + b"\nxref\n0 0\ntrailer\n<</Root 99 0 R/Size 3>>\nstartxref\n7\n%%EOF",
}


@pytest.mark.parametrize("kind", READ)
def test_what_can_be_read_is_read(kind: str) -> None:
    (page,) = read_pdf(READ[kind], name="page.pdf")
    assert [line.text for line in page.lines] == ["the new bridge"]
    assert page.width > 0
    assert page.height > 0
    split_printed(page)


@pytest.mark.parametrize("kind", WITHOUT_WORDS)
def test_a_page_that_shows_no_words_is_told_as_one(kind: str) -> None:
    (page,) = read_pdf(WITHOUT_WORDS[kind], name="page.pdf")
    assert page.status is not None
    assert split_printed(page).articles == []


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_by_its_name(kind: str) -> None:
    with pytest.raises(ReadError, match=r"^渝中/03\.pdf"):
        read_pdf(REFUSED[kind], name="渝中/03.pdf")


@pytest.mark.parametrize("share", range(1, 20))
def test_a_file_cut_anywhere_is_read_or_refused(share: int) -> None:
    body = page_of()
    refusal = ""
    pages = []
    try:
        pages = read_pdf(body[: len(body) * share // 20], name="cut.pdf")
    except ReadError as error:
        refusal = str(error)
    assert pages or refusal.startswith("cut.pdf")
