"""Shopify's product export: several rows a product, one a variant."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.adapters.imports.rows import Row, RowFile
from bot.domain.catalogue_words import plain

# Our field → Shopify's column, as exports wrote it until 2024 and as they do since.
_OF_PRODUCT = {
    "name": ("Title",),
    "description": ("Body (HTML)", "Description"),
    "brand": ("Vendor",),
    "category": ("Product Category", "Product category"),
    "product_type": ("Type",),
    "highlights": ("Tags",),
}
_OF_VARIANT = {
    "id": ("Variant SKU", "SKU"),
    "price": ("Variant Price", "Price"),
    "stock": ("Variant Inventory Qty", "Inventory quantity"),
}
_HANDLE = ("Handle", "URL handle")
_TRACKER = ("Variant Inventory Tracker", "Inventory tracker")
_POLICY = ("Variant Inventory Policy", "Continue selling when out of stock")
_PUBLISHED = ("Published", "Published on online store")
_STATUS = ("Status",)
_SIZE_OPTION = ("size", "volume", "capacity", "容量", "規格", "尺寸", "大小")
_ONLY_VARIANT = "Default Title"

Cells = Mapping[str, Any]


def is_shopify(columns: tuple[str, ...]) -> bool:
    """Whether the columns are those of Shopify's product export."""
    return _has(columns, _HANDLE) and "Title" in columns and _has(columns, _OF_VARIANT["price"])


def flatten_shopify(file: RowFile) -> RowFile:
    """The same file with one row a variant, under our names; other columns stay as they are.

    A variant's size is the option called size, volume or 容量; other options go into the name. The
    handle is the family. Rows of pictures are left out.
    """
    ours = (*_OF_PRODUCT, *_OF_VARIANT, "size", "family")
    taken = {name for names in (*_OF_PRODUCT.values(), *_OF_VARIANT.values()) for name in names}
    others = tuple(column for column in file.columns if column not in taken)
    return RowFile(file.name, (*ours, *others), lambda: _variants(file))


def _has(columns: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return any(name in columns for name in names)


def _variants(file: RowFile) -> Iterator[Row]:
    products: dict[str, Cells] = {}
    for row in file.read():
        handle = _get(row.cells, _HANDLE)
        if row.problem or handle is None:
            yield replace(row, problem=row.problem or "no handle")
            continue
        product = products.setdefault(handle, row.cells)
        if _get(row.cells, _OF_VARIANT["price"]) is not None or product is row.cells:
            yield _variant(row, product, handle)


def _variant(row: Row, product: Cells, handle: str) -> Row:
    cells = {**product, **row.cells}
    ours = {field: _get(product, names) for field, names in _OF_PRODUCT.items()}
    ours |= {field: _get(row.cells, names) for field, names in _OF_VARIANT.items()}
    if not _is_counted(cells):
        ours["stock"] = None
    sizes, others = _options(row.cells, product)
    ours["name"] = " ".join([str(ours["name"] or ""), *(f"({value})" for value in others)]).strip()
    ours["size"] = sizes[0] if sizes else None
    ours["id"] = ours["id"] or "-".join([handle, *sizes, *others])
    ours["family"] = handle
    kept = {field: value for field, value in ours.items() if value}
    taken = {name for names in (*_OF_PRODUCT.values(), *_OF_VARIANT.values()) for name in names}
    rest = {name: value for name, value in cells.items() if name not in taken}
    return Row(row.line, {**rest, **kept}, _why_not_sold(product))


def _options(variant: Cells, product: Cells) -> tuple[list[str], list[str]]:
    """The values of the options that tell a size, and of all others."""
    sizes: list[str] = []
    others: list[str] = []
    for number in ("1", "2", "3"):
        name = _get(product, (f"Option{number} Name", f"Option{number} name")) or ""
        value = _get(variant, (f"Option{number} Value", f"Option{number} value"))
        if value and value != _ONLY_VARIANT:
            is_size = any(word in plain(name) for word in _SIZE_OPTION)
            (sizes if is_size else others).append(value)
    return sizes, others


def _is_counted(cells: Cells) -> bool:
    """Whether the stock counts: Shopify tracks it, and stops selling at nought."""
    policy = (_get(cells, _POLICY) or "").lower()
    return _get(cells, _TRACKER) is not None and policy not in ("continue", "true")


def _why_not_sold(product: Cells) -> str | None:
    status = (_get(product, _STATUS) or "active").lower()
    if status != "active":
        return f"its status in Shopify is {status}: not for sale"
    if (_get(product, _PUBLISHED) or "true").lower() == "false":
        return "not published in the Shopify shop"
    return None


def _get(cells: Cells, names: tuple[str, ...]) -> str | None:
    return next((str(cells[name]).strip() for name in names if name in cells), None)
