"""A routine on the table with one step changed: cheaper, gentler or stronger than it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.advice_cues import Request
from bot.domain.alternatives import irritants_in
from bot.domain.money import Budget
from bot.domain.ports import Recommender, Wording
from bot.domain.products import Product
from bot.domain.recommendations import Recommended, Wish
from bot.domain.routines import Candidate, Routine, actives_of, go_together
from bot.domain.turns import Answer, TurnContext, TurnKind
from bot.services.judge import Judge, in_itself
from bot.services.outdoing import Outdoing, Outdone
from bot.services.own_history import OwnHistory
from bot.services.product_cards import ProductCards
from bot.services.product_finder import ProductFinder
from bot.services.routine_words import RoutineWords
from bot.services.routines import Routines
from bot.services.speech import Speech
from bot.services.steps_at_home import StepsAtHome
from bot.services.wishes import Wanted, to_wish

_LOOKED_AT = 30
_CENT = Decimal("0.01")
# Where strength lies, the first first; a cleanser is rinsed off, a sunscreen protects.
_TREATING = ("serum", "exfoliant", "essence", "toner", "eye_cream", "mask", "oil", "moisturizer")


@dataclass(frozen=True, slots=True)
class _Table:
    """The routine that was shown last, and the wish it was shown for."""

    routine: Routine
    wish: Wish


@dataclass(frozen=True, slots=True)
class RoutineChanges:
    """Exchanges the step that is named, else the one that answers the wish best."""

    wording: Wording
    recommender: Recommender
    cards: ProductCards
    finder: ProductFinder
    judge: Judge
    outdoing: Outdoing
    routines: Routines
    words: RoutineWords
    history: OwnHistory
    at_home: StepsAtHome

    async def answer(self, context: TurnContext, request: Request) -> Answer | None:
        """The routine with a step changed, or that no step can be; None without a routine."""
        wanted = Wanted.from_json(context.slots.get("wish"))
        table = await self._table(wanted, context)
        if table is None:
            return None
        if await self._breaks_a_rule(table):
            # What was told since rules a product out: the routine is put together anew.
            return await self.routines.build(context, replace(wanted, refine=request.value))
        bases = await self._bases(table.routine, context, request)
        for base in bases or ():
            changed = await self._changed(base, table, context, request)
            if changed is not None:
                return changed
        return None if bases is None else self._none(bases, table, context, request)

    async def _table(self, wanted: Wanted, context: TurnContext) -> _Table | None:
        """The routine on the table: products shown that fill steps of the one wished for."""
        shown = await self.finder.shown(context)
        currency = self.cards.currency_for(context.profile.budget)
        wish = replace(to_wish(context, wanted, currency, _LOOKED_AT), text="", ingredients=())
        chosen: dict[str, Candidate] = {}
        for product in shown:
            if product.product_type in wanted.steps:
                chosen.setdefault(product.product_type, self._candidate(product, wish))
        if len(chosen) < 2:
            return None
        free = [step for step in wanted.steps if step not in chosen]
        at_home = await self.at_home.of(wish, free)
        own = tuple(step for step in wanted.own if step not in (*chosen, *at_home))
        return _Table(Routine({**chosen, **at_home}, own=own), wish)

    async def _breaks_a_rule(self, table: _Table) -> bool:
        wish = await self.history.with_reactions(in_itself(table.wish))
        items = table.routine.chosen.values()
        return any(self.judge.why_not(item.product, wish) for item in items if not item.is_at_home)

    def _candidate(self, product: Product, wish: Wish) -> Candidate:
        actives = actives_of(product, self.judge.groups())
        return Candidate(product, 0.0, self.cards.price(product, wish.currency), actives)

    async def _bases(
        self, routine: Routine, context: TurnContext, request: Request
    ) -> Sequence[Product] | None:
        """The products to exchange, the first first; None where another product is meant."""
        to_buy = {step: item for step, item in routine.chosen.items() if not item.is_at_home}
        meant = await self.finder.meant(context)
        kinds = context.understanding.tags.product_type
        if meant is not None:
            return [meant] if meant in [item.product for item in to_buy.values()] else None
        if kinds:
            return [to_buy[kind].product for kind in kinds if kind in to_buy] or None
        return [item.product for item in self._by_request(list(to_buy.values()), request)]

    def _by_request(self, items: list[Candidate], request: Request) -> list[Candidate]:
        """The dearest first, the harshest first, or where strength lies first."""
        if request is Request.CHEAPER:
            return sorted(items, key=lambda item: -item.price.amount)
        if request is Request.GENTLER:
            return sorted(items, key=self._harshness, reverse=True)
        treating = [item for item in items if item.product.product_type in _TREATING]
        return sorted(treating, key=lambda item: _TREATING.index(item.product.product_type or ""))

    def _harshness(self, item: Candidate) -> tuple[bool, int]:
        irritants = irritants_in(item.product, self.judge.groups()) or ()
        return item.is_strong(), len(irritants)

    async def _changed(
        self, base: Product, table: _Table, context: TurnContext, request: Request
    ) -> Answer | None:
        wish = self._wish(base, table, request)
        offered = (await self.recommender.recommend(wish)).products
        speech = Speech(self.wording, context.language)
        better = self.outdoing.found(offered, base, request, wish, speech)
        if request is Request.GENTLER:
            better.sort(key=lambda item: self._candidate(item.choice.product, wish).is_strong())
        for found in better:
            routine = self._with(found.choice, base, table.routine, wish)
            if routine is not None:
                return self._answer(found, base, replace(table, routine=routine), context, request)
        return None

    def _wish(self, base: Product, table: _Table, request: Request) -> Wish:
        """For the step alone, at what the others leave of the budget."""
        profile, wish = table.wish.profile, table.wish
        price = self.cards.price(base, wish.currency).amount
        limits = [price - _CENT] if request is Request.CHEAPER else []
        if profile.budget and profile.budget.max is not None:
            limits.append(profile.budget.max - (table.routine.total() - price))
        most = max(min(limits), Decimal(0)) if limits else None
        budget = None if most is None else Budget(max=most, currency=wish.currency)
        shown = tuple(item.product.id for item in table.routine.chosen.values())
        return replace(
            wish,
            profile=replace(
                profile,
                product_type=(base.product_type,) if base.product_type else (),
                concern=profile.concern or base.concerns,
                budget=budget,
            ),
            exclude=shown,
        )

    def _with(
        self, choice: Recommended, base: Product, routine: Routine, wish: Wish
    ) -> Routine | None:
        """The routine with another product, None where it does not go with the rest."""
        new = self._candidate(choice.product, wish)
        chosen = {
            step: new if item.product.id == base.id else item
            for step, item in routine.chosen.items()
        }
        return replace(routine, chosen=chosen) if go_together(chosen.values()) else None

    def _answer(
        self,
        found: Outdone,
        base: Product,
        table: _Table,
        context: TurnContext,
        request: Request,
    ) -> Answer:
        speech = Speech(self.wording, context.language)
        names = {
            "old": base.name(speech.language),
            "new": found.choice.product.name(speech.language),
        }
        what = speech.label("product_type", base.product_type or "")
        head = [
            speech.text("utter_routine_changed", what=what, **names),
            f"· {found.sentence}",
            *(self.outdoing.care([found], context, speech) if request is Request.STRONGER else []),
        ]
        plain = replace(
            table.wish, profile=replace(table.wish.profile, product_type=(), budget=None)
        )
        offered = {
            item.product.id: self.judge.as_recommended(item.product, plain)
            for item in table.routine.chosen.values()
        }
        offered[found.choice.product.id] = found.choice
        return self.words.answer(table.routine, offered, table.wish, context, head=head)

    def _none(
        self, bases: Sequence[Product], table: _Table, context: TurnContext, request: Request
    ) -> Answer:
        """That the step named cannot be outdone, or none can."""
        speech = Speech(self.wording, context.language)
        if len(bases) == 1:
            return self.outdoing.none(bases[0], request, table.wish, speech)
        reply = speech.reply(f"utter_routine_none_{request.value}")
        return Answer(
            TurnKind.NO_MATCH,
            (replace(reply, quick_replies=speech.buttons("utter_no_alternative")),),
        )
