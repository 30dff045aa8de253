"""What a product's own words tell: type, kind, skin types, concerns and ingredients."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import catalogue_terms as terms
from bot.domain.catalogue_terms import Listing
from bot.domain.tags import CONCERNS, PRODUCT_TYPES, SKIN_TYPES


def listing(name: str, *categories: str, size: str = "", ml: bool = False) -> Listing:
    return Listing((name,), categories, size, ml)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Overnight Recovery Complex Serum", "serum"),
        ("Advanced Repair Ampoule", "serum"),
        ("Gentle Cleansing Oil", "cleanser"),
        ("Melting Oil Makeup Remover", "cleanser"),
        ("Deep Pore Cleansing Clay Mask", "mask"),
        ("Oil-Free Moisturizer", "moisturizer"),
        ("Rose Firming Oil", "oil"),
        ("Milky Toner Essence", "essence"),
        ("Bright-Eye Gel Cream", "eye_cream"),
        ("Eye & Lip Makeup Remover", "cleanser"),
        ("Face and Eye Serum", "serum"),
        ("Daily Moisturizer SPF 30", "moisturizer"),
        ("Invisible Veil SPF 50", "sunscreen"),
        ("Sunscreen Gel Cream SPF 50", "sunscreen"),
        ("Niacinamide Serum with Squalane Oil", "serum"),
        ("Glow Peel Pads", "exfoliant"),
        ("Crème de Nuit", "moisturizer"),
        ("Night Crème", "moisturizer"),
        ("Guava Dark Spot Treatment Serum", "serum"),
        ("Acne Spot Treatment Gel", None),
        ("Lip Sleeping Mask", None),
        ("Body Lotion", None),
        ("Face & Body Lotion", "moisturizer"),
        ("Hand Cream", None),
        ("Silk Pillowcase", None),
        ("保濕精華液", "serum"),
        ("前導精華水", "essence"),
        ("玫瑰果精華油", "oil"),
        ("清爽化妝水", "toner"),
        ("舒緩修護面霜", "moisturizer"),
        ("保濕乳液", "moisturizer"),
        ("水感防曬精華乳 SPF50", "sunscreen"),
        ("晚安凍膜", "mask"),
        ("溫和卸妝油", "cleanser"),
        ("氨基酸潔面慕斯", "cleanser"),
        ("胺基酸洗面乳", "cleanser"),
        ("卸妝凝膠", "cleanser"),
        ("緊緻眼霜", "eye_cream"),
        ("去角質凝膠", "exfoliant"),
        ("護唇膏", None),
        ("保濕護手霜", None),
        ("身體乳", None),
    ],
)
def test_a_name_tells_the_product_type_by_its_noun(name: str, expected: str | None) -> None:
    assert terms.find_product_type(listing(name)) == expected


@pytest.mark.parametrize(
    ("name", "categories", "expected"),
    [
        ("Beauty Sleep", ("Skincare", "Moisturizers", "Night Creams"), "moisturizer"),
        ("Aqua Sleeping Mask", ("Moisturizers", "Night Creams"), "mask"),
        ("Daily Fluid SPF 30", ("Skincare", "Moisturizers"), "moisturizer"),
        ("Rose Mist", ("Moisturizers", "Mists & Essences"), "toner"),
        ("The Treatment Lotion", ("Moisturizers", "Mists & Essences"), "essence"),
        ("Genius Essence Serum", ("Moisturizers", "Mists & Essences"), "essence"),
        ("Hyaluronic Fix", ("Treatments", "Face Serums"), "serum"),
        ("Instant Tightener", ("Eye Care", "Eye Creams & Treatments"), "eye_cream"),
        ("Cooling Cloths", ("Cleansers", "Face Wipes"), "cleanser"),
        ("Drying Lotion", ("Treatments", "Blemish & Acne Treatments"), None),
        ("Acne Gel Cleanser", ("Treatments", "Blemish & Acne Treatments"), "cleanser"),
        ("Nourishing Balm", ("Lip Balms & Treatments",), None),
        ("Night Drops", ("Wellness", "Beauty Supplements"), None),
        ("Clean Hand Mask", ("Masks", "Sheet Masks"), None),
        ("Sea Body Oil SPF 30", ("Sunscreen", "Body Sunscreen"), "sunscreen"),
        ("Mystery", ("serum",), "serum"),
        ("曦露", ("保養", "精華液"), "serum"),
    ],
)
def test_a_department_tells_the_product_type_before_the_name(
    name: str, categories: tuple[str, ...], expected: str | None
) -> None:
    assert terms.find_product_type(listing(name, *categories)) == expected


@pytest.mark.parametrize(
    ("given_listing", "expected"),
    [
        (listing("The Night Edit", "Value & Gift Sets"), "set"),
        (listing("Bestsellers Kit"), "set"),
        (listing("Hydrating Duo"), "set"),
        (listing("The Littles Travel Set"), "set"),
        (listing("Skin Set with Pouch"), "set"),
        (listing("Prep, Set, Glow Face Mist", ml=True), "single"),
        (listing("Set The Stage Primer Serum", ml=True), "single"),
        (listing("保濕三件組"), "set"),
        (listing("週年慶禮盒"), "set"),
        (listing("Rose Quartz Gua Sha"), "tool"),
        (listing("Facial Razor Set"), "tool"),
        (listing("Clean Pro", "High Tech Tools"), "tool"),
        (listing("Light Shot", size="1 tool / 1 tool"), "tool"),
        (listing("Whitening Pen", "High Tech Tools", ml=True), "single"),
        (listing("Brush-On Sunscreen", ml=True), "single"),
        (listing("潔面儀"), "tool"),
        (listing("Dew Serum", "Face Serums", ml=True), "single"),
        (listing("Beauty Supplement Powder"), "other"),
        (listing("Glow Inside", "Wellness/Beauty Supplements"), "other"),
        (listing("膠原蛋白飲"), "other"),
        (listing("Ceramide Capsules Serum", "Face Serums"), "single"),
    ],
)
def test_sets_and_tools_are_told_from_single_products(
    given_listing: Listing, expected: str
) -> None:
    assert terms.find_kind(given_listing) == expected


@pytest.mark.parametrize(
    ("given_listing", "expected"),
    [
        (listing("Mini Dew Serum"), True),
        (listing("Dew Serum Travel Size"), True),
        (listing("Recovery Oil", "Mini Size"), True),
        (listing("保濕精華旅行裝"), True),
        (listing("Minimalist Serum"), False),
        (listing("Mineral Serum"), False),
    ],
)
def test_minis_are_told_by_name_or_department(given_listing: Listing, expected: bool) -> None:
    assert terms.is_mini(given_listing) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["Best for Dry, Combo, Normal Skin"], ("dry", "combination", "normal")),
        (["oily", "Sensitive"], ("oily", "sensitive")),
        (["All skin types"], SKIN_TYPES),
        (["所有膚質"], SKIN_TYPES),
        (["混合偏油", "敏感肌"], ("oily", "combination", "sensitive")),
        (["mature"], ()),
    ],
)
def test_tags_name_skin_types(values: list[str], expected: tuple[str, ...]) -> None:
    assert set(terms.to_skin_types(values)) == set(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A light gel for oily and combination skin.", ("oily", "combination")),
        ("Made for very dry skin", ("dry",)),
        ("適合乾性與敏感肌膚使用。", ("dry", "sensitive")),
        ("Not suitable for sensitive skin.", ()),
        ("不適合敏感肌。", ()),
        ("Apply to dry skin. Leaves a normal feel.", ()),
        ("Dry oil for the hair", ()),
    ],
)
def test_copy_names_skin_types_only_where_it_says_for_whom(
    text: str, expected: tuple[str, ...]
) -> None:
    assert terms.find_skin_types([], [text]) == expected


def test_highlights_about_skin_types_outweigh_the_copy() -> None:
    highlights = ["Oil Free", "Best for Oily Skin", "Vegan"]
    assert terms.find_skin_types(highlights, ["for dry skin"]) == ("oily",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not recommended for sensitive or dry skin.", ("dry", "sensitive")),
        ("敏感肌膚愛用。不適合乾性肌。", ("dry",)),
        ("Not for oily hair", ()),
        ("For sensitive skin", ()),
    ],
)
def test_warnings_name_skin_types_it_does_not_suit(text: str, expected: tuple[str, ...]) -> None:
    assert terms.find_unsuitable_skin_types([text]) == expected


@pytest.mark.parametrize(
    ("highlight", "expected"),
    [
        ("Good for: Dullness/Uneven Texture", ("dullness", "texture")),
        ("Good for: Dryness", ("dryness",)),
        ("Good for: Anti-Aging", ("wrinkles",)),
        ("Good for: Loss of firmness", ("firmness",)),
        ("Good for: Pores", ("pores",)),
        ("Good for: Dark Circles", ("dark_circles",)),
        ("Good for: Acne/Blemishes", ("acne",)),
        ("Good for: Dark spots", ("dark_spots",)),
        ("Good for: Redness", ("redness",)),
        ("Good for: Damage", ()),
        ("Oil Free", ()),
        ("Without Oil Control Agents", ()),
        ("UV Protection", ("sun",)),
        ("適合：泛紅", ("redness",)),
    ],
)
def test_highlights_tell_concerns(highlight: str, expected: tuple[str, ...]) -> None:
    assert terms.find_concerns([highlight], [], None) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dark Spot Corrector", ("dark_spots",)),
        ("Barrier Relief Cream", ("barrier",)),
        ("抗皺緊緻精華", ("wrinkles", "firmness")),
        ("淡斑亮白精華", ("dullness", "dark_spots")),
        ("Plain Cream", ()),
    ],
)
def test_a_name_tells_concerns_where_no_highlight_does(
    name: str, expected: tuple[str, ...]
) -> None:
    assert terms.find_concerns([], [name], None) == expected
    assert terms.find_concerns(["Good for: Pores"], [name], None) == ("pores",)


def test_a_sunscreen_is_against_sun_in_any_case() -> None:
    assert terms.find_concerns(["Good for: Pores"], [], "sunscreen") == ("pores", "sun")


def test_the_taxonomys_own_values_are_concerns_as_they_are() -> None:
    assert terms.to_concerns(CONCERNS) == CONCERNS


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Hyaluronic Acid", "Vitamin C"], {"hyaluronic acid", "ascorbic acid"}),
        (["AHA/Glycolic Acid", "Retinol"], {"glycolic acid", "retinol"}),
        (["Without Retinol", "Fragrance Free"], set()),
        (["Retinol-Alternative Serum"], set()),
        (["10%菸鹼醯胺精華", "A醇晚霜"], {"niacinamide", "retinol"}),
        (["乳酸菌"], set()),
    ],
)
def test_highlights_and_names_tell_well_known_ingredients(
    texts: list[str], expected: set[str]
) -> None:
    assert set(terms.find_ingredients(texts)) == expected


@given(st.text(), st.lists(st.text(max_size=40), max_size=4))
def test_any_words_give_values_of_the_taxonomy(name: str, others: list[str]) -> None:
    one = Listing((name,), tuple(others), name)
    assert terms.find_product_type(one) in (None, *PRODUCT_TYPES)
    assert terms.find_kind(one) in terms.KINDS
    assert set(terms.find_skin_types(others, [name])) <= set(SKIN_TYPES)
    assert set(terms.find_unsuitable_skin_types([name, *others])) <= set(SKIN_TYPES)
    assert set(terms.find_concerns(others, [name], None)) <= set(CONCERNS)
