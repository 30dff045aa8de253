"""The model behind the demo orders: how a person uses up a bottle and buys the next.

A person has a pace (lognormal around 1: 1.2 is a slow user) and a shelf of one to three staples.
A purchase of `quantity` pieces lasts quantity x days of supply x pace, and longer for sunscreen
bought in the cool months. The next purchase comes a few days before the last drop with a spread of
a tenth of that time; now and then it is forgotten for weeks. A sale near the due date pulls the
purchase to itself, often as two pieces. After each purchase a person may lapse for good, and some
only ever came once. Cancelled parcels are mostly ordered again within days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.demo.shelf import ShelfProduct

DAYS = 730
LAST_DAY = date(2026, 11, 20)
FIRST_DAY = LAST_DAY - timedelta(days=DAYS)

_WINTER_MONTHS = frozenset({11, 12, 1, 2, 3})
_WINTER_SUNSCREEN = 1.8
_SALES = ((3, 8, 3), (6, 18, 3), (11, 9, 4), (12, 10, 3))  # month, first day, days
_SALE_REACH_DAYS = 18
_ONE_OFF, _OCCASIONAL = 0.28, 0.25


@dataclass(frozen=True, slots=True)
class Habits:
    """How one person buys.

    Attributes:
        pace: time a bottle lasts, as a multiple of its days of supply.
        lapse: chance after each purchase that it was the last; 1 for people who come once.
        joined: day of the first purchase.
        skin_type: taxonomy value the shelf is picked for.
    """

    pace: float
    lapse: float
    joined: date
    skin_type: str


@dataclass(frozen=True, slots=True)
class Purchase:
    """One product bought on one day."""

    day: date
    product: ShelfProduct
    quantity: int


def invent_habits(random: Random) -> Habits:
    """One person's habits; more people join near the November sales."""
    roll = random.random()
    lapse = 1.0 if roll < _ONE_OFF else 0.30 if roll < _ONE_OFF + _OCCASIONAL else 0.07
    joined = FIRST_DAY + timedelta(days=int(DAYS * random.random() ** 1.25))
    return Habits(
        pace=min(max(random.lognormvariate(0.0, 0.17), 0.65), 1.6),
        lapse=lapse,
        joined=_pulled_to_sale(joined, random) if random.random() < 0.3 else joined,
        skin_type=random.choices(
            ("oily", "combination", "dry", "sensitive", "normal"), weights=(26, 28, 20, 18, 8)
        )[0],
    )


def invent_purchases(
    habits: Habits, products: Sequence[ShelfProduct], random: Random
) -> list[Purchase]:
    """All purchases of one person, by day."""
    staples = _pick_staples(habits, products, random)
    found: list[Purchase] = []
    for place, staple in enumerate(staples):
        begins = habits.joined + timedelta(days=place and random.randrange(0, 200))
        found.extend(_purchases_of(staple, begins, habits, random))
    return sorted(found, key=lambda purchase: purchase.day)


def is_sale(day: date) -> bool:
    """Whether one of the year's sales is on."""
    return any(first <= day <= last for first, last in _sales_of(day.year))


def _purchases_of(
    product: ShelfProduct, begins: date, habits: Habits, random: Random
) -> Iterator[Purchase]:
    day = begins
    while day <= LAST_DAY:
        quantity = 2 if random.random() < (0.35 if is_sale(day) else 0.04) else 1
        yield Purchase(day, product, quantity)
        if random.random() < habits.lapse:
            return
        day = _next_day(day, product, quantity, habits, random)


def _next_day(
    day: date, product: ShelfProduct, quantity: int, habits: Habits, random: Random
) -> date:
    lasts = product.days_of_supply * quantity * habits.pace * _season(product, day)
    wait = random.gauss(lasts - 3, lasts * 0.1)
    if random.random() < 0.12:
        wait += random.uniform(10, 45)
    due = day + timedelta(days=max(round(wait), 7))
    return max(_pulled_to_sale(due, random), day + timedelta(days=7))


def _season(product: ShelfProduct, day: date) -> float:
    is_slow = product.product_type == "sunscreen" and day.month in _WINTER_MONTHS
    return _WINTER_SUNSCREEN if is_slow else 1.0


def _pulled_to_sale(day: date, random: Random) -> date:
    reach = timedelta(days=_SALE_REACH_DAYS)
    for first, last in _sales_of(day.year):
        if first - reach <= day <= last + reach and random.random() < 0.5:
            return first + timedelta(days=random.randrange((last - first).days + 1))
    return day


def _sales_of(year: int) -> Iterator[tuple[date, date]]:
    for month, first, days in _SALES:
        begins = date(year, month, first)
        yield begins, begins + timedelta(days=days - 1)


def _pick_staples(
    habits: Habits, products: Sequence[ShelfProduct], random: Random
) -> list[ShelfProduct]:
    """One to three products of different families that suit the skin, dear ones less often."""
    choice = [product for product in products if habits.skin_type in product.skin_types]
    picked: list[ShelfProduct] = []
    for _ in range(random.choices((1, 2, 3), weights=(45, 38, 17))[0]):
        families = {product.family for product in picked}
        left = [product for product in choice if product.family not in families]
        picked += random.choices(left, weights=[product.appeal for product in left])
    return picked
