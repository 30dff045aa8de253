"""Which products a message names, on the demo shop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.languages import Language
from knowledge.catalogue import ShopCatalogue, Snapshot
from knowledge.names import NameMatcher


@pytest.fixture(scope="module")
def matcher(demo_products, table):
    return Snapshot(demo_products, table).names


def named(matcher: NameMatcher, text: str) -> set[str]:
    return {product.names[Language.EN] for product in matcher.match(text)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is the cica serum ok for sensitive skin?",
         {"Undergrowth 5% Cica Serum", "Still Water Zinc & Cica Serum"}),
        ("how much is Low Tide 10% Niacinamide Serum?", {"Low Tide 10% Niacinamide Serum"}),
        ("low tide", {"Low Tide 10% Niacinamide Serum"}),
        ("undergroth cica serum price", {"Undergrowth 5% Cica Serum"}),
        ("how do I use the rooftop sunscreen", {"Rooftop Weightless Sun Fluid SPF50+"}),
        ("the moonpool mask", {"Moonpool Sleeping Mask"}),
        ("is Slow Evening the same as late evening?",
         {"Slow Evening 0.2% Retinol Serum", "Late Evening 0.5% Retinol Serum"}),
        ("what's in the ten things serum", {"Ten Things Bare Serum"}),
        ("退潮精華多少錢", {"Low Tide 10% Niacinamide Serum"}),
        ("林下積雪草精華適合敏感肌嗎", {"Undergrowth 5% Cica Serum"}),
        ("月池凍膜可以每天用嗎", {"Moonpool Sleeping Mask"}),
        ("毛孔帳本", {"Pore Ledger 2% BHA Serum"}),
        ("窗台水凝霜", {"Windowsill Water Gel"}),
    ],
)  # fmt: skip
def test_a_product_is_known_by_its_name_or_nickname(matcher, text, names):
    assert named(matcher, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "hello", "你好", "where is my order 10023", "我的訂單到哪了", "stop sending me reminders",
        "do you have anything for oily skin", "what does niacinamide do?", "有沒有精華",
        "can I use AHA with retinol?", "recommend a serum for acne", "推薦保濕精華", "我想找乳液",
        "my skin is dry and flaky in the evening", "痘痘肌可以用什麼", "謝謝", "", "🙂",
        "I want a night cream under 30", "有防曬推薦嗎",
    ],
)  # fmt: skip
def test_a_message_that_names_no_product_matches_none(matcher, text):
    assert named(matcher, text) == set()


def test_both_products_of_a_comparison_are_named(matcher):
    text = "first light vitamin c serum vs gentle morning"
    assert named(matcher, text) == {
        "First Light 15% Vitamin C Serum",
        "Gentle Morning Vitamin C Serum",
    }


def test_every_product_is_found_by_its_full_name_in_both_languages(demo_products, matcher):
    missed = [
        name
        for product in demo_products
        for name in product.names.values()
        if not any(found.names == product.names for found in matcher.match(name)[:2])
    ]
    assert missed == []


def test_a_size_that_is_told_is_the_one_meant(demo_products, matcher):
    sizes = [p for p in demo_products if p.names[Language.EN] == "Low Tide 10% Niacinamide Serum"]
    assert len(sizes) > 1
    for product in sizes:
        found = matcher.match(f"is the low tide serum {product.size} in stock")
        assert [p.id for p in found] == [product.id]


@given(text=st.text(max_size=1500))
def test_any_text_is_matched_without_error(demo_products, table, text):
    assert len(_matcher(demo_products, table).match(text)) <= 6


def _matcher(products, table, made={}):  # noqa: B006  # one matcher for all examples
    return made.setdefault("names", Snapshot(products, table).names) if not made else made["names"]


async def test_a_catalogue_is_empty_until_refreshed_and_then_swapped_whole(demo_products, table):
    state = [demo_products[:3]]

    async def load():
        return state[0]

    async def find(product_id):
        return next((p for p in state[0] if p.id == product_id), None)

    catalogue = ShopCatalogue(load, find, table)
    assert catalogue.all() == ()
    await catalogue.refresh()
    before = catalogue.snapshot
    state[0] = demo_products[3:5]
    await catalogue.refresh()
    assert catalogue.all() == demo_products[3:5]
    assert before.products == demo_products[:3]
    assert await catalogue.find(demo_products[3].id) == demo_products[3]
    assert await catalogue.find("no such id") is None
    assert list(catalogue.match_names("low tide", Language.EN)) == []
