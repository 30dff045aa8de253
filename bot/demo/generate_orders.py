"""Writes `customers.jsonl` and `orders.csv` of the demo shop: `python -m bot.demo.generate_orders`.

The same catalogue and seed give the same files, byte for byte. How people buy is `rhythm.py`; this
module makes parcels of purchases and gives them numbers, states and tracking.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from bot.demo.customers import Customer, invent_customers
from bot.demo.orders import OrderRow, write_orders
from bot.demo.rhythm import LAST_DAY, Purchase, invent_habits, invent_purchases, is_sale
from bot.demo.shelf import ShelfProduct, read_shelf

SEED = 1107
CUSTOMERS = 320
_TAIPEI = timezone(timedelta(hours=8))
_FIRST_NUMBER = 10_001
_SALE_PRICE = 0.8
_HOURS = (8, 9, 10, 11, 12, 13, 14, 16, 18, 19, 20, 21, 21, 22, 22, 23)
_CARRIERS = {"Heron Express": 55, "StorePost": 45}


@dataclass(frozen=True, slots=True)
class Parcel:
    """One order before it has its number."""

    customer: Customer
    ordered_at: datetime
    purchases: tuple[Purchase, ...]
    status: str


def generate(folder: Path) -> int:
    """Write both files into the folder of the catalogue; the number of order lines."""
    random = Random(SEED)  # noqa: S311 - a reproducible invention, no secret
    shelf = read_shelf(folder / "catalogue.jsonl")
    customers = invent_customers(CUSTOMERS, random)
    parcels = [parcel for customer in customers for parcel in _parcels_of(customer, shelf, random)]
    rows = list(_to_rows(sorted(parcels, key=lambda parcel: parcel.ordered_at), random))
    _write_customers(folder / "customers.jsonl", customers)
    write_orders(folder / "orders.csv", rows)
    return len(rows)


def _write_customers(path: Path, customers: Sequence[Customer]) -> None:
    lines = (json.dumps(asdict(customer), ensure_ascii=False) for customer in customers)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _parcels_of(
    customer: Customer, shelf: Sequence[ShelfProduct], random: Random
) -> Iterator[Parcel]:
    purchases = invent_purchases(invent_habits(random), shelf, random)
    for bundle in _bundles(purchases, random):
        parcel = _to_parcel(customer, bundle, shelf, random)
        yield parcel
        if parcel.status == "cancelled" and random.random() < 0.7:
            yield from _ordered_again(parcel, random)


def _bundles(purchases: Sequence[Purchase], random: Random) -> Iterator[tuple[Purchase, ...]]:
    """Purchases of one person within a week mostly travel together."""
    bundle: list[Purchase] = []
    for purchase in purchases:
        if bundle and not (_fits(purchase, bundle) and random.random() < 0.75):
            yield tuple(bundle)
            bundle = []
        bundle.append(purchase)
    if bundle:
        yield tuple(bundle)


def _fits(purchase: Purchase, bundle: Sequence[Purchase]) -> bool:
    is_near = purchase.day - bundle[0].day <= timedelta(days=7)
    return is_near and all(purchase.product.id != other.product.id for other in bundle)


def _to_parcel(
    customer: Customer,
    bundle: tuple[Purchase, ...],
    shelf: Sequence[ShelfProduct],
    random: Random,
) -> Parcel:
    day = bundle[0].day
    bought = {purchase.product.id for purchase in bundle}
    extra = random.choice([item for item in shelf if item.id not in bought])
    if random.random() < 0.1:
        bundle = (*bundle, Purchase(day, extra, 1))
    clock = time(random.choice(_HOURS), random.randrange(60), random.randrange(60))
    ordered_at = datetime.combine(day, clock, _TAIPEI)
    return Parcel(customer, ordered_at, bundle, _invent_status(ordered_at, random))


def _ordered_again(parcel: Parcel, random: Random) -> Iterator[Parcel]:
    again = parcel.ordered_at + timedelta(hours=random.randrange(3, 60))
    if again.date() <= LAST_DAY:
        yield replace(parcel, ordered_at=again, status=_state_by_age(again))


def _invent_status(ordered_at: datetime, random: Random) -> str:
    roll = random.random()
    if roll < 0.03:
        return "cancelled"
    state = _state_by_age(ordered_at)
    return "returned" if roll < 0.05 and state == "delivered" else state


def _state_by_age(ordered_at: datetime) -> str:
    age = (LAST_DAY - ordered_at.date()).days
    return "processing" if age < 2 else "shipped" if age < 6 else "delivered"


def _to_rows(parcels: Sequence[Parcel], random: Random) -> Iterator[OrderRow]:
    for number, parcel in enumerate(parcels, start=_FIRST_NUMBER):
        carrier, tracking_number = _invent_tracking(parcel.status, random)
        for purchase in parcel.purchases:
            yield OrderRow(
                order_id=str(number),
                customer_id=parcel.customer.id,
                email=parcel.customer.email,
                phone=parcel.customer.phone,
                ordered_at=parcel.ordered_at,
                status=parcel.status,
                tracking_number=tracking_number,
                carrier=carrier,
                product_id=purchase.product.id,
                quantity=purchase.quantity,
                unit_price=_price_on(parcel.ordered_at, purchase.product),
                currency="TWD",
            )


def _invent_tracking(status: str, random: Random) -> tuple[str, str]:
    if status in ("processing", "cancelled"):
        return "", ""
    carrier = random.choices(list(_CARRIERS), weights=list(_CARRIERS.values()))[0]
    prefix = "HX" if carrier == "Heron Express" else "SP"
    return carrier, f"{prefix}{random.randrange(10**9):09}"


def _price_on(moment: datetime, product: ShelfProduct) -> int:
    return round(product.price * (_SALE_PRICE if is_sale(moment.date()) else 1))


def main(folder: Annotated[Path, typer.Argument()] = Path("data/demo")) -> None:
    """Invent the demo shop's customers and orders for the catalogue in FOLDER."""
    if not (folder / "catalogue.jsonl").is_file():
        typer.echo(f"There is no catalogue.jsonl in {folder}: name the folder with it.", err=True)
        raise typer.Exit(2)
    typer.echo(f"{generate(folder)} order lines of {CUSTOMERS} customers written to {folder}.")


if __name__ == "__main__":
    typer.run(main)
