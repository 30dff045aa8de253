"""The web's sender leaves messages to the shopper's socket."""

from datetime import UTC, datetime

import pytest

from bot.domain.errors import DeliveryDeferredError
from bot.domain.messages import Author, Channel, OutgoingMessage, Reply
from channels.web.sender import LOOK_AGAIN_SECONDS, WebSender

MESSAGE = OutgoingMessage("m1", "web:a", Channel.WEB, Author.ASSISTANT, Reply("hi"))


async def test_a_web_message_stays_pending_until_the_page_shows_it() -> None:
    with pytest.raises(DeliveryDeferredError) as told:
        await WebSender().send_all([MESSAGE])
    assert told.value.retry_after_seconds == LOOK_AGAIN_SECONDS


def test_a_try_that_was_cut_off_doubled_nothing() -> None:
    assert WebSender().is_repeatable(MESSAGE, datetime.now(UTC))
