"""Order lines of the demo shop as `data/demo/orders.csv` holds them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One product of one order; the fields are the columns.

    `ordered_at` is aware; `unit_price` is in whole units of `currency`; `tracking_number` and
    `carrier` are empty until the order is shipped.
    """

    order_id: str
    customer_id: str
    email: str
    phone: str
    ordered_at: datetime
    status: str
    tracking_number: str
    carrier: str
    product_id: str
    quantity: int
    unit_price: int
    currency: str


COLUMNS = tuple(field.name for field in fields(OrderRow))


def read_orders(path: Path) -> tuple[OrderRow, ...]:
    """Every row of the file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_to_row(record) for record in csv.DictReader(file))


def write_orders(path: Path, rows: Iterable[OrderRow]) -> None:
    """Write rows so that `read_orders` gives the same back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(_to_record(row))


def shifted(orders: Sequence[OrderRow], now: datetime) -> tuple[OrderRow, ...]:
    """The same orders moved by whole days, so that the last lies within the day before `now`.

    Hours, intervals and order stay as they were; no order lies in the future.
    """
    if not orders:
        return ()
    last = max(row.ordered_at for row in orders)
    move = timedelta(days=(now - last) // timedelta(days=1))
    return tuple(replace(row, ordered_at=row.ordered_at + move) for row in orders)


def _to_record(row: OrderRow) -> list[object]:
    return [value.isoformat() if isinstance(value, datetime) else value for value in astuple(row)]


def _to_row(record: dict[str, str]) -> OrderRow:
    return OrderRow(
        order_id=record["order_id"],
        customer_id=record["customer_id"],
        email=record["email"],
        phone=record["phone"],
        ordered_at=datetime.fromisoformat(record["ordered_at"]),
        status=record["status"],
        tracking_number=record["tracking_number"],
        carrier=record["carrier"],
        product_id=record["product_id"],
        quantity=int(record["quantity"]),
        unit_price=int(record["unit_price"]),
        currency=record["currency"],
    )
