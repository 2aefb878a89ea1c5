"""Whole crawls of newspapers from a site on 127.0.0.1: what is asked, stored, kept and told."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.crawls import Ended, crawl
from tests.papers import ARTICLES, DAY, folder_of, pdf_of, site
from tests.replay import Answer, Hook, Site, serve

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0")
FOLDER = f"html/{DAY:%Y-%m/%d}"
NEXT = DAY + dt.timedelta(days=1)


def fetch(tmp: Path, running: Site, *args: str, **toml: str) -> Ended:
    """Crawl the newspaper of ``tests.papers`` from a running site into ``tmp``."""
    newspapers = folder_of(tmp, running.address, **toml)
    settings = (
        f"NEWSPAPERS_DIR={newspapers}",
        f"DATABASE_URL=sqlite:///{tmp / 'a.db'}",
        f"FILES_STORE={tmp / 'files'}",
    )
    given = args if any("date=" in arg or "since=" in arg for arg in args) else (*DATE, *args)
    return crawl("yucheng", *FAST, *(p for s in settings for p in ("-s", s)), *given)


DATE = ("-a", f"date={DAY}")


def rows(tmp: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(tmp / "a.db")) as database:
        return database.execute(sql).fetchall()


def at(path: str, answer: Answer) -> Hook:
    """Answer one path in another way."""
    return lambda asked, _body: answer if asked == f"/{path}" else None


def pages_stored(tmp: Path) -> list[int]:
    return [n for (n,) in rows(tmp, "SELECT page_number FROM page ORDER BY page_number")]


def test_an_issue_is_stored_whole_and_fetched_once(tmp_path: Path) -> None:
    with serve(site()) as running:
        first = fetch(tmp_path, running)
        assert first.code == 0, first.log
        assert first.closing.startswith("yucheng: 4 pages, 7 articles")
        assert set(running.asked.values()) == {1}, "nothing is asked for twice"
        requests = running.requests

        again = fetch(tmp_path, running)
        assert again.code == 0
        assert "1 issue complete already" in again.closing
        assert running.requests == requests, "an issue that is complete is not fetched again"

        refreshed = fetch(tmp_path, running, "-a", "refresh=1")
        assert "0 new, 0 changed, 4 unchanged" in refreshed.closing
        assert running.requests == 2 * requests

    pages = rows(tmp_path, "SELECT natural_key, page_name, source_url FROM page ORDER BY 1")
    assert [page[:2] for page in pages] == [
        ("渝城报/2025-02-07/1", "头版"),
        ("渝城报/2025-02-07/2", "综合"),
        ("渝城报/2025-02-07/3", "社会"),
        ("渝城报/2025-02-07/4", "副刊"),
    ]
    assert pages[0][2] == f"{running.address}{FOLDER}/node_1.htm"
    articles = rows(
        tmp_path,
        "SELECT page_number, headline, people, continued_from, continued_to FROM article_view "
        "ORDER BY page_number, position",
    )
    assert articles == [
        (1, "河上新桥通车", "张明月", None, 2),
        (2, "河上新桥通车", None, 1, None),
        (2, "菜市场换新棚", "李小河", None, None),
        (2, "桥头修公园", None, None, None),
        (3, "图书寄到山里", None, None, None),
        (3, "老船工的三十年", None, None, None),
        (4, "山上小学有了图书室", "王大山", None, None),
    ]


def test_html_and_pdf_of_a_page_are_reconciled(tmp_path: Path) -> None:
    with serve(site()) as running:
        fetch(tmp_path, running, "-a", "pages=2-3")
    stored = rows(
        tmp_path,
        "SELECT headline, body, region, width FROM article JOIN page ON page.id = page_id "
        "ORDER BY page_number, article.position",
    )
    market = next(row for row in stored if row[0] == "菜市场换新棚")
    assert market[1] == "\n".join(ARTICLES[2][1][2]), "the text of the HTML stands"
    assert market[2] != "[]", "the PDF tells where it stands"
    assert market[3] == 600.0
    doubts = rows(tmp_path, "SELECT cue, field, headline FROM doubt LEFT JOIN article ON 1 = 1 "
                  "AND article.id = doubt.article_id ORDER BY cue")  # fmt: skip
    assert doubts == [
        ("html-or-pdf", "paragraphs", "菜市场换新棚"),
        ("only-in-pdf", "article", "桥头修公园"),
    ]


def test_a_continued_article_is_one_in_the_view(tmp_path: Path) -> None:
    with serve(site()) as running:
        fetch(tmp_path, running, "-a", "pages=2")
        fetch(tmp_path, running, "-a", "pages=1")
    (whole,) = rows(
        tmp_path, "SELECT headline, pages, body FROM whole_article_view WHERE parts = 2"
    )
    paragraphs = [*ARTICLES[1][0][2][:2], *ARTICLES[2][0][2][1:]]
    assert whole == ("河上新桥通车", "1、2", "\n".join(paragraphs))


def test_the_files_of_a_page_are_kept_by_its_number(tmp_path: Path) -> None:
    with serve(site()) as running:
        fetch(tmp_path, running)
    kept = tmp_path / "files" / "yucheng" / "2025-02-07"
    assert sorted(path.name for path in kept.iterdir()) == [
        *("01-1.html", "01.html", "01.jpg"),
        *("02-1.html", "02-2.html", "02.html", "02.jpg", "02.pdf"),
        *("03.html", "03.jpg", "03.pdf", "04-1.html", "04-1.jpg", "04.html", "04.jpg"),
    ]
    documents = rows(
        tmp_path, "SELECT path, sha256, media_type, url, fetched_at FROM document ORDER BY path"
    )
    assert len(documents) == 15
    for path, sha256, *_ in documents:
        assert hashlib.sha256((tmp_path / "files" / path).read_bytes()).hexdigest() == sha256
    (pdf,) = (row for row in documents if row[0].endswith("03.pdf"))
    assert pdf[2:4] == ("application/pdf", f"{running.address}page/2025-02-07/03.pdf")
    assert pdf[4]


def test_without_a_place_for_files_only_what_is_read_is_fetched(tmp_path: Path) -> None:
    with serve(site()) as running:
        done = fetch(tmp_path, running, "-s", "FILES_STORE=")
        assert done.code == 0
        assert not [path for path in running.asked if path.endswith(".jpg")]
    assert rows(tmp_path, "SELECT count(*), count(path) FROM document") == [(10, 0)]


def test_a_place_for_files_that_cannot_be_used_is_told_and_the_page_stored(
    tmp_path: Path,
) -> None:
    (tmp_path / "taken").write_text("a file")
    with serve(site()) as running:
        done = fetch(tmp_path, running, "-a", "pages=1", "-s", f"FILES_STORE={tmp_path}/taken/x")
    assert done.code == 1
    assert "FILES_STORE cannot be used" in done.log
    assert pages_stored(tmp_path) == [1]


def test_pages_of_an_issue_can_be_chosen(tmp_path: Path) -> None:
    with serve(site()) as running:
        done = fetch(tmp_path, running, "-a", "pages=3-4")
        assert done.code == 0
        assert pages_stored(tmp_path) == [3, 4]
        assert not [path for path in running.asked if path.endswith("node_2.htm")]
        requests = running.requests
        fetch(tmp_path, running, "-a", "pages=4")
        assert running.requests == requests, "the pages asked for are there"
        done = fetch(tmp_path, running)
        assert pages_stored(tmp_path) == [1, 2, 3, 4], "the whole issue was not there"
        assert done.code == 0


def test_templates_of_a_newspaper_s_own_are_read_by_its_selectors(tmp_path: Path) -> None:
    files = {
        path.replace("content_", "art_"): _other_template(body) for path, body in site().items()
    }
    selectors = '{ headline = "td.top", byline = "td.who", article = "/art_[0-9_]+[.]htm$" }'
    with serve(files) as running:
        done = fetch(tmp_path, running, "-a", "pages=1", selectors=selectors)
    assert done.code == 0, done.log
    headlines = [text for (text,) in rows(tmp_path, "SELECT headline FROM article ORDER BY id")]
    assert headlines == [headline for headline, _, _ in ARTICLES[1]]


def _other_template(body: bytes | Answer) -> bytes | Answer:
    if not isinstance(body, bytes):
        return body
    for old, new in ((b"content_", b"art_"), (b"font01", b"top"), (b"font02", b"who")):
        body = body.replace(old, new)
    return body


def test_days_of_a_range_without_an_issue_are_told(tmp_path: Path) -> None:
    files = {**site(DAY), **site(NEXT + dt.timedelta(days=1))}
    span = ("-a", f"since={DAY}", "-a", f"until={DAY + dt.timedelta(days=2)}")
    # Requests that wait for robots.txt together go on in any order, so the order is looked at
    # without it.
    with serve(files) as running:
        done = fetch(tmp_path, running, *span, "-s", "ROBOTSTXT_OBEY=0")
        assert done.code == 0, done.log
        assert "8 new" in done.closing
        assert f"yucheng {NEXT}: no-issue: " in done.log
        asked = [path for path in running.asked if path.endswith("node_1.htm")]
        assert asked == sorted(asked), "the oldest issue comes first"
        requests = running.requests
        done = fetch(tmp_path, running, *span)
        assert running.requests == requests + 1, "only the missing day is asked for again"
        assert "2 issues complete already" in done.closing


def test_only_days_of_publication_are_asked_for(tmp_path: Path) -> None:
    span = ("-a", f"since={DAY}", "-a", f"until={DAY + dt.timedelta(days=6)}")
    with serve(site()) as running:
        done = fetch(tmp_path, running, *span, publication_days='["fri"]')
        assert done.code == 0
        assert {path.rsplit("/", 2)[1] for path in running.asked if "node" in path} == {"07"}


def test_a_range_that_ends_in_the_future_ends_today(tmp_path: Path) -> None:
    span = ("-a", f"since={DAY}", "-a", "until=2999-01-01", "-a", "pages=1")
    with serve(site()) as running:
        done = fetch(tmp_path, running, *span, expect='{ skipped = ["2025-02-08/2999-01-01"] }')
    assert done.code == 0, done.log
    assert "yucheng: until 2999-01-01 means until today, 2" in done.log
    assert "1 page, 1 article" in done.closing


# What is no issue


def refused(tmp: Path, hook: Hook, stat: str, files: dict[str, bytes | Answer]) -> Ended:
    """Crawl a site that is wrong in some way; the stat must be counted in the archive's run."""
    with serve(files, hook) as running:
        done = fetch(tmp, running)
    assert "Traceback" not in done.log
    counted = rows(tmp, "SELECT name, total FROM run_count")
    assert (stat, 1) in counted
    return done


CHALLENGE = b"<html><script>document.cookie='__jsl=1';location.reload()</script></html>"


def test_a_challenge_is_not_an_issue(tmp_path: Path) -> None:
    hook = at(f"{FOLDER}/node_1.htm", Answer(CHALLENGE))
    done = refused(tmp_path, hook, "not_an_issue/challenge", site())
    assert done.code == 1
    assert "script challenge" in done.log
    assert pages_stored(tmp_path) == []


def test_a_challenge_in_place_of_one_page_costs_that_page(tmp_path: Path) -> None:
    hook = at(f"{FOLDER}/node_4.htm", Answer(CHALLENGE))
    done = refused(tmp_path, hook, "not_an_issue/challenge", site())
    assert done.code == 1
    assert pages_stored(tmp_path) == [1, 2, 3]
    with serve(site()) as running:
        assert fetch(tmp_path, running).code == 0
    assert pages_stored(tmp_path) == [1, 2, 3, 4], "what was missing is fetched by the next run"


def test_a_day_that_redirects_to_the_newest_issue_is_another_date(tmp_path: Path) -> None:
    newest = Answer(status=302, location=f"/html/{NEXT:%Y-%m/%d}/node_1.htm")
    hook = at(f"{FOLDER}/node_1.htm", newest)
    done = refused(tmp_path, hook, "not_an_issue/other-date", site(NEXT))
    assert done.code == 1
    assert pages_stored(tmp_path) == []


def test_an_index_of_another_date_is_another_date(tmp_path: Path) -> None:
    files = {path.replace(f"{NEXT:%Y-%m/%d}", f"{DAY:%Y-%m/%d}"): body
             for path, body in site(NEXT).items()}  # fmt: skip
    refused(tmp_path, lambda *_: None, "not_an_issue/other-date", files)
    assert pages_stored(tmp_path) == []


def test_an_error_page_is_not_an_issue(tmp_path: Path) -> None:
    page = Answer(b"<html><title>504 Gateway Time-out</title></html>", status=504)
    done = refused(tmp_path, at(f"{FOLDER}/node_1.htm", page), "not_an_issue/error-page", site())
    assert done.code == 1


def test_a_single_day_without_issue_fails_the_run(tmp_path: Path) -> None:
    done = refused(tmp_path, lambda *_: None, "not_an_issue/no-issue", {})
    assert done.code == 1


# Manners


def test_no_request_leaves_the_newspaper_s_hosts(tmp_path: Path) -> None:
    with serve(site()) as other:
        elsewhere = other.address.replace("127.0.0.1", "localhost")
        moved = Answer(status=302, location=f"{elsewhere}{FOLDER}/node_4.htm")
        with serve(site(), at(f"{FOLDER}/node_4.htm", moved)) as running:
            done = fetch(tmp_path, running)
            assert done.code == 1
            assert "localhost is no host of this newspaper" in done.log
            assert not other.asked
            assert pages_stored(tmp_path) == [1, 2, 3]
            allowed = fetch(tmp_path, running, hosts='["localhost"]')
            assert allowed.code == 0, allowed.log
            assert pages_stored(tmp_path) == [1, 2, 3, 4]


def test_a_picture_elsewhere_is_left_out_with_a_doubt(tmp_path: Path) -> None:
    files = site()
    path = f"{FOLDER}/content_4_0.htm"
    page = files[path]
    assert isinstance(page, bytes)
    files[path] = page.replace(b"../../../images/school.jpg", b"http://elsewhere.example/a.jpg")
    with serve(files) as running:
        done = fetch(tmp_path, running)
        assert done.code == 0, done.log
        assert rows(tmp_path, "SELECT cue FROM doubt WHERE cue LIKE '%document'") == [
            ("gone-document",)
        ]
        assert "complete already" in fetch(tmp_path, running).closing


def test_robots_txt_is_obeyed(tmp_path: Path) -> None:
    files = {**site(), "robots.txt": b"User-agent: *\nDisallow: /html/\n"}
    with serve(files) as running:
        done = fetch(tmp_path, running)
        assert set(running.asked) == {"/robots.txt"}
    assert done.code == 1
    assert "robots.txt forbids it" in done.log


# What is missing


def test_a_pdf_that_fails_is_fetched_by_the_next_run(tmp_path: Path) -> None:
    hook = at(f"page/{DAY}/02.pdf", Answer(b"<h1>busy</h1>", 503))
    with serve(site(), hook) as running:
        done = fetch(tmp_path, running)
    assert done.code == 1
    assert pages_stored(tmp_path) == [1, 2, 3, 4]
    with serve(site()) as running:
        done = fetch(tmp_path, running)
        assert done.code == 0
        assert "1 changed, 3 unchanged" in done.closing
        assert "complete already" in fetch(tmp_path, running).closing


def test_an_article_that_is_gone_leaves_its_headline_and_a_doubt(tmp_path: Path) -> None:
    hook = at(f"{FOLDER}/content_4_0.htm", Answer(b"gone", 404))
    with serve(site(), hook) as running:
        done = fetch(tmp_path, running)
    assert done.code == 0
    assert rows(tmp_path, "SELECT headline, body FROM article_view WHERE page_number = 4") == [
        ("山上小学有了图书室", "")
    ]
    assert ("gone-article",) in rows(tmp_path, "SELECT cue FROM doubt")


def test_a_page_whose_article_fails_is_not_stored(tmp_path: Path) -> None:
    hook = at(f"{FOLDER}/content_4_0.htm", Answer(b"busy", 503))
    with serve(site(), hook) as running:
        done = fetch(tmp_path, running)
    assert done.code == 1
    assert pages_stored(tmp_path) == [1, 2, 3]


# Other kinds of e-papers, and what a user may do wrong


def test_pdfs_of_a_pattern_are_followed_to_the_last(tmp_path: Path) -> None:
    files: dict[str, bytes | Answer] = {
        f"resfile/{DAY}/{n:02}/{n:02}.pdf": pdf_of(2 if n == 1 else 3) for n in (1, 2)
    }
    with serve(files) as running:
        address = f'"{running.address}resfile/%Y-%m-%d/{{page}}/{{page}}.pdf"'
        done = fetch(tmp_path, running, platform='"plain_pdf"', address=address)
        assert done.code == 0, done.log
        assert pages_stored(tmp_path) == [1, 2]
        assert running.asked[f"/resfile/{DAY}/01/01.pdf"] == 1
        again = fetch(tmp_path, running, platform='"plain_pdf"', address=address)
        assert "complete already" in again.closing
    assert rows(tmp_path, "SELECT count(*) FROM doubt WHERE cue = 'only-in-pdf'") == [(0,)]


def test_older_issues_keep_their_platform(tmp_path: Path) -> None:
    with serve(site()) as running:
        folder = folder_of(tmp_path, "http://127.0.0.1:9/", platform='"joyhua"')
        text = (folder / "yucheng.toml").read_text(encoding="utf-8")
        text += (
            f'[[older]]\nuntil = {DAY}\nplatform = "founder_classic"\n'
            f'address = "{running.address}"\n'
        )
        (folder / "yucheng.toml").write_text(text, encoding="utf-8")
        done = crawl(
            *("yucheng", *FAST, *DATE, "-s", f"NEWSPAPERS_DIR={folder}"),
            *("-s", f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}", "-s", "FILES_STORE="),
        )
        assert done.code == 0, done.log
    assert pages_stored(tmp_path) == [1, 2, 3, 4]


def test_what_was_never_tried_says_so(tmp_path: Path) -> None:
    with serve(site()) as running:
        done = fetch(tmp_path, running, "-a", "pages=1", confirmed="false")
    assert done.code == 0
    assert "confirmed = false" in done.log


WRONG: dict[str, tuple[list[str], str]] = {
    "argument": (["-a", "day=1"], "unknown argument day"),
    "date": (["-a", "date=2025-02-30"], "is no date"),
    "both": (["-a", f"date={DAY}", "-a", f"since={DAY}"], "either date, or since"),
    "order": (["-a", "since=2025-02-08", "-a", "until=2025-02-07"], "is after"),
    "future": (["-a", "date=2999-01-01"], "date: 2999-01-01 is in the future: today is"),
    "pages": (["-a", f"date={DAY}", "-a", "pages=4-1"], "is no range of pages"),
}


def test_arguments_that_cannot_be_understood_are_told(tmp_path: Path) -> None:
    for args, complaint in WRONG.values():
        done = crawl("yuzhong", *args, "-s", f"DATABASE_URL=sqlite:///{tmp_path / 'a.db'}")
        assert done.code == 2
        assert complaint in done.log


def test_a_newspaper_s_file_that_is_refused_is_named_and_the_others_run(tmp_path: Path) -> None:
    with serve(site()) as running:
        folder = folder_of(tmp_path, running.address)
        (folder / "bad.toml").write_text('nmae = "bad"\n', encoding="utf-8")
        done = fetch(tmp_path, running, "-a", "pages=1")
    assert done.code == 0
    assert f"{folder / 'bad.toml'}: " in done.log
    assert "nmae: is an unknown key" in done.log


def test_a_site_that_asks_for_patience_is_asked_again_later(tmp_path: Path) -> None:
    left = [Answer(b"<html>busy</html>", 429, headers=(("Retry-After", "1"),))]

    def hook(path: str, _body: bytes) -> Answer | None:
        return left.pop() if left and path.endswith("node_2.htm") else None

    with serve(site(), hook) as running:
        ended = fetch(tmp_path, running, "-s", "RETRY_TIMES=1")
        assert ended.code == 0, ended.log
        assert running.asked[f"/{FOLDER}/node_2.htm"] == 2


def test_a_site_that_asks_for_too_much_patience_is_left_for_this_run(tmp_path: Path) -> None:
    busy = Answer(b"<html>busy</html>", 503, headers=(("Retry-After", "86400"),))
    with serve(site(), at(f"{FOLDER}/node_2.htm", busy)) as running:
        ended = fetch(tmp_path, running, "-s", "RETRY_TIMES=5")
        assert ended.code == 1
        assert running.asked[f"/{FOLDER}/node_2.htm"] == 1
    assert pages_stored(tmp_path) == [1, 3, 4]


def test_a_page_cut_short_is_asked_for_again(tmp_path: Path) -> None:
    node = f"{FOLDER}/node_2.htm"
    whole = site()[node]
    assert isinstance(whole, bytes)
    cuts = [whole[:-30], whole[:-60]]

    def hook(path: str, _body: bytes) -> Answer | None:
        return Answer(cuts.pop()) if cuts and path.endswith("node_2.htm") else None

    with serve(site(), hook) as running:
        ended = fetch(tmp_path, running)
        assert ended.code == 0, ended.log
        assert running.asked[f"/{node}"] == 3
    assert pages_stored(tmp_path) == [1, 2, 3, 4]


def test_a_page_that_never_has_an_end_is_taken_as_it_is(tmp_path: Path) -> None:
    node = f"{FOLDER}/node_2.htm"
    whole = site()[node]
    assert isinstance(whole, bytes)
    with serve({**site(), node: whole.replace(b"</html>", b"")}) as running:
        ended = fetch(tmp_path, running)
        assert ended.code == 0, ended.log
        assert running.asked[f"/{node}"] == 2
    assert pages_stored(tmp_path) == [1, 2, 3, 4]
