"""PDF pages: characters to lines, rules, frames, pictures; bad files; what is not legible."""

import contextlib
import io
import random
import re
import time
import zlib

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf_pages import Sheet
from yuzhong_news.items import Direction, PageStatus, PrintedPage
from yuzhong_news.reading import ReadError, is_pdf, read_pdf
from yuzhong_news.reading.bombs import is_bomb

SENTENCE = "这一天的上午人们都来到河边看新修的桥，大家说这里的生活会越来越好。"


def read_one(sheet: Sheet) -> PrintedPage:
    (page,) = read_pdf(sheet.pdf(), name="page.pdf")
    return page


def test_a_line_has_its_text_box_size_and_font() -> None:
    sheet = Sheet()
    sheet.text(100, 200, "渡口的新桥", 12)
    (line,) = read_one(sheet).lines
    assert line.text == "渡口的新桥"
    assert line.font == "Song"
    assert line.size == pytest.approx(12)
    assert [round(side) for side in line.box] == [100, 200, 160, 212]


def test_the_size_is_in_the_matrix_where_the_file_says_one_point() -> None:
    sheet = Sheet()
    sheet.text(10, 10, "引", 9)
    text = sheet.canvas.beginText()
    text.setFont("Song", 1)
    text.setTextTransform(9.2, 0, 0, 9.2, 100, 400)
    text.textOut("飞腾的字号")
    sheet.canvas.drawText(text)
    line = next(line for line in read_one(sheet).lines if "飞腾" in line.text)
    assert line.size == pytest.approx(9.2, abs=0.01)


def test_columns_on_one_level_are_lines_of_their_own() -> None:
    sheet = Sheet()
    for row in range(6):
        sheet.text(50, 100 + 13 * row, SENTENCE[:14])
        sheet.text(50 + 14 * 9 + 14, 100 + 13 * row, SENTENCE[14:28])
    lines = read_one(sheet).lines
    assert len(lines) == 12
    assert {line.text for line in lines} == {SENTENCE[:14], SENTENCE[14:28]}


def test_a_wide_blank_in_a_headline_does_not_cut_it() -> None:
    sheet = Sheet()
    sheet.text(100, 100, "河上新桥", 24)
    sheet.text(100 + 4 * 24 + 24, 100, "岸边新居", 24)
    (line,) = read_one(sheet).lines
    assert line.text == "河上新桥 岸边新居"


def test_an_upright_rule_cuts_a_line() -> None:
    sheet = Sheet()
    sheet.text(100, 100, "河上新桥", 24)
    sheet.text(100 + 5 * 24, 100, "岸边新居", 24)
    sheet.rule(208, 60, 208, 300)
    assert [line.text for line in read_one(sheet).lines] == ["河上新桥", "岸边新居"]


def test_names_set_apart_by_position_keep_a_blank() -> None:
    sheet = Sheet()
    for place, words in ((100, "记者"), (120, "黄"), (138, "峰"), (149, "通讯员")):
        sheet.text(place, 100, words)
    (line,) = read_one(sheet).lines
    assert line.text == "记者 黄 峰 通讯员"


def test_directions_are_told_apart() -> None:
    sheet = Sheet()
    sheet.stacked(50, 100, "竖排的标题", 20)
    sheet.upward(300, 400, "旋转的图片说明")
    directions = {line.text: line.direction for line in read_one(sheet).lines}
    assert directions == {
        "竖排的标题": Direction.STACKED,
        "旋转的图片说明": Direction.UPWARD,
    }


def test_rules_frames_tints_and_pictures_have_their_boxes() -> None:
    sheet = Sheet()
    sheet.rule(50, 60, 550, 60)
    sheet.rule(300, 100, 300, 500)
    sheet.frame(320, 100, 560, 300)
    sheet.tint(320, 320, 560, 400)
    sheet.picture(50, 100, 250, 240)
    sheet.text(60, 500, SENTENCE)
    page = read_one(sheet)
    assert [[round(side) for side in box] for box in page.frames] == [[320, 100, 560, 300]]
    assert [[round(side) for side in tint.box] for tint in page.tints] == [[320, 320, 560, 400]]
    assert [[round(side) for side in box] for box in page.pictures] == [[50, 100, 250, 240]]
    assert sorted(round(rule.width) for rule in page.rules) == [1, 500]


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    sheet = Sheet()
    sheet.upward(100, 700, "转过来的一页")
    document = pypdfium2.PdfDocument(sheet.pdf())
    document[0].set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    (page,) = read_pdf(turned.getvalue(), name="page.pdf")
    (line,) = page.lines
    assert line.direction is Direction.HORIZONTAL
    assert (page.width, page.height) == (840, 600)
    assert line.box.width > line.box.height


def test_each_page_of_a_file_is_a_page() -> None:
    sheet = Sheet()
    sheet.text(50, 50, "第一页的字")
    sheet.next_page()
    sheet.text(50, 50, "第二页的字")
    pages = read_pdf(sheet.pdf(), name="issue.pdf")
    assert [(page.number, page.lines[0].text) for page in pages] == [
        (1, "第一页的字"),
        (2, "第二页的字"),
    ]


def test_a_scan_is_no_text() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 600, 840)
    assert read_one(sheet).status is PageStatus.NO_TEXT_LAYER


def test_wrongly_mapped_characters_are_told_by_what_they_are() -> None:
    sheet = Sheet()
    codes = random.Random(1)
    for row in range(30):
        words = "".join(chr(codes.randrange(0x4E00, 0x9FA5)) for _ in range(20))
        sheet.text(50, 50 + 13 * row, words)
    assert read_one(sheet).status is PageStatus.GARBLED_TEXT


def test_running_text_is_legible() -> None:
    sheet = Sheet()
    for row in range(30):
        sheet.text(50, 50 + 13 * row, SENTENCE[:20])
    assert read_one(sheet).status is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is empty"),
        (b"<!doctype html><html><body>404</body></html>", "is an HTML page"),
        (b"%PDF-1.4\n1 0 obj\n<<", "damaged or truncated"),
        (b"%PDF-1.4\n%%EOF", "damaged or truncated"),
    ],
)
def test_bad_files_are_named_with_what_is_wrong(body: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read_pdf(body, name="渝中/03.pdf")
    assert "渝中/03.pdf" in str(caught.value)


def test_a_truncated_file_is_an_error_or_its_pages() -> None:
    sheet = Sheet()
    for row in range(40):
        sheet.text(50, 50 + 13 * row, SENTENCE)
    body = sheet.pdf()
    with pytest.raises(ReadError, match="damaged or truncated"):
        read_pdf(body[: len(body) // 3], name="half.pdf")


def test_an_encrypted_file_is_told_as_such() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    sheet = Sheet()
    sheet.canvas._doc.encrypt = StandardEncryption("geheim", strength=128)
    sheet.text(50, 50, "锁住的一页")
    with pytest.raises(ReadError, match="encrypted"):
        read_pdf(sheet.pdf(), name="locked.pdf")


def test_a_huge_page_is_read_like_any_other() -> None:
    sheet = Sheet(10_000, 10_000)
    sheet.text(5_000, 5_000, "很大的一页", 40)
    page = read_one(sheet)
    assert page.width == 10_000
    assert page.lines[0].text == "很大的一页"


def test_a_crop_box_beside_the_page_hides_nothing() -> None:
    sheet = Sheet()
    sheet.text(50, 50, "河上新桥通车", 24)
    body = re.sub(rb"/MediaBox", b"/CropBox [ 9000 9000 9600 9840 ] /MediaBox", sheet.pdf())
    (page,) = read_pdf(body, name="page.pdf")
    assert (page.width, page.height) == (sheet.width, sheet.height)
    assert [line.text for line in page.lines] == ["河上新桥通车"]


def test_too_many_characters_are_refused_in_good_time() -> None:
    sheet = Sheet()
    line = SENTENCE * 30
    for row in range(140):
        sheet.text(10, 10 + row, line, 1)
    body = sheet.pdf()
    begun = time.monotonic()
    with pytest.raises(ReadError, match=r"page 1: has 1\d\d,\d{3} characters"):
        read_pdf(body, name="dense.pdf")
    assert time.monotonic() - begun < 20


def test_nested_forms_are_read_to_a_depth() -> None:
    sheet = Sheet()
    sheet.canvas.beginForm("form0")
    sheet.text(50, 50, "最里面的字")
    sheet.canvas.endForm()
    for level in range(1, 30):
        sheet.canvas.beginForm(f"form{level}")
        sheet.canvas.doForm(f"form{level - 1}")
        sheet.canvas.endForm()
    sheet.canvas.doForm("form3")
    (line,) = read_one(sheet).lines
    assert line.text == "最里面的字"


def test_a_decompression_bomb_is_refused_before_it_is_unpacked() -> None:
    packed = zlib.compress(b" " * 400_000_000, 9)
    head = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>\n"
    body = head + b"stream\n" + packed + b"\nendstream\nendobj\n"
    assert is_bomb(body)
    with pytest.raises(ReadError, match="unpacks to far more"):
        read_pdf(body, name="bomb.pdf")


def test_a_blank_picture_is_no_bomb() -> None:
    packed = zlib.compress(b"\xff" * 9_000_000, 9)
    assert not is_bomb(b"%PDF-1.4\nstream\n" + packed + b"\nendstream")


def test_a_pdf_is_known_by_its_first_kilobyte() -> None:
    assert is_pdf(b"%PDF-1.7")
    assert is_pdf(b"\n" * 500 + b"%PDF-1.7")
    assert not is_pdf("本报讯".encode())


def _mutated(body: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    damaged = bytearray(body)
    for _ in range(dice.randrange(1, 30)):
        place = dice.randrange(len(damaged))
        match dice.randrange(3):
            case 0:
                damaged[place] = dice.randrange(256)
            case 1:
                del damaged[place : place + dice.randrange(1, 40)]
            case _:
                damaged[place:place] = bytes(dice.randrange(256) for _ in range(8))
    return bytes(damaged)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_a_mutated_file_is_read_or_refused(seed: int) -> None:
    with contextlib.suppress(ReadError):
        assert read_pdf(_mutated(_SAMPLE, seed), name="mutated.pdf")


def _sample() -> bytes:
    sheet = Sheet()
    sheet.centred(300, 60, "河上新桥通车", 24)
    sheet.column(50, 100, [SENTENCE * 3, SENTENCE * 2], ems=20)
    sheet.frame(300, 100, 560, 300)
    sheet.picture(310, 110, 550, 290)
    return sheet.pdf()


_SAMPLE = _sample()
