"""A catalogue's facts as columns, so that rules and score of all products are asked at once.

What the columns say is what `HardRules` and `score_of` say of each product one by one; the domain
stays the truth, and whatever is offered is asked of it again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.domain.fit import DECLARED_SHARE, OTHER_SKIN_FIT, SILENT_SKIN_FIT, Evidence
from bot.domain.named_actives import names_a_retinoid
from bot.domain.products import Product
from bot.domain.seasons import Season, season_fit
from bot.domain.suitability import Forbidden, is_exfoliant
from knowledge.labels import Labels
from knowledge.prices import PriceColumn

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Values = NDArray[np.float64]
Column = TypeVar("Column", bound=NDArray[Any])

_SEASONS = tuple(Season)
_KEPT = 256  # columns kept at once, for values that shoppers name; up to eight bytes a product


class Columns:
    """Facts of products by row (their place in `products`); safe to ask from many threads.

    Attributes:
        names_retinoid: where name, highlights or description speak of a retinoid.
        is_exfoliant: where it is sold as an exfoliant, by its type or by what it says of itself.
        told_in_texts: these two and the fit to each season, a row each; slow to read from texts.
    """

    def __init__(
        self,
        products: Sequence[Product],
        families: Mapping[str, str],
        former: "Columns | None" = None,
    ) -> None:
        """Take the products, the family of each by its id, and the columns of the state before.

        What is slow to tell of a product is taken over where the product is the same.
        """
        self.products = tuple(products)
        self.row_of = {product.id: row for row, product in enumerate(self.products)}
        self.labels = Labels(self.products)
        self.id_rank = _ranks([product.id for product in self.products])
        self.family, self._family_numbers = _numbered(families[p.id] for p in self.products)
        self.in_stock = self._where(Product.is_in_stock)
        self.has_label = self._where(lambda product: bool(product.ingredients))
        self.is_mini = self._where(lambda product: product.is_mini)
        self.tells_skin_types = self._where(lambda product: bool(product.skin_types))
        self._sets = {
            "kind": self._having(lambda product: (product.kind,)),
            "product_type": self._having(lambda product: (product.product_type or "",)),
            "skin_type": self._having(lambda product: product.skin_types),
            "unsuitable": self._having(lambda product: product.unsuitable_skin_types),
            "concern": self._having(lambda product: product.concerns),
        }
        told = _told_in_texts(self.products, former)
        self.names_retinoid, self.is_exfoliant = told[:, 0] > 0, told[:, 1] > 0
        self.told_in_texts = told
        self._kept: dict[Hashable, NDArray[Any]] = {}
        self._prices: dict[str, PriceColumn] = {}

    def __len__(self) -> int:
        return len(self.products)

    def of_ids(self, product_ids: Iterable[str]) -> Mask:
        """Where the product is one of these."""
        found = np.zeros(len(self), np.bool_)
        found[[self.row_of[found_id] for found_id in product_ids if found_id in self.row_of]] = True
        return found

    def having(self, fact: str, value: str) -> Mask:
        """Where a fact has a value: kind, product_type, skin_type, unsuitable or concern."""
        found = self._sets[fact].get(value)
        return np.zeros(len(self), np.bool_) if found is None else found

    def having_any(self, fact: str, values: Iterable[str]) -> Mask:
        """Where a fact has one of the values."""
        found = np.zeros(len(self), np.bool_)
        for value in values:
            found |= self.having(fact, value)
        return found

    def in_families(self, families: Iterable[str | None]) -> Mask:
        """Where the family is one of these."""
        named = (self._family_numbers.get(name) for name in families if name is not None)
        numbers = [number for number in named if number is not None]
        if not numbers:
            return np.zeros(len(self), np.bool_)
        is_meant = np.zeros(len(self._family_numbers), np.bool_)
        is_meant[numbers] = True
        found: Mask = is_meant[self.family]
        return found

    def breaking(self, rule: Forbidden) -> Mask:
        """Where a product tells of something that a rule forbids."""
        wording = rule.wording and rule.wording.pattern
        return self._keep(("rule", rule.names, wording), lambda: self.labels.breaking(rule))

    def holding(self, names: Collection[str]) -> Mask:
        """Where the ingredient list proper holds one of the names."""
        return self._keep(("holding", frozenset(names)), lambda: self.labels.holding(names))

    def first_place(self, names: Collection[str]) -> NDArray[np.int32]:
        """Where one of the names first stands in what a product tells; NOWHERE where in none."""
        return self._keep(("place", frozenset(names)), lambda: self.labels.first_place(names))

    def concern_fit(self, concern: str, evidence: Evidence) -> Values:
        """How well each product fits a concern, in [0, 1], as `bot.domain.fit` has it.

        The evidence is the table's own, the same at every call.
        """
        return self._keep(("concern", concern), lambda: self._concern_fit(concern, evidence))

    def skin_type_fit(self, asked: Collection[str]) -> Values:
        """How well each product fits some skin types, in (0, 1], as `bot.domain.fit` has it."""
        skin_types = frozenset(asked)
        return self._keep(("skin_type", skin_types), lambda: self._skin_type_fit(skin_types))

    def season_fit(self, product: Product, season: Season) -> float:
        """As `bot.domain.seasons` has it; its texts are read again only where they are others."""
        row = self.row_of.get(product.id)
        if row is None or self.products[row] is not product:
            return season_fit(product, season)
        return float(self.told_in_texts[row, 2 + _SEASONS.index(season)])

    def prices(self, currency: str, rates: Mapping[str, Decimal]) -> PriceColumn:
        """Every product's price in a currency; the rates are the same at every call."""
        if currency not in self._prices:
            self._prices[currency] = PriceColumn(self.products, currency, rates)
        return self._prices[currency]

    def similarities(self, scores: Mapping[str, float], rows: Rows) -> Values:
        """How near the text of some products' families is, given scores by product id.

        The scores are 0 or more; shape (len(rows),).
        """
        by_family = np.zeros(len(self._family_numbers))
        known = {self.row_of[id_]: score for id_, score in scores.items() if id_ in self.row_of}
        families = self.family[np.fromiter(known, np.int64, len(known))]
        np.maximum.at(by_family, families, np.fromiter(known.values(), np.float64, len(known)))
        near: Values = by_family[self.family[rows]]
        return near

    def _concern_fit(self, concern: str, evidence: Evidence) -> Values:
        declared = np.where(self.having("concern", concern), DECLARED_SHARE, 0.0)
        active = self.labels.strongest(evidence.get(concern, {}))
        fit: Values = declared + (1 - DECLARED_SHARE) * active
        return fit

    def _skin_type_fit(self, asked: Collection[str]) -> Values:
        suited = np.zeros(len(self), np.int64)
        for skin_type in asked:
            suited += self.having("skin_type", skin_type)
        told = np.maximum(suited / len(asked), OTHER_SKIN_FIT)
        return np.where(self.tells_skin_types, told, SILENT_SKIN_FIT)

    def _keep(self, key: Hashable, make: Callable[[], Column]) -> Column:
        kept: Any = self._kept.get(key)
        if kept is None:
            kept = make()
            kept.flags.writeable = False
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = kept
        return kept  # type: ignore[no-any-return]  # what `make` gives for this key

    def _where(self, is_so: Callable[[Product], bool]) -> Mask:
        return np.fromiter(map(is_so, self.products), np.bool_, len(self.products))

    def _having(self, values_of: Callable[[Product], Iterable[str]]) -> dict[str, Mask]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, product in enumerate(self.products):
            for value in values_of(product):
                rows[value].append(row)
        masks = {value: np.zeros(len(self.products), np.bool_) for value in rows}
        for value, mask in masks.items():
            mask[rows[value]] = True
            mask.flags.writeable = False
        return masks


class Chosen(Collection[str]):
    """Some of a catalogue's products, by a mask over its ids: a search may look at these alone."""

    def __init__(self, columns: Columns, mask: Mask) -> None:
        """Take a catalogue and a mask over its rows."""
        self.columns = columns
        self.mask = mask

    def __contains__(self, product_id: object) -> bool:
        row = self.columns.row_of.get(str(product_id))
        return row is not None and bool(self.mask[row])

    def __iter__(self) -> Any:
        return (self.columns.products[row].id for row in np.flatnonzero(self.mask))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.mask))


def _told_in_texts(products: Sequence[Product], former: Columns | None) -> NDArray[np.float32]:
    """Whether each names a retinoid, is an exfoliant, and its fit to each season; a row each."""

    def told(product: Product) -> Sequence[float]:
        row = former.row_of.get(product.id) if former else None
        if former is not None and row is not None and former.products[row] == product:
            kept: Sequence[float] = former.told_in_texts[row].tolist()
            return kept
        seasons = (season_fit(product, season) for season in _SEASONS)
        return (names_a_retinoid(product), is_exfoliant(product), *seasons)

    found = np.array([told(product) for product in products], np.float32)
    return found.reshape(-1, 2 + len(_SEASONS))


def best_places(scores: Values, ties: NDArray[np.int64], count: int) -> Rows:
    """The places of at most `count` scores, the highest first, equal ones by `ties` upwards."""
    places = np.arange(len(scores), dtype=np.int64)
    if len(scores) > count > 0:
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        above, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        left = count - len(above)
        if len(equal) > left:
            equal = equal[np.argpartition(ties[equal], left - 1)[:left]]
        places = np.concatenate((above, equal))
    ranked: Rows = places[np.lexsort((ties[places], -scores[places]))][:count]
    return ranked


def _ranks(keys: Sequence[str]) -> NDArray[np.int64]:
    """The place of each key in their order."""
    ranks = np.empty(len(keys), np.int64)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks


def _numbered(keys: Iterable[str]) -> tuple[NDArray[np.int64], dict[str, int]]:
    """Each key's number, and the numbers by key."""
    numbers: dict[str, int] = {}
    found = [numbers.setdefault(key, len(numbers)) for key in keys]
    return np.array(found, np.int64), numbers
