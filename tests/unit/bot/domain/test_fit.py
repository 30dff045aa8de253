"""How well a product fits, and the reasons it is offered with."""

from dataclasses import replace
from decimal import Decimal

from bot.domain.fit import Knowledge, fit, reasons_for, score_of
from bot.domain.languages import Language
from bot.domain.money import Budget, Price
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish

PRICE = Price(Decimal(500), "TWD")
KNOWN = Knowledge(
    evidence={
        "dark_spots": {"niacinamide": 1.0, "tranexamic acid": 1.0, "licorice": 0.25},
        "dryness": {"glycerin": 1.0},
    },
    groups={"ascorbic acid": {"sodium ascorbyl phosphate"}, "fragrance": {"fragrance"}},
)
SERUM = Product(
    "s",
    {Language.EN: "Serum"},
    (PRICE,),
    product_type="serum",
    ingredients=("water", "niacinamide", "glycerin", "phenoxyethanol"),
    key_ingredients=("niacinamide",),
    skin_types=("oily", "combination"),
    concerns=("dark_spots", "pores"),
)


def scored(product: Product, wish: Wish, price: Price = PRICE) -> float:
    return score_of(product, wish, KNOWN, price)


def codes(product: Product, wish: Wish) -> list[str]:
    return [reason.code for reason in reasons_for(product, wish, KNOWN, PRICE)]


def test_a_declared_concern_with_a_supported_active_beats_either_alone():
    wish = Wish(Profile(concern=("dark_spots",)))
    only_says = replace(SERUM, ingredients=("water",), key_ingredients=())
    only_holds = replace(SERUM, concerns=())
    assert scored(SERUM, wish) > scored(only_says, wish) > scored(only_holds, wish)


def test_an_active_late_on_the_label_counts_less_unless_it_is_a_key_ingredient():
    wish = Wish(Profile(concern=("dark_spots",)))
    late = replace(SERUM, ingredients=("water", "glycerin", "niacinamide"), key_ingredients=())
    early = replace(late, ingredients=("niacinamide", "water", "glycerin"))
    key = replace(late, key_ingredients=("niacinamide",))
    assert scored(late, wish) < scored(early, wish) == scored(key, wish)


def test_a_product_for_the_skin_type_beats_a_silent_one_and_that_one_for_others():
    wish = Wish(Profile(skin_type=("oily",)))
    silent, others = replace(SERUM, skin_types=()), replace(SERUM, skin_types=("dry",))
    assert scored(SERUM, wish) > scored(silent, wish) > scored(others, wish)


def test_a_wanted_ingredient_beats_another_form_of_it():
    wish = Wish(Profile(), ingredients=("ascorbic acid",))
    exact = replace(SERUM, ingredients=("ascorbic acid",))
    form = replace(SERUM, ingredients=("sodium ascorbyl phosphate",))
    assert scored(exact, wish) > scored(form, wish) > scored(SERUM, wish)


def test_a_form_is_named_as_what_it_is():
    wish = Wish(Profile(), ingredients=("ascorbic acid",))
    form = replace(SERUM, ingredients=("sodium ascorbyl phosphate",))
    reasons = reasons_for(form, wish, KNOWN, PRICE)
    assert reasons[0].values == {"ingredient": ["sodium ascorbyl phosphate"]}


def test_serums_come_first_only_where_no_type_was_asked_for():
    toner = replace(SERUM, product_type="toner")
    assert scored(SERUM, Wish(Profile())) > scored(toner, Wish(Profile()))
    wish = Wish(Profile(product_type=("serum", "toner")))
    assert scored(SERUM, wish) == scored(toner, wish)


def test_minis_come_after_full_sizes():
    assert scored(SERUM, Wish(Profile())) > scored(replace(SERUM, is_mini=True), Wish(Profile()))


def test_perfume_counts_against_a_product_for_sensitive_skin_only():
    scented = replace(SERUM, ingredients=(*SERUM.ingredients, "fragrance"))
    sensitive, oily = Wish(Profile(skin_type=("sensitive",))), Wish(Profile(skin_type=("oily",)))
    assert scored(scented, sensitive) < scored(SERUM, sensitive)
    assert scored(scented, oily) == scored(SERUM, oily)


def test_under_a_limit_the_cheaper_and_around_an_amount_the_nearer_is_better():
    under = Wish(Profile(budget=Budget(max=Decimal(1000))))
    around = Wish(Profile(budget=Budget(Decimal(800), Decimal(1200))))
    cheap, near = Price(Decimal(810), "TWD"), Price(Decimal(990), "TWD")
    assert scored(SERUM, under, cheap) > scored(SERUM, under, near)
    assert scored(SERUM, around, cheap) < scored(SERUM, around, near)


def test_reasons_are_what_was_asked_for_and_true():
    wish = Wish(Profile(skin_type=("oily",), concern=("dark_spots",)), ingredients=("niacinamide",))
    reasons = reasons_for(SERUM, wish, KNOWN, PRICE)
    assert [(reason.code, reason.values) for reason in reasons] == [
        ("ingredient", {"ingredient": ["niacinamide"]}),
        ("concern", {"concern": ["dark_spots"]}),
        ("skin_type", {"skin_type": ["oily"]}),
    ]


def test_an_ingredient_of_traditional_use_only_is_no_reason():
    herbal = replace(SERUM, ingredients=("licorice",), key_ingredients=(), concerns=())
    wish = Wish(Profile(concern=("dark_spots",), skin_type=("oily",), avoid=("fragrance",)))
    assert codes(herbal, wish) == ["skin_type", "free_of"]


def test_a_concern_the_product_does_not_claim_is_no_reason():
    wish = Wish(Profile(concern=("wrinkles",)))
    assert "concern" not in codes(replace(SERUM, concerns=()), wish)


def test_what_is_avoided_and_the_price_are_reasons_when_asked_for():
    wish = Wish(Profile(avoid=("fragrance",), budget=Budget(max=Decimal(600))))
    assert codes(SERUM, wish) == ["free_of", "budget"]


def test_a_wish_for_nothing_still_gets_two_facts():
    found = fit(SERUM, Wish(Profile()), KNOWN, PRICE)
    assert len(found.reasons) >= 2
    assert found.score > 0
