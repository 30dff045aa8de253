"""What follows from orders: which bottles run dry when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from bot.domain.orders import Order, OrderStatus
from bot.domain.refills import nudge_day

# Who has not bought again by then has gone elsewhere or lost interest: no nudge about it.
TOO_LATE = timedelta(days=45)
NOT_KEPT = frozenset({OrderStatus.CANCELLED, OrderStatus.RETURNED})


@dataclass(frozen=True, slots=True)
class PurchasedRefill:
    """A refill that a purchase sets; one an order and product."""

    order_id: str
    customer_id: str
    product_id: str
    purchased_at: datetime
    due_on: date
    days: int


def refills_of(
    orders: Iterable[Order], days_of_supply: Mapping[str, int], timezone: tzinfo, today: date
) -> list[PurchasedRefill]:
    """The refills of each customer's newest purchase of each product that lasts known days.

    Cancelled and returned orders set none, nor does what ran dry more than TOO_LATE before today.
    Lines of one product in one order count together.
    """
    newest: dict[tuple[str, str], Order] = {}
    for order in sorted(orders, key=lambda order: (order.ordered_at, order.id)):
        for line in () if order.status in NOT_KEPT else order.lines:
            if line.product_id in days_of_supply:
                newest[order.customer_id, str(line.product_id)] = order
    found = (
        _refill(order, product_id, days_of_supply[product_id], timezone)
        for (_, product_id), order in newest.items()
    )
    return [refill for refill in found if refill.due_on >= today - TOO_LATE]


def _refill(order: Order, product_id: str, days: int, timezone: tzinfo) -> PurchasedRefill:
    quantity = sum(line.quantity for line in order.lines if line.product_id == product_id)
    purchased_on = order.ordered_at.astimezone(timezone).date()
    return PurchasedRefill(
        order_id=order.id,
        customer_id=order.customer_id,
        product_id=product_id,
        purchased_at=order.ordered_at,
        due_on=nudge_day(purchased_on, days, quantity),
        days=days * quantity,
    )
