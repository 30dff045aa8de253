"""Products as a shopper sees them."""

from decimal import Decimal

import pytest

from bot.adapters.shop_file import load_shop_file
from bot.bootstrap.foundation import DEMO, load_wording
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from bot.domain.recommendations import Reason, Recommended
from bot.services.product_cards import ProductCards
from bot.services.speech import Speech
from knowledge.facts import TableFacts
from knowledge.ingredients import IngredientTable


@pytest.fixture(scope="module")
def shop():
    return load_shop_file(DEMO / "shop.yml")


@pytest.fixture(scope="module")
def say(shop):
    cards, wording = ProductCards(shop, TableFacts(IngredientTable.load())), load_wording(shop)

    def said(*reasons: Reason, language: Language = Language.EN) -> tuple[str, ...]:
        product = Product("p", {Language.EN: "Drops"}, (Price(Decimal(1), "TWD"),))
        choice = Recommended(product, 1.0, product.prices[0], reasons)
        return cards.recommended(choice, Speech(wording, language)).reasons

    return said


def an_upgrade_of(name: str) -> Reason:
    values = {"product": name, "ingredient": ["niacinamide"], "concern": ["dullness"]}
    return Reason("upgrade", values)


@pytest.mark.parametrize(
    ("reason", "language", "said"),
    [
        (Reason("skin_type", {"skin_type": ["oily"]}), Language.EN, "made for oily skin"),
        (Reason("refill"), Language.EN, "a refill of what you liked"),
        (Reason("goes_with", {"product": "Dew_1"}), Language.EN, "chosen to go with your Dew_1"),
        (Reason("kind", {"product_type": ["serum"]}), Language.EN, "product type: serum"),
        (
            an_upgrade_of("Dew"),
            Language.EN,
            "with niacinamide like the Dew you like, and also for a fresher look",
        ),
        (Reason("season_light"), Language.ZH, "清爽質地，適合濕熱天氣"),
    ],
)
def test_a_reason_is_said_with_its_facts_in_the_shoppers_language(say, reason, language, said):
    assert say(reason, language=language) == (said,)


def test_a_reason_that_would_repeat_a_claim_in_a_products_name_is_left_out(say):
    told = say(an_upgrade_of("Acne Cure Serum"), Reason("kind", {"product_type": ["serum"]}))
    assert told == ("product type: serum",)
