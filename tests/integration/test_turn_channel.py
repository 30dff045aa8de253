"""The turn channel in a real Rasa with PostgreSQL: a turn is saved whole or not at all, once."""

import hashlib
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from bot.adapters.rasa_process import RasaServer, create_tracker_schema, free_port, train
from bot.adapters.scratch_databases import create_scratch_database, drop_database
from bot.settings import REPOSITORY_ROOT
from tests.conftest import needs_rasa

pytestmark = [
    pytest.mark.rasa,
    pytest.mark.timeout(600),
    needs_rasa,
]
TINY = Path(__file__).parents[1] / "fixtures" / "tiny_rasa"
MODELS = REPOSITORY_ROOT / "var" / "test-models"


class ActionServer:
    """A stand-in for the app's action endpoint that fails, hangs and dies on command."""

    def __init__(self) -> None:
        self.port = free_port()
        self.calls: list[str] = []
        self.status = 200
        self.reading = self.taken_for(None)
        self.released = threading.Event()
        self.released.set()
        self._server: ThreadingHTTPServer | None = None
        self.start()

    def start(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # http.server's name
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if body["next_action"] == "action_read":
                    self._say(200, outer.reading)
                    return
                outer.calls.append(body["next_action"])
                outer.released.wait(60)
                self._say(outer.status, outer.answer())

            def _say(self, status: int, content: dict[str, Any]) -> None:
                answer = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                """Tests print nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @staticmethod
    def taken_for(intent: str | None) -> dict[str, Any]:
        """What the app's own reading of a message says, None to leave it to Rasa."""
        reading = {"intent": intent, "between": []} if intent else None
        slot = {"event": "slot", "name": "reading", "value": reading}
        return {"events": [slot], "responses": []}

    def answer(self) -> dict[str, Any]:
        count = float(len(self.calls))
        slot = {"event": "slot", "name": "noted", "value": count}
        card = {"custom": {"kind": "note", "count": count}}
        return {"events": [slot], "responses": [{"text": "Noted."}, card]}

    def die(self) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()


class Rasa:
    """A Rasa process that can be killed and started again on the same tracker store."""

    def __init__(self, server: RasaServer, database_url: str) -> None:
        self.server = server
        self.database_url = database_url
        self.start()

    def start(self) -> None:
        child = self.server.to_child()
        with self.server.log_file.open("ab") as log:
            self.process = subprocess.Popen(  # Rasa, from its own environment
                child.arguments,
                cwd=child.directory,
                env={**os.environ, **child.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        while not self._is_ready():
            assert self.process.poll() is None, self.server.log_file.read_text()
            time.sleep(0.2)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def post(self, body: Any) -> httpx.Response:
        url = f"{self.server.url}/webhooks/turn/webhook"
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.post(url, content=content, timeout=60)

    def say(self, sender: str, text: str, event_id: str, **more: str) -> httpx.Response:
        metadata = {"event_id": event_id, **more}
        return self.post({"sender": sender, "message": text, "metadata": metadata})

    def saved(self, sender: str) -> list[str]:
        """Types of the events in the tracker store."""
        query = "SELECT type_name FROM rasa.events WHERE sender_id = %s ORDER BY id"
        with psycopg.connect(self.database_url) as connection:
            return [name for (name,) in connection.execute(query, (sender,))]

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.server.url}/webhooks/turn/", timeout=2).is_success
        except httpx.HTTPError:
            return False


@pytest.fixture(scope="module")
def model() -> Path:
    """Trained once for these files and components, then kept."""
    files = [*TINY.rglob("*"), *(REPOSITORY_ROOT / "bot" / "nlu").glob("*.py")]
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.read_bytes())
    model = MODELS / f"tiny-{digest.hexdigest()[:16]}.tar.gz"
    if not model.exists():
        shutil.rmtree(MODELS, ignore_errors=True)
        train(model, MODELS / "train.log", TINY)
        shutil.rmtree(TINY / ".rasa", ignore_errors=True)
    return model


@pytest.fixture(scope="module")
def actions() -> Iterator[ActionServer]:
    server = ActionServer()
    yield server
    server.die()


@pytest.fixture(scope="module")
def rasa(
    model: Path, actions: ActionServer, postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rasa]:
    root = tmp_path_factory.mktemp("tiny")
    shutil.copytree(TINY, root, dirs_exist_ok=True)
    shutil.copy(REPOSITORY_ROOT / "endpoints.yml", root)
    url = create_scratch_database(postgres_url)
    create_tracker_schema(url)
    server = RasaServer(
        model=model,
        action_url=f"http://127.0.0.1:{actions.port}/",
        tracker_url=url,
        log_file=root / "rasa.log",
        port=free_port(),
        root=root,
    )
    running = Rasa(server, url)
    yield running
    running.kill()
    drop_database(url)


@pytest.fixture
def sender(request: pytest.FixtureRequest) -> str:
    return f"line:{request.node.name}"


def without_recovered(answer: httpx.Response) -> dict[str, Any]:
    return {name: value for name, value in answer.json().items() if name != "recovered"}


def test_a_turn_tells_what_was_read_said_done_and_remembered(
    rasa: Rasa, actions: ActionServer, sender: str
) -> None:
    answer = rasa.say(sender, "I have oily skin", "E1").json()
    assert answer["recovered"] is False
    assert answer["parse"]["intent"]["name"] == "inform"
    assert answer["parse"]["text"] == "I have oily skin"
    assert [(e["entity"], e["value"]) for e in answer["parse"]["entities"]] == [
        ("skin_type", "oily")
    ]
    assert [m.get("text") or m["custom"]["kind"] for m in answer["messages"]] == ["Noted.", "note"]
    assert answer["actions"] == ["action_note"]
    assert answer["slots"]["skin_type"] == ["oily"]
    assert answer["slots"]["noted"] == len(actions.calls)


def test_a_repeated_event_gets_the_same_answer_and_runs_nothing(
    rasa: Rasa, actions: ActionServer, sender: str
) -> None:
    first = rasa.say(sender, "我是油肌", "E1")
    calls, saved = len(actions.calls), rasa.saved(sender)
    again = rasa.say(sender, "我是油肌", "E1")
    assert again.json()["recovered"] is True
    assert without_recovered(again) == without_recovered(first)
    assert len(actions.calls) == calls
    assert rasa.saved(sender) == saved


def test_the_dialogue_goes_on_with_what_the_app_takes_a_message_for(
    rasa: Rasa, actions: ActionServer, sender: str
) -> None:
    actions.reading = actions.taken_for("greet")
    first = rasa.say(sender, "I have oily skin", "E1")
    actions.reading = actions.taken_for(None)
    answer = first.json()
    assert answer["actions"] == ["utter_hello"]
    assert answer["parse"]["intent"]["name"] == "greet"
    assert answer["parse"]["intent_ranking"][0]["name"] == "inform"
    again = rasa.say(sender, "I have oily skin", "E1")
    assert without_recovered(again) == without_recovered(first)
    assert rasa.say(sender, "my skin is dry", "E2").json()["actions"] == ["action_note"]


def test_a_chosen_intent_is_taken_with_the_words_and_tags_of_the_message(
    rasa: Rasa, sender: str
) -> None:
    answer = rasa.say(sender, "my skin is dry", "E1", chosen_intent="greet").json()
    assert answer["actions"] == ["utter_hello"]
    assert answer["parse"]["intent"] == {"name": "greet", "confidence": 1.0}
    assert answer["parse"]["text"] == "my skin is dry"
    assert answer["slots"]["skin_type"] == ["dry"]


def test_an_earlier_event_is_answered_as_it_was_then(rasa: Rasa, sender: str) -> None:
    first = rasa.say(sender, "I have oily skin", "E1")
    second = rasa.say(sender, "hello", "E2")
    third = rasa.say(sender, "my skin is dry", "E3")
    assert second.json()["actions"] == ["utter_hello"]
    for event_id, then in (("E1", first), ("E2", second), ("E3", third)):
        assert without_recovered(rasa.say(sender, "?", event_id)) == without_recovered(then)


def test_a_turn_whose_action_fails_is_not_saved_and_can_be_tried_again(
    rasa: Rasa, actions: ActionServer, sender: str
) -> None:
    rasa.say(sender, "hello", "E1")
    before = rasa.saved(sender)
    actions.status = 500
    failed = rasa.say(sender, "I have oily skin", "E2")
    actions.status = 200
    assert (failed.status_code, failed.json()) == (503, {"error": "action server failed"})
    assert rasa.saved(sender) == before
    retried = rasa.say(sender, "I have oily skin", "E2")
    assert retried.json()["recovered"] is False
    assert rasa.saved(sender).count("user") == 2


def test_a_dead_action_server_moves_no_tracker_and_a_new_one_is_found(
    rasa: Rasa, actions: ActionServer, sender: str
) -> None:
    actions.die()
    failed = rasa.say(sender, "my skin is dry", "E1")
    assert failed.status_code == 503
    assert rasa.saved(sender) == []
    actions.start()
    assert rasa.say(sender, "my skin is dry", "E1").json()["actions"] == ["action_note"]


def test_one_event_sent_twice_at_once_is_handled_once(
    rasa: Rasa, actions: ActionServer, sender: str
) -> None:
    calls = len(actions.calls)
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: rasa.say(sender, "我是乾肌", "E1"), range(2)))
    assert sorted(answer.json()["recovered"] for answer in both) == [False, True]
    assert without_recovered(both[0]) == without_recovered(both[1])
    assert len(actions.calls) == calls + 1


def test_two_events_of_one_sender_are_kept_in_order(rasa: Rasa, sender: str) -> None:
    assert rasa.say(sender, "hello", "E1").json()["actions"] == ["utter_hello"]
    assert rasa.say(sender, "my skin is dry", "E2").json()["slots"]["skin_type"] == ["dry"]
    assert rasa.saved(sender).count("user") == 2


def test_rasa_killed_in_the_middle_of_a_turn_has_saved_nothing_of_it(
    rasa: Rasa, actions: ActionServer, sender: str
) -> None:
    calls = len(actions.calls)
    actions.released.clear()
    with ThreadPoolExecutor(1) as pool:
        lost = pool.submit(rasa.say, sender, "I have oily skin", "E1")
        while len(actions.calls) == calls:
            time.sleep(0.05)
        rasa.kill()
        with pytest.raises(httpx.HTTPError):
            lost.result()
    actions.released.set()
    assert rasa.saved(sender) == []
    rasa.start()
    answer = rasa.say(sender, "I have oily skin", "E1").json()
    assert answer["recovered"] is False
    assert rasa.saved(sender).count("user") == 1
    assert rasa.say(sender, "I have oily skin", "E1").json()["recovered"] is True


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"{", "the body is not JSON"),
        (b"\xff\xfe", "the body is not JSON"),
        ([], "the body is not a JSON object"),
        ({"message": "hi", "metadata": {"event_id": "E"}}, "sender is missing or no text"),
        ({"sender": "a", "message": " ", "metadata": {"event_id": "E"}}, "message is missing"),
        ({"sender": "a", "message": "hi"}, "metadata.event_id is missing"),
        ({"sender": "a", "message": "hi", "metadata": {"event_id": 1}}, "metadata.event_id"),
    ],
)
def test_a_bad_body_is_refused_with_a_sentence(rasa: Rasa, body: Any, sentence: str) -> None:
    answer = rasa.post(body)
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]


@pytest.mark.parametrize("text", ["油" * 20_000, "\x00\x01", "🙂", "'; DROP TABLE events; --"])
def test_any_text_gets_an_answer(rasa: Rasa, sender: str, text: str) -> None:
    assert rasa.say(sender[:40], text, "E1").status_code == 200
