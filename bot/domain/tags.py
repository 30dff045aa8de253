"""What one shopper message is tagged with (the taxonomy's intents and tags)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from bot.domain.languages import Language
from bot.domain.money import Budget

INTENTS = (
    "greet", "goodbye", "thank", "affirm", "deny", "inform", "recommend_product", "ask_product",
    "compare_products", "ask_ingredient", "ask_compatibility", "ask_routine", "order_status",
    "order_history", "change_order", "return_refund", "shipping_info", "payment_info",
    "promotions", "reorder", "refill_on", "refill_snooze", "refill_off", "usage_feedback",
    "adverse_reaction", "complaint", "talk_to_human", "privacy_request", "bot_challenge",
    "out_of_scope",
)  # fmt: skip
SKIN_TYPES = ("oily", "dry", "combination", "normal", "sensitive")
CONCERNS = (
    "acne", "blackheads", "pores", "oiliness", "dryness", "dullness", "dark_spots", "wrinkles",
    "firmness", "redness", "texture", "dark_circles", "barrier", "sun",
)  # fmt: skip
PRODUCT_TYPES = (
    "serum", "toner", "moisturizer", "cleanser", "sunscreen", "mask", "eye_cream", "exfoliant",
    "oil", "essence",
)  # fmt: skip
CONDITIONS = (
    "pregnancy", "breastfeeding", "eczema", "rosacea", "prescription_acne", "allergy",
    "post_procedure",
)  # fmt: skip
AGE_GROUPS = ("infant", "child", "teen")
_LIST_TAGS = frozenset({"skin_type", "concern", "product_type", "ingredient", "avoid", "condition"})


@dataclass(frozen=True, slots=True)
class Tags:
    """Canonical values found in one message; what is absent is empty or None."""

    skin_type: tuple[str, ...] = ()
    concern: tuple[str, ...] = ()
    product_type: tuple[str, ...] = ()
    ingredient: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    budget: Budget | None = None
    order_id: str | None = None
    days: int | None = None
    product: str | None = None
    age_group: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Only the tags present, lists as lists, the budget as the taxonomy's object."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _to_json(value) for name, value in found.items() if value not in ((), None)}

    @classmethod
    def from_entities(cls, entities: Iterable[Mapping[str, Any]]) -> Self:
        """Read Rasa's entities, one canonical value each (or a list); what is unknown is left out.

        Of a tag that holds one value the first entity counts.
        """
        lists: dict[str, list[Any]] = {field.name: [] for field in fields(cls)}
        for entity in entities:
            value = entity.get("value")
            values = value if isinstance(value, list) else [value]
            name = str(entity.get("entity"))
            lists.get(name, []).extend(value for value in values if _is_canonical(name, value))
        return cls.from_json(
            {
                name: list(dict.fromkeys(values)) if name in _LIST_TAGS else values[0]
                for name, values in lists.items()
                if values
            }
        )

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; unknown names are left out."""
        known: dict[str, Any] = {}
        for field in fields(cls):
            item = value.get(field.name)
            if item is None:
                continue
            if field.name == "budget":
                known[field.name] = Budget.from_json(item)
            else:
                known[field.name] = tuple(item) if isinstance(item, list) else item
        return cls(**known)


# Entities may come from a button's payload, and so from strangers: no value outside these.
_VOCABULARY: Mapping[str, frozenset[str]] = {
    "skin_type": frozenset(SKIN_TYPES),
    "concern": frozenset(CONCERNS),
    "product_type": frozenset(PRODUCT_TYPES),
    "condition": frozenset(CONDITIONS),
    "age_group": frozenset(AGE_GROUPS),
}
_MAX_CHARACTERS = 100
_MAX_DAYS = 3_650


def _is_canonical(name: str, value: Any) -> bool:
    if name in _VOCABULARY:
        return value in _VOCABULARY[name] if isinstance(value, str) else False
    if name == "days":
        return type(value) is int and 0 < value <= _MAX_DAYS
    if name == "budget":
        return isinstance(value, Mapping)
    return isinstance(value, str) and len(value) <= _MAX_CHARACTERS


def _to_json(value: Any) -> Any:
    if isinstance(value, Budget):
        return value.to_json()
    return list(value) if isinstance(value, tuple) else value


ALTERNATIVES = 3


def to_alternatives(ranking: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, float], ...]:
    """The best of Rasa's ranking, its internal names left out."""
    known = (
        (str(item["name"]), float(item.get("confidence") or 0.0))
        for item in ranking
        if item.get("name") in INTENTS
    )
    return tuple(known)[:ALTERNATIVES]


@dataclass(frozen=True, slots=True)
class Understanding:
    """How one message was read: a language, one intent with its confidence, and tags.

    `alternatives` are the most likely intents of the taxonomy with their confidences, best first.
    """

    language: Language
    intent: str
    confidence: float
    tags: Tags = Tags()
    alternatives: tuple[tuple[str, float], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The shape `dropwise parse` writes, without id and text."""
        return {
            "language": self.language.value,
            "intent": self.intent,
            "confidence": round(self.confidence, 4),
            "tags": self.tags.to_json(),
        }
