"""Whether each reason that was given is true of the product and the shopper."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.claims import find_claims
from bot.domain.feedback import FeedbackKind
from bot.domain.languages import Language
from bot.domain.orders import OrderStatus
from bot.domain.products import Product
from bot.domain.recommendations import Reason, Recommended
from bot.evaluation.profile_cases import ProfileCase
from bot.evaluation.profile_rules import Listing, is_avoided_in

_LIGHT = ("gel", "water", "fluid", "light", "oil-free", "oil free", "matt", "fresh", "weightless",
          "oil control", "oil-control", "清爽", "輕", "水", "凝", "控油")  # fmt: skip
_RICH = (
    "rich",
    "balm",
    "butter",
    "cream",
    "nourish",
    "intense",
    "cocoon",
    "滋潤",
    "滋養",
    "霜",
    "油膏",
)
_SCRIPTS = {
    Language.ZH: ("\u4e00", "\u9fff"),
    Language.JA: ("\u3041", "\u9fff"),
    Language.TH: ("\u0e01", "\u0e5b"),
}
_OFTEN = 0.8


@dataclass(frozen=True, slots=True)
class Offer:
    """One product offered to one shopper, with all that its reasons can be held against."""

    choice: Recommended
    case: ProfileCase
    listing: Listing
    products: Mapping[str, Product]
    popularity: Mapping[str, float]
    family: str

    @property
    def product(self) -> Product:
        """The product offered."""
        return self.choice.product


def untrue_reasons(offer: Offer) -> list[str]:
    """The codes of reasons that do not hold."""
    return [reason.code for reason in offer.choice.reasons if not _is_true(reason, offer)]


@lru_cache(maxsize=10_000)
def faults_of_words(said: str, language: Language) -> tuple[str, ...]:
    """What is wrong with a reason's words: none, another language's, or a claim."""
    found = [f"claim: {claim.phrase}" for claim in find_claims(said, language)]
    if not said.strip() or "{" in said:
        found.append("no words")
    script = _SCRIPTS.get(language)
    if script and not any(script[0] <= letter <= script[1] for letter in said):
        found.append(f"not in {language.value}")
    return tuple(found)


def _is_true(reason: Reason, offer: Offer) -> bool:
    values, product, wish = reason.values, offer.product, offer.case.wish
    told = {*product.key_ingredients, *(product.ingredients or ())}
    match reason.code:
        case "ingredient":
            return set(values["ingredient"]) <= told
        case "concern":
            return set(values["concern"]) <= set(product.concerns)
        case "skin_type":
            return set(values["skin_type"]) <= set(product.skin_types)
        case "free_of":
            left_out = values["avoid"]
            is_asked = set(left_out) <= set(wish.profile.avoid)
            return is_asked and not any(is_avoided_in(name, offer.listing) for name in left_out)
        case "budget":
            budget, amount = wish.profile.budget, offer.choice.price.amount
            if budget is None or (budget.currency or wish.currency) != offer.choice.price.currency:
                return budget is not None
            above = budget.min is None or amount >= budget.min
            return above and (budget.max is None or amount <= budget.max)
        case "price":
            return bool(str(values["price"]) == str(offer.choice.price))
        case "size":
            return bool(values["size"] == product.size)
        case "product_type" | "kind":
            return list(values["product_type"]) == [product.product_type]
    return _is_true_of_shopper(reason, offer)


def _is_true_of_shopper(reason: Reason, offer: Offer) -> bool:
    product, case = offer.product, offer.case
    loved, bought = _loved(offer), _bought(offer)
    match reason.code:
        case "refill":
            return _has_family(product, loved) and _has_family(product, bought)
        case "loved":
            return _has_family(product, loved)
        case "upgrade":
            return any(_is_upgrade(reason, product, other) for other in loved)
        case "goes_with":
            names = {name for other in (*loved, *bought) for name in other.names.values()}
            return reason.values["product"] in names
        case "popular":
            return offer.popularity.get(offer.family, 0.0) >= _OFTEN
        case "season_sun":
            return product.product_type == "sunscreen" and case.now.month in range(5, 10)
        case "season_light":
            return _tells(_LIGHT, offer.listing) and case.now.month in range(5, 10)
        case "season_rich":
            return _tells(_RICH, offer.listing) and case.now.month in {12, 1, 2}
        case "season_barrier":
            return "barrier" in product.concerns and case.now.month in {12, 1, 2}
    return False


def _is_upgrade(reason: Reason, product: Product, loved: Product) -> bool:
    shared = set(reason.values["ingredient"])
    further = set(reason.values["concern"])
    return (
        reason.values["product"] in loved.names.values()
        and shared <= set(product.ingredients or ()) | set(product.key_ingredients)
        and shared <= set(loved.ingredients or ()) | set(loved.key_ingredients)
        and further <= set(product.concerns) - set(loved.concerns)
    )


def _loved(offer: Offer) -> list[Product]:
    good = [
        item
        for item in offer.case.feedback
        if item.sentiment > 0 and item.kind in (FeedbackKind.LOVE, FeedbackKind.RESULT)
    ]
    return [offer.products[item.product_id] for item in good]


def _bought(offer: Offer) -> list[Product]:
    return [
        offer.products[str(line.product_id)]
        for order in offer.case.orders
        if order.status is not OrderStatus.RETURNED
        for line in order.lines
    ]


def _has_family(product: Product, others: Collection[Product]) -> bool:
    return any(other.id == product.id or other.family == product.family for other in others)


def _tells(words: Collection[str], listing: Listing) -> bool:
    told = f"{listing.titles}\n{listing.copy}"
    return any(word in told for word in words)
