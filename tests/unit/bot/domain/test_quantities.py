"""Amounts read alike however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quantities import find_quantities


@pytest.mark.parametrize(
    "same",
    [
        (
            "4 to 8 weeks",
            "four–eight weeks",
            "４到８週",
            "四到八週",
            "between four and eight weeks",
        ),
        ("5 %", "5%", "five percent", "百分之五", "５％"),
        ("twice", "two times", "2 次", "兩次"),
        ("28 days", "twenty-eight days", "twenty eight days", "二十八天"),
        ("SPF 50", "SPF50", "spf-50"),
        ("half a year", "半年"),
        ("NT$1,280", "1280 元", "$1280"),
        ("Q10", "q10"),
        ("pH of 3.5", "pH3.5"),
    ],
)
def test_the_same_amount_is_one_in_every_writing(same: tuple[str, ...]) -> None:
    first = find_quantities(same[0])
    assert first
    assert [find_quantities(text) for text in same] == [first] * len(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4 weeks", "4 days"),
        ("4 weeks", "8 weeks"),
        ("5 %", "5 weeks"),
        ("once a week", "twice a week"),
        ("四週", "四天"),
        ("SPF 30", "SPF 50"),
        ("Q10", "10"),
        ("0.5 %", "5 %"),
    ],
)
def test_another_number_or_unit_is_another_amount(one: str, other: str) -> None:
    assert find_quantities(one) != find_quantities(other)


@pytest.mark.parametrize(
    "text", ["one of them", "一起用", "一般肌膚", "統一", "in one step or none"]
)
def test_words_that_hold_a_numeral_without_counting_are_none(text: str) -> None:
    assert {value for value, unit in find_quantities(text) if unit != "step"} == set()


@given(st.integers(1, 99_999), st.sampled_from(("weeks", "%", "天", "次", "ml")))
def test_digits_with_a_unit_are_always_seen(number: int, unit: str) -> None:
    assert Decimal(number) in {value for value, _ in find_quantities(f"for {number} {unit} more")}


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(isinstance(value, Decimal) for value, _ in find_quantities(text))
