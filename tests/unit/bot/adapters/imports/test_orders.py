"""Order files of other shops read as orders."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.imports.orders import OrderReading, read_orders
from bot.adapters.imports.report import ImportOptions
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.orders import OrderStatus
from bot.domain.products import Product

TAIPEI = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SERUM = Product(
    "serum",
    {Language.EN: "Dew Serum", Language.ZH: "露精華"},
    (Price(Decimal(500), "TWD"),),
)


def read(path: Path, content: str, **options: Any) -> OrderReading:
    path.write_text(content, encoding="utf-8")
    return read_orders(path, ImportOptions(timezone=TAIPEI, **options), [SERUM], NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.csv"


def reasons(reading: OrderReading) -> list[tuple[int, str]]:
    return [(rejection.line, rejection.reason) for rejection in reading.rejected]


def test_a_chinese_header_is_understood(path: Path) -> None:
    content = (
        "訂單編號,客戶編號,姓名,手機,訂單日期,訂單狀態,物流,貨運單號,品名,數量,單價\n"
        'A10,C1,陳小姐,\'0900-000-001,2026/11/1 9:30,已出貨,黑貓,HX1,露精華,2,"NT$1,000"\n'
    )
    reading = read(path, content)
    (order,) = reading.orders
    assert (order.id, order.customer_id, order.phone) == ("A10", "C1", "0900-000-001")
    assert order.ordered_at == datetime(2026, 11, 1, 9, 30, tzinfo=TAIPEI)
    assert (order.status, order.carrier, order.tracking_number) == (
        OrderStatus.SHIPPED,
        "黑貓",
        "HX1",
    )
    (line,) = order.lines
    assert (line.name, line.product_id, line.quantity) == ("露精華", "serum", 2)
    assert line.unit_price == Price(Decimal(1000), "TWD")
    assert reading.customers[0].name == "陳小姐"


def test_shopifys_further_lines_belong_to_the_first(path: Path) -> None:
    content = (
        "Name,Email,Financial Status,Fulfillment Status,Currency,Created at,Lineitem quantity,"
        "Lineitem name,Lineitem price,Lineitem sku,Cancelled at\n"
        "#1001,a@example.com,paid,fulfilled,USD,2026-11-01 09:30:00 +0800,1,Dew,10.00,serum,\n"
        "#1001,a@example.com,,,,,2,Fog,5.00,,\n"
        "#1002,a@example.com,paid,unfulfilled,USD,2026-11-02 09:30:00 +0800,1,Dew,0,serum,"
        "2026-11-03 10:00:00 +0800\n"
    )
    first, second = read(path, content).orders
    assert (first.id, second.id) == ("1001", "1002")
    assert first.customer_id == second.customer_id
    assert first.status is OrderStatus.SHIPPED
    assert [str(line.unit_price) for line in first.lines] == ["US$10.00", "US$5.00"]
    assert (second.status, str(second.lines[0].unit_price)) == (OrderStatus.CANCELLED, "US$0.00")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-20", OrderStatus.PROCESSING), ("2026-09-01", OrderStatus.DELIVERED)],
)
def test_without_a_state_only_an_old_order_counts_as_delivered(
    path: Path, day: str, expected: OrderStatus
) -> None:
    (order,) = read(path, f"order_id,customer_id,date,sku\n1,C1,{day},serum\n").orders
    assert order.status is expected
    assert order.lines[0].name == "Dew Serum"


def test_a_products_name_is_in_the_customers_language(path: Path) -> None:
    content = "order_id,customer_id,date,sku,language\n1,C1,2026-11-01,serum,zh-TW\n"
    assert read(path, content).orders[0].lines[0].name == "露精華"


def test_lines_that_cannot_be_taken_are_told_with_number_and_reason(path: Path) -> None:
    content = (
        "order_id,customer_id,date,status,sku,quantity\n"
        ",C1,2026-11-01,shipped,serum,1\n"
        "2,,2026-11-01,shipped,serum,1\n"
        "3,C1,,shipped,serum,1\n"
        "4,C1,2026-11-01,shipped,,1\n"
        "5,C1,2026-11-01,lost,serum,1\n"
        "6,C1,2026-11-01,shipped,serum,-1\n"
        "7,C1,2027-11-01,shipped,serum,1\n"
        "8,C1,2026-11-01,shipped,serum,1\n"
        "8,C2,2026-11-01,shipped,serum,1\n"
        "9,C1,2026-11-01,shipped,serum,1\n"
    )
    reading = read(path, content)
    assert [order.id for order in reading.orders] == ["9"]
    assert reasons(reading) == [
        (2, "no order number"),
        (3, "no customer: an id, an e-mail address or a phone number"),
        (4, "no date"),
        (5, "no product: an id or a name"),
        (6, "status: 'lost' is none of processing, shipped, delivered, cancelled, returned"),
        (7, "quantity: '-1' is not 1 or more"),
        (8, "ordered_at: 2027-11-01 lies in the future"),
        (9, "left out with its order 8: line 10 is wrong"),
        (10, "order 8: another customer id here than on line 9"),
    ]


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("order_id,customer_id,sku", "no column for the ordered at"),
        ("order_id,customer_id,date", "no column for the product"),
    ],
)
def test_a_file_that_lacks_a_must_is_refused(path: Path, header: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read(path, f"{header}\n1,C1,2026-11-01\n")


def test_lists_of_lines_that_are_none_are_rejected(path: Path) -> None:
    content = (
        '{"order_id": 1, "customer_id": "C1", "date": "2026-11-01", "lines": [{"sku": "serum"}]}\n'
        '{"order_id": 2, "customer_id": "C1", "date": "2026-11-01", "lines": "serum"}\n'
        '{"order_id": 3, "customer_id": "C1", "date": "2026-11-01", "lines": [1]}\n'
    )
    reading = read(path, content)
    assert [order.id for order in reading.orders] == ["1"]
    assert reasons(reading) == [(2, "lines: no list of objects"), (3, "lines: no list of objects")]
