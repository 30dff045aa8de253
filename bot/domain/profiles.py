"""What we know of a shopper's skin and wishes, and how a new message changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bot.domain.money import Budget
from bot.domain.tags import Tags

# Facts about health are sensitive personal data: kept beyond the conversation only after a yes.
HEALTH_FACTS = ("avoid", "condition")
HEALTH_CONSENT_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Profile:
    """A shopper's facts in canonical values."""

    skin_type: tuple[str, ...] = ()
    concern: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    product_type: tuple[str, ...] = ()
    budget: Budget | None = None

    def with_tags(self, tags: Tags) -> Self:
        """The profile after a message.

        Skin type, concern, product type and budget are replaced by what was said last: "actually
        my skin is dry" corrects. What must be avoided and conditions only ever add up: forgetting
        an allergy by a later sentence would be unsafe.
        """
        return replace(
            self,
            skin_type=tags.skin_type or self.skin_type,
            concern=tags.concern or self.concern,
            avoid=_joined(self.avoid, tags.avoid),
            condition=_joined(self.condition, tags.condition),
            product_type=tags.product_type or self.product_type,
            budget=tags.budget or self.budget,
        )

    def with_mentioned(self, tags: Tags) -> Self:
        """The profile after a question that mentions facts ("is it fine for sensitive skin?").

        It may be about someone or something else: what was said before stays, gaps are filled.
        Health facts add up all the same, being on the safe side.
        """
        return replace(
            self.with_tags(tags),
            skin_type=self.skin_type or tags.skin_type,
            concern=self.concern or tags.concern,
            product_type=self.product_type or tags.product_type,
            budget=self.budget or tags.budget,
        )

    def without_health_facts(self) -> Self:
        """What may be kept for the next visit without a yes."""
        return replace(self, avoid=(), condition=())

    def has_health_facts(self) -> bool:
        """Whether a yes is needed before everything is kept."""
        return bool(self.avoid or self.condition)

    def to_json(self) -> dict[str, Any]:
        """Every fact, lists as lists, as the contract's `profile`."""
        return {
            "skin_type": list(self.skin_type),
            "concern": list(self.concern),
            "avoid": list(self.avoid),
            "condition": list(self.condition),
            "product_type": list(self.product_type),
            "budget": self.budget.to_json() if self.budget else None,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; what is missing stays empty."""
        budget = value.get("budget")
        lists = ("skin_type", "concern", "avoid", "condition", "product_type")
        return cls(
            **{name: tuple(value.get(name) or ()) for name in lists},
            budget=Budget.from_json(budget) if budget else None,
        )


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
