"""Text pages: which charset their bytes have, and the facts of their lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages import FIXTURES
from yuzhong_news.items import Line
from yuzhong_news.reading import ReadError, read
from yuzhong_news.reading.text import MAX_CHARACTERS, decode, display_width, lines_of

SEED = (FIXTURES / "seed.txt").read_text(encoding="utf-8")
PAGE = "渝中报　第2版\r\n\r\n　　本报讯（记者 刘 侃）2月10日，我区召开会议。\r\n（上接1版）\r\n"

chinese = st.text(
    st.sampled_from(
        "我区召开安全工作会议的一是在不了有和人这中大为上个国，。、：；“”（）《》—…·０１Ａ"
    )
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    min_size=1,
)
"""Characters that a page is printed with, all of which GBK has."""

anything = st.text(st.characters(exclude_categories=["Cs"]))
"""Every text that UTF-8 can hold."""


def printed(text: str) -> str:
    """Return ``text`` without white space."""
    return "".join(text.split())


# Charsets


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "gb2312",
        "gbk",
        "gb18030",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
    ],
)
def test_the_charset_is_found(encoding: str) -> None:
    assert decode(PAGE.encode(encoding), name="page") == (PAGE, [])


@pytest.mark.parametrize(
    "declared", ["gbk2312", "GB2312", "gbk", "x-gbk", "no-such", "hex", "", None]
)
def test_what_was_declared_wrongly_does_no_harm(declared: str | None) -> None:
    for encoding in ("utf-8", "gb18030"):
        assert decode(PAGE.encode(encoding), name="page", charset=declared) == (PAGE, [])


def test_what_was_declared_is_believed_where_it_is_readable() -> None:
    assert decode(PAGE.encode("utf-16-le"), name="page", charset="utf-16-le") == (PAGE, [])
    with pytest.raises(ReadError):
        decode("臺灣新聞標題，記者王大明報導。".encode("big5"), name="page")
    text = "臺灣新聞標題，記者王大明報導。"
    assert decode(text.encode("big5"), name="page", charset="big5") == (text, [])


def test_rare_characters_need_gb_18030() -> None:
    text = "记者王㐂、李䶮，出席者𠮷田。"
    assert decode(text.encode("gb18030"), name="page", charset="gb2312") == (text, [])


@given(chinese)
def test_chinese_text_comes_back_from_every_charset(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        body = f"{text}，\n".encode(encoding)
        assert decode(body, name="page") == (f"{text}，\n", []), encoding


@given(chinese, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf_16_needs_no_mark_where_a_line_ends(text: str, encoding: str) -> None:
    text = f"{text}，我区召开会议。\n"
    assert decode(text.encode(encoding), name="page") == (text, [])


def test_the_byte_order_of_utf_16_is_that_of_its_line_ends() -> None:
    text = "年" * 99 + "。，\n"
    assert "年".encode("utf-16-be").decode("utf-16-le") == "瑞"
    assert decode(text.encode("utf-16-be"), name="page") == (text, [])


@given(st.binary())
def test_any_bytes_are_read_or_refused_with_their_name(body: bytes) -> None:
    refusal = ""
    lines = []
    try:
        lines = read(body, name="some page").lines
    except ReadError as error:
        refusal = str(error)
    assert lines or refusal.startswith("some page: ")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_half_a_character_at_the_end_is_left_out_with_a_doubt(encoding: str) -> None:
    text, doubts = decode("渝中报，会议召开".encode(encoding)[:-1], name="page")
    assert text == "渝中报，会议召"
    assert [doubt.cue for doubt in doubts] == ["cut-character"]


def test_half_a_character_elsewhere_is_no_text() -> None:
    body = PAGE.encode()
    with pytest.raises(ReadError, match="another charset"):
        decode(body[:1] + body[2:], name="page")


def from_here(text: str, written: str, read_as: str) -> str:
    """Return a text whose bytes were read in a wrong charset."""
    return text.encode(written, "replace").decode(read_as, "replace")


ONCE = from_here(SEED, "gb18030", "utf-8")
MOJIBAKE = {
    "UTF-8 that was decoded as GBK": from_here(SEED, "utf-8", "gb18030"),
    "characters are lost": ONCE,
    "or of a private font": "\ue123\ue124" * 50,
    "(GBK that was decoded as UTF-8?)": from_here(ONCE, "utf-8", "gb18030"),
    "Chinese that was decoded as Latin-1": from_here(SEED, "gbk", "latin-1"),
    "decoded as Latin-1": from_here(SEED, "utf-8", "cp1252"),
    "saved in a charset without it": from_here(SEED, "ascii", "ascii"),
}


@pytest.mark.parametrize("cause", MOJIBAKE)
def test_mojibake_is_told_with_its_cause(cause: str) -> None:
    with pytest.raises(ReadError, match="garbled") as told:
        decode(MOJIBAKE[cause].encode(), name="some page")
    assert cause in str(told.value)


@pytest.mark.parametrize("lost", ["\ufffd\ufffd", "锟斤", "\ue5e5\ue5e6"])
def test_a_few_lost_characters_leave_a_doubt(lost: str) -> None:
    text, doubts = decode(SEED.replace("家庭", lost, 1).encode(), name="page")
    assert lost in text
    assert [doubt.cue for doubt in doubts] == ["lost-characters"]
    assert doubts[0].detail.startswith("2 ")


# What nobody can see


def test_what_nobody_can_see_is_taken_out_with_a_doubt() -> None:
    text, doubts = decode("渝\0中\u200b报\ufeff\n".encode(), name="page")
    assert text == "渝中报\n"
    assert [doubt.cue for doubt in doubts] == ["invisible-characters"]
    assert doubts[0].detail.startswith("3 ")


def test_a_page_is_at_most_so_long() -> None:
    text, _ = decode(("长 \n" * MAX_CHARACTERS).encode(), name="page")
    assert len(text) == 3 * MAX_CHARACTERS, "white space does not count"
    with pytest.raises(ReadError, match=r"50,001 characters.* Cut it into one file a page"):
        decode(("长" * (MAX_CHARACTERS + 1)).encode(), name="page")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "holds no visible character"),
        ("\u3000\u200b".encode(), "holds no visible character"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x89PNG\r\n", "is a PNG picture, .* give the page as a PDF with text in it, or as"),
        (b"\xff\xd8\xff\xe0", "is a JPEG picture, not a page .*give the page as a PDF"),
        (b"II*\0\x08", "is a TIFF picture, not a page .*give the page as a PDF"),
        (b"PK\x03\x04", "is a ZIP archive.* Unpack it"),
        (b"<html><head>", "is an HTML page"),
        (b"<!-- x -->\n<!DOCTYPE html>", "is an HTML page"),
        (b"a" + b"\x01" * 30, "is binary data"),
    ],
)
def test_what_is_no_text_page_is_refused(body: bytes, problem: str) -> None:
    with pytest.raises(ReadError, match=problem):
        decode(body, name="page")


# Lines


def test_a_line_has_its_facts() -> None:
    assert lines_of("\n　　甲ab \n\n \n\t乙\n") == [
        Line("　　甲ab ", number=2, indent=2.0, width=2.0, blank_before=1),
        Line("\t乙", number=5, indent=0.5, width=1.0, blank_before=2),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_ends_a_line(end: str) -> None:
    assert [line.text for line in lines_of(f"甲{end}乙{end}")] == ["甲", "乙"]


def test_ascii_is_half_as_wide() -> None:
    assert display_width("") == 0
    assert display_width("2月10日") == 3.5
    assert display_width("“春节”") == 4


@given(anything)
def test_lines_hold_exactly_the_printed_characters_in_order(text: str) -> None:
    lines = lines_of(text)
    assert printed("".join(line.text for line in lines)) == printed(text)
    assert all(line.text.strip() for line in lines)


@given(anything)
def test_line_numbers_and_blank_lines_add_up(text: str) -> None:
    before = 0
    for line in lines_of(text):
        assert line.number == before + line.blank_before + 1
        assert line.indent >= 0
        assert line.width > 0
        before = line.number


@given(anything)
def test_reading_loses_nothing_that_can_be_seen(text: str) -> None:
    """What is taken out has no shape: control characters and the like."""
    try:
        lines, doubts = read(text.encode("utf-8-sig"), name="page")
    except ReadError:
        return
    kept = printed("".join(line.text for line in lines))
    lost = [character for character in printed(text) if character not in kept]
    assert all(not character.isprintable() or character == "\ufffd" for character in lost)
    assert bool(doubts) or kept == printed(text)


def test_the_seed_page_is_read_whole() -> None:
    lines, doubts = read(SEED.encode(), name="seed")
    assert doubts == []
    assert printed("".join(line.text for line in lines)) == printed(SEED)


def test_what_is_valid_utf_8_is_utf_8_in_any_script() -> None:
    text = "标题\n" + "Жители района собрались на берегу реки\n" * 30
    assert decode(text.encode(), name="page")[0] == text
