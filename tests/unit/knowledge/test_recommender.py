"""The recommendation engine on the demo shop, with the real index and encoder."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.recommendations import Recommendation, Wish
from knowledge.catalogue import ShopCatalogue
from knowledge.index import build_index
from knowledge.passages import all_passages
from knowledge.recommender import MAX_EXCLUDED, ProductRecommender
from knowledge.search import HybridSearch, IndexHolder, SearchIndex

RATES = {"TWD": Decimal(1), "USD": Decimal(32)}


@pytest.fixture(scope="module")
def search(demo_products, embedder, table):
    passages = all_passages(demo_products, table.name_in)
    vectors = embedder.embed_passages([passage.text for passage in passages])
    dense = build_index(passages, vectors, embedder.model_id)
    return HybridSearch(embedder, IndexHolder(SearchIndex(dense)))


class Shop:
    """A catalogue whose fresh facts may differ from the snapshot."""

    def __init__(self, products):
        self.now = {product.id: product for product in products}
        self.products = products

    async def load(self):
        return self.products

    async def find(self, product_id):
        return self.now.get(product_id)


@pytest.fixture
def shop(demo_products):
    return Shop(demo_products)


@pytest.fixture
async def recommender(shop, search, table):
    catalogue = ShopCatalogue(shop.load, shop.find, table)
    await catalogue.refresh()
    return ProductRecommender(catalogue, search, table, RATES)


def a_wish(text: str = "", **facts) -> Wish:
    about_wish = {
        k: facts.pop(k) for k in ("ingredients", "limit", "exclude", "currency") if k in facts
    }
    return Wish(Profile(**facts), text=text, **about_wish)


async def test_what_is_offered_fits_concern_and_skin_type(recommender):
    found = await recommender.recommend(a_wish(skin_type=("oily",), concern=("acne",)))
    assert len(found.products) == 3
    for choice in found.products:
        assert "acne" in choice.product.concerns
        assert "oily" in choice.product.skin_types


async def test_scores_fall_and_each_offer_has_two_or_three_reasons(recommender):
    found = await recommender.recommend(a_wish(concern=("redness",), limit=8))
    scores = [choice.score for choice in found.products]
    assert scores == sorted(scores, reverse=True)
    assert all(2 <= len(choice.reasons) <= 3 for choice in found.products)


async def test_every_reason_is_true_of_its_product(recommender):
    wish = a_wish(concern=("dryness",), skin_type=("dry",), avoid=("fragrance",), limit=10)
    for choice in (await recommender.recommend(wish)).products:
        told = {*choice.product.key_ingredients, *choice.product.ingredients}
        for reason in choice.reasons:
            assert set(reason.values.get("ingredient", ())) <= told
            assert set(reason.values.get("concern", ())) <= set(choice.product.concerns)
            assert set(reason.values.get("skin_type", ())) <= set(choice.product.skin_types)


async def test_serums_come_first_where_no_type_was_asked_for(recommender):
    found = await recommender.recommend(a_wish(concern=("dryness",)))
    assert {choice.product.product_type for choice in found.products} == {"serum"}


async def test_another_type_comes_where_it_is_what_helps(recommender):
    found = await recommender.recommend(a_wish(concern=("sun",), limit=1))
    assert found.products[0].product.product_type == "sunscreen"


async def test_sizes_of_one_product_are_offered_once(recommender):
    found = await recommender.recommend(a_wish(concern=("dryness",), limit=20))
    families = [choice.product.family for choice in found.products]
    assert len(families) == len(set(families))


async def test_a_wanted_ingredient_is_in_all_that_is_offered(recommender):
    found = await recommender.recommend(a_wish(ingredients=("vitamin b3",), limit=10))
    assert found.products
    for choice in found.products:
        assert "niacinamide" in choice.product.ingredients


async def test_a_wanted_ingredient_nobody_sells_is_no_dead_end(recommender):
    found = await recommender.recommend(a_wish(ingredients=("hydroquinone",)))
    assert found.products


async def test_the_shoppers_words_settle_what_facts_leave_open(recommender):
    found = await recommender.recommend(a_wish("a sheet mask with hyaluronic acid", limit=3))
    names = [choice.product.name(Language.EN) for choice in found.products]
    assert "Monsoon Hydrating Sheet Mask" in names


async def test_an_offer_sold_out_since_the_snapshot_is_not_made(recommender, shop):
    wish = a_wish(concern=("acne",), limit=1)
    first = (await recommender.recommend(wish)).products[0].product
    for product in shop.products:
        if product.family == first.family:
            shop.now[product.id] = replace(product, stock=0)
    after = (await recommender.recommend(wish)).products[0].product
    assert after.family != first.family


async def test_the_price_shown_is_todays(recommender, shop):
    wish = a_wish(concern=("acne",), limit=1)
    first = (await recommender.recommend(wish)).products[0].product
    dearer = replace(first.prices[0], amount=first.prices[0].amount + 1)
    shop.now[first.id] = replace(first, prices=(dearer,))
    assert (await recommender.recommend(wish)).products[0].price == dearer


async def test_a_label_changed_since_the_snapshot_is_read_again(recommender, shop):
    wish = a_wish(concern=("wrinkles",), condition=("pregnancy",), limit=1)
    first = (await recommender.recommend(wish)).products[0].product
    shop.now[first.id] = replace(first, ingredients=(*first.ingredients, "retinyl novelty"))
    after = await recommender.recommend(wish)
    assert after.products[0].product.id != first.id


async def test_a_product_gone_since_the_snapshot_is_not_offered(recommender, shop):
    wish = a_wish(concern=("acne",), limit=1)
    first = (await recommender.recommend(wish)).products[0].product
    del shop.now[first.id]
    assert (await recommender.recommend(wish)).products[0].product.id != first.id


async def test_what_was_declined_is_not_offered_again_in_any_size(recommender):
    wish = a_wish(concern=("oiliness",), limit=1)
    first = (await recommender.recommend(wish)).products[0].product
    again = await recommender.recommend(replace(wish, exclude=(first.id,)))
    assert again.products[0].product.family != first.family


async def test_what_a_rule_left_out_is_told_with_the_rule_nearest_first(recommender):
    wish = a_wish(concern=("wrinkles",), condition=("pregnancy",))
    found = await recommender.recommend(wish, with_excluded=True)
    assert 0 < len(found.excluded) <= MAX_EXCLUDED
    assert found.excluded[0].why == "condition:pregnancy"
    assert await recommender.recommend(wish) == Recommendation(found.products)


async def test_where_nothing_passes_the_nearest_is_told_unasked(recommender):
    found = await recommender.recommend(a_wish(budget=Budget(max=Decimal(5), currency="TWD")))
    assert found.products == ()
    assert found.excluded[0].why == "budget"


async def test_when_nothing_is_cheap_enough_the_nearest_price_is_told(recommender, demo_products):
    wish = a_wish(product_type=("serum",), budget=Budget(max=Decimal(1)))
    found = await recommender.recommend(wish)
    cheapest = min(
        product.prices[0].amount
        for product in demo_products
        if product.product_type == "serum" and product.is_in_stock()
    )
    assert found.products == ()
    assert found.nearest_price.amount == cheapest


async def test_an_aliased_allergen_is_avoided(recommender):
    found = await recommender.recommend(a_wish(avoid=("vitamin e acetate",), limit=50))
    assert found.products
    for choice in found.products:
        assert "tocopheryl acetate" not in choice.product.ingredients


async def test_a_budget_without_a_rate_is_refused_in_a_sentence(recommender):
    with pytest.raises(InputError, match="No exchange rate"):
        await recommender.recommend(a_wish(budget=Budget(max=Decimal(5), currency="XXX")))


async def test_prices_are_shown_in_the_wishs_currency(recommender):
    found = await recommender.recommend(a_wish(concern=("acne",), currency="USD"))
    assert {choice.price.currency for choice in found.products} == {"USD"}


async def test_preparing_changes_no_answer_and_needs_no_products(recommender, search, table):
    wish = a_wish(concern=("acne",), skin_type=("sensitive",))
    before = await recommender.recommend(wish)
    recommender.prepare()
    assert await recommender.recommend(wish) == before
    nothing = Shop(())
    ProductRecommender(
        ShopCatalogue(nothing.load, nothing.find, table), search, table, {}
    ).prepare()
