"""What ingredients do, and what goes together: facts of the knowledge base behind hard rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.domain.compatibility import group_of, in_routine_order
from bot.domain.cues import asks_how_often, find_time_of_day
from bot.domain.education import Aspect, FoundPassage, IngredientEntry
from bot.domain.languages import Language
from bot.domain.messages import QuickReply, Reply
from bot.domain.ports import Catalogue, IngredientFact, IngredientFacts, Wording
from bot.domain.turns import Answer, Effect, ExplainIngredients, ShowProducts, TurnContext, TurnKind
from bot.services.fact_answers import FactAnswers, leading_on, told
from bot.services.holding_products import find_holding
from bot.services.ingredient_warnings import CAREFUL, answer_in_condition, warnings_for
from bot.services.pairs import Pair, find_on_pair, one_of_each_group, verdict_line
from bot.services.product_cards import ProductCards
from bot.services.speech import Speech, as_sentence, in_paragraphs
from bot.services.spoken_of import with_partner, with_spoken_of

_EXPLAINED = 3
_LOOKED_AT = 8  # passages in which a fact on two ingredients is looked for
# Facts after which products that hold the ingredient are shown; after others a button leads there.
_SHOWING = frozenset({Aspect.WHAT, Aspect.FOR_WHOM, Aspect.PAIRS})


@dataclass(frozen=True, slots=True)
class _Told:
    """What one ingredient's part of an answer says.

    Attributes:
        facts: of the knowledge base; else `lines` say what the table knows.
        is_known: whether anything answers at all.
    """

    name: str
    facts: tuple[FoundPassage, ...] = ()
    lines: tuple[str, ...] = ()
    entry: IngredientEntry | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class IngredientQuestions:
    """Sourced facts first, then the ingredient table; what both lack is said to be unknown."""

    wording: Wording
    table: IngredientFacts
    catalogue: Catalogue
    cards: ProductCards
    facts: FactAnswers

    async def about(self, context: TurnContext) -> Answer:
        """What is asked of the ingredients named, with products that hold them."""
        context = with_spoken_of(context)
        speech = Speech(self.wording, context.language)
        tags = context.understanding.tags
        names = tags.ingredient or tags.avoid
        tapped = self.facts.tapped(names, speech)
        if tapped:
            entry = self.facts.knowledge.entry(tapped.id.name, context.language)
            return await self._answer(
                [_Told(tapped.id.name, (tapped,), (), entry)], context, speech
            )
        if not names:
            return await self._without_name(context, speech)
        parts = [await self._told(name, context, speech) for name in self._entries(names)]
        return await self._answer(parts, context, speech)

    def _entries(self, names: Sequence[str]) -> Sequence[str]:
        """The first few, forms of one ingredient as one where the base tells of them together."""
        known = {name: self.facts.knowledge.entry(name, Language.EN) for name in names}
        kept = dict.fromkeys(entry.id if entry else name for name, entry in known.items())
        return list(kept)[:_EXPLAINED]

    async def _told(self, name: str, context: TurnContext, speech: Speech) -> _Told:
        entry = self.facts.knowledge.entry(name, context.language)
        if entry is None:
            line = self._explained(name, speech)
            return _Told(name, lines=(line,), is_known=self._is_known(name, speech))
        facts = await self.facts.on(entry, context.text, speech)
        if facts:
            return _Told(entry.id, tuple(facts), entry=entry)
        line = speech.text("knowledge_aspect_unknown", name=entry.name)
        return _Told(entry.id, lines=(line,), entry=entry, is_known=False)

    async def _answer(self, parts: Sequence[_Told], context: TurnContext, speech: Speech) -> Answer:
        """Warnings, then each ingredient's facts, sources, and what leads on."""
        facts = [
            fact for part in parts for fact in (part.facts[:1] if len(parts) > 1 else part.facts)
        ]
        facts = await self.facts.in_words(facts, context)
        lines = [
            *warnings_for([part.name for part in parts], facts, context, speech),
            *(line for part in parts for line in part.lines),
            *told(facts, speech),
        ]
        buttons: tuple[QuickReply, ...] = ()
        if len(parts) == 1 and (entry := parts[0].entry):
            buttons = leading_on(entry, facts, speech)
        explained = ExplainIngredients(tuple(part.name for part in parts))
        if not any(part.is_known for part in parts):
            reply = _with_person(lines, speech, buttons)
            return Answer(TurnKind.ANSWER, (reply,), (explained,))
        answer = self._with_products(lines, parts, facts, buttons, context, speech)
        return replace(answer, effects=(*answer.effects, explained))

    async def in_general(self, context: TurnContext) -> Answer | None:
        """What the base tells on a question that names no ingredient, if it does."""
        speech = Speech(self.wording, context.language)
        found = await self.facts.in_general(context.text, speech)
        if not found:
            return None
        lines = await self._told_of(found, context, speech)
        return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),))

    async def _without_name(self, context: TurnContext, speech: Speech) -> Answer:
        """An answered question of the base; else which ingredients suit a concern."""
        known = await self.in_general(context)
        if known:
            return known
        if context.understanding.tags.concern or not context.text:
            return self._for_concern(context, speech)
        return Answer(TurnKind.ANSWER, (_with_person([speech.text("knowledge_unknown")], speech),))

    async def _told_of(
        self, found: FoundPassage, context: TurnContext, speech: Speech
    ) -> list[str]:
        return told(await self.facts.in_words([found], context), speech)

    def _for_concern(self, context: TurnContext, speech: Speech) -> Answer:
        """Which ingredients suit a concern, where no ingredient is named."""
        concerns = context.understanding.tags.concern
        if not concerns:
            return Answer(TurnKind.QUESTION, (speech.reply("utter_which_ingredient"),))
        lines = [speech.text(f"ingredients_for_{concern}") for concern in concerns]
        buttons = speech.buttons("utter_kinds_compared")
        return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines), quick_replies=buttons),))

    def _explained(self, name: str, speech: Speech) -> str:
        told = speech.find_text(f"ingredient_{name.replace(' ', '_')}")
        if told:
            return told
        fact = self.table.find(name)
        if fact is None:
            unknown = speech.text("ingredient_unknown", name=speech.label("ingredient", name))
            return as_sentence(unknown)
        return self._from_table(fact, speech)

    def _from_table(self, fact: IngredientFact, speech: Speech) -> str:
        name = fact.names.get(speech.language) or speech.label("ingredient", fact.name)
        functions = speech.labels("function", fact.functions)
        line = (
            speech.text("ingredient_functions", name=name, functions=functions)
            if functions
            else speech.text("ingredient_listed", name=name)
        )
        lines = [as_sentence(line)]
        if fact.concerns:
            concerns = speech.labels("concern", fact.concerns)
            lines.append(speech.text("ingredient_concerns", name=name, concerns=concerns))
        return in_paragraphs(lines)

    def _is_known(self, name: str, speech: Speech) -> bool:
        is_told = speech.find_text(f"ingredient_{name.replace(' ', '_')}") is not None
        return is_told or self.table.find(name) is not None

    def _with_products(
        self,
        lines: Sequence[str],
        parts: Sequence[_Told],
        facts: Sequence[FoundPassage],
        buttons: tuple[QuickReply, ...],
        context: TurnContext,
        speech: Speech,
    ) -> Answer:
        names = [part.name for part in parts]
        warned = warnings_for(names, facts, context, speech)
        holding = () if warned else find_holding(self.catalogue, names, context)
        if holding and facts and not any(fact.id.aspect in _SHOWING for fact in facts):
            button = _to_products(names[0], speech)
            text = in_paragraphs(lines)
            return Answer(TurnKind.ANSWER, (Reply(text, quick_replies=(*buttons, button)),))
        cards = tuple(self.cards.card(product, speech) for product in holding)
        text = in_paragraphs([*lines, speech.text("utter_products_with") if cards else ""])
        effects: tuple[Effect, ...] = ()
        if cards:
            effects = (ShowProducts(tuple(card.id for card in cards)),)
        return Answer(TurnKind.ANSWER, (Reply(text, cards, buttons),), effects)

    async def compatibility(self, context: TurnContext) -> Answer:
        """Whether things go together, or in a condition, where a doctor and a person are named."""
        context = with_partner(context)
        speech = Speech(self.wording, context.language)
        conditions = [item for item in context.profile.condition if item in CAREFUL]
        condition_told = context.understanding.tags.condition
        names = context.understanding.tags.ingredient
        if condition_told or (conditions and len(names) < 2):
            facts = await self._in_condition(names, context, speech)
            answer = answer_in_condition(conditions, names, facts, speech)
            return replace(answer, effects=(*answer.effects, ExplainIngredients(tuple(names))))
        groups = one_of_each_group(names)
        if len(groups) < 2:
            return await self._too_few(context, speech)
        found = await self.facts.knowledge.find(context.text, context.language, _LOOKED_AT)
        pairs = [Pair(*pair, find_on_pair(pair, found)) for pair in combinations(groups, 2)]
        lines = [line for pair in pairs if (line := verdict_line(pair, speech))]
        facts = [pair.fact for pair in pairs if pair.fact]
        lines += told(facts[:1] if len(lines) == len(pairs) else facts, speech)
        # "And with vitamin C?" goes on about the first of them.
        explained = (ExplainIngredients((groups[0],)),)
        if any(pair.is_unknown for pair in pairs):
            return Answer(TurnKind.ANSWER, (_with_person(lines, speech),), explained)
        lines.append(speech.text("utter_patch_test"))
        return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),), explained)

    async def _in_condition(
        self, names: Sequence[str], context: TurnContext, speech: Speech
    ) -> list[FoundPassage]:
        """What the base tells of the ingredients in such a case, one fact each."""
        entries = (self.facts.knowledge.entry(name, context.language) for name in names)
        found = [await self.facts.on(entry, context.text, speech) for entry in entries if entry]
        return [facts[0] for facts in found if facts][:_EXPLAINED]

    async def _too_few(self, context: TurnContext, speech: Speech) -> Answer:
        """With one ingredient, what goes with it; with none, an order of steps or an answer."""
        tags = context.understanding.tags
        kinds = in_routine_order(tags.product_type)
        if tags.ingredient:
            parts = [await self._told(tags.ingredient[0], context, speech)]
            return await self._answer(parts, context, speech)
        if len(kinds) > 1:
            return Answer(TurnKind.ANSWER, (Reply(_order(kinds, speech)),))
        found = await self.facts.in_general(context.text, speech)
        if found:
            lines = await self._told_of(found, context, speech)
            return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),))
        return Answer(TurnKind.ANSWER, (speech.reply("utter_compatibility_unknown"),))

    async def routine(self, context: TurnContext) -> Answer:
        """The order of steps, how an ingredient is used, in the morning, in the evening."""
        context = with_spoken_of(context)
        speech = Speech(self.wording, context.language)
        tags = context.understanding.tags
        kinds = in_routine_order(tags.product_type)
        parts = [await self._told(name, context, speech) for name in self._entries(tags.ingredient)]
        if parts and any(part.facts for part in parts):
            answer = await self._answer(parts, context, speech)
            order = [_order(kinds, speech)] if len(kinds) > 1 else []
            return _after(order, answer)
        lines = [_order(kinds, speech)] if len(kinds) > 1 else []
        groups = {group_of(name) for name in tags.ingredient} & {"retinoid", "acid", "vitamin_c"}
        lines += [speech.text(f"routine_{group}") for group in sorted(groups)]
        if not lines:
            found = await self.facts.in_general(context.text, speech)
            lines = (
                await self._told_of(found, context, speech)
                if found
                else _by_time(context.text, speech)
            )
        return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),))


def _by_time(text: str, speech: Speech) -> list[str]:
    """How often, or the steps of the morning and of the evening."""
    lines = [speech.text("routine_how_often")] if asks_how_often(text) else []
    time_of_day = find_time_of_day(text)
    if time_of_day:
        lines.append(speech.text(f"routine_{time_of_day}"))
    return lines or [speech.text("routine_morning"), speech.text("routine_evening")]


def _after(lines: Iterable[str], answer: Answer) -> Answer:
    """An answer with lines before it."""
    first = answer.replies[0]
    text = in_paragraphs([*lines, first.text])
    return replace(answer, replies=(replace(first, text=text), *answer.replies[1:]))


def _to_products(name: str, speech: Speech) -> QuickReply:
    label = speech.text("label_products_with_it")
    return QuickReply(label, f'/recommend_product{{"ingredient": "{name}"}}')


def _order(kinds: Sequence[str], speech: Speech) -> str:
    names = [speech.label("product_type", kind) for kind in kinds]
    return speech.text("routine_order", steps=" → ".join(names))


def _with_person(
    lines: Sequence[str], speech: Speech, buttons: tuple[QuickReply, ...] = ()
) -> Reply:
    return Reply(
        in_paragraphs([*lines, speech.text("utter_offer_person")]),
        quick_replies=(*speech.buttons("utter_offer_person"), *buttons),
    )
