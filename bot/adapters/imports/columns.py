"""Which column of a file holds what."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.imports.rows import Row
from bot.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a file may tell.

    Attributes:
        names: what columns for it are called, the best first; case, blanks and signs do not matter.
        marks: what a column's name may end or begin with besides, and what it stands for
            (`name_zh`, `price_usd`).
        is_many: several columns together tell it (departments, from broad to narrow).
    """

    names: tuple[str, ...]
    marks: Mapping[str, str] | None = None
    is_many: bool = False


Fields = Mapping[str, Field]
Variant = str | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file by field and variant (a language, a currency, or None)."""

    by_field: Mapping[str, Sequence[tuple[Variant, str]]]

    def values(self, row: Row, field: str) -> list[tuple[Variant, Any]]:
        """What the row holds of a field, empty cells left out."""
        pairs = self.by_field.get(field, ())
        return [(variant, row.cells[name]) for variant, name in pairs if name in row.cells]

    def value(self, row: Row, field: str) -> Any:
        """What the row holds of a field that one column tells; None when nothing."""
        return next((value for _, value in self.values(row, field)), None)


def to_column_map(pairs: Sequence[str]) -> dict[str, str]:
    """Read `field=column` pairs of the command line; raises InputError for one that is none."""
    columns: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (equals and field.strip() and column.strip()):
            raise InputError(f"--map takes field=column, such as price=Preis, not {pair!r}.")
        columns[field.strip()] = column.strip()
    return columns


def find_columns(columns: Sequence[str], fields: Fields, chosen: Mapping[str, str]) -> Columns:
    """Give each field its columns: those chosen by name, else those whose name is known.

    Raises:
        InputError: a chosen field or column does not exist.
    """
    found: dict[str, list[tuple[Variant, str]]] = {}
    settled: set[tuple[str, Variant]] = set()
    for name, column in chosen.items():
        field, variant = _chosen_field(name, fields)
        chosen_column = _chosen_column(column, columns)
        mark = variant or _mark_at_end(chosen_column, fields[field].marks or {})
        found.setdefault(field, []).append((mark, chosen_column))
        settled.add((field, variant))
    taken = {column for pairs in found.values() for _, column in pairs}
    free = [column for column in columns if column and column not in taken]
    for field, spec in fields.items():
        for variant, column in () if (field, None) in settled else _known(free, spec):
            if (field, variant) not in settled:
                found.setdefault(field, []).append((variant, column))
    return Columns(found)


def _chosen_field(name: str, fields: Fields) -> tuple[str, Variant]:
    for field, spec in fields.items():
        for mark, variant in [("", None), *(spec.marks or {}).items()]:
            if _key(name) == _key(field + mark):
                return field, variant
    raise InputError(f"There is no field {name!r}; the fields are: {', '.join(fields)}.")


def _chosen_column(name: str, columns: Sequence[str]) -> str:
    for column in columns:
        if column == name:
            return column
    same = [column for column in columns if _key(column) == _key(name)]
    if same:
        return same[0]
    raise InputError(
        f"There is no column {name!r}; the file has: {', '.join(filter(None, columns))}."
    )


def _mark_at_end(column: str, marks: Mapping[str, str]) -> Variant:
    """What the last word of a column's name stands for: `sale_price_usd` is in USD."""
    return marks.get(_key(re.split(r"[\W_]+", column.strip(" )）"))[-1]))


def _known(columns: Iterable[str], field: Field) -> Iterator[tuple[Variant, str]]:
    """Columns whose name tells the field: one a variant by the best name, or all of them."""
    ranks = {_key(name): rank for rank, name in reversed(list(enumerate(field.names)))}
    best: dict[Variant, tuple[int, str]] = {}
    for column in columns:
        for key, variant in _readings(_key(column), field.marks or {}):
            if key not in ranks:
                continue
            if field.is_many:
                yield variant, column
            elif variant not in best or ranks[key] < best[variant][0]:
                best[variant] = (ranks[key], column)
            break
    yield from ((variant, column) for variant, (_, column) in best.items())


def _readings(key: str, marks: Mapping[str, str]) -> Iterator[tuple[str, Variant]]:
    """The name itself, and without a mark at its end or beginning."""
    yield key, None
    for mark, variant in marks.items():
        if key.endswith(mark):
            yield key.removesuffix(mark), variant
        if key.startswith(mark):
            yield key.removeprefix(mark), variant


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())
