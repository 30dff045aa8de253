from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claims import find_claims
from bot.domain.claims.product_copy import (
    cut_medical_claims,
    find_in_copy,
    to_lawful,
    without_claims,
)
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.named_actives import names_a_retinoid
from bot.domain.products import Product
from tests.unit.bot.domain.claims.phrases import LAWFUL, UNLAWFUL


def product(name: str = "Plain Serum", **facts: Any) -> Product:
    return Product("p1", {Language.EN: name}, (Price(Decimal(500), "TWD"),), **facts)


def test_a_product_without_claims_is_left_as_it_is() -> None:
    clean = product(descriptions={Language.EN: "Leaves skin soft."})
    assert to_lawful(clean) is clean


def test_a_description_loses_the_sentences_with_a_claim_and_keeps_the_others() -> None:
    text = "A light gel with 1.5 % zinc. It cures acne in days! Rinse after ten minutes."
    shown = to_lawful(product(descriptions={Language.EN: text}))
    kept = "A light gel with 1.5 % zinc. Rinse after ten minutes."
    assert shown.descriptions == {Language.EN: kept}


def test_directions_with_a_claim_are_not_shown_in_part() -> None:
    """A step left out of directions could harm."""
    shown = to_lawful(product(how_to_use={Language.EN: "Apply to cure acne. Rinse it off."}))
    assert shown.how_to_use == {}


def test_a_highlight_with_a_claim_is_left_out() -> None:
    shown = to_lawful(product(highlights=("Vegan", "Cures eczema")))
    assert shown.highlights == ("Vegan",)


def test_a_medical_claim_is_cut_out_of_a_name_and_the_product_stays() -> None:
    shown = to_lawful(product("Sea Acne Treatment Gel", brand="Tidepan"))
    assert shown.names == {Language.EN: "Sea Gel"}
    assert shown.price_in("TWD", {}).amount == 500


def test_a_name_that_is_nothing_but_a_claim_becomes_brand_and_kind() -> None:
    shown = to_lawful(product("Acne Treatment", brand="Tidepan", product_type="eye_cream"))
    assert shown.names == {Language.EN: "Tidepan eye cream"}
    assert to_lawful(product("治痘")).names == {Language.EN: "p1"}


def test_an_exaggerating_name_is_shown_as_it_is_and_told_to_the_shop() -> None:
    named = product("Miracle Cream")
    assert to_lawful(named) is named
    assert [found.field for found in find_in_copy(named)] == ["name"]


def test_what_is_left_out_still_counts_for_the_hard_rules() -> None:
    shown = to_lawful(product(highlights=("Retinol that cures acne",)))
    assert shown.highlights == ()
    assert names_a_retinoid(shown)


def test_each_claim_is_told_with_product_field_and_phrase_also_of_a_lawful_copy() -> None:
    listed = product(
        descriptions={Language.EN: "Soft. Cures acne.", Language.ZH: "治療濕疹"},
        highlights=("Cures eczema",),
    )
    told = [
        ("description (en)", "Cures acne"),
        ("description (zh)", "治療濕疹"),
        ("highlights", "Cures eczema"),
    ]
    for given_product in (listed, to_lawful(listed)):
        found = find_in_copy(given_product)
        assert [(one.field, one.claim.phrase) for one in found] == told
        assert {one.product_name for one in found} == {"Plain Serum"}


_PIECES = st.sampled_from([*(p for ps in UNLAWFUL.values() for p in ps), *LAWFUL])
_TEXTS = st.one_of(st.lists(_PIECES, max_size=6).map(" ".join), st.text(max_size=120))


@given(_TEXTS)
def test_what_is_kept_of_a_text_holds_no_claim_and_stays(text: str) -> None:
    kept = without_claims(text)
    assert find_claims(kept) == ()
    assert without_claims(kept) == kept


@given(_TEXTS)
def test_what_is_kept_of_a_name_makes_no_medical_claim(text: str) -> None:
    kept = cut_medical_claims(text)
    assert not any(claim.is_medical for claim in find_claims(kept))


@given(_TEXTS, _TEXTS)
def test_a_lawful_product_stays_as_it_is(name: str, copy: str) -> None:
    shown = to_lawful(product(name or "x", descriptions={Language.EN: copy}))
    assert to_lawful(shown) == shown
