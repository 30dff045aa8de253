"""Refills: when a bottle runs dry, and the nudge just before it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

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
