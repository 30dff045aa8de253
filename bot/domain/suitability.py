"""Hard rules: what may be offered at all. Facts decide, never similarity (docs/ingredients.md).

Which ingredients belong to a group comes in as `groups` (group or family → names); the wording of
a name decides as well, so that a name no table lists cannot slip through.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.money import Budget
from bot.domain.named_actives import RETINOID, names_a_retinoid, names_an_exfoliant
from bot.domain.products import Product
from bot.domain.recommendations import Wish

Groups = Mapping[str, Collection[str]]

FRAGRANCE = ("fragrance", "fragrance_allergen", "essential_oil")
ALCOHOL = ("drying_alcohol",)
_RETINOIDS = ("retinoid", "retinol")
_ACIDS = ("aha", "bha")
_EXFOLIATING = (*_ACIDS, "pha", "azelaic", "enzyme_exfoliant", "abrasive", "benzoyl peroxide")
_ECZEMA = (
    *FRAGRANCE, *_RETINOIDS, *_ACIDS, *ALCOHOL, "benzoyl peroxide", "harsh_surfactant", "abrasive",
)  # fmt: skip
_ROSACEA = (*_ECZEMA, "cooling", "astringent")
_PRESCRIPTION = (*_RETINOIDS, *_EXFOLIATING, *ALCOHOL)

CONDITION_GROUPS: Mapping[str, tuple[str, ...]] = {
    "pregnancy": (*_RETINOIDS, "bleaching"),
    "breastfeeding": (*_RETINOIDS, "bleaching"),
    "prescription_acne": _PRESCRIPTION,
    "eczema": _ECZEMA,
    "rosacea": _ROSACEA,
    "post_procedure": (*_PRESCRIPTION, *_ROSACEA, "pure_vitamin_c"),
}
_NO_EXFOLIANTS = frozenset({"prescription_acne", "eczema", "rosacea", "post_procedure"})
_TEEN = (*_RETINOIDS, "aha", "abrasive", "bleaching")
# What is kept from the young: docs/advice_engine.md. An infant is for a person to advise.
AGE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "teen": _TEEN,
    "child": (*_TEEN, *_PRESCRIPTION, *_ROSACEA, "pure_vitamin_c"),
    "infant": (),
}
CHILD_TYPES = frozenset({"cleanser", "moisturizer", "sunscreen"})

_WORDING = {
    "retinoid": RETINOID,
    "fragrance": r"\b(?:parfum|perfume|fragrance|aroma)\b",
    "essential_oil": r"essential oil",
    "drying_alcohol": r"^(?:ethyl )?alcohol$|alcohol denat|\bsd[ -]alcohol|^ethanol\b|denatured",
    "aha": r"\b(?:glycolic|lactic|mandelic) acid",
    "bha": r"\bsalicylic acid",
    "benzoyl peroxide": r"\bbenzoyl peroxide",
    "bleaching": r"\bhydroquinone$",
    "pure_vitamin_c": r"^(?:l-)?ascorbic acid$",
}
_AVOIDED_GROUPS = {
    **dict.fromkeys(("fragrance", "parfum", "perfume", "aroma"), FRAGRANCE),
    **dict.fromkeys(("alcohol", "alcohol denat", "alcohol denat.", "ethanol"), ALCOHOL),
    **dict.fromkeys(("retinol", "retinal", "retinoid"), _RETINOIDS),
}
_WHOLE_WORD_BELOW = 5  # letters: a shorter avoided word counts only as a word of its own

_ASKS_FOR_SET = re.compile(
    r"\b(?:sets?|kits?|gifts?|bundles?|duos?|trios?)\b|禮盒|組合|套組|套裝|セット|ชุด", re.IGNORECASE
)
_ASKS_FOR_TOOL = re.compile(
    r"\b(?:tools?|devices?|rollers?|brush(?:es)?|gua sha)\b|美容儀|滾輪|刮痧|洗臉機|工具",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Ingredients that must not be in a product, by name or by a name's wording."""

    why: str
    names: frozenset[str]
    wording: re.Pattern[str] | None = None

    def is_in(self, names: Collection[str], label: str) -> bool:
        """Whether one of them is among lower-case names; `label` has the same, one a line."""
        is_named = not self.names.isdisjoint(names)
        return is_named or (self.wording is not None and bool(self.wording.search(label)))


class HardRules:
    """The rules of one wish, made ready once and asked of every product.

    knowledge/columns.py asks the same of a whole catalogue at once: a rule that is added here is
    added there (tests/unit/knowledge/test_columns.py compares the two).

    Attributes:
        forbidden: what must not be in a product, in the order of the rules.
        kinds: the kinds of listing that may be offered.
    """

    def __init__(self, wish: Wish, groups: Groups, rates: Mapping[str, Decimal]) -> None:
        profile = wish.profile
        self._wish = wish
        self._rates = rates
        self._groups = groups
        self.forbidden = (
            *(self._avoided(value) for value in profile.avoid),
            *(self._by_condition(value) for value in profile.condition),
            *(self._by_age(value) for value in (wish.age_group,) if value),
        )
        self.needs_ingredients = bool(profile.avoid or profile.condition or wish.age_group)
        self.kinds = frozenset({"single", *_asked_kinds(wish.text)})

    def why_excluded(self, product: Product) -> str | None:
        """The first rule that leaves a product out (`Excluded.why`), None when it may be offered.

        Budget comes last, so that "budget" means that nothing but the price was in the way.

        Raises:
            InputError: the budget is in a currency the shop has no rate for.
        """
        return next(self._reasons(product), None)

    def _reasons(self, product: Product) -> Iterator[str]:
        profile = self._wish.profile
        if product.kind not in self.kinds:
            yield "kind"
        if profile.product_type and product.product_type not in profile.product_type:
            yield "product_type"
        if product.id in self._wish.stung:
            yield "reaction"
        if product.id in self._wish.at_home:
            yield "at_home"
        if not product.is_in_stock():
            yield "stock"
        yield from self._ingredient_reasons(product)
        unsuitable = set(profile.skin_type) & set(product.unsuitable_skin_types)
        yield from (f"unsuitable:{skin_type}" for skin_type in sorted(unsuitable))
        if profile.budget and not self._is_affordable(product, profile.budget):
            yield "budget"

    def _ingredient_reasons(self, product: Product) -> Iterator[str]:
        if not self.needs_ingredients:
            return
        if not product.ingredients:
            yield "unknown_ingredients"
            return
        label = "\n".join((*product.ingredients, *product.key_ingredients)).lower()
        names = label.split("\n")
        yield from (rule.why for rule in self.forbidden if rule.is_in(names, label))
        for condition in self._wish.profile.condition:
            if bars_exfoliants(condition) and is_exfoliant(product):
                yield f"condition:{condition}"
            if bars_retinoids(condition) and names_a_retinoid(product):
                yield f"condition:{condition}"
        if self._wish.age_group and is_too_strong(product, self._wish.age_group):
            yield f"age:{self._wish.age_group}"

    def _is_affordable(self, product: Product, budget: Budget) -> bool:
        price = product.price_in(budget.currency or self._wish.currency, self._rates).amount
        is_enough = budget.min is None or price >= budget.min
        return is_enough and (budget.max is None or price <= budget.max)

    def _by_condition(self, condition: str) -> Forbidden:
        groups = CONDITION_GROUPS.get(condition, ())
        return Forbidden(f"condition:{condition}", self._names(groups), _wording(groups))

    def _by_age(self, age_group: str) -> Forbidden:
        groups = AGE_GROUPS.get(age_group, ())
        return Forbidden(f"age:{age_group}", self._names(groups), _wording(groups))

    def _avoided(self, value: str) -> Forbidden:
        avoided = value.strip().lower()
        why = f"avoid:{value}"
        if avoided in _AVOIDED_GROUPS:
            groups = _AVOIDED_GROUPS[avoided]
            return Forbidden(why, self._names(groups), _wording(groups))
        names = self._names((avoided, avoided.replace(" ", "_"))) | {avoided}
        return Forbidden(why, names, _containing(avoided))

    def _names(self, groups: Collection[str]) -> frozenset[str]:
        return frozenset(name for group in groups for name in self._groups.get(group, ()))


def why_excluded(
    product: Product, wish: Wish, groups: Groups, rates: Mapping[str, Decimal]
) -> str | None:
    """The rule that leaves a product out of a wish, None when it may be offered."""
    return HardRules(wish, groups, rates).why_excluded(product)


def bars_exfoliants(condition: str) -> bool:
    """Whether a condition rules out whatever is sold as an exfoliant."""
    return condition in _NO_EXFOLIANTS


def bars_retinoids(condition: str) -> bool:
    """Whether a condition rules out what `names_a_retinoid`."""
    return "retinoid" in CONDITION_GROUPS.get(condition, ())


def is_exfoliant(product: Product) -> bool:
    """Whether it is sold as an exfoliant, by its type or by what it says of itself."""
    return product.product_type == "exfoliant" or names_an_exfoliant(product)


def is_too_strong(product: Product, age_group: str) -> bool:
    """Whether the kind of product is kept from somebody so young, whatever is in it.

    Nothing at all is offered for an infant; cleanser, moisturizer and sunscreen for a child.
    """
    if age_group == "infant":
        return True
    if age_group == "child" and product.product_type not in CHILD_TYPES:
        return True
    is_barred = is_exfoliant if age_group == "child" else _is_sold_as_exfoliant
    return names_a_retinoid(product) or is_barred(product)


def _is_sold_as_exfoliant(product: Product) -> bool:
    return product.product_type == "exfoliant"


def _asked_kinds(text: str) -> Iterator[str]:
    if _ASKS_FOR_SET.search(text):
        yield "set"
    if _ASKS_FOR_TOOL.search(text):
        yield "tool"


def _wording(groups: Collection[str]) -> re.Pattern[str] | None:
    groups = dict.fromkeys(groups)
    patterns = [_WORDING[group] for group in groups if group in _WORDING]
    return re.compile("|".join(patterns), re.MULTILINE) if patterns else None


def _containing(avoided: str) -> re.Pattern[str]:
    word = re.escape(avoided)
    return re.compile(rf"\b{word}\b" if len(avoided) < _WHOLE_WORD_BELOW else word)
