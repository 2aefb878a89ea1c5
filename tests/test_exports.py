"""The formats: what is written is read back, by the readers that others use."""

from __future__ import annotations

import csv
import datetime as dt
import gc
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast, get_type_hints

import pyarrow.parquet
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.archives import DAY
from yuzhong_news import records
from yuzhong_news.exports import ExportError, Options, export
from yuzhong_news.exports.columns import COLUMNS, Column, ListOf, Struct, type_name
from yuzhong_news.exports.csv import cells
from yuzhong_news.exports.dictionary import schema
from yuzhong_news.exports.feed import item_of
from yuzhong_news.exports.files import DICTIONARY
from yuzhong_news.exports.markdown import escaped, front_matter, place_of
from yuzhong_news.exports.names import safe_name
from yuzhong_news.exports.stamps import json_line
from yuzhong_news.records import Record
from yuzhong_news.storage import StorageError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
NAMES = [column.name for column in COLUMNS]


def record(**fields: Any) -> Record:
    """Return a record that fills every field."""
    values: dict[str, Any] = {
        "article_id": 7,
        "page_id": 3,
        "page_key": "渝城报/2026-01-02/2",
        "newspaper": "渝城报",
        "issue_date": DAY,
        "page_number": 2,
        "page_name": "要闻",
        "position": 0,
        "kind": "article",
        "column": "民生",
        "kicker": "引题",
        "headline": "河上<新>桥通车",
        "subtitle": "副题",
        "dateline": "本报讯",
        "lead": "第一段。",
        "byline": "首席记者 张 明",
        "contributors": [
            {"name": "张明", "role": "首席记者", "work": "文"},
            {"name": "李小河", "role": "", "work": None},
        ],
        "paragraphs": ["第一段。", "第二段 & <b>。"],
        "subheads": [{"text": "小标题", "before_paragraph": 1}],
        "captions": [{"text": "说明", "credit": "资料图片"}, {"text": "说明二", "credit": None}],
        "continued_from": None,
        "continued_to": 9,
        "continues_article_id": None,
        "continued_in_article_id": 8,
        "parts": [{"article_id": 7, "page_id": 3, "page_number": 2, "paragraphs": 2}],
        "jumps": [{"direction": "to", "page": 9, "text": "（下转9版）"}],
        "region": [[[1.5, 2.0], [3.0, 2.0], [3.0, 40.25]]],
        "page_width": 1000.5,
        "page_height": 1500.0,
        "doubts": [{"cue": "wording", "field": "headline", "detail": "0.1"}],
        "documents": [
            {
                "kind": "pdf",
                "url": "https://example.org/2.pdf",
                "sha256": "cd" * 32,
                "media_type": "application/pdf",
                "fetched_at": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
                "path": None,
            }
        ],
        "sources": ["https://example.org/2.pdf"],
        "source_url": "https://example.org/2.html",
        "source_sha256": "ab" * 32,
        "stored_at": dt.datetime(2026, 1, 2, 6, 0, tzinfo=dt.UTC),
    }
    assert set(fields) <= set(values)
    return cast("Record", values | fields)


BARE = record(
    **{
        name: [] if isinstance(column.type, ListOf) else None
        for name, column in zip(NAMES, COLUMNS, strict=True)
        if not column.required
    }
)


def exported(tmp_path: Path, name: str, *rows: Record, **options: Any) -> Path:
    """Export the records in batches of two, and return the file."""
    out = tmp_path / name
    batches = [list(rows[n : n + 2]) for n in range(0, len(rows), 2)]
    form = options.pop("format", out.suffix[1:])
    tally = export(batches, Options(format=form, out=out, **options))
    assert tally.articles == len(rows)
    return out


def leaves(columns: Sequence[Column], hints: dict[str, Any]) -> Iterator[str]:
    """Yield where the dictionary and the record's types differ."""
    if [column.name for column in columns] != list(hints):
        yield f"{[column.name for column in columns]} != {list(hints)}"
        return
    for column in columns:
        of, hint = column.type, str(hints[column.name])
        nullable = "None" in hint
        if nullable == column.required and not isinstance(of, ListOf):
            yield f"{column.name}: required is {column.required}, the type is {hint}"
        if isinstance(of, ListOf) and isinstance(of.of, Struct):
            (inner,) = hints[column.name].__args__
            yield from leaves(of.of.columns, get_type_hints(inner, vars(records)))


# --- the data dictionary ------------------------------------------------------------------------


def test_the_dictionary_has_each_column_of_a_record_and_no_other() -> None:
    assert list(leaves(COLUMNS, get_type_hints(Record))) == []
    assert all(column.meaning for column in COLUMNS)


def test_types_have_names() -> None:
    assert type_name(ListOf(ListOf("number"))) == "list of lists of numbers"
    assert type_name(ListOf(Struct(()))) == "list of objects"


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_table_is_described_beside_it(tmp_path: Path, name: str) -> None:
    out = exported(tmp_path, name, record(), BARE, record())
    package = json.loads((tmp_path / f"{name}.datapackage.json").read_text("utf-8"))
    (resource,) = package["resources"]
    assert resource["path"] == name
    assert resource["rowcount"] == 3
    assert resource["bytes"] == out.stat().st_size
    assert resource["hash"] == f"sha256:{hashlib.sha256(out.read_bytes()).hexdigest()}"
    assert [field["name"] for field in resource["schema"]["fields"]] == columns_of(out)
    told = (tmp_path / f"{name}.dictionary.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w.\[\]]+)` \|", told, re.M)
    assert [row for row in rows if "." not in row] == columns_of(out)
    assert ("contributors[].role" in rows) is (name != "a.csv")


def columns_of(file: Path) -> list[str]:
    """Return the columns that are really in an exported file."""
    if file.suffix == ".parquet":
        return list(pyarrow.parquet.read_schema(file).names)
    text = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        return list(json.loads(text.splitlines()[0]))
    return next(csv.reader(io.StringIO(text)))


def test_the_schema_s_types_are_those_of_the_rows(tmp_path: Path) -> None:
    out = exported(tmp_path, "a.jsonl", record(), BARE)
    kinds = {"integer": int, "number": float, "array": list}
    for line in out.read_text("utf-8").splitlines():
        row = json.loads(line)
        for field in schema(flat=False)["fields"]:
            value = row[field["name"]]
            assert isinstance(value, kinds.get(field["type"], str)) or value is None
            constraints = field.get("constraints", {})
            assert value is not None or "required" not in constraints
            assert value in constraints.get("enum", [value])


# --- round trips --------------------------------------------------------------------------------


def as_json(one: Record) -> Any:
    return json.loads(json_line(one))


def test_json_lines_are_read_back(tmp_path: Path) -> None:
    rows = [record(), BARE, record(headline="甲\u2028乙\x85丙\n丁")]
    lines = exported(tmp_path, "a.jsonl", *rows).read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [as_json(row) for row in rows]
    assert json.loads(lines[0])["stored_at"] == "2026-01-02T06:00:00Z"


@given(TEXT)
def test_any_text_is_one_json_line(text: str) -> None:
    (line,) = json_line({"text": text}).splitlines()
    assert json.loads(line)["text"] == text


def test_csv_is_read_back_by_the_csv_module(tmp_path: Path) -> None:
    out = exported(tmp_path, "a.csv", record(), BARE)
    with out.open(encoding="utf-8", newline="") as file:
        full, bare = csv.DictReader(file)
    assert list(full) == NAMES
    assert full["contributors"] == "首席记者 张明 文; 李小河"
    assert full["paragraphs"] == "第一段。\n第二段 & <b>。"
    assert full["captions"] == "说明（资料图片）\n说明二"
    assert full["doubts"] == "wording (headline)"
    assert full["documents"] == "pdf https://example.org/2.pdf"
    assert json.loads(full["region"]) == record()["region"]
    assert (full["issue_date"], full["continued_to"], full["page_width"]) == (
        "2026-01-02",
        "9",
        "1000.5",
    )
    assert [name for name in NAMES if bare[name]] == [c.name for c in COLUMNS if c.required]


@given(TEXT, TEXT)
def test_no_cell_begins_as_a_formula_and_the_text_can_be_had_back(one: str, other: str) -> None:
    row = record(headline=one, paragraphs=[other])
    for name, text in (("headline", one), ("paragraphs", other)):
        cell = cells(row, guarded=True)[NAMES.index(name)]
        assert cell[:1] not in set("=+-@＝＋－＠\t\r\n") or not cell
        assert (cell[1:] if cell.startswith("'") else cell) == text


@given(TEXT)
def test_raw_cells_are_read_back_as_they_were(text: str) -> None:
    file = io.BytesIO()
    options = Options(format="csv", out=None, stream=file, raw_cells=True)
    export([[record(headline=text)]], options)
    (row,) = csv.DictReader(io.StringIO(file.getvalue().decode(), newline=""))
    assert row["headline"] == text


def test_csv_may_be_marked_for_spreadsheets(tmp_path: Path) -> None:
    out = exported(tmp_path, "a.csv", record(), bom=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfarticle_id,")


def test_parquet_is_typed_nested_and_read_back(tmp_path: Path) -> None:
    rows = [record(), BARE, record(headline="=1")]
    table = pyarrow.parquet.read_table(exported(tmp_path, "a.parquet", *rows))
    assert table.to_pylist() == [dict(row) for row in rows]
    kinds = {field.name: str(field.type) for field in table.schema}
    assert (kinds["issue_date"], kinds["position"]) == ("date32[day]", "int64")
    assert kinds["contributors"].startswith("list<element: struct<name: string not null")
    assert table.schema.field("kind").metadata[b"description"]


def test_parquet_has_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yuzhong_news.exports.parquet.ROWS_IN_GROUP", 4)
    file = pyarrow.parquet.ParquetFile(exported(tmp_path, "a.parquet", *[record()] * 11))
    groups = range(file.num_row_groups)
    assert [file.metadata.row_group(n).num_rows for n in groups] == [4, 4, 3]


def test_parquet_that_is_given_up_is_given_up_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def batches() -> Iterator[list[Record]]:
        yield [record()]
        raise StorageError("away")

    noise: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", noise.append)
    with pytest.raises(StorageError):
        export(batches(), Options(format="parquet", out=tmp_path / "a.parquet"))
    gc.collect()
    assert noise == []
    assert list(tmp_path.iterdir()) == []


def test_parquet_without_its_package_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'yuzhong_news\[parquet\]'"):
        exported(tmp_path, "a.parquet", record())
    assert list(tmp_path.iterdir()) == []


# --- Markdown -----------------------------------------------------------------------------------


@given(TEXT, TEXT)
def test_front_matter_is_yaml_whatever_the_text_holds(headline: str, name: str) -> None:
    one = record(headline=headline, contributors=[{"name": name, "role": "", "work": None}])
    read = yaml.safe_load(front_matter(one))
    assert read["headline"] == headline
    assert read["contributors"][0]["name"] == name
    assert read["issue_date"] == DAY
    assert sorted([*read, "paragraphs", "subheads", "captions"]) == sorted(NAMES)


def test_an_article_is_a_file_in_the_folder_of_its_issue(tmp_path: Path) -> None:
    out = exported(tmp_path, "files", record(), BARE, record(), format="md")
    places = sorted(str(file.relative_to(out)) for file in out.rglob("*.md"))
    assert places == [
        DICTIONARY,
        "unknown/undated/00-01-article.md",
        "渝城报/2026-01-02/02-01-河上-新-桥通车-2.md",
        "渝城报/2026-01-02/02-01-河上-新-桥通车.md",
    ]
    _, front, text = (out / places[-1]).read_text("utf-8").split("---\n", 2)
    assert yaml.safe_load(front)["page_number"] == 2
    assert text.split("\n\n") == [
        "\n*引题*",
        "# 河上\\<新\\>桥通车",
        "*副题*",
        "第一段。",
        "## 小标题",
        "第二段 \\& \\<b\\>。",
        "> 说明（资料图片）",
        "> 说明二\n",
    ]


def test_all_articles_may_go_into_one_file(tmp_path: Path) -> None:
    out = exported(tmp_path, "all.md", record(), record(position=1), BARE)
    heads = [line for line in out.read_text("utf-8").splitlines() if line.startswith("#")]
    assert heads == [
        "# 渝城报 2026-01-02",
        *["## 河上\\<新\\>桥通车", "### 小标题"] * 2,
        "# unknown",
        "## （无题）",
    ]


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("..", "article"),
        ("C:\\con", "C-con"),
        ("CON", "CON-"),
        ("com1", "com1-"),
        ("a\0b\n/c", "a-b-c"),
        ("\u202egnp.exe", "gnp-exe"),
        ("𠮷" * 300, "𠮷" * 40),
        (None, "article"),
    ],
)
def test_a_hostile_headline_gives_a_harmless_name(headline: str | None, name: str) -> None:
    assert safe_name(headline, "article") == name


@given(TEXT, TEXT)
def test_a_file_never_leaves_its_folder(newspaper: str, headline: str) -> None:
    parts = place_of(record(newspaper=newspaper, headline=headline)).parts
    assert len(parts) == 3
    assert all(re.fullmatch(r"[^/\\.\0]+(\.md)?", part) for part in parts)
    assert all(len(part.encode()) < 200 for part in parts)


def test_what_markdown_would_obey_is_escaped() -> None:
    assert escaped("1. 一\n# 二 *三* [四](五)") == "1\\. 一 \\# 二 \\*三\\* \\[四\\](五)"
    assert escaped("- 一") == "\\- 一"


# --- JSON Feed ----------------------------------------------------------------------------------

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def test_the_feed_is_a_json_feed(tmp_path: Path) -> None:
    rows = [record(), BARE, record(position=1)]
    out = exported(tmp_path, "feed.json", *rows, format="jsonfeed", title="渝城报")
    feed = json.loads(out.read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "渝城报"
    assert len({item["id"] for item in feed["items"]}) == 3
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_html"], str)
        for key in ("date_published", "date_modified"):
            assert RFC_3339.fullmatch(item.get(key, "2026-01-02T00:00:00Z"))


def test_a_feed_s_item_tells_the_article() -> None:
    item = item_of(record())
    assert item["id"] == "渝城报/2026-01-02/2#1"
    assert item["title"] == "河上<新>桥通车"
    assert item["url"] == "https://example.org/2.html"
    assert item["date_published"] == "2026-01-02T00:00:00+08:00"
    assert item["authors"] == [{"name": "张明"}, {"name": "李小河"}]
    assert item["tags"] == ["渝城报", "要闻", "民生"]
    assert "<p>第二段 &amp; &lt;b&gt;。</p>" in item["content_html"]
    assert "<h3>小标题</h3>\n<p>第二段" in item["content_html"]
    assert item["attachments"] == [
        {"url": "https://example.org/2.pdf", "mime_type": "application/pdf"}
    ]


@pytest.mark.parametrize("url", ["file:///home/a/2.txt", "javascript:alert(1)", None])
def test_a_feed_names_only_addresses_of_the_web(url: str | None) -> None:
    item = item_of(record(source_url=url, page_key="file:///home/a/2.txt", newspaper=None))
    assert "url" not in item
    assert re.fullmatch("sha256:[0-9a-f]{64}#1", item["id"])


def test_a_feed_without_articles_is_one(tmp_path: Path) -> None:
    out = exported(tmp_path, "feed.json", format="jsonfeed")
    assert json.loads(out.read_text("utf-8"))["items"] == []
