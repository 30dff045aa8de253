"""Products from validated lines: what the shop says, and what follows from it."""

import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol

from bot.adapters.imports.catalogue_record import CatalogueRecord
from bot.adapters.imports.report import ImportOptions
from bot.domain import catalogue_terms as terms
from bot.domain.amounts import Amount
from bot.domain.languages import Language, detect_language
from bot.domain.money import Price
from bot.domain.products import Product
from bot.domain.sizes import Size, parse_size
from bot.domain.supply import estimate_days_of_supply
from bot.domain.tags import PRODUCT_TYPES

_ACTIVE_LEVELS = frozenset({"strong", "some"})
# Actives stand in the first part of a list; what holds water or makes a cream is in most products.
_FIRST_NAMES = 20
_MOST_ACTIVES = 6
_BASE = frozenset(
    {"glycerin", "petrolatum", "dimethicone", "betaine", "trehalose", "kaolin", "silica"}
)
_BASE_ENDINGS = (" oil", " butter", " water", " extract", " juice", " wax")


class IngredientNames(Protocol):
    """What an import asks the ingredient table (knowledge.ingredients.IngredientTable)."""

    def parse_inci(self, text: str | None) -> tuple[str, ...] | None:
        """The normalised names of a label's list; None when it holds none."""

    def normalise(self, name: str) -> str:
        """The table's name for a spelling."""

    def concerns(self, name: str) -> Mapping[str, str]:
        """What an ingredient is used for, with the level of evidence; empty when unknown."""


def to_product(
    record: CatalogueRecord, options: ImportOptions, ingredients: IngredientNames
) -> Product:
    """The product a line tells of; raises ValueError where its prices contradict themselves."""
    names = _by_language(record.names, options)
    descriptions = _by_language(record.descriptions, options)
    size, size_text = _size_of(record, names.values())
    listing = _listing(record, names.values(), size)
    kind = record.kind or terms.find_kind(listing)
    product_type = _product_type(record, listing, kind)
    inci = ingredients.parse_inci(record.ingredients)
    unsuitable = _unsuitable_skin_types(record, descriptions.values())
    suitable = _skin_types(record, (*names.values(), *descriptions.values()))
    return Product(
        id=record.id or _derived_id(record, names),
        names=names,
        prices=_prices(record, options),
        brand=record.brand,
        product_type=product_type,
        size=size_text,
        size_ml=size.ml,
        ingredients=inci,
        key_ingredients=_key_ingredients(record, names.values(), inci or (), ingredients),
        skin_types=tuple(value for value in suitable if value not in unsuitable),
        unsuitable_skin_types=unsuitable,
        concerns=_concerns(record, names.values(), product_type),
        highlights=record.highlights,
        descriptions=descriptions,
        how_to_use=_by_language(record.how_to_use, options),
        stock=_stock(record),
        days_of_supply=record.days_of_supply
        or (estimate_days_of_supply(product_type, size) if kind == "single" else None),
        url=record.url,
        kind=kind,
        is_mini=terms.is_mini(listing) if record.is_mini is None else record.is_mini,
        family=record.family,
    )


def _by_language(texts: Mapping[str, str | None], options: ImportOptions) -> dict[Language, str]:
    """Texts by language: the column's, else the one given, else told by script."""
    found: dict[Language, str] = {}
    for mark, text in sorted(texts.items(), reverse=True):
        if text:
            language = Language(mark) if mark else options.language or detect_language(text)
            found.setdefault(language, text)
    return dict(sorted(found.items()))


def _size_of(record: CatalogueRecord, names: Iterable[str]) -> tuple[Size, str | None]:
    """The size told, else an amount that stands in the name ("… Serum 30ml")."""
    if record.size_ml is not None:
        return Size(record.size_ml), record.size or f"{record.size_ml:g} ml"
    if record.size:
        return parse_size(record.size), record.size
    amounts = [size.ml for name in names if (size := parse_size(name)).ml is not None]
    return (Size(amounts[0]), f"{amounts[0]:g} ml") if amounts else (Size(), None)


def _listing(record: CatalogueRecord, names: Iterable[str], size: Size) -> terms.Listing:
    own = (record.product_type,) if record.product_type else ()
    return terms.Listing(
        names=tuple(names),
        categories=(*record.category, *own),
        size=record.size or "",
        has_amount=size.ml is not None,
    )


def _product_type(record: CatalogueRecord, listing: terms.Listing, kind: str) -> str | None:
    """None for sets and tools, unless the shop itself tags them."""
    if kind != "single" and record.product_type not in PRODUCT_TYPES:
        return None
    return terms.find_product_type(listing)


def _skin_types(record: CatalogueRecord, texts: Iterable[str]) -> tuple[str, ...]:
    if record.skin_types:
        return terms.to_skin_types(record.skin_types)
    return terms.find_skin_types(record.highlights, texts)


def _unsuitable_skin_types(record: CatalogueRecord, texts: Iterable[str]) -> tuple[str, ...]:
    if record.unsuitable_skin_types:
        return terms.to_skin_types(record.unsuitable_skin_types)
    return terms.find_unsuitable_skin_types((*record.highlights, *texts))


def _concerns(
    record: CatalogueRecord, names: Iterable[str], product_type: str | None
) -> tuple[str, ...]:
    if record.concerns:
        return terms.to_concerns(record.concerns)
    return terms.find_concerns(record.highlights, names, product_type)


def _key_ingredients(
    record: CatalogueRecord,
    names: Iterable[str],
    inci: tuple[str, ...],
    ingredients: IngredientNames,
) -> tuple[str, ...]:
    """Those told, else those of highlights and name, then the list's first known actives."""
    if record.key_ingredients:
        told = (ingredients.normalise(name) for name in record.key_ingredients)
        return tuple(dict.fromkeys(told))
    said = terms.find_ingredients((*record.highlights, *names))
    actives = (
        name
        for name in inci[:_FIRST_NAMES]
        if _is_active(name, ingredients) and not set(terms.find_ingredients([name])) & set(said)
    )
    return tuple(dict.fromkeys((*said, *actives)))[:_MOST_ACTIVES]


def _is_active(name: str, ingredients: IngredientNames) -> bool:
    is_base = name in _BASE or name.endswith(_BASE_ENDINGS)
    levels = ingredients.concerns(name).values()
    return not is_base and not _ACTIVE_LEVELS.isdisjoint(levels)


def _stock(record: CatalogueRecord) -> int | None:
    is_gone = record.out_of_stock is True or record.in_stock is False
    return 0 if is_gone else record.stock


def _prices(record: CatalogueRecord, options: ImportOptions) -> tuple[Price, ...]:
    """One price a currency; the shop's own, or the one given, comes first."""
    found: dict[str, Price] = {}
    for mark, amount in record.prices.items():
        currency = _currency(mark, amount, record.currency, options)
        found.setdefault(currency, Price(_shortest(amount.value), currency))
    own = options.currency or options.shop_currency
    return tuple(sorted(found.values(), key=lambda price: price.currency != own))


def _currency(mark: str, amount: Amount, row: str | None, options: ImportOptions) -> str:
    """What the cell says, else its column, else the line, else what was given, else the shop's."""
    around = mark or row
    if amount.currency and around and amount.currency != around:
        raise ValueError(f"price: {amount.currency} in the cell, but {around} beside it")
    return amount.currency or around or options.currency or options.shop_currency


def _shortest(value: Decimal) -> Decimal:
    """38.0 as 38, so that a file written anew changes nothing."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _derived_id(record: CatalogueRecord, names: Mapping[Language, str]) -> str:
    """The same for the same name, size and brand, whatever else changes."""
    name = next(iter(names.values()))
    told = "\x1f".join(part or "" for part in (name, record.size, record.brand))
    return f"p-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
