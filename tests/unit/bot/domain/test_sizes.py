"""Amounts read from what stands on a pack, and how long they last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sizes import Size, parse_size
from bot.domain.supply import estimate_days_of_supply
from bot.domain.tags import PRODUCT_TYPES


@pytest.mark.parametrize(
    ("text", "ml"),
    [
        ("1.7 oz / 50 mL", 50),
        ("30ml", 30),
        (".5 oz / 15 mL", 15),
        ("1.7oz/50ml", 50),
        ("1.7 fl. oz/ 50 mL", 50),
        ("50 毫升", 50),
        ("３０ＭＬ", 30),
        ("1,5 ml", 1.5),
        ("1,000 ml", 1000),
        ("1 L", 1000),
        ("0.7 oz/ 20 g", 20),
        ("80公克", 80),
        ("1 oz", 29.57),
        ("2 x 1.7 oz/ 50.28 mL", 100.56),
        ("2x 1.7 oz / 50 mL", 100),
        ("30ml x 2", 60),
        ("30ml×3入", 90),
        ("1.7 / 50", 50),
        ("4.4./ 125 mL", 125),
        ("75 mL/ 2.5 oz", 75),
        ("1 / 100", None),
        ("Standard", None),
        ("60 Pads", None),
        ("0 ml", None),
        ("99999 ml", None),
        ("4gb", None),
        ("", None),
        (None, None),
    ],
)
def test_an_amount_is_read_in_millilitres(text: str | None, ml: float | None) -> None:
    assert parse_size(text).ml == ml


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("60 Pads", 60),
        ("5 Sheet Masks", 5),
        ("30 Pairs/ 60 Patches", 30),
        ("60 Pads-30 Treatments", 30),
        ("10 Wipes", 10),
        ("4 x 2 single use patches", None),
        ("5片", 5),
        ("10 入", 10),
        ("1.7 oz / 50 mL", None),
    ],
)
def test_pieces_are_counted_by_uses(text: str, pieces: int | None) -> None:
    assert parse_size(text).pieces == pieces


@given(st.text())
def test_any_words_on_a_pack_give_a_sound_size_or_none(text: str) -> None:
    size = parse_size(text)
    assert size.ml is None or 0 < size.ml <= 5000
    assert size.pieces is None or 0 < size.pieces < 1000


@pytest.mark.parametrize(
    ("product_type", "size", "days"),
    [
        ("serum", Size(30), 46),
        ("eye_cream", Size(15), 68),
        ("moisturizer", Size(50), 50),
        ("mask", Size(pieces=5), 18),
        ("exfoliant", Size(pieces=60), 120),
        ("serum", Size(), None),
        (None, Size(30), None),
        ("sunscreen", Size(pieces=3), None),
        ("oil", Size(5000), 730),
        ("cleanser", Size(0.5), 1),
    ],
)
def test_supply_follows_from_type_and_size(
    product_type: str | None, size: Size, days: int | None
) -> None:
    assert estimate_days_of_supply(product_type, size) == days


@pytest.mark.parametrize("product_type", PRODUCT_TYPES)
def test_every_product_type_has_a_rate(product_type: str) -> None:
    assert estimate_days_of_supply(product_type, Size(50)) is not None
