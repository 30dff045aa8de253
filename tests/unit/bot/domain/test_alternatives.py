"""What makes a product gentler or stronger than another."""

from dataclasses import replace

from bot.domain.alternatives import Stronger, find_gentler, find_stronger
from tests.fakes import GROUPS, product

RETINOL = product(
    "retinol", "Retinol Serum", "A醇", 900, ingredients=("water", "retinol", "parfum"),
    key_ingredients=("Retinol",),
)  # fmt: skip
RETINAL = product(
    "retinal", "Retinal Serum", "A醛", 1_200, ingredients=("water", "retinal"),
    key_ingredients=("Retinal",),
)  # fmt: skip
PLAIN = product("plain", "Plain Serum", "平", 300)
UNKNOWN = product("unknown", "Unknown Serum", "謎", 300, ingredients=None)
EVIDENCE = {"wrinkles": {"retinol": 1.0, "retinal": 0.9, "peptide": 0.4}}


def test_gentler_is_with_fewer_irritants_and_none_of_its_own() -> None:
    assert find_gentler(PLAIN, RETINOL, GROUPS) == ("fragrance", "retinoid")
    plain_retinol = replace(RETINOL, ingredients=("water", "retinol"))
    assert find_gentler(plain_retinol, RETINOL, GROUPS) == ("fragrance",)
    assert find_gentler(RETINOL, RETINAL, GROUPS) == ()


def test_a_stronger_active_is_not_gentler_for_lacking_fragrance() -> None:
    assert find_gentler(RETINAL, RETINOL, GROUPS) == ()


def test_what_is_not_known_in_full_is_never_called_gentler() -> None:
    assert find_gentler(UNKNOWN, RETINOL, GROUPS) == ()
    assert find_gentler(PLAIN, UNKNOWN, GROUPS) == ()


def test_retinal_is_stronger_than_retinol_and_not_the_other_way_round() -> None:
    assert find_stronger(RETINAL, RETINOL, (), {}) == Stronger("form", "retinal", "retinol")
    assert find_stronger(RETINOL, RETINAL, (), EVIDENCE) is None


def test_more_of_the_same_active_is_stronger() -> None:
    five, ten = (
        product(f"n{n}", f"{n}% Niacinamide Serum", "菸", 1, key_ingredients=("Niacinamide",))
        for n in (5, 10)
    )
    assert find_stronger(ten, five, (), {}) == Stronger("percent", "10% niacinamide", "5%")
    assert find_stronger(five, ten, (), {}) is None


def test_a_percentage_of_something_else_says_nothing() -> None:
    acid = product("a", "10% Azelaic Acid", "酸", 1, key_ingredients=("Azelaic Acid",))
    five = product("n", "5% Niacinamide", "菸", 1, key_ingredients=("Niacinamide",))
    assert find_stronger(acid, five, (), {}) is None


def test_a_better_founded_active_for_the_concern_is_stronger() -> None:
    peptide = product("p", "Peptide Serum", "胜", 1, key_ingredients=("Peptide",))
    found = find_stronger(RETINOL, peptide, ("wrinkles",), EVIDENCE)
    assert found == Stronger("evidence", "retinol", "peptide", "wrinkles")
    assert find_stronger(PLAIN, peptide, ("wrinkles",), EVIDENCE) is None
