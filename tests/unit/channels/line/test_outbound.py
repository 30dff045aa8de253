import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.languages import Language
from bot.domain.messages import QuickReply, Reply
from channels.degradation import Labels
from channels.line.outbound import to_batch, to_messages
from tests.standins.channel_ports import CardWording, FixedPictures
from tests.standins.line_limits import faults_of_messages
from tests.unit.channels.replies import REPLIES, URLS, card

ENGLISH = Labels(CardWording(), Language.EN)
CHINESE = Labels(CardWording(), Language.ZH)
NO_PICTURES = FixedPictures()


def messages_of(reply, labels=ENGLISH, pictures=NO_PICTURES):
    return to_messages(reply, labels, pictures)


def bubble_of(product, labels=ENGLISH, pictures=NO_PICTURES):
    (flex,) = messages_of(Reply("", products=(product,)), labels, pictures)
    (bubble,) = flex["contents"]["contents"]
    return bubble


def actions_of(bubble):
    return [button["action"] for button in bubble["footer"]["contents"]]


def lines_of(bubble):
    return [text["text"] for text in bubble["body"]["contents"]]


def quick_replies_of(batch):
    return [item["action"] for item in batch.messages[-1]["quickReply"]["items"]]


def test_a_text_is_one_text_message():
    assert messages_of(Reply("Hello")) == [{"type": "text", "text": "Hello"}]


def test_12000_characters_are_three_messages():
    lengths = [len(message["text"]) for message in messages_of(Reply("好" * 12_000))]
    assert lengths == [5_000, 5_000, 2_000]


def test_a_card_shows_name_price_and_two_reasons():
    assert lines_of(bubble_of(card())) == [
        "Dew Drop Serum 1",
        "NT$1,280",
        "for dry skin",
        "with ceramide",
    ]


def test_a_card_opens_the_shops_page_and_asks_about_the_product():
    assert actions_of(bubble_of(card())) == [
        {"type": "uri", "label": "View", "uri": "https://shop.example/p/1"},
        {
            "type": "message",
            "label": "Ask about it",
            "text": "Tell me more about Dew Drop Serum 1",
        },
    ]


def test_a_cards_buttons_speak_the_replys_language():
    labels = [action["label"] for action in actions_of(bubble_of(card(), CHINESE))]
    assert labels == ["看商品", "多問一點"]


def test_an_address_that_is_not_https_is_text_instead_of_a_button():
    bubble = bubble_of(card(url="http://shop.example/p/1"))
    assert lines_of(bubble)[-1] == "http://shop.example/p/1"
    assert [action["type"] for action in actions_of(bubble)] == ["message"]


def test_an_address_in_chinese_is_encoded():
    (action, _) = actions_of(bubble_of(card(url="https://shop.example/商品?q=a b")))
    assert action["uri"] == "https://shop.example/%E5%95%86%E5%93%81?q=a%20b"


def test_a_product_without_a_picture_has_no_hero():
    assert "hero" not in bubble_of(card())


def test_a_products_picture_is_its_hero():
    bubble = bubble_of(card(), pictures=FixedPictures("https://shop.example/p/1.png"))
    assert bubble["hero"]["url"] == "https://shop.example/p/1.png"


def test_14_products_are_two_carousels_of_at_most_12():
    products = tuple(card(number) for number in range(14))
    sizes = [len(flex["contents"]["contents"]) for flex in messages_of(Reply("", products))]
    assert sizes == [12, 2]


def test_cards_with_long_addresses_are_spread_so_that_no_carousel_is_over_50_kb():
    long = card(name="膚" * 200, url="https://shop.example/" + "a" * 950, reasons=("潤" * 300,) * 2)
    pictures = FixedPictures("https://shop.example/" + "b" * 950)
    flexes = messages_of(Reply("", (long,) * 12), pictures=pictures)
    assert sum(len(flex["contents"]["contents"]) for flex in flexes) == 12
    assert all(len(json.dumps(flex["contents"])) <= 50_000 for flex in flexes)


def test_the_alternative_text_names_products_and_prices():
    (flex,) = messages_of(Reply("", (card(1), card(2))))
    assert flex["altText"] == "Dew Drop Serum 1 NT$1,280 Dew Drop Serum 2 NT$1,280"


def test_a_button_with_a_payload_is_a_postback_that_shows_its_label():
    batch = to_batch(
        [(Reply("Skin?", quick_replies=(QuickReply("Dry", "/choose{}"),)), ENGLISH)], NO_PICTURES
    )
    assert quick_replies_of(batch) == [
        {"type": "postback", "label": "Dry", "data": "/choose{}", "displayText": "Dry"}
    ]


@pytest.mark.parametrize("payload", [None, "", "/choose" + "x" * 300])
def test_a_button_without_a_payload_that_fits_says_its_label(payload):
    buttons = (QuickReply("A label of more than twenty characters", payload),)
    (action,) = quick_replies_of(
        to_batch([(Reply("?", quick_replies=buttons), ENGLISH)], NO_PICTURES)
    )
    assert action["type"] == "message"
    assert action["label"] == "A label of more tha…"
    assert action["text"] == "A label of more than twenty characters"


def test_the_14th_button_is_a_line_of_the_text():
    buttons = tuple(QuickReply(f"Choice {number}") for number in range(1, 15))
    batch = to_batch([(Reply("Which?", quick_replies=buttons), ENGLISH)], NO_PICTURES)
    assert len(quick_replies_of(batch)) == 13
    assert batch.messages[0]["text"] == "Which?\n• Choice 14"


def test_quick_replies_are_only_under_the_last_message_of_an_answer():
    asked = Reply("Which?", quick_replies=(QuickReply("A"),))
    batch = to_batch([(asked, ENGLISH), (Reply("Take your time."), ENGLISH)], NO_PICTURES)
    assert ["quickReply" in message for message in batch.messages] == [False, True]


def test_buttons_alone_get_a_text_to_stand_under():
    batch = to_batch([(Reply("", quick_replies=(QuickReply("Yes"),)), ENGLISH)], NO_PICTURES)
    assert batch.messages[0]["text"] == "• Yes"


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\ud800"])
def test_a_reply_that_shows_nothing_is_no_message(text):
    assert messages_of(Reply(text, quick_replies=(QuickReply("  "),))) == []


def test_a_batch_tells_how_many_messages_each_reply_became():
    replies = [Reply("Hi"), Reply("\x00"), Reply("Look", (card(),))]
    assert to_batch([(reply, ENGLISH) for reply in replies], NO_PICTURES).counts == (1, 0, 2)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(st.lists(REPLIES, min_size=1, max_size=2), URLS)
def test_whatever_is_replied_line_would_take_it(replies, picture):
    batch = to_batch([(reply, ENGLISH) for reply in replies], FixedPictures(picture))
    assert sum(batch.counts) == len(batch.messages)
    json.dumps(batch.messages, ensure_ascii=False).encode("utf-8")
    for start in range(0, len(batch.messages), 5):
        part = batch.messages[start : start + 5]
        assert faults_of_messages(part) == []
