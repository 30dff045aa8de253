"""Gathering what bears on a wish: season, the shopper's history, what other customers tell."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.circumstances import Circumstances
from bot.domain.histories import History, history_of
from bot.domain.orders import Order
from bot.domain.ports import Clock, Companions, FeedbackRecords, Orders, RefillDates
from bot.domain.products import Product
from bot.domain.recommendations import Wish
from bot.domain.seasons import season_in
from bot.domain.shop import ShopFacts

_ORDERS = 50
_SPEAKING = 5  # products of the shopper's that a companion may be put down to
_STRONGLY = 0.5  # of the highest score


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopperCircumstances:
    """Implements the ports `Surroundings` and `ShopperHistories`.

    Orders and refills are a proven customer's alone; feedback also counts where it was told in the
    same conversation. `find_product` looks into the current catalogue.
    """

    shop: ShopFacts
    clock: Clock
    feedback: FeedbackRecords
    orders: Orders
    refill_dates: RefillDates
    companions: Companions
    find_product: Callable[[str], Product | None]

    async def of(self, wish: Wish) -> Circumstances:
        """Season, history, popularity and companions for one wish."""
        today = self._today(wish)
        history = await self._history(wish, today)
        speaking = _speaking(history)
        companions: Mapping[str, float] = {}
        if wish.customer_id or speaking:
            companions = await self.companions.scores_for(wish.customer_id, speaking)
        return Circumstances(
            season=season_in(self.shop.climate, today.month),
            history=history,
            popularity=self.companions.popularity,
            companions=companions,
            companion_of=await self._companion_of(speaking) if companions else {},
        )

    async def history(self, wish: Wish) -> History:
        """What the shopper told of products and has at home."""
        return await self._history(wish, self._today(wish))

    def _today(self, wish: Wish) -> date:
        return self.shop.day_of(self.clock.now(wish.conversation_id))

    async def _history(self, wish: Wish, today: date) -> History:
        if wish.customer_id is None and wish.conversation_id is None:
            return History()
        told = await self.feedback.of_customer(wish.customer_id, wish.conversation_id)
        orders: Sequence[Order] = ()
        due: Mapping[str, date] = {}
        if wish.customer_id is not None:
            orders = await self.orders.of_customer(wish.customer_id, _ORDERS)
            due = await self.refill_dates.due_dates(wish.customer_id)
        return history_of(told, orders, self._days_of_supply, due, today, self.shop.zone)

    def _days_of_supply(self, product_id: str) -> int | None:
        product = self.find_product(product_id)
        return product.days_of_supply if product else None

    async def _companion_of(self, speaking: Iterable[str]) -> dict[str, str]:
        """Family → the first of the shopper's products that speaks for it strongly by itself."""
        found: dict[str, str] = {}
        for product_id in speaking:
            scores = await self.companions.scores_for(None, (product_id,))
            for family, score in scores.items():
                if score >= _STRONGLY:
                    found.setdefault(family, product_id)
        return found


def _speaking(history: History) -> tuple[str, ...]:
    """What the shopper loved or bought and did not dislike, the most telling first."""
    against: Collection[str] = history.stung | history.disliked
    had = dict.fromkeys((*history.loved, *history.bought))
    return tuple(product_id for product_id in had if product_id not in against)[:_SPEAKING]
