"""A real Rasa, trained on a handful of lines, started as a child beside a real PostgreSQL."""

import asyncio
import shutil
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from bot.adapters.processes import Supervisor
from bot.adapters.rasa_process import (
    RasaServer,
    create_tracker_schema,
    free_port,
    train,
)
from bot.domain.errors import UnavailableError
from bot.settings import REPOSITORY_ROOT
from tests.conftest import needs_rasa

pytestmark = [
    pytest.mark.rasa,
    pytest.mark.timeout(600),
    needs_rasa,
]

CONFIG = """
recipe: default.v1
language: en
pipeline: [{name: WhitespaceTokenizer}, {name: KeywordIntentClassifier}]
policies: [{name: RulePolicy, core_fallback_action_name: utter_again}]
"""
DOMAIN = """
version: "3.1"
intents: [greet]
responses: {utter_hello: [{text: "Hello 你好"}], utter_again: [{text: "Once more?"}]}
"""
NLU = """
version: "3.1"
nlu: [{intent: greet, examples: "- hello\\n- good day\\n"}]
"""
RULES = """
version: "3.1"
rules: [{rule: greet, steps: [{intent: greet}, {action: utter_hello}]}]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Rasa project with the product's own endpoints.yml."""
    root = tmp_path_factory.mktemp("project")
    files = {"config.yml": CONFIG, "domain.yml": DOMAIN, "credentials.yml": "rest:\n"}
    for name, text in {**files, "data/nlu/greet.yml": NLU, "data/rules/greet.yml": RULES}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    shutil.copy(REPOSITORY_ROOT / "endpoints.yml", root)
    return root


@pytest.fixture(scope="module")
def model(project: Path) -> Path:
    model = project / "models" / "small.tar.gz"
    train(model, project / "logs" / "train.log", project)
    return model


def test_training_leaves_a_model_and_nothing_else(
    model: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert [file.name for file in model.parent.iterdir()] == [model.name]
    assert capfd.readouterr().out == ""


def test_training_that_fails_says_where_the_reason_is_and_leaves_no_model(
    project: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(project, broken, ignore=shutil.ignore_patterns("models"))
    (broken / "domain.yml").write_text("intents: {")
    with pytest.raises(UnavailableError, match=r"train\.log"):
        train(broken / "models" / "m.tar.gz", broken / "train.log", broken)
    assert list((broken / "models").iterdir()) == []
    assert (broken / "train.log").stat().st_size > 0


async def test_rasa_answers_keeps_its_tracker_in_postgres_and_comes_back_when_killed(
    project: Path, model: Path, database_url: str, tmp_path: Path
) -> None:
    """One test for one start, because a start of Rasa takes as long as all other tests here."""
    create_tracker_schema(database_url)
    create_tracker_schema(database_url)
    server = RasaServer(
        model=model,
        action_url="http://127.0.0.1:9/actions",
        tracker_url=database_url,
        log_file=tmp_path / "rasa.log",
        port=free_port(),
        root=project,
    )
    assert not await server.is_ready()
    async with Supervisor(tmp_path / "pids") as supervisor:
        await supervisor.start(server.to_child())
        assert await texts(server, "line:U1", "hello") == ["Hello 你好"]
        assert said_by("line:U1", database_url) == ["hello"]
        assert listening_addresses(supervisor.pid("rasa")) == {"127.0.0.1"}
        assert "hello" not in server.log_file.read_text().lower()

        psutil.Process(supervisor.pid("rasa")).kill()
        while not (supervisor.restarts("rasa") and await server.is_ready()):
            await asyncio.sleep(0.2)
        assert await texts(server, "line:U1", "good day") == ["Hello 你好"]
        assert said_by("line:U1", database_url) == ["hello", "good day"]
    assert not await server.is_ready()


async def texts(server: RasaServer, sender: str, message: str) -> list[str]:
    async with httpx.AsyncClient(timeout=60) as client:
        body = {"sender": sender, "message": message}
        answer = await client.post(f"{server.url}/webhooks/rest/webhook", json=body)
    return [part["text"] for part in answer.json()]


def said_by(sender: str, url: str) -> list[str]:
    query = (
        "SELECT data::json->>'text' FROM rasa.events "
        "WHERE sender_id = %s AND type_name = 'user' ORDER BY id"
    )
    with psycopg.connect(url) as connection:
        return [text for (text,) in connection.execute(query, (sender,))]


def listening_addresses(pid: int) -> set[str]:
    connections = psutil.Process(pid).net_connections("inet")
    return {each.laddr.ip for each in connections if each.status == psutil.CONN_LISTEN}
