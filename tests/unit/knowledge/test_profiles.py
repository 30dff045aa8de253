"""Three hundred shoppers on the demo shop: no hard rule is ever broken.

The oracle knows nothing of our rules or table: it reads the catalogue's file as it is written and
looks for words in the labels.
"""

import random
import re
from decimal import Decimal

import pytest

from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from bot.domain.tags import CONCERNS, CONDITIONS, PRODUCT_TYPES, SKIN_TYPES
from knowledge.catalogue import ShopCatalogue
from knowledge.recommender import ProductRecommender

PROFILES = 300
AVOIDED = {
    "fragrance": r"parfum|fragrance|limonene|linalool|geraniol|citronellol|citral|coumarin|eugenol|"
    r"farnesol|hexyl cinnamal|benzyl (alcohol|benzoate|salicylate)|lavandula.*oil|citrus.*peel oil",
    "alcohol": r"^alcohol( denat\.?)?$|^ethanol$|^sd alcohol",
    "niacinamide": r"^niacinamide$",
    "retinol": r"retin(ol|al|yl|o)",
    "ascorbic acid": r"ascorb(ic|yl|ate)",
    "salicylic acid": r"salicylic acid|betaine salicylate",
    "hyaluronic acid": r"hyaluron",
    "silicone": r"methicone|siloxane",
    "peptide": r"peptide",
    "ceramide": r"ceramide",
    "tocopheryl acetate": r"tocopheryl acetate",
}
RETINOID = r"retin(ol|al|yl|o)|adapalene"
ACIDS = r"(glycolic|lactic|mandelic|salicylic) acid$"
FORBIDDEN = {
    "pregnancy": RETINOID,
    "breastfeeding": RETINOID,
    "prescription_acne": f"{RETINOID}|{ACIDS}|gluconolactone|benzoyl peroxide|{AVOIDED['alcohol']}",
    "eczema": f"{RETINOID}|{ACIDS}|{AVOIDED['fragrance']}|{AVOIDED['alcohol']}",
    "rosacea": f"{RETINOID}|{ACIDS}|{AVOIDED['fragrance']}|{AVOIDED['alcohol']}|menthol|camphor",
    "post_procedure": f"{RETINOID}|{ACIDS}|{AVOIDED['fragrance']}|{AVOIDED['alcohol']}|"
    "^ascorbic acid$",
}


class NoSearch:
    async def search(self, text, language=None, limit=5, among=None):
        return []


def some(rng: random.Random, values, most: int) -> tuple[str, ...]:
    return tuple(rng.sample(sorted(values), rng.randint(0, most)))


def a_budget(rng: random.Random) -> Budget | None:
    kind = rng.choice(["none", "max", "max", "around", "min"])
    amount = Decimal(rng.randrange(200, 3000, 50))
    if kind == "none":
        return None
    if kind == "around":
        return Budget(amount * Decimal("0.8"), amount * Decimal("1.2"), "TWD")
    return Budget(max=amount) if kind == "max" else Budget(min=amount, currency="TWD")


def a_profile(rng: random.Random) -> Profile:
    return Profile(
        skin_type=some(rng, SKIN_TYPES, 2),
        concern=some(rng, CONCERNS, 2),
        avoid=some(rng, AVOIDED, 2),
        condition=some(rng, CONDITIONS, 1),
        product_type=some(rng, PRODUCT_TYPES, 1),
        budget=a_budget(rng),
    )


def broken_rules(row: dict, profile: Profile) -> list[str]:
    label = [name.strip(" .").lower() for name in re.split(r",\s+", row["ingredients"])]
    price = Decimal(str(row["price"]["TWD"]))
    budget = profile.budget or Budget()
    patterns = [(what, AVOIDED[what]) for what in profile.avoid]
    patterns += [(what, FORBIDDEN[what]) for what in profile.condition if what in FORBIDDEN]
    broken = [f"{what}: {n}" for what, words in patterns for n in label if re.search(words, n)]
    broken += [f"unsuitable: {t}" for t in profile.skin_type if t in row["unsuitable_skin_types"]]
    if row["stock"] == 0:
        broken.append("stock")
    if profile.product_type and row["product_type"] not in profile.product_type:
        broken.append("type")
    if budget.max is not None and price > budget.max:
        broken.append("too dear")
    if budget.min is not None and price < budget.min:
        broken.append("too cheap")
    return broken


@pytest.fixture
async def recommender(demo_products, table):
    by_id = {product.id: product for product in demo_products}

    async def load():
        return demo_products

    async def find(product_id):
        return by_id[product_id]

    catalogue = ShopCatalogue(load, find, table)
    await catalogue.refresh()
    return ProductRecommender(catalogue, NoSearch(), table, {"TWD": Decimal(1)})


async def test_no_hard_rule_is_broken_for_any_of_300_profiles(recommender, demo_catalogue_rows):
    rng = random.Random(20261121)
    offered = 0
    for _ in range(PROFILES):
        profile = a_profile(rng)
        found = await recommender.recommend(Wish(profile, limit=100))
        for choice in found.products:
            offered += 1
            assert broken_rules(demo_catalogue_rows[choice.product.id], profile) == [], profile
    assert offered > PROFILES


async def test_what_breaks_no_rule_is_not_left_out_without_a_reason(
    recommender, demo_catalogue_rows, demo_products
):
    """The rules do not win by offering nothing: without health facts the oracle agrees wholly."""
    rng = random.Random(7)
    families = {product.id: product.family for product in demo_products}
    for _ in range(PROFILES // 3):
        full = a_profile(rng)
        profile = Profile(full.skin_type, full.concern, (), (), full.product_type, full.budget)
        allowed = {
            families[id_]
            for id_, row in demo_catalogue_rows.items()
            if not broken_rules(row, profile)
        }
        found = await recommender.recommend(Wish(profile, limit=100))
        assert {choice.product.family for choice in found.products} == allowed


def test_the_oracle_itself_can_tell(demo_catalogue_rows):
    """A test that cannot fail proves nothing: most products break some avoid rule."""
    profile = Profile(avoid=tuple(AVOIDED), condition=tuple(FORBIDDEN))
    broken = [id_ for id_, row in demo_catalogue_rows.items() if broken_rules(row, profile)]
    assert len(broken) > len(demo_catalogue_rows) / 2
