"""Contacts and order numbers as shoppers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contacts import find_contact, find_order_id, is_same_contact, looks_like_phone


@pytest.mark.parametrize(
    ("text", "contact", "order_id"),
    [
        ("10023 amy@example.com", "amy@example.com", "10023"),
        ("amy.l+x@mail.example.com.tw", "amy.l+x@mail.example.com.tw", None),
        ("10001 0900-000-023", "0900-000-023", "10001"),
        ("0900-000-023, #10001", "0900-000-023", "10001"),
        ("訂單10023，電話0912345678", "0912345678", "10023"),
        ("+886 912 345 678", "+886 912 345 678", None),
        ("02-5550-0100", "02-5550-0100", None),
        ("order DW-20261", None, "DW-20261"),
        ("hello", None, None),
    ],
)
def test_contact_and_order_number_are_told_apart(
    text: str, contact: str | None, order_id: str | None
) -> None:
    assert find_contact(text) == contact
    rest = text.replace(contact, " ") if contact else text
    assert find_order_id(rest) == order_id


@pytest.mark.parametrize(
    ("told", "known", "same"),
    [
        ("AMY@example.com", "amy@Example.com", True),
        ("+886 912 345 678", "0912-345-678", True),
        ("0912345679", "0912-345-678", False),
        ("amy@example.com", "0912-345-678", False),
        ("678", "0912-345-678", False),
        ("", "", False),
    ],
)
def test_the_same_contact_may_be_written_in_two_ways(told: str, known: str, same: bool) -> None:
    assert is_same_contact(told, known) is same


def test_a_customer_without_a_contact_matches_nothing() -> None:
    assert not is_same_contact("amy@example.com", None, None)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    find_order_id(text)
    contact = find_contact(text)
    assert contact is None or "@" in contact or looks_like_phone(contact)
