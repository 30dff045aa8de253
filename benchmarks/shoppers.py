"""Shoppers on LINE, and the same shoppers asking Rasa directly."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

from bot.adapters.store.turns import PostgresTurnStore
from bot.domain.conversations import Conversation
from bot.domain.languages import detect_language
from bot.domain.messages import Channel, EventKind, IncomingEvent
from bot.domain.ports import TurnCase
from bot.domain.profiles import Profile
from bot.services.turn_cases import to_metadata
from tests.e2e.installation import Installation
from tests.standins.line_events import signed_line_body, text_event

ANSWER_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.001


class NoAnswerError(Exception):
    """A side that is measured gave no answer, so that there is nothing to compare."""


@dataclass
class LineShopper:
    """Writes to the webhook, and sees the answer when it reaches LINE's side."""

    shop: Installation
    client: httpx.AsyncClient
    user_id: str
    last_event_id: str | None = None

    @property
    def conversation_id(self) -> str:
        """The conversation's id in our database."""
        return f"{Channel.LINE}:{self.user_id}"

    async def write(self, text: str) -> None:
        """Send a message to the webhook, with a fresh reply token."""
        event = text_event(self.user_id, text, self.shop.line.issue_reply_token(self.user_id))
        body, headers = signed_line_body([event])
        url = f"{self.shop.url}/webhooks/line"
        (await self.client.post(url, content=body, headers=headers)).raise_for_status()
        self.last_event_id = f"{Channel.LINE}:{event['webhookEventId']}"

    async def ask(self, text: str) -> float:
        """Write and wait for the answer; the seconds from the one to the other.

        Raises:
            NoAnswerError: none came.
        """
        received = self.shop.line.received[self.user_id]
        before = len(received)
        began = time.perf_counter()
        await self.write(text)
        while len(received) == before:
            if time.perf_counter() - began > ANSWER_SECONDS:
                raise NoAnswerError(f"The product gave no answer within {ANSWER_SECONDS:.0f} s.")
            await asyncio.sleep(_LOOK_EVERY_SECONDS)
        return time.perf_counter() - began


@dataclass
class RasaShopper:
    """Writes to Rasa's own REST channel."""

    rasa_url: str
    client: httpx.AsyncClient
    sender: str = field(default_factory=lambda: f"line:U{uuid4().hex}")

    async def ask(self, text: str, metadata: Mapping[str, Any]) -> float:
        """Ask with what the actions need to know; the seconds until the answer.

        Raises:
            NoAnswerError: Rasa answered with nothing.
        """
        body = {"sender": self.sender, "message": text, "metadata": dict(metadata)}
        began = time.perf_counter()
        url = f"{self.rasa_url}/webhooks/rest/webhook"
        response = await self.client.post(url, json=body, timeout=ANSWER_SECONDS)
        seconds = time.perf_counter() - began
        if not response.raise_for_status().json():
            raise NoAnswerError("Rasa asked directly answered nothing: an action failed.")
        return seconds


async def metadata_before(
    store: PostgresTurnStore, shopper: LineShopper, text: str
) -> dict[str, Any]:
    """What the turn engine would tell Rasa with the shopper's next message."""
    now = datetime.now(UTC)
    event = IncomingEvent(
        event_id=f"bare:{uuid4().hex}",
        conversation_id=shopper.conversation_id,
        channel=Channel.LINE,
        kind=EventKind.TEXT,
        occurred_at=now,
        text=text,
    )
    case = await _case_of(store, shopper, event, now)
    return dict(to_metadata(case, now, detect_language(text, case.conversation.language)))


async def _case_of(
    store: PostgresTurnStore, shopper: LineShopper, event: IncomingEvent, now: datetime
) -> TurnCase:
    if shopper.last_event_id is None:
        return TurnCase(event, Conversation(shopper.conversation_id, Channel.LINE), Profile())
    return replace(await store.open_case(shopper.last_event_id, now), event=event)


def again(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The same metadata for another event of its own."""
    fresh = {"event_id": f"bare:{uuid4().hex}", "now": datetime.now(UTC).isoformat()}
    return {**metadata, **fresh}


def fresh_user_id() -> str:
    """A user id of LINE's form that nobody has."""
    return f"U{uuid4().hex}"
