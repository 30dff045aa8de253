"""Imports a shop's catalogue."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.imports.catalogue_products import IngredientNames, to_product
from bot.adapters.imports.catalogue_record import to_currency, to_record
from bot.adapters.imports.columns import Columns, Fields, find_columns
from bot.adapters.imports.fields import CATALOGUE_FIELDS
from bot.adapters.imports.report import (
    FlaggedLine,
    ImportOptions,
    ImportReport,
    Rejection,
)
from bot.adapters.imports.rows import RowFile, open_rows
from bot.adapters.imports.shopify import flatten_shopify, is_shopify
from bot.adapters.store.products import PostgresProducts
from bot.domain.claims import FindClaims, find_claims
from bot.domain.claims.product_copy import find_in_copy
from bot.domain.errors import InputError
from bot.domain.families import with_families
from bot.domain.products import Product

__all__ = ["CatalogueReading", "IngredientNames", "import_catalogue", "read_catalogue"]


@dataclass(frozen=True, slots=True)
class CatalogueReading:
    """A file's products, before anything is stored; `read` counts its lines.

    Attributes:
        lines: product id → the line it stands on.
    """

    products: Sequence[Product]
    rejected: tuple[Rejection, ...]
    read: int
    lines: Mapping[str, int]

    def flagged(self, find: FindClaims = find_claims) -> tuple[FlaggedLine, ...]:
        """What of the products' copy may not be said, in the file's order."""
        return tuple(
            FlaggedLine(self.lines[product.id], found)
            for product in self.products
            for found in find_in_copy(product, find)
        )


async def import_catalogue(
    path: Path, options: ImportOptions, products: PostgresProducts, ingredients: IngredientNames
) -> ImportReport:
    """Take over every product of the file in one transaction; a second time changes nothing.

    Of two lines with one id the first counts and the second is rejected. Products the file does
    not name stay as they are, but for those in `options.replaces`, which leave where the file
    brings none of them.

    Raises:
        InputError: the file cannot be read as a catalogue; nothing is changed then.
    """
    reading = await asyncio.to_thread(read_catalogue, path, options, ingredients)
    own = {product.id for product in reading.products}
    leaving = options.replaces if own and own.isdisjoint(options.replaces) else frozenset()
    flagged = await asyncio.to_thread(reading.flagged)
    store = products.compare if options.dry_run else products.save
    changes = await store(reading.products, leaving)
    return ImportReport(
        read=reading.read,
        added=changes.added,
        changed=changes.changed,
        unchanged=changes.unchanged,
        removed=changes.removed,
        rejected=reading.rejected,
        flagged=flagged,
    )


def read_catalogue(
    path: Path, options: ImportOptions, ingredients: IngredientNames
) -> CatalogueReading:
    """Every product of a CSV, JSON Lines or Shopify file; raises InputError."""
    if options.currency:
        check_currency(options.currency)
    file = open_rows(path)
    if is_shopify(file.columns):
        file = flatten_shopify(file)
    columns = find_columns(file.columns, CATALOGUE_FIELDS, options.columns)
    require(("name", "price"), columns, file, CATALOGUE_FIELDS)
    products: list[Product] = []
    rejected: list[Rejection] = []
    lines: dict[str, int] = {}
    read = 0
    for row in file.read():
        read += 1
        try:
            product = to_product(to_record(row, columns), options, ingredients)
        except ValueError as error:
            rejected.append(Rejection(row.line, str(error)))
            continue
        first = lines.setdefault(product.id, row.line)
        if first == row.line:
            products.append(product)
        else:
            rejected.append(Rejection(row.line, f"id: {product.id} stands on line {first} already"))
    return CatalogueReading(with_families(products), tuple(rejected), read, lines)


def check_currency(code: str) -> None:
    """Raises InputError where it is no code of a currency."""
    try:
        to_currency(code)
    except ValueError as error:
        raise InputError(f"--currency: {error}.") from None


def require(needed: Sequence[str], columns: Columns, file: RowFile, fields: Fields) -> None:
    """Raises InputError where a field that is a must has no column."""
    for field in needed:
        if field not in columns.by_field:
            present = ", ".join(filter(None, file.columns)) or "none"
            known = fields[field].names[0]
            raise InputError(
                f"{file.name} has no column for the {known.replace('_', ' ')}: name one with "
                f"--map {field}=COLUMN; its columns are: {present}."
            )
