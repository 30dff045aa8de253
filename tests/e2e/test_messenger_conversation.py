"""A shopper on Messenger: signed webhooks in, what Meta's side received out."""

import uuid

import pytest

from tests.e2e.installation import Installation
from tests.e2e.shoppers import MessengerShopper, shown_products
from tests.standins.messenger_api import Trouble
from tests.standins.messenger_events import echo, text_message

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(1800)]


@pytest.fixture
def shopper(installation: Installation) -> MessengerShopper:
    return new_shopper(installation)


def new_shopper(installation: Installation) -> MessengerShopper:
    return MessengerShopper(installation, str(uuid.uuid4().int % 10**16))


def test_a_recommendation_arrives_as_cards_within_the_budget(shopper: MessengerShopper) -> None:
    shopper.says("我的皮膚很乾，想改善細紋")
    assert shopper.says("推薦1500元以下的精華液")
    requests = shopper.shop.messenger.received[shopper.user]
    assert any("attachment" in request["message"] for request in requests)
    products = shown_products(shopper.shop, shopper.conversation)
    assert products
    assert all(product["price"]["TWD"] <= 1500 for product in products)
    assert shopper.shop.messenger.faults == []


def test_two_shoppers_of_one_call_are_both_answered_and_a_repeat_is_not(
    installation: Installation,
) -> None:
    first, second = new_shopper(installation), new_shopper(installation)
    events = [text_message(first.user, "hi"), text_message(second.user, "你好")]
    assert first.sends(*events)
    answered = installation.messenger.texts(second.user)
    assert answered
    assert first.sends(*events) == []
    assert installation.messenger.texts(second.user) == answered


def test_words_from_the_page_inbox_are_recorded_and_not_answered(
    shopper: MessengerShopper,
) -> None:
    shopper.says("hi")
    assert shopper.sends(echo(shopper.user, "Mei from the shop writes")) == []
    query = 'select kind, "end" from events where conversation_id = %s order by sequence'
    rows = shopper.shop.sql(query, shopper.conversation)
    assert rows == [("text", "answered"), ("echo", "ignored")]


def test_our_own_echo_confirms_a_send_whose_answer_was_lost(shopper: MessengerShopper) -> None:
    # The first call is the typing bubble.
    shopper.shop.messenger.next_calls(None, Trouble.DROP_AFTER)
    shopper.says("hi")
    query = (
        "select id, delivery from outgoing_messages where conversation_id = %s order by sequence"
    )
    rows = shopper.shop.sql(query, shopper.conversation)
    [uncertain] = [id_ for id_, delivery in rows if delivery == "uncertain"]
    sent = shopper.shop.messenger.received[shopper.user]
    [mark] = [
        request["message"]["metadata"]
        for request in sent
        if uncertain in request["message"]["metadata"]
    ]
    shopper.sends(echo(shopper.user, "…", app_id=1, metadata=mark))
    assert {delivery for _, delivery in shopper.shop.sql(query, shopper.conversation)} == {"sent"}
