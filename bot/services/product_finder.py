"""Which product a shopper means: by name, by its place in what was shown, or by asking back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.advice_cues import without_request
from bot.domain.cues import find_ordinal, find_ordinals, without_ordinals
from bot.domain.messages import QuickReply, Reply
from bot.domain.ports import Catalogue, ProductSearch, Wording
from bot.domain.products import Product
from bot.domain.turns import Answer, Ask, TurnContext, TurnKind
from bot.services.speech import Speech, to_label

CHOICES = 3
FOCUS_SLOT = "product_in_focus"
PRODUCT_CHOSEN = "product_chosen"  # the topic once "which product?" is answered


@dataclass(frozen=True, slots=True)
class ProductFinder:
    """Finds the product that a message is about."""

    wording: Wording
    catalogue: Catalogue
    search: ProductSearch

    async def named(self, context: TurnContext) -> Sequence[Product]:
        """The products named in the message, all sizes of one as one; empty when none is."""
        told = context.understanding.tags.product
        if told:
            product = await self.catalogue.find(told)
            if product:
                return (product,)
        found = self._matched(context)
        if not found and told:
            found = self.catalogue.match_names(told, context.language)
        return one_of_each_family(found)

    def _matched(self, context: TurnContext) -> Sequence[Product]:
        """By the words that can name a product; by all where a name is written out in full."""
        found = self.catalogue.match_names(context.text, context.language)
        if _is_written_out(found, context):
            return found
        words = without_request(without_ordinals(context.text))
        return self.catalogue.match_names(words, context.language)

    async def shown(self, context: TurnContext) -> Sequence[Product]:
        """The products last shown that are still in the catalogue, in order."""
        found = [await self.catalogue.find(product_id) for product_id in context.shown_products]
        return [product for product in found if product]

    async def meant(self, context: TurnContext) -> Product | None:
        """The one product that is meant, None where it must be asked.

        "The first one" means what was shown, unless a whole name is written. Words that several
        names share mean the one that was shown, if one was.
        """
        named = await self.named(context)
        shown = await self.shown(context)
        picked = None if _is_written_out(named, context) else self.placed(shown, context)
        if picked is None and named:
            one = _single(named, shown, context)
            return await self._fresh(one) if one else None
        return picked or _picked(shown, context)

    def placed(self, shown: Sequence[Product], context: TurnContext) -> Product | None:
        """The product meant by its place among those shown ("the second one"), else None."""
        return _by_place(shown, context)

    def all_placed(self, shown: Sequence[Product], text: str) -> Sequence[Product]:
        """Every product meant by its place ("the first and the third"), in order."""
        places = find_ordinals(text)
        return [shown[place] for place in places if -len(shown) <= place < len(shown)]

    async def ask_which(self, context: TurnContext, then: str) -> Answer:
        """Ask which product is meant; `then` is the intent that is answered afterwards."""
        speech = Speech(self.wording, context.language)
        choices = await self._choices(context, then)
        buttons = tuple(
            QuickReply(to_label(product.name(context.language)), _payload(then, product))
            for product in choices
        )
        response = "utter_which_product" if choices else "utter_which_product_name"
        details = {"then": then, "text": context.text, "ids": [product.id for product in choices]}
        reply = Reply(speech.text(response), quick_replies=buttons)
        return Answer(TurnKind.QUESTION, (reply,), (Ask("product_which", details),))

    async def _choices(self, context: TurnContext, then: str) -> Sequence[Product]:
        named = await self.named(context)
        if len(named) > 1:
            return named[:CHOICES]
        shown = await self.shown(context)
        if len(shown) > 1:
            return shown[:CHOICES]
        if then == "compare_products":
            return ()  # "compare them" holds nothing to search by
        hits = await self.search.search(context.text, context.language, CHOICES * 2)
        found = [await self.catalogue.find(hit.product_id) for hit in hits]
        return one_of_each_family(product for product in found if product)[:CHOICES]

    async def _fresh(self, product: Product) -> Product:
        return await self.catalogue.find(product.id) or product


def one_of_each_family(products: Iterable[Product]) -> list[Product]:
    """The first of each product's sizes, full sizes in stock before others of the same family."""
    kept: dict[str, Product] = {}
    for product in products:
        family = product.family or product.id
        if family not in kept or _is_better(product, kept[family]):
            kept[family] = product
    return list(kept.values())


def _is_better(new: Product, old: Product) -> bool:
    return _rank(new) > _rank(old)


def _rank(product: Product) -> tuple[bool, bool]:
    return product.is_in_stock(), not product.is_mini


def _single(
    named: Sequence[Product], shown: Sequence[Product], context: TurnContext
) -> Product | None:
    """The only product named; of several the one written out, else the only one shown."""
    if len(named) == 1 or _is_written_out(named, context):
        return named[0]
    on_the_table = {product.family or product.id for product in shown}
    known = [product for product in named if (product.family or product.id) in on_the_table]
    return known[0] if len(known) == 1 else None


def _picked(shown: Sequence[Product], context: TurnContext) -> Product | None:
    if len(shown) == 1:
        return shown[0]
    focus = context.slots.get(FOCUS_SLOT)
    for item in shown:
        if item.id == focus:
            return item
    kinds = context.understanding.tags.product_type
    of_kind = [product for product in shown if product.product_type in kinds]
    return of_kind[0] if len(of_kind) == 1 else None


def _by_place(shown: Sequence[Product], context: TurnContext) -> Product | None:
    place = find_ordinal(context.text)
    if place is None or context.understanding.tags.product:
        return None
    return shown[place] if -len(shown) <= place < len(shown) else None


def _is_written_out(named: Sequence[Product], context: TurnContext) -> bool:
    text = context.text.casefold()
    return any(name.casefold() in text for item in named[:1] for name in item.names.values())


def _payload(then: str, product: Product) -> str:
    return f'/{then}{{"product": "{product.id}"}}'
