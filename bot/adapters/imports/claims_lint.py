"""Looks for unlawful claims in a file: a catalogue as the importers read it, a table, or a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.adapters.imports.catalogue import IngredientNames, read_catalogue
from bot.adapters.imports.columns import find_columns
from bot.adapters.imports.fields import CATALOGUE_FIELDS
from bot.adapters.imports.report import ImportOptions
from bot.adapters.imports.rows import RowFile, open_rows
from bot.adapters.imports.shopify import flatten_shopify, is_shopify
from bot.adapters.imports.text_files import find_encoding
from bot.domain.claims import Claim, FindClaims, find_claims

_TABLES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson"})
_MUST = ("name", "price")


@dataclass(frozen=True, slots=True)
class LintedClaim:
    """A claim and where it stands; `product` is an id, `field` a field or column, where known."""

    line: int
    claim: Claim
    product: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """Every claim of a file; `checked` counts products, rows or lines, `unread` lines left out."""

    claims: tuple[LintedClaim, ...]
    checked: int
    unread: int = 0


def lint_file(
    path: Path,
    options: ImportOptions,
    ingredients: IngredientNames,
    find: FindClaims = find_claims,
) -> ClaimsReport:
    """Every unlawful claim of a file, in its order.

    A table with the columns of a catalogue is read as one; of another, every text cell is judged.

    Raises:
        InputError: it cannot be read.
    """
    if path.suffix.lower() not in _TABLES:
        return _lint_text(path, find)
    file = open_rows(path)
    if is_shopify(file.columns):
        file = flatten_shopify(file)
    columns = find_columns(file.columns, CATALOGUE_FIELDS, options.columns)
    if all(field in columns.by_field for field in _MUST) or options.columns:
        return _lint_catalogue(path, options, ingredients, find)
    return _lint_table(file, find)


def _lint_catalogue(
    path: Path, options: ImportOptions, ingredients: IngredientNames, find: FindClaims
) -> ClaimsReport:
    reading = read_catalogue(path, options, ingredients)
    claims = tuple(
        LintedClaim(line.line, line.copy.claim, line.copy.product_id, line.copy.field)
        for line in reading.flagged(find)
    )
    return ClaimsReport(claims, len(reading.products), len(reading.rejected))


def _lint_table(file: RowFile, find: FindClaims) -> ClaimsReport:
    claims: list[LintedClaim] = []
    checked = unread = 0
    for row in file.read():
        checked += row.problem is None
        unread += row.problem is not None
        claims.extend(
            LintedClaim(row.line, claim, field=column)
            for column, cell in row.cells.items()
            for text in _texts(cell)
            for claim in find(text)
        )
    return ClaimsReport(tuple(claims), checked, unread)


def _lint_text(path: Path, find: FindClaims) -> ClaimsReport:
    """The whole text is judged at once; each claim is told with the line it begins on."""
    encoding = find_encoding(path)  # and tells where the file cannot be read
    text = path.read_bytes().decode(encoding).replace("\r\n", "\n")
    claims = tuple(LintedClaim(text.count("\n", 0, claim.start) + 1, claim) for claim in find(text))
    return ClaimsReport(claims, len(text.splitlines()))


def _texts(cell: Any) -> Iterator[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, dict):
        yield from (text for inner in cell.values() for text in _texts(inner))
    elif isinstance(cell, list):
        yield from (text for inner in cell for text in _texts(inner))
