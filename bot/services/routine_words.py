"""A routine in words: morning and evening in order, what it costs, and how to begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.health import MEDICAL_CONDITIONS
from bot.domain.messages import Reply
from bot.domain.money import Price
from bot.domain.ports import Catalogue, Wording
from bot.domain.products import Product
from bot.domain.recommendations import Recommended, Wish
from bot.domain.routines import Candidate, Routine
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.form_questions import is_any_price
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT
from bot.services.speech import Speech, in_paragraphs
from bot.services.summaries import summary_of

_RAMPED = ("retinoid", "acid", "vitamin_c")
_NOW_AND_THEN = frozenset({"mask", "exfoliant"})

Steps = Sequence[tuple[str, Candidate | None]]


@dataclass(frozen=True, slots=True)
class RoutineWords:
    """Says a routine and shows what is to be bought for it."""

    wording: Wording
    catalogue: Catalogue
    cards: ProductCards

    def answer(
        self,
        routine: Routine,
        offered: Mapping[str, Recommended],
        wish: Wish,
        context: TurnContext,
        *,
        head: Sequence[str] = (),
        missing: Sequence[str] = (),
    ) -> Answer:
        """The whole routine.

        Args:
            routine: what to show.
            offered: by product id, with the reasons of each.
            wish: with the budget of the whole.
            context: of the turn.
            head: the first lines, where it is not a new one.
            missing: steps for which the shop has nothing that passes.
        """
        speech = Speech(self.wording, context.language)
        lines = [
            *(head or [speech.text("utter_routine", summary=self._summary(context, speech))]),
            self._money(routine, wish, speech),
            speech.text("routine_mornings"),
            *_numbered(routine.morning_steps(), speech),
            speech.text("routine_evenings"),
            *_numbered(routine.evening_steps(), speech),
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
            for item in _bought(routine, offered)
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


def _is_sold(product: Product, step: str) -> bool:
    return product.product_type == step and product.kind == "single"


def _without_budget(item: Recommended) -> Recommended:
    """The budget is the whole routine's: no reason for one product."""
    return replace(item, reasons=tuple(r for r in item.reasons if r.code != "budget"))


def _bought(routine: Routine, offered: Mapping[str, Recommended]) -> list[Recommended]:
    """What is to be bought, in the order of the morning, then that of the evening alone."""
    items = (*routine.morning(), *routine.evening())
    ids = dict.fromkeys(item.product.id for item in items if not item.is_at_home)
    return [offered[product_id] for product_id in ids]


def _numbered(steps: Steps, speech: Speech) -> list[str]:
    return [f"{place}. {_step(*step, speech)}" for place, step in enumerate(steps, 1)]


def _step(step: str, item: Candidate | None, speech: Speech) -> str:
    what = speech.label("product_type", step)
    if item is None:
        return speech.text("routine_own", what=what)
    response = "routine_at_home" if item.is_at_home else "routine_step"
    line = speech.text(response, what=what, name=item.product.name(speech.language))
    if item.is_strong() and not item.is_at_home:
        return f"{line} {speech.text('routine_at_first')}"
    if step in _NOW_AND_THEN:
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
    has_sunscreen = "sunscreen" in (*routine.chosen, *routine.own)
    if routine.actives() & {"retinoid", "acid"} and not has_sunscreen:
        lines.append(speech.text("routine_needs_sunscreen"))
    return lines
