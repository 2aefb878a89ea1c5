"""WARC files: what is written others can read, and of what is read nothing is believed."""

from __future__ import annotations

import datetime as dt
import gzip
import http.client
import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from yuzhong_news.warc import Index, Recorded, WarcError, key_of, read_response, scan
from yuzhong_news.warc.reading import PROBLEM_LIMIT, Problem, Record
from yuzhong_news.warc.writing import Exchange, WarcFiles

URL = "http://epaper.example.cn/html/2025-02/07/node_1.htm"
NOON = dt.datetime(2025, 2, 7, 4, 0, 0, 123456, tzinfo=dt.UTC)
PAGE = "<html>第01版：头版</html>".encode() * 20


def exchange(
    url: str = URL,
    body: bytes = PAGE,
    *,
    status: str = "200 OK",
    hours: int = 0,
    posted: bytes = b"",
    headers: tuple[tuple[str, str], ...] = (),
) -> Exchange:
    return Exchange(
        url=url,
        date=NOON + dt.timedelta(hours=hours),
        method="POST" if posted else "GET",
        target="/html/2025-02/07/node_1.htm",
        request_headers=[("Host", "epaper.example.cn")],
        posted=posted,
        protocol="HTTP/1.1",
        status=status,
        headers=[("Content-Type", "text/html"), *headers],
        body=body,
        address="192.0.2.1",
    )


def written(folder: Path, *exchanges: Exchange, suffix: str = ".warc.gz") -> Path:
    """Return a finished file with these exchanges."""
    files = WarcFiles(folder, "a", suffix, 10**9, {"software": "a test"})
    for one in exchanges:
        files.write(one)
    files.close()
    return folder / f"a{suffix}"


def index_of(*files: Path) -> tuple[Index, list[Problem]]:
    index = Index()
    return index, [problem for file in files for problem in index.add(file)]


def body_at(index: Index, key: str, near: dt.datetime | None = None) -> bytes:
    capture = index.nearest(key, near)
    assert capture is not None
    return index.read(capture, 10**6).body


def foreign(*records: tuple[str, dict[str, str], str, list[tuple[str, str]], bytes]) -> bytes:
    """Return records of another program: type, headers, first line, headers of HTTP, body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for kind, told, first, headers, body in records:
        is_request = kind == "request"
        record = writer.create_warc_record(
            told.pop("url", URL),
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(
                first,
                headers,
                protocol="" if is_request else "HTTP/1.1",
                is_http_request=is_request,
            ),
            warc_headers_dict={"WARC-Date": "2025-02-07T04:00:00Z", **told},
        )
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".warc.gz", ".warc"])
def test_warcio_finds_every_record_whole(tmp_path: Path, suffix: str) -> None:
    file = written(tmp_path, exchange(), exchange(status="404 Not Found", body=b""), suffix=suffix)
    with file.open("rb") as stream:
        seen = []
        for record in ArchiveIterator(stream, check_digests="raise"):
            seen.append((record.rec_type, record.rec_headers.protocol))
            record.content_stream().read()
    kinds = ["warcinfo", "response", "request", "response", "request"]
    assert seen == [(kind, "WARC/1.1") for kind in kinds]


def test_a_reader_that_knows_only_gzip_and_http_reads_it(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    file = written(tmp_path, exchange(body=packed, headers=(("Content-Encoding", "gzip"),)))
    members = list(gzip_members(file.read_bytes()))
    assert len(members) == 3
    head, _, block = members[1].partition(b"\r\n\r\n")
    assert b"WARC-Date: 2025-02-07T04:00:00.123456Z" in head
    assert b"WARC-IP-Address: 192.0.2.1" in head

    class Socket:
        def makefile(self, *_: object) -> io.BytesIO:
            return io.BytesIO(block.removesuffix(b"\r\n\r\n"))

    response = http.client.HTTPResponse(Socket())  # type: ignore[arg-type]
    response.begin()
    assert response.status == 200
    assert gzip.decompress(response.read()) == PAGE
    response_id = next(line for line in head.split(b"\r\n") if line.startswith(b"WARC-Record-ID"))
    assert b"WARC-Concurrent-To" + response_id.partition(b":")[1] in members[2]
    assert response_id.partition(b": ")[2] in members[2]


def gzip_members(data: bytes) -> Iterator[bytes]:
    while data:
        inflater = zlib.decompressobj(31)
        yield inflater.decompress(data)
        data = inflater.unused_data


def test_a_file_is_open_until_it_is_finished_and_none_is_overwritten(tmp_path: Path) -> None:
    for _ in range(2):
        files = WarcFiles(tmp_path, "a", ".warc.gz", 10**9, {})
        files.write(exchange())
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["a-00001.warc.gz.open", "a.warc.gz.open"]
    files.close()
    assert (tmp_path / "a-00001.warc.gz").is_file()
    written(tmp_path, exchange())
    assert (tmp_path / "a-00002.warc.gz").is_file()


def test_a_file_that_is_full_is_followed_by_another(tmp_path: Path) -> None:
    files = WarcFiles(tmp_path, "a", ".warc.gz", 1500, {})
    for number in range(4):
        files.write(exchange(f"{URL}?{number}", bytes(range(256)) * 2))
    files.close()
    found = sorted(tmp_path.iterdir())
    assert len(found) > 1
    index, problems = index_of(*found)
    assert index.counts["responses"] == 4
    assert not problems


@pytest.fixture(scope="module", params=[".warc.gz", ".warc"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file of three exchanges."""
    exchanges = (exchange(f"{URL}?{number}") for number in range(3))
    return written(tmp_path_factory.mktemp("whole"), *exchanges, suffix=request.param)


@settings(max_examples=40)
@given(place=st.integers(0, 10**6))
def test_a_file_that_breaks_off_gives_its_whole_records(whole: Path, place: int) -> None:
    data = whole.read_bytes()
    starts = [record.offset for record in scan(whole) if isinstance(record, Record)]
    assert len(starts) == 7
    ends = [*starts[1:], len(data)]
    cut = place % len(data)
    file = whole.with_name("cut")
    file.write_bytes(data[:cut])
    found = list(scan(file))
    records = [one for one in found if isinstance(one, Record)]
    complete = sum(end <= cut for end in ends)
    # Of the last one, only the line ends behind it may be missing.
    assert complete <= len(records) <= complete + 1
    assert len(found) == complete + (cut not in (0, *ends))
    assert all(one.at_end for one in found if isinstance(one, Problem))


@settings(max_examples=40)
@given(place=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=40))
def test_junk_costs_few_records_and_never_breaks_the_scan(
    whole: Path, place: int, junk: bytes
) -> None:
    data = bytearray(whole.read_bytes())
    place %= len(data)
    data[place : place + len(junk)] = junk
    file = whole.with_name("junk")
    file.write_bytes(data)
    index, _ = index_of(file)
    assert sum(index.counts.values()) >= 4
    for captures in index.captures.values():
        for capture in captures:
            with suppress(WarcError):
                index.read(capture, 10**6)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((b"Content-Length: 6", b"Content-Length: 1"), "does not lead to the next record"),
        ((b"Content-Length: 6", b"Content-Length: 9999996"), "leads behind the end of the file"),
        ((b"Content-Length: 6", b"Content-Length: -6"), "is no number"),
        ((b"Content-Length: 6", b"Content-Length: 9999999999996"), "more than any record"),
    ],
)
def test_a_length_that_lies_is_told_and_the_next_record_is_read(
    tmp_path: Path, change: tuple[bytes, bytes], reason: str
) -> None:
    plain = written(tmp_path, exchange(), exchange(f"{URL}?2"), suffix=".warc")
    data = plain.read_bytes()
    assert data.count(change[0]) >= 2
    plain.write_bytes(data.replace(*change, 1))
    index, problems = index_of(plain)
    assert any(reason in problem.reason for problem in problems)
    assert index.nearest(key_of(f"{URL}?2")) is not None


def test_a_length_that_lies_inside_gzip_is_told(tmp_path: Path) -> None:
    plain = written(tmp_path, exchange(), suffix=".warc").read_bytes()
    for wrong in (b"Content-Length: 1", b"Content-Length: 99996"):
        record = plain[plain.index(b"WARC/1.1", 9) :].replace(b"Content-Length: 6", wrong, 1)
        file = tmp_path / "b.warc.gz"
        file.write_bytes(
            gzip.compress(record[: record.index(b"WARC/1.1", 9)])
            + gzip.compress(plain[: plain.index(b"WARC/1.1", 9)])
        )
        (problem, info) = list(scan(file))
        assert isinstance(problem, Problem)
        assert isinstance(info, Record)


def test_a_file_that_is_compressed_as_a_whole_is_refused_with_the_remedy(tmp_path: Path) -> None:
    plain = written(tmp_path, exchange(), suffix=".warc")
    whole = tmp_path / "whole.warc.gz"
    whole.write_bytes(gzip.compress(plain.read_bytes()))
    _, problems = index_of(whole)
    assert "warcio recompress" in problems[-1].reason
    assert len(problems) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" * 9000,
        b"WARC/1.1\r\n" + b"a: b\r\n" * 90_000,
        b"\x1f\x8b\x08" * 20_000,
        b"\0" * 99,
    ],
    ids=["html", "no end of header", "false gzip", "zeros"],
)
def test_what_is_no_warc_is_told_once_or_a_few_times(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    _, problems = index_of(file)
    assert 1 <= len(problems) <= PROBLEM_LIMIT


def test_a_bomb_is_never_held_in_memory(tmp_path: Path) -> None:
    import tracemalloc

    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % (64 << 20)
    file = tmp_path / "bomb.warc.gz"
    file.write_bytes(gzip.compress(head + bytes(64 << 20) + b"\r\n\r\n"))
    tracemalloc.start()
    list(scan(file))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20
    with pytest.raises(WarcError, match="DOWNLOAD_MAXSIZE"):
        read_response(file, 0, 1 << 20)


def test_the_response_nearest_in_time_is_taken_and_an_error_only_for_want_of_better(
    tmp_path: Path,
) -> None:
    captured = [
        exchange(body=b"old", hours=0),
        exchange(body=b"error", hours=5, status="503 Busy"),
        exchange(body=b"new", hours=48),
    ]
    index, _ = index_of(written(tmp_path, *captured))
    assert body_at(index, key_of(URL)) == b"new"
    assert body_at(index, key_of(URL), NOON + dt.timedelta(hours=6)) == b"old"
    assert body_at(index, key_of(URL.replace("http:", "https:"))) == b"new"
    index, _ = index_of(written(tmp_path / "b", exchange(body=b"error", status="503 Busy")))
    assert body_at(index, key_of(URL)) == b"error"


def test_what_was_posted_tells_responses_of_one_address_apart(tmp_path: Path) -> None:
    posts = (b'{"date": "2025-02-07"}', b'{"date": "2025-02-08"}')
    ours = written(tmp_path, *(exchange(body=post, posted=post) for post in posts))
    theirs = tmp_path / "theirs.warc.gz"
    theirs.write_bytes(
        foreign(
            ("request", {"WARC-Record-ID": "<urn:1>"}, "POST / HTTP/1.1", [], b"a question"),
            ("response", {"WARC-Concurrent-To": "<urn:1>"}, "200 OK", [], b"an answer"),
        )
    )
    index, problems = index_of(ours, theirs)
    assert not problems
    for post in posts:
        assert body_at(index, key_of(URL, post)) == post
    assert body_at(index, key_of(URL, b"a question")) == b"an answer"
    assert index.nearest(key_of(URL)) is None


def test_a_revisit_has_the_body_of_what_it_refers_to(tmp_path: Path) -> None:
    told = {
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Refers-To-Target-URI": URL,
        "WARC-Refers-To-Date": "2025-02-07T04:00:00Z",
    }
    file = tmp_path / "a.warc.gz"
    file.write_bytes(
        foreign(
            ("response", {}, "200 OK", [], b"the body"),
            ("revisit", {"url": f"{URL}?again", **told}, "200 OK", [("X", "1")], b""),
            (
                "revisit",
                {"url": f"{URL}?lost", **told, "WARC-Refers-To-Target-URI": f"{URL}?none"},
                "200 OK",
                [],
                b"",
            ),
        )
    )
    index, _ = index_of(file)
    assert body_at(index, key_of(f"{URL}?again")) == b"the body"
    with pytest.raises(WarcError, match="revisit of a response that is in none"):
        body_at(index, key_of(f"{URL}?lost"))


def test_chunks_are_put_together_and_a_wrong_digest_is_told(tmp_path: Path) -> None:
    chunked = b"4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\n\r\n"
    te = [("Transfer-Encoding", "chunked")]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(
        foreign(
            ("response", {}, "200 OK", te, chunked),
            ("response", {"url": f"{URL}?2"}, "200 OK", te, b"put together already"),
            (
                "response",
                {"url": f"{URL}?3", "WARC-Payload-Digest": "sha1:" + "A" * 32},
                "200 OK",
                [],
                b"altered",
            ),
        )
    )
    index, _ = index_of(file)
    capture = index.nearest(key_of(URL))
    assert capture is not None
    assert index.read(capture, 10**6) == Recorded(200, [], b"abcdefg")
    assert body_at(index, key_of(f"{URL}?2")) == b"put together already"
    with pytest.raises(WarcError, match="WARC-Payload-Digest"):
        body_at(index, key_of(f"{URL}?3"))


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"WARC-Date": "yesterday"}, "its date is none"),
        ({"url": "http://[::"}, "its address is none"),
        ({"url": "dns:example.cn"}, "its address is none"),
    ],
)
def test_a_record_that_makes_no_sense_is_told(
    tmp_path: Path, told: dict[str, str], reason: str
) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(foreign(("response", told, "200 OK", [], b"")))
    index, (problem,) = index_of(file)
    assert reason in problem.reason
    assert not index.captures
