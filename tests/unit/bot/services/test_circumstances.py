"""What bears on a wish is gathered from records, and what it does in the engine."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.adapters.shop_file import load_shop_file
from bot.bootstrap.foundation import DEMO
from bot.domain.feedback import FeedbackKind, ProductFeedback
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Hit, Wish
from bot.domain.seasons import Season
from bot.services.circumstances import ShopperCircumstances
from knowledge.catalogue import ShopCatalogue
from knowledge.ingredients import IngredientTable
from knowledge.recommender import ProductRecommender

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


@dataclass
class Records:
    """A shop's records of one customer and one conversation."""

    feedback: list = field(default_factory=list)
    orders: list = field(default_factory=list)
    due: dict = field(default_factory=dict)
    companions: dict = field(default_factory=dict)
    popularity: dict = field(default_factory=dict)

    def now(self, conversation_id=None):
        return NOW


class FeedbackOf(Records):
    async def of_customer(self, customer_id, conversation_id):
        return self.feedback if customer_id == "c" or conversation_id == "web:1" else []


class OrdersOf(Records):
    async def of_customer(self, customer_id, limit=10):
        return self.orders if customer_id == "c" else []

    async def due_dates(self, customer_id):
        return self.due


class CompanionsOf(Records):
    async def scores_for(self, customer_id, product_ids=()):
        if customer_id == "c":
            return self.companions
        return {family: score for family, score in self.companions.items() if product_ids}


def a_product(id_: str, family: str | None = None, **facts) -> Product:
    facts.setdefault("days_of_supply", 30)
    return Product(
        id=id_,
        names={Language.EN: f"Name {id_}"},
        prices=(Price(Decimal(100), "TWD"),),
        product_type="serum",
        ingredients=("aqua", f"only {id_}"),
        concerns=("acne",),
        family=family or id_,
        brand=id_,
        **facts,
    )


PRODUCTS = (a_product("a-30", "a"), a_product("a-50", "a"), *map(a_product, "bcde"))


def surroundings(**told) -> ShopperCircumstances:
    by_id = {product.id: product for product in PRODUCTS}
    return ShopperCircumstances(
        shop=load_shop_file(DEMO / "shop.yml"),
        clock=Records(),
        feedback=FeedbackOf(**told),
        orders=OrdersOf(**told),
        refill_dates=OrdersOf(**told),
        companions=CompanionsOf(**told),
        find_product=by_id.get,
    )


class Silent:
    async def search(self, text, language=None, limit=5, among=None) -> list[Hit]:
        return []


async def offered(wish: Wish, **told):
    async def load():
        return PRODUCTS

    async def find(product_id):
        return next(product for product in PRODUCTS if product.id == product_id)

    catalogue = ShopCatalogue(load, find, IngredientTable.load())
    await catalogue.refresh()
    engine = ProductRecommender(
        catalogue, Silent(), IngredientTable.load(), {"TWD": Decimal(1)}, surroundings(**told)
    )
    return await engine.recommend(wish, with_excluded=True)


def ids(answer) -> list[str]:
    return [choice.product.id for choice in answer.products]


def told(product_id: str, kind=FeedbackKind.LOVE, sentiment=0.9) -> ProductFeedback:
    return ProductFeedback(product_id, sentiment, kind, NOW - timedelta(days=3))


def bought(product_id: str, days_ago: int) -> Order:
    at = NOW - timedelta(days=days_ago)
    return Order(f"o-{days_ago}", "c", at, OrderStatus.DELIVERED, (OrderLine("x", 1, product_id),))


OF_CUSTOMER = Wish(Profile(concern=("acne",)), customer_id="c")
IN_CONVERSATION = Wish(Profile(concern=("acne",)), conversation_id="web:1")


async def test_the_shops_day_and_climate_make_the_season():
    assert (await surroundings().of(OF_CUSTOMER)).season is Season.SUMMER


async def test_nobodys_records_are_looked_at_for_a_wish_without_a_customer():
    around = await surroundings(feedback=[told("b")], orders=[bought("b", 1)]).of(Wish(Profile()))
    assert around.history.loved == ()
    assert around.history.bought == ()


@pytest.mark.parametrize("wish", [OF_CUSTOMER, IN_CONVERSATION])
async def test_what_stung_is_never_offered_again_in_any_size(wish):
    feedback = [told("a-30", FeedbackKind.IRRITATION, -0.9)]
    answer = await offered(wish, feedback=feedback)
    assert set(ids(answer)) == {"b", "c", "d"}  # three of the four that are left
    reasons = {item.product_id: item.why for item in answer.excluded}
    assert reasons == {"a-30": "reaction", "a-50": "reaction"}


async def test_what_stung_stays_away_even_where_nothing_else_is_left():
    feedback = [told(id_, FeedbackKind.IRRITATION, -0.9) for id_ in ("a-50", *"bcde")]
    assert ids(await offered(OF_CUSTOMER, feedback=feedback)) == []


async def test_what_is_at_home_is_not_offered_as_new_until_it_runs_low():
    assert "b" not in ids(await offered(OF_CUSTOMER, orders=[bought("b", 2)]))
    assert "b" in ids(await offered(OF_CUSTOMER, orders=[bought("b", 40)]))


async def test_what_was_loved_and_runs_low_comes_first_as_a_refill():
    answer = await offered(OF_CUSTOMER, feedback=[told("d")], orders=[bought("d", 40)])
    assert ids(answer)[0] == "d"
    assert answer.products[0].reasons[0].code == "refill"


async def test_what_did_nothing_comes_last():
    feedback = [told("b", FeedbackKind.NO_EFFECT, -0.3)]
    assert (
        ids(await offered(Wish(OF_CUSTOMER.profile, customer_id="c", limit=9), feedback=feedback))[
            -1
        ]
        == "b"
    )


async def test_a_companion_of_what_was_loved_comes_first_and_names_it():
    answer = await offered(
        OF_CUSTOMER, feedback=[told("b")], orders=[bought("b", 2)], companions={"d": 0.9}
    )
    assert ids(answer)[0] == "d"
    reason = answer.products[0].reasons[-1]
    assert (reason.code, reason.values) == ("goes_with", {"product": "Name b"})


async def test_who_is_unknown_gets_what_many_buy():
    answer = await offered(Wish(Profile(concern=("acne",))), popularity={"d": 1.0, "c": 0.2})
    assert ids(answer)[0] == "d"
    assert "popular" in [reason.code for reason in answer.products[0].reasons]
