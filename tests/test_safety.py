"""What a site, a file or a name from the net cannot make us do; one test for each promise."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scrapy.resolver import dnscache
from twisted.internet import defer
from twisted.internet.base import ThreadedResolver

from tests.crawls import archived, crawl, python
from tests.papers import DAY, folder_of, site
from tests.replay import Answer, serve
from tests.runs import scrapy
from yuzhong_news import redaction
from yuzhong_news.items import LabelledArticle, PageSource, Part
from yuzhong_news.newspapers.loader import load_folders
from yuzhong_news.pipelines import folder_store
from yuzhong_news.pipelines.plain import lines_of, page_of
from yuzhong_news.spiders.private import is_public, literal, says_it_is_private
from yuzhong_news.spiders.resolver import Allowed, PrivateAddressError, PublicResolver
from yuzhong_news.splitting.labelled import article_of

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0")

PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "255.255.255.255", "224.0.0.1", "0x7f.1", "2130706433", "127.1", "017700000001"),
    *("::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "[::1]"),
    *("64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0", "::127.0.0.1", "::ffff:0:127.0.0.1"),
    *("64:ff9b:1::7f00:1", "fec0::1", "5f00::1", "3fff::1"),
]
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_known_in_every_form(host: str) -> None:
    address = literal(host)
    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_address_is_one(host: str) -> None:
    address = literal(host)
    assert address is not None
    assert is_public(address)


@pytest.mark.parametrize("host", ["", "example.org", "1.example.org", "news", "1 2", "12.", "x.1"])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


def test_only_the_usual_form_says_it_is_private() -> None:
    assert [
        host for host in [*PRIVATE, "localhost", "example.org"] if says_it_is_private(host)
    ] == [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1", "fc00::1"),
        *("[::1]", "64:ff9b::7f00:1", "2002:7f00:1::", "64:ff9b:1::7f00:1", "fec0::1", "5f00::1"),
        *("3fff::1", "localhost"),
    ]


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[object]]]:
    """Give what the resolver says to a name, time after time, while the DNS answers so."""

    def asked(*answers: str, times: int = 1, allowed: Allowed | None = None) -> list[object]:
        left = list(answers)
        monkeypatch.setattr(
            ThreadedResolver, "getHostByName", lambda *_: defer.succeed(left.pop(0))
        )
        resolver = PublicResolver(None, 100, 1.0, allowed)  # type: ignore[arg-type]
        results: list[object] = []
        for _ in range(times):
            found = resolver.getHostByName("epaper.example.cn")
            found.addCallbacks(results.append, lambda failure: results.append(failure.value))
        return results

    yield asked
    dnscache.clear()


def test_a_name_that_leads_into_a_private_network_is_refused(
    resolve: Callable[..., list[object]],
) -> None:
    (error,) = resolve("192.168.1.1")
    assert isinstance(error, PrivateAddressError)
    assert "ALLOW_PRIVATE_HOSTS=epaper.example.cn" in str(error)


def test_a_name_may_be_allowed(resolve: Callable[..., list[object]]) -> None:
    assert resolve("10.0.0.1", allowed=Allowed(["Epaper.example.cn"])) == ["10.0.0.1"]


def test_a_name_that_changes_its_address_is_taken_by_its_first(
    resolve: Callable[..., list[object]],
) -> None:
    assert resolve("93.184.216.34", "127.0.0.1", times=3) == ["93.184.216.34"] * 3


def test_an_odd_form_of_an_address_is_refused_and_may_be_allowed(tmp_path: Path) -> None:
    with serve(site()) as running:
        address = running.address.replace("127.0.0.1", "127.1")
        settings = ("-s", f"NEWSPAPERS_DIR={folder_of(tmp_path, address)}", "-s", "DATABASE_URL=")
        given = ("yucheng", *FAST, *settings, "-s", "FILES_STORE=", "-a", f"date={DAY}")
        refused = crawl(*given)
        assert refused.code == 1
        assert "127.1 is 127.0.0.1, which is no public address" in refused.log
        assert not running.asked, "not even robots.txt"
        allowed = crawl(*given, "-s", "ALLOW_PRIVATE_HOSTS=127.1")
        assert allowed.code == 0, allowed.log


@pytest.mark.parametrize(
    "target",
    ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:text/html,x", "http://127.0.0.2:9/x"],
)
def test_no_redirect_leaves_the_newspaper(tmp_path: Path, target: str) -> None:
    node = f"html/{DAY:%Y-%m/%d}/node_1.htm"
    with serve({**site(), node: Answer(status=302, location=target)}) as running:
        settings = ("-s", f"NEWSPAPERS_DIR={folder_of(tmp_path, running.address)}")
        ended = crawl(
            *("yucheng", *FAST, *settings, "-s", "DATABASE_URL="),
            *("-s", "FILES_STORE=", "-a", f"date={DAY}"),
        )
    assert ended.code == 1
    assert "0 pages" in ended.closing
    assert "Traceback" not in ended.log


def test_a_file_on_disk_leads_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("此页不可读" * 30, encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        f'<html><meta http-equiv="refresh" content="0; url={secret.as_uri()}">\n<p>春</html>',
        encoding="utf-8",
    )
    crawl("folder", "-a", f"path={page}", "-s", f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}")
    rows, _ = archived(tmp_path / "a.db")
    assert not [row for row in rows if "不可读" in str(row) or row.source_url == secret.as_uri()]


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "a\0b", "", "a/" + "长" * 100 + ".pdf"]
)
def test_no_file_leaves_its_folder(tmp_path: Path, path: str) -> None:
    store = tmp_path / "store"
    with pytest.raises(ValueError, match=r"leads out|too long"):
        folder_store.write(store, path, b"x")
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_no_link_in_the_store_leads_out_of_it(tmp_path: Path) -> None:
    store, other = tmp_path / "store", tmp_path / "other"
    store.mkdir()
    other.mkdir()
    (other / "file").write_bytes(b"before")
    (store / "paper").symlink_to(other)
    with pytest.raises(ValueError, match="leads out"):
        folder_store.write(store, "paper/01.pdf", b"x")
    (store / "file").symlink_to(other / "file")
    folder_store.write(store, "file", b"after")
    assert (other / "file").read_bytes() == b"before"
    assert (store / "file").read_bytes() == b"after"


def test_what_a_killed_run_left_half_written_goes_away(tmp_path: Path) -> None:
    folder_store.write(tmp_path, "a/01.pdf", b"x")
    left = tmp_path / folder_store.UNFINISHED
    mine = left / f"{folder_store._machine}_1_0"  # process 1 lives as long as the machine
    dead = left / f"{folder_store._machine}_999999999_0"
    for file in (mine, dead):
        file.write_bytes(b"half")
    folder_store.sweep(tmp_path)
    assert list(left.iterdir()) == [mine]


SECRETS = {
    "DATABASE_URL": "postgresql://me:s3cr3t-d%40b@127.0.0.1:9/news",
    "AWS_SECRET_ACCESS_KEY": "s3cr3t-aws",
    "FTP_PASSWORD": "s3cr3t-ftp",
    "ALERT_URL": "http://127.0.0.1:9/hooks/s3cr3t-hook?token=s3cr3t-token",
}


def test_no_secret_is_logged_or_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("春", encoding="utf-8")
    given = [part for name, value in SECRETS.items() for part in ("-s", f"{name}={value}")]
    ended = crawl(
        *("folder", "-a", f"path={tmp_path}", *given, "-L", "DEBUG"),
        *("-o", "ftp://me:s3cr3t-feed@127.0.0.1:9/pages.jsonl"),
        http_proxy="http://me:s3cr3t-proxy@127.0.0.1:9/",
    )
    assert ended.code == 1
    assert "cannot be opened" in ended.log
    assert re.findall(r".*s3cr3t.*", ended.log + ended.out) == []


def test_secrets_are_known_by_their_names_and_places() -> None:
    found = redaction.secrets_in(
        {**SECRETS, "FEEDS": {"s3://id:s3cr3t-key@bucket/x": {}}, "LOG_LEVEL": "INFO"},
        {
            "PGPASSWORD": "s3cr3t-pg",
            "SIGNING_KEY": "s3cr3t-sign",
            "HOME": "/root",
            "MONKEY": "/zoo",
        },
    )
    assert found >= {
        "s3cr3t-sign",
        *("s3cr3t-d%40b", "s3cr3t-d@b", "s3cr3t-aws", "s3cr3t-ftp", "s3cr3t-key", "s3cr3t-pg"),
        "hooks/s3cr3t-hook?token=s3cr3t-token",
    }
    pieces = redaction.secrets_in(
        {
            "DATABASE_URL": "postgresql://me:half@other-half@host/news",
            "FEED_URI": "https://host/x?api_key=s3cr3t-query&page=12345",
        },
        {},
    )
    assert pieces >= {"half@other-half", "half", "other-half", "s3cr3t-query"}
    assert "12345" not in pieces
    assert not found & {"/root", "a zoo"}


def test_a_password_with_an_at_sign_is_told_with_the_remedy_and_without_itself(
    tmp_path: Path,
) -> None:
    url = "postgresql://me:s3cr3t-a@s3cr3t-b@127.0.0.1:9/news"
    ended = scrapy("articles", tmp_path, database=url)
    assert ended.code == 1
    assert "Write %40 for an @ in a password" in ended.log
    assert "s3cr3t" not in ended.log + ended.out


def test_a_secret_is_hidden_in_tracebacks(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    try:
        redaction.hide({"s3cr3t-x"})
        try:
            raise ValueError("at http://me:s3cr3t-x@host/")
        except ValueError:
            logging.getLogger("x").error("broke: %s", "s3cr3t-x", exc_info=True)
        assert "broke: ***" in caplog.text
        assert "s3cr3t-x" not in caplog.text
    finally:
        logging.setLogRecordFactory(before)
        redaction._secrets.clear()


def test_an_address_with_a_password_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "http://me:secret@example.org/")
    (error,) = load_folders([folder]).refused
    assert "has a user or password in it" in str(error)


@pytest.mark.parametrize(
    "setting",
    [
        *("WORKERS=x", "WORKERS=-1", "WORKER_TIMEOUT=-1", "WORKER_TIMEOUT=nan", "WORKER_MEMORY=5"),
        *("STORE_BATCH_SIZE=0", "STORE_ACCEPT_EMPTY=perhaps", "LOG_LEVEL=LOUD"),
    ],
)
def test_a_setting_that_cannot_be_is_told_before_anything_is_done(setting: str) -> None:
    from yuzhong_news.bounds import problems

    name, _, value = setting.partition("=")
    (problem,) = problems({name: value}.get)
    assert problem.startswith(setting)


def test_every_number_and_flag_among_the_settings_is_bounded() -> None:
    from yuzhong_news import settings
    from yuzhong_news.bounds import BOUNDS, FLAGS, problems

    values = vars(settings)
    flags = {name for name, value in values.items() if isinstance(value, bool)}
    numbers = {name for name, value in values.items() if isinstance(value, int | float)} - flags
    assert flags == set(FLAGS)
    assert numbers <= set(BOUNDS)
    assert not list(problems(values.get)), "the defaults are within them"


@pytest.mark.parametrize(
    ("words", "setting"),
    [("worker --once", "JOB_STALLED=x"), ("gaps", "ISSUE_DUE_HOUR=25"), ("run", "LOG_JSON=x")],
)
def test_commands_of_schedules_refuse_settings_that_cannot_be(words: str, setting: str) -> None:
    ended = python("-m", "scrapy", *words.split(), "-s", setting, "-s", "DATABASE_URL=sqlite://")
    assert ended.code == 2, ended.log
    assert f"{setting} is n" in ended.log


def test_settings_that_cannot_be_end_a_command_with_2(tmp_path: Path) -> None:
    ended = crawl("folder", "-a", f"path={tmp_path}", "-s", "WORKERS=x", "-s", "RETRY_TIMES=-1")
    assert ended.code == 2
    assert "WORKERS=x is not a whole number from 0 to 512" in ended.log
    assert "RETRY_TIMES=-1 is not" in ended.log
    assert "Traceback" not in ended.log


def test_the_smallest_worker_memory_that_is_let_pass_suffices() -> None:
    from yuzhong_news.bounds import BOUNDS

    least = int(BOUNDS["WORKER_MEMORY"].least)
    ended = python("-m", "scrapy", "split", "fixtures/printed.pdf", "-s", f"WORKER_MEMORY={least}")
    assert ended.code == 0, ended.log


SECONDS = 20.0
"""Of a processor; without care one of these takes hours, with it less than one second."""


def hostile_texts() -> dict[str, str]:
    size = 100_000
    return {
        "roles": "记者" * size,
        "brackets": "（" * size,
        "byline": "（记者 " + "张 " * size,
        "names": "记者 " + "张三、" * size,
        "blanks": "记者" + " " * size + "x",
        "dateline": "本报讯" * size,
        "dates": "2025年1月" * size,
        "tags": "<a " * size,
        "jumps": "（下转第" * size,
        "digits": "1" * size,
        "dots": "." * size,
    }


@pytest.mark.parametrize("kind", hostile_texts())
def test_no_text_takes_for_ever(kind: str) -> None:
    """The longest page that is read, on one line, and what a site may call an article."""
    text = hostile_texts()[kind]
    page = text[:49_000]
    started = time.process_time()
    page_of(lines_of(PageSource(body=page.encode()), "a page"))
    article_of(
        LabelledArticle(
            headline=text,
            kicker=text,
            byline=text,
            parts=[Part("paragraph", text), Part("picture", url="x"), Part("caption", text)],
        )
    )
    assert time.process_time() - started < SECONDS
