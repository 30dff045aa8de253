"""The action server answers this machine alone, and runs what Rasa asks for."""

from typing import Any

import httpx
import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from bot.bootstrap.language_model import count_draft
from bot.worker import action_app


class Greeting(Action):
    """Says hello."""

    def name(self) -> str:
        return "action_hello"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Any:
        dispatcher.utter_message(text=f"hello {tracker.sender_id}")
        return []


def call(action: str) -> dict[str, Any]:
    tracker = {"sender_id": "line:U1", "slots": {}, "events": [], "latest_message": {}}
    return {"next_action": action, "tracker": {**tracker, "paused": False}, "domain": {"a": 1}}


async def ask(body: dict[str, Any], client: str = "127.0.0.1") -> httpx.Response:
    executor = ActionExecutor()
    executor.register_action(Greeting())
    transport = httpx.ASGITransport(action_app(executor), client=(client, 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://actions") as http:
        return await http.post("/webhook", json=body)


async def test_an_action_runs_and_its_words_come_back() -> None:
    answer = await ask(call("action_hello"))
    assert answer.json()["responses"][0]["text"] == "hello line:U1"


@pytest.mark.parametrize("stranger", ["10.0.0.7", "192.168.1.20", "203.0.113.9", "::ffff:10.0.0.7"])
async def test_another_machine_is_refused(stranger: str) -> None:
    assert (await ask(call("action_hello"), client=stranger)).status_code == 403


async def test_an_unknown_action_is_told_as_rasa_reads_it() -> None:
    answer = await ask(call("action_nobody_knows"))
    assert answer.status_code == 404
    assert answer.json()["action_name"] == "action_nobody_knows"


async def test_what_became_of_a_language_models_drafts_is_counted_at_metrics() -> None:
    count_draft("slow")
    transport = httpx.ASGITransport(action_app(ActionExecutor()))
    async with httpx.AsyncClient(transport=transport, base_url="http://actions") as http:
        shown = (await http.get("/metrics")).text
    assert 'dropwise_language_model_drafts_total{outcome="slow"} 1.0' in shown
