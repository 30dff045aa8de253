"""Ratings of products by customers, read from CSV, with the sizes of one product as one."""

import csv
import io
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from bot.domain.errors import InputError
from bot.domain.products import Product
from bot.evaluation.gold import read_text
from knowledge.names import family_of
from knowledge.product_facts import fact_blocks

RELEVANT = 4.0
COLUMNS = ("author_id", "product_id", "rating")
HELD_OUT_SHARE = 0.2
_SEED = 0
_FEWEST_SHARED = 8
_SHARED_SHARE = 0.5
_FEWEST_TELLING = 2  # ratings other than the most frequent one
_AGREED_SHARE = 0.97

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no types


class Rating(NamedTuple):
    """What a customer thinks of a product."""

    customer: str
    product: str
    value: float


@dataclass(frozen=True, slots=True)
class RatingSet:
    """Ratings as matrices, customers × families.

    A review that stands under several listings of a product counts once, in the file where the
    listing with the most ratings has it. So no cell is in both parts, and the test is not emptied
    of products with several listings, which are the popular ones.

    Attributes:
        inner, held_out: the training ratings in two parts.
        families: ids, in the order of the columns.
        facts: by block, families × facts (`fact_blocks`).
        repeated: ratings left out because they stand under another listing, too.
        unknown_products: ratings left out because the catalogue has no such product.
        merged_by_reviews: how many families joined another one because they share its reviews.
    """

    train: Matrix
    test: Matrix
    inner: Matrix
    held_out: Matrix
    families: Sequence[str]
    facts: Mapping[str, Matrix]
    repeated: int
    unknown_products: int
    merged_by_reviews: int


def read_ratings(path: Path) -> list[Rating]:
    """The ratings of a CSV file with author_id, product_id and rating; raises InputError."""
    rows = csv.DictReader(io.StringIO(read_text(path)))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path.name} has no column {missing[0]}: it needs {', '.join(COLUMNS)}.")
    found = [_to_rating(row, path.name, line) for line, row in enumerate(rows, start=2)]
    if not found:
        raise InputError(f"{path.name} has no ratings under its header.")
    return found


def _to_rating(row: Mapping[str, str | None], name: str, line: int) -> Rating:
    customer, product = row["author_id"], row["product_id"]
    try:
        value = float(row["rating"] or "")
    except ValueError:
        value = math.nan
    if not customer or not product or not math.isfinite(value):
        raise InputError(
            f"{name}, line {line}: it needs a customer, a product and a number as rating."
        )
    return Rating(customer, product, value)


def to_rating_set(
    train: Sequence[Rating], test: Sequence[Rating], products: Sequence[Product]
) -> RatingSet:
    """Join ratings and catalogue; raises InputError where nothing could be measured."""
    by_id = {product.id: product for product in products}
    known = [[one for one in part if one.product in by_id] for part in (train, test)]
    if not all(known):
        raise InputError(
            "No rating is of a product in the catalogue: name its file with --catalogue, "
            "or import it first."
        )
    family = {product.id: family_of(product) for product in products}
    joined = _joined_by_reviews([*known[0], *known[1]], by_id, family)
    members: dict[str, list[Product]] = defaultdict(list)
    for product in products:
        members[joined[product.id]].append(product)
    families = sorted(members)
    customers = sorted({one.customer for part in known for one in part})
    train_once, test_once = _each_once(known[0], known[1], joined)
    inner, held_out = _split(train_once)
    shape = _Shape(
        {id_: row for row, id_ in enumerate(customers)},
        {id_: column for column, id_ in enumerate(families)},
    )
    return RatingSet(
        train=_to_matrix(train_once, joined, shape),
        test=_to_matrix(test_once, joined, shape),
        inner=_to_matrix(inner, joined, shape),
        held_out=_to_matrix(held_out, joined, shape),
        families=families,
        facts=fact_blocks([members[id_] for id_ in families]),
        repeated=sum(map(len, known)) - len(train_once) - len(test_once),
        unknown_products=len(train) + len(test) - sum(map(len, known)),
        merged_by_reviews=len(set(family.values())) - len(families),
    )


def _each_once(
    train: Sequence[Rating], test: Sequence[Rating], family: Mapping[str, str]
) -> tuple[list[Rating], list[Rating]]:
    """Of a customer's ratings of one family that of the listing with the most ratings alone."""
    counts = Counter(one.product for one in (*train, *test))
    chosen: dict[tuple[str, str], str] = {}
    for one in (*train, *test):
        key = one.customer, family[one.product]
        known = chosen.setdefault(key, one.product)
        chosen[key] = max(known, one.product, key=lambda id_: (counts[id_], id_))
    left, right = (
        [one for one in part if chosen[one.customer, family[one.product]] == one.product]
        for part in (train, test)
    )
    return left, right


def _split(ratings: Sequence[Rating]) -> tuple[list[Rating], list[Rating]]:
    """A fifth of each customer's ratings, rounded up, is held out; the draw is seeded.

    Drawn are places in the order of the product ids, the same for all customers with as many
    ratings. The shared ratings were divided so (docs/recommendation.md): then some products stand
    far more often in one part than in the other, and a method must bear that.
    """
    own: dict[str, list[Rating]] = defaultdict(list)
    for one in ratings:
        own[one.customer].append(one)
    inner: list[Rating] = []
    outer: list[Rating] = []
    for mine in own.values():
        mine.sort(key=lambda one: one.product)
        places = np.random.default_rng((_SEED, len(mine))).permutation(len(mine))
        mixed = [mine[place] for place in places]
        count = math.ceil(HELD_OUT_SHARE * len(mine)) if len(mine) > 1 else 0
        outer += mixed[:count]
        inner += mixed[count:]
    return inner, outer


class _Shape(NamedTuple):
    rows: Mapping[str, int]
    columns: Mapping[str, int]


def _to_matrix(ratings: Iterable[Rating], family: Mapping[str, str], shape: _Shape) -> Matrix:
    cells: dict[tuple[int, int], list[float]] = defaultdict(list)
    for one in ratings:
        cells[shape.rows[one.customer], shape.columns[family[one.product]]].append(one.value)
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    means = np.array([sum(values) / len(values) for values in cells.values()], np.float32)
    size = (len(shape.rows), len(shape.columns))
    return sparse.csr_matrix((means, (rows, columns)), shape=size)


def _joined_by_reviews(
    ratings: Sequence[Rating], products: Mapping[str, Product], family: Mapping[str, str]
) -> dict[str, str]:
    """Product → family, where listings that share their reviews are one family, too.

    A shop shows one set of reviews under each size of a product; names do not always tell. Of two
    listings of a brand the customers of one are then mostly those of the other, with the same
    ratings. Without this half of the score would be finding the twin.
    """
    head = {id_: id_ for id_ in family.values()}

    def find(id_: str) -> str:
        while head[id_] != id_:
            id_ = head[id_]
        return id_

    given: dict[str, dict[str, float]] = defaultdict(dict)
    for one in ratings:
        given[one.product][one.customer] = one.value
    for first, second in _same_brand(given, products):
        if _share_reviews(given[first], given[second]):
            head[find(family[second])] = find(family[first])
    return {product: find(id_) for product, id_ in family.items()}


def _same_brand(rated: Iterable[str], products: Mapping[str, Product]) -> Iterable[tuple[str, str]]:
    brands: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(rated):
        if brand := products[id_].brand:
            brands[brand].append(id_)
    for ids in brands.values():
        yield from ((one, other) for place, one in enumerate(ids) for other in ids[place + 1 :])


def _share_reviews(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    both = one.keys() & other.keys()
    if len(both) < max(_FEWEST_SHARED, _SHARED_SHARE * min(len(one), len(other))):
        return False
    values = Counter(one[customer] for customer in both)
    if len(both) - max(values.values()) < _FEWEST_TELLING:
        return False  # everybody's five stars agree by themselves
    return sum(one[customer] == other[customer] for customer in both) >= _AGREED_SHARE * len(both)
