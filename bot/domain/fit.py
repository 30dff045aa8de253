"""How well a product that passed the hard rules fits a wish, and why, as facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.money import Price
from bot.domain.products import Product
from bot.domain.recommendations import Reason, Wish
from bot.domain.suitability import ALCOHOL, FRAGRANCE, Groups

# Concern → ingredient → how well its use is supported, in (0, 1].
Evidence = Mapping[str, Mapping[str, float]]

CONCERN_WEIGHT = 3.0
SKIN_TYPE_WEIGHT = 1.5
INGREDIENT_WEIGHT = 2.0
TEXT_WEIGHT = 1.5
PRICE_WEIGHT = 0.3
SERUM_BONUS = 0.5  # serums are what the shop is about, where no type was asked for
MINI_PENALTY = 0.5
UNTYPED_PENALTY = 0.5  # no kind of care for the face that we know: lips, a tan, the body
IRRITANT_PENALTY = 0.2  # for sensitive skin, for each of perfume, alcohol, acids and retinoids
IRRITANTS = (FRAGRANCE, ALCOHOL, ("aha", "bha"), ("retinoid",))
DECLARED_SHARE = 0.6  # of a concern's fit: what the product says; the rest is what is in it
_TELLING_EVIDENCE = 0.5  # from "some" up; long use alone is no reason to name
_ENOUGH_REASONS = 2
LATE_ON_LABEL = 0.75  # what an ingredient in the second half of a label counts
SILENT_SKIN_FIT = 0.5  # a product that names no skin type
OTHER_SKIN_FIT = 0.15  # one that names others


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of ingredients: their uses, and the groups and families they are in."""

    evidence: Evidence
    groups: Groups


@dataclass(frozen=True, slots=True)
class Fit:
    """A score (higher is better) and at most three reasons, the most telling first."""

    score: float
    reasons: tuple[Reason, ...]


def fit(
    product: Product, wish: Wish, known: Knowledge, price: Price, similarity: float = 0.0
) -> Fit:
    """Score and reasons together; see `score_of` and `reasons_for`."""
    score = score_of(product, wish, known, price, similarity)
    return Fit(score, reasons_for(product, wish, known, price))


def score_of(
    product: Product, wish: Wish, known: Knowledge, price: Price, similarity: float = 0.0
) -> float:
    """How well a product fits a wish; higher is better, whether or not the hard rules let it pass.

    Args:
        product: what is scored.
        wish: what is asked for.
        known: what is known of ingredients.
        price: what the shopper would pay, in the budget's currency.
        similarity: of the product's text to the shopper's words, in [0, 1].
    """
    return (
        CONCERN_WEIGHT * _concern_fit(product, wish, known.evidence)
        + SKIN_TYPE_WEIGHT * _skin_type_fit(product, wish)
        + INGREDIENT_WEIGHT * _ingredient_fit(product, wish, known.groups)
        + TEXT_WEIGHT * similarity
        + PRICE_WEIGHT * price_fit(price, wish)
        + (SERUM_BONUS if is_core(product) and not wish.profile.product_type else 0.0)
        - (MINI_PENALTY if product.is_mini else 0.0)
        - (UNTYPED_PENALTY if product.product_type is None else 0.0)
        - IRRITANT_PENALTY * _irritants(product, wish, known.groups)
    )


def is_core(product: Product) -> bool:
    """Whether a product is of the kind the shop is about."""
    return product.product_type == "serum"


def wanted_in(product: Product, wish: Wish, groups: Groups) -> tuple[str, ...]:
    """The ingredients of a product that are wanted, or a form of a wanted one, as on its label."""
    found = []
    for wanted in wish.ingredients:
        names = {wanted, *groups.get(wanted, ())}
        told = [name for name in _told(product) if name in names]
        if told:
            found.append(wanted if wanted in told else told[0])
    return tuple(found)


def _concern_fit(product: Product, wish: Wish, evidence: Evidence) -> float:
    concerns = wish.profile.concern
    if not concerns:
        return 0.0
    return sum(_one_concern(product, concern, evidence) for concern in concerns) / len(concerns)


def _one_concern(product: Product, concern: str, evidence: Evidence) -> float:
    active = _best_active(product, concern, evidence)
    declared = DECLARED_SHARE if concern in product.concerns else 0.0
    return declared + (1 - DECLARED_SHARE) * (active[1] if active else 0.0)


def _best_active(product: Product, concern: str, evidence: Evidence) -> tuple[str, float] | None:
    """The ingredient with the best support for a concern; key ingredients come first."""
    strengths = evidence.get(concern, {})
    told = _told(product)
    early = len(product.key_ingredients) + len(product.ingredients or ()) // 2
    weighed = [
        (name, strengths[name] * (1.0 if place < early else LATE_ON_LABEL))
        for place, name in enumerate(told)
        if name in strengths
    ]
    return max(weighed, key=lambda pair: pair[1], default=None)


def _skin_type_fit(product: Product, wish: Wish) -> float:
    asked = wish.profile.skin_type
    if not asked:
        return 0.0
    if not product.skin_types:
        return SILENT_SKIN_FIT
    share = len(set(asked) & set(product.skin_types)) / len(set(asked))
    return max(share, OTHER_SKIN_FIT)


def _ingredient_fit(product: Product, wish: Wish, groups: Groups) -> float:
    """The share of wanted ingredients; another form of one counts half."""
    if not wish.ingredients:
        return 0.0
    found = wanted_in(product, wish, groups)
    exact = sum(name in wish.ingredients for name in found)
    return (exact + (len(found) - exact) / 2) / len(wish.ingredients)


def price_fit(price: Price, wish: Wish) -> float:
    """Near the middle of "around 1000", below a limit the cheaper the better; in [0, 1]."""
    budget = wish.profile.budget
    if budget is None or not budget.max:
        return 0.0
    if budget.min:
        middle, reach = (budget.min + budget.max) / 2, (budget.max - budget.min) / 2 or 1
        return max(0.0, 1.0 - float(abs(price.amount - middle) / reach))
    return max(0.0, 1.0 - float(price.amount / budget.max))


def _irritants(product: Product, wish: Wish, groups: Groups) -> int:
    if "sensitive" not in wish.profile.skin_type:
        return 0
    told = set(product.ingredients or ())
    return sum(any(not told.isdisjoint(groups.get(g, ())) for g in kind) for kind in IRRITANTS)


def _told(product: Product) -> tuple[str, ...]:
    """What is in a product, key ingredients first."""
    return tuple(dict.fromkeys((*product.key_ingredients, *(product.ingredients or ()))))


def reasons_for(product: Product, wish: Wish, known: Knowledge, price: Price) -> tuple[Reason, ...]:
    """At most three facts: what was asked for first, then what speaks for the product anyway."""
    first: dict[str, Reason] = {}
    for reason in (
        *_wanted_reasons(product, wish, known.groups),
        *_matched_reasons(product, wish),
        *_active_reasons(product, wish, known.evidence),
        *_rule_reasons(wish, price),
    ):
        first.setdefault(reason.code, reason)
    for reason in _plain_reasons(product, wish, known.evidence, price):
        if len(first) >= _ENOUGH_REASONS:
            break
        first.setdefault(reason.code, reason)
    return tuple(first.values())[:3]


def _wanted_reasons(product: Product, wish: Wish, groups: Groups) -> Iterator[Reason]:
    wanted = wanted_in(product, wish, groups)
    if wanted:
        yield Reason("ingredient", {"ingredient": list(wanted[:2])})


def _matched_reasons(product: Product, wish: Wish) -> Iterator[Reason]:
    concerns = [concern for concern in wish.profile.concern if concern in product.concerns]
    if concerns:
        yield Reason("concern", {"concern": concerns[:2]})
    skin_types = [kind for kind in wish.profile.skin_type if kind in product.skin_types]
    if skin_types:
        yield Reason("skin_type", {"skin_type": skin_types[:2]})


def _active_reasons(product: Product, wish: Wish, evidence: Evidence) -> Iterator[Reason]:
    for concern in wish.profile.concern:
        active = _best_active(product, concern, evidence)
        if active and evidence[concern][active[0]] >= _TELLING_EVIDENCE:
            yield Reason("ingredient", {"ingredient": [active[0]]})


def _rule_reasons(wish: Wish, price: Price) -> Iterator[Reason]:
    if wish.profile.avoid:
        yield Reason("free_of", {"avoid": list(wish.profile.avoid[:2])})
    budget = wish.profile.budget
    if budget and (budget.max is not None or budget.min is not None):
        yield Reason("budget", {"price": str(price)})


def _plain_reasons(
    product: Product, wish: Wish, evidence: Evidence, price: Price
) -> Iterator[Reason]:
    """Facts that hold whatever was asked, so that a card does not stand there without any."""
    if product.product_type in wish.profile.product_type:
        yield Reason("product_type", {"product_type": [product.product_type]})
    actives = {name for strengths in evidence.values() for name in strengths}
    telling = [name for name in _told(product) if name in actives]
    if telling:
        yield Reason("ingredient", {"ingredient": telling[:1]})
    if product.skin_types:
        yield Reason("skin_type", {"skin_type": list(product.skin_types[:2])})
    if product.concerns:
        yield Reason("concern", {"concern": list(product.concerns[:1])})
    if product.product_type and not wish.profile.product_type:
        yield Reason("kind", {"product_type": [product.product_type]})
    yield Reason("price", {"price": str(price)})
    if product.size:
        yield Reason("size", {"size": product.size})
