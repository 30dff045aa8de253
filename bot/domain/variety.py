"""Variety among what is offered: not three of one brand or of one formula where others do as well.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) with a bound: each of the first
places goes to the highest score less at most VARIETY_BOUND for likeness to what stands before it.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.products import Product

VARIETY_BOUND = 0.10
_PLACES = 3  # what a shopper sees at once
# By how many of its brand stand before it: a second one does little harm, a third is too many.
_BRANDS = (0.0, 0.2, 1.0)
_UNLIKE_FORMULAS = 0.5  # share of ingredients in common, and below


@dataclass(frozen=True, slots=True)
class Scored:
    """A product with its score; higher is better."""

    product: Product
    score: float


def varied(ranked: Iterable[Scored]) -> Iterator[Scored]:
    """The same products, the first places with variety; scores are what placed each, and fall.

    Args:
        ranked: by falling score; drawn on only as far as is asked for.
    """
    rest = iter(ranked)
    upcoming = next(rest, None)
    waiting: list[Scored] = []
    chosen: list[Product] = []
    while len(chosen) < _PLACES and (waiting or upcoming):
        best = max(_lessened(waiting, chosen), key=_score, default=None)
        while upcoming and (best is None or upcoming.score > best.score):
            waiting.append(upcoming)
            best = max((best or _less(upcoming, chosen), _less(upcoming, chosen)), key=_score)
            upcoming = next(rest, None)
        if best is None:
            return
        first = best.product.id
        waiting = [item for item in waiting if item.product.id != first]
        chosen.append(best.product)
        yield best
    yield from _others(waiting, upcoming, rest, chosen)


def _others(
    waiting: Iterable[Scored],
    upcoming: Scored | None,
    rest: Iterator[Scored],
    chosen: list[Product],
) -> Iterator[Scored]:
    """What is left, by its score less its likeness to the first places."""
    heap = [(-item.score, place, item) for place, item in enumerate(_lessened(waiting, chosen))]
    heapq.heapify(heap)
    place = len(heap)
    while heap or upcoming:
        while upcoming and (not heap or upcoming.score > -heap[0][0]):
            item = _less(upcoming, chosen)
            heapq.heappush(heap, (-item.score, place, item))
            upcoming, place = next(rest, None), place + 1
        yield heapq.heappop(heap)[2]


def _score(item: Scored) -> float:
    return item.score


def _lessened(items: Iterable[Scored], chosen: Sequence[Product]) -> Iterator[Scored]:
    return (_less(item, chosen) for item in items)


def _less(item: Scored, chosen: Sequence[Product]) -> Scored:
    alike = likeness(item.product, chosen)
    return replace(item, score=item.score - VARIETY_BOUND * alike) if alike else item


def likeness(product: Product, others: Sequence[Product]) -> float:
    """How much of the same a product is beside others, by brand and formula, in [0, 1]."""
    brand = product.brand
    same_brand = sum(1 for other in others if brand and other.brand == brand)
    formulas = (_formula_likeness(product, other) for other in others)
    return max(_BRANDS[min(same_brand, len(_BRANDS) - 1)], *formulas, 0.0)


def _formula_likeness(one: Product, other: Product) -> float:
    first, second = set(one.ingredients or ()), set(other.ingredients or ())
    if not first or not second:
        return 0.0
    shared = len(first & second) / len(first | second)
    return max(0.0, (shared - _UNLIKE_FORMULAS) / (1 - _UNLIKE_FORMULAS))
