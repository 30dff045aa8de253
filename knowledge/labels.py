"""What products tell of their ingredients, by name: in which products, and at which place."""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.domain.fit import LATE_ON_LABEL
from bot.domain.products import Product
from bot.domain.suitability import Forbidden

NOWHERE = np.iinfo(np.int32).max
_Numbers = NDArray[np.int32]


class Labels:
    """Key ingredients and ingredient lists of products by row; read-only."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._count = len(products)
        self._numbers, told = _numbered_names(products)
        told = told[np.argsort(told[:, 0], kind="stable")]
        self._rows, self._places = told[:, 1].copy(), told[:, 2].copy()
        self._is_listed = told[:, 3].astype(np.bool_)
        self._starts = np.searchsorted(told[:, 0], np.arange(len(self._numbers) + 1))
        self._early = np.fromiter(map(_early_places, products), np.int32, self._count)
        self._lines = _Lines(self._numbers)

    def breaking(self, rule: Forbidden) -> NDArray[np.bool_]:
        """Where one of the names told is forbidden, by itself or by its wording."""
        numbers = {number for name in rule.names for number in self._lines.numbers_of(name)}
        if rule.wording is not None:
            numbers |= self._lines.matching(rule.wording)
        found = np.zeros(self._count, np.bool_)
        for number in numbers:
            found[self._rows[self._span(number)]] = True
        return found

    def holding(self, names: Iterable[str]) -> NDArray[np.bool_]:
        """Where the ingredient list holds one of the names, key ingredients not counted."""
        found = np.zeros(self._count, np.bool_)
        for span in self._spans(names):
            found[self._rows[span][self._is_listed[span]]] = True
        return found

    def first_place(self, names: Iterable[str]) -> _Numbers:
        """The first place of one of the names among all told, key ingredients first."""
        places = np.full(self._count, NOWHERE, np.int32)
        for span in self._spans(names):
            rows = self._rows[span]
            places[rows] = np.minimum(places[rows], self._places[span])
        return places

    def strongest(self, strengths: Mapping[str, float]) -> NDArray[np.float64]:
        """The highest strength of the names told, less late on the label; 0 where none is."""
        best = np.zeros(self._count)
        for name, strength in strengths.items():
            for span in self._spans((name,)):
                rows = self._rows[span]
                is_early = self._places[span] < self._early[rows]
                weights = np.where(is_early, strength * 1.0, strength * LATE_ON_LABEL)
                best[rows] = np.maximum(best[rows], weights)
        return best

    def _spans(self, names: Iterable[str]) -> Iterable[slice]:
        return (self._span(self._numbers[name]) for name in names if name in self._numbers)

    def _span(self, number: int) -> slice:
        return slice(int(self._starts[number]), int(self._starts[number + 1]))


class _Lines:
    """The distinct names in lower case, one a line, as a rule reads a label."""

    def __init__(self, names: Collection[str]) -> None:
        lines = [(line, n) for n, name in enumerate(names) for line in name.lower().split("\n")]
        self._text = "\n".join(line for line, _ in lines)
        self._owners = [number for _, number in lines]
        self._starts = [0, *np.cumsum([len(line) + 1 for line, _ in lines]).tolist()]
        self._by_line: dict[str, list[int]] = defaultdict(list)
        for line, number in lines:
            self._by_line[line].append(number)

    def numbers_of(self, line: str) -> Sequence[int]:
        """The names that hold this line."""
        return self._by_line.get(line, ())

    def matching(self, wording: re.Pattern[str]) -> set[int]:
        """The names in which a wording is found; a wording never reaches beyond its line."""
        starts = (found.start() for found in wording.finditer(self._text))
        return {self._owners[bisect_right(self._starts, start) - 1] for start in starts}


def _numbered_names(products: Sequence[Product]) -> tuple[dict[str, int], _Numbers]:
    """The names' numbers, and each telling of one: name, row, place, whether it is listed."""
    numbers: dict[str, int] = {}
    told = array("i")
    for row, product in enumerate(products):
        listed = frozenset(product.ingredients or ())
        names = dict.fromkeys((*product.key_ingredients, *(product.ingredients or ())))
        for place, name in enumerate(names):
            number = numbers.setdefault(name, len(numbers))
            told.extend((number, row, place, name in listed))
    return numbers, np.array(told, np.int32).reshape(-1, 4)


def _early_places(product: Product) -> int:
    """How many places count as early, as `bot.domain.fit` has it."""
    return len(product.key_ingredients) + len(product.ingredients or ()) // 2
