"""The lines of an order file, whichever way it is laid out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.adapters.imports.columns import Columns, find_columns
from bot.adapters.imports.fields import ORDER_FIELDS
from bot.adapters.imports.rows import Row, RowFile

_OF_LINE = frozenset({"product_id", "product_name", "quantity", "unit_price"})
_UNIT_PRICE = "unit_price"


@dataclass(frozen=True, slots=True)
class Cells:
    """What one line says, by field; `currency` is also what a price column's name says."""

    line: int
    by_field: dict[str, Any]
    problem: str | None = None


def with_lines_apart(file: RowFile, chosen: Mapping[str, str]) -> RowFile:
    """Orders that hold a list of lines (JSON) as one row a line; any other file as it is."""
    known = {field: column for field, column in chosen.items() if field == "lines"}
    columns = find_columns(file.columns, {"lines": ORDER_FIELDS["lines"]}, known)
    names = [name for _, name in columns.by_field.get("lines", ())]
    if not names:
        return file
    lists = names[0]
    inner = dict.fromkeys(name for row in _apart(file, lists) for name in row.cells)
    return RowFile(file.name, tuple(inner), lambda: _apart(file, lists))


def _apart(file: RowFile, lists: str) -> Iterator[Row]:
    for row in file.read():
        lines = row.cells.get(lists)
        order = {name: cell for name, cell in row.cells.items() if name != lists}
        if row.problem or lines is None:
            yield replace(row, cells=order)
        elif isinstance(lines, list) and all(isinstance(line, dict) for line in lines):
            for line in lines:
                yield Row(row.line, {**order, **_said(line)})
        else:
            yield Row(row.line, order, f"{lists}: no list of objects")


def _said(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line's cells; its plain "name" is the product's."""
    named = {"product_name" if name == "name" else name: cell for name, cell in line.items()}
    return {name: cell for name, cell in named.items() if cell not in (None, "")}


def cells_of(file: RowFile, columns: Columns) -> Iterator[Cells]:
    """Every line by field; what only an order's first line says holds for its others too."""
    orders: dict[str, dict[str, Any]] = {}
    for row in file.read():
        cells = _by_field(row, columns)
        first = orders.setdefault(str(cells.get("order_id")), cells)
        of_order = {field: cell for field, cell in first.items() if field not in _OF_LINE}
        yield Cells(row.line, {**of_order, **cells}, row.problem)


def _by_field(row: Row, columns: Columns) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for field in columns.by_field:
        for mark, value in columns.values(row, field)[:1]:
            cells[field] = value
            if field == _UNIT_PRICE and mark:
                cells.setdefault("currency", mark)
    return cells
