"""What shoppers tell of the products they use."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

DISLIKED = -0.2  # and below: a sentiment that speaks against a product
HARMED = -1.0  # the sentiment of a reaction that was kept as adverse event


class FeedbackKind(StrEnum):
    """What is told of a product; where several things are, the most consequential one."""

    IRRITATION = (
        "irritation"  # stings, itches, dries, flakes; also a reaction kept as adverse event
    )
    BREAKOUT = "breakout"
    NO_EFFECT = "no_effect"
    TEXTURE = "texture"  # sticky, heavy, pilling
    SCENT = "scent"
    PACKAGING = "packaging"
    RESULT = "result"  # a change for the better was seen
    LOVE = "love"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ProductFeedback:
    """What one shopper told of one product at one time.

    Attributes:
        sentiment: from -1 (bad) to 1 (good).
        days: how long it had been in use, None where not told.
    """

    product_id: str
    sentiment: float
    kind: FeedbackKind
    at: datetime
    days: int | None = None


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """All feedback on one product (`product_id` None: on which one is unknown).

    `mean` is of the sentiments; `kinds` counts each kind that was told, the most frequent first.
    """

    product_id: str | None
    count: int
    mean: float
    kinds: tuple[tuple[FeedbackKind, int], ...]
