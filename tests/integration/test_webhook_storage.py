"""Whatever a platform signs, a real PostgreSQL takes it: nothing of a batch is lost."""

import asyncio
import dataclasses
import json
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.adapters.store.engine import make_engine
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.tables import EventRow
from bot.domain.messages import Channel, EventKind, IncomingEvent
from channels.line import endpoints as line
from channels.messenger import endpoints as messenger
from channels.messenger.endpoints import WebhookSecrets
from tests.standins.channel_ports import FixedClock
from tests.standins.line_events import (
    CHANNEL_SECRET,
    line_body,
    line_headers,
    line_user,
    redelivered,
    text_event,
)
from tests.standins.messenger_events import (
    APP_SECRET,
    VERIFY_TOKEN,
    messenger_body,
    messenger_event,
    messenger_headers,
    text_message,
)

USER = line_user(9)
SHOPPER = "9009"


class Door:
    """Both webhooks before a real inbox; jobs are only counted."""

    def __init__(self, engine):
        self.engine = engine
        self.deferred = []
        self.transactions = 0
        app, clock = FastAPI(), FixedClock()
        self.inbox = inbox = PostgresInbox(engine, self._defer)
        app.include_router(line.router(CHANNEL_SECRET, inbox, clock))
        secrets = WebhookSecrets(APP_SECRET, VERIFY_TOKEN)
        app.include_router(messenger.router(secrets, inbox, clock))
        # The server's own rule: an error inside is a 500, not an exception of the test's.
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://shop")

    async def _defer(self, _connection, jobs):
        self.deferred += jobs
        self.transactions += 1

    async def line(self, events):
        body = line_body(events)
        response = await self.client.post(line.PATH, content=body, headers=line_headers(body))
        return response.status_code

    async def messenger(self, events):
        body = messenger_body(events)
        headers = messenger_headers(body)
        response = await self.client.post(messenger.PATH, content=body, headers=headers)
        return response.status_code

    async def texts(self):
        async with self.engine.connect() as connection:
            rows = await connection.execute(select(EventRow.text).order_by(EventRow.sequence))
            return list(rows.scalars())


@pytest.fixture
async def door(database_url):
    engine = make_engine(database_url)
    yield Door(engine)
    await engine.dispose()


STRANGE = [
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "👩‍👩‍👧",
    "'; DROP TABLE events; --",
    "\x1b[2J",
    "￿",
]


@pytest.mark.parametrize("strange", STRANGE, ids=range(len(STRANGE)))
async def test_a_strange_text_is_stored_between_its_neighbours(door, strange):
    """Also where it stands as an id, a token, a keyword or a file's name."""
    sticker = {"id": "1", "type": "sticker", "keywords": [strange], "packageId": strange}
    file = {"id": strange, "type": "file", "fileName": strange}
    odd = [
        text_event(USER, strange, reply_token=strange),
        text_event(USER, strange, webhookEventId=strange),
        text_event(strange, strange),
        text_event(USER, "") | {"message": sticker},
        text_event(USER, "") | {"message": file},
        {"type": strange, strange: strange},
    ]
    assert await door.line([text_event(USER, "before"), *odd, text_event(USER, "after")]) == 200
    texts = await door.texts()
    assert (texts[0], texts[-1], len(texts)) == ("before", "after", len(odd) + 2)
    assert len(door.deferred) == len(texts)


@pytest.mark.parametrize("strange", STRANGE, ids=range(len(STRANGE)))
async def test_a_strange_messenger_text_is_stored_between_its_neighbours(door, strange):
    odd = [
        text_message(SHOPPER, strange, mid=strange),
        text_message(strange, strange),
        messenger_event(SHOPPER, message={"mid": "m", "attachments": [{"type": strange}]}),
    ]
    events = [text_message(SHOPPER, "before"), *odd, text_message(SHOPPER, "after")]
    assert await door.messenger(events) == 200
    texts = await door.texts()
    assert (texts[0], texts[-1], len(texts)) == ("before", "after", len(odd) + 2)


async def test_a_redelivered_event_is_stored_and_deferred_once(door):
    event = text_event(USER, "hello")
    statuses = [await door.line([event]), await door.line([redelivered(event)])]
    assert statuses == [200, 200]
    assert await door.texts() == ["hello"]
    assert len(door.deferred) == 1


async def test_a_thousand_events_of_one_call_are_stored(door):
    assert await door.line([text_event(USER, str(number)) for number in range(1_000)]) == 200
    assert await door.texts() == [str(number) for number in range(1_000)]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=[]), max_size=20),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
MESSAGES = st.fixed_dictionaries({"type": st.sampled_from(["text", "sticker", "file"]), "id": JSON})


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(odd=JSON | MESSAGES, message=JSON)
async def test_nothing_a_platform_signs_is_an_error_of_ours(door, odd, message):
    before, after = text_event(USER, "before"), text_event(USER, "after")
    events = [before, odd, text_event(USER, "") | {"message": message}, after]
    stored = len(await door.texts())
    assert await door.line(json.loads(json.dumps(events))) == 200
    assert len(await door.texts()) >= stored + 3


def written_by(number, text="hello"):
    return IncomingEvent(
        event_id=f"line:together-{number}",
        conversation_id=f"line:{line_user(number)}",
        channel=Channel.LINE,
        kind=EventKind.TEXT,
        occurred_at=datetime.now(UTC),
        text=text,
    )


async def test_calls_that_come_together_are_stored_together_and_each_once(door):
    events = [written_by(number % 20) for number in range(60)]
    await asyncio.gather(*(door.inbox.accept([event]) for event in events))
    assert sorted(door.deferred) == sorted({(e.event_id, e.conversation_id) for e in events})
    assert len(await door.texts()) == 20
    assert door.transactions < 20


async def test_a_call_that_cannot_be_stored_takes_no_other_with_it(door):
    calls = [[written_by(number)] for number in range(8)]
    calls[3] = [written_by(3, text="a NUL that no channel lets through: \x00")]
    ends = await asyncio.gather(*map(door.inbox.accept, calls), return_exceptions=True)
    assert isinstance(ends.pop(3), DBAPIError)
    assert ends == [None] * 7
    assert len(await door.texts()) == 7


async def test_a_call_that_hangs_up_takes_no_other_with_it(door):
    calls = [asyncio.create_task(door.inbox.accept([written_by(n)])) for n in range(8)]
    await asyncio.sleep(0)
    calls[0].cancel()
    await asyncio.gather(*calls[1:])
    assert len(await door.texts()) == 8


async def test_the_messages_of_one_shopper_keep_their_order(door):
    first = written_by(1)
    events = [dataclasses.replace(first, event_id=f"line:{n}", text=str(n)) for n in range(30)]
    await asyncio.gather(*(door.inbox.accept([event]) for event in events))
    assert await door.texts() == [str(number) for number in range(30)]
    assert [event_id for event_id, _ in door.deferred] == [event.event_id for event in events]
