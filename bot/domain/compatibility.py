"""What goes together on skin, as far as it is settled; everything else is said to be unknown.

Sources: the AAD's public advice on retinoids and exfoliating acids (start slowly, not both in one
evening), labels of benzoyl peroxide medicines. Where sources disagree nothing is judged.
"""

RETINOIDS = frozenset({"retinol", "retinal", "adapalene", "retinyl palmitate",
                       "hydroxypinacolone retinoate", "tretinoin", "retinaldehyde",
                       "tazarotene", "trifarotene"})  # fmt: skip
ACIDS = frozenset({"glycolic acid", "lactic acid", "mandelic acid", "salicylic acid",
                   "capryloyl salicylic acid", "betaine salicylate"})  # fmt: skip
GENTLE = frozenset({"niacinamide", "hyaluronic acid", "ceramide", "peptide", "centella asiatica",
                    "panthenol", "glycerin", "squalane"})  # fmt: skip

# A doctor or pharmacist is named wherever these are spoken of.
MEDICINES = frozenset({"adapalene", "tretinoin", "retinoic acid", "benzoyl peroxide"})

_PAIRS: dict[frozenset[str], str] = {
    frozenset({"retinoid", "acid"}): "not_same_evening",
    frozenset({"retinoid", "vitamin_c"}): "morning_and_evening",
    frozenset({"retinoid", "benzoyl peroxide"}): "apart",
    frozenset({"retinoid"}): "one_of_a_kind",
    frozenset({"acid"}): "one_of_a_kind",
    frozenset({"acid", "vitamin_c"}): "may_sting",
    frozenset({"acid", "benzoyl peroxide"}): "may_sting",
    frozenset({"vitamin_c", "benzoyl peroxide"}): "apart",
}


def group_of(ingredient: str) -> str:
    """The group an ingredient is judged with: retinoid, acid, vitamin_c, gentle, or itself."""
    if ingredient in RETINOIDS or ingredient.startswith("retin"):
        return "retinoid"
    if ingredient in ACIDS:
        return "acid"
    if ingredient in {"ascorbic acid", "ethyl ascorbic acid", "sodium ascorbyl phosphate"}:
        return "vitamin_c"
    return "gentle" if ingredient in GENTLE else ingredient


def verdict_on(first: str, second: str) -> str | None:
    """What is known of two ingredients, None when nothing settled is.

    One of: not_same_evening, morning_and_evening, apart, one_of_a_kind, may_sting, fine.
    """
    groups = frozenset({group_of(first), group_of(second)})
    if "gentle" in groups:
        return "fine" if all(is_known(group) for group in groups) else None
    return _PAIRS.get(groups)


def is_known(group: str) -> bool:
    """Whether we judge anything of that group."""
    return group in {"retinoid", "acid", "vitamin_c", "gentle", "benzoyl peroxide"}


# The usual order on the face, thinnest first.
ROUTINE_ORDER = ("cleanser", "exfoliant", "toner", "essence", "mask", "serum", "eye_cream",
                 "moisturizer", "oil", "sunscreen")  # fmt: skip


def in_routine_order(product_types: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of product in the order they go on."""
    return tuple(kind for kind in ROUTINE_ORDER if kind in product_types)
