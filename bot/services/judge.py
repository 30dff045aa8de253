"""What the engine's rules and score say of one product at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.fit import Evidence, Knowledge, reasons_for, score_of
from bot.domain.products import Product
from bot.domain.recommendations import Reason, Recommended, Wish
from bot.domain.suitability import Groups, why_excluded
from bot.services.product_cards import ProductCards


@dataclass(frozen=True, slots=True)
class Judge:
    """Asks the hard rules and the score of one product at a time, as the engine does of all.

    `groups` gives the ingredients of each group as they are now; `evidence` how well each is
    founded for a concern.
    """

    cards: ProductCards
    groups: Callable[[], Groups]
    evidence: Evidence = field(default_factory=dict)

    def why_not(self, product: Product, wish: Wish) -> str | None:
        """The hard rule that leaves a product out of a wish, None when it may be offered."""
        return why_excluded(product, wish, self.groups(), self.cards.rates)

    def score(self, product: Product, wish: Wish) -> float:
        """How well a product fits; the shopper's words are not compared with its text."""
        return score_of(product, wish, self._known(), self.cards.price(product, wish.currency))

    def reasons(self, product: Product, wish: Wish) -> tuple[Reason, ...]:
        """What speaks for a product."""
        return reasons_for(product, wish, self._known(), self.cards.price(product, wish.currency))

    def as_recommended(self, product: Product, wish: Wish) -> Recommended:
        """A product with its score and reasons, for a card."""
        return Recommended(
            product,
            self.score(product, wish),
            self.cards.price(product, wish.currency),
            self.reasons(product, wish),
        )

    def _known(self) -> Knowledge:
        return Knowledge(self.evidence, self.groups())


def in_itself(wish: Wish) -> Wish:
    """The wish without what another kind of product or another price would break."""
    return replace(wish, profile=replace(wish.profile, product_type=(), budget=None))


def facts_of(reasons: tuple[Reason, ...]) -> Mapping[str, tuple[str, ...]]:
    """Reasons as code → facts, for comparing those of two products."""
    found: dict[str, tuple[str, ...]] = {}
    for reason in reasons:
        values = [item for value in reason.values.values() for item in _listed(value)]
        found[reason.code] = tuple(values)
    return found


def only_new(reasons: Iterable[Reason], known: Mapping[str, tuple[str, ...]]) -> list[Reason]:
    """Reasons with the facts that are not among the known ones; the price tells nothing here."""
    found = []
    for reason in reasons:
        had = known.get(reason.code, ())
        values = {
            name: kept
            for name, value in reason.values.items()
            if (kept := [item for item in _listed(value) if item not in had])
        }
        if values and reason.code != "budget":
            found.append(Reason(reason.code, values))
    return found


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
