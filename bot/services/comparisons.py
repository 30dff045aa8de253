"""Two or three products side by side: what they share, where they differ, which one for whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.alternatives import irritants_in
from bot.domain.messages import Reply
from bot.domain.money import Price
from bot.domain.ports import Wording
from bot.domain.products import Product
from bot.domain.recommendations import Wish
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.judge import Judge, facts_of, in_itself, only_new
from bot.services.misses import Misses
from bot.services.own_history import OwnHistory
from bot.services.product_cards import ProductCards
from bot.services.speech import Speech, in_paragraphs
from bot.services.wishes import Wanted, to_wish

MOST_COMPARED = 3
_NAMED = 4  # key ingredients told of each
_CLOSE = 0.25  # scores nearer than this are no difference to speak of

Fact = Callable[[Product, Speech], str]


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Compares products by facts of the catalogue and by the engine's rules and score."""

    wording: Wording
    cards: ProductCards
    judge: Judge
    misses: Misses
    history: OwnHistory

    async def answer(self, products: Sequence[Product], context: TurnContext) -> Answer:
        """Facts that differ for each, what is the same for all, and a verdict."""
        speech = Speech(self.wording, context.language)
        wish = await self.history.with_reactions(self._wish(context))
        facts = {
            name: [tell(item, speech) for item in products] for name, tell in self._facts(wish)
        }
        shared = [name for name, told in facts.items() if len(set(told)) == 1 and told[0]]
        lines = [speech.text("utter_comparison")]
        for place, product in enumerate(products):
            lines.append(f"▪ {product.name(speech.language)}")
            lines += [
                speech.text(f"compared_{name}", what=told[place])
                for name, told in facts.items()
                if name not in shared and told[place]
            ]
        if shared:
            lines.append(speech.text("compared_shared"))
            lines += [speech.text(f"compared_{name}", what=facts[name][0]) for name in shared]
        lines.append(self._verdict(products, wish, context, speech))
        cards = tuple(self.cards.card(item, speech, wish.currency) for item in products)
        ids = tuple(card.id for card in cards)
        # Steps of a routine are compared within it: the others stay on the table behind them.
        is_routine = bool(Wanted.from_json(context.slots.get("wish")).steps)
        others = [item for item in context.shown_products if is_routine and item not in ids]
        shown = ShowProducts((*ids, *others))
        reply = Reply(in_paragraphs(lines), cards, speech.buttons("utter_comparison"))
        return Answer(TurnKind.ANSWER, (reply,), (shown,))

    def _wish(self, context: TurnContext) -> Wish:
        wanted = replace(Wanted.from_json(context.slots.get("wish")), text="")
        currency = self.cards.currency_for(context.profile.budget)
        return in_itself(to_wish(context, wanted, currency, MOST_COMPARED))

    def _facts(self, wish: Wish) -> tuple[tuple[str, Fact], ...]:
        return (
            ("type", _type),
            ("price", lambda product, _: self._price(product, wish.currency)),
            ("key", self._key),
            ("skin", lambda product, speech: speech.labels("skin_type", product.skin_types)),
            ("purpose", lambda product, speech: speech.labels("concern", product.concerns)),
            ("care", self._care),
        )

    def _price(self, product: Product, currency: str) -> str:
        """Price and size, and what a millilitre costs."""
        price = self.cards.price(product, currency)
        parts = [str(price), product.size or ""]
        if product.size_ml:
            parts.append(_by_volume(price, product.size_ml))
        return " · ".join(part for part in parts if part)

    def _key(self, product: Product, speech: Speech) -> str:
        names = (product.key_ingredients or (product.ingredients or ()))[:_NAMED]
        return speech.listed([self.cards.ingredient(name, speech) for name in names])

    def _care(self, product: Product, speech: Speech) -> str:
        """With what to be careful: what often irritates, and skin it is not for."""
        irritants = irritants_in(product, self.judge.groups())
        if irritants is None:
            return speech.text("compared_unknown_ingredients")
        told = [speech.label("irritant", name) for name in irritants]
        if product.unsuitable_skin_types:
            skin = speech.labels("skin_type", product.unsuitable_skin_types)
            told.append(speech.text("compared_not_for", what=skin))
        return speech.listed(told)

    def _verdict(
        self, products: Sequence[Product], wish: Wish, context: TurnContext, speech: Speech
    ) -> str:
        """Which one for this shopper: rules first, then the score; no guess without a profile."""
        rules = {item.id: self.judge.why_not(_in_itself(item), wish) for item in products}
        against = [
            self.misses.rule_in_words(item, rule, wish, speech)
            for item in products
            if (rule := rules[item.id])
        ]
        fitting = [item for item in products if rules[item.id] is None]
        return in_paragraphs([*against, self._best(fitting, wish, context, speech)])

    def _best(
        self, fitting: Sequence[Product], wish: Wish, context: TurnContext, speech: Speech
    ) -> str:
        profile = context.profile
        if not fitting:
            return speech.text("verdict_none")
        if not (profile.skin_type or profile.concern):
            return speech.text("verdict_ask")
        ranked = sorted(fitting, key=lambda item: -self.judge.score(item, wish))
        best, name = ranked[0], ranked[0].name(speech.language)
        if len(ranked) == 1:
            return speech.text("verdict_only", name=name)
        lead = self.judge.score(best, wish) - self.judge.score(ranked[1], wish)
        theirs = facts_of(self.judge.reasons(ranked[1], wish))
        more = only_new(self.judge.reasons(best, wish), theirs)
        if lead < _CLOSE or not more:
            return speech.text("verdict_close")
        reasons = speech.listed([self.cards.reason(reason, speech) for reason in more])
        return speech.text("verdict_best", name=name, reasons=reasons)


def _in_itself(product: Product) -> Product:
    """Whatever is in stock now: it is asked whether it suits."""
    return replace(product, stock=None, kind="single")


def _by_volume(price: Price, size_ml: float) -> str:
    """What a millilitre costs, or ten of them where one costs less than a unit of money."""
    each = price.amount / Decimal(str(size_ml))
    if each >= 1:
        return f"{Price(each, price.currency)}/ml"
    return f"{Price(each * 10, price.currency)}/10 ml"


def _type(product: Product, speech: Speech) -> str:
    return speech.label("product_type", product.product_type) if product.product_type else ""
