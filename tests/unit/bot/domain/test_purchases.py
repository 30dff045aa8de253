"""Which refills orders set."""

from datetime import UTC, date, datetime, timedelta, timezone

from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.purchases import refills_of

TAIPEI = timezone(timedelta(hours=8))
TODAY = date(2026, 11, 21)


def order(id_: str, day: datetime, *lines: OrderLine, **facts: object) -> Order:
    status = facts.pop("status", OrderStatus.DELIVERED)
    return Order(id_, str(facts.get("customer", "C1")), day, status, lines)  # type: ignore[arg-type]


def serum(quantity: int = 1) -> OrderLine:
    return OrderLine("Dew Serum", quantity, "serum")


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 4, tzinfo=UTC)


def test_two_lines_of_one_product_last_together() -> None:
    (refill,) = refills_of([order("1", day(1), serum(), serum(2))], {"serum": 40}, TAIPEI, TODAY)
    assert (refill.days, refill.due_on) == (120, date(2026, 11, 1) + timedelta(days=115))


def test_only_the_newest_purchase_counts_whatever_the_order_of_the_file() -> None:
    orders = [order("2", day(9), serum()), order("1", day(1), serum())]
    assert [r.order_id for r in refills_of(orders, {"serum": 40}, TAIPEI, TODAY)] == ["2"]


def test_a_cancelled_purchase_leaves_the_one_before_it() -> None:
    cancelled = order("2", day(9), serum(), status=OrderStatus.CANCELLED)
    orders = [order("1", day(1), serum()), cancelled]
    assert [r.order_id for r in refills_of(orders, {"serum": 40}, TAIPEI, TODAY)] == ["1"]


def test_each_customer_has_their_own() -> None:
    orders = [order("1", day(1), serum()), order("2", day(2), serum(), customer="C2")]
    assert len(refills_of(orders, {"serum": 40}, TAIPEI, TODAY)) == 2


def test_a_product_of_unknown_supply_sets_none() -> None:
    lines = (serum(), OrderLine("Left the shop"))
    assert refills_of([order("1", day(1), *lines)], {}, TAIPEI, TODAY) == []


def test_a_due_day_of_45_days_ago_still_counts_and_one_day_more_does_not() -> None:
    last = datetime(2026, 9, 2, 4, tzinfo=UTC)  # due five weeks less a day later: 7 October
    assert refills_of([order("1", last, serum())], {"serum": 40}, TAIPEI, TODAY)
    one_more = last - timedelta(days=1)
    assert not refills_of([order("1", one_more, serum())], {"serum": 40}, TAIPEI, TODAY)


def test_the_day_is_the_shops() -> None:
    late = datetime(2026, 11, 1, 20, tzinfo=UTC)
    (refill,) = refills_of([order("1", late, serum())], {"serum": 40}, TAIPEI, TODAY)
    assert refill.due_on == date(2026, 11, 2) + timedelta(days=35)
