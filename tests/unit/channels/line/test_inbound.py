import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Channel, EventKind
from channels.line.inbound import to_events
from channels.reading import MalformedError
from tests.standins.channel_ports import NOON
from tests.standins.line_events import line_body, line_user, redelivered, text_event

FIXTURES = Path("tests/fixtures/line")
USER = line_user(1)
CUSTOMER = "line:U4af4980629b1d6a1c3e5f7089abcdef1"
GROUP = "line:Ca56f94637c0000000000000000000001"


def recorded(name):
    (event,) = to_events((FIXTURES / f"{name}.json").read_bytes(), NOON)
    return event


def test_a_text_becomes_a_text_of_its_customer():
    event = recorded("text")
    assert event.kind is EventKind.TEXT
    assert event.text == "我是敏感肌，想找保濕精華"
    assert event.conversation_id == CUSTOMER
    assert event.channel is Channel.LINE
    assert event.event_id.startswith("line:01K9Z")
    assert event.reply_token == "reply-token-1"
    assert event.message_id == "58000000000001"
    assert event.occurred_at == datetime(2026, 11, 21, 10, 20, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "kind", "conversation"),
    [
        ("text_with_emoji_and_mention", EventKind.TEXT, CUSTOMER),
        ("text_quoting", EventKind.TEXT, CUSTOMER),
        ("sticker", EventKind.STICKER, CUSTOMER),
        ("sticker_with_text", EventKind.STICKER, CUSTOMER),
        ("image", EventKind.IMAGE, CUSTOMER),
        ("audio", EventKind.ATTACHMENT, CUSTOMER),
        ("video", EventKind.ATTACHMENT, CUSTOMER),
        ("file", EventKind.ATTACHMENT, CUSTOMER),
        ("location", EventKind.ATTACHMENT, CUSTOMER),
        ("postback", EventKind.POSTBACK, CUSTOMER),
        ("postback_with_date", EventKind.POSTBACK, CUSTOMER),
        ("follow", EventKind.FOLLOW, CUSTOMER),
        ("follow_after_block", EventKind.FOLLOW, CUSTOMER),
        ("unfollow", EventKind.UNFOLLOW, CUSTOMER),
        ("unsend", EventKind.UNSEND, CUSTOMER),
        ("account_link", EventKind.OTHER, CUSTOMER),
        ("beacon", EventKind.OTHER, CUSTOMER),
        ("join", EventKind.OTHER, GROUP),
        ("leave", EventKind.OTHER, GROUP),
        ("group_text", EventKind.OTHER, GROUP),
        ("member_joined", EventKind.OTHER, GROUP),
        ("room_text", EventKind.OTHER, "line:Ra8dbf4673c0000000000000000000001"),
        ("standby_text", EventKind.OTHER, CUSTOMER),
        ("without_source", EventKind.OTHER, "line:nobody"),
    ],
)
def test_every_recorded_event_has_its_kind_and_conversation(name, kind, conversation):
    event = recorded(name)
    assert (event.kind, event.conversation_id) == (kind, conversation)
    assert "fault" not in (event.details or {})


def test_what_a_group_or_another_module_reads_is_not_kept():
    assert [recorded(name).text for name in ("group_text", "room_text", "standby_text")] == [""] * 3


def test_a_stickers_keywords_are_kept():
    assert recorded("sticker").details["keywords"] == ["thank you", "love"]


def test_a_postbacks_data_is_its_text():
    assert recorded("postback").text == '/choose_skin_type{"skin_type": "dry"}'


def test_a_chosen_date_is_kept():
    assert recorded("postback_with_date").details == {"date": "2026-12-24"}


def test_an_unsend_names_the_message_to_erase():
    assert recorded("unsend").message_id == "58000000000001"


def test_an_account_link_keeps_result_and_nonce():
    details = recorded("account_link").details
    assert (details["result"], details["nonce"]) == ("ok", "xxxxxxxxxxxxxxx")


def test_lines_own_check_of_the_address_holds_no_event():
    assert to_events((FIXTURES / "verification.json").read_bytes(), NOON) == []


def test_a_redelivered_event_has_the_same_id():
    event = text_event(USER, "hello")
    first, again = to_events(line_body([event, redelivered(event)]), NOON)
    assert first.event_id == again.event_id


BROKEN = [
    None,
    "event",
    [],
    {},
    {"type": 5},
    {"type": "message"},
    {"type": "message", "source": {"type": "user", "userId": USER}, "message": "hi"},
    {
        "type": "message",
        "source": {"type": "user", "userId": USER},
        "message": {"id": "1", "type": "text", "text": {"a": 1}},
    },
    {
        "type": "message",
        "source": {"type": "user", "userId": USER},
        "message": {"id": [], "type": "text", "text": "x"},
    },
    {"type": "postback", "source": {"type": "user", "userId": USER}, "postback": []},
    {"type": "unsend", "source": {"type": "user", "userId": USER}, "unsend": {"messageId": None}},
    {"type": "unheard_of", "source": {"type": "user", "userId": USER}},
    {"type": "message", "source": {"type": "user", "userId": "U" * 5_000}, "message": {}},
    {"type": "message", "source": 7, "timestamp": "yesterday", "webhookEventId": 1.5},
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_event_is_noted_and_its_neighbours_are_read(broken):
    first, middle, last = to_events(
        line_body([text_event(USER, "before"), broken, text_event(USER, "after")]), NOON
    )
    assert (first.text, last.text) == ("before", "after")
    assert middle.kind is EventKind.OTHER
    assert len({first.event_id, middle.event_id, last.event_id}) == 3


def test_a_broken_event_says_why_without_its_words():
    event = text_event(USER, "secret words")
    event["message"]["text"] = ["secret words"]
    (read,) = to_events(line_body([event]), NOON)
    assert read.details == {"fault": "text is not a text"}


def test_a_text_is_cleaned_and_cut():
    (event,) = to_events(line_body([text_event(USER, "a\x00b\ud800" + "好" * 20_000)]), NOON)
    assert event.text == "ab" + "好" * 4_998


@pytest.mark.parametrize("timestamp", [None, -1, 0, 10**30, "1", True, 1.5])
def test_a_time_that_cannot_be_is_now(timestamp):
    event = text_event(USER, "hello") | {"timestamp": timestamp}
    assert to_events(line_body([event]), NOON)[0].occurred_at == NOON


def test_a_time_beyond_tomorrow_is_now():
    late = int((NOON + timedelta(days=2)).timestamp() * 1000)
    event = text_event(USER, "hello", at_ms=late)
    assert to_events(line_body([event]), NOON)[0].occurred_at == NOON


NOT_A_WEBHOOK = [
    b"",
    b"[]",
    b"null",
    b'{"events": {}}',
    b'{"events": ',
    b"\xff\xfe{}",
    b"{}",
    b'{"events": [NaN]}',
    b'{"events": [' + b"9" * 5_000 + b"]}",
    b'{"events": ' + b"[" * 200_000,
    b'{"events": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
]


@pytest.mark.parametrize("body", NOT_A_WEBHOOK, ids=range(len(NOT_A_WEBHOOK)))
def test_a_body_that_is_no_list_of_events_is_refused(body):
    with pytest.raises(MalformedError):
        to_events(body, NOON)


def test_an_event_as_deep_as_can_be_read_is_read():
    deep = json.loads('{"a":' * 900 + "1" + "}" * 900)
    event, neighbour = to_events(line_body([deep, text_event(USER, "hello")]), NOON)
    assert (event.kind, neighbour.text) == (EventKind.OTHER, "hello")


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
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["message", "postback", "unsend", "follow", "accountLink"]) | JSON,
        "mode": st.just("active") | JSON,
        "timestamp": JSON,
        "webhookEventId": JSON,
        "replyToken": JSON,
        "source": st.just({"type": "user", "userId": USER}) | JSON,
        "message": st.fixed_dictionaries(
            {"id": st.just("1") | JSON},
            optional={
                "type": st.sampled_from(["text", "sticker", "image", "file"]) | JSON,
                "text": JSON,
                "keywords": JSON,
                "imageSet": JSON,
                "fileName": JSON,
            },
        )
        | JSON,
        "postback": st.fixed_dictionaries({}, optional={"data": JSON, "params": JSON}) | JSON,
        "unsend": JSON,
        "link": JSON,
        "follow": JSON,
    },
)


@given(st.lists(EVENTS | JSON, max_size=4))
def test_whatever_line_signs_can_be_read_and_stored(events):
    """One event in, one event out, and nothing in it that PostgreSQL refuses."""
    read = to_events(line_body(events), NOON)
    assert len(read) == len(events)
    for event in read:
        stored = json.dumps(
            [
                event.event_id,
                event.conversation_id,
                event.text,
                event.reply_token,
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
