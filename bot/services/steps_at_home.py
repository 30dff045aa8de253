"""What of a routine a shopper has at home: nobody needs a second cleanser."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.domain.ports import Catalogue
from bot.domain.products import Product
from bot.domain.recommendations import Wish
from bot.domain.routines import Candidate, actives_of, go_together
from bot.services.judge import Judge, in_itself
from bot.services.own_history import OwnHistory
from bot.services.product_cards import ProductCards


@dataclass(frozen=True, slots=True)
class StepsAtHome:
    """Finds what was bought and is not near empty, where it may still be advised."""

    catalogue: Catalogue
    cards: ProductCards
    judge: Judge
    history: OwnHistory

    async def of(self, wish: Wish, steps: Collection[str]) -> Mapping[str, Candidate]:
        """The product at home for each of the steps that has one; these go together."""
        history = await self.history.of(wish)
        newest = dict.fromkeys((*history.bought, *sorted(history.at_home)))
        passing = await self.history.with_reactions(in_itself(wish))
        kept: dict[str, Candidate] = {}
        for product_id in newest:
            product = await self.catalogue.find(product_id)
            if product is None or product_id not in history.at_home:
                continue
            step, item = product.product_type or "", self._candidate(product, wish)
            if step not in steps or step in kept or not self._may_stay(product, passing):
                continue
            if go_together((*kept.values(), item)):
                kept[step] = item
        return kept

    def _candidate(self, product: Product, wish: Wish) -> Candidate:
        price = self.cards.price(product, wish.currency)
        actives = actives_of(product, self.judge.groups())
        return Candidate(product, 0.0, price, actives, is_at_home=True)

    def _may_stay(self, product: Product, wish: Wish) -> bool:
        return self.judge.why_not(replace(product, stock=None, kind="single"), wish) is None
