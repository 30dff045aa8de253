"""An independent look at what was offered: the hard rules written anew from their text.

Reads the shop's own file as it stands, by plain tests on strings, and asks nothing of
`bot.domain.suitability` or the ingredient table, so that a fault there cannot hide itself here.
The rules: docs/ingredients.md and docs/advice_engine.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.domain.feedback import FeedbackKind
from bot.domain.orders import OrderStatus
from bot.domain.products import Product
from bot.evaluation.profile_cases import ProfileCase

_RETINOIDS = (
    "retinol", "retinal", "retinyl", "retinoi", "retinoa", "retino ", "tretinoin", "adapalen",
    "tazaroten", "retin-a", "vitamin a ", "vitamin a,", "vitamin a'", "視黃", "a醇", "a 醇", "a醛",
    "a 醛", "a酯", "維他命a", "レチノ", "レチナ", "เรติน", "레티",
)  # fmt: skip
# Words that tell of retinoids beside the product, not in it.
_BESIDE = (
    "retinol alternative", "retinol-alternative", "bio-retinol", "bioretinol", "retinol-like",
    "without retinyl palmitate", "without retinol", "retinol-free", "retinol free",
    "skips retinoids", "companion to acids and retinoids", "same night as retinol",
    "retin-alt", "使用酸類或 a 醇的日子", "不使用 a 醇", "alternative to retinol", "phyto-retinol",
    "plant retinol",
)  # fmt: skip
_AHA = ("glycolic acid", "lactic acid", "mandelic acid", "malic acid", "tartaric acid",
        "ammonium lactate", "ammonium glycolate")  # fmt: skip
_BHA = ("salicylic acid", "betaine salicylate")
_OTHER_EXFOLIANTS = ("gluconolactone", "lactobionic acid", "azelaic acid", "benzoyl peroxide",
                     "papain", "bromelain")  # fmt: skip
_FRAGRANCE = (
    "parfum", "fragrance", "perfume", "limonene", "linalool", "geraniol", "citronellol", "citral",
    "eugenol", "coumarin", "farnesol", "benzyl alcohol", "benzyl salicylate", "hexyl cinnamal",
    "cinnamal", "hydroxycitronellal", "anise alcohol", "benzyl benzoate", "benzyl cinnamate",
    "alpha-isomethyl ionone", "essential oil",
)  # fmt: skip
_ALCOHOL = ("alcohol", "alcohol denat", "alcohol denat.", "ethanol", "isopropyl alcohol",
            "ethyl alcohol", "sd alcohol", "denatured alcohol")  # fmt: skip
_HARSH = ("sodium lauryl sulfate", "sodium lauryl sulphate")
_COOLING = ("menthol", "camphor", "mentha piperita oil", "hamamelis virginiana water")
_SILICONES = ("methicone", "siloxane", "dimethiconol", "silsesquioxane")
_FORMS = {
    "retinol": _RETINOIDS, "ascorbic acid": ("ascorb",), "silicone": _SILICONES,
    "paraben": ("paraben",), "hyaluronic acid": ("hyaluron",), "fragrance": _FRAGRANCE,
}  # fmt: skip
_NOT_IN_IT = re.compile(
    r"\b(?:no|non|without|free of|free from)[ -](?:[\w-]+[ -,]?){0,3}|[\w]+[ -]free\b|"
    r"does not contain[^.]*|formulated without[^.]*|aha[- ]free",
)
_EXFOLIANT_TITLES = (
    "exfoliat",
    "peel",
    "scrub",
    "resurfac",
    "glycolic",
    "salicylic",
    "果酸",
    "去角質",
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the shop's file.

    Attributes:
        ingredients: the list as written, lower case; empty where there is none.
        titles: name and highlights as written, lower case.
        copy: the description as written, lower case.
        prices: by currency, as written; empty where the column does not name one.
        is_gone: whether the file says that none is left.
    """

    ingredients: str
    titles: str
    copy: str
    prices: Mapping[str, Decimal]
    is_gone: bool
    unsuitable: str


def to_listing(cells: Mapping[str, Any]) -> Listing:
    """Read a line's cells by what their columns are called."""
    stock = _cell(cells, ("stock", "inventory"))
    return Listing(
        ingredients=_joined(cells, ("ingredients", "inci", "成分"), but="key"),
        titles=_joined(cells, ("name", "title", "highlights"), but="brand"),
        copy=_joined(cells, ("description", "body"), but="variation"),
        prices=dict(_prices(cells)),
        is_gone=stock == "0" or _cell(cells, ("out_of_stock",)) in {"1", "true"},
        unsuitable=_joined(cells, ("unsuitable",)),
    )


def _joined(cells: Mapping[str, Any], names: Iterable[str], but: str = "\0") -> str:
    told = [
        str(value)
        for column, value in cells.items()
        if any(name in column.lower() for name in names) and but not in column.lower()
    ]
    return "\n".join(told).lower()


def _cell(cells: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(cells[name]).lower() for name in names if name in cells), "")


def _prices(cells: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
    """`price.TWD` of JSON Lines, `price_usd` of CSV."""
    for column, value in cells.items():
        found = re.fullmatch(r"price[._]([a-z]{3})", column.lower())
        if found and re.fullmatch(r"\d+(?:\.\d+)?", str(value)):
            yield found[1].upper(), Decimal(str(value))


def breaks(
    product: Product, listing: Listing | None, case: ProfileCase, rates: Mapping[str, Decimal]
) -> list[str]:
    """Every hard rule that offering this product to this shopper breaks, in words."""
    if listing is None:
        return ["not in the file"]
    wish, profile = case.wish, case.wish.profile
    found = [
        *(f"condition {name}" for name in profile.condition if _breaks(name, product, listing)),
        *(f"avoid {name}" for name in profile.avoid if is_avoided_in(name, listing)),
    ]
    if wish.age_group and _is_too_strong(wish.age_group, product, listing):
        found.append(f"age {wish.age_group}")
    if (profile.condition or profile.avoid or wish.age_group) and not _has_list(listing):
        found.append("unknown ingredients")
    if profile.product_type and product.product_type not in profile.product_type:
        found.append("product type")
    if product.kind != "single":
        found.append("a set or a tool")
    if listing.is_gone:
        found.append("stock")
    found += [f"unsuitable for {kind}" for kind in profile.skin_type if kind in listing.unsuitable]
    if profile.budget and not _is_affordable(product, listing, case, rates):
        found.append("budget")
    return found


def breaks_of_history(
    product: Product, case: ProfileCase, products: Mapping[str, Product]
) -> list[str]:
    """Whether it stung before or is at home still, in any size (same family)."""
    family = product.family or product.id

    def is_it(product_id: str | None) -> bool:
        other = products.get(product_id or "")
        return product_id == product.id or (other is not None and other.family == family)

    found = []
    bad = (FeedbackKind.IRRITATION, FeedbackKind.BREAKOUT)
    if any(item.kind in bad and is_it(item.product_id) for item in case.feedback):
        found.append("it gave a reaction before")
    newest: dict[str, timedelta] = {}
    for order in sorted(case.orders, key=lambda order: order.ordered_at):
        for line in order.lines if order.status is not OrderStatus.RETURNED else ():
            supply = products[str(line.product_id)].days_of_supply
            if supply is not None:
                left = supply * line.quantity - 5
                newest[str(line.product_id)] = order.ordered_at + timedelta(days=left) - case.now
    # A day's leave for the hour of the order.
    if any(left > timedelta(days=1) and is_it(product_id) for product_id, left in newest.items()):
        found.append("it is at home and not near empty")
    return found


def is_avoided_in(name: str, listing: Listing) -> bool:
    """Whether a list as written names what is avoided or a form of it."""
    if name == "alcohol":
        return _has_alcohol(listing)
    return _has(_FORMS.get(name, (name,)), listing.ingredients)


def _breaks(condition: str, product: Product, listing: Listing) -> bool:
    text = listing.ingredients
    if condition == "allergy":
        return False
    if _has_retinoid(listing) and condition != "allergy":
        return True
    if condition in {"pregnancy", "breastfeeding"}:
        return "hydroquinone" in text.replace("tert-butylhydroquinone", "")
    acids = _has((*_AHA, *_BHA, "benzoyl peroxide"), text)
    if acids or _has_alcohol(listing) or product.product_type == "exfoliant":
        return True
    if _has(_EXFOLIANT_TITLES, _NOT_IN_IT.sub(" ", listing.titles)):
        return True
    if condition in {"prescription_acne", "post_procedure"} and _has(_OTHER_EXFOLIANTS, text):
        return True
    if condition == "prescription_acne":
        return False
    if _has((*_FRAGRANCE, *_HARSH), text):
        return True
    return condition != "eczema" and _has(_COOLING, text)


def _is_too_strong(age_group: str, product: Product, listing: Listing) -> bool:
    if age_group == "infant" or _has_retinoid(listing) or product.product_type == "exfoliant":
        return True
    if age_group == "teen":
        return _has(_AHA, listing.ingredients)
    basics = {"cleanser", "moisturizer", "sunscreen"}
    acids = (*_AHA, *_BHA, *_OTHER_EXFOLIANTS, *_FRAGRANCE)
    return product.product_type not in basics or _has(acids, listing.ingredients)


def _has_retinoid(listing: Listing) -> bool:
    told = "\n".join((listing.ingredients, listing.titles, listing.copy)) + "\n"
    for words in _BESIDE:
        told = told.replace(words, " ")
    return any(name in told for name in _RETINOIDS)


def _has(names: Iterable[str], text: str) -> bool:
    """Whether one of the names begins a word of the text (a polylactic acid is no lactic acid)."""
    return any(_begins_word(name, text) for name in names)


def _begins_word(name: str, text: str) -> bool:
    place = text.find(name)
    while place >= 0:
        before = text[place - 1] if place else " "
        if not before.isascii() or not before.isalpha() or name in (*_SILICONES, "paraben"):
            return True
        place = text.find(name, place + 1)
    return False


def _has_alcohol(listing: Listing) -> bool:
    # A list that was cut into lines in the middle of a word.
    text = listing.ingredients.replace("phenoxy', 'ethanol", "phenoxyethanol")
    items = (item.strip(" .*'\"[]") for item in re.split(r"[,;:\n(]", text))
    return any(
        item in _ALCOHOL or item.startswith(("alcohol denat", "sd alcohol")) for item in items
    )


def _has_list(listing: Listing) -> bool:
    return len(listing.ingredients.strip(" []'\"")) > 2


def _is_affordable(
    product: Product, listing: Listing, case: ProfileCase, rates: Mapping[str, Decimal]
) -> bool:
    """By the price as written, else as it was read from a column that names no currency."""
    budget = case.wish.profile.budget
    if budget is None:
        return True
    currency = budget.currency or case.wish.currency
    prices = listing.prices or {price.currency: price.amount for price in product.prices}
    price = prices.get(currency)
    if price is None:
        own, amount = next(iter(prices.items()))
        price = amount * rates[own] / rates[currency]
    above = budget.min is None or price >= budget.min
    return above and (budget.max is None or price <= budget.max)
