"""Refills: when a bottle runs dry, and the nudge just before it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from bot.domain.messages import Channel

# A nudge reaches the shopper this many days before the bottle is empty, so that the parcel
# arrives in time.
LEAD_DAYS = 5


class RefillStatus(StrEnum):
    """What a refill waits for."""

    SCHEDULED = "scheduled"
    SNOOZED = "snoozed"
    STOPPED = "stopped"
    SENT = "sent"
    SUPPRESSED = "suppressed"  # due, but not allowed to be sent: with a reason


@dataclass(frozen=True, slots=True)
class Refill:
    """One product that a shopper will want again.

    Attributes:
        due_on: the day the nudge may be sent (the shop's time zone).
        days: the span that was asked for or assumed, for the shopper to read.
    """

    id: str
    conversation_id: str | None
    product_id: str | None
    due_on: date
    status: RefillStatus = RefillStatus.SCHEDULED
    days: int | None = None
    customer_id: str | None = None

    def snoozed(self, days: int, today: date) -> Self:
        """Put off: asked again that many days from today."""
        due_on = today + timedelta(days=days)
        return replace(self, status=RefillStatus.SNOOZED, due_on=due_on, days=days)

    def stopped(self) -> Self:
        """Never asked again."""
        return replace(self, status=RefillStatus.STOPPED)

    def to_json(self) -> dict[str, Any]:
        """The contract's `refill` in a turn's state."""
        status = self.status
        if status in (RefillStatus.SENT, RefillStatus.SUPPRESSED):
            status = RefillStatus.SCHEDULED
        return {
            "status": status.value,
            "product_id": self.product_id,
            "days": self.days,
            "due_on": self.due_on.isoformat(),
        }


def nudge_day(purchased_on: date, days_of_supply: int, quantity: int = 1) -> date:
    """The day a nudge is due: LEAD_DAYS before the last piece bought runs dry, a day at least."""
    days = max(days_of_supply * max(quantity, 1) - LEAD_DAYS, 1)
    return purchased_on + timedelta(days=days)


# Nobody wants to be reminded of a bottle at night.
_NUDGE_HOURS = range(9, 21)
# Promotion on Messenger is allowed within a day of the shopper's last message (Meta's policy).
_MESSENGER_WINDOW = timedelta(hours=24)


def is_nudging_hour(now: datetime) -> bool:
    """Whether a nudge may go out at this hour; `now` in the shop's time zone."""
    return now.hour in _NUDGE_HOURS


@dataclass(frozen=True, slots=True)
class Recipient:
    """The conversation a nudge would go to, and what is known of it."""

    conversation_id: str
    channel: Channel
    wants_reminders: bool
    is_reachable: bool
    last_incoming_at: datetime | None


def why_suppressed(recipient: Recipient | None, now: datetime) -> str | None:
    """Why a due nudge is never to be sent; None when it may go out."""
    if recipient is None:
        return "no conversation with this customer"
    if not recipient.wants_reminders:
        return "no yes to reminders"
    if not recipient.is_reachable:
        return "the shopper closed the conversation"
    last = recipient.last_incoming_at
    is_outside = last is None or now - last > _MESSENGER_WINDOW
    if recipient.channel is Channel.MESSENGER and is_outside:
        return "outside Messenger's 24-hour window"
    return None
