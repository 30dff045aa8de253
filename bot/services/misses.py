"""Nothing fits, or one product does not: which rule, by how much, and what may be loosened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.messages import QuickReply, Reply
from bot.domain.money import Price
from bot.domain.ports import Catalogue, Recommender, Wording
from bot.domain.products import Product
from bot.domain.recommendations import Excluded, Recommendation, Wish
from bot.domain.turns import Answer, TurnKind
from bot.services.product_cards import ProductCards
from bot.services.speech import Speech, in_paragraphs, to_label
from bot.services.summaries import summary_of

# Rules for the skin's sake: they are told, never loosened.
_SAFETY = frozenset({"avoid", "condition", "unsuitable", "unknown_ingredients", "reaction", "age"})
_FAR = frozenset({"product_type", "kind"})
_TAGS = {"avoid": "avoid", "condition": "condition", "unsuitable": "skin_type"}


@dataclass(frozen=True, slots=True)
class Misses:
    """Says that nothing fits, with the nearest miss."""

    wording: Wording
    catalogue: Catalogue
    recommender: Recommender
    cards: ProductCards

    async def answer(self, wish: Wish, found: Recommendation, speech: Speech) -> Answer:
        """That nothing fits, what comes nearest and what could be loosened."""
        summary = summary_of(wish.profile, self.cards.currency, speech)
        lines = [speech.text("utter_no_match", summary=summary)]
        near = await self._nearest(wish, found.excluded)
        if near is not None:
            lines.append(self.rule_in_words(*near, wish, speech))
        lines.append(self._not_sold(wish, speech))
        cheapest = found.nearest_price
        if cheapest is not None:
            lines.append(speech.text("no_match_cheapest", price=cheapest))
        else:
            lines.append(speech.text(_what_helps(found)))
        buttons = [
            QuickReply(to_label(speech.text("label_widen_budget", price=price)), _widen(price))
            for price in self._prices_to_widen(near, cheapest, wish)
        ]
        other = await self._other_kind(wish)
        if other is not None:
            what = speech.label("product_type", other)
            lines.append(speech.text("no_match_other_kind", what=what))
            buttons.append(QuickReply(to_label(what), f'/inform{{"product_type": "{other}"}}'))
        buttons += speech.buttons("utter_no_match")
        return Answer(TurnKind.NO_MATCH, (Reply(in_paragraphs(lines), (), tuple(buttons)),))

    def rule_in_words(self, product: Product, rule: str, wish: Wish, speech: Speech) -> str:
        """Why a product was left out: "X costs NT$980, NT$80 above your budget."."""
        name = product.name(speech.language)
        kind, _, what = rule.partition(":")
        if kind == "budget":
            return self._off_budget(product, wish, speech)
        if kind in _TAGS:
            return speech.text(f"miss_{kind}", name=name, what=speech.label(_TAGS[kind], what))
        if kind == "product_type" and product.product_type:
            sold_as = speech.label("product_type", product.product_type)
            return speech.text("miss_product_type", name=name, what=sold_as)
        response = f"miss_{kind}"
        told = {"stock", "unknown_ingredients", "kind", "reaction", "at_home", "age"}
        return speech.text(response if kind in told else "miss_other", name=name)

    def _off_budget(self, product: Product, wish: Wish, speech: Speech) -> str:
        price = self.cards.price(product, wish.currency)
        by, response = self._off_by(price, wish)
        return speech.text(
            response, name=product.name(speech.language), price=price, by=Price(by, wish.currency)
        )

    def _off_by(self, price: Price, wish: Wish) -> tuple[Decimal, str]:
        budget = wish.profile.budget
        if budget and budget.max is not None and price.amount > budget.max:
            return price.amount - budget.max, "miss_over_budget"
        least = budget.min if budget and budget.min is not None else price.amount
        return least - price.amount, "miss_under_budget"

    async def _nearest(
        self, wish: Wish, excluded: Sequence[Excluded]
    ) -> tuple[Product, str] | None:
        """The product nearest to what was asked: the least above the budget, else the best fit."""
        misses = [
            (product, item.why)
            for item in excluded
            if item.why not in _FAR and (product := await self.catalogue.find(item.product_id))
        ]
        dear = [item for item in misses if item[1] == "budget"]
        if dear:
            return min(
                dear,
                key=lambda item: self._off_by(self.cards.price(item[0], wish.currency), wish)[0],
            )
        return misses[0] if misses else None

    def _prices_to_widen(
        self, near: tuple[Product, str] | None, cheapest: Price | None, wish: Wish
    ) -> Sequence[Price]:
        """What the budget could be: the cheapest that fits otherwise, then the nearest product."""
        prices = [] if cheapest is None else [cheapest]
        if near is not None and near[1] == "budget":
            prices.append(self.cards.price(near[0], wish.currency))
        return list(dict.fromkeys(prices))

    def _not_sold(self, wish: Wish, speech: Speech) -> str:
        """That the shop has no such kind of product at all."""
        sold = {item.product_type for item in self.catalogue.all() if item.kind == "single"}
        missing = [kind for kind in wish.profile.product_type if kind not in sold]
        if not missing:
            return ""
        return speech.text("no_match_not_sold", what=speech.labels("product_type", missing))

    async def _other_kind(self, wish: Wish) -> str | None:
        """Another kind of product of which one passes every rule, where a kind was asked for."""
        if not wish.profile.product_type:
            return None
        profile = replace(wish.profile, product_type=())
        anyhow = replace(wish, profile=profile, ingredients=(), exclude=(), limit=1)
        found = (await self.recommender.recommend(anyhow)).products
        return found[0].product.product_type if found else None


def _what_helps(found: Recommendation) -> str:
    is_safety = any(item.why.partition(":")[0] in _SAFETY for item in found.excluded)
    return "utter_no_match_strict" if is_safety else "utter_no_match_loosen"


def _widen(price: Price) -> str:
    amount = price.amount
    return f'/inform{{"budget": {{"min": null, "max": {amount}, "currency": "{price.currency}"}}}}'
