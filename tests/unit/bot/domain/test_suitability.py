"""The hard rules: what may be offered at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.money import Budget, Price
from bot.domain.named_actives import names_a_retinoid
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from bot.domain.suitability import CONDITION_GROUPS, why_excluded
from bot.domain.tags import CONDITIONS

RATES = {"TWD": Decimal(1), "USD": Decimal(32)}
GROUPS = {
    "fragrance": {"fragrance"},
    "fragrance_allergen": {"limonene", "linalool", "benzyl alcohol"},
    "essential_oil": {"lavandula angustifolia oil"},
    "drying_alcohol": {"alcohol", "alcohol denat", "isopropyl alcohol"},
    "fatty_alcohol": {"cetyl alcohol", "stearyl alcohol", "cetearyl alcohol"},
    "retinoid": {"retinol", "retinyl palmitate", "hydroxypinacolone retinoate"},
    "ascorbic acid": {"ascorbic acid", "sodium ascorbyl phosphate"},
    "hyaluronic acid": {"hyaluronic acid", "sodium hyaluronate"},
    "aha": {"glycolic acid", "lactic acid"},
    "bha": {"salicylic acid"},
    "pha": {"gluconolactone"},
    "azelaic": {"azelaic acid"},
    "cooling": {"menthol"},
    "pure_vitamin_c": {"ascorbic acid"},
    "paraben": {"methylparaben"},
}


def a_product(*ingredients: str, **facts) -> Product:
    defaults = {
        "id": "p1",
        "names": {Language.EN: "Plain Serum"},
        "prices": (Price(Decimal(500), "TWD"),),
        "product_type": "serum",
        "ingredients": ingredients or ("water", "glycerin"),
    }
    return Product(**{**defaults, **facts})


def why(product: Product, **profile) -> str | None:
    return why_excluded(product, Wish(Profile(**profile)), GROUPS, RATES)


def test_a_product_that_breaks_no_rule_may_be_offered():
    assert why(a_product(), skin_type=("dry",), concern=("dryness",)) is None


@pytest.mark.parametrize(
    ("budget", "reason"),
    [
        (Budget(max=Decimal(500)), None),
        (Budget(max=Decimal(499)), "budget"),
        (Budget(min=Decimal(500)), None),
        (Budget(min=Decimal(501)), "budget"),
        (Budget(Decimal(400), Decimal(600)), None),
        (Budget(max=Decimal(15), currency="USD"), "budget"),
        (Budget(max=Decimal(16), currency="USD"), None),
    ],
)
def test_a_budget_is_kept_to_the_cent_in_its_own_currency(budget, reason):
    assert why(a_product(), budget=budget) == reason


def test_a_budget_without_a_currency_is_in_the_wishs_currency():
    wish = Wish(Profile(budget=Budget(max=Decimal(16))), currency="USD")
    assert why_excluded(a_product(), wish, GROUPS, RATES) is None


def test_a_budget_in_a_currency_without_a_rate_is_refused_in_a_sentence():
    with pytest.raises(InputError, match="No exchange rate for XXX"):
        why(a_product(), budget=Budget(max=Decimal(1), currency="XXX"))


def test_only_the_kinds_of_product_asked_for_are_offered():
    assert why(a_product(), product_type=("toner",)) == "product_type"
    assert why(a_product(product_type=None), product_type=("serum",)) == "product_type"
    assert why(a_product(), product_type=("toner", "serum")) is None


def test_what_is_sold_out_is_not_offered_and_an_uncounted_stock_is_there():
    assert why(a_product(stock=0)) == "stock"
    assert why(a_product(stock=None)) is None


def test_a_skin_type_the_product_declares_unsuitable_leaves_it_out():
    product = a_product(unsuitable_skin_types=("dry",))
    assert why(product, skin_type=("dry",)) == "unsuitable:dry"
    assert why(product, skin_type=("oily",)) is None


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("a serum", "set", "kind"),
        ("a gift set", "set", None),
        ("禮盒", "set", None),
        ("a serum", "tool", "kind"),
        ("a face roller", "tool", None),
        ("a gift set", "tool", "kind"),
    ],
)
def test_sets_and_tools_are_offered_only_where_asked_for(text, kind, reason):
    assert why_excluded(a_product(kind=kind), Wish(Profile(), text=text), GROUPS, RATES) == reason


@pytest.mark.parametrize(
    ("avoided", "ingredient", "is_out"),
    [
        ("fragrance", "fragrance", True),
        ("fragrance", "limonene", True),
        ("fragrance", "lavandula angustifolia oil", True),
        ("fragrance", "parfum (natural)", True),
        ("fragrance", "glycerin", False),
        ("alcohol", "alcohol", True),
        ("alcohol", "alcohol denat", True),
        ("alcohol", "sd alcohol 40-b", True),
        ("alcohol", "ethanol", True),
        ("alcohol", "cetyl alcohol", False),
        ("alcohol", "stearyl alcohol", False),
        ("alcohol", "cetearyl alcohol", False),
        ("alcohol", "benzyl alcohol", False),
        ("alcohol", "phenoxyethanol", False),
        ("retinol", "retinol", True),
        ("retinol", "retinyl palmitate", True),
        ("retinol", "adapalene", True),
        ("retinol", "bakuchiol", False),
        ("ascorbic acid", "sodium ascorbyl phosphate", True),
        ("hyaluronic acid", "sodium hyaluronate", True),
        ("hyaluronic acid", "lactic acid", False),
        ("niacinamide", "niacinamide", True),
        ("centella asiatica", "centella asiatica leaf extract", True),
        ("paraben", "methylparaben", True),
        ("urea", "hydroxyethyl urea", True),
        ("urea", "diureatic acid", False),
    ],
)
def test_what_is_avoided_is_left_out_with_its_family(avoided, ingredient, is_out):
    reason = why(a_product("water", ingredient), avoid=(avoided,))
    assert reason == (f"avoid:{avoided}" if is_out else None)


def test_an_avoided_ingredient_counts_where_only_the_key_ingredients_tell():
    product = a_product("water", key_ingredients=("niacinamide",))
    assert why(product, avoid=("niacinamide",)) == "avoid:niacinamide"


@pytest.mark.parametrize("condition", ["pregnancy", "breastfeeding"])
@pytest.mark.parametrize(
    "retinoid",
    [
        "retinol", "retinal", "retinaldehyde", "retinyl palmitate", "retinyl sunflowerseedate",
        "hydroxypinacolone retinoate", "tretinoin", "isotretinoin", "adapalene", "tazarotene",
        "trifarotene", "all-trans-retinoic acid", "sodium retinoyl hyaluronate", "vitamin a",
    ],
)  # fmt: skip
def test_no_retinoid_of_any_kind_in_pregnancy_or_breastfeeding(condition, retinoid):
    product = a_product("water", retinoid)
    assert why(product, condition=(condition,)) == f"condition:{condition}"


def test_what_sources_disagree_about_is_not_judged_in_pregnancy():
    product = a_product("salicylic acid", "benzoyl peroxide", "bakuchiol", "azelaic acid")
    assert why(product, condition=("pregnancy",)) is None


def test_a_name_that_promises_a_retinoid_counts_in_pregnancy():
    product = a_product("water", names={Language.EN: "Night Retinol Cream"})
    assert why(product, condition=("pregnancy",)) == "condition:pregnancy"


@pytest.mark.parametrize(
    ("name", "is_retinoid"),
    [
        ("0.5% Retinol Serum", True),
        ("0.5%A醇精華", True),
        ("夜港A醛精華", True),
        ("Retinol Alternative Serum", False),
        ("Bakuchiol Bio-Retinol Drops", False),
        ("Serum without retinol", False),
        ("Keratin Balm", False),
    ],
)
def test_a_retinoid_is_told_from_its_alternatives(name, is_retinoid):
    assert names_a_retinoid(a_product(names={Language.EN: name})) is is_retinoid


@pytest.mark.parametrize(
    ("condition", "ingredient", "is_out"),
    [
        ("prescription_acne", "salicylic acid", True),
        ("prescription_acne", "benzoyl peroxide", True),
        ("prescription_acne", "gluconolactone", True),
        ("prescription_acne", "azelaic acid", True),
        ("prescription_acne", "alcohol denat", True),
        ("prescription_acne", "retinol", True),
        ("prescription_acne", "niacinamide", False),
        ("eczema", "fragrance", True),
        ("eczema", "linalool", True),
        ("eczema", "glycolic acid", True),
        ("eczema", "gluconolactone", False),
        ("eczema", "ceramide np", False),
        ("rosacea", "menthol", True),
        ("rosacea", "azelaic acid", False),
        ("post_procedure", "ascorbic acid", True),
        ("post_procedure", "sodium ascorbyl phosphate", False),
        ("post_procedure", "menthol", True),
        ("post_procedure", "gluconolactone", True),
        ("allergy", "fragrance", False),
    ],
)
def test_a_condition_leaves_out_what_irritates_it(condition, ingredient, is_out):
    reason = why(a_product("water", ingredient), condition=(condition,))
    assert reason == (f"condition:{condition}" if is_out else None)


@pytest.mark.parametrize("condition", ["prescription_acne", "eczema", "rosacea", "post_procedure"])
def test_no_scrub_or_peel_on_skin_that_is_easily_hurt(condition):
    product = a_product(product_type="exfoliant")
    assert why(product, condition=(condition,)) == f"condition:{condition}"


@pytest.mark.parametrize("ingredients", [None, ()])
@pytest.mark.parametrize("condition", CONDITIONS)
def test_unknown_ingredients_are_not_offered_with_a_condition(condition, ingredients):
    product = a_product(ingredients=ingredients)
    assert why(product, condition=(condition,)) == "unknown_ingredients"


def test_unknown_ingredients_are_not_offered_where_something_is_avoided():
    assert why(a_product(ingredients=None), avoid=("fragrance",)) == "unknown_ingredients"
    assert why(a_product(ingredients=None), skin_type=("dry",)) is None


def test_budget_is_told_only_where_nothing_else_is_in_the_way():
    product = a_product("retinol")
    budget = Budget(max=Decimal(1))
    assert why(product, condition=("pregnancy",), budget=budget) == "condition:pregnancy"
    assert why(product, budget=budget) == "budget"


def test_every_condition_but_allergy_has_its_groups():
    assert set(CONDITION_GROUPS) == set(CONDITIONS) - {"allergy"}


NAMES = sorted({name for names in GROUPS.values() for name in names} | {"water", "glycerin"})


@given(
    ingredients=st.lists(st.sampled_from(NAMES), min_size=1, max_size=12),
    avoid=st.lists(st.sampled_from(NAMES), max_size=3),
)
def test_no_excluded_ingredient_ever_passes(ingredients, avoid):
    product = a_product(*ingredients)
    if why(product, avoid=tuple(avoid)) is None:
        assert not set(avoid) & set(ingredients)


@given(
    before=st.text(alphabet="abcdefgh -/", max_size=8),
    after=st.text(alphabet="abcdefgh -/", max_size=8),
    avoided=st.sampled_from([name for name in NAMES if "alcohol" not in name]),
)
def test_a_longer_name_that_holds_an_avoided_one_never_passes(before, after, avoided):
    product = a_product("water", f"{before} {avoided} {after}".strip())
    assert why(product, avoid=(avoided,)) == f"avoid:{avoided}"


@given(ending=st.text(alphabet="abcdefghijklmnopqrstuvwxyz -", max_size=15))
def test_no_retinyl_of_any_ending_passes_in_pregnancy_without_a_table(ending):
    wish = Wish(Profile(condition=("pregnancy",)))
    product = a_product("water", f"retinyl {ending}")
    assert why_excluded(product, wish, {}, RATES) == "condition:pregnancy"


@pytest.mark.parametrize(
    "told",
    [
        "Retinol", "RÉTINOL", "rétinal", "retinaldehyde", "Retinyl Palmitate", "retinoic acid",
        "Retinil palmitato", "palmitate de rétinyle", "Retynol",
        "Hydroxypinacolone Retinoate", "Granactive Retinoid 2%", "Tretinoin", "isotretinoin",
        "adapalene", "Retin-A", "Vitamin A Serum", "Vitamin-A", "Pro-Retinol", "ＲＥＴＩＮＯＬ",
        "0.3% A 醇", "Ａ醇", "A酯", "視黃醇", "视黄醛", "維他命A", "维A醇", "純レチノール",
        "レチナール", "パルミチン酸レチノール", "ビタミンA誘導体", "เรตินอล", "เรตินอยด์", "วิตามินเอ",
        "레티놀", "ретинол",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["name", "highlights", "description", "ingredients"])
def test_no_retinoid_in_pregnancy_however_and_wherever_it_is_told(told, where):
    product = {
        "name": a_product(names={Language.ZH: f"{told} 精華"}),
        "highlights": a_product(highlights=("Vegan", told)),
        "description": a_product(descriptions={Language.EN: f"A cream. With {told} for nights."}),
        "ingredients": a_product("water", told.lower()),
    }[where]
    for condition in ("pregnancy", "breastfeeding", "prescription_acne", "post_procedure"):
        assert why(product, condition=(condition,)) == f"condition:{condition}"


@pytest.mark.parametrize(
    "told",
    [
        "For anyone who skips retinoids.",
        "A quiet companion to acids and retinoids.",
        "Do not use it on the same night as retinol.",
        "給不使用 A 醇的你一個植萃選擇。",
        "不含視黃醇。",
        "レチノール不使用。",
        "ไม่มีเรตินอล",
        "A retinol-free formula with provitamin A.",
        "Vita Boost with vitamina C.",
        "溫和AHA酸。",
    ],
)
def test_a_retinoid_that_is_said_not_to_be_in_it_does_not_count(told):
    assert not names_a_retinoid(a_product(descriptions={Language.EN: told}))


@pytest.mark.parametrize(
    "told", ["AHA/Glycolic Acid", "Peel Pads", "Gentle Scrub", "去角質", "果酸"]
)
def test_what_calls_itself_exfoliating_is_no_exfoliant_by_type_alone(told):
    product = a_product(highlights=(told,))
    assert why(product, condition=("post_procedure",)) == "condition:post_procedure"
    assert why(product, condition=("pregnancy",)) is None


@pytest.mark.parametrize(
    ("age_group", "product", "is_out"),
    [
        ("teen", a_product("water", "retinol"), True),
        ("teen", a_product("water", "glycolic acid"), True),
        ("teen", a_product("water", "salicylic acid"), False),
        ("teen", a_product(product_type="exfoliant"), True),
        ("teen", a_product(names={Language.EN: "Retinal Serum"}), True),
        ("teen", a_product(ingredients=None), True),
        ("teen", a_product(), False),
        ("child", a_product(), True),
        ("child", a_product(product_type="moisturizer"), False),
        ("child", a_product("water", "salicylic acid", product_type="cleanser"), True),
        ("child", a_product("water", "fragrance", product_type="moisturizer"), True),
        ("infant", a_product(product_type="moisturizer"), True),
        (None, a_product("water", "retinol"), False),
    ],
)
def test_the_young_are_kept_from_what_is_too_strong(age_group, product, is_out):
    found = why_excluded(product, Wish(Profile(), age_group=age_group), GROUPS, RATES)
    assert (found is not None) is is_out


def test_what_stung_and_what_is_at_home_are_left_out():
    product = a_product()
    wish = Wish(Profile(), stung=frozenset({"p1"}), at_home=frozenset({"p1"}))
    assert why_excluded(product, wish, GROUPS, RATES) == "reaction"
    assert why_excluded(product, Wish(Profile(), at_home=wish.at_home), GROUPS, RATES) == "at_home"
