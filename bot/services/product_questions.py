"""Questions about one product, and comparisons, answered from the catalogue's facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.advice_cues import asks_if_fine
from bot.domain.cues import asks_for_a_fact, find_aspects
from bot.domain.health import MEDICAL_CONDITIONS
from bot.domain.messages import Reply
from bot.domain.ports import Catalogue, Wording
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from bot.domain.references import names_pointer
from bot.domain.suitability import CONDITION_GROUPS
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.comparisons import MOST_COMPARED, Comparisons
from bot.services.ingredient_questions import IngredientQuestions
from bot.services.judge import Judge, in_itself
from bot.services.own_history import OwnHistory
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT, ProductFinder
from bot.services.shop_questions import ShopQuestions
from bot.services.speech import Speech, in_paragraphs
from bot.services.spoken_of import with_spoken_of
from bot.services.wishes import Wanted, to_wish

_NAMED_INGREDIENTS = 8
# Rules with words of their own when one product is asked about.
_OTHER_RULES = frozenset({"unknown_ingredients", "reaction", "age"})


@dataclass(frozen=True, slots=True)
class ProductQuestions:
    """Answers from facts; what the catalogue does not know is said to be unknown."""

    wording: Wording
    catalogue: Catalogue
    cards: ProductCards
    finder: ProductFinder
    ingredients: IngredientQuestions
    shop: ShopQuestions
    judge: Judge
    history: OwnHistory
    comparisons: Comparisons

    async def about(self, context: TurnContext) -> Answer:
        """Price, stock, size, ingredients, use or suitability of the product that is meant."""
        product = await self.finder.meant(context)
        if product is None and await self._is_on_ingredient(context):
            return await self.ingredients.about(context)
        if product is None and self._is_on_all(context):
            return await self._all_suitable(await self.finder.shown(context), context)
        if product is None:
            return await self._without_product(context)
        speech = Speech(self.wording, context.language)
        aspects = _aspects(context) or _in_general(context.text)
        lines = [await self._line(aspect, product, context, speech) for aspect in aspects]
        card = self.cards.card(product, speech, self.cards.currency_for(context.profile.budget))
        buttons = speech.buttons("utter_about_product")
        if "unknown" in aspects:
            lines.append(speech.text("utter_offer_person"))
            buttons = speech.buttons("utter_offer_person")
        text = in_paragraphs([speech.text("utter_about_product", name=card.name), *lines])
        reply = Reply(text, (card,), buttons)
        # What was shown before stays on the table: "the other one" may be asked next.
        known = product.id in context.shown_products
        shown = ShowProducts(context.shown_products if known else (product.id,))
        return Answer(TurnKind.ANSWER, (reply,), (shown,), {FOCUS_SLOT: product.id})

    async def _without_product(self, context: TurnContext) -> Answer:
        """Whoever else can answer; else which product is meant is asked back.

        "Do you gift-wrap?" is asked of the shop, and "the acne gel that ruins towels, is that
        normal?" of the knowledge base, whatever they were taken for.
        """
        asked_of_shop = self.shop.find_answer(context)
        if asked_of_shop:
            return asked_of_shop
        is_on_some = context.shown_products or await self.finder.named(context)
        if not is_on_some and not _aspects(context):
            known = await self.ingredients.in_general(context)
            if known:
                return known
        return await self.finder.ask_which(context, "ask_product")

    def _is_on_all(self, context: TurnContext) -> bool:
        """Whether it is asked if everything on the table suits: "are these still ok for me?"."""
        is_asked = "suitability" in _aspects(context) or asks_if_fine(context.text)
        return len(context.shown_products) > 1 and is_asked and names_pointer(context.text)

    async def _is_on_ingredient(self, context: TurnContext) -> bool:
        """Whether an ingredient is asked about, by its name or as the one explained just before.

        "Which of these contain retinol?" is about products.
        """
        tags = with_spoken_of(context).understanding.tags
        if not tags.ingredient or tags.product_type or await self.finder.named(context):
            return False
        aspects = _aspects(context)
        return not {"price", "stock", "size", "ingredients"}.intersection(aspects)

    async def _line(
        self, aspect: str, product: Product, context: TurnContext, speech: Speech
    ) -> str:
        if aspect == "suitability":
            return await self._suitability(product, context, speech)
        if aspect == "ingredients":
            return self._ingredients(product, context, speech)
        if aspect == "price":
            return self._price(product, context, speech)
        return _LINES[aspect](product, speech)

    def _price(self, product: Product, context: TurnContext, speech: Speech) -> str:
        currency = self.cards.currency_for(context.profile.budget)
        sizes = [product, *self._other_sizes(product)]
        if len(sizes) == 1:
            return speech.text("product_price", price=self.cards.price(product, currency))
        told = [f"{size.size}: {self.cards.price(size, currency)}" for size in sizes if size.size]
        return speech.text("product_prices", prices=speech.listed(told))

    def _other_sizes(self, product: Product) -> Sequence[Product]:
        if product.family is None:
            return ()
        return [
            other
            for other in self.catalogue.all()
            if other.family == product.family and other.id != product.id
        ]

    async def _suitability(self, product: Product, context: TurnContext, speech: Speech) -> str:
        """The hard rules of recommending, asked about this one product in itself."""
        lines = [await self._suits(product, context, speech)]
        if MEDICAL_CONDITIONS.intersection(context.profile.condition):
            lines.append(speech.text("utter_ask_your_doctor"))
        return in_paragraphs(lines)

    async def _all_suitable(self, shown: Sequence[Product], context: TurnContext) -> Answer:
        """Of everything on the table whether it suits, where no single product is meant."""
        speech = Speech(self.wording, context.language)
        lines = []
        for product in shown:
            told = await self._suits(product, context, speech)
            lines += [f"▪ {product.name(speech.language)}", f"· {told}"]
        if MEDICAL_CONDITIONS.intersection(context.profile.condition):
            lines.append(speech.text("utter_ask_your_doctor"))
        kept = ShowProducts(context.shown_products)
        return Answer(TurnKind.ANSWER, (Reply(in_paragraphs(lines)),), (kept,))

    async def _suits(self, product: Product, context: TurnContext, speech: Speech) -> str:
        """One sentence for or against it."""
        wish = await self._wish(context)
        against = self._why_not(product, wish)
        if against:
            return _against(against, speech)
        told = context.understanding.tags.condition
        asked = [condition for condition in told if condition in CONDITION_GROUPS]
        if asked:
            what = speech.labels("condition", asked)
            return speech.text("product_nothing_against", what=what)
        return _in_favour(product, wish.profile, speech)

    async def _wish(self, context: TurnContext) -> Wish:
        """For whom it is asked: skin, what to avoid, age, and what stung before."""
        wanted = replace(Wanted.from_json(context.slots.get("wish")), text="")
        currency = self.cards.currency_for(context.profile.budget)
        skin = context.understanding.tags.skin_type or context.profile.skin_type
        wish = in_itself(to_wish(context, wanted, currency, 1))
        profile = replace(wish.profile, skin_type=skin, concern=())
        return await self.history.with_reactions(replace(wish, profile=profile))

    def _why_not(self, product: Product, wish: Wish) -> str | None:
        return self.judge.why_not(replace(product, stock=None, kind="single"), wish)

    def _ingredients(self, product: Product, context: TurnContext, speech: Speech) -> str:
        """Whether the list holds what is asked for (alcohol and fragrance as groups), else all."""
        if product.ingredients is None:
            return speech.text("product_ingredients_unknown")
        tags = context.understanding.tags
        asked = dict.fromkeys((*tags.ingredient, *tags.avoid))
        if asked:
            return in_paragraphs(self._holds(name, product, speech) for name in asked)
        key = speech.listed(product.key_ingredients or product.ingredients[:_NAMED_INGREDIENTS])
        return speech.text("product_ingredients", key=key, all=", ".join(product.ingredients))

    def _holds(self, name: str, product: Product, speech: Speech) -> str:
        is_in = self._why_not(product, Wish(Profile(avoid=(name,)))) is not None
        response = "product_contains" if is_in else "product_contains_not"
        return speech.text(response, what=self.cards.ingredient(name, speech))

    async def compare(self, context: TurnContext) -> Answer:
        """Facts of two or three products side by side; else of ingredients, else of kinds."""
        products = await self._compared(context)
        if len(products) > 1:
            return await self.comparisons.answer(products, context)
        if len(context.understanding.tags.ingredient) > 1:
            # What each is tells them apart; the words "A and B" would find what goes together.
            return await self.ingredients.about(replace(context, text=""))
        kinds = context.understanding.tags.product_type
        if len(kinds) > 1:
            return self._kinds(kinds, context)
        return await self.finder.ask_which(context, "compare_products")

    async def _compared(self, context: TurnContext) -> Sequence[Product]:
        tags = context.understanding.tags
        named = list(await self.finder.named(context))
        if len(tags.ingredient) > 1 and _share_one(named, tags.ingredient):
            return ()  # an ingredient's name found them: they are what is compared
        if len(named) > 1:
            return named[:MOST_COMPARED]
        shown = await self.finder.shown(context)
        if len(tags.product_type) > 1:
            return named or _one_of_each(tags.product_type, shown)
        if len(tags.ingredient) > 1:
            return named
        placed = self.finder.all_placed(shown, context.text)
        if len(placed) > 1 and not named:
            return placed[:MOST_COMPARED]
        families = {item.family or item.id for item in named}
        others = [product for product in shown if (product.family or product.id) not in families]
        return [*named, *others][:MOST_COMPARED]

    def _kinds(self, kinds: Sequence[str], context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        lines = [speech.text(f"about_{kind}") for kind in kinds[:MOST_COMPARED]]
        buttons = speech.buttons("utter_kinds_compared")
        text = in_paragraphs([*lines, speech.text("utter_kinds_compared")])
        return Answer(TurnKind.ANSWER, (Reply(text, quick_replies=buttons),))


def _share_one(products: Sequence[Product], ingredients: Sequence[str]) -> bool:
    """Whether all products have one of the ingredients, so that its name alone may mean them."""
    return any(all(product.is_key((name,)) for product in products) for name in ingredients)


def _one_of_each(kinds: Sequence[str], shown: Sequence[Product]) -> Sequence[Product]:
    """The products on the table of the kinds named, where each is there once; else none."""
    meant = [product for product in shown if product.product_type in kinds]
    found = {product.product_type for product in meant}
    return meant[:MOST_COMPARED] if len(meant) == len(found) == len(set(kinds)) else ()


def _aspects(context: TurnContext) -> tuple[str, ...]:
    tags = context.understanding.tags
    found = list(find_aspects(context.text))
    if tags.avoid and "ingredients" not in found and "suitability" not in found:
        found.append("ingredients")
    if (tags.skin_type or tags.condition or tags.age_group) and "suitability" not in found:
        found.append("suitability")
    return tuple(found)


def _stock(product: Product, speech: Speech) -> str:
    return speech.text("product_in_stock" if product.is_in_stock() else "product_sold_out")


def _size(product: Product, speech: Speech) -> str:
    if not product.size:
        return speech.text("product_size_unknown")
    lines = [speech.text("product_size", size=product.size)]
    if product.days_of_supply:
        lines.append(speech.text("product_lasts", days=product.days_of_supply))
    return in_paragraphs(lines)


def _how_to_use(product: Product, speech: Speech) -> str:
    directions = speech.of(product.how_to_use)
    if not directions:
        return speech.text("product_use_unknown")
    return speech.text("product_use", directions=directions)


def _unknown(product: Product, speech: Speech) -> str:  # noqa: ARG001  # as its neighbours
    return speech.text("product_fact_unknown")


def _in_general(text: str) -> tuple[str, ...]:
    """What is told where no aspect is named: a question we have no fact for is not dodged."""
    return ("unknown",) if asks_for_a_fact(text) else ("price", "stock")


_LINES = {"unknown": _unknown, "stock": _stock, "size": _size, "how_to_use": _how_to_use}


def _against(why: str, speech: Speech) -> str:
    rule, _, what = why.partition(":")
    if why == "age:infant":
        return speech.text("product_against_infant")
    tag = {"avoid": "avoid", "condition": "condition", "unsuitable": "skin_type"}.get(rule)
    if tag is None:
        response = rule if rule in _OTHER_RULES else "other"
        return speech.text(f"product_against_{response}")
    return speech.text(f"product_against_{rule}", what=speech.label(tag, what))


def _in_favour(product: Product, profile: Profile, speech: Speech) -> str:
    declared = [kind for kind in profile.skin_type if kind in product.skin_types]
    if declared:
        return speech.text("product_suits", what=speech.labels("skin_type", declared))
    if product.skin_types:
        kinds = speech.labels("skin_type", product.skin_types)
        return speech.text("product_made_for", what=kinds)
    return speech.text("product_suits_unknown")
