import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Channel, EventKind, Reply
from channels.messenger.inbound import to_events
from channels.messenger.outbound import to_request
from channels.reading import MalformedError
from tests.standins.channel_ports import NOON, outgoing
from tests.standins.messenger_events import (
    PAGE_ID,
    echo,
    messenger_body,
    messenger_event,
    text_message,
)

FIXTURES = Path("tests/fixtures/messenger")
SHOPPER = "7284736451029384"
CUSTOMER = f"messenger:{SHOPPER}"


def recorded(name):
    (event,) = to_events((FIXTURES / f"{name}.json").read_bytes(), NOON)
    return event


def test_a_text_becomes_a_text_of_its_customer():
    event = recorded("text")
    assert event.kind is EventKind.TEXT
    assert event.text == "Do you have a serum for oily skin under $40?"
    assert event.conversation_id == CUSTOMER
    assert event.channel is Channel.MESSENGER
    assert event.event_id == f"messenger:{event.message_id}"
    assert event.reply_token is None


@pytest.mark.parametrize(
    ("name", "kind", "conversation"),
    [
        ("quick_reply", EventKind.POSTBACK, CUSTOMER),
        ("quick_reply_without_payload_of_ours", EventKind.TEXT, CUSTOMER),
        ("postback", EventKind.POSTBACK, CUSTOMER),
        ("postback_without_mid", EventKind.POSTBACK, CUSTOMER),
        ("postback_question", EventKind.TEXT, CUSTOMER),
        ("get_started", EventKind.FOLLOW, CUSTOMER),
        ("sticker", EventKind.STICKER, CUSTOMER),
        ("image", EventKind.IMAGE, CUSTOMER),
        ("two_images", EventKind.IMAGE, CUSTOMER),
        ("audio", EventKind.ATTACHMENT, CUSTOMER),
        ("location", EventKind.ATTACHMENT, CUSTOMER),
        ("echo_of_a_person", EventKind.ECHO, CUSTOMER),
        ("echo_of_an_app", EventKind.ECHO, CUSTOMER),
        ("delivery", EventKind.RECEIPT, CUSTOMER),
        ("read", EventKind.RECEIPT, CUSTOMER),
        ("reaction", EventKind.OTHER, CUSTOMER),
        ("edited", EventKind.OTHER, CUSTOMER),
        ("deleted", EventKind.UNSEND, CUSTOMER),
        ("optin", EventKind.OTHER, CUSTOMER),
        ("referral", EventKind.OTHER, CUSTOMER),
        ("standby", EventKind.OTHER, CUSTOMER),
        ("policy_enforcement", EventKind.OTHER, "messenger:nobody"),
    ],
)
def test_every_recorded_event_has_its_kind_and_conversation(name, kind, conversation):
    event = recorded(name)
    assert (event.kind, event.conversation_id) == (kind, conversation)
    assert "fault" not in (event.details or {})


def test_every_message_of_every_entry_is_read_in_order():
    events = to_events((FIXTURES / "several_entries.json").read_bytes(), NOON)
    assert [event.text for event in events] == ["one", "two", "three"]


def test_a_quick_reply_is_a_postback_with_what_the_shopper_saw():
    event = recorded("quick_reply")
    assert (event.text, event.label) == ('/choose_skin_type{"skin_type": "dry"}', "Dry")


def test_a_button_without_a_payload_of_ours_says_its_whole_label():
    assert recorded("quick_reply_without_payload_of_ours").text == "A serum that is not sticky"


def test_an_echo_tells_an_app_from_a_person():
    assert recorded("echo_of_an_app").details == {"app_id": "1517776481860111"}
    assert recorded("echo_of_a_person").details is None


def test_an_echo_of_our_own_message_names_it():
    (stored,) = outgoing(CUSTOMER, Reply("Hello"))
    sent = to_request(stored, SHOPPER, {"text": "Hello"})["message"]
    (event,) = to_events(messenger_body([echo(SHOPPER, **sent)]), NOON)
    assert event.details == {"outgoing_id": stored.id}


def test_an_echo_with_another_apps_metadata_is_not_ours():
    (event,) = to_events(messenger_body([echo(SHOPPER, "Hi", metadata="theirs:1")]), NOON)
    assert event.details is None


def test_a_postback_without_an_id_of_its_own_keeps_the_same_id_when_repeated():
    assert recorded("postback_without_mid").event_id == recorded("postback_without_mid").event_id


def test_two_postbacks_at_different_times_are_two():
    first = messenger_event(SHOPPER, 1_000, postback={"payload": "/a"})
    second = messenger_event(SHOPPER, 2_000, postback={"payload": "/a"})
    ids = {event.event_id for event in to_events(messenger_body([first, second]), NOON)}
    assert len(ids) == 2


def test_a_deleted_message_is_named_by_an_event_with_another_id():
    text = text_message(SHOPPER, "my address is …", mid="m_1")
    deleted = messenger_event(SHOPPER, message={"mid": "m_1", "is_deleted": True})
    said, taken_back = to_events(messenger_body([text, deleted]), NOON)
    assert (taken_back.kind, taken_back.message_id) == (EventKind.UNSEND, said.message_id)
    assert taken_back.event_id != said.event_id


def test_what_another_app_is_to_answer_is_not_kept():
    assert recorded("standby").text == ""


BROKEN = [
    None,
    "event",
    [],
    {"sender": {"id": SHOPPER}, "message": "hi"},
    {"sender": {"id": SHOPPER}, "message": {"mid": "m_2", "text": 5}},
    {"sender": {"id": SHOPPER}, "message": {"mid": {}, "text": "x"}},
    {"sender": {"id": SHOPPER}, "message": {"mid": "m_3"}},
    {"sender": {"id": SHOPPER}, "message": {"mid": "m_4", "attachments": [1, None]}},
    {"sender": {"id": SHOPPER}, "message": {"mid": "m_5", "quick_reply": {"payload": []}}},
    {"sender": {"id": SHOPPER}, "postback": {"payload": None}},
    {"sender": {"id": "x" * 5_000}, "message": {"mid": "m_6", "text": "x"}},
    {"sender": 7, "timestamp": {}, "message": {"mid": "m_7", "text": "x"}},
    {"message": {"mid": "m_8", "text": "x"}},
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_event_is_noted_and_its_neighbours_are_read(broken):
    first, middle, last = to_events(
        messenger_body([text_message(SHOPPER, "before"), broken, text_message(SHOPPER, "after")]),
        NOON,
    )
    assert (first.text, last.text) == ("before", "after")
    assert middle.kind is EventKind.OTHER
    assert middle.details["fault"]
    assert len({first.event_id, middle.event_id, last.event_id}) == 3


def test_a_broken_entry_loses_no_other_entry():
    good = {"id": PAGE_ID, "messaging": [text_message(SHOPPER, "hello")]}
    body = json.dumps({"object": "page", "entry": [None, {"messaging": 7}, good]}).encode()
    assert [event.text for event in to_events(body, NOON)] == ["", "", "hello"]


def test_a_text_is_cleaned_and_cut():
    body = messenger_body([text_message(SHOPPER, "a\x00b\ud800" + "x" * 20_000)])
    (event,) = to_events(body, NOON)
    assert event.text == "ab" + "x" * 4_998


@pytest.mark.parametrize("body", [b"", b"[]", b'{"entry": 1}', b"\xff", b'{"entry":' + b"[" * 9**6])
def test_a_body_that_is_no_list_of_entries_is_refused(body):
    with pytest.raises(MalformedError):
        to_events(body, NOON)


def test_an_event_as_deep_as_can_be_read_is_read():
    deep = json.loads('{"a":' * 900 + "1" + "}" * 900)
    event = messenger_event(SHOPPER, reaction=deep)
    read, neighbour = to_events(messenger_body([event, text_message(SHOPPER, "hello")]), NOON)
    assert (read.kind, neighbour.text) == (EventKind.OTHER, "hello")


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=[]))
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10
)
MESSAGES = st.fixed_dictionaries(
    {"mid": st.just("m_1") | JSON},
    optional={
        "text": JSON,
        "is_echo": JSON,
        "is_deleted": JSON,
        "app_id": JSON,
        "quick_reply": st.fixed_dictionaries({"payload": JSON}) | JSON,
        "attachments": st.lists(
            st.fixed_dictionaries({}, optional={"type": JSON, "payload": JSON}) | JSON
        ),
    },
)
EVENTS = st.fixed_dictionaries(
    {"sender": st.just({"id": SHOPPER}) | JSON},
    optional={
        "recipient": JSON,
        "timestamp": JSON,
        "message": MESSAGES | JSON,
        "postback": st.fixed_dictionaries({"payload": JSON}, optional={"title": JSON}) | JSON,
        "delivery": JSON,
        "read": JSON,
        "standby": JSON,
    },
)


@given(st.lists(EVENTS | JSON, max_size=4))
def test_whatever_meta_signs_can_be_read_and_stored(events):
    """One event in, one event out, and nothing in it that PostgreSQL refuses."""
    read = to_events(messenger_body(events), NOON)
    assert len(read) == len(events)
    for event in read:
        stored = json.dumps(
            [
                event.event_id,
                event.conversation_id,
                event.text,
                event.label,
                event.message_id,
                event.details,
            ],
            ensure_ascii=False,
        )
        assert "\\u0000" not in stored
        stored.encode("utf-8")
        assert max(len(event.event_id), len(event.conversation_id)) < 300


@given(st.binary(max_size=200))
def test_any_bytes_are_events_or_malformed(body):
    with suppress(MalformedError):
        assert isinstance(to_events(body, NOON), list)
