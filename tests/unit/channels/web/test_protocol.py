"""What the widget may say, and what becomes of everything else."""

import contextlib
import json
import uuid
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.languages import Language
from bot.domain.messages import ProductCard, QuickReply, Reply
from bot.domain.money import Price
from channels.web.pictures import ServedPictures
from channels.web.ports import FeedAuthor, FeedItem
from channels.web.protocol import (
    MAX_FRAME_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    Hello,
    Postback,
    ProtocolError,
    TextMessage,
    to_client_message,
    to_item_json,
    to_language,
)

ID = "0b9cf3a2-7e1f-4a53-9d5e-3f1c2b4a5d6e"


def frame(**values: object) -> str:
    return json.dumps(values)


def test_a_message_is_read() -> None:
    message = to_client_message(frame(type="message", id=ID, text="哈囉 👋"))
    assert message == TextMessage(type="message", id=uuid.UUID(ID), text="哈囉 👋")


def test_a_tapped_button_is_read() -> None:
    message = to_client_message(frame(type="postback", id=ID, payload="/deny", label="No"))
    assert isinstance(message, Postback)
    assert (message.payload, message.label) == ("/deny", "No")


def test_unknown_fields_are_left_out() -> None:
    assert isinstance(to_client_message(frame(type="hello", colour="blue")), Hello)


def test_nul_and_lone_surrogates_are_taken_out() -> None:
    message = to_client_message(f'{{"type":"message","id":"{ID}","text":"a\\u0000b\\ud800c"}}')
    assert isinstance(message, TextMessage)
    assert message.text == "abc"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "not_understood"),
        ("{", "not_understood"),
        ("[]", "not_understood"),
        ("null", "not_understood"),
        ("7", "not_understood"),
        ('"hello"', "not_understood"),
        ("[" * 20_000, "not_understood"),
        (frame(), "not_understood"),
        (frame(type="shout"), "not_understood"),
        (frame(type=["message"]), "not_understood"),
        (frame(type="message", id="7", text="hi"), "not_understood"),
        (frame(type="message", id=ID, text=7), "not_understood"),
        (frame(type="message", id=ID, text=" \u0000\n"), "empty"),
        (frame(type="message", id=ID, text="x" * (MAX_TEXT_CHARACTERS + 1)), "too_long"),
        ("x" * (MAX_FRAME_CHARACTERS + 1), "too_long"),
        (frame(type="seen", sequence=-1), "not_understood"),
        ('{"type":"seen","sequence":' + "9" * 5000 + "}", "not_understood"),
        (frame(type="hello", after="never"), "not_understood"),
    ],
)
def test_what_cannot_be_taken_is_one_error(raw: str, code: str) -> None:
    with pytest.raises(ProtocolError) as told:
        to_client_message(raw)
    assert told.value.code == code
    assert str(told.value).endswith(".")


def test_an_error_names_the_message_it_refuses() -> None:
    with pytest.raises(ProtocolError) as told:
        to_client_message(frame(type="message", id=ID, text=""))
    assert told.value.message_id == ID


@given(st.text())
def test_any_text_is_a_message_or_one_error(text: str) -> None:
    with pytest.raises(ProtocolError):
        to_client_message(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.sampled_from(["hello", "message", "postback", "seen", "open", "ping", "x"]),
)
def test_any_json_is_a_message_or_one_error(value: object, kind: str) -> None:
    fields = value if isinstance(value, dict) else {"text": value, "id": ID, "payload": value}
    with contextlib.suppress(ProtocolError):
        assert to_client_message(json.dumps({"type": kind, **fields})).type == fields.get(
            "type", kind
        )


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh-TW", Language.ZH), ("EN", Language.EN), ("ja", Language.JA), ("de", None), (None, None)],
)
def test_a_language_tag_names_a_language_we_speak(
    tag: str | None, language: Language | None
) -> None:
    assert to_language(tag) is language


def test_an_item_carries_price_and_picture_as_they_are_shown() -> None:
    card = ProductCard("a/b", "Serum", Price(Decimal("39.5"), "USD"), reasons=("for dry skin",))
    reply = Reply("Look", (card,), (QuickReply("More", "/more"),))
    at = datetime(2026, 11, 21, tzinfo=UTC)
    item = FeedItem(7, ID, FeedAuthor.ASSISTANT, reply, at)
    told = to_item_json(item, ServedPictures("https://chat.example/"))
    assert told["sequence"] == 7
    assert told["products"][0]["price_text"] == "US$39.50"
    assert told["products"][0]["picture"] == "https://chat.example/pictures/a%2Fb.svg"
    assert told["quick_replies"] == [{"label": "More", "payload": "/more"}]
