"""Typed, nested columns in Parquet, by pyarrow (the extra ``parquet``)."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import IO, Any

from yuzhong_news.exports.columns import COLUMNS, Column, ListOf, Struct, Type
from yuzhong_news.exports.problems import ExportError
from yuzhong_news.records import Record

ROWS_IN_GROUP = 5_000
BYTES_IN_GROUP = 16 * 1024**2
"""A row group is written when it has as many rows, or as many bytes in memory."""


class ParquetWriter:
    """Row groups of up to 5,000 articles, compressed with zstd."""

    def __init__(self, file: IO[bytes]) -> None:
        self.arrow, parquet = _pyarrow()
        self.schema = self.arrow.schema([_field(self.arrow, column) for column in COLUMNS])
        self.writer = parquet.ParquetWriter(file, self.schema, compression="zstd")
        self.waiting: list[Any] = []

    def add(self, records: Sequence[Record]) -> None:
        """Take the records into the row group, and write it when it is full."""
        self.waiting.append(self.arrow.RecordBatch.from_pylist(list(records), schema=self.schema))
        rows = sum(batch.num_rows for batch in self.waiting)
        if rows >= ROWS_IN_GROUP or sum(b.nbytes for b in self.waiting) >= BYTES_IN_GROUP:
            self._write_group()

    def finish(self) -> None:
        """Write the last row group, and the foot that makes the file whole."""
        if self.waiting:
            self._write_group()
        self.writer.close()

    def _write_group(self) -> None:
        table = self.arrow.Table.from_batches(self.waiting, schema=self.schema)
        self.writer.write_table(table, row_group_size=table.num_rows)
        self.waiting = []


def _pyarrow() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError as error:
        raise ExportError(
            f"Parquet needs the Python package {error.name}, which is not installed: "
            "pip install 'yuzhong_news[parquet]'"
        ) from error


def _field(arrow: Any, column: Column) -> Any:  # noqa: ANN401 - pyarrow has no types
    return arrow.field(
        column.name,
        _arrow_type(arrow, column.type),
        nullable=not (column.required or isinstance(column.type, ListOf)),
        metadata={"description": column.meaning},
    )


def _arrow_type(arrow: Any, of: Type) -> Any:  # noqa: ANN401
    if isinstance(of, ListOf):
        return arrow.list_(arrow.field("element", _arrow_type(arrow, of.of), nullable=False))
    if isinstance(of, Struct):
        return arrow.struct([_field(arrow, column) for column in of.columns])
    return {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
        "datetime": arrow.timestamp("us", tz="UTC"),
    }[of]
