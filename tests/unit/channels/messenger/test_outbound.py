import json

import pytest
from hypothesis import HealthCheck, given, settings

from bot.domain.languages import Language
from bot.domain.messages import Author, QuickReply, Reply
from channels.degradation import Labels
from channels.messenger.outbound import (
    AgentMessage,
    to_contents,
    to_late_request,
    to_request,
)
from tests.standins.channel_ports import CardWording, FixedPictures, outgoing
from tests.standins.messenger_payloads import SendRequest
from tests.unit.channels.replies import REPLIES, URLS, card

ENGLISH = Labels(CardWording(), Language.EN)
NO_PICTURES = FixedPictures()


def contents_of(reply, pictures=NO_PICTURES):
    return to_contents(reply, ENGLISH, pictures)


def element_of(product, pictures=NO_PICTURES):
    (content,) = contents_of(Reply("", (product,)), pictures)
    (element,) = content["attachment"]["payload"]["elements"]
    return element


def message(author=Author.ASSISTANT, **fields):
    (stored,) = outgoing("messenger:1", Reply("Hello"), author=author, **fields)
    return stored


def test_a_text_is_one_content():
    assert contents_of(Reply("Hello")) == [{"text": "Hello"}]


def test_5000_characters_are_three_contents():
    assert [len(content["text"]) for content in contents_of(Reply("好" * 5_000))] == [
        2_000,
        2_000,
        1_000,
    ]


def test_a_card_is_an_element_with_price_reasons_and_two_buttons():
    assert element_of(card()) == {
        "title": "Dew Drop Serum 1",
        "subtitle": "NT$1,280 · for dry skin · with ceramide",
        "buttons": [
            {"type": "web_url", "title": "View", "url": "https://shop.example/p/1"},
            {
                "type": "postback",
                "title": "Ask about it",
                "payload": "Tell me more about Dew Drop Serum 1",
            },
        ],
    }


def test_a_picture_is_shown():
    pictures = FixedPictures("https://shop.example/1.png")
    assert element_of(card(), pictures)["image_url"] == "https://shop.example/1.png"


def test_11_products_are_two_templates():
    contents = contents_of(Reply("Look", tuple(card(number) for number in range(11))))
    sizes = [len(content["attachment"]["payload"]["elements"]) for content in contents[1:]]
    assert sizes == [10, 1]


def test_an_address_that_is_not_https_is_text_instead_of_a_button():
    product = card(url="http://shop.example/p/1")
    text, template = contents_of(Reply("Look", (product,)))
    assert text["text"] == "Look\nDew Drop Serum 1: http://shop.example/p/1"
    (element,) = template["attachment"]["payload"]["elements"]
    assert [button["type"] for button in element["buttons"]] == ["postback"]


def test_quick_replies_are_under_the_last_content():
    reply = Reply("Look", (card(),), (QuickReply("More", "/more"),))
    text, template = contents_of(reply)
    assert "quick_replies" not in text
    assert template["quick_replies"] == [
        {"content_type": "text", "title": "More", "payload": "/more"}
    ]


def test_a_button_without_a_payload_sends_its_whole_label():
    button = QuickReply("A label of more than twenty characters")
    (content,) = contents_of(Reply("?", quick_replies=(button,)))
    (shown,) = content["quick_replies"]
    assert shown["title"] == "A label of more tha…"
    assert shown["payload"] == "A label of more than twenty characters"


def test_the_14th_button_is_a_line_of_the_text():
    buttons = tuple(QuickReply(f"Choice {number}") for number in range(1, 15))
    (content,) = contents_of(Reply("Which?", quick_replies=buttons))
    assert (content["text"], len(content["quick_replies"])) == ("Which?\n• Choice 14", 13)


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\ud800"])
def test_a_reply_that_shows_nothing_is_no_content(text):
    assert contents_of(Reply(text)) == []


def test_an_answer_is_a_response_and_a_nudge_an_update():
    answer, nudge = message(), message(event_id=None)
    types = [to_request(each, "1", {"text": "x"})["messaging_type"] for each in (answer, nudge)]
    assert types == ["RESPONSE", "UPDATE"]


def test_a_persons_late_message_is_tagged():
    request = to_late_request(AgentMessage(message(Author.AGENT)), "1", {"text": "x"})
    assert (request["messaging_type"], request["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")


def test_the_assistants_words_cannot_be_made_a_persons():
    with pytest.raises(ValueError, match="a person wrote"):
        AgentMessage(message(Author.ASSISTANT))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(REPLIES, URLS)
def test_whatever_is_replied_meta_would_take_it(reply, picture):
    for content in contents_of(reply, FixedPictures(picture)):
        request = to_request(message(), "1", content)
        SendRequest.model_validate(request)
        json.dumps(request, ensure_ascii=False).encode("utf-8")
