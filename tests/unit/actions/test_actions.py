"""Thin actions between Rasa's tracker and the services."""

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML

from actions.base import ServiceAction
from actions.context import to_context
from actions.registry import build_actions, build_executor, build_services
from bot.domain.errors import InputError
from bot.domain.handoffs import HandoffReason
from bot.domain.messages import Reply
from bot.domain.turns import Answer, OpenHandoff, TurnContext, TurnKind, effect_from_json
from tests.fakes import (
    NOW,
    ROOT,
    fake_ports,
)

METADATA = {
    "event_id": "line:E1", "channel": "line", "language": "zh", "now": NOW.isoformat(),
    "profile": {"skin_type": ["oily"]}, "pending": {"topic": "reminders", "details": {"a": 1}},
    "customer_id": "C1", "keeps_health_facts": None, "reminders": True,
    "shown_products": ["moss"],
}  # fmt: skip


def tracker(text: str = "乾肌", loop: str | None = None, **metadata: Any) -> Tracker:
    message = {
        "text": text,
        "intent": {"name": "inform", "confidence": 0.8},
        "entities": [{"entity": "skin_type", "value": "dry"}, {"entity": "number", "value": 3}],
        "metadata": {**METADATA, **metadata},
    }
    active = {"name": loop} if loop else {}
    return Tracker("line:U1", {}, message, [], False, None, active, "action_listen")


def services() -> Any:
    return build_services(fake_ports())


def test_the_turns_metadata_becomes_its_context() -> None:
    context = to_context(tracker())
    assert (context.event_id, context.customer_id, context.now) == ("line:E1", "C1", NOW)
    assert context.language.value == "zh"
    assert context.understanding.tags.skin_type == ("dry",)
    assert context.pending is not None
    assert context.pending.details == {"a": 1}
    assert context.shown_products == ("moss",)


def test_a_buttons_payload_holds_no_words() -> None:
    assert to_context(tracker('/inform{"skin_type": "dry"}')).text == ""


def test_a_turn_from_elsewhere_is_refused_in_a_sentence() -> None:
    stray = tracker()
    stray.latest_message["metadata"] = {}
    with pytest.raises(InputError, match="turn engine"):
        to_context(stray)


async def test_an_answer_travels_as_one_json_message_and_sets_its_slots() -> None:
    async def answer(context: TurnContext) -> Answer:
        handoff = OpenHandoff(HandoffReason.ASKED, context.text)
        return Answer(TurnKind.HANDOFF, (Reply("hello"),), (handoff,), {"seen": True})

    dispatcher = CollectingDispatcher()
    action = ServiceAction("action_x", answer)
    events = await action.run(dispatcher, tracker(loop="recommendation_form"), {})
    message = dispatcher.messages[0]["custom"]
    assert message["kind"] == "handoff"
    assert message["replies"][0]["text"] == "hello"
    assert effect_from_json(message["effects"][0]) == OpenHandoff(HandoffReason.ASKED, "乾肌")
    assert {"event": "slot", "timestamp": None, "name": "seen", "value": True} in events
    assert any(event["event"] == "active_loop" and event["name"] is None for event in events)


def test_the_registry_and_the_domain_name_the_same_actions() -> None:
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert {action.name() for action in build_actions(services())} == set(domain["actions"])


def test_the_executor_knows_every_action() -> None:
    executor = build_executor(services())
    assert len(executor.actions) == len(build_actions(services()))
