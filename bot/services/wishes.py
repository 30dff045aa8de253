"""What a shopper wishes for beside the profile, and the wish that the engine is asked with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.domain.advice_cues import asks_for_routine, find_alternative
from bot.domain.cues import wants_another
from bot.domain.recommendations import Wish
from bot.domain.routines import CORE_STEPS
from bot.domain.tags import Tags
from bot.domain.turns import TurnContext

# Named together in a wish for a routine these are its steps; of fewer the usual ones are taken.
_NAMED_STEPS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for beside the profile; kept in the dialogue's slot `wish`.

    Attributes:
        text: the shopper's own words so far.
        ingredients: wanted in the product.
        age_group: infant, child or teen when it is for one.
        refine: "another", "cheaper", "stronger" or "gentler" than what was shown.
        steps: the kinds of product of a routine; empty where single products are wanted.
        own: of these steps, what the shopper said to have at home.
    """

    text: str = ""
    ingredients: tuple[str, ...] = ()
    age_group: str | None = None
    refine: str | None = None
    steps: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """For the slot."""
        return {
            "text": self.text,
            "ingredients": list(self.ingredients),
            "age_group": self.age_group,
            "refine": self.refine,
            "steps": list(self.steps),
            "own": list(self.own),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> Self:
        """Read what `to_json` wrote."""
        value = value or {}
        return cls(
            text=value.get("text") or "",
            ingredients=tuple(value.get("ingredients") or ()),
            age_group=value.get("age_group"),
            refine=value.get("refine"),
            steps=tuple(value.get("steps") or ()),
            own=tuple(value.get("own") or ()),
        )


def refinement_in(text: str) -> str | None:
    """Whether another product is wanted, or one that is cheaper, stronger or gentler."""
    alternative = find_alternative(text)
    if alternative is not None:
        return alternative.value
    return "another" if wants_another(text) else None


def steps_in(text: str, tags: Tags) -> tuple[str, ...]:
    """The steps of the routine that is asked for; empty where none is."""
    if not asks_for_routine(text):
        return ()
    named = tags.product_type
    if len(named) >= _NAMED_STEPS:
        return named
    return tuple(dict.fromkeys((*CORE_STEPS, *named)))


def to_wish(context: TurnContext, wanted: Wanted, currency: str, limit: int) -> Wish:
    """The wish as it was told, without looking at what was shown."""
    return Wish(
        profile=context.profile,
        language=context.language,
        ingredients=wanted.ingredients,
        text=wanted.text,
        currency=currency,
        limit=limit,
        customer_id=context.customer_id,
        conversation_id=context.conversation_id,
        age_group=context.understanding.tags.age_group or wanted.age_group,
    )
