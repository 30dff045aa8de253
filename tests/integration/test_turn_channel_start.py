"""The channel's server leaves what is loaded to itself, in Rasa's own environment."""

import pytest

from tests.conftest import needs_rasa
from tests.rasa_environment import run_with_rasa

pytestmark = [
    pytest.mark.rasa,
    needs_rasa,
]
START = """
import asyncio, gc, json
from sanic import Sanic
from bot.nlu.turn_channel import TurnChannel

async def start():
    app = Sanic("channel")
    app.blueprint(TurnChannel().blueprint(None))
    server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True)
    await server.startup()
    before = gc.get_freeze_count()
    await server.after_start()
    return before, gc.get_freeze_count()

print(json.dumps(asyncio.run(start())))
"""


@pytest.mark.timeout(120)
def test_no_later_collection_looks_through_what_was_loaded_at_the_start() -> None:
    before, after = run_with_rasa(START, "")
    assert before == 0
    assert after > 100_000
