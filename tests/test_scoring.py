"""The measures see the damage they are made for, and the floors hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError

from yuzhong_news.items import Article, Caption, Contributor, Jump, Kind, Page
from yuzhong_news.scoring import bylines
from yuzhong_news.scoring.bylines import CreditLine, labelled_line, score_lines
from yuzhong_news.scoring.counting import Tally, comparable, tally
from yuzhong_news.scoring.coverage import Coverage, cover
from yuzhong_news.scoring.floors import Measured, judge, raise_floors, read_floors
from yuzhong_news.scoring.pages import Measure, PageScore, expected_page, score_page
from yuzhong_news.scoring.ruler import RulerError, rule
from yuzhong_news.scoring.sets import (
    PAGE_SUFFIXES,
    NotReadYetError,
    Pages,
    SplitFile,
    byline_set,
    fixture_sets,
    ruled_set,
)
from yuzhong_news.scoring.table import render

FIXTURES = Path(__file__).parents[1] / "fixtures"
SEED_TEXT = (FIXTURES / "seed.txt").read_text(encoding="utf-8")
SEED_JSON: dict[str, Any] = json.loads((FIXTURES / "seed.json").read_text(encoding="utf-8"))
SEED = expected_page(SEED_JSON)

Damage = Callable[[list[Article]], object]


def seed_page() -> Page:
    """The seed page's right answer, its jump marks as printed (the answer holds only numbers)."""
    page = SEED.page.model_copy(deep=True)
    for article in page.articles:
        if article.continued_from is not None:
            mark = f"（上接{article.continued_from}版）"
            article.jumps = [Jump(direction="from", page=article.continued_from, text=mark)]
    return page


def damaged(damage: Damage) -> Page:
    page = seed_page()
    damage(page.articles)
    return page


def score(damage: Damage) -> PageScore:
    return score_page(SEED, damaged(damage))


def broken(result: PageScore) -> set[str]:
    """The measures that are not perfect, ``articles`` aside: any damage breaks that one."""
    wrong = {measure for measure, count in result.tallies.items() if not count.perfect}
    assert Measure.ARTICLES in wrong
    return {str(measure) for measure in wrong - {Measure.ARTICLES}}


# One page against its answer ----------------------------------------------------------------------


def test_the_answer_is_perfect_against_itself() -> None:
    result = score_page(SEED, SEED.page)
    assert result.perfect
    assert result.differences == []
    assert result.tallies[Measure.ARTICLES] == Tally(6, 6, 6)
    assert result.tallies[Measure.PARAGRAPHS] == Tally(47, 47, 47)
    assert result.tallies[Measure.SUBHEADS] == Tally(5, 5, 5)
    assert result.tallies[Measure.CREDITS] == Tally(3, 3, 3)
    assert result.tallies[Measure.JUMPS] == Tally(2, 2, 2)


def _lose_paragraph(articles: list[Article]) -> None:
    del articles[1].paragraphs[7]


def _drop_character(articles: list[Article]) -> None:
    articles[4].paragraphs[1] = articles[4].paragraphs[1].replace("商场", "商", 1)


def _swap_paragraphs(articles: list[Article]) -> None:
    body = articles[5].paragraphs
    body[1], body[2] = body[2], body[1]


def _wrong_role(articles: list[Article]) -> None:
    articles[5].contributors[0].role = "记者"


def _wrong_name(articles: list[Article]) -> None:
    articles[5].contributors[0].name = "刘侃记"


def _move_subhead(articles: list[Article]) -> None:
    articles[2].subheads[1].before_paragraph += 1


def _lose_credit(articles: list[Article]) -> None:
    articles[2].captions[2].credit = None


def _lose_caption(articles: list[Article]) -> None:
    del articles[2].captions[1]


def _lose_jump(articles: list[Article]) -> None:
    articles[0].continued_from = None


def _other_kind(articles: list[Article]) -> None:
    articles[3].kind = Kind.NOTICE


@pytest.mark.parametrize(
    ("damage", "seen_by"),
    [
        (_lose_paragraph, {"paragraphs"}),
        (_drop_character, {"paragraphs"}),
        (_swap_paragraphs, {"paragraphs"}),
        (_wrong_role, {"contributors"}),
        (_wrong_name, {"contributors", "people"}),
        (_move_subhead, {"subheads"}),
        (_lose_credit, {"credits"}),
        (_lose_caption, {"captions", "credits"}),
        (_lose_jump, {"jumps"}),
        (_other_kind, {"kinds"}),
        (lambda articles: setattr(articles[3], "dateline", None), {"datelines"}),
        (lambda articles: setattr(articles[3], "lead", "家庭"), {"leads"}),
        (lambda articles: setattr(articles[3], "byline", "晏艳辉"), {"bylines"}),
        (lambda articles: setattr(articles[3], "column", "简讯"), {"columns"}),
        (lambda articles: setattr(articles[4], "headline", "打好安全检查"), {"headlines"}),
        (lambda articles: setattr(articles[5], "kicker", None), {"kickers"}),
        (lambda articles: setattr(articles[1], "subtitle", "副题"), {"subtitles"}),
    ],
)
def test_damage_is_seen_by_its_own_measure(damage: Damage, seen_by: set[str]) -> None:
    result = score(damage)
    assert broken(result) == seen_by
    assert result.tallies[Measure.ARTICLES] == Tally(5, 6, 6)
    assert len(result.differences) >= 1


def test_merged_articles_are_two_articles_lost() -> None:
    def merge(articles: list[Article]) -> None:
        swallowed = articles.pop(4)
        articles[3].paragraphs += swallowed.paragraphs

    result = score(merge)
    assert result.tallies[Measure.ARTICLES] == Tally(4, 6, 5)
    assert result.tallies[Measure.HEADLINES].right == 5
    assert any(
        "article 5 (打好安全检查" in line and "was not found" in line for line in result.differences
    )


def test_a_split_article_is_one_lost_and_one_too_many() -> None:
    def split(articles: list[Article]) -> None:
        whole = articles[5]
        articles.append(Article(paragraphs=whole.paragraphs[2:]))
        whole.paragraphs = whole.paragraphs[:2]

    result = score(split)
    assert result.tallies[Measure.ARTICLES] == Tally(5, 6, 7)
    assert any("was not expected" in line for line in result.differences)


def test_an_empty_answer_finds_nothing() -> None:
    result = score_page(SEED, Page())
    assert result.tallies[Measure.ARTICLES] == Tally(0, 6, 0)
    assert result.tallies[Measure.PARAGRAPHS] == Tally(0, 47, 0)
    assert result.tallies[Measure.FURNITURE].perfect


def test_the_order_of_articles_does_not_matter() -> None:
    assert score_page(SEED, damaged(lambda articles: articles.reverse())).perfect


def test_white_space_and_width_do_not_matter() -> None:
    def respace(articles: list[Article]) -> None:
        articles[5].byline = "（首席记者　刘侃 记者姚延洋）"
        articles[1].paragraphs[10] = articles[1].paragraphs[10].replace(" 450", "４５０")

    assert score_page(SEED, damaged(respace)).perfect


def test_an_accepted_headline_counts_as_right() -> None:
    def two_lines(articles: list[Article]) -> None:
        articles[2].headline = f"{articles[2].kicker} {articles[2].headline}"
        articles[2].kicker = None

    assert score_page(SEED, damaged(two_lines)).perfect


def test_parts_of_two_readings_make_no_reading() -> None:
    """The fact line as kicker and the slogan as subtitle: each is accepted, not both at once."""

    def mix(articles: list[Article]) -> None:
        articles[3].subtitle = articles[3].headline

    assert broken(score(mix)) == {"subtitles"}


def test_furniture_is_compared() -> None:
    page = seed_page()
    page.furniture.append("第二版")
    assert score_page(SEED, page).tallies[Measure.FURNITURE] == Tally(0, 0, 1)


def test_a_difference_shows_the_place_where_two_texts_part() -> None:
    (line,) = score(_drop_character).differences
    assert "商场" in line
    assert "became" in line
    assert len(line) < 150


def test_an_unknown_key_in_an_answer_is_refused() -> None:
    with pytest.raises(ValidationError, match="headlin"):
        expected_page({"articles": [{"headlin": "x"}]})


# Coverage -----------------------------------------------------------------------------------------


def test_the_seed_page_is_used_up_exactly() -> None:
    coverage = cover(seed_page(), SEED_TEXT)
    assert coverage.lost.total() == 0
    assert coverage.surplus.total() == 0
    assert coverage.characters == coverage.used_once == 6545
    assert coverage.share == 1.0


def _coverage(damage: Damage) -> Coverage:
    return cover(damaged(damage), SEED_TEXT)


def test_lost_characters_are_counted() -> None:
    coverage = _coverage(_drop_character)
    assert coverage.lost == {"场": 1}
    assert coverage.used_once == 6544
    lost = _coverage(_lose_paragraph)
    assert lost.lost.total() == len(SEED.page.articles[1].paragraphs[7])


def test_doubled_characters_are_counted() -> None:
    coverage = _coverage(lambda articles: articles[0].paragraphs.append("要守牢"))
    assert coverage.lost.total() == 0
    assert coverage.surplus == {"要": 1, "守": 1, "牢": 1}
    assert coverage.used_once == 6542


def test_a_lost_jump_mark_is_counted() -> None:
    coverage = _coverage(lambda articles: setattr(articles[0], "jumps", []))
    assert "".join(sorted(coverage.lost.elements())) == "".join(sorted("（上接1版）"))


def test_the_lead_is_not_counted() -> None:
    assert _coverage(lambda articles: setattr(articles[3], "lead", None)).share == 1.0


def test_a_credit_printed_twice_is_counted_twice() -> None:
    captions = [Caption(text="甲图", credit="资料图片"), Caption(text="乙图", credit="资料图片")]
    page = Page(articles=[Article(captions=captions)])
    assert cover(page, "甲图\n资料图片\n乙图\n资料图片").share == 1.0
    assert cover(page, "甲图\n乙图\n资料图片").share == 1.0
    assert cover(page, "甲图\n乙图").surplus.total() == 4


def test_marks_beside_a_byline_belong_to_it_once() -> None:
    page = Page(articles=[Article(dateline="本报讯", byline="记者 张三", paragraphs=["晴。"])])
    assert cover(page, "【本报讯】（记者 张三）晴。").share == 1.0
    assert cover(page, "●本报讯 记者 张三：晴。").share == 1.0
    assert cover(page, "本报讯（记者 张三）晴。（）").lost == {"（": 1, "）": 1}
    kept = page.model_copy(deep=True)
    kept.articles[0].byline = "（记者 张三）"
    assert cover(kept, "【本报讯】（记者 张三）晴。").share == 1.0


def test_no_text_is_covered_by_nothing() -> None:
    assert cover(Page(), " \n").share == 1.0
    assert cover(Page(), "有").share == 0.0


# Bylines ------------------------------------------------------------------------------------------


def _line(*people: Contributor, kind: str = "byline", **rest: Any) -> CreditLine:
    return CreditLine(kind, rest.get("dateline"), people, rest.get("organisations", ()))


def test_byline_measures() -> None:
    reporter = Contributor(name="张三", role="记者", work="文")
    label = _line(reporter, dateline="本报讯", organisations=("新华社",))
    wrong = _line(Contributor(name="张 三", role="首席记者"), Contributor(name="李四"))
    result = score_lines([("a", label, label), ("b", label, wrong)])
    assert result.tallies[bylines.Measure.PEOPLE] == Tally(2, 2, 3)
    assert result.tallies[bylines.Measure.ROLES] == Tally(1, 2, 3)
    assert result.tallies[bylines.Measure.WORKS] == Tally(1, 2, 3)
    assert result.tallies[bylines.Measure.DATELINES] == Tally(1, 2, 1)
    assert result.tallies[bylines.Measure.ORGANISATIONS] == Tally(1, 2, 1)
    assert all(line.startswith("b: ") for line in result.differences)


def test_people_in_negatives_are_counted() -> None:
    nobody = _line(kind="negative")
    somebody = _line(Contributor(name="张三"), Contributor(name="李四"), kind="negative")
    result = score_lines([("a", nobody, nobody), ("b", nobody, somebody)])
    assert result.people_in_negatives == 2
    assert result.tallies[bylines.Measure.CLEAN_NEGATIVES] == Tally(1, 2, 2)


def test_a_label_is_read() -> None:
    text, label = labelled_line(
        {
            "text": "记者 张三",
            "dateline": None,
            "people": [{"name": "张三", "role": "记者", "work": None}],
            "organisations": [{"name": "新华社", "work": "图"}],
            "kind": "byline",
            "note": "left alone",
        }
    )
    assert text == "记者 张三"
    assert label == _line(Contributor(name="张三", role="记者"), organisations=("新华社",))


# Counting -----------------------------------------------------------------------------------------


def test_tally() -> None:
    count = tally(["a", "a", "b"], ["a", "c"])
    assert count == Tally(1, 3, 2)
    assert (count.precision, count.recall, count.f1) == (0.5, 1 / 3, 0.4)
    assert count + count == Tally(2, 6, 4)
    assert Tally().f1 == Tally().precision == Tally().recall == 1.0


def test_comparable() -> None:
    assert comparable("　（１ 版）\u200b\ue001") == "(1版)"
    assert comparable(None) == ""


# Floors -------------------------------------------------------------------------------------------

FLOORS = """\
# Raised by hand.
["pages/text"]
"people P" = 0.500  # since the first page
jumps = 1.000

[other]
jumps = 0.1
"""


def test_a_value_below_its_floor_is_below() -> None:
    results = [
        Measured("pages/text", {"people P": 0.4999, "jumps": 1.0, "free": 0.1}),
        Measured("other", absent="not here"),
    ]
    rows = judge(results, read_floors(FLOORS))
    assert [(row.measure, row.below) for row in rows] == [
        ("people P", True),
        ("jumps", False),
        ("free", False),
        ("–", False),
    ]
    table = render(rows)
    assert "BELOW" in table
    assert "absent: not here" in table


def test_the_last_bits_of_a_value_break_no_floor() -> None:
    results = [Measured("other", {"jumps": 0.1 - 1e-16})]
    assert not judge(results, {"other": {"jumps": 0.1}})[0].below


def test_what_was_not_measured_is_below() -> None:
    trouble = Measured("other", trouble="CRASHED")
    assert [row.below for row in judge([trouble], {"other": {"jumps": 0.1}})] == [True]
    assert [row.below for row in judge([trouble], {})] == [False]
    assert judge([Measured("other", {"a": 1.0})], {"other": {"jumps": 0.0}})[-1].below
    assert judge([], {"other": {"jumps": 0.0}})[-1].below


def test_floors_are_raised_and_never_lowered() -> None:
    results = [
        Measured("pages/text", {"people P": 0.76789, "jumps": 0.2, "free": 0.9}),
        Measured("other", {"jumps": 0.1}),
    ]
    raised = raise_floors(FLOORS, results)
    assert raised == FLOORS.replace("0.500", "0.767")
    assert raise_floors(raised, [Measured("pages/text", {"people P": 0.1})]) == raised


def test_an_unusable_floor_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a table"):
        read_floors("jumps = 0.5")
    with pytest.raises(ValueError, match="not in 0 to 1"):
        read_floors("[pages]\njumps = 50")


def test_the_projects_own_floors_can_be_read() -> None:
    text = (FIXTURES.parent / "floors.toml").read_text(encoding="utf-8")
    assert read_floors(text)
    perfect = [
        Measured(name, dict.fromkeys(table, 1.0)) for name, table in read_floors(text).items()
    ]
    floors = [
        floor
        for table in read_floors(raise_floors(text, perfect)).values()
        for floor in table.values()
    ]
    assert set(floors) == {1.0}


# Sets ---------------------------------------------------------------------------------------------


def _crash(path: Path) -> SplitFile:
    raise KeyError(path.name)


def _not_yet(path: Path) -> SplitFile:
    raise NotReadYetError(path.name)


def _right(_path: Path) -> SplitFile:
    return SplitFile(seed_page(), SEED_TEXT)


def test_the_fixtures_are_measured_strictly() -> None:
    (seed,) = [each for each in fixture_sets(FIXTURES, _right) if each.name == "fixtures/seed"]
    assert seed.values["articles"] == 1.0
    assert seed.values["coverage"] == 1.0
    assert not seed.notes


def test_a_crash_is_the_sets_trouble() -> None:
    results = fixture_sets(FIXTURES, _crash)
    assert results
    assert all("KeyError" in each.trouble for each in results)
    named = {suffix for suffix in PAGE_SUFFIXES for each in results if suffix in each.trouble}
    assert named == set(PAGE_SUFFIXES)


RULER = """\
import json, sys
gold, predicted, _, answer, *options = sys.argv[1:]
page = json.load(open(predicted + "/000.json", encoding="utf-8"))
json.dump({"all": {"pages": 1, "F1": len(page["articles"]) / 6, "notice leak into bodies": 0.5,
                   "nothing to find": None}}, open(answer, "w"))
print("as asked:", *options)
"""


def _shared_page(tmp_path: Path, ruler: str) -> tuple[Pages, Path]:
    (tmp_path / "000.txt").write_text(SEED_TEXT, encoding="utf-8")
    (tmp_path / "000.json").write_text(json.dumps(SEED_JSON), encoding="utf-8")
    script = tmp_path / "ruler.py"
    script.write_text(ruler, encoding="utf-8")
    return Pages(tmp_path, ".txt"), script


def test_the_ruler_measures_a_folder(tmp_path: Path) -> None:
    found = ruled_set("pages", *_shared_page(tmp_path, RULER), _right, ("--by-style",))
    assert found.trouble == ""
    assert found.values == {"F1": 1.0, "coverage": 1.0, "coverage of the worst page": 1.0}
    assert found.table == "as asked: --by-style"


def test_a_ruler_that_fails_says_why(tmp_path: Path) -> None:
    pages_at, script = _shared_page(tmp_path, "raise SystemExit('no numpy')")
    with pytest.raises(RulerError, match="no numpy"):
        rule(script, tmp_path, tmp_path)
    assert "no numpy" in ruled_set("pages", pages_at, script, _right).trouble


def test_what_is_not_here_is_absent_and_what_cannot_be_read_is_not_read_yet(tmp_path: Path) -> None:
    pages_at, script = _shared_page(tmp_path, RULER)
    assert ruled_set("pages", Pages(tmp_path, ".pdf"), script, _right).absent
    assert ruled_set("pages", pages_at, tmp_path / "none.py", _right).absent
    assert byline_set("lines", tmp_path / "none.jsonl", lambda _: _line()).absent
    assert ruled_set("pages", pages_at, script, _not_yet).trouble == "not read yet"


def test_a_file_of_lines_is_measured(tmp_path: Path) -> None:
    file = tmp_path / "dev.jsonl"
    label = (
        '{"text": "张三", "dateline": null, "people": [], "organisations": [], "kind": "negative"}'
    )
    file.write_text(f"{label}\n", encoding="utf-8")
    found = byline_set("lines", file, lambda text: _line(Contributor(name=text)))
    assert found.values["people P"] == 0.0
    assert found.values["people R"] == 1.0
    assert found.values["clean negatives"] == 0.0
    assert found.notes[-1] == "people in negatives: 1"


# The command --------------------------------------------------------------------------------------


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The command in a project of its own that holds the seed page and nothing beside it."""
    from yuzhong_news.scoring import __main__ as module

    fixtures = tmp_path / "fixtures"
    fixtures.mkdir()
    for name in ("seed.txt", "seed.json"):
        (fixtures / name).write_bytes((FIXTURES / name).read_bytes())
    monkeypatch.setenv("YUZHONG_NEWS_SHARED", str(tmp_path / "shared"))
    return module


def _run(command: ModuleType, root: Path, floors: str, *arguments: str) -> int:
    (root / "floors.toml").write_text(floors, encoding="utf-8")
    code: int = command.main(arguments, root=root)
    return code


SEED_FLOORS = '["fixtures/seed"]\njumps = 0.500\n'


def test_the_command_holds_the_floors(
    command: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "split_file", _right)
    assert _run(command, tmp_path, SEED_FLOORS) == 0
    printed = capsys.readouterr().out
    assert "fixtures/seed  jumps" in printed
    assert "absent" in printed
    assert "coverage" not in printed
    assert _run(command, tmp_path, SEED_FLOORS, "--verbose") == 0
    assert "coverage" in capsys.readouterr().out

    monkeypatch.setattr(command, "split_file", lambda _: SplitFile(damaged(_lose_jump), SEED_TEXT))
    assert _run(command, tmp_path, SEED_FLOORS.replace("0.5", "1.0")) == 1
    assert "BELOW" in capsys.readouterr().out
    assert _run(command, tmp_path, SEED_FLOORS, "--verbose") == 0
    assert "jumps: lacks from / 1" in capsys.readouterr().out

    monkeypatch.setattr(command, "split_file", _crash)
    assert _run(command, tmp_path, SEED_FLOORS) == 1
    assert "CRASHED at seed.txt: KeyError" in capsys.readouterr().out


def test_the_command_raises_floors_only(
    command: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "split_file", _right)
    assert _run(command, tmp_path, SEED_FLOORS, "--raise-floors") == 0
    raised = (tmp_path / "floors.toml").read_text(encoding="utf-8")
    assert raised == SEED_FLOORS.replace("0.500", "1.000")
    monkeypatch.setattr(command, "split_file", lambda _: SplitFile(damaged(_lose_jump), SEED_TEXT))
    assert _run(command, tmp_path, raised, "--raise-floors") == 1
    assert (tmp_path / "floors.toml").read_text(encoding="utf-8") == raised


def test_the_command_names_an_unusable_floor(
    command: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(command, tmp_path, "jumps = 1") == 2
    assert "floors.toml" in capsys.readouterr().err


def test_the_command_reads_a_page(command: ModuleType) -> None:
    done = command.split_file(FIXTURES / "seed.txt")
    assert done.page.articles
    assert "欢庆中国年" in done.text
    found = command.credit_line("（记者 张三丰）")
    assert [each.name for each in found.people] == ["张三丰"]
