"""What a grown catalogue is made of."""

from decimal import Decimal

import numpy as np
import pytest

from benchmarks.growth import PASSAGES, grow_products, grow_vectors, pick_parents
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from knowledge.passages import all_passages


def real(number: int) -> Product:
    return Product(
        f"p{number}",
        {Language.EN: f"Calm Glow Number{number} Serum"},
        (Price(Decimal(20), "USD"),),
        brand=f"Brand{number}",
        product_type="serum" if number % 2 else "toner",
        ingredients=("aqua", f"extract {number}", f"oil {number}") if number else None,
    )


REAL = tuple(map(real, range(6)))
TEXTS = [f"Text {number}. It says much! " * 40 for number in range(6)]


@pytest.fixture(scope="module")
def parents():
    return pick_parents(REAL, 50)


def test_every_grown_product_gives_as_many_passages_as_it_gets_vectors(parents):
    grown = grow_products(REAL, TEXTS, parents)
    assert len(all_passages(grown, lambda name, _: name)) == 50 * PASSAGES
    vectors = np.eye(6, 16, dtype=np.float32)
    rows = grow_vectors(vectors, parents)
    assert rows.shape == (50 * PASSAGES, 16)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-5)


def test_grown_products_are_new_and_keep_what_their_parents_are(parents):
    grown = grow_products(REAL, TEXTS, parents)
    assert len({product.id for product in grown}) == 50
    for product, body, second in zip(grown, parents.body, parents.second, strict=True):
        assert product.product_type == REAL[body].product_type == REAL[second].product_type
        assert Decimal(14) <= product.prices[0].amount <= Decimal(26)
        assert (product.ingredients is None) == (REAL[body].ingredients is None)


def test_growth_is_the_same_each_time(parents):
    assert grow_products(REAL, TEXTS, parents) == grow_products(REAL, TEXTS, parents)
    assert np.array_equal(pick_parents(REAL, 50).name, parents.name)
