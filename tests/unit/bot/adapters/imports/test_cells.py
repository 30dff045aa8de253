"""Cells read as what they mean."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.imports import cells

TAIPEI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("['Vegan', 'Good for: Pores/Texture']", ("Vegan", "Good for: Pores/Texture")),
        ('["a, b", "c"]', ("a, b", "c")),
        ("['it\\'s', \"that\"]", ("it's", "that")),
        ("a, b,,a", ("a", "b")),
        ("a|b, c", ("a", "b, c")),
        ("油性、敏感，乾性", ("油性", "敏感", "乾性")),
        (["a", None, 3, ""], ("a", "3")),
        ("[]", ()),
        ("nan", ()),
        ("[broken, 'list", ("[broken", "'list")),
        ("[broken, list]", ("broken", "list")),
    ],
)
def test_lists_are_read_in_any_shape(value: Any, expected: tuple[str, ...]) -> None:
    assert cells.to_items(value) == expected


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=2, max_size=9), max_size=5))
def test_a_list_as_python_writes_it_is_read_back(items: list[str]) -> None:
    kept = tuple(dict.fromkeys(item for item in items if cells.to_text(item)))
    assert cells.to_items(repr(items)) == kept


@given(st.text())
def test_any_text_gives_items_without_an_error(text: str) -> None:
    assert all(isinstance(item, str) and item for item in cells.to_items(text))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<p>A &amp; B</p><p>for <b>dry</b> skin<br/>daily</p>", "A & B\nfor dry skin\ndaily"),
        ("<style>p{}</style>Seen<script>x()</script>", "Seen"),
        ("less than <1% of it", "less than <1% of it"),
        ("Tom &amp; Co", "Tom & Co"),
        ("  a   b ", "a b"),
        ("N/A", None),
        (12, "12"),
        (None, None),
    ],
)
def test_text_is_what_a_reader_would_see(value: Any, expected: str | None) -> None:
    assert cells.to_text(value) == expected


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    cells.to_text(text)


@pytest.mark.parametrize("value", ["1", 1, True, "TRUE", "yes", "是", "1.0", "in stock"])
def test_a_yes(value: Any) -> None:
    assert cells.to_flag(value) is True


@pytest.mark.parametrize("value", ["0", 0, False, "No", "否", "0.0", "缺貨"])
def test_a_no(value: Any) -> None:
    assert cells.to_flag(value) is False


def test_a_perhaps_is_refused() -> None:
    with pytest.raises(ValueError, match="'perhaps' is neither yes nor no"):
        cells.to_flag("perhaps")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12", 12), (12.0, 12), ("1,200", 1200), (-3, 0), ("售完", 0), ("In stock", None)],
)
def test_stock_is_a_number_of_pieces(value: Any, expected: int | None) -> None:
    assert cells.to_stock(value) == expected


@pytest.mark.parametrize("value", ["many", "1.5", "nan", "inf", "1e99", ""])
def test_what_is_no_number_of_pieces_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        cells.to_stock(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://shop.example/p/1", "https://shop.example/p/1"),
        ("shop.example/p/1", "https://shop.example/p/1"),
        ("/products/1", "/products/1"),
    ],
)
def test_an_address_is_on_the_web_or_on_the_shops_site(value: str, expected: str) -> None:
    assert cells.to_url(value) == expected


@pytest.mark.parametrize("value", ["javascript:alert(1)", "//evil.example", "a b", "http://", "x"])
def test_other_addresses_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        cells.to_url(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=TAIPEI)),
        ("2026/11/1 9:05", datetime(2026, 11, 1, 9, 5, tzinfo=TAIPEI)),
        ("2026-11-01T09:05:00+08:00", datetime(2026, 11, 1, 9, 5, tzinfo=TAIPEI)),
        ("2026-11-01 09:05:00 +0800", datetime(2026, 11, 1, 9, 5, tzinfo=TAIPEI)),
        ("2026-11-01 09:05:00 UTC", datetime(2026, 11, 1, 9, 5, tzinfo=UTC)),
        ("2026-11-01T09:05:00Z", datetime(2026, 11, 1, 9, 5, tzinfo=UTC)),
    ],
)
def test_moments_are_aware_and_the_shops_where_they_name_no_zone(
    value: str, expected: datetime
) -> None:
    assert cells.to_moment(value, TAIPEI) == expected


@pytest.mark.parametrize("value", ["11/12/2026", "yesterday", "2026-13-01", "0001-01-01", ""])
def test_a_date_that_can_be_read_in_two_ways_or_none_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="write it as 2026-01-31"):
        cells.to_moment(value, TAIPEI)


@given(st.text())
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    try:
        assert cells.to_moment(text, TAIPEI).tzinfo is not None
    except ValueError as error:
        assert "is no date" in str(error)  # noqa: PT017


def test_a_json_number_is_a_price_as_it_is() -> None:
    assert str(cells.to_amount(12.345).value) == "12.345"


@pytest.mark.parametrize("value", [-1, 1e300, float("nan"), float("inf"), True, ["1"]])
def test_a_json_value_that_is_no_price_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="is no price"):
        cells.to_amount(value)
