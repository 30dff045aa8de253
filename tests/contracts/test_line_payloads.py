"""What we send LINE and what we take for LINE's, held against LINE's own OpenAPI.

Skipped where DROPWISE_SHARED does not name a folder with specs/line.
"""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linebot.v3.messaging import Message, PushMessageRequest

from bot.domain.languages import Language
from bot.domain.messages import QuickReply, Reply
from channels.degradation import Labels
from channels.line.outbound import to_batch
from tests.standins.channel_ports import CardWording, FixedPictures
from tests.standins.line_events import (
    follow_event,
    line_body,
    line_user,
    postback_event,
    redelivered,
    text_event,
)
from tests.standins.openapi import WHY_SKIPPED, faults_against, find_spec
from tests.unit.channels.replies import REPLIES, URLS, card

pytestmark = pytest.mark.skipif(find_spec("messaging-api.yml") is None, reason=WHY_SKIPPED)

FIXTURES = sorted(Path("tests/fixtures/line").glob("*.json"))
ENGLISH = Labels(CardWording(), Language.EN)
RICH = Reply(
    "Two for you", (card(1), card(2, url="http://shop.example/2")), (QuickReply("More", "/more"),)
)


def push_faults(body):
    return faults_against(find_spec("messaging-api.yml"), "PushMessageRequest", body)


def webhook_faults(body):
    return faults_against(find_spec("webhook.yml"), "CallbackRequest", json.loads(body))


def rendered(replies, picture="https://shop.example/1.png"):
    batch = to_batch([(reply, ENGLISH) for reply in replies], FixedPictures(picture))
    return batch.messages


def test_text_cards_and_buttons_fit_the_specification():
    assert push_faults({"to": line_user(1), "messages": rendered([RICH])}) == []


def test_what_the_sdk_makes_of_our_messages_fits_too():
    """The SDK's models drop what they do not know; all they may do here is say a default."""
    ours = rendered([RICH])
    models = [Message.from_dict(message) for message in ours]
    body = PushMessageRequest(to=line_user(1), messages=models).to_dict()
    assert push_faults(body) == []
    for bubble in ours[1]["contents"]["contents"]:
        bubble["hero"]["animated"] = False
    assert body["messages"] == ours


@pytest.mark.parametrize(
    "spoilt",
    [
        {"type": "txt", "text": "unknown type"},
        {"type": "text"},
        {"type": "text", "text": "x", "txt": "misspelt"},
        {"type": "flex", "altText": "x", "contents": {"type": "carousel", "contents": [{}]}},
        {"type": "text", "text": "x", "quickReply": {"items": [{"action": {"type": "tap"}}]}},
    ],
)
def test_the_judge_finds_what_is_wrong(spoilt):
    assert push_faults({"to": line_user(1), "messages": [spoilt]}) != []


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)
@given(st.lists(REPLIES, min_size=1, max_size=2), URLS)
def test_whatever_is_replied_fits_the_specification(replies, picture):
    messages = rendered(replies, picture)
    for start in range(0, len(messages), 5):
        part = messages[start : start + 5]
        assert push_faults({"to": line_user(1), "messages": part}) == []


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_every_recorded_event_is_one_that_line_may_send(fixture):
    assert webhook_faults(fixture.read_bytes()) == []


def test_the_built_events_are_ones_that_line_may_send():
    user = line_user(1)
    text = text_event(user, "hello")
    events = [text, redelivered(text), postback_event(user, "/more"), follow_event(user)]
    assert webhook_faults(line_body(events)) == []


def test_the_judge_finds_an_event_that_line_would_not_send():
    event = text_event(line_user(1), "hello") | {"mode": "asleep"}
    assert webhook_faults(line_body([event])) != []
