"""What one shopper told of products and has at home: hard rules and gentle hints for advice."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from bot.domain.feedback import DISLIKED, FeedbackKind, ProductFeedback
from bot.domain.orders import Order
from bot.domain.purchases import NOT_KEPT
from bot.domain.refills import nudge_day
from bot.domain.sentiment import CLEARLY

# A product that did this is never offered again, whatever else was said of it, then or later.
REACTIONS = frozenset({FeedbackKind.IRRITATION, FeedbackKind.BREAKOUT})

DaysOfSupply = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class History:
    """By product id; empty for somebody unknown.

    Attributes:
        stung: what gave a reaction, an adverse event included, whenever that was.
        loved: what was clearly liked when last told of, the newest first.
        disliked: what did nothing or displeased when last told of.
        bought: and kept, the newest first.
        at_home: bought, and by our reckoning not near empty.
    """

    stung: frozenset[str] = frozenset()
    loved: tuple[str, ...] = ()
    disliked: frozenset[str] = frozenset()
    bought: tuple[str, ...] = ()
    at_home: frozenset[str] = field(default=frozenset())


def history_of(
    feedback: Iterable[ProductFeedback],
    orders: Iterable[Order],
    days_of_supply: DaysOfSupply,
    due: Mapping[str, date],
    today: date,
    timezone: tzinfo,
) -> History:
    """Everything that one shopper's records tell on a day.

    Args:
        feedback: the newest first.
        orders: in any order; cancelled and returned ones do not count.
        days_of_supply: how long one piece of a product lasts, None where unknown.
        due: product → the day its refill is due, where one waits; the shopper may have moved it,
            so it goes before what the orders tell.
        today: in the shop's time zone.
        timezone: the shop's.
    """
    told = list(feedback)
    stung = frozenset(item.product_id for item in told if item.kind in REACTIONS)
    newest: dict[str, ProductFeedback] = {}
    for item in sorted(told, key=lambda item: item.at, reverse=True):
        newest.setdefault(item.product_id, item)
    runs_low = _low_days(orders, days_of_supply, timezone)
    return History(
        stung=stung,
        loved=tuple(id_ for id_, item in newest.items() if id_ not in stung and _is_loved(item)),
        disliked=frozenset(id_ for id_, item in newest.items() if _is_disliked(item)),
        bought=tuple(runs_low),
        at_home=frozenset(
            product_id
            for product_id, low in {**runs_low, **due}.items()
            if low is not None and today < low
        ),
    )


def _is_loved(item: ProductFeedback) -> bool:
    return item.sentiment >= CLEARLY and item.kind is not FeedbackKind.NO_EFFECT


def _is_disliked(item: ProductFeedback) -> bool:
    return item.sentiment <= DISLIKED or item.kind is FeedbackKind.NO_EFFECT


def _low_days(
    orders: Iterable[Order], days_of_supply: DaysOfSupply, timezone: tzinfo
) -> dict[str, date | None]:
    """Product → the day it runs low, by its newest purchase; the newest purchase first."""
    kept = (order for order in orders if order.status not in NOT_KEPT)
    low: dict[str, date | None] = {}
    for order in sorted(kept, key=lambda order: (order.ordered_at, order.id), reverse=True):
        for product_id in dict.fromkeys(line.product_id for line in order.lines):
            if product_id is not None and product_id not in low:
                low[product_id] = _low_day(order, product_id, days_of_supply, timezone)
    return low


def _low_day(
    order: Order, product_id: str, days_of_supply: DaysOfSupply, timezone: tzinfo
) -> date | None:
    days = days_of_supply(product_id)
    if days is None:
        return None
    quantity = sum(line.quantity for line in order.lines if line.product_id == product_id)
    return nudge_day(order.ordered_at.astimezone(timezone).date(), days, quantity)
