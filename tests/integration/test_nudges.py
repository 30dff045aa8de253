"""Refill nudges on a real database: due, allowed, sent once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.engine import make_engine
from bot.adapters.store.refills import PostgresRefills
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from bot.services.nudges import NudgeService
from tests.turn_parts import EchoWording, SetClock

PRODUCT = Product("p1", {Language.EN: "Dew Serum"}, (Price(Decimal(10), "USD"),))


class OneProduct:
    """A catalogue of one product."""

    async def find(self, product_id: str) -> Product | None:
        return PRODUCT if product_id == "p1" else None

    def match_names(self, text: str, language: Language) -> tuple[Product, ...]:
        return ()

    def all(self) -> tuple[Product, ...]:
        return (PRODUCT,)


@dataclass
class Shop:
    """The nudge service with a database around it."""

    engine: AsyncEngine
    refills: PostgresRefills
    nudges: NudgeService
    clock: SetClock

    async def run(self, statement: str, **values: Any) -> list[Any]:
        async with self.engine.begin() as connection:
            result = await connection.execute(text(statement), values)
            return list(result.all()) if result.returns_rows else []

    async def conversation(self, id_: str, customer: str | None = "c1", **more: Any) -> None:
        values = {"owner": "assistant", "reachable": True, "last": self.clock.time, **more}
        await self.run(
            "insert into conversations (id, channel, customer_id, owner, reachable, language,"
            " last_incoming_at) values (:id, :channel, :customer, :owner, :reachable, 'en', :last)",
            id=id_, channel=id_.partition(":")[0], customer=customer, **values,
        )  # fmt: skip

    async def refill(self, due: str = "2026-11-21", customer: str | None = "c1") -> int:
        rows = await self.run(
            "insert into refills (customer_id, product_id, due_on) values (:c, 'p1', :d)"
            " returning id",
            c=customer,
            d=datetime.fromisoformat(due).date(),
        )
        return int(rows[0][0])

    async def agree(self, subject: str = "customer:c1", granted: bool = True) -> None:
        await self.run(
            "insert into consents values (:s, 'reminders', :g, now())", s=subject, g=granted
        )

    async def status(self) -> tuple[str, str | None]:
        [(status, reason)] = await self.run("select status, status_reason from refills")
        return status, reason

    async def messages(self) -> int:
        [(count,)] = await self.run("select count(*) from outgoing_messages")
        return int(count)


@pytest.fixture
async def shop(database_url: str) -> AsyncIterator[Shop]:
    engine = make_engine(database_url)
    clock = SetClock(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
    refills = PostgresRefills(engine)
    yield Shop(engine, refills, NudgeService(refills, OneProduct(), EchoWording(), clock), clock)
    await engine.dispose()


async def test_a_due_refill_is_nudged_once_after_a_yes(shop: Shop) -> None:
    await shop.conversation("line:U1")
    await shop.agree()
    refill = await shop.refill()
    assert list(await shop.refills.due(shop.clock.time.date())) == [(refill, "line:U1")]
    assert await shop.nudges.nudge(refill) == "line:U1"
    assert await shop.nudges.nudge(refill) is None
    assert (await shop.status())[0] == "sent"
    assert await shop.messages() == 1
    [(pending,)] = await shop.run("select pending from conversations")
    assert pending["topic"] == "refill_nudge"


async def test_nothing_is_due_before_its_day(shop: Shop) -> None:
    await shop.conversation("line:U1")
    await shop.agree()
    await shop.refill(due="2026-11-22")
    assert list(await shop.refills.due(shop.clock.time.date())) == []


async def test_without_a_yes_no_nudge_ever_goes_out(shop: Shop) -> None:
    await shop.conversation("line:U1")
    assert await shop.nudges.nudge(await shop.refill()) is None
    assert await shop.status() == ("suppressed", "no yes to reminders")
    assert await shop.messages() == 0


async def test_a_no_counts_like_silence(shop: Shop) -> None:
    await shop.conversation("line:U1")
    await shop.agree(granted=False)
    assert await shop.nudges.nudge(await shop.refill()) is None
    assert (await shop.status())[0] == "suppressed"


async def test_a_customer_without_a_conversation_goes_on_waiting(shop: Shop) -> None:
    await shop.agree()
    await shop.refill()
    assert list(await shop.refills.due(shop.clock.time.date())) == []
    assert (await shop.status())[0] == "scheduled"


async def test_messenger_is_nudged_inside_its_window_alone(shop: Shop) -> None:
    await shop.conversation("messenger:1", last=datetime(2026, 11, 20, 11, 0, tzinfo=UTC))
    await shop.agree()
    assert await shop.nudges.nudge(await shop.refill()) is None
    assert await shop.status() == ("suppressed", "outside Messenger's 24-hour window")


async def test_who_blocked_us_hears_nothing(shop: Shop) -> None:
    await shop.conversation("line:U1", reachable=False)
    await shop.agree()
    assert await shop.nudges.nudge(await shop.refill()) is None
    assert (await shop.status())[0] == "suppressed"


@pytest.mark.parametrize("owner", ["queue", "agent"])
async def test_while_a_person_owns_the_conversation_a_nudge_waits(shop: Shop, owner: str) -> None:
    await shop.conversation("line:U1", owner=owner)
    await shop.agree()
    assert await shop.nudges.nudge(await shop.refill()) is None
    assert (await shop.status())[0] == "scheduled"


async def test_a_nudge_waits_for_the_morning(shop: Shop) -> None:
    await shop.conversation("line:U1")
    await shop.agree()
    refill = await shop.refill()
    shop.clock.time = shop.clock.time.replace(hour=3)
    assert await shop.nudges.nudge(refill) is None
    shop.clock.time = shop.clock.time.replace(hour=9)
    assert await shop.nudges.nudge(refill) == "line:U1"


async def test_of_two_conversations_line_is_nudged(shop: Shop) -> None:
    await shop.conversation("web:v1")
    await shop.conversation("line:U1")
    await shop.agree()
    assert await shop.nudges.nudge(await shop.refill()) == "line:U1"
