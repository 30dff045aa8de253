"""A whole routine on request: products that go together, morning and evening, and how to begin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.advice_cues import Request
from bot.domain.health import MEDICAL_CONDITIONS
from bot.domain.messages import Reply
from bot.domain.money import Budget, Price
from bot.domain.ports import Catalogue, Recommender, Wording
from bot.domain.products import Product
from bot.domain.recommendations import Recommended, Wish
from bot.domain.routines import (
    Candidate,
    Routine,
    actives_of,
    cheapest_total,
    choose_routine,
)
from bot.domain.suitability import Groups
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.form_questions import is_any_price
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT
from bot.services.speech import Speech, in_paragraphs
from bot.services.summaries import summary_of
from bot.services.wishes import Wanted, to_wish

_CANDIDATES = 12
_CENT = Decimal("0.01")
# Wished for less of these, a routine is put together without them where it can be.
_HARSH = ("fragrance", "alcohol")
_RAMPED = ("retinoid", "acid", "vitamin_c")
_NOW_AND_THEN = frozenset({"mask", "exfoliant"})

Offers = Mapping[str, Sequence[Recommended]]


@dataclass(frozen=True, slots=True)
class Routines:
    """Builds a routine through the recommender: every product passes every hard rule."""

    wording: Wording
    recommender: Recommender
    catalogue: Catalogue
    cards: ProductCards
    groups: Callable[[], Groups]

    async def build(self, context: TurnContext, wanted: Wanted) -> Answer:
        """A routine of the steps wanted, or in plain words why there is none."""
        wish = to_wish(
            context, wanted, self.cards.currency_for(context.profile.budget), _CANDIDATES
        )
        wish = replace(wish, text="", ingredients=())
        limit = await self._limit(wish, wanted, context)
        offers = await self._offers(wish, wanted, context, limit)
        steps = self._candidates(offers)
        is_mild = wanted.refine == Request.GENTLER or "sensitive" in context.profile.skin_type
        routine = choose_routine(steps, limit, allow_strong=not is_mild)
        speech = Speech(self.wording, context.language)
        if routine is None or len(routine.chosen) < 2:
            return self._impossible(steps, limit, wish, speech)
        return self._answer(routine, offers, wish, context, speech)

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

    def _answer(
        self,
        routine: Routine,
        offers: Offers,
        wish: Wish,
        context: TurnContext,
        speech: Speech,
    ) -> Answer:
        missing = [step for step in offers if step not in (*routine.chosen, *routine.left_out)]
        lines = [
            speech.text("utter_routine", summary=self._summary(context, speech)),
            self._money(routine, wish, speech),
            speech.text("routine_mornings"),
            *_numbered(routine.morning(), speech),
            speech.text("routine_evenings"),
            *_numbered(routine.evening(), speech),
            *_beginnings(routine, speech),
            *(self._missing(step, speech) for step in missing),
            self._left_out(routine, speech),
            speech.text("routine_patch_test"),
        ]
        buttons = speech.buttons("utter_routine")
        if MEDICAL_CONDITIONS.intersection(context.profile.condition):
            lines.append(speech.text("utter_ask_your_doctor"))
            buttons = (*speech.buttons("utter_ask_your_doctor"), *buttons)
        cards = tuple(
            self.cards.recommended(_without_budget(item), speech)
            for item in _chosen(routine, offers)
        )
        reply = Reply(in_paragraphs(lines), cards, buttons)
        shown = ShowProducts(tuple(card.id for card in cards))
        return Answer(TurnKind.RECOMMENDATION, (reply,), (shown,), {FOCUS_SLOT: None})

    def _summary(self, context: TurnContext, speech: Speech) -> str:
        profile = replace(context.profile, product_type=(), budget=None)
        any_price = is_any_price(context.slots, context.profile)
        return summary_of(profile, self.cards.currency, speech, is_any_price=any_price)

    def _money(self, routine: Routine, wish: Wish, speech: Speech) -> str:
        total = Price(routine.total(), wish.currency)
        budget = wish.profile.budget
        if budget is None or budget.max is None:
            return speech.text("routine_total", total=total)
        limit = Price(budget.max, wish.currency)
        return speech.text("routine_total_within", total=total, limit=limit)

    def _missing(self, step: str, speech: Speech) -> str:
        """That the shop has no such product, or none that passes."""
        is_sold = any(_is_sold(product, step) for product in self.catalogue.all())
        response = "routine_none_passes" if is_sold else "routine_not_sold"
        return speech.text(response, what=speech.label("product_type", step))

    def _left_out(self, routine: Routine, speech: Speech) -> str:
        if not routine.left_out:
            return ""
        what = speech.labels("product_type", routine.left_out)
        return speech.text("routine_left_out", what=what)

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


def _is_sold(product: Product, step: str) -> bool:
    return product.product_type == step and product.kind == "single"


def _without_budget(item: Recommended) -> Recommended:
    """The budget is the whole routine's: no reason for one product."""
    return replace(item, reasons=tuple(r for r in item.reasons if r.code != "budget"))


def _chosen(routine: Routine, offers: Offers) -> list[Recommended]:
    """The engine's products in the order of the morning, then those of the evening alone."""
    ids = dict.fromkeys(item.product.id for item in (*routine.morning(), *routine.evening()))
    offered = {item.product.id: item for found in offers.values() for item in found}
    return [offered[product_id] for product_id in ids]


def _numbered(items: Sequence[Candidate], speech: Speech) -> list[str]:
    return [f"{place}. {_step(item, speech)}" for place, item in enumerate(items, 1)]


def _step(item: Candidate, speech: Speech) -> str:
    product = item.product
    what = speech.label("product_type", product.product_type or "")
    line = speech.text("routine_step", what=what, name=product.name(speech.language))
    if item.is_strong():
        return f"{line} {speech.text('routine_at_first')}"
    if product.product_type in _NOW_AND_THEN:
        return f"{line} {speech.text('routine_now_and_then')}"
    return line


def _beginnings(routine: Routine, speech: Speech) -> list[str]:
    """How to begin with each active, and that some ask for sunscreen by day."""
    lines = [
        speech.text(f"routine_begin_{active}", name=item.product.name(speech.language))
        for active in _RAMPED
        for item in routine.chosen.values()
        if active in item.actives
    ]
    if routine.actives() & {"retinoid", "acid"} and "sunscreen" not in routine.chosen:
        lines.append(speech.text("routine_needs_sunscreen"))
    return lines
