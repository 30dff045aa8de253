"""How is it sent?

Reply where LINE's free one-use token is fresh, else push with a retry key:
https://developers.line.biz/en/reference/messaging-api/#send-reply-message and
https://developers.line.biz/en/docs/messaging-api/retrying-api-request/
"""

import logging
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

import aiohttp
import pydantic.v1
from linebot.v3.messaging import (
    ApiException,
    AsyncApiClient,
    AsyncMessagingApi,
    Configuration,
    Message,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)

from bot.domain.errors import (
    DeliveryDeferredError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from bot.domain.languages import detect_language
from bot.domain.messages import Channel, OutgoingMessage, Reply
from bot.domain.ports import Clock, Pictures, Sent, Wording
from channels.degradation import Labels
from channels.line.errors import is_spent_token, to_delivery_error
from channels.line.outbound import MAX_MESSAGES, Batch, to_batch
from channels.reading import Json

# LINE says "about one minute"; ten seconds are left for the way there.
REPLY_TOKEN_LIFE = timedelta(seconds=50)
TYPING_SECONDS = 20  # 5 to 60, in steps of 5
_MAX_CONNECTIONS = 100
# A server closes an idle connection at some second of its own, the quickest at five; a reply that
# is on its way just then is lost without anybody knowing. aiohttp would trust one for 15 seconds.
IDLE_SECONDS = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LineAccount:
    """How we reach LINE. `api_base` has no closing slash."""

    access_token: str = field(repr=False)
    api_base: str = "https://api.line.me"
    connect_seconds: float = 5.0
    answer_seconds: float = 10.0


class LineSender:
    """The `Sender` of LINE; use it within one event loop and `close` it."""

    channel = Channel.LINE
    max_batch = MAX_MESSAGES

    def __init__(
        self, account: LineAccount, wording: Wording, pictures: Pictures, clock: Clock
    ) -> None:
        self._account = account
        self._wording = wording
        self._pictures = pictures
        self._clock = clock
        self._client: AsyncApiClient | None = None

    async def send_all(self, messages: Sequence[OutgoingMessage]) -> Sequence[Sent]:
        """Send the messages of one event as one reply, else as one push.

        What fills more than five LINE messages goes as several pushes, each with its own retry
        key, so that all of it can be tried again.
        """
        batch = self._render(messages)
        if not batch.messages:
            raise DeliveryRefusedError("the message shows nothing")
        ids = await self._deliver(messages[0], batch.messages)
        return [Sent(platform_id) for platform_id in _firsts(batch.counts, ids)]

    def is_repeatable(self, message: OutgoingMessage, tried_at: datetime) -> bool:
        """Whether that try was a push, which its retry key makes safe to repeat."""
        return not _may_reply(message, tried_at, tries_before=message.attempts - 1)

    async def show_typing(self, conversation_id: str) -> None:
        """Show LINE's loading animation, in a one-to-one chat."""
        user = _recipient(conversation_id)
        if not user.startswith("U"):
            return
        request = ShowLoadingAnimationRequest(chatId=user, loadingSeconds=TYPING_SECONDS)
        api = await self._api()
        try:
            await api.show_loading_animation(request, _request_timeout=self._timeout())
        except (ApiException, pydantic.v1.ValidationError, *_LOST):
            log.debug("LINE did not show the loading animation")

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    def _render(self, messages: Sequence[OutgoingMessage]) -> Batch:
        replies = [(message.reply, self._labels(message.reply)) for message in messages]
        return to_batch(replies, self._pictures)

    def _labels(self, reply: Reply) -> Labels:
        return Labels(self._wording, detect_language(reply.text))

    async def _deliver(self, first: OutgoingMessage, payloads: list[Json]) -> list[str]:
        fits = len(payloads) <= MAX_MESSAGES
        if fits and _may_reply(first, self._clock.now(), tries_before=first.attempts):
            try:
                return await self._reply(first.reply_token or "", payloads)
            except _SpentTokenError:
                log.info("LINE's reply token was spent or stale: pushing instead")
        return await self._push(first, payloads)

    async def _reply(self, token: str, payloads: list[Json]) -> list[str]:
        request = ReplyMessageRequest(replyToken=token, messages=_to_models(payloads))
        api = await self._api()
        try:
            return await self._call(api.reply_message, request)
        except ApiException as error:
            if is_spent_token(error):
                raise _SpentTokenError from None
            raise to_delivery_error(error, is_repeatable=False) from error
        except _LOST as error:
            raise DeliveryUncertainError("LINE's answer to a reply was lost") from error

    async def _push(self, first: OutgoingMessage, payloads: list[Json]) -> list[str]:
        ids: list[str] = []
        for start in range(0, len(payloads), MAX_MESSAGES):
            part = payloads[start : start + MAX_MESSAGES]
            ids += await self._push_part(first, part, _retry_key(first.id, start))
        return ids

    async def _push_part(self, first: OutgoingMessage, part: list[Json], key: str) -> list[str]:
        recipient = _recipient(first.conversation_id)
        request = PushMessageRequest(to=recipient, messages=_to_models(part))
        api = await self._api()
        try:
            return await self._call(api.push_message, request, x_line_retry_key=key)
        except ApiException as error:
            if error.status == _ACCEPTED_BEFORE:
                return []
            raise to_delivery_error(error, is_repeatable=True) from error
        except _LOST as error:
            raise DeliveryDeferredError("LINE's answer to a push was lost") from error

    async def _call(
        self, send: Callable[..., Awaitable[Any]], request: Any, **headers: str
    ) -> list[str]:
        """The ids LINE gave the messages; none where it accepted without telling any."""
        try:
            answer = await send(request, _request_timeout=self._timeout(), **headers)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise DeliveryDeferredError("LINE cannot be reached") from error
        except pydantic.v1.ValidationError:
            return []
        return [sent.id for sent in answer.sent_messages] if answer else []

    async def _api(self) -> AsyncMessagingApi:
        # Made at first use: aiohttp wants the running loop.
        if self._client is None:
            account = self._account
            settings = Configuration(host=account.api_base, access_token=account.access_token)
            self._client = client = AsyncApiClient(settings)
            # The SDK has no setting for how long an idle connection is kept.
            of_sdk, client.rest_client.pool_manager = client.rest_client.pool_manager, _make_pool()
            await of_sdk.close()
        return AsyncMessagingApi(self._client)

    def _timeout(self) -> aiohttp.ClientTimeout:
        """How long a socket may say nothing; waiting for a free one is not LINE's silence."""
        account = self._account
        return aiohttp.ClientTimeout(
            sock_connect=account.connect_seconds, sock_read=account.answer_seconds
        )


class _SpentTokenError(Exception):
    """The reply token cannot be used (again); nothing was sent."""


# The SDK decodes an error page as UTF-8 before it tells the status.
_LOST = (aiohttp.ClientError, TimeoutError, UnicodeDecodeError)
_ACCEPTED_BEFORE = 409


def _make_pool() -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(limit=_MAX_CONNECTIONS, keepalive_timeout=IDLE_SECONDS)
    return aiohttp.ClientSession(connector=connector, trust_env=True)


def _may_reply(message: OutgoingMessage, at: datetime, *, tries_before: int) -> bool:
    """Whether a try at that time goes (or went) by LINE's reply token."""
    if tries_before > 0 or not message.reply_token or message.token_born_at is None:
        return False
    return at - message.token_born_at < REPLY_TOKEN_LIFE


def _recipient(conversation_id: str) -> str:
    return conversation_id.removeprefix(f"{Channel.LINE}:")


def _retry_key(message_id: str, start: int) -> str:
    """The first part's key is the message's own id; later parts' keys follow from it."""
    own = uuid.UUID(message_id)
    return str(uuid.uuid5(own, str(start)) if start else own)


def _to_models(payloads: Sequence[Json]) -> list[Message]:
    return [Message.from_dict(payload) for payload in payloads]


def _firsts(counts: Sequence[int], ids: Sequence[str]) -> list[str | None]:
    """Of each reply the id of its first LINE message, where LINE told the ids of all."""
    if len(ids) != sum(counts):
        return [None] * len(counts)
    starts = accumulate(counts, initial=0)
    return [ids[start] if count else None for start, count in zip(starts, counts, strict=False)]
