"""A whole routine on request: which products go together within the money there is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.advice_cues import Request
from bot.domain.money import Budget, Price
from bot.domain.ports import Catalogue, Recommender, Wording
from bot.domain.recommendations import Recommended, Wish
from bot.domain.routines import (
    Candidate,
    actives_of,
    cheapest_total,
    choose_routine,
)
from bot.domain.suitability import Groups
from bot.domain.turns import Answer, TurnContext, TurnKind
from bot.services.product_cards import ProductCards
from bot.services.routine_words import RoutineWords
from bot.services.speech import Speech
from bot.services.steps_at_home import StepsAtHome
from bot.services.wishes import Wanted, to_wish

_CANDIDATES = 12
_CENT = Decimal("0.01")
# Wished for less of these, a routine is put together without them where it can be.
_HARSH = ("fragrance", "alcohol")

Offers = Mapping[str, Sequence[Recommended]]


@dataclass(frozen=True, slots=True)
class Routines:
    """Builds a routine through the recommender: every product passes every hard rule."""

    wording: Wording
    recommender: Recommender
    catalogue: Catalogue
    cards: ProductCards
    groups: Callable[[], Groups]
    words: RoutineWords
    at_home: StepsAtHome

    async def build(self, context: TurnContext, wanted: Wanted) -> Answer:
        """A routine of the steps wanted, or in plain words why there is none.

        What is at home stays: by the shopper's own words, and by what was bought here.
        """
        wish = to_wish(
            context, wanted, self.cards.currency_for(context.profile.budget), _CANDIDATES
        )
        wish = replace(wish, text="", ingredients=())
        limit = await self._limit(wish, wanted, context)
        at_home = await self.at_home.of(wish, wanted.steps)
        own = tuple(step for step in wanted.own if step not in at_home)
        to_buy = tuple(step for step in wanted.steps if step not in (*at_home, *own))
        offers = await self._offers(wish, replace(wanted, steps=to_buy), context, limit)
        kept = {step: (item,) for step, item in at_home.items()}
        steps = {**self._candidates(offers), **kept}
        is_mild = wanted.refine == Request.GENTLER or "sensitive" in context.profile.skin_type
        routine = choose_routine(steps, limit, allow_strong=not is_mild)
        if routine is None or len(routine.chosen) + len(own) < 2:
            return self._impossible(steps, limit, wish, Speech(self.wording, context.language))
        missing = [step for step in offers if step not in (*routine.chosen, *routine.left_out)]
        offered = {item.product.id: item for found in offers.values() for item in found}
        return self.words.answer(replace(routine, own=own), offered, wish, context, missing=missing)

    async def _limit(self, wish: Wish, wanted: Wanted, context: TurnContext) -> Decimal | None:
        """What the whole may cost; below what was shown where something cheaper is wanted."""
        budget = wish.profile.budget
        limit = budget.max if budget else None
        if wanted.refine != Request.CHEAPER or not context.shown_products:
            return limit
        shown = [await self.catalogue.find(product_id) for product_id in context.shown_products]
        prices = [self.cards.price(item, wish.currency).amount for item in shown if item]
        below = sum(prices, Decimal(0)) - _CENT
        return below if limit is None else min(limit, below)

    async def _offers(
        self, wish: Wish, wanted: Wanted, context: TurnContext, limit: Decimal | None
    ) -> Offers:
        """What passes every rule for each step, best first."""
        budget = None if limit is None else Budget(max=limit, currency=wish.currency)
        wish = replace(wish, profile=replace(wish.profile, budget=budget))
        if wanted.refine == "another":
            wish = replace(wish, exclude=context.shown_products)
        milder = _without_harsh(wish) if wanted.refine == Request.GENTLER else wish
        offers = {}
        for step in wanted.steps:
            found = await self._offered(milder, step)
            offers[step] = found or await self._offered(wish, step)
            if not offers[step] and budget is not None:
                # Too dear, not unsuitable: the routine then goes without, or costs too much.
                offers[step] = await self._offered(_whatever_it_costs(wish), step)
        return offers

    async def _offered(self, wish: Wish, step: str) -> Sequence[Recommended]:
        profile = replace(wish.profile, product_type=(step,))
        return (await self.recommender.recommend(replace(wish, profile=profile))).products

    def _candidates(self, offers: Offers) -> Mapping[str, Sequence[Candidate]]:
        groups = self.groups()
        return {
            step: [
                Candidate(item.product, item.score, item.price, actives_of(item.product, groups))
                for item in found
            ]
            for step, found in offers.items()
        }

    def _impossible(
        self,
        steps: Mapping[str, Sequence[Candidate]],
        limit: Decimal | None,
        wish: Wish,
        speech: Speech,
    ) -> Answer:
        """Too little money, and by how much; or too few products that pass the rules."""
        least = cheapest_total(steps)
        if limit is not None and least > limit:
            over = Price(least - limit, wish.currency)
            reply = speech.reply(
                "utter_routine_too_dear", total=Price(least, wish.currency), over=over
            )
        else:
            reply = speech.reply("utter_routine_impossible")
        return Answer(TurnKind.NO_MATCH, (reply,))


def _whatever_it_costs(wish: Wish) -> Wish:
    return replace(wish, profile=replace(wish.profile, budget=None))


def _without_harsh(wish: Wish) -> Wish:
    avoid = tuple(dict.fromkeys((*wish.profile.avoid, *_HARSH)))
    return replace(wish, profile=replace(wish.profile, avoid=avoid))
