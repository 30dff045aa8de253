"""Imports a shop's orders."""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.imports.catalogue import check_currency, require
from bot.adapters.imports.columns import find_columns
from bot.adapters.imports.fields import ORDER_FIELDS
from bot.adapters.imports.order_lines import cells_of, with_lines_apart
from bot.adapters.imports.order_record import OrderLineRecord, to_line_record
from bot.adapters.imports.report import ImportOptions, ImportReport, Rejection
from bot.adapters.imports.rows import open_rows
from bot.adapters.store.order_imports import CustomerFacts, PostgresOrderImports
from bot.adapters.store.products import PostgresProducts
from bot.domain.catalogue_words import plain
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.products import Product
from bot.domain.purchases import refills_of

# An order whose file tells no state is taken as delivered once it is this old.
_SURELY_DELIVERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OrderReading:
    """A file's orders and the customers they belong to, before anything is stored."""

    orders: Sequence[Order]
    customers: Sequence[CustomerFacts]
    rejected: tuple[Rejection, ...]
    read: int


async def import_orders(
    path: Path, options: ImportOptions, engine: AsyncEngine, now: datetime
) -> ImportReport:
    """Take over every order of the file in one transaction; a second time changes nothing.

    Each purchase of a product whose days of supply are known sets a refill. An order with a line
    that is rejected is left out as a whole.

    Raises:
        InputError: the file cannot be read as orders; nothing is changed then.
    """
    catalogue = await PostgresProducts(engine).all()
    reading = await asyncio.to_thread(read_orders, path, options, catalogue, now)
    store = PostgresOrderImports(engine)
    if options.dry_run:
        changes = await store.compare(reading.orders)
    else:
        days = {p.id: p.days_of_supply for p in catalogue if p.days_of_supply is not None}
        today = now.astimezone(options.timezone).date()
        refills = refills_of(reading.orders, days, options.timezone, today)
        changes = await store.save(reading.customers, reading.orders, refills)
    return ImportReport(
        read=reading.read,
        added=changes.added,
        changed=changes.changed,
        unchanged=changes.unchanged,
        rejected=reading.rejected,
    )


def read_orders(
    path: Path, options: ImportOptions, catalogue: Sequence[Product], now: datetime
) -> OrderReading:
    """Every order of a CSV or JSON Lines file; raises InputError."""
    if options.currency:
        check_currency(options.currency)
    file = with_lines_apart(open_rows(path), options.columns)
    columns = find_columns(file.columns, ORDER_FIELDS, options.columns)
    require(("order_id", "ordered_at"), columns, file, ORDER_FIELDS)
    if not {"product_id", "product_name"} & columns.by_field.keys():
        raise InputError(f"{file.name} has no column for the product: use --map product_id=COLUMN.")
    gathering = _Gathering(options, now, _Names(catalogue, options.language))
    for cells in cells_of(file, columns):
        gathering.read += 1
        try:
            if cells.problem:
                raise ValueError(cells.problem)  # noqa: TRY301 (one way out for every reason)
            gathering.add(cells.line, to_line_record(cells.by_field, options.timezone))
        except ValueError as error:
            gathering.reject(cells.line, str(cells.by_field.get("order_id")), str(error))
    return gathering.finished()


@dataclass
class _Gathering:
    """Lines put together to orders."""

    options: ImportOptions
    now: datetime
    names: "_Names"
    read: int = 0
    _lines: dict[str, list[tuple[int, OrderLineRecord]]] = field(default_factory=dict)
    _rejected: list[Rejection] = field(default_factory=list)
    _spoilt: dict[str, int] = field(default_factory=dict)

    def add(self, line: int, record: OrderLineRecord) -> None:
        """Take a line over; raises ValueError where it contradicts its order's first line."""
        _check_moment(record, self.now)
        lines = self._lines.setdefault(str(record.order_id), [])
        if lines:
            _check_same_order(record, *lines[0])
        lines.append((line, record))

    def reject(self, line: int, order_id: str, reason: str) -> None:
        """Leave a line out, and with it the order it belongs to."""
        self._rejected.append(Rejection(line, reason))
        self._spoilt.setdefault(order_id, line)

    def finished(self) -> OrderReading:
        """Every whole order; the lines of the others join the rejected ones."""
        kept = {id_: lines for id_, lines in self._lines.items() if id_ not in self._spoilt}
        rejected = [
            *self._rejected,
            *(
                Rejection(line, f"left out with its order {id_}: line {self._spoilt[id_]} is wrong")
                for id_ in self._lines.keys() - kept.keys()
                for line, _ in self._lines[id_]
            ),
        ]
        records = [[record for _, record in lines] for lines in kept.values()]
        orders = [_to_order(lines, self.options, self.names, self.now) for lines in records]
        return OrderReading(
            orders=orders,
            customers=_customers(records),
            rejected=tuple(sorted(rejected, key=lambda rejection: rejection.line)),
            read=self.read,
        )


class _Names:
    """The catalogue's names: of a product by id, and its id by name."""

    def __init__(self, catalogue: Sequence[Product], language: Language | None) -> None:
        self._by_id = {product.id: product for product in catalogue}
        self._language = language or Language.EN
        self._ids: dict[str, set[str]] = {}
        for product in catalogue:
            for name in product.names.values():
                self._ids.setdefault(plain(name), set()).add(product.id)

    def name_of(self, product_id: str | None, language: str | None) -> str | None:
        """What a product is called, None when the catalogue does not have it."""
        product = self._by_id.get(product_id or "")
        return product.name(Language(language or self._language)) if product else None

    def find_id(self, name: str | None) -> str | None:
        """The one product of that name, None where none or several have it."""
        ids = self._ids.get(plain(name or ""), set())
        return next(iter(ids)) if len(ids) == 1 else None


def _check_moment(record: OrderLineRecord, now: datetime) -> None:
    if record.ordered_at and record.ordered_at > now + timedelta(days=1):
        raise ValueError(f"ordered_at: {record.ordered_at:%Y-%m-%d} lies in the future")


def _check_same_order(record: OrderLineRecord, line: int, first: OrderLineRecord) -> None:
    for name in ("customer_id", "email", "phone", "ordered_at", "status"):
        if getattr(record, name) != getattr(first, name):
            told = name.replace("_", " ")
            raise ValueError(f"order {record.order_id}: another {told} here than on line {line}")


def customer_id_of(record: OrderLineRecord) -> str:
    """The customer's id, else one made of the e-mail address or phone number."""
    if record.customer_id:
        return record.customer_id
    contact = (record.email or "").lower() or re.sub(r"\D", "", record.phone or "")
    return f"c-{hashlib.sha256(contact.encode()).hexdigest()[:16]}"


def _customers(orders: Sequence[Sequence[OrderLineRecord]]) -> list[CustomerFacts]:
    """Each customer once, as the last of the file's orders knows them."""
    found: dict[str, CustomerFacts] = {}
    for lines in orders:
        first, id_ = lines[0], customer_id_of(lines[0])
        old = found.get(id_, CustomerFacts(id_))
        found[id_] = CustomerFacts(
            id=id_,
            name=first.customer_name or old.name,
            email=first.email or old.email,
            phone=first.phone or old.phone,
            language=first.language or old.language,
        )
    return list(found.values())


def _to_order(
    lines: Sequence[OrderLineRecord], options: ImportOptions, names: _Names, now: datetime
) -> Order:
    first = lines[0]
    ordered_at = (first.ordered_at or now).astimezone(UTC)
    return Order(
        id=str(first.order_id),
        customer_id=customer_id_of(first),
        ordered_at=ordered_at,
        status=_status(first, ordered_at, now),
        lines=tuple(_to_line(line, options, names) for line in lines),
        carrier=first.carrier,
        tracking_number=first.tracking_number,
        email=first.email,
        phone=first.phone,
    )


def _status(first: OrderLineRecord, ordered_at: datetime, now: datetime) -> OrderStatus:
    if first.cancelled_at:
        return OrderStatus.CANCELLED
    if first.status:
        return first.status
    is_old = now - ordered_at > _SURELY_DELIVERED
    return OrderStatus.DELIVERED if is_old else OrderStatus.PROCESSING


def _to_line(record: OrderLineRecord, options: ImportOptions, names: _Names) -> OrderLine:
    product_id = record.product_id or names.find_id(record.product_name)
    name = record.product_name or names.name_of(product_id, record.language) or str(product_id)
    return OrderLine(name, record.quantity, product_id, _price(record, options))


def _price(record: OrderLineRecord, options: ImportOptions) -> Price | None:
    if record.unit_price is None:
        return None
    told = record.unit_price.currency or record.currency or options.currency
    return Price(record.unit_price.value, told or options.shop_currency)
