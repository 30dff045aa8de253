"""One turn: what an action is told, and what it answers.

Actions write nothing. What must change is said as effects, carried with the answer through Rasa's
tracker and applied by the turn engine in the one transaction that also stores the replies; so a
turn that runs again after a kill changes nothing twice.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.domain.conversations import PendingQuestion
from bot.domain.errors import InputError
from bot.domain.feedback import FeedbackKind
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Channel, Reply
from bot.domain.profiles import Profile
from bot.domain.tags import Understanding


class TurnKind(StrEnum):
    """What a turn was, in the contract's words."""

    SMALLTALK = "smalltalk"
    QUESTION = "question"
    RECOMMENDATION = "recommendation"
    NO_MATCH = "no_match"
    ANSWER = "answer"
    ORDER_STATUS = "order_status"
    ORDER_HISTORY = "order_history"
    ORDER_CHANGE = "order_change"
    RETURN = "return"
    REORDER = "reorder"
    REFILL = "refill"
    FEEDBACK = "feedback"
    SAFETY = "safety"
    HANDOFF = "handoff"
    PRIVACY = "privacy"
    REFUSAL = "refusal"
    FALLBACK = "fallback"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TurnContext:
    """Everything an action may know of the turn it answers, read once by the turn engine.

    Attributes:
        text: the shopper's words, as sent.
        profile: with this message's tags already in it.
        customer_id: the customer whose identity is proven, else None.
        keeps_health_facts: True or False as consented, None when never asked (or asked over six
            months ago).
        reminders: whether the shopper said yes (True) or no (False) to reminders, None if neither.
        shown_products: ids last shown to the shopper, in order.
        explained: the ingredients that the answer just before was about.
        slots: what Rasa's dialogue remembers (`Answer.slots` of earlier turns, the form's answers).
        failures_in_a_row: how often the shopper was not understood just before.
    """

    conversation_id: str
    event_id: str
    channel: Channel
    now: datetime
    text: str
    understanding: Understanding
    profile: Profile
    customer_id: str | None = None
    pending: PendingQuestion | None = None
    keeps_health_facts: bool | None = None
    reminders: bool | None = None
    shown_products: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    failures_in_a_row: int = 0

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.understanding.language


class ConsentKind(StrEnum):
    """What a shopper may say yes to."""

    REMINDERS = "reminders"
    HEALTH_FACTS = "health_facts"


@dataclass(frozen=True, slots=True)
class OpenHandoff:
    """A person shall take over; `note` tells them what was collected."""

    reason: HandoffReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """The assistant waits for an answer to this question (it replaces an earlier one)."""

    topic: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """The shopper said yes or no."""

    kind: ConsentKind
    granted: bool


@dataclass(frozen=True, slots=True)
class ScheduleRefill:
    """Remind this shopper on that day; `product_id` None when only a span was told."""

    product_id: str | None
    due_on: date
    days: int | None = None


@dataclass(frozen=True, slots=True)
class SnoozeRefill:
    """Put the next (or this) refill off by days."""

    days: int
    refill_id: str | None = None


@dataclass(frozen=True, slots=True)
class StopRefills:
    """No more reminders."""


@dataclass(frozen=True, slots=True)
class ProveIdentity:
    """The shopper has proven to be this customer."""

    customer_id: str


@dataclass(frozen=True, slots=True)
class CountIdentityTry:
    """A proof failed; five an hour are allowed."""


@dataclass(frozen=True, slots=True)
class ShowProducts:
    """These products were shown, in order; follow-up questions mean them."""

    product_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainIngredients:
    """These ingredients were explained; "it" in the next message means them."""

    ingredients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogAdverseEvent:
    """Something happened to the body; kept for the shop's records."""

    product_id: str | None = None
    red_flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordFeedback:
    """How a product works for the shopper; sentiment from -1 to 1, `days` of use where told."""

    product_id: str | None
    sentiment: float
    about: FeedbackKind = FeedbackKind.OTHER
    days: int | None = None


@dataclass(frozen=True, slots=True)
class AttachFeedback:
    """Which product earlier feedback of this conversation (by its event) was about."""

    event_id: str
    product_id: str


Effect = (
    OpenHandoff
    | Ask
    | GiveConsent
    | ScheduleRefill
    | SnoozeRefill
    | StopRefills
    | ProveIdentity
    | CountIdentityTry
    | ShowProducts
    | ExplainIngredients
    | LogAdverseEvent
    | RecordFeedback
    | AttachFeedback
)
_EFFECTS: dict[str, type[Effect]] = {effect.__name__: effect for effect in Effect.__args__}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an action answers: a kind, words, effects, and slots for Rasa's dialogue."""

    kind: TurnKind
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)


def effect_to_json(effect: Effect) -> dict[str, Any]:
    """An effect as JSON values, for the way through Rasa's tracker."""
    values = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(effect).items()
    }
    return {"effect": type(effect).__name__, **values}


def effect_from_json(value: Mapping[str, Any]) -> Effect:
    """Read what `effect_to_json` wrote; raises InputError for anything else."""
    try:
        make = _EFFECTS[value["effect"]]
        arguments = {name: item for name, item in value.items() if name != "effect"}
        return make(**{name: _restored(name, item) for name, item in arguments.items()})
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"Not an effect we know: {value.get('effect')!r} ({error}).") from error


def _restored(name: str, value: Any) -> Any:
    restore: dict[str, Any] = {
        "reason": HandoffReason,
        "kind": ConsentKind,
        "about": FeedbackKind,
        "due_on": date.fromisoformat,
    }
    if name in restore:
        return restore[name](value)
    return tuple(value) if isinstance(value, list) else value
