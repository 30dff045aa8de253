"""What an import finds out about a real catalogue of 2,420 products.

    python benchmarks/catalogue_coverage.py --data FOLDER

FOLDER holds catalogue/sephora2023_kaggle_skincare_products.csv. Prints how many products have
their type, skin types, concerns, ingredients and size known after the import, and how often what
the shop's own departments and highlights say is found again. The rules were written with this
catalogue in view, so the second table shows that nothing is lost, not how another shop would fare.
"""

import ast
import csv
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.adapters.imports.catalogue import read_catalogue
from bot.adapters.imports.report import ImportOptions
from bot.domain.errors import InputError
from bot.domain.products import Product
from knowledge.ingredients import IngredientTable

CATALOGUE = Path("catalogue") / "sephora2023_kaggle_skincare_products.csv"
# Departments that say without doubt what a product is.
DEPARTMENT_TYPES = {
    "Face Serums": "serum",
    "Moisturizers": "moisturizer",
    "Night Creams": "moisturizer",
    "Face Wash & Cleansers": "cleanser",
    "Makeup Removers": "cleanser",
    "Toners": "toner",
    "Eye Creams & Treatments": "eye_cream",
    "Face Masks": "mask",
    "Sheet Masks": "mask",
    "Face Sunscreen": "sunscreen",
    "Face Oils": "oil",
    "Exfoliators": "exfoliant",
    "Facial Peels": "exfoliant",
}
GOOD_FOR = {
    "Acne/Blemishes": "acne",
    "Anti-Aging": "wrinkles",
    "Dark Circles": "dark_circles",
    "Dark spots": "dark_spots",
    "Dryness": "dryness",
    "Dullness/Uneven Texture": "dullness",
    "Loss of firmness": "firmness",
    "Pores": "pores",
    "Redness": "redness",
}

Row = Mapping[str, str]
Test = Callable[[Product], bool]


def main(data: Annotated[Path, typer.Option(help="Folder that holds catalogue/.")]) -> None:
    """Read the real catalogue as `dropwise import catalogue` does, and say what is known of it."""
    path = data / CATALOGUE
    try:
        reading = read_catalogue(path, ImportOptions(), IngredientTable.load())
    except InputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    rows = {row["product_id"]: row for row in _rows(path)}
    typer.echo(f"{reading.read} rows read, {len(reading.rejected)} rejected\n")
    _print_coverage(reading.products)
    _print_agreement(reading.products, rows)


def _rows(path: Path) -> Iterable[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _print_coverage(products: Sequence[Product]) -> None:
    singles = [product for product in products if product.kind == "single"]
    known: dict[str, Test] = {
        "product type": lambda product: product.product_type is not None,
        "skin types": lambda product: bool(product.skin_types),
        "concerns": lambda product: bool(product.concerns),
        "ingredients": lambda product: product.ingredients is not None,
        "key ingredients": lambda product: bool(product.key_ingredients),
        "size in ml": lambda product: product.size_ml is not None,
        "days of supply": lambda product: product.days_of_supply is not None,
        "price": lambda product: bool(product.prices),
    }
    typer.echo(f"{'known of':<18}{'all':>14}{'single products':>18}")
    for name, test in known.items():
        typer.echo(f"{name:<18}{_share(products, test):>14}{_share(singles, test):>18}")
    families: dict[str | None, int] = {}
    for product in products:
        families[product.family] = families.get(product.family, 0) + 1
    several = sum(count > 1 for count in families.values())
    for kind in ("single", "set", "tool"):
        typer.echo(f"{kind:<18}{sum(product.kind == kind for product in products):>14}")
    typer.echo(f"{'minis':<18}{sum(product.is_mini for product in products):>14}")
    typer.echo(f"{'families of two up':<18}{several:>14}\n")


def _share(products: Sequence[Product], test: Test) -> str:
    count = sum(map(test, products))
    return f"{count} ({count / len(products):.1%})"


def _print_agreement(products: Sequence[Product], rows: Mapping[str, Row]) -> None:
    """Against what the shop's own columns say: its departments and highlights."""
    typer.echo(f"{'the shop says':<44}{'found again':>14}")
    for name, pairs in _claims(products, rows).items():
        hits = sum(found for found in pairs)
        typer.echo(f"{name:<44}{f'{hits} of {len(pairs)}':>14}")


def _claims(products: Sequence[Product], rows: Mapping[str, Row]) -> dict[str, list[bool]]:
    claims: dict[str, list[bool]] = {
        "department Value & Gift Sets: a set": [],
        "department High Tech Tools, rollers: a tool": [],
        "department Mini Size: a mini": [],
        "a name with Mini: a mini": [],
        "department of one type: that type (singles)": [],
        "Best for … Skin: exactly these skin types": [],
        "Good for: …: that concern": [],
        "a size with mL or g: that amount": [],
        "an ingredient list: parsed": [],
    }
    for product in products:
        row = rows[product.id]
        for name, found in (*_by_department(product, row), *_by_cells(product, row)):
            claims[name].append(found)
    return claims


def _by_department(product: Product, row: Row) -> Iterable[tuple[str, bool]]:
    department, shelf = row["secondary_category"], row["tertiary_category"]
    if department == "Value & Gift Sets":
        yield "department Value & Gift Sets: a set", product.kind == "set"
    if department == "High Tech Tools" or shelf == "Facial Rollers":
        yield "department High Tech Tools, rollers: a tool", product.kind == "tool"
    if department == "Mini Size":
        yield "department Mini Size: a mini", product.is_mini
    if re.search(r"\bmini\b", row["product_name"], re.IGNORECASE):
        yield "a name with Mini: a mini", product.is_mini
    if product.kind == "single" and shelf in DEPARTMENT_TYPES:
        is_same = product.product_type == DEPARTMENT_TYPES[shelf]
        yield "department of one type: that type (singles)", is_same


def _by_cells(product: Product, row: Row) -> Iterable[tuple[str, bool]]:
    highlights = ast.literal_eval(row["highlights"]) if row["highlights"] else []
    said = _skin_types(highlights)
    if said:
        yield "Best for … Skin: exactly these skin types", said == set(product.skin_types)
    for text, concern in GOOD_FOR.items():
        if f"Good for: {text}" in highlights:
            yield "Good for: …: that concern", concern in product.concerns
    amount = re.search(r"([\d.]+) ?(?:ml|g)$", row["size"].strip(), re.IGNORECASE)
    if amount and not re.search(r"\d ?x", row["size"]):
        is_same = product.size_ml is not None and abs(product.size_ml - float(amount[1])) < 0.01
        yield "a size with mL or g: that amount", is_same
    if row["ingredients"]:
        yield "an ingredient list: parsed", product.ingredients is not None


def _skin_types(highlights: Iterable[str]) -> set[str]:
    text = " ".join(text for text in highlights if text.startswith("Best for "))
    names = {"Oily": "oily", "Dry": "dry", "Combo": "combination", "Combination": "combination",
             "Normal": "normal"}  # fmt: skip
    return {names[word] for word in re.findall(r"\w+", text) if word in names}


if __name__ == "__main__":
    typer.run(main)
