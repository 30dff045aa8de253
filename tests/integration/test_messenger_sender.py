"""MessengerSender through real HTTP, against the stand-in."""

import logging

import pytest

from bot.domain.errors import (
    DeliveryDeferredError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from bot.domain.messages import Author, QuickReply, Reply
from channels.messenger.client import MessengerAccount, MessengerSender
from tests.standins.channel_ports import NOON, CardWording, FixedPictures, outgoing
from tests.standins.messenger_api import PAGE_TOKEN, MessengerApi, MetaError, Trouble
from tests.standins.server import unused_port
from tests.unit.channels.replies import card

SHOPPER = "7007"
CONVERSATION = f"messenger:{SHOPPER}"
RATE = MetaError(613)


@pytest.fixture
def messenger():
    with MessengerApi() as api:
        yield api


class Pauses:
    """Counts the seconds a sender waits, without waiting them."""

    def __init__(self):
        self.seconds = []

    async def __call__(self, seconds):
        self.seconds.append(seconds)


@pytest.fixture
def pauses():
    return Pauses()


@pytest.fixture
async def sender(messenger, pauses):
    sender = sender_to(messenger.url, pauses)
    yield sender
    await sender.close()


@pytest.fixture
async def impatient(messenger, pauses):
    """A sender that soon gives up, for servers that will not answer at all."""
    sender = sender_to(messenger.url, pauses, answer_seconds=0.5)
    yield sender
    await sender.close()


def sender_to(url, pauses, token=PAGE_TOKEN, answer_seconds=20):
    account = MessengerAccount(token, url, connect_seconds=5, answer_seconds=answer_seconds)
    pictures = FixedPictures("https://shop.example/1.png")
    return MessengerSender(account, CardWording(), pictures, pauses)


def one(reply, **fields):
    return outgoing(CONVERSATION, reply, **fields)


async def test_text_cards_and_buttons_arrive(messenger, sender):
    reply = Reply("Look", (card(1), card(2)), (QuickReply("More", "/more"),))
    (sent,) = await sender.send_all(one(reply))
    assert messenger.texts(SHOPPER) == ["Look", "Dew Drop Serum 1\nDew Drop Serum 2"]
    assert sent.platform_message_id.startswith("m_")
    assert messenger.faults == []


async def test_a_base_address_may_name_a_version(messenger, pauses):
    sender = sender_to(f"{messenger.url}/v23.0", pauses)
    await sender.send_all(one(Reply("Hello")))
    await sender.close()
    assert messenger.texts(SHOPPER) == ["Hello"]


@pytest.mark.parametrize("trouble", list(Trouble))
async def test_a_send_without_an_answer_is_uncertain_and_not_repeated(
    messenger, impatient, trouble
):
    messenger.next_calls(trouble)
    with pytest.raises(DeliveryUncertainError):
        await impatient.send_all(one(Reply("Hello")))
    assert messenger.calls == 1


async def test_nobody_listening_is_later(pauses):
    sender = sender_to(f"http://127.0.0.1:{unused_port()}", pauses)
    with pytest.raises(DeliveryDeferredError, match="cannot be reached"):
        await sender.send_all(one(Reply("Hello")))
    await sender.close()


@pytest.mark.parametrize("code", [4, 32, 613, 1200])
async def test_a_rate_limit_is_later(messenger, sender, code):
    messenger.next_calls(MetaError(code))
    with pytest.raises(DeliveryDeferredError) as caught:
        await sender.send_all(one(Reply("Hello")))
    assert caught.value.retry_after_seconds >= 30


@pytest.mark.parametrize("code", [10, 100, 190, 200, 368, 551])
async def test_every_other_error_is_final_and_says_why(messenger, sender, code):
    messenger.next_calls(MetaError(code))
    with pytest.raises(DeliveryRefusedError, match=f"error {code}"):
        await sender.send_all(one(Reply("Hello")))


async def test_the_assistant_is_refused_after_24_hours_and_nothing_is_tagged(messenger, sender):
    messenger.close_window(SHOPPER)
    with pytest.raises(DeliveryRefusedError, match="24 hours"):
        await sender.send_all(one(Reply("Still there?")))
    assert messenger.calls == 1
    assert messenger.received[SHOPPER] == []


async def test_a_persons_words_arrive_after_24_hours_as_a_persons(messenger, sender):
    messenger.close_window(SHOPPER)
    await sender.send_all(one(Reply("Your parcel was found"), author=Author.AGENT))
    (request,) = messenger.received[SHOPPER]
    assert (request["messaging_type"], request["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")


async def test_a_persons_words_within_24_hours_carry_no_tag(messenger, sender):
    await sender.send_all(one(Reply("Hello"), author=Author.AGENT))
    (request,) = messenger.received[SHOPPER]
    assert "tag" not in request


async def test_a_rate_limit_between_two_parts_is_waited_out(messenger, sender, pauses):
    messenger.next_calls(None, RATE)
    await sender.send_all(one(Reply("Look", (card(),))))
    assert messenger.texts(SHOPPER) == ["Look", "Dew Drop Serum 1"]
    assert pauses.seconds == [1.0]


async def test_a_message_whose_end_never_goes_is_uncertain_not_sent_again(messenger, sender):
    messenger.next_calls(None, RATE, RATE)
    with pytest.raises(DeliveryUncertainError, match="only its beginning"):
        await sender.send_all(one(Reply("Look", (card(),))))
    assert messenger.texts(SHOPPER) == ["Look"]


async def test_a_message_whose_end_is_refused_is_uncertain(messenger, sender):
    messenger.next_calls(None, MetaError(551))
    with pytest.raises(DeliveryUncertainError, match="only its beginning"):
        await sender.send_all(one(Reply("Look", (card(),))))


async def test_a_wrong_token_is_refused_and_shown_nowhere(messenger, pauses, caplog):
    caplog.set_level(logging.DEBUG)
    sender = sender_to(messenger.url, pauses, token="a-secret-that-is-wrong")
    with pytest.raises(DeliveryRefusedError, match="DROPWISE_MESSENGER_PAGE_TOKEN") as caught:
        await sender.send_all(one(Reply("private words")))
    await sender.close()
    assert "a-secret-that-is-wrong" not in str(caught.value) + caplog.text
    assert "private words" not in str(caught.value) + caplog.text


async def test_a_message_that_shows_nothing_is_refused_without_a_call(messenger, sender):
    with pytest.raises(DeliveryRefusedError, match="shows nothing"):
        await sender.send_all(one(Reply(" \x00 ")))
    assert messenger.calls == 0


async def test_the_typing_bubble_is_shown(messenger, sender):
    await sender.show_typing(CONVERSATION)
    assert messenger.typing == [SHOPPER]


@pytest.mark.parametrize(
    "trouble", [Trouble.ERROR_BEFORE, Trouble.HANG_BEFORE, Trouble.DROP_BEFORE]
)
async def test_a_typing_bubble_that_fails_disturbs_nobody(messenger, impatient, trouble):
    messenger.next_calls(trouble)
    await impatient.show_typing(CONVERSATION)
    assert messenger.typing == []


async def test_a_lost_try_is_never_repeatable(sender):
    (message,) = one(Reply("Hello"), attempts=1)
    assert not sender.is_repeatable(message, NOON)
