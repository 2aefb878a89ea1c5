"""``scrapy probe``: what an address is, what would be stored, and what to do."""

from __future__ import annotations

import datetime as dt
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crawls import Ended, python
from tests.papers import DAY, site
from tests.replay import Answer, serve
from tests.test_crawl_families import FAMILIES, ROOT, posts_of
from yuzhong_news.newspapers import load_file
from yuzhong_news.newspapers.guess import address_in, name_in
from yuzhong_news.platforms import PLATFORMS


def probe(*args: str) -> Ended:
    quick = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "WORKERS=1")
    return python("-m", "scrapy", "probe", *args, *quick)


def probe_family(name: str) -> tuple[Ended, str]:
    """Probe a family's site: a service by its reader's address, others by a page's."""
    family = ROOT / name
    told = tomllib.loads((family / "site.toml").read_text(encoding="utf-8"))
    path = told["address"] if "posts" in told else told["start"]
    with serve(family / "www", posts_of(family, told)) as running:
        done = probe(running.address + path.lstrip("/"), "--date", str(told["date"]))
        return done, running.address


@pytest.fixture(scope="module")
def probes() -> dict[str, tuple[Ended, str]]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(FAMILIES, pool.map(probe_family, FAMILIES), strict=True))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_platform_is_known_by_its_pages(
    probes: dict[str, tuple[Ended, str]], family: str, tmp_path: Path
) -> None:
    done, address = probes[family]
    assert done.code == 0, done.log
    lines = done.out.splitlines()
    assert lines[0] == f"platform: {family}"
    assert lines[1] == "issue: 2025-02-07, 4 pages, 9 articles"
    text = done.out.partition("name of its own and its district.\n")[2]
    file = tmp_path / "new.toml"
    file.write_text(text, encoding="utf-8")
    newspaper = load_file(file)
    told = tomllib.loads((ROOT / family / "site.toml").read_text(encoding="utf-8"))
    begins = PLATFORMS[family].start(newspaper.address, told["date"]).url
    assert begins == address + told["start"].lstrip("/"), "the TOML finds the issue again"


def test_an_entrance_leads_to_the_newest_issue(tmp_path: Path) -> None:
    refresh = f'<meta http-equiv="refresh" content="0; URL=html/{DAY:%Y-%m/%d}/node_1.htm">'
    with serve({**site(), "paperindex.htm": refresh.encode()}) as running:
        done = probe(f"{running.address}paperindex.htm", "--pages", "1")
    assert done.code == 0, done.log
    assert "issue: 2025-02-07, 1 pages" in done.out
    assert f'address = "{running.address}"' in done.out
    assert not list(tmp_path.iterdir())


def test_a_dated_issue_is_found_below_an_address_that_shows_none() -> None:
    with serve({**site(), "": b"<html><title>Directory listing</title></html>"}) as running:
        done = probe(running.address, "--date", f"{DAY}", "--pages", "1")
        assert done.code == 0, done.log
        assert "platform: founder_classic\nissue: 2025-02-07, 1 pages" in done.out
        assert f'address = "{running.address}"' in done.out
        assert 'title = "渝城报"' in done.out
        assert f"{running.address} shows no issue itself; {running.address}html/" in done.log
        assert "no platform" not in done.log


def test_a_day_without_an_issue_at_any_known_address_is_told() -> None:
    robots = Answer(b"User-agent: *\nDisallow: /2025-02/", media_type="text/plain")
    with serve({**site(), "robots.txt": robots}) as running:
        done = probe(f"{running.address}index.html", "--date", "2025-02-08")
    assert done.code == 1
    assert f"{running.address}index.html answers 404" in done.log
    assert "Traceback" not in done.log
    assert "of the 9 addresses that the known platforms would give the issue of 2025-" in done.log


def test_without_a_day_the_option_that_helps_is_named() -> None:
    with serve({"index.html": b"<html><title>\xe8\x8a\xb1</title></html>"}) as running:
        for path in ("", "index.html"):
            done = probe(running.address + path)
            assert done.code == 1
            assert "add --date 2025-02-07" in done.log
        assert running.requests == 2


def test_an_unknown_platform_is_told_with_what_was_seen() -> None:
    page = "<html><title>花店</title><a href=/a>玫瑰</a>今日特价</html>".encode()
    with serve({"shop.html": page}) as running:
        done = probe(f"{running.address}shop.html")
    assert done.code == 1
    assert "no platform of an e-paper is recognised" in done.log
    for seen in ("status 200", "1 links", "花店", "今日特价", "known platforms: bc, bz"):
        assert seen in done.log


def test_a_challenge_is_told() -> None:
    page = b"<html><script>document.cookie='__jsl=1'</script></html>"
    with serve({"index.html": Answer(page)}) as running:
        done = probe(f"{running.address}index.html")
    assert done.code == 1
    assert "script challenge" in done.log


def test_an_article_that_does_not_come_makes_a_failure_told_in_one_line() -> None:
    gone = next(path for path in site() if "content_1_" in path)
    with serve({**site(), gone: Answer(b"busy", 500)}) as running:
        done = probe(f"{running.address}html/2025-02/07/node_1.htm", "-s", "RETRY_TIMES=0")
    assert done.code == 1
    assert f"{gone} answers 500: try again later" in done.log
    assert "newspaper/failed 1" in done.log
    assert "Gave up retrying" not in done.log


def test_what_is_no_address_is_a_usage_error() -> None:
    assert probe("epaper.example").code == 2
    assert probe("http://127.0.0.1:9/", "--pages", "x").code == 2
    ahead = probe("http://127.0.0.1:9/", "--date", "2999-01-01")
    assert ahead.code == 2
    assert "--date: 2999-01-01 is in the future" in ahead.log


def test_an_address_is_the_folder_of_the_issues_or_a_pattern() -> None:
    day = dt.date(2025, 3, 3)
    classic = PLATFORMS["founder_classic"]
    page = "http://x.example/szb/html/2025-03/03/node_2.htm"
    assert address_in(page, day, classic) == "http://x.example/szb/"
    front = "http://x.example/szb/html/2025-03/03/front.htm"
    assert address_in(front, day, classic) == "http://x.example/szb/html/%Y-%m/%d/front.htm"
    assert name_in("http://epaper.zzxw.net/") == "zzxw"
    assert name_in("https://epaper.gmw.cn/gmrb/html/%Y-%m/%d/x.htm") == "gmrb"
