"""The oracle must see every way in which an answer can disobey; the rows are made up."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.oracle import Offered, Oracle
from benchmarks.requests import REQUESTS, Request, dollars, taiwan_dollars
from bot.domain.languages import Language

ROW = {
    "product_id": "A1",
    "product_name": "Morning Serum",
    "price_usd": "30.0",
    "out_of_stock": "0",
    "highlights": "['Best for Oily, Combo, Normal Skin']",
    "secondary_category": "Treatments",
    "tertiary_category": "Face Serums",
    "ingredients": "['Water, Glycerin, Niacinamide, Ascorbic Acid.']",
}
REQUEST = Request(
    "r", Language.EN, ("a serum",), product_type=("serum",), skin_type=("oily",), budget=dollars(40)
)
SHOWN = Offered("A1", Decimal(30), "USD")
RATES = {"USD": Decimal(32), "TWD": Decimal(1)}


def faults(folder: Path, request: Request = REQUEST, shown: Offered = SHOWN, **cells: str) -> str:
    return "; ".join(oracle_on(folder, **cells).faults(request, shown))


def oracle_on(folder: Path, **cells: str) -> Oracle:
    file = folder / "products.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, ROW)
        writer.writeheader()
        writer.writerow({**ROW, **cells})
    return Oracle(file, RATES)


def test_a_product_that_obeys_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == ""
    assert oracle_on(tmp_path).count_allowed(REQUEST) == 1


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"out_of_stock": "1"}, "out of stock"),
        ({"secondary_category": "Value & Gift Sets"}, "a set or a tool"),
        ({"tertiary_category": "Face Masks", "product_name": "Night Mask"}, "no serum"),
        ({"highlights": "['Not suitable for oily skin']"}, "declared unsuitable for oily skin"),
    ],
)
def test_facts_of_the_row_are_judged(tmp_path: Path, cells: dict[str, str], fault: str) -> None:
    assert faults(tmp_path, **cells) == fault
    assert oracle_on(tmp_path, **cells).count_allowed(REQUEST) == 0


def test_a_price_over_the_budget_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, replace(REQUEST, budget=dollars(29))) == "30.00 is over 29"


def test_a_price_under_the_budgets_minimum_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, replace(REQUEST, budget=dollars(50, 40))) == "30.00 is under 40"


def test_a_budget_in_another_currency_is_converted(tmp_path: Path) -> None:
    shown = Offered("A1", Decimal(960), "TWD")
    assert faults(tmp_path, replace(REQUEST, budget=taiwan_dollars(960)), shown) == ""
    assert faults(tmp_path, replace(REQUEST, budget=taiwan_dollars(959)), shown) != ""


def test_a_price_shown_wrongly_is_a_fault(tmp_path: Path) -> None:
    shown = Offered("A1", Decimal(25), "USD")
    assert faults(tmp_path, shown=shown) == "shown for 25 instead of 30.00 USD"


def test_a_product_of_another_shop_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, shown=Offered("B2", Decimal(1), "USD")) == "not in the catalogue"


@pytest.mark.parametrize(
    ("avoid", "label", "has"),
    [
        ("fragrance", "Water, Parfum", True),
        ("fragrance", "Water, Fragrance (Natural)", True),
        ("fragrance", "Water, Linalool", True),
        ("fragrance", "Water, Glycerin", False),
        ("alcohol", "Water, Alcohol Denat., Glycerin", True),
        ("alcohol", "Alcohol, Water", True),
        ("alcohol", "Water, Ethanol, Glycerin", True),
        ("alcohol", "Water, Cetearyl Alcohol, Phenoxyethanol", False),
        ("retinol", "Water, Retinyl Palmitate", True),
        ("retinol", "Water, Hydroxypinacolone Retinoate", True),
        ("retinol", "Water, Bakuchiol", False),
        ("niacinamide", "Water, Niacinamide", True),
    ],
)
def test_labels_are_searched_for_what_is_avoided(
    tmp_path: Path, avoid: str, label: str, has: bool
) -> None:
    found = faults(tmp_path, replace(REQUEST, avoid=(avoid,)), ingredients=f"['{label}']")
    assert bool(found) is has


@pytest.mark.parametrize(
    ("condition", "label", "has"),
    [
        ("pregnancy", "Water, Retinol", True),
        ("breastfeeding", "Water, Retinal", True),
        ("prescription_acne", "Water, Salicylic Acid", True),
        ("eczema", "Water, Parfum", True),
        ("rosacea", "Water, Menthol", True),
        ("pregnancy", "Water, Glycerin", False),
        ("eczema", "Water, Squalane", False),
    ],
)
def test_labels_are_searched_for_what_a_condition_forbids(
    tmp_path: Path, condition: str, label: str, has: bool
) -> None:
    found = faults(tmp_path, replace(REQUEST, condition=(condition,)), ingredients=f"['{label}']")
    assert bool(found) is has


@pytest.mark.parametrize("ingredients", ["", "[]", "['']"])
def test_unknown_ingredients_are_a_fault_where_something_is_to_be_avoided(
    tmp_path: Path, ingredients: str
) -> None:
    request = replace(REQUEST, avoid=("fragrance",))
    assert faults(tmp_path, request, ingredients=ingredients).endswith("are unknown")


def test_a_wanted_ingredient_must_be_in_it(tmp_path: Path) -> None:
    request = replace(REQUEST, ingredient=("ascorbic acid",))
    assert faults(tmp_path, request) == ""
    assert faults(tmp_path, request, ingredients="['Water']") == "has no ascorbic acid"


def test_praise_for_a_skin_type_is_told_apart_from_silence(tmp_path: Path) -> None:
    assert oracle_on(tmp_path).fits_skin(REQUEST, "A1") is True
    dry = replace(REQUEST, skin_type=("dry",))
    assert oracle_on(tmp_path).fits_skin(dry, "A1") is False
    assert oracle_on(tmp_path, highlights="").fits_skin(dry, "A1") is None


def test_there_are_twenty_requests_in_two_languages_each_with_a_budget() -> None:
    assert len({request.id for request in REQUESTS}) == len(REQUESTS) == 20
    assert {request.language for request in REQUESTS} == {Language.EN, Language.ZH}
    assert all(request.budget and request.skin_type and request.concern for request in REQUESTS)
