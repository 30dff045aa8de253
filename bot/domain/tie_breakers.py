"""What settles the order among products that fit about equally well.

Each term is bounded, and all bounds together, variety's too, are less than what a declared skin
type counts against another (`SMALLEST_STEP`): no fit to a concern or a skin type is overturned.
Terms are added to `bot.domain.fit.score_of`, which has the price's fit already.

| term | range | bound | what it is |
|---|---|---|---|
| season | -1 to 1 | 0.04 | light textures and sunscreen in warm months, rich ones in cold |
| popularity | 0 to 1 | 0.08 | what many buy, for who has no companions yet (cold start) |
| companions | 0 to 1 | 0.08 | what goes with what the shopper has; takes popularity's place |
| feedback | -1 to 1 | 0.12 | loved: its refill, or an upgrade; no effect or disliked: later |

No accuracy is claimed for them: docs/advice_engine.md tells how often each changes what is offered.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from bot.domain.circumstances import Circumstances
from bot.domain.fit import OTHER_SKIN_FIT, SILENT_SKIN_FIT, SKIN_TYPE_WEIGHT, Evidence
from bot.domain.products import Product
from bot.domain.recommendations import Reason, Wish
from bot.domain.seasons import Season, season_code, season_fit
from bot.domain.variety import VARIETY_BOUND

SEASON_BOUND = 0.04
COMPANY_BOUND = 0.08
FEEDBACK_BOUND = 0.12
# From the lowest sum of all terms to the highest, and the places that variety can take.
REACH = 2 * SEASON_BOUND + COMPANY_BOUND + 2 * FEEDBACK_BOUND + VARIETY_BOUND
SMALLEST_STEP = SKIN_TYPE_WEIGHT * (SILENT_SKIN_FIT - OTHER_SKIN_FIT)

_REFILL = 1.0
_OTHER_SIZE = 0.9  # of what was loved; the size that is known comes first
_UPGRADE = 0.5
_DISLIKED = -1.0
_OFTEN_BOUGHT = 0.8  # of the logarithm of the most bought family's customers
_MOST_REASONS = 3
_ROUNDING = 1e-9


class TieBreakers:
    """The terms of one wish, made ready once and asked of every product of a shortlist."""

    def __init__(
        self,
        wish: Wish,
        around: Circumstances,
        families: Mapping[str, str],
        products: Mapping[str, Product],
        evidence: Evidence,
        season_fit: Callable[[Product, Season], float] = season_fit,
    ) -> None:
        """Take the wish, what bears on it, and the catalogue: family and product by id.

        `season_fit` may know what `bot.domain.seasons` would read from a product's texts.
        """
        self._wish = wish
        self._around = around
        self._families = families
        self._products = products
        self._season_fit = season_fit
        self._actives = frozenset(name for strengths in evidence.values() for name in strengths)
        history = around.history
        self._loved = {
            families[product_id]: products[product_id]
            for product_id in reversed(history.loved)
            if product_id in products
        }
        self._disliked = {families.get(product_id) for product_id in history.disliked}
        self._bought = {families.get(product_id) for product_id in history.bought}

    def terms(self, product: Product) -> dict[str, float]:
        """What each term adds to a product's score; 0 is not listed."""
        found = {
            "season": SEASON_BOUND * self._season(product),
            "feedback": FEEDBACK_BOUND * self._feedback(product),
            **self._company(product),
        }
        return {name: value for name, value in found.items() if value}

    def reasons(
        self, product: Product, plain: Sequence[Reason], lead: float | None
    ) -> tuple[Reason, ...]:
        """At most three reasons: the shopper's own words first, then `plain`, then what decided.

        Args:
            product: what is offered.
            plain: what fits (`bot.domain.fit.reasons_for`).
            lead: the score less that of the first product left out; None where none is. A term
                that adds the whole lead or more is what decided.
        """
        terms = self.terms(product)
        decisive = [name for name, value in terms.items() if _decides(value, lead)]
        own = list(self._own_reasons(product))
        settled = list(self._settling_reasons(product, decisive))
        kept = plain[: _MOST_REASONS - len(own) - min(len(settled), 1)]
        return (*own, *kept, *settled)[:_MOST_REASONS]

    def _season(self, product: Product) -> float:
        return self._season_fit(product, self._around.season) if self._around.season else 0.0

    def _company(self, product: Product) -> dict[str, float]:
        """Companions where any are known for the shopper, else popularity."""
        family = self._families[product.id]
        if self._around.companions:
            share = self._around.companions.get(family, 0.0)
            return {"companions": COMPANY_BOUND * share}
        return {"popularity": COMPANY_BOUND * self._around.popularity.get(family, 0.0)}

    def _feedback(self, product: Product) -> float:
        family = self._families[product.id]
        if family in self._disliked:
            return _DISLIKED
        if family in self._loved:
            return _REFILL if product.id in self._around.history.loved else _OTHER_SIZE
        return _UPGRADE if self._upgraded(product) else 0.0

    def _upgraded(self, product: Product) -> tuple[Product, str, Sequence[str]] | None:
        """What was loved, the active it shares, and what is asked for that only this one is for.

        An upgrade is of the same type, has a telling ingredient of what was loved, and is for all
        that was asked for and loved at, and for more of what is asked for.
        """
        for loved in self._loved.values():
            further = self._further_concerns(product, loved)
            if product.product_type == loved.product_type and further:
                shared = self._shared_active(product, loved)
                if shared:
                    return loved, shared, further
        return None

    def _further_concerns(self, product: Product, loved: Product) -> Sequence[str]:
        """What is asked for that only `product` is for; nothing where it is for less elsewhere."""
        asked = self._wish.profile.concern
        if any(c in loved.concerns and c not in product.concerns for c in asked):
            return ()
        return [c for c in asked if c in product.concerns and c not in loved.concerns]

    def _shared_active(self, product: Product, loved: Product) -> str | None:
        told = {*product.key_ingredients, *(product.ingredients or ())}
        own = (*loved.key_ingredients, *(loved.ingredients or ()))
        return next((name for name in own if name in told and name in self._actives), None)

    def _own_reasons(self, product: Product) -> Iterator[Reason]:
        family = self._families[product.id]
        if family in self._loved:
            yield Reason("refill" if family in self._bought else "loved")
            return
        upgraded = None if family in self._disliked else self._upgraded(product)
        if upgraded:
            loved, shared, further = upgraded
            name = loved.name(self._wish.language)
            values = {"product": name, "ingredient": [shared], "concern": further[:1]}
            yield Reason("upgrade", values)

    def _settling_reasons(self, product: Product, decisive: Collection[str]) -> Iterator[Reason]:
        family = self._families[product.id]
        beside = self._products.get(self._around.companion_of.get(family, ""))
        if "companions" in decisive and beside:
            yield Reason("goes_with", {"product": beside.name(self._wish.language)})
        if "popularity" in decisive and self._around.popularity.get(family, 0.0) >= _OFTEN_BOUGHT:
            yield Reason("popular")
        season = self._around.season
        code = season_code(product, season) if season and "season" in decisive else None
        if code:
            yield Reason(code)


def _decides(value: float, lead: float | None) -> bool:
    return lead is not None and value > 0 and value >= lead - _ROUNDING
