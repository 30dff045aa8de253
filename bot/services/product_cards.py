"""Products as a shopper sees them: cards, prices and reasons."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.domain.claims import find_claims
from bot.domain.errors import InputError
from bot.domain.messages import ProductCard
from bot.domain.money import Budget, Price
from bot.domain.ports import IngredientFacts
from bot.domain.products import Product
from bot.domain.recommendations import Reason, Recommended
from bot.domain.shop import ShopFacts
from bot.services.speech import Speech

_CARD_INGREDIENTS = 6
# Facts of a reason: names of ingredients, and what is said as it stands.
_INGREDIENTS = frozenset({"ingredient", "avoid"})
_PLAIN = frozenset({"product", "price", "size"})


class ProductCards:
    """Makes cards in the shop's or the shopper's currency."""

    def __init__(self, shop: ShopFacts, table: IngredientFacts) -> None:
        self._table = table
        self.currency = shop.currency
        self.rates = {shop.currency: Decimal(1), **shop.exchange_rates.rates}

    def currency_for(self, budget: Budget | None) -> str:
        """The currency prices are shown in: the budget's where we can convert, else the shop's."""
        said = budget.currency if budget else None
        return said if said in self.rates else self.currency

    def price(self, product: Product, currency: str) -> Price:
        """The price to show; in the catalogue's own currency where no rate is known."""
        try:
            return product.price_in(currency, self.rates)
        except InputError:
            return product.prices[0]

    def card(
        self,
        product: Product,
        speech: Speech,
        currency: str | None = None,
        reasons: tuple[str, ...] = (),
    ) -> ProductCard:
        """A product to show."""
        return ProductCard(
            id=product.id,
            name=product.name(speech.language),
            price=self.price(product, currency or self.currency).rounded(),
            product_type=product.product_type,
            ingredients=product.key_ingredients or (product.ingredients or ())[:_CARD_INGREDIENTS],
            url=product.url,
            reasons=reasons,
        )

    def recommended(self, choice: Recommended, speech: Speech) -> ProductCard:
        """A recommended product with its price and the facts that speak for it.

        A reason whose words may not be said is left out: another product's name can be a claim.
        """
        said = (self.reason(reason, speech) for reason in choice.reasons)
        reasons = tuple(text for text in said if not find_claims(text, speech.language))
        return replace(
            self.card(choice.product, speech, reasons=reasons), price=choice.price.rounded()
        )

    def reason(self, reason: Reason, speech: Speech) -> str:
        """A reason in words: the response `reason_<code>` with the facts of the reason filled in.

        Each fact has its own name there, and all of them together are `what`. Each concern has
        lawful words of its own, `reason_concern_<concern>`.
        """
        said = {name: self._said(name, value, speech) for name, value in reason.values.items()}
        if reason.code == "concern":
            return said["concern"]
        what = speech.listed(list(said.values()))
        return speech.text(f"reason_{reason.code}", what=what, **said)

    def _said(self, name: str, value: Any, speech: Speech) -> str:
        facts = [str(item) for item in (value if isinstance(value, list | tuple) else [value])]
        if name == "concern":
            return speech.listed([speech.text(f"reason_concern_{concern}") for concern in facts])
        if name in _INGREDIENTS:
            return speech.listed([self.ingredient(fact, speech) for fact in facts])
        return speech.listed(facts) if name in _PLAIN else speech.labels(name, facts)

    def ingredient(self, name: str, speech: Speech) -> str:
        """How a shopper reads an ingredient: our word for it, the table's, else the INCI name."""
        told = speech.find_text(f"label_avoid_{name.replace(' ', '_')}")
        if told:
            return told
        fact = self._table.find(name)
        return (fact.names.get(speech.language) if fact else None) or name
