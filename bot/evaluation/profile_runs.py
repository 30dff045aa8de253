"""Asking the engine for every made-up shopper, as the shop would, and looking at the answers."""

import asyncio
import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.circumstances import Circumstances
from bot.domain.feedback import ProductFeedback
from bot.domain.orders import Order
from bot.domain.ports import Surroundings, Taste
from bot.domain.products import Product
from bot.domain.recommendations import Hit, Recommendation, Wish
from bot.domain.shop import ShopFacts
from bot.evaluation.profile_cases import ProfileCase
from bot.services.circumstances import ShopperCircumstances
from knowledge.catalogue import ShopCatalogue
from knowledge.companion_learning import learn_companions
from knowledge.companions import ShopCompanions
from knowledge.ingredients import IngredientTable
from knowledge.recommender import ProductRecommender

ABLATED = ("season", "popularity", "companions", "feedback", "price", "variety")
_IN_THE_ENGINE = frozenset({"price", "variety"})
_CUSTOMERS = 200  # made up, so that companions and popularity have something to learn from


@dataclass(frozen=True)
class CaseRecords:
    """The records of made-up shoppers: feedback, orders, refills, tastes and the day they ask."""

    cases: Mapping[str, ProfileCase]
    tastes: Sequence[Taste] = ()
    asked: list[str] = field(default_factory=list)  # whose turn it is

    def now(self, conversation_id: str | None = None) -> datetime:  # noqa: ARG002  # the port's
        """The day of the shopper whose turn it is."""
        return self.cases[self.asked[-1]].now

    async def of_all(self) -> Sequence[Taste]:
        """Everybody's tastes."""
        return self.tastes

    async def due_dates(self, customer_id: str) -> Mapping[str, date]:  # noqa: ARG002
        """No refill was put off."""
        return {}


@dataclass(frozen=True)
class CaseFeedback:
    """The port `FeedbackRecords` on made-up shoppers."""

    records: CaseRecords

    async def of_customer(
        self,
        customer_id: str | None,
        conversation_id: str | None,  # noqa: ARG002
    ) -> Sequence[ProductFeedback]:
        """What the shopper told, newest first."""
        return self.records.cases[str(customer_id)].feedback


@dataclass(frozen=True)
class CaseOrders:
    """The port `Orders` on made-up shoppers."""

    records: CaseRecords

    async def find(self, order_id: str) -> Order | None:  # noqa: ARG002  # nobody asks
        """No order by its number."""
        return None

    async def of_customer(self, customer_id: str, limit: int = 10) -> Sequence[Order]:
        """The shopper's orders."""
        return self.records.cases[customer_id].orders[:limit]


@dataclass(frozen=True)
class CaseTastes:
    """The port `Tastes` on made-up shoppers."""

    records: CaseRecords

    async def of_customer(self, customer_id: str) -> Taste:
        """What the shopper has."""
        case = self.records.cases[customer_id]
        lines = (line for order in case.orders for line in order.lines)
        return Taste(frozenset(str(line.product_id) for line in lines))

    async def of_all(self) -> Sequence[Taste]:
        """Everybody's."""
        return self.records.tastes


@dataclass(frozen=True, slots=True)
class WithoutTerm:
    """The surroundings of a wish with one tie-breaker left out."""

    surroundings: Surroundings
    term: str

    async def of(self, wish: Wish) -> Circumstances:
        """As the shop has it, less the term."""
        return (await self.surroundings.of(wish)).without(self.term)


class SilentSearch:
    """Finds nothing: made-up shoppers say nothing in words."""

    async def search(
        self,
        text: str,  # noqa: ARG002
        language: object = None,  # noqa: ARG002
        limit: int = 5,  # noqa: ARG002
        among: Collection[str] | None = None,  # noqa: ARG002
    ) -> Sequence[Hit]:
        """Nothing."""
        return ()


@dataclass(frozen=True)
class ProfileRun:
    """What the engine answered.

    Attributes:
        answers: one a case.
        ablations: term → for each case the ids offered without it.
        popularity: family → how much it is bought among made-up customers.
        families: product → family.
    """

    answers: Sequence[Recommendation]
    ablations: Mapping[str, Sequence[tuple[str, ...]]]
    popularity: Mapping[str, float]
    families: Mapping[str, str]


async def run_cases(
    cases: Sequence[ProfileCase],
    products: Sequence[Product],
    shop: ShopFacts,
    table: IngredientTable,
    told: Callable[[str], None] = lambda _: None,
) -> ProfileRun:
    """Every case through the engine, then once more without each of `ABLATED`."""
    by_id = {product.id: product for product in products}
    catalogue = await _open_catalogue(products, table)
    families = catalogue.snapshot.families
    keyed = {str(case.wish.customer_id): case for case in cases}
    records = CaseRecords(keyed, _made_up_tastes(products))
    companions = ShopCompanions(CaseTastes(records), lambda: families)
    learned_on = cases[0].now.date()
    companions.use(
        await asyncio.to_thread(learn_companions, records.tastes, products, families, learned_on)
    )
    surroundings = ShopperCircumstances(
        shop=shop,
        clock=records,
        feedback=CaseFeedback(records),
        orders=CaseOrders(records),
        refill_dates=records,
        companions=companions,
        find_product=by_id.get,
    )

    async def ask(without: str = "") -> list[Recommendation]:
        told(f"Asking {len(cases)} times" + (f" without {without}" if without else ""))
        leave_out = _IN_THE_ENGINE & {without}
        around = WithoutTerm(surroundings, without)
        rates = shop.exchange_rates.rates
        engine = ProductRecommender(catalogue, SilentSearch(), table, rates, around, leave_out)
        answers = []
        for case in cases:
            records.asked[:] = [str(case.wish.customer_id)]
            answers.append(await engine.recommend(case.wish))
        return answers

    answers = await ask()
    ablations = {term: [_ids(answer) for answer in await ask(term)] for term in ABLATED}
    return ProfileRun(answers, ablations, companions.popularity, families)


def _ids(answer: Recommendation) -> tuple[str, ...]:
    return tuple(choice.product.id for choice in answer.products)


async def _open_catalogue(products: Sequence[Product], table: IngredientTable) -> ShopCatalogue:
    by_id = {product.id: product for product in products}

    async def load() -> Sequence[Product]:
        return products

    async def find(product_id: str) -> Product | None:
        return by_id.get(product_id)

    catalogue = ShopCatalogue(load, find, table)
    await catalogue.refresh()
    return catalogue


def _made_up_tastes(products: Sequence[Product]) -> list[Taste]:
    """Customers who each buy for one concern, so that there is something to learn."""
    chance = random.Random(7)  # noqa: S311  # made-up customers, no secrets
    concerns = sorted({concern for product in products for concern in product.concerns})
    tastes = []
    for _ in range(_CUSTOMERS if concerns else 0):
        concern = chance.choice(concerns)
        liked = [product.id for product in products if concern in product.concerns]
        tastes.append(Taste(frozenset(chance.sample(liked, min(len(liked), 4)))))
    return tastes
