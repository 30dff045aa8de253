"""LineSender through LINE's own SDK and real HTTP, against the stand-in."""

import asyncio
import logging
import uuid
from dataclasses import replace

import pytest

from bot.domain.errors import (
    DeliveryDeferredError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from bot.domain.messages import QuickReply, Reply
from channels.line.client import IDLE_SECONDS, LineAccount, LineSender
from tests.standins.channel_ports import (
    NOON,
    CardWording,
    FixedClock,
    FixedPictures,
    outgoing,
)
from tests.standins.line_api import ACCESS_TOKEN, LineApi, Trouble
from tests.standins.line_events import line_user
from tests.standins.server import unused_port
from tests.unit.channels.replies import card

USER = line_user(1)
CONVERSATION = f"line:{USER}"
BEFORE = [Trouble.ERROR_BEFORE, Trouble.HANG_BEFORE, Trouble.DROP_BEFORE, Trouble.ERROR_PAGE]
AFTER = [Trouble.ERROR_AFTER, Trouble.HANG_AFTER, Trouble.DROP_AFTER]


@pytest.fixture
def line():
    with LineApi() as api:
        yield api


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
async def sender(line, clock):
    sender = sender_to(line.url, clock)
    yield sender
    await sender.close()


@pytest.fixture
async def impatient(line, clock):
    """A sender that soon gives up, for servers that will not answer at all."""
    sender = sender_to(line.url, clock, answer_seconds=0.5)
    yield sender
    await sender.close()


def sender_to(url, clock, token=ACCESS_TOKEN, answer_seconds=20):
    account = LineAccount(token, url, connect_seconds=5, answer_seconds=answer_seconds)
    pictures = FixedPictures("https://shop.example/1.png")
    return LineSender(account, CardWording(), pictures, clock)


def answer(line, *replies, **fields):
    """The messages of an answer to an event whose reply token is fresh."""
    token = line.issue_reply_token(USER)
    return outgoing(CONVERSATION, *replies, reply_token=token, token_born_at=NOON, **fields)


def nudge(*replies, **fields):
    """Messages that no event asked for."""
    return outgoing(CONVERSATION, *replies, event_id=None, **fields)


def tried_once(messages):
    return [replace(message, attempts=message.attempts + 1) for message in messages]


def ways(line):
    return [received.how for received in line.received[USER]]


async def test_a_whole_answer_is_one_free_reply(line, sender):
    replies = (Reply("Two for you"), Reply("Look", (card(1), card(2)), (QuickReply("More"),)))
    sent = await sender.send_all(answer(line, *replies))
    assert line.texts(USER)[:2] == ["Two for you", "Look"]
    assert ways(line) == ["reply"] * 3
    assert line.calls == [("/v2/bot/message/reply", 200)]
    assert line.faults == []
    assert len({item.platform_message_id for item in sent}) == 2


async def test_a_message_nobody_asked_for_is_pushed(line, sender):
    await sender.send_all(nudge(Reply("Your serum may run dry soon.")))
    assert ways(line) == ["push"]
    assert line.faults == []


async def test_a_stale_token_is_not_tried(line, sender, clock):
    messages = answer(line, Reply("Sorry for the wait"))
    clock.forward(51)
    await sender.send_all(messages)
    assert line.calls == [("/v2/bot/message/push", 200)]


async def test_a_spent_token_becomes_a_push(line, sender):
    messages = answer(line, Reply("Hello"))
    line.expire_reply_token(messages[0].reply_token)
    await sender.send_all(messages)
    assert line.calls == [("/v2/bot/message/reply", 400), ("/v2/bot/message/push", 200)]
    assert line.texts(USER) == ["Hello"]


async def test_a_second_try_is_a_push(line, sender):
    await sender.send_all(tried_once(answer(line, Reply("Hello"))))
    assert ways(line) == ["push"]


@pytest.mark.parametrize("trouble", [*BEFORE, *AFTER])
async def test_a_reply_without_an_answer_is_uncertain_and_never_pushed(line, impatient, trouble):
    line.next_calls(trouble)
    with pytest.raises(DeliveryUncertainError):
        await impatient.send_all(answer(line, Reply("Hello")))
    assert "/v2/bot/message/push" not in [path for path, _ in line.calls]


async def test_a_connection_that_idled_is_not_trusted_with_a_reply(line, sender):
    """A server closes it at some second of its own; a reply on its way just then would be lost."""
    for pause in (0, 0, IDLE_SECONDS + 0.5):
        await asyncio.sleep(pause)
        await sender.send_all(answer(line, Reply("Hello")))
    first, second, after_idling = line.connections
    assert first == second != after_idling


@pytest.mark.parametrize("trouble", [*BEFORE, *AFTER])
async def test_a_push_without_an_answer_is_sent_again_and_arrives_once(
    line, impatient, sender, trouble
):
    line.next_calls(trouble)
    messages = nudge(Reply("Hello"))
    with pytest.raises(DeliveryDeferredError):
        await impatient.send_all(messages)
    await sender.send_all(tried_once(messages))
    assert line.texts(USER) == ["Hello"]


async def test_a_push_that_was_accepted_before_counts_as_sent(line, sender):
    messages = nudge(Reply("Hello"))
    await sender.send_all(messages)
    (sent,) = await sender.send_all(tried_once(messages))
    assert sent.platform_message_id is None
    assert line.texts(USER) == ["Hello"]


async def test_more_than_five_messages_are_pushes_that_arrive_once_each(line, sender):
    """The second part fails first; trying all again repeats nothing."""
    messages = answer(line, Reply("好" * 32_000))
    line.next_calls(Trouble.BARE_ANSWER_AFTER, Trouble.DROP_AFTER)
    with pytest.raises(DeliveryDeferredError):
        await sender.send_all(messages)
    await sender.send_all(tried_once(messages))
    assert "".join(line.texts(USER)) == "好" * 32_000
    assert set(ways(line)) == {"push"}


async def test_nobody_listening_is_later(clock):
    sender = sender_to(f"http://127.0.0.1:{unused_port()}", clock)
    token = {"reply_token": "token", "token_born_at": NOON}
    for messages in (nudge(Reply("Hi")), outgoing(CONVERSATION, Reply("Hi"), **token)):
        with pytest.raises(DeliveryDeferredError, match="cannot be reached"):
            await sender.send_all(messages)
    await sender.close()


async def test_lines_pause_is_kept(line, sender):
    line.next_calls(Trouble.RATE_LIMIT)
    with pytest.raises(DeliveryDeferredError) as caught:
        await sender.send_all(answer(line, Reply("Hello")))
    assert caught.value.retry_after_seconds == 7


async def test_a_used_up_quota_waits_for_hours_and_says_so(line, sender):
    line.next_calls(Trouble.QUOTA)
    with pytest.raises(DeliveryDeferredError, match="quota") as caught:
        await sender.send_all(nudge(Reply("Hello")))
    assert caught.value.retry_after_seconds >= 3600


async def test_a_refusal_tells_lines_reason(line, sender):
    line.next_calls(Trouble.FORBIDDEN)
    with pytest.raises(DeliveryRefusedError, match="not available for your account"):
        await sender.send_all(nudge(Reply("Hello")))


async def test_a_wrong_token_is_refused_and_shown_nowhere(line, clock, caplog):
    caplog.set_level(logging.DEBUG)
    sender = sender_to(line.url, clock, token="a-secret-that-is-wrong")
    with pytest.raises(DeliveryRefusedError) as caught:
        await sender.send_all(nudge(Reply("private words")))
    await sender.close()
    assert "a-secret-that-is-wrong" not in str(caught.value) + caplog.text
    assert "private words" not in str(caught.value) + caplog.text


async def test_an_answer_without_message_ids_is_still_sent(line, sender):
    line.next_calls(Trouble.BARE_ANSWER_AFTER)
    (sent,) = await sender.send_all(answer(line, Reply("Hello")))
    assert sent.platform_message_id is None
    assert line.texts(USER) == ["Hello"]


async def test_a_message_that_shows_nothing_is_refused_without_a_call(line, sender):
    with pytest.raises(DeliveryRefusedError, match="shows nothing"):
        await sender.send_all(nudge(Reply(" \x00 ")))
    assert line.calls == []


async def test_cards_speak_the_language_of_the_reply(line, sender):
    await sender.send_all(nudge(Reply("這兩款適合你", (card(),))))
    flex = line.received[USER][1].message
    buttons = flex["contents"]["contents"][0]["footer"]["contents"]
    assert [button["action"]["label"] for button in buttons] == ["看商品", "多問一點"]


async def test_the_typing_sign_is_shown_to_a_shopper_and_not_to_a_group(line, sender):
    await sender.show_typing(CONVERSATION)
    await sender.show_typing("line:Cgroup")
    assert line.typing == [(USER, 20)]
    assert line.faults == []


@pytest.mark.parametrize("trouble", BEFORE)
async def test_a_typing_sign_that_fails_disturbs_nobody(line, impatient, trouble):
    line.next_calls(trouble)
    await impatient.show_typing(CONVERSATION)
    assert line.typing == []


async def test_a_lost_push_may_be_repeated_and_a_lost_reply_may_not(line, sender):
    (reply,) = tried_once(answer(line, Reply("Hello")))
    (push,) = tried_once(nudge(Reply("Hello")))
    (second_try,) = tried_once([reply])
    late = NOON.replace(hour=13)
    assert not sender.is_repeatable(reply, NOON)
    assert sender.is_repeatable(reply, late)
    assert sender.is_repeatable(push, NOON)
    assert sender.is_repeatable(second_try, NOON)


async def test_the_retry_key_is_the_first_messages_id(line, sender):
    """So that a batch sent again under the same id is known to LINE."""
    first = str(uuid.uuid4())
    await sender.send_all(nudge(Reply("one"), id=first))
    await sender.send_all(nudge(Reply("one"), id=first))
    assert [status for _, status in line.calls] == [200, 409]
