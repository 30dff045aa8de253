"""Ratings read from a file, and listings of one product taken as one."""

from pathlib import Path

import pytest

from bot.domain.errors import InputError
from bot.evaluation.ratings import Rating, RatingSet, read_ratings, to_rating_set
from tests.fakes import product

PRODUCTS = [
    product("rain", "Rain Serum", "", 500, brand="Heron", size="30 ml"),
    product("rain-mini", "Mini Rain Serum", "", 200, brand="Heron", size="10 ml"),
    product("rain-gift", "Anniversary Edition of the Rain", "", 900, brand="Heron"),
    product("dune", "Dune Cream", "", 700, brand="Heron"),
    product("moss", "Moss Toner", "", 400, brand="Lark"),
]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_ratings_are_read_whatever_else_the_file_has(tmp_path: Path) -> None:
    path = written(tmp_path, "date,rating,product_id,author_id\nx,4.5,moss,7\n")
    assert read_ratings(path) == [Rating("7", "moss", 4.5)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("customer,product,rating\n1,a,5\n", "has no column author_id"),
        ("author_id,product_id\n1,a\n", "has no column rating"),
        ("author_id,product_id,rating\n", "has no ratings"),
        ("", "has no column author_id"),
        ("author_id,product_id,rating\n1,a,5\n1,b,good\n", "line 3"),
        ("author_id,product_id,rating\n1,a,nan\n", "line 2"),
        ("author_id,product_id,rating\n,a,5\n", "line 2"),
        ("author_id,product_id,rating\n1,a\n", "line 2"),
    ],
)
def test_a_file_that_is_no_ratings_is_told_in_one_sentence(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(InputError, match=told) as caught:
        read_ratings(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_ratings(tmp_path / "nowhere.csv")
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\xff\xfe\x00")
    with pytest.raises(InputError):
        read_ratings(picture)


def joined(train: list[Rating], test: list[Rating]) -> RatingSet:
    return to_rating_set(train, test, PRODUCTS)


def rated(product_id: str, *values: float) -> list[Rating]:
    return [Rating(f"C{number}", product_id, value) for number, value in enumerate(values)]


def test_a_review_under_a_product_and_its_mini_counts_once_as_the_product_has_it() -> None:
    train = [Rating("C1", "rain", 5), Rating("C1", "rain-mini", 3), Rating("C2", "rain", 4)]
    ratings = joined(train, rated("moss", 5))
    assert ratings.train.nnz == 2
    assert ratings.train.max() == 5
    assert ratings.train.min() == 0
    assert ratings.repeated == 1
    assert len(ratings.families) == len(PRODUCTS) - 1
    assert ratings.merged_by_reviews == 0


@pytest.mark.parametrize("is_tested", [True, False])
def test_a_review_in_both_files_stays_where_the_product_has_it(is_tested: bool) -> None:
    """Else the test would lose the products with several listings, which are the popular ones."""
    product_row, mini_row = [Rating("C1", "rain", 5)], [Rating("C1", "rain-mini", 5)]
    others = [Rating("C2", "rain", 4), Rating("C2", "moss", 4)]
    train, test = (mini_row, product_row) if is_tested else (product_row, mini_row)
    ratings = joined([*train, *others], [*test, Rating("C3", "moss", 4)])
    assert (ratings.test[0].nnz == 1) is is_tested
    assert (ratings.train[0].nnz == 0) is is_tested


def test_listings_with_the_same_reviews_are_one_product_whatever_their_names() -> None:
    """Also where one customer's review of the twin is in the test: else the twin is the answer."""
    values = (5, 4, 1, 5, 3, 5, 2, 5, 4, 5)
    gift = rated("rain-gift", *values)
    ratings = joined([*rated("rain", *values), *gift[:5]], gift[5:])
    assert ratings.merged_by_reviews == 1
    assert len(ratings.families) == len(PRODUCTS) - 2


def test_two_products_of_a_brand_with_the_same_customers_stay_two() -> None:
    """Customers who get samples rate many products of a brand, but not all alike."""
    one = rated("rain", 5, 4, 1, 5, 3, 5, 2, 5, 4, 5)
    other = rated("dune", 4, 4, 2, 5, 5, 3, 2, 5, 5, 5)
    assert joined(one, other).merged_by_reviews == 0


def test_the_same_ratings_of_two_brands_are_a_coincidence() -> None:
    values = (5,) * 10
    assert joined(rated("rain", *values), rated("moss", *values)).merged_by_reviews == 0


def test_a_few_equal_ratings_are_no_shared_reviews() -> None:
    assert joined(rated("rain", 5, 5, 5), rated("dune", 5, 5, 5)).merged_by_reviews == 0


def test_five_stars_from_everybody_are_no_shared_reviews() -> None:
    values = (5,) * 20
    assert joined(rated("rain", *values), rated("dune", *values)).merged_by_reviews == 0


def test_customers_with_as_many_ratings_lose_the_same_places_for_tuning() -> None:
    """A fifth, rounded up, whatever the order of the file; others lose other places."""
    ids = [f"p{number}" for number in range(7)]
    shop = [product(id_, f"Cream {id_}", "", 500, brand=f"Brand {id_}") for id_ in ids]
    train = [Rating("C1", id_, 5) for id_ in ids] + [Rating("C2", id_, 3) for id_ in ids[::-1]]
    train += [Rating("C3", id_, 4) for id_ in ids[:3]]
    ratings = to_rating_set(train, [Rating("C3", "p6", 5)], shop)
    held_out = [set(row.indices) for row in ratings.held_out]
    assert len(held_out[0]) == 2
    assert held_out[0] == held_out[1]
    assert len(held_out[2]) == 1
    assert (ratings.inner + ratings.held_out != ratings.train).nnz == 0


def test_products_not_in_the_catalogue_are_counted_and_left_out() -> None:
    ratings = joined([*rated("moss", 5), *rated("gone", 5, 4)], rated("dune", 5))
    assert ratings.unknown_products == 2
    assert ratings.train.nnz == 1


def test_another_catalogue_is_told_with_what_to_do() -> None:
    with pytest.raises(InputError, match="--catalogue"):
        joined(rated("gone", 5), rated("moss", 5))
