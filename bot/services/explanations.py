"""Why these, and why not that one: from the rules and the reasons, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.advice_cues import Request
from bot.domain.cues import wants_cheaper
from bot.domain.messages import Reply
from bot.domain.ports import Catalogue, Recommender, Wording
from bot.domain.products import Product
from bot.domain.recommendations import Wish
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.judge import Judge, facts_of, only_new
from bot.services.misses import Misses
from bot.services.own_history import OwnHistory
from bot.services.product_cards import ProductCards
from bot.services.product_finder import ProductFinder, one_of_each_family
from bot.services.speech import Speech, in_paragraphs
from bot.services.wishes import Wanted, to_wish

_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Explanations:
    """Explains a recommendation to who asks."""

    wording: Wording
    catalogue: Catalogue
    recommender: Recommender
    cards: ProductCards
    finder: ProductFinder
    judge: Judge
    misses: Misses
    history: OwnHistory

    async def why_these(self, context: TurnContext) -> Answer:
        """The reasons of each product on the table, or of the one that is meant."""
        shown = await self._explained(context)
        if not shown:
            return await self.finder.ask_which(context, "ask_product")
        speech = Speech(self.wording, context.language)
        wish = await self._wish(context)
        lines = [speech.text("utter_why_these")]
        lines += [self._reasons_of(product, wish, speech) for product in shown]
        cards = tuple(
            self.cards.recommended(self.judge.as_recommended(item, wish), speech) for item in shown
        )
        reply = Reply(in_paragraphs(lines), cards, speech.buttons("utter_why_these"))
        return Answer(TurnKind.ANSWER, (reply,), (ShowProducts(context.shown_products),))

    async def why_not(self, context: TurnContext) -> Answer:
        """Which rule left a product out, or what those on the table have that it has not."""
        product = await self._asked_about(context)
        if product is None:
            return await self.finder.ask_which(context, "ask_product")
        speech = Speech(self.wording, context.language)
        wish = await self._wish(context)
        text = await self._answered(product, wish, context, speech)
        card = self.cards.recommended(self.judge.as_recommended(product, wish), speech)
        reply = Reply(text, (replace(card, reasons=()),), speech.buttons("utter_why_not"))
        return Answer(TurnKind.ANSWER, (reply,), (self._on_the_table(product, context),))

    async def _explained(self, context: TurnContext) -> Sequence[Product]:
        """One product where one of several is meant, else all that were shown."""
        shown = await self.finder.shown(context)
        named = await self.finder.named(context)
        placed = self.finder.placed(shown, context)
        if placed is not None:
            return (placed,)
        kinds = context.understanding.tags.product_type
        of_kind = [product for product in shown if product.product_type in kinds]
        return one_of_each_family(named) or of_kind or shown

    async def _asked_about(self, context: TurnContext) -> Product | None:
        """The product named; "the cheaper one" is the best that costs less than those shown."""
        shown = await self.finder.shown(context)
        named = await self.finder.named(context)
        if named:
            return await self.catalogue.find(named[0].id) or named[0]
        placed = self.finder.placed(shown, context)
        if placed is not None:
            return placed
        if shown and wants_cheaper(context.text):
            return await self._cheaper_than(shown, context)
        return await self._with_ingredient(shown, context)

    async def _with_ingredient(
        self, shown: Sequence[Product], context: TurnContext
    ) -> Product | None:
        """Why nothing with vitamin C? The best product that has it, of the kinds on the table."""
        tags = context.understanding.tags
        names = (*tags.ingredient, *tags.avoid)
        kinds = {item.product_type for item in shown}
        holding = [item for item in self.catalogue.all() if item.is_key(names)]
        of_kind = [item for item in holding if item.product_type in kinds]
        wish = await self._wish(context)
        best = max(of_kind or holding, key=lambda item: self.judge.score(item, wish), default=None)
        return await self.catalogue.find(best.id) if best else None

    async def _cheaper_than(self, shown: Sequence[Product], context: TurnContext) -> Product:
        """The best of the same kinds that costs less; else the cheapest of what is shown."""
        wish = await self._wish(context)
        best = await self.recommender.find_cheaper(wish, shown)
        if best is None:
            return min(shown, key=lambda item: self.cards.price(item, wish.currency).amount)
        return await self.catalogue.find(best.id) or best

    async def _answered(
        self, product: Product, wish: Wish, context: TurnContext, speech: Speech
    ) -> str:
        name = product.name(speech.language)
        if product.id in context.shown_products:
            return in_paragraphs(
                [
                    speech.text("why_not_did", name=name),
                    self._reasons_of(product, wish, speech),
                ]
            )
        rule = self.judge.why_not(product, wish)
        if rule is not None:
            return self.misses.rule_in_words(product, rule, wish, speech)
        return await self._outdone(product, wish, context, speech)

    async def _outdone(
        self, product: Product, wish: Wish, context: TurnContext, speech: Speech
    ) -> str:
        """What the products on the table have that this one has not."""
        name = product.name(speech.language)
        mine = facts_of(self.judge.reasons(product, wish))
        lines = []
        shown = await self.finder.shown(context)
        # In a routine the others are of other kinds: a cleanser is no answer to a serum.
        rivals = [item for item in shown if item.product_type == product.product_type] or shown
        for other in rivals:
            more = only_new(self.judge.reasons(other, wish), mine)
            if more:
                reasons = speech.listed([self.cards.reason(reason, speech) for reason in more])
                other_name = other.name(speech.language)
                lines.append("· " + speech.text("why_line", name=other_name, reasons=reasons))
        if not lines:
            return speech.text("why_not_close", name=name)
        return in_paragraphs([speech.text("why_not_outdone", name=name), *lines])

    def _reasons_of(self, product: Product, wish: Wish, speech: Speech) -> str:
        name = product.name(speech.language)
        rule = self.judge.why_not(product, wish)
        if rule is not None:
            return "· " + self.misses.rule_in_words(product, rule, wish, speech)
        told = [self.cards.reason(item, speech) for item in self.judge.reasons(product, wish)]
        return "· " + speech.text("why_line", name=name, reasons=speech.listed(told))

    async def _wish(self, context: TurnContext) -> Wish:
        """What was asked for; in a routine each product has its own kind and no price limit."""
        wanted = Wanted.from_json(context.slots.get("wish"))
        currency = self.cards.currency_for(context.profile.budget)
        wish = to_wish(context, replace(wanted, text=""), currency, _LOOKED_AT)
        if wanted.steps:
            wish = replace(wish, profile=replace(wish.profile, product_type=(), budget=None))
        return await self.history.applied(wish)

    def _on_the_table(self, product: Product, context: TurnContext) -> ShowProducts:
        """The product asked about joins what was shown: "I take that one" may come next."""
        return ShowProducts(tuple(dict.fromkeys((*context.shown_products, product.id))))

    async def answer(self, context: TurnContext, request: Request) -> Answer:
        """Either, by what is asked."""
        if request is Request.WHY_NOT:
            return await self.why_not(context)
        return await self.why_these(context)
