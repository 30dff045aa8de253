"""Sizes of one product find each other."""

from decimal import Decimal

import pytest

from bot.domain.families import family_of, with_families
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product


def product(id_: str, name: str, ml: float | None = None, **facts: object) -> Product:
    prices = (Price(Decimal(10), "USD"),)
    return Product(id_, {Language.EN: name}, prices, brand="Fjord", size_ml=ml, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    ["Dew Serum", "Mini Dew Serum", "Dew Serum Travel Size", "DEW SERUM 15ml", "Dew  Serum Refill"],
)
def test_words_for_sizes_do_not_part_a_family(name: str) -> None:
    assert family_of("Fjord", name) == "fjord-dew-serum"


def test_another_name_or_brand_is_another_family() -> None:
    families = {family_of("Fjord", "Dew Serum"), family_of("Fjord", "Dew Toner")}
    assert len(families | {family_of("Tarn", "Dew Serum")}) == 3


def test_chinese_names_make_families_too() -> None:
    assert (
        family_of("潮埕", "保濕精華 旅行裝") == family_of("潮埕", "保濕精華30ml") == "潮埕-保濕精華"
    )


def test_nothing_but_size_words_is_no_family() -> None:
    assert family_of("Fjord", "Mini 30ml") is None


def test_far_less_than_a_sibling_is_a_mini() -> None:
    sizes = [product("s", "Dew", 11), product("m", "Dew", 12), product("l", "Dew", 30)]
    assert [one.is_mini for one in with_families(sizes)] == [True, False, False]


def test_a_family_the_shop_gives_is_kept() -> None:
    assert with_families([product("a", "Dew", family="own")])[0].family == "own"
