"""Moving the demo orders to the present, and reading what was written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.orders import OrderRow, read_orders, shifted, write_orders

TAIPEI = timezone(timedelta(hours=8))
ROW = OrderRow(
    order_id="10001",
    customer_id="C0001",
    email="someone1@example.com",
    phone="0900-000-001",
    ordered_at=datetime(2026, 11, 1, 9, 0, tzinfo=TAIPEI),
    status="delivered",
    tracking_number="HX000000001",
    carrier="Heron Express",
    product_id="a-serum-30ml",
    quantity=2,
    unit_price=690,
    currency="TWD",
)
LATER = replace(ROW, order_id="10002", ordered_at=datetime(2026, 11, 19, 23, 23, tzinfo=TAIPEI))
MOMENTS = st.integers(-3000, 5000 * 24).map(
    lambda hours: datetime(2026, 11, 19, 11, 7, tzinfo=UTC) + timedelta(hours=hours)
)


def test_the_last_order_moves_to_today_when_its_hour_has_passed() -> None:
    moved = shifted([ROW, LATER], datetime(2027, 3, 5, 23, 30, tzinfo=TAIPEI))
    assert moved[-1].ordered_at == datetime(2027, 3, 5, 23, 23, tzinfo=TAIPEI)


def test_the_last_order_stays_yesterday_while_its_hour_lies_ahead() -> None:
    moved = shifted([ROW, LATER], datetime(2027, 3, 5, 8, 0, tzinfo=TAIPEI))
    assert moved[-1].ordered_at == datetime(2027, 3, 4, 23, 23, tzinfo=TAIPEI)


@given(now=MOMENTS)
def test_moving_keeps_hours_intervals_and_all_else_and_nothing_lies_ahead(now: datetime) -> None:
    before, after = [LATER, ROW], shifted([LATER, ROW], now)
    assert after[0].ordered_at - after[1].ordered_at == LATER.ordered_at - ROW.ordered_at
    assert after[1].ordered_at.timetz() == ROW.ordered_at.timetz()
    assert now - timedelta(days=1) < after[0].ordered_at <= now
    same_time = [replace(row, ordered_at=ROW.ordered_at) for row in before]
    assert [replace(row, ordered_at=ROW.ordered_at) for row in after] == same_time


def test_no_orders_stay_no_orders() -> None:
    assert shifted([], datetime(2027, 3, 5, tzinfo=TAIPEI)) == ()


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_orders(tmp_path / "orders.csv", [ROW, LATER])
    assert read_orders(tmp_path / "orders.csv") == (ROW, LATER)
