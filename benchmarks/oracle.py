"""An independent judge of answers: the raw catalogue file against what a request binds us to.

It shares no code and no table with the product's own rules. It reads the file's cells as they stand
and looks for words; what a label says under a name that it does not know escapes it.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.requests import Request

_RETINOIDS = r"retin(?:ol|al|yl|oate|oic)|adapalene|tretinoin|tazarotene"
# Annex III of Regulation (EC) No 1223/2009: the 26 fragrance allergens first named on labels.
_ALLERGENS = (
    "amyl cinnamal", "benzyl alcohol", "cinnamyl alcohol", "citral", "eugenol",
    "hydroxycitronellal",
    "isoeugenol", "amylcinnamyl alcohol", "benzyl salicylate", "cinnamal", "coumarin", "geraniol",
    "hydroxyisohexyl", "anise alcohol", "benzyl cinnamate", "farnesol",
    "butylphenyl methylpropional", "linalool", "benzyl benzoate", "citronellol",
    "hexyl cinnamal", "limonene", "methyl 2-octynoate",
    "alpha-isomethyl ionone", "evernia prunastri", "evernia furfuracea",
)  # fmt: skip
_FRAGRANCE = r"\b(?:parfum|perfume|fragrance|aroma)\b|" + "|".join(map(re.escape, _ALLERGENS))
_ALCOHOL = (
    r"alcohol denat|\bsd alcohol|denatured alcohol|(?:^|, |\[')\s*(?:ethanol|alcohol)\s*(?:,|$|')"
)
_ACIDS = r"\b(?:glycolic|lactic|mandelic|salicylic) acid"

_FORBIDDEN: Mapping[str, str] = {
    "fragrance": _FRAGRANCE,
    "alcohol": _ALCOHOL,
    "retinol": _RETINOIDS,
    "niacinamide": r"niacinamide|nicotinamide",
    "pregnancy": rf"{_RETINOIDS}|hydroquinone\b",
    "breastfeeding": rf"{_RETINOIDS}|hydroquinone\b",
    "prescription_acne": rf"{_RETINOIDS}|{_ACIDS}|{_ALCOHOL}|benzoyl peroxide",
    "eczema": rf"{_RETINOIDS}|{_ACIDS}|{_ALCOHOL}|{_FRAGRANCE}|benzoyl peroxide",
    "rosacea": rf"{_RETINOIDS}|{_ACIDS}|{_ALCOHOL}|{_FRAGRANCE}|benzoyl peroxide|menthol",
}
_WANTED = {"ascorbic acid": r"ascorb"}
# Department of the file → words that a name must hold where the department tells no type.
_DEPARTMENTS: Mapping[str, tuple[str, ...]] = {
    "serum": ("Face Serums",),
    "moisturizer": ("Moisturizers", "Night Creams", "Decollete & Neck Creams", "BB & CC Creams"),
    "cleanser": ("Face Wash & Cleansers", "Makeup Removers", "Face Wipes"),
    "eye_cream": ("Eye Creams & Treatments",),
    "sunscreen": ("Face Sunscreen", "Body Sunscreen"),
}
_NAMES: Mapping[str, str] = {
    "serum": r"serum|ampoule|booster|concentrate|drops",
    "moisturizer": r"moistur|cream|lotion|gel|balm|hydrator|emulsion",
    "cleanser": r"cleans|wash|micellar|remover|soap|foam",
    "eye_cream": r"eye",
    "sunscreen": r"spf|sunscreen|sun ",
}
_NOT_SINGLE = ("Value & Gift Sets", "High Tech Tools")
_SKIN_WORDS = {"dry": "dry", "oily": "oily", "normal": "normal", "combination": "combo|combination"}
_BEST_FOR = re.compile(r"best for ([\w, ]+) skin", re.IGNORECASE)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Offered:
    """A product as an answer shows it."""

    id: str
    price: Decimal
    currency: str


class Oracle:
    """Judges with the catalogue's CSV and the shop's rates (what a unit of a currency is worth)."""

    def __init__(self, file: Path, rates: Mapping[str, Decimal]) -> None:
        with file.open(encoding="utf-8", newline="") as lines:
            self._rows = {row["product_id"]: row for row in csv.DictReader(lines)}
        self._rates = rates

    def faults(self, request: Request, offered: Offered) -> list[str]:
        """What an offered product disobeys; empty where it obeys."""
        row = self._rows.get(offered.id)
        if row is None:
            return ["not in the catalogue"]
        return [*self._facts(request, row), *self._price_faults(row, offered)]

    def count_allowed(self, request: Request) -> int:
        """How many products of the whole catalogue obey."""
        return sum(not any(self._facts(request, row)) for row in self._rows.values())

    def fits_skin(self, request: Request, product_id: str) -> bool | None:
        """Whether the shop calls it best for that skin; None where it says nothing of skin types.

        "Best for" is praise, no rule: it does not say that others must not use a product.
        """
        found = _BEST_FOR.search(self._rows[product_id]["highlights"])
        words = [_SKIN_WORDS[kind] for kind in request.skin_type if kind in _SKIN_WORDS]
        if found is None or not words:
            return None
        return bool(re.search("|".join(words), found[1], re.IGNORECASE))

    def _facts(self, request: Request, row: Mapping[str, str]) -> Iterator[str]:
        yield from self._budget_faults(request, Decimal(row["price_usd"]))
        if row["out_of_stock"] == "1":
            yield "out of stock"
        if row["secondary_category"] in _NOT_SINGLE:
            yield "a set or a tool"
        yield from _type_faults(request, row)
        yield from _label_faults(request, row)
        for skin_type in request.skin_type:
            if re.search(rf"(?:not|un)[\w ]*for {skin_type}", row["highlights"], re.IGNORECASE):
                yield f"declared unsuitable for {skin_type} skin"

    def _budget_faults(self, request: Request, price: Decimal) -> Iterator[str]:
        budget = request.budget
        if budget is None:
            return
        price = self._in(price, budget.currency or "USD")
        if budget.max is not None and price > budget.max:
            yield f"{price:.2f} is over {budget.max}"
        if budget.min is not None and price < budget.min:
            yield f"{price:.2f} is under {budget.min}"

    def _price_faults(self, row: Mapping[str, str], offered: Offered) -> Iterator[str]:
        price = self._in(Decimal(row["price_usd"]), offered.currency)
        if abs(price - offered.price) > _CENT:
            yield f"shown for {offered.price} instead of {price:.2f} {offered.currency}"

    def _in(self, dollars: Decimal, currency: str) -> Decimal:
        return dollars * self._rates["USD"] / self._rates[currency]


def _type_faults(request: Request, row: Mapping[str, str]) -> Iterator[str]:
    if not request.product_type:
        return
    for wanted in request.product_type:
        is_of_department = row["tertiary_category"] in _DEPARTMENTS[wanted]
        if is_of_department or re.search(_NAMES[wanted], row["product_name"], re.IGNORECASE):
            return
    yield f"no {' or '.join(request.product_type)}"


def _label_faults(request: Request, row: Mapping[str, str]) -> Iterator[str]:
    label = row["ingredients"].lower().strip("[]'\" ")
    for what in (*request.avoid, *request.condition):
        if not label:
            yield f"{what}: its ingredients are unknown"
        elif what in _FORBIDDEN and re.search(_FORBIDDEN[what], label):
            yield f"{what}: has {re.search(_FORBIDDEN[what], label)[0].strip(', ')}"  # type: ignore[index]  # just found
    for wanted in request.ingredient:
        if not re.search(_WANTED[wanted], f"{label} {row['highlights'].lower()}"):
            yield f"has no {wanted}"
