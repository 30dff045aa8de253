"""What ingredients do, and what goes together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.domain.compatibility import group_of, in_routine_order, verdict_on
from bot.domain.cues import asks_how_often, find_time_of_day
from bot.domain.messages import Reply
from bot.domain.ports import Catalogue, IngredientFact, IngredientFacts, Wording
from bot.domain.products import Product
from bot.domain.turns import Answer, Effect, ShowProducts, TurnContext, TurnKind
from bot.services.product_cards import ProductCards
from bot.services.product_finder import one_of_each_family
from bot.services.speech import Speech, in_paragraphs

_EXPLAINED = 3
_OFFERED = 2
_CAREFUL = (
    "pregnancy",
    "breastfeeding",
    "eczema",
    "rosacea",
    "prescription_acne",
    "post_procedure",
)


@dataclass(frozen=True, slots=True)
class IngredientQuestions:
    """Facts from the ingredient table; what it lacks is said to be unknown."""

    wording: Wording
    table: IngredientFacts
    catalogue: Catalogue
    cards: ProductCards

    async def about(self, context: TurnContext) -> Answer:
        """What the ingredients named do, with products that hold them."""
        speech = Speech(self.wording, context.language)
        names = (context.understanding.tags.ingredient or context.understanding.tags.avoid)[
            :_EXPLAINED
        ]
        if not names:
            return self._for_concern(context, speech)
        lines = [self._explained(name, speech) for name in names]
        if not any(self._is_known(name, speech) for name in names):
            return Answer(TurnKind.ANSWER, (_with_person(lines, speech),))
        return self._with_products(lines, names, context, speech)

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
            return speech.text("ingredient_unknown", name=speech.label("ingredient", name))
        return self._from_table(fact, speech)

    def _from_table(self, fact: IngredientFact, speech: Speech) -> str:
        name = speech.of(fact.names) or speech.label("ingredient", fact.name)
        functions = speech.labels("function", fact.functions)
        lines = [
            speech.text("ingredient_functions", name=name, functions=functions)
            if functions
            else speech.text("ingredient_listed", name=name)
        ]
        if fact.concerns:
            concerns = speech.labels("concern", fact.concerns)
            lines.append(speech.text("ingredient_concerns", name=name, concerns=concerns))
        return in_paragraphs(lines)

    def _is_known(self, name: str, speech: Speech) -> bool:
        is_told = speech.find_text(f"ingredient_{name.replace(' ', '_')}") is not None
        return is_told or self.table.find(name) is not None

    def _with_products(
        self, lines: Sequence[str], names: Sequence[str], context: TurnContext, speech: Speech
    ) -> Answer:
        holding = self._holding(names, context)
        cards = tuple(self.cards.card(product, speech) for product in holding)
        text = in_paragraphs([*lines, speech.text("utter_products_with") if cards else ""])
        effects: tuple[Effect, ...] = ()
        if cards:
            effects = (ShowProducts(tuple(card.id for card in cards)),)
        return Answer(TurnKind.ANSWER, (Reply(text, cards),), effects)

    def _holding(self, names: Sequence[str], context: TurnContext) -> Sequence[Product]:
        """Products in stock with a named one as key ingredient; none where care is asked."""
        if set(_CAREFUL).intersection(context.profile.condition) or context.profile.avoid:
            return ()
        holding = [
            product
            for product in self.catalogue.all()
            if product.is_in_stock() and _is_key(product, names)
        ]
        holding.sort(key=lambda product: _place(product, names))
        return one_of_each_family(holding)[:_OFFERED]

    async def compatibility(self, context: TurnContext) -> Answer:
        """Whether things go together, or in a condition, where a doctor and a person are named."""
        speech = Speech(self.wording, context.language)
        conditions = [item for item in context.profile.condition if item in _CAREFUL]
        told = context.understanding.tags.condition
        names = context.understanding.tags.ingredient
        if told or (conditions and len(names) < 2):
            return _in_condition(conditions, names, speech)
        groups = _one_of_each_group(names)
        if len(groups) < 2:
            return self._too_few(context, speech)
        lines = [_pair(first, second, speech) for first, second in combinations(groups, 2)]
        if any(verdict_on(first, second) is None for first, second in combinations(groups, 2)):
            return Answer(TurnKind.ANSWER, (_with_person(lines, speech),))
        lines.append(speech.text("utter_patch_test"))
        return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),))

    def _too_few(self, context: TurnContext, speech: Speech) -> Answer:
        kinds = in_routine_order(context.understanding.tags.product_type)
        if len(kinds) > 1:
            return Answer(TurnKind.ANSWER, (Reply(_order(kinds, speech)),))
        return Answer(TurnKind.ANSWER, (speech.reply("utter_compatibility_unknown"),))

    async def routine(self, context: TurnContext) -> Answer:
        """The order of steps, in the morning, in the evening, or how often."""
        speech = Speech(self.wording, context.language)
        tags = context.understanding.tags
        lines: list[str] = []
        kinds = in_routine_order(tags.product_type)
        if len(kinds) > 1:
            lines.append(_order(kinds, speech))
        groups = {group_of(name) for name in tags.ingredient} & {"retinoid", "acid", "vitamin_c"}
        lines += [speech.text(f"routine_{group}") for group in sorted(groups)]
        if asks_how_often(context.text) and not groups:
            lines.append(speech.text("routine_how_often"))
        time_of_day = find_time_of_day(context.text)
        if time_of_day and not groups:
            lines.append(speech.text(f"routine_{time_of_day}"))
        if not lines:
            lines = [speech.text("routine_morning"), speech.text("routine_evening")]
        return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),))


def _is_key(product: Product, names: Sequence[str]) -> bool:
    return _place(product, names) < len(product.key_ingredients)


def _place(product: Product, names: Sequence[str]) -> int:
    """Where the first of the names stands among the key ingredients; behind them if nowhere."""
    key = [name.casefold() for name in product.key_ingredients]
    return min((key.index(name) for name in names if name in key), default=len(key))


def _one_of_each_group(names: Sequence[str]) -> list[str]:
    """Three acids tagged for "AHA" are one side of a pair; two names of one group are both kept."""
    groups: dict[str, str] = {}
    for name in names:
        groups.setdefault(group_of(name), name)
    return list(groups.values()) if len(groups) > 1 else list(names)[:2]


def _pair(first: str, second: str, speech: Speech) -> str:
    names = {
        "first": speech.label("ingredient", first),
        "second": speech.label("ingredient", second),
    }
    return speech.text(f"pair_{verdict_on(first, second) or 'unknown'}", **names)


def _in_condition(conditions: Sequence[str], names: Sequence[str], speech: Speech) -> Answer:
    lines = [speech.text(f"condition_{condition}") for condition in conditions]
    with_retinoid = any(group_of(name) == "retinoid" for name in names)
    if with_retinoid and {"pregnancy", "breastfeeding"}.intersection(conditions):
        lines.insert(0, speech.text("condition_no_retinoid"))
    lines = lines or [speech.text("condition_allergy")]
    reply = Reply(
        in_paragraphs([*lines, speech.text("utter_ask_your_doctor")]),
        quick_replies=speech.buttons("utter_ask_your_doctor"),
    )
    return Answer(TurnKind.ANSWER, (reply,))


def _order(kinds: Sequence[str], speech: Speech) -> str:
    names = [speech.label("product_type", kind) for kind in kinds]
    return speech.text("routine_order", steps=" → ".join(names))


def _with_person(lines: Sequence[str], speech: Speech) -> Reply:
    return Reply(
        in_paragraphs([*lines, speech.text("utter_offer_person")]),
        quick_replies=speech.buttons("utter_offer_person"),
    )
