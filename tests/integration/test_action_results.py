"""What an action answered is checked as Rasa itself checks it, in Rasa's own environment."""

import json
from typing import Any

import pytest

from tests.conftest import needs_rasa
from tests.rasa_environment import run_with_rasa

pytestmark = [
    pytest.mark.rasa,
    needs_rasa,
]
# Each result goes through Rasa's own check and, in the same process, through ours.
BOTH = """
import json, sys
from rasa.core.actions.action import RemoteAction
from bot.nlu.action_results import prepare_once

def verdict(result):
    try:
        return RemoteAction("action_x", None)._validate_action_result(result)
    except Exception as error:
        return type(error).__name__

results = json.load(sys.stdin)
rasa = [verdict(result) for result in results]
prepare_once()
print(json.dumps([rasa, [verdict(result) for result in results]]))
"""
SLOT = {"event": "slot", "name": "profile", "value": {"skin_type": ["oily"]}, "timestamp": None}
GOOD: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [SLOT], "responses": [{"custom": {"kind": "answer"}}]},
    {"events": [{"event": "active_loop", "name": None, "timestamp": None}], "responses": []},
]
BAD: list[Any] = [
    [],
    "no object",
    {"events": {}},
    {"events": ["slot"]},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": "no such event"}]},
    {"responses": ["words"]},
]


@pytest.mark.timeout(120)
def test_results_pass_and_fail_as_in_rasas_own_check() -> None:
    by_rasa, by_us = run_with_rasa(BOTH, json.dumps(GOOD + BAD))
    assert by_us == by_rasa
    assert by_us == [True] * len(GOOD) + ["ValidationError"] * len(BAD)
