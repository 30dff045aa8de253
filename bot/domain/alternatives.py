"""What makes one product cheaper, stronger or gentler than another, as facts of both."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.fit import Evidence
from bot.domain.languages import Language
from bot.domain.products import Product
from bot.domain.routines import STRONG, actives_of
from bot.domain.suitability import Groups

# What often irritates, by the names shoppers know; the groups of the ingredient table behind each.
_IRRITANTS: Mapping[str, tuple[str, ...]] = {
    "fragrance": ("fragrance", "fragrance_allergen", "essential_oil"),
    "alcohol": ("drying_alcohol",),
}
# Forms of vitamin A by the steps the skin needs to use them, the fewest last (cosmetics only).
RETINOID_LADDER = (
    frozenset({"retinyl palmitate", "retinyl acetate", "retinyl propionate"}),
    frozenset({"retinol"}),
    frozenset({"retinal", "retinaldehyde"}),
)
_PERCENT = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s?[%％]")
_BETTER_BY = 0.1  # of evidence, in [0, 1]: less than this is no difference to speak of
_MIN_EARLY = 3


@dataclass(frozen=True, slots=True)
class Stronger:
    """Why a product is the stronger one.

    Attributes:
        ground: "form" (a retinoid nearer to the skin's own), "percent" (more of the same) or
            "evidence" (better founded for the concern).
        mine, its: the active, or the percentage, of the stronger one and of the other; `its` is
            empty where the other has no active for the concern.
        concern: what "evidence" is about.
    """

    ground: str
    mine: str
    its: str
    concern: str = ""


def irritants_in(product: Product, groups: Groups) -> tuple[str, ...] | None:
    """Which of fragrance, alcohol, acid and retinoid a product holds; None where unknown."""
    if not product.ingredients:
        return None
    label = set(product.ingredients)
    found = [
        name
        for name, kinds in _IRRITANTS.items()
        if any(not label.isdisjoint(groups.get(kind, ())) for kind in kinds)
    ]
    strong = actives_of(product, groups) & STRONG
    return (*found, *sorted(strong))


def find_gentler(new: Product, old: Product, groups: Groups) -> tuple[str, ...]:
    """What often irritates that the new product does without; empty where it is not gentler.

    A stronger form of the same active, or more of it, is not gentler whatever it leaves out.
    """
    if _by_form(new, old) or _by_percent(new, old):
        return ()
    before, after = irritants_in(old, groups), irritants_in(new, groups)
    if before is None or after is None or not set(after) < set(before):
        return ()
    return tuple(name for name in before if name not in after)


def find_stronger(
    new: Product, old: Product, concerns: Sequence[str], evidence: Evidence
) -> Stronger | None:
    """Why the new product is stronger than the old, None where nothing shows that it is."""
    return _by_form(new, old) or _by_percent(new, old) or _by_evidence(new, old, concerns, evidence)


def _by_form(new: Product, old: Product) -> Stronger | None:
    mine, its = _rung(new), _rung(old)
    if mine is None or its is None or mine[0] <= its[0]:
        return None
    return Stronger("form", mine[1], its[1])


def _rung(product: Product) -> tuple[int, str] | None:
    """The highest form of vitamin A in a product, with its name."""
    told = _told(product)
    found = [
        (rung, name) for rung, names in enumerate(RETINOID_LADDER) for name in told if name in names
    ]
    return max(found, default=None)


def _by_percent(new: Product, old: Product) -> Stronger | None:
    """More of the same active, by what both names say ("10% Niacinamide")."""
    mine, its = _percent(new), _percent(old)
    if mine is None or its is None or mine <= its:
        return None
    if not set(_key(new)[:1]) & set(_key(old)[:1]):
        return None
    active = _key(new)[0]
    return Stronger("percent", f"{mine:g}% {active}", f"{its:g}%")


def _percent(product: Product) -> float | None:
    found = _PERCENT.search(product.name(Language.EN))
    return float(found[1]) if found else None


def _by_evidence(
    new: Product, old: Product, concerns: Iterable[str], evidence: Evidence
) -> Stronger | None:
    """Better founded for the first concern where there is a difference."""
    for concern in concerns:
        mine, its = best_active(new, concern, evidence), best_active(old, concern, evidence)
        if mine and mine[1] > (its[1] if its else 0.0) + _BETTER_BY:
            return Stronger("evidence", mine[0], its[0] if its else "", concern)
    return None


def best_active(product: Product, concern: str, evidence: Evidence) -> tuple[str, float] | None:
    """The ingredient of a product best founded for a concern, with how well, in (0, 1].

    Only key ingredients and the first half of the label count.
    """
    strengths = evidence.get(concern, {})
    found = [(strengths[name], name) for name in _told(product) if name in strengths]
    best = max(found, default=None)
    return (best[1], best[0]) if best else None


def _told(product: Product) -> tuple[str, ...]:
    label = product.ingredients or ()
    early = label[: max(_MIN_EARLY, len(label) // 2)]
    return tuple(dict.fromkeys((*_key(product), *early)))


def _key(product: Product) -> list[str]:
    return [name.casefold() for name in product.key_ingredients]
