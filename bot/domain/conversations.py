"""Conversations: who owns one, and how each accepted event ends."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.languages import Language
from bot.domain.messages import Channel

# A shopper who comes back after this long is told again that a machine answers
# (Meta's policy asks for it "after a lapse").
DISCLOSURE_LAPSE = timedelta(hours=24)


class Owner(StrEnum):
    """Who answers a conversation; the app's to decide, never Rasa's."""

    ASSISTANT = "assistant"
    QUEUE = "queue"
    AGENT = "agent"


class End(StrEnum):
    """The one end that every accepted event reaches."""

    ANSWERED = "answered"
    HANDED_OFF = "handed_off"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """A yes-or-no (or which-one) question the assistant asked last and waits to be answered.

    Attributes:
        topic: "keep_health_facts", "reminders", "refill_nudge", "handoff", "identity_order",
            "identity_contact", "refill_which", "collect:<reason>" …
        details: what the answer will need, as JSON values.
    """

    topic: str
    details: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """For storage and for the metadata of a turn."""
        return {"topic": self.topic, "details": self.details}


@dataclass(frozen=True, slots=True)
class Conversation:
    """All messages of one customer on one channel, as the turn engine sees it.

    `explained` are the ingredients that the last answer was about.
    """

    id: str
    channel: Channel
    owner: Owner = Owner.ASSISTANT
    language: Language | None = None
    customer_id: str | None = None
    agent_id: str | None = None
    disclosed_at: datetime | None = None
    last_incoming_at: datetime | None = None
    pending: PendingQuestion | None = None
    shown_products: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    failures_in_a_row: int = 0
    queue_told_at: datetime | None = None

    def needs_disclosure(self, now: datetime) -> bool:
        """Whether the next answer must begin by saying that a machine writes it."""
        if self.disclosed_at is None:
            return True
        last = self.last_incoming_at or self.disclosed_at
        return now - last > DISCLOSURE_LAPSE
