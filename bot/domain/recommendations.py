"""What a shopper wishes for, and what the engine answers: products, reasons, what was left out."""

from dataclasses import dataclass, field
from typing import Any

from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from bot.domain.profiles import Profile


@dataclass(frozen=True, slots=True)
class Wish:
    """What to recommend for.

    Attributes:
        profile: skin type, concern, avoid, condition, product type and budget.
        ingredients: wanted in the product (a score, and a filter where any product has them).
        text: the shopper's own words, for text similarity.
        currency: the prices to show; the budget without a currency is in it.
        limit: at most that many products.
        exclude: product ids not to offer again.
        conversation_id: whose words of feedback count where the customer is not proven.
        age_group: infant, child or teen where it is for one; None for an adult.
        stung: product ids that gave the shopper a reaction, every size of them: never offered.
        at_home: product ids the shopper still has enough of, every size: not offered as new.
    """

    profile: Profile
    language: Language = Language.EN
    ingredients: tuple[str, ...] = ()
    text: str = ""
    currency: str = "TWD"
    limit: int = 3
    customer_id: str | None = None
    exclude: tuple[str, ...] = ()
    conversation_id: str | None = None
    age_group: str | None = None
    stung: frozenset[str] = frozenset()
    at_home: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a product fits, as a fact; its words are the response `reason_<code>`.

    Codes: skin_type, concern, ingredient, budget, free_of; plain facts where these are too few:
    product_type, kind, price, size; what settled it: refill, loved, upgrade, goes_with, popular,
    season_light, season_rich, season_sun, season_barrier.
    """

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recommended:
    """One product offered, with its score (higher is better), price to show and reasons."""

    product: Product
    score: float
    price: Price
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A product that a hard rule left out, and the rule.

    Rules: budget, product_type, stock, avoid:<what>, condition:<which>, unsuitable:<skin type>,
    unknown_ingredients, kind, age:<group>, reaction (it stung before), at_home (not near empty).
    """

    product_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The best products first; empty where nothing passes the hard rules.

    `nearest_price` is the cheapest price among what only the budget left out, so that "nothing
    fits" can say what would.
    """

    products: tuple[Recommended, ...]
    excluded: tuple[Excluded, ...] = ()
    nearest_price: Price | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One product found by text: the passage that matched and its score in [0, 1]."""

    product_id: str
    score: float
    passage: str
