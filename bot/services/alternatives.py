"""Cheaper, stronger or gentler than a product, each with the one fact that makes it so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.advice_cues import Request
from bot.domain.alternatives import irritants_in
from bot.domain.health import MEDICAL_CONDITIONS
from bot.domain.messages import QuickReply, Reply
from bot.domain.money import Budget
from bot.domain.ports import Recommender, Wording
from bot.domain.products import Product
from bot.domain.recommendations import Wish
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.judge import Judge
from bot.services.outdoing import Outdoing, Outdone
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT, ProductFinder
from bot.services.routine_changes import RoutineChanges
from bot.services.speech import Speech, in_paragraphs
from bot.services.wishes import Wanted, to_wish

_LOOKED_AT = 30
_SHOWN = 3
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Looks among what passes every hard rule for what outdoes a product."""

    wording: Wording
    recommender: Recommender
    cards: ProductCards
    finder: ProductFinder
    judge: Judge
    outdoing: Outdoing
    changes: RoutineChanges

    async def answer(self, context: TurnContext, request: Request) -> Answer:
        """The routine on the table with one step changed, else alternatives to one product.

        That is the product meant, else one of those shown; asks which where none is.
        """
        changed = await self.changes.answer(context, request)
        if changed is not None:
            return changed
        base = await self._base(context, request)
        if base is None:
            return await self.finder.ask_which(context, "ask_product")
        wish = self._wish(base, context)
        offered = (await self.recommender.recommend(self._among(wish, base, request))).products
        speech = Speech(self.wording, context.language)
        found = self.outdoing.found(offered, base, request, wish, speech)[:_SHOWN]
        if not found:
            return self.outdoing.none(base, request, wish, speech)
        return self._answer(found, base, request, context, speech)

    async def _base(self, context: TurnContext, request: Request) -> Product | None:
        """The product to outdo: the one meant, else of those shown the one hardest to keep."""
        meant = await self.finder.meant(context)
        if meant is not None:
            return meant
        kinds = context.understanding.tags.product_type
        shown = [
            item
            for item in await self.finder.shown(context)
            if not kinds or item.product_type in kinds
        ]
        if not shown:
            return None
        currency = self.cards.currency_for(context.profile.budget)
        if request is Request.CHEAPER:
            return min(shown, key=lambda item: self.cards.price(item, currency).amount)
        if request is Request.GENTLER:
            groups = self.judge.groups()
            return max(shown, key=lambda item: len(irritants_in(item, groups) or ()))
        return shown[0]

    def _wish(self, base: Product, context: TurnContext) -> Wish:
        """For the same purpose as the product to outdo."""
        wanted = Wanted.from_json(context.slots.get("wish"))
        currency = self.cards.currency_for(context.profile.budget)
        wish = to_wish(context, replace(wanted, text="", ingredients=()), currency, _LOOKED_AT)
        kinds = (base.product_type,) if base.product_type else ()
        concerns = context.profile.concern or base.concerns
        return replace(
            wish,
            profile=replace(context.profile, product_type=kinds, concern=concerns),
            exclude=(base.id,),
        )

    def _among(self, wish: Wish, base: Product, request: Request) -> Wish:
        if request is not Request.CHEAPER:
            return wish
        below = max(self.cards.price(base, wish.currency).amount - _CENT, Decimal(0))
        known = wish.profile.budget
        limit = min(below, known.max) if known and known.max is not None else below
        budget = Budget(max=limit, currency=wish.currency)
        return replace(wish, profile=replace(wish.profile, budget=budget))

    def _answer(
        self,
        found: Sequence[Outdone],
        base: Product,
        request: Request,
        context: TurnContext,
        speech: Speech,
    ) -> Answer:
        head = speech.text(f"utter_{request.value}", name=base.name(speech.language))
        lines = [head, *(f"· {item.sentence}" for item in found)]
        buttons: tuple[QuickReply, ...] = speech.buttons("utter_alternatives")
        if request is Request.STRONGER:
            lines += self.outdoing.care(found, context, speech)
        if MEDICAL_CONDITIONS.intersection(context.profile.condition):
            lines.append(speech.text("utter_ask_your_doctor"))
            buttons = (*speech.buttons("utter_ask_your_doctor"), *buttons)
        cards = tuple(self.cards.recommended(item.choice, speech) for item in found)
        reply = Reply(in_paragraphs(lines), cards, buttons)
        # What it was compared with stays on the table, last: "compare the two" may be asked next.
        shown = ShowProducts((*(card.id for card in cards), base.id))
        return Answer(TurnKind.RECOMMENDATION, (reply,), (shown,), {FOCUS_SLOT: None})
