"""How is it sent?

POST /me/messages: https://developers.facebook.com/docs/messenger-platform/reference/send-api
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import httpx

from bot.domain.errors import (
    DeliveryDeferredError,
    DeliveryError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from bot.domain.languages import detect_language
from bot.domain.messages import Author, Channel, OutgoingMessage
from bot.domain.ports import Pictures, Sent, Wording
from channels.degradation import Labels
from channels.messenger.errors import Failure, to_failure
from channels.messenger.outbound import AgentMessage, to_contents, to_late_request, to_request
from channels.reading import Json

_PATH = "/me/messages"
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# Between the parts of one message there is no later: a part is tried again at once or given up.
_PAUSES_SECONDS = (1.0, 3.0)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MessengerAccount:
    """How we reach Meta. `api_base` has no closing slash and may end in a version ("…/v23.0")."""

    page_token: str = field(repr=False)
    api_base: str = "https://graph.facebook.com"
    connect_seconds: float = 5.0
    answer_seconds: float = 10.0


class MessengerSender:
    """The `Sender` of Messenger; `close` it.

    Meta takes no idempotency key: a send whose answer is lost is uncertain and never repeated.
    """

    channel = Channel.MESSENGER
    max_batch = 1

    def __init__(
        self,
        account: MessengerAccount,
        wording: Wording,
        pictures: Pictures,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._wording = wording
        self._pictures = pictures
        self._pause = pause
        # The token goes in a header: httpx logs addresses.
        self._http = httpx.AsyncClient(
            base_url=account.api_base,
            headers={"Authorization": f"Bearer {account.page_token}"},
            timeout=httpx.Timeout(account.answer_seconds, connect=account.connect_seconds),
        )

    async def send_all(self, messages: Sequence[OutgoingMessage]) -> Sequence[Sent]:
        """Send the one message, which may take several calls: long text, text and products."""
        (message,) = messages
        return [await self._send(message)]

    def is_repeatable(self, message: OutgoingMessage, tried_at: datetime) -> bool:
        """Never: a try without an outcome may have arrived."""
        del message, tried_at
        return False

    async def show_typing(self, conversation_id: str) -> None:
        """Show the typing bubble."""
        request = {
            "recipient": {"id": _recipient(conversation_id)},
            "sender_action": "typing_on",
        }
        try:
            await self._http.post(_PATH, json=request)
        except httpx.HTTPError:
            log.debug("Messenger did not show the typing bubble")

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _send(self, message: OutgoingMessage) -> Sent:
        labels = Labels(self._wording, detect_language(message.reply.text))
        contents = to_contents(message.reply, labels, self._pictures)
        if not contents:
            raise DeliveryRefusedError("the message shows nothing")
        first = await self._send_part(message, contents[0])
        for content in contents[1:]:
            await self._send_later_part(message, content)
        return Sent(first)

    async def _send_later_part(self, message: OutgoingMessage, content: Json) -> None:
        """Send what follows a part that arrived; the whole must not be sent again after that."""
        for seconds in _PAUSES_SECONDS:
            try:
                await self._send_part(message, content)
            except DeliveryDeferredError:
                await self._pause(seconds)
            except DeliveryError as error:
                raise DeliveryUncertainError(f"only its beginning arrived: {error}") from error
            else:
                return
        raise DeliveryUncertainError("only its beginning arrived: Meta took no more for now")

    async def _send_part(self, message: OutgoingMessage, content: Json) -> str | None:
        """Send one call's worth; a person's words go on as HUMAN_AGENT after 24 hours.

        Meta itself says when these are over, and that it sent nothing.
        """
        recipient = _recipient(message.conversation_id)
        outcome = await self._post(to_request(message, recipient, content))
        if _is_late(outcome) and message.author is Author.AGENT:
            proof = AgentMessage(message)
            outcome = await self._post(to_late_request(proof, recipient, content))
        if isinstance(outcome, Failure):
            raise outcome.to_error()
        return outcome

    async def _post(self, request: Json) -> str | Failure | None:
        """Meta's id of the message, None where it tells none, or its failure."""
        try:
            response = await self._http.post(_PATH, json=request)
        except _NOT_SENT as error:
            raise DeliveryDeferredError("Meta cannot be reached") from error
        except httpx.TransportError as error:
            raise DeliveryUncertainError("Meta's answer was lost") from error
        return _message_id(response) if response.is_success else to_failure(response)


def _is_late(outcome: str | Failure | None) -> bool:
    return isinstance(outcome, Failure) and outcome.is_outside_window


def _recipient(conversation_id: str) -> str:
    return conversation_id.removeprefix(f"{Channel.MESSENGER}:")


def _message_id(response: httpx.Response) -> str | None:
    try:
        body = response.json()
    except ValueError:
        return None
    found = body.get("message_id") if isinstance(body, dict) else None
    return found if isinstance(found, str) else None
