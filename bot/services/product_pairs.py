"""Whether a product goes with an ingredient: by what is in it that needs care."""

from dataclasses import dataclass, replace

from bot.domain.compatibility import group_of, is_known
from bot.domain.cues import asks_together, means_last_bought
from bot.domain.products import Product
from bot.domain.references import names_pointer
from bot.domain.turns import Answer, TurnContext
from bot.services.ingredient_questions import IngredientQuestions
from bot.services.order_answers import Handler, OrderAnswers
from bot.services.product_finder import ProductFinder

_JUDGED = 2  # ingredients of a product


@dataclass(frozen=True, slots=True)
class ProductPairs:
    """Asks the ingredients' verdicts about the product that is named or was bought last.

    `about` answers whether a product may be used in a condition.
    """

    finder: ProductFinder
    orders: OrderAnswers
    ingredients: IngredientQuestions
    about: Handler

    async def compatibility(self, context: TurnContext) -> Answer:
        """What is asked of a named product and an ingredient; else of ingredients alone."""
        named = await self.finder.named(context)
        if len(named) == 1 and _is_beside(named[0], context):
            return await self._with(named[0], context)
        if is_on_last_bought(context):
            return await self.on_last_bought(context)
        if await self._is_on_condition(context):
            return await self.about(context)
        spoken_of = None if named else await self._spoken_of(context)
        if spoken_of is not None:
            return await self._with(spoken_of, context)
        return await self.ingredients.compatibility(context)

    async def _is_on_condition(self, context: TurnContext) -> bool:
        """Whether it is asked if the product spoken of may be used in a condition.

        Of several on the table each is told where the message points at them.
        """
        tags = context.understanding.tags
        if not tags.condition or tags.ingredient or context.explained:
            return False
        on_the_table = len(context.shown_products) > 1 and names_pointer(context.text)
        return on_the_table or await self.finder.meant(context) is not None

    async def _spoken_of(self, context: TurnContext) -> Product | None:
        """The product that "it" stands for beside an ingredient; one just explained goes first."""
        if context.explained or not (names_pointer(context.text) and asks_together(context.text)):
            return None
        meant = await self.finder.meant(context)
        return meant if meant and _is_beside(meant, context) else None

    async def on_last_bought(self, context: TurnContext) -> Answer:
        """The same of what a proven customer bought last."""

        async def answer(known: TurnContext) -> Answer:
            [product] = await self.finder.named(known)
            return await self._with(product, known)

        return await self.orders.about_last_bought(context, "ask_compatibility", answer)

    async def _with(self, product: Product, context: TurnContext) -> Answer:
        asked = context.understanding.tags.ingredient
        own = [name for name in judged_in(product) if name not in asked]
        return await self.ingredients.compatibility(_asking(context, (*own, *asked)))


def is_on_last_bought(context: TurnContext) -> bool:
    """Whether it is asked if the product bought last may be used with an ingredient."""
    has_ingredient = bool(context.understanding.tags.ingredient)
    return has_ingredient and means_last_bought(context.text) and asks_together(context.text)


def judged_in(product: Product) -> tuple[str, ...]:
    """The key ingredients that decide: those with a verdict of their own first, at most two."""
    key = [name.casefold() for name in product.key_ingredients]
    strong = [name for name in key if is_known(group_of(name)) and group_of(name) != "gentle"]
    return tuple(strong[:_JUDGED] or key[:1])


def _is_beside(product: Product, context: TurnContext) -> bool:
    """Whether an ingredient is asked about that is not the product's own."""
    own = {group_of(name.casefold()) for name in product.key_ingredients}
    return any(group_of(name) not in own for name in context.understanding.tags.ingredient)


def _asking(context: TurnContext, ingredients: tuple[str, ...]) -> TurnContext:
    tags = replace(context.understanding.tags, ingredient=ingredients)
    return replace(context, understanding=replace(context.understanding, tags=tags))
