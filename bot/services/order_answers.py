"""Where an order is, what was bought before, buying it again: only for a proven customer."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.buying_cues import joins_several, takes_all
from bot.domain.cues import asks_together, means_last_bought
from bot.domain.messages import Reply
from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.ports import Catalogue, Orders, Wording
from bot.domain.products import Product
from bot.domain.shop import ShopFacts
from bot.domain.turns import Answer, ShowProducts, TurnContext, TurnKind
from bot.services.identity import Identity, with_proof
from bot.services.product_cards import ProductCards
from bot.services.product_finder import FOCUS_SLOT, ProductFinder
from bot.services.speech import Speech, in_paragraphs

Handler = Callable[[TurnContext], Awaitable[Answer]]

_LISTED_ORDERS = 3
_SEARCHED_ORDERS = 20
_CARDS = 3


@dataclass(frozen=True, slots=True)
class OrderAnswers:
    """Speaks of orders to the customer they belong to, and to nobody else."""

    wording: Wording
    orders: Orders
    identity: Identity
    catalogue: Catalogue
    cards: ProductCards
    finder: ProductFinder
    shop: ShopFacts

    async def status(self, context: TurnContext) -> Answer:
        """Where the order is that is named, else the newest ones."""
        return await self._proven(context, "order_status", self._status)

    async def history(self, context: TurnContext) -> Answer:
        """What the customer bought, of the kind that is asked for."""
        return await self._proven(context, "order_history", self._history)

    async def reorder(self, context: TurnContext) -> Answer:
        """The link of the product bought last, or of those named or of the one shown.

        Words that several names share mean the one bought before, else it is asked.
        """
        named = await self.finder.named(context)
        if len(named) > 1 and not joins_several(context.text):
            named = await self._bought_of(named, context)
            if len(named) != 1:
                return await self.finder.ask_which(context, "reorder")
        if named:
            return self._buy(named[:_CARDS], context)
        if context.customer_id is None:
            shown = await self.finder.meant(context)
            if shown is not None:
                return self._buy([shown], context)
        return await self._proven(context, "reorder", self._reorder)

    async def take(self, context: TurnContext) -> Answer:
        """The links of what is taken from the table: the one meant by its place, or all."""
        shown = await self.finder.shown(context)
        taken = shown if takes_all(context.text) else self.finder.all_placed(shown, context.text)
        if not taken:
            meant = await self.finder.meant(context)
            taken = [meant] if meant else []
        if not taken:
            return await self.finder.ask_which(context, "reorder")
        return self._buy(taken, context)

    async def _bought_of(self, named: Sequence[Product], context: TurnContext) -> Sequence[Product]:
        """Of products that share a name those that were bought or shown before."""
        lines = await self._lines(context) if context.customer_id else []
        known = {line.product_id for _, line in lines} | set(context.shown_products)
        return [product for product in named if product.id in known]

    async def last_bought(self, context: TurnContext) -> tuple[Product, Order, OrderLine] | None:
        """The product a proven customer bought last, of the kind asked for; None where unknown."""
        if context.customer_id is None:
            return None
        for order, line in await self._lines(context):
            product = await self._product_of(line)
            if product is not None and _is_asked(product, line, context):
                return product, order, line
        return None

    async def about_last_bought(self, context: TurnContext, then: str, handler: Handler) -> Answer:
        """A handler's answer about the product that a proven customer bought last.

        `then` is the handler's intent, for the time after a proof.
        """

        async def answer(proven: TurnContext) -> Answer:
            last = await self.last_bought(proven)
            if last is None:
                speech = Speech(self.wording, proven.language)
                return Answer(TurnKind.ORDER_HISTORY, (speech.reply("utter_nothing_bought"),))
            return await handler(_about(last[0], proven))

        return await self._proven(context, then, answer)

    async def _proven(
        self,
        context: TurnContext,
        then: str,
        answer: Callable[[TurnContext], Awaitable[Answer]],
    ) -> Answer:
        if context.customer_id is not None:
            return await answer(context)
        proof = await self.identity.prove(context, then)
        if proof.context is None:
            return proof.answer or Answer(TurnKind.QUESTION)
        return with_proof(await answer(proof.context), proof.context)

    async def _status(self, context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        orders = list(await self.orders.of_customer(context.customer_id or "", _SEARCHED_ORDERS))
        asked = (context.understanding.tags.order_id or "").lstrip("#").casefold()
        if asked:
            orders = [order for order in orders if order.id.casefold() == asked]
        else:
            orders = _of_interest(orders)
        if not orders:
            response = "utter_order_not_found" if asked else "utter_no_orders"
            return Answer(TurnKind.ORDER_STATUS, (speech.reply(response, order_id=asked.upper()),))
        lines = [self._order(order, speech) for order in orders[:_LISTED_ORDERS]]
        link = self.shop.links.orders
        lines.append(speech.text("order_link", link=link) if link else "")
        return Answer(TurnKind.ORDER_STATUS, (Reply(in_paragraphs(lines)),))

    def _order(self, order: Order, speech: Speech) -> str:
        line = speech.text(
            "order_line",
            order_id=order.id,
            ordered_on=self.shop.day_of(order.ordered_at),
            items=_items(order, speech),
            status=speech.text(f"order_{order.status.value}"),
        )
        if order.tracking_number and order.status is OrderStatus.SHIPPED:
            carrier = order.carrier or speech.text("label_unknown")
            tracking = speech.text("order_tracking", carrier=carrier, number=order.tracking_number)
            return f"{line} {tracking}"
        return line

    async def _history(self, context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        found: list[tuple[Order, OrderLine, Product | None]] = []
        for order, line in await self._lines(context):
            product = await self._product_of(line)
            if _is_asked(product, line, context):
                found.append((order, line, product))
        if not found:
            return Answer(TurnKind.ORDER_HISTORY, (speech.reply("utter_nothing_bought"),))
        found = found[:_CARDS]
        lines = [self._bought(order, line, speech) for order, line, _ in found]
        products = {item.id: item for _, _, item in found if item}
        cards = tuple(self.cards.card(item, speech) for item in products.values())
        text = in_paragraphs([speech.text("utter_bought"), *lines])
        return Answer(
            TurnKind.ORDER_HISTORY, (Reply(text, cards),), (ShowProducts(tuple(products)),)
        )

    def _bought(self, order: Order, line: OrderLine, speech: Speech) -> str:
        return speech.text(
            "order_bought",
            ordered_on=self.shop.day_of(order.ordered_at),
            name=line.name,
            quantity=line.quantity,
        )

    async def _reorder(self, context: TurnContext) -> Answer:
        last = await self.last_bought(context)
        if last is not None:
            return self._buy([last[0]], context)
        shown = await self.finder.meant(context)
        if shown is not None:
            return self._buy([shown], context)
        speech = Speech(self.wording, context.language)
        return Answer(TurnKind.REORDER, (speech.reply("utter_reorder_nothing"),))

    def _buy(self, products: Sequence[Product], context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        currency = self.cards.currency_for(context.profile.budget)
        cards = tuple(self.cards.card(product, speech, currency) for product in products)
        lines = [
            speech.text(_to_buy(product), name=card.name, price=card.price)
            for product, card in zip(products, cards, strict=True)
        ]
        buttons = speech.buttons(_to_buy(products[0]))
        reply = Reply(in_paragraphs(lines), cards, buttons)
        ids = tuple(product.id for product in products)
        if len(ids) == 1 and ids[0] in context.shown_products:
            # The others stay on the table: "and the second one too" may come next.
            kept = ShowProducts(context.shown_products)
            return Answer(TurnKind.REORDER, (reply,), (kept,), {FOCUS_SLOT: ids[0]})
        return Answer(TurnKind.REORDER, (reply,), (ShowProducts(ids),))

    async def _lines(self, context: TurnContext) -> list[tuple[Order, OrderLine]]:
        orders = await self.orders.of_customer(context.customer_id or "", _SEARCHED_ORDERS)
        kept = [order for order in orders if order.status is not OrderStatus.CANCELLED]
        return [(order, line) for order in kept for line in order.lines]

    async def _product_of(self, line: OrderLine) -> Product | None:
        return await self.catalogue.find(line.product_id) if line.product_id else None


def _to_buy(product: Product) -> str:
    return "utter_reorder" if product.is_in_stock() else "utter_reorder_sold_out"


def is_about_last_bought(context: TurnContext) -> bool:
    """Whether a message means the product bought last; a product named or tapped comes first."""
    return means_last_bought(context.text) and not context.understanding.tags.product


def _about(product: Product, context: TurnContext) -> TurnContext:
    tags = replace(context.understanding.tags, product=product.id)
    return replace(context, understanding=replace(context.understanding, tags=tags))


def _of_interest(orders: Sequence[Order]) -> list[Order]:
    """Orders on their way; where there are none, the newest."""
    moving = {OrderStatus.PROCESSING, OrderStatus.SHIPPED}
    return [order for order in orders if order.status in moving] or list(orders[:1])


def _items(order: Order, speech: Speech) -> str:
    return speech.listed([f"{line.name} × {line.quantity}" for line in order.lines])


def _is_asked(product: Product | None, line: OrderLine, context: TurnContext) -> bool:
    """Whether a bought product is of the kind, or holds the ingredient, that the message names."""
    tags = context.understanding.tags
    if tags.product_type and (product is None or product.product_type not in tags.product_type):
        return False
    if not tags.ingredient or asks_together(context.text):
        return True  # "ok with vitamin C?" does not say what is in it
    held = product.ingredients or () if product else (line.name.casefold(),)
    return any(name in held for name in tags.ingredient)
