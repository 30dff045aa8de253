"""In what one product outdoes another: cheaper, gentler or stronger, in one sentence each."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.advice_cues import Request
from bot.domain.alternatives import Stronger, find_gentler, find_stronger, irritants_in
from bot.domain.messages import Reply
from bot.domain.money import Price
from bot.domain.ports import Wording
from bot.domain.products import Product
from bot.domain.recommendations import Recommended, Wish
from bot.domain.routines import STRONG, actives_of
from bot.domain.turns import Answer, TurnContext, TurnKind
from bot.services.judge import Judge
from bot.services.product_cards import ProductCards
from bot.services.speech import Speech

# With these something stronger is offered with a word of care.
_CAREFUL_SKIN = frozenset({"sensitive"})


@dataclass(frozen=True, slots=True)
class Outdone:
    """A product that outdoes another, with the sentence that says in what."""

    choice: Recommended
    sentence: str


@dataclass(frozen=True, slots=True)
class Outdoing:
    """Says in what a product outdoes another, by facts of both; nothing without one."""

    wording: Wording
    cards: ProductCards
    judge: Judge

    def found(
        self,
        offered: Sequence[Recommended],
        base: Product,
        request: Request,
        wish: Wish,
        speech: Speech,
    ) -> list[Outdone]:
        """Of the products offered those that outdo the base as asked, in their order."""
        found = []
        for choice in offered:
            sentence = self._sentence(choice, base, request, wish, speech)
            if sentence:
                found.append(Outdone(choice, sentence))
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

    def none(self, base: Product, request: Request, wish: Wish, speech: Speech) -> Answer:
        """That nothing outdoes the base."""
        name = base.name(speech.language)
        price = self.cards.price(base, wish.currency)
        is_mild = irritants_in(base, self.judge.groups()) == ()
        already = request is Request.GENTLER and is_mild
        response = "utter_gentle_already" if already else f"utter_none_{request.value}"
        text = speech.text(response, name=name, price=price)
        reply = Reply(text, quick_replies=speech.buttons("utter_no_alternative"))
        return Answer(TurnKind.NO_MATCH, (reply,))

    def care(self, found: Sequence[Outdone], context: TurnContext, speech: Speech) -> list[str]:
        """How to begin with something strong, and more than that for sensitive skin."""
        groups = self.judge.groups()
        actives = {name for item in found for name in actives_of(item.choice.product, groups)}
        lines = [speech.text("stronger_slowly")] if actives & STRONG else []
        if _CAREFUL_SKIN.intersection(context.profile.skin_type):
            lines.append(speech.text("stronger_sensitive"))
        return lines
