"""A customer's orders, feedback, refills, and the proof of who they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.feedback import ProductFeedback
from bot.domain.orders import Order


class Orders(Protocol):
    """The shop's orders; who may see them is decided before asking."""

    async def find(self, order_id: str) -> Order | None:
        """One order with its lines, whoever's it is."""

    async def of_customer(self, customer_id: str, limit: int = 10) -> Sequence[Order]:
        """A customer's orders, newest first."""


class FeedbackRecords(Protocol):
    """What shoppers told of products, reactions that were kept as adverse events included."""

    async def of_customer(
        self, customer_id: str | None, conversation_id: str | None
    ) -> Sequence[ProductFeedback]:
        """What a proven customer told anywhere and what was told in a conversation, newest first.

        What another customer told in the same conversation is left out; empty where both are None.
        """


class IdentityTries(Protocol):
    """How often a conversation tried to prove who it is."""

    async def in_last_hour(self, conversation_id: str, now: datetime) -> int:
        """Failed tries within the hour before `now`."""


class IdentityLinks(Protocol):
    """One-time links that let the shop's own login prove who a conversation is."""

    def link_for(self, conversation_id: str, event_id: str) -> str | None:
        """A link to send, None where the shop has no login page set up.

        The same event gives the same link (a signed token, no row written), so that an action may
        ask for it.
        """


@dataclass(frozen=True, slots=True)
class RefillFacts:
    """What an action may know of refills."""

    refill_id: str
    product_id: str | None
    status: str
    due_on: str


class RefillDates(Protocol):
    """When a customer's products run low, as told or put off by them."""

    async def due_dates(self, customer_id: str) -> Mapping[str, date]:
        """Product → the day its waiting refill is due."""


class Refills(Protocol):
    """A shopper's refills."""

    async def find_next(self, conversation_id: str, customer_id: str | None) -> RefillFacts | None:
        """The one just nudged, else the next due; None when there is none."""
