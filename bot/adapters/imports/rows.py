"""Rows of a shop's file, one after another, each with the line it begins on."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from bot.adapters.imports.text_files import find_encoding
from bot.domain.errors import InputError

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One record.

    Attributes:
        line: the line of the file it begins on, from 1.
        cells: by column; text from CSV, any JSON value from JSON Lines. What is empty is left out.
        problem: why the line cannot be taken, None where it can.
    """

    line: int
    cells: Mapping[str, Any]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file of rows: its columns, and a way to read it from the start."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[], Iterator[Row]]


def open_rows(path: Path) -> RowFile:
    """Look at a CSV (any usual delimiter) or JSON Lines file; nothing is kept in memory.

    Raises:
        InputError: it is no text of a known encoding, or neither CSV nor JSON Lines. Reading the
            rows raises it too, where a quoted cell never ends.
    """
    encoding = find_encoding(path)
    first = _first_line(path, encoding)
    if first.startswith("{"):
        return RowFile(path.name, _json_columns(path, encoding), lambda: _json(path, encoding))
    if first.startswith("["):
        raise InputError(f"{path.name} is one JSON list: write one object a line (JSON Lines).")
    if first.startswith("<"):
        raise InputError(f"{path.name} is HTML or XML: import a CSV or JSON Lines file.")
    delimiter = max(_DELIMITERS, key=first.count)
    header = _header(path, encoding, delimiter)
    return RowFile(path.name, header, lambda: _csv(path, encoding, delimiter, header))


def _open(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def _first_line(path: Path, encoding: str) -> str:
    with _open(path, encoding) as file:
        return next((line.strip() for line in file if line.strip()), "")


def _header(path: Path, encoding: str, delimiter: str) -> tuple[str, ...]:
    with _open(path, encoding) as file:
        record = next((record for _, record in _records(file, path.name, delimiter)), [])
    names = [_clean(name).strip() for name in record]
    named = [name for name in names if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise InputError(f"{path.name} has the column {twice[0]!r} twice: rename one.")
    return tuple(names)


def _csv(path: Path, encoding: str, delimiter: str, header: tuple[str, ...]) -> Iterator[Row]:
    with _open(path, encoding) as file:
        records = _records(file, path.name, delimiter)
        next(records, None)
        for line, record in records:
            extra = [cell for cell in record[len(header) :] if cell.strip()]
            pairs = zip(header, (_clean(cell) for cell in record), strict=False)
            cells = {name: cell for name, cell in pairs if name and cell.strip()}
            yield Row(line, cells, _too_many(len(record), len(header)) if extra else None)


def _too_many(cells: int, columns: int) -> str:
    return f"{cells} cells for {columns} columns: a cell that holds the delimiter needs quotes"


def _records(file: Iterable[str], name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records that hold something, with the line each begins on."""
    reader = csv.reader(file, delimiter=delimiter)
    line = 1
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise InputError(f"{name}, line {line}: no CSV from here on ({error}).") from None
        if record is None:
            return
        if any(cell.strip() for cell in record):
            yield line, record
        line = reader.line_num + 1


def _json_columns(path: Path, encoding: str) -> tuple[str, ...]:
    columns = dict.fromkeys(name for row in _json(path, encoding) for name in row.cells)
    if not columns:
        raise InputError(f"{path.name} is neither CSV nor JSON Lines.")
    return tuple(columns)


def _json(path: Path, encoding: str) -> Iterator[Row]:
    with _open(path, encoding) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _json_row(number, line)


def _json_row(number: int, line: str) -> Row:
    try:
        value = json.loads(line)
        if isinstance(value, dict):
            return Row(number, dict(_flat(value)))
    except (ValueError, RecursionError):
        pass
    return Row(number, {}, "no JSON object")


def _flat(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Objects inside become columns of their own: {"name": {"en": …}} is name_en."""
    for name, cell in value.items():
        if isinstance(cell, dict):
            for key, inner in cell.items():
                yield _clean(f"{name}_{key}"), _clean_all(inner)
        elif cell not in (None, "", []):
            yield _clean(name), _clean_all(cell)


def _clean_all(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list):
        return [_clean_all(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _clean_all(item) for key, item in value.items()}
    return value


def _clean(text: str) -> str:
    """Without what no database and no screen takes: zero bytes, halves of characters."""
    if text.isprintable():
        return text
    return (
        "".join(c for c in text if c in "\n\r\t" or c.isprintable() or ord(c) > 0x9F)
        .encode("utf-8", "ignore")
        .decode()
    )
