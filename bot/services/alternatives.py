"""Cheaper, stronger or gentler than a product, each with the one fact that makes it so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.advice_cues import Request
from bot.domain.alternatives import Stronger, find_gentler, find_stronger, irritants_in
from bot.domain.health import MEDICAL_CONDITIONS
from bot.domain.messages import QuickReply, Reply
from bot.domain.money import Budget, Price
from bot.domain.ports import Recommender, Wording
from bot.domain.products import Product
from bot.domain.recommendations import Recommended, Wish
from bot.domain.routines import STRONG, actives_of
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.judge import Judge
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT, ProductFinder
from bot.services.speech import Speech, in_paragraphs
from bot.services.wishes import Wanted, to_wish

_LOOKED_AT = 30
_SHOWN = 3
_CENT = Decimal("0.01")
# With these something stronger is offered with a word of care.
_CAREFUL_SKIN = frozenset({"sensitive"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A product that outdoes the base, with the sentence that says in what."""

    choice: Recommended
    sentence: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Looks among what passes every hard rule for what outdoes a product."""

    wording: Wording
    recommender: Recommender
    cards: ProductCards
    finder: ProductFinder
    judge: Judge

    async def answer(self, context: TurnContext, request: Request) -> Answer:
        """Alternatives to the product meant, else to what was shown; asks which where none is."""
        base = await self._base(context, request)
        if base is None:
            return await self.finder.ask_which(context, "ask_product")
        wish = self._wish(base, context)
        offered = (await self.recommender.recommend(self._among(wish, base, request))).products
        speech = Speech(self.wording, context.language)
        found = self._found(offered, base, request, wish, speech)[:_SHOWN]
        if not found:
            return self._none(base, request, wish, speech)
        return self._answer(found, base, request, context, speech)

    async def _base(self, context: TurnContext, request: Request) -> Product | None:
        """The product to outdo: the one meant, else of those shown the one hardest to keep."""
        meant = await self.finder.meant(context)
        if meant is not None:
            return meant
        shown = await self.finder.shown(context)
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

    def _found(
        self,
        offered: Sequence[Recommended],
        base: Product,
        request: Request,
        wish: Wish,
        speech: Speech,
    ) -> list[_Found]:
        found = []
        for choice in offered:
            sentence = self._sentence(choice, base, request, wish, speech)
            if sentence:
                found.append(_Found(choice, sentence))
        return found

    def _sentence(
        self, choice: Recommended, base: Product, request: Request, wish: Wish, speech: Speech
    ) -> str | None:
        """What makes a product cheaper, stronger or gentler; None where nothing does."""
        name = choice.product.name(speech.language)
        if request is Request.CHEAPER:
            return self._cheaper(choice, base, wish, speech, name)
        if request is Request.GENTLER:
            without = find_gentler(choice.product, base, self.judge.groups())
            what = speech.labels("irritant", without)
            return speech.text("alternative_gentler", name=name, what=what) if without else None
        stronger = find_stronger(choice.product, base, wish.profile.concern, self.judge.evidence)
        return self._stronger(stronger, name, speech) if stronger else None

    def _cheaper(
        self, choice: Recommended, base: Product, wish: Wish, speech: Speech, name: str
    ) -> str | None:
        less = self.cards.price(base, wish.currency).amount - choice.price.amount
        if less <= 0:
            return None
        less_by = Price(less, wish.currency)
        line = speech.text("alternative_cheaper", name=name, price=choice.price, less=less_by)
        missing = [
            concern
            for concern in wish.profile.concern
            if concern in base.concerns and concern not in choice.product.concerns
        ]
        if not missing:
            return line
        lacking = speech.text("alternative_lacks", what=speech.labels("concern", missing))
        return f"{line} {lacking}"

    def _stronger(self, stronger: Stronger, name: str, speech: Speech) -> str:
        if stronger.ground == "percent":
            return speech.text(
                "alternative_percent", name=name, mine=stronger.mine, its=stronger.its
            )
        mine = self.cards.ingredient(stronger.mine, speech)
        if not stronger.its:
            concern = speech.label("concern", stronger.concern)
            return speech.text("alternative_active", name=name, mine=mine, concern=concern)
        its = self.cards.ingredient(stronger.its, speech)
        if stronger.ground == "form":
            return speech.text("alternative_form", name=name, mine=mine, its=its)
        concern = speech.label("concern", stronger.concern)
        return speech.text("alternative_evidence", name=name, mine=mine, its=its, concern=concern)

    def _none(self, base: Product, request: Request, wish: Wish, speech: Speech) -> Answer:
        name = base.name(speech.language)
        price = self.cards.price(base, wish.currency)
        is_mild = irritants_in(base, self.judge.groups()) == ()
        already = request is Request.GENTLER and is_mild
        response = "utter_gentle_already" if already else f"utter_none_{request.value}"
        text = speech.text(response, name=name, price=price)
        reply = Reply(text, quick_replies=speech.buttons("utter_no_alternative"))
        return Answer(TurnKind.NO_MATCH, (reply,))

    def _answer(
        self,
        found: Sequence[_Found],
        base: Product,
        request: Request,
        context: TurnContext,
        speech: Speech,
    ) -> Answer:
        head = speech.text(f"utter_{request.value}", name=base.name(speech.language))
        lines = [head, *(f"· {item.sentence}" for item in found)]
        buttons: tuple[QuickReply, ...] = speech.buttons("utter_alternatives")
        if request is Request.STRONGER:
            lines += self._care(found, context, speech)
        if MEDICAL_CONDITIONS.intersection(context.profile.condition):
            lines.append(speech.text("utter_ask_your_doctor"))
            buttons = (*speech.buttons("utter_ask_your_doctor"), *buttons)
        cards = tuple(self.cards.recommended(item.choice, speech) for item in found)
        reply = Reply(in_paragraphs(lines), cards, buttons)
        # What it was compared with stays on the table, last: "compare the two" may be asked next.
        shown = ShowProducts((*(card.id for card in cards), base.id))
        return Answer(TurnKind.RECOMMENDATION, (reply,), (shown,), {FOCUS_SLOT: None})

    def _care(self, found: Sequence[_Found], context: TurnContext, speech: Speech) -> list[str]:
        """How to begin with something strong, and more than that for sensitive skin."""
        groups = self.judge.groups()
        actives = {name for item in found for name in actives_of(item.choice.product, groups)}
        lines = [speech.text("stronger_slowly")] if actives & STRONG else []
        if _CAREFUL_SKIN.intersection(context.profile.skin_type):
            lines.append(speech.text("stronger_sensitive"))
        return lines
