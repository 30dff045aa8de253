"""When a played turn is over."""

from typing import Any

import pytest

from bot.adapters.scenes import Stage
from bot.adapters.store.engine import make_engine
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.turns import PostgresTurnStore
from bot.domain.conversations import End, Owner
from bot.domain.messages import Reply
from bot.domain.ports import Draft, TurnOutcome
from tests.turn_parts import NOW, text_event


async def no_worker(*_: Any) -> None:
    """Nobody handles what comes in."""


@pytest.mark.parametrize(("conversation", "is_over"), [("web:one", True), ("line:one", False)])
async def test_a_stored_answer_ends_a_turn_on_the_web_and_must_be_sent_elsewhere(
    database_url: str, conversation: str, is_over: bool
) -> None:
    engine = make_engine(database_url, pool_size=2)
    stage, turns = Stage(engine, lambda name: None), PostgresTurnStore(engine)
    event = text_event(1, "hi", conversation)
    await PostgresInbox(engine, no_worker).accept([event])
    assert not await stage.has_ended(event.event_id)
    outcome = TurnOutcome(End.ANSWERED, Owner.ASSISTANT, drafts=(Draft(Reply("hello")),))
    await turns.finish(await turns.open_case(event.event_id, NOW), outcome, NOW)
    assert await stage.has_ended(event.event_id) is is_over
    await engine.dispose()
