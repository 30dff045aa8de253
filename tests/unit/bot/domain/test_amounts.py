"""Prices as shops of many countries write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import parse_amount


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("NT$1,280", "1280", "TWD"),
        ("ＮＴ＄１，２８０", "1280", "TWD"),
        ("1280元", "1280", None),
        ("$39.00", "39.00", None),
        ("US$ 39.5", "39.5", "USD"),
        ("39.00 USD", "39.00", "USD"),
        ("1.280,00 €", "1280.00", "EUR"),
        ("1.280 €", "1280", "EUR"),
        ("1 280,50 €", "1280.50", "EUR"),
        ("12,80", "12.80", None),
        ("1,280", "1280", None),
        ("1,234,567.89", "1234567.89", None),
        ("CHF 1'280.-", "1280", "CHF"),
        ("¥1,500", "1500", "JPY"),
        ("฿590", "590", "THB"),
        ("£9", "9", "GBP"),
        ("98.0", "98.0", None),
        ("0", "0", None),
    ],
)
def test_a_price_is_read_with_the_currency_it_names(
    text: str, value: str, currency: str | None
) -> None:
    amount = parse_amount(text)
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "10-20", "-5", "US$5 NT$160", "1.280", "1,23,4", "12..5", "nan", "1e5", "9" * 30],
)
def test_what_is_no_single_price_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"price|two ways"):
        parse_amount(text)


@given(st.decimals(min_value="0.01", max_value="9999999", places=2))
def test_a_price_written_with_commas_and_point_is_read_back(value: Decimal) -> None:
    assert parse_amount(f"NT${value:,.2f}").value == value


@given(st.text())
def test_any_text_is_a_price_or_refused(text: str) -> None:
    try:
        amount = parse_amount(text)
    except ValueError:
        return
    assert 0 <= amount.value < 10**9
