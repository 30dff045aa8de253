"""Orders, refills and feedback on a real database bear on what is recommended."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from bot.adapters.store.engine import make_engine
from bot.adapters.store.refills import PostgresRefills
from bot.commands.advice import recommend
from bot.domain.errors import InputError


@pytest.fixture
async def run(database_url):
    engine = make_engine(database_url)

    async def execute(statement: str, **values: Any) -> None:
        async with engine.begin() as connection:
            await connection.execute(text(statement), values)

    execute.engine = engine  # type: ignore[attr-defined]  # for the store under test
    yield execute
    await engine.dispose()


ADD_REFILL = (
    "insert into refills (customer_id, product_id, due_on, status)"
    " values (:customer, :product, :due, :status)"
)


async def test_the_due_dates_are_those_of_the_customers_waiting_refills(run):
    for customer, product, due, status in (
        ("c1", "p1", date(2026, 7, 1), "scheduled"),
        ("c1", "p2", date(2026, 7, 9), "snoozed"),
        ("c1", "p3", date(2026, 7, 2), "stopped"),
        ("c2", "p4", date(2026, 7, 3), "scheduled"),
    ):
        await run(ADD_REFILL, customer=customer, product=product, due=due, status=status)
    due_dates = await PostgresRefills(run.engine).due_dates("c1")
    assert due_dates == {"p1": date(2026, 7, 1), "p2": date(2026, 7, 9)}


async def recommended(wish: dict[str, Any], capsys) -> dict[str, Any]:
    await recommend(json.dumps(wish))
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


async def test_the_command_never_offers_a_customer_what_stung(
    run, database_url, monkeypatch, capsys
):
    """The first of the offers gives a reaction; from then on no size of it is offered."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    wish = {"customer_id": "somebody", "skin_type": ["oily"], "concern": ["acne"], "limit": 3}
    before = await recommended(wish, capsys)
    stung = before["products"][0]["id"]
    await run(
        "insert into feedback (event_id, conversation_id, customer_id, product_id, sentiment,"
        " kind, at) values ('e1', 'web:1', 'somebody', :product, 0.4, 'irritation', now())",
        product=stung,
    )
    after = await recommended(wish, capsys)
    assert stung not in [product["id"] for product in after["products"]]
    assert {"id": stung, "why": "reaction"} in after["excluded"]
    assert await recommended({**wish, "customer_id": "another"}, capsys) == before


async def test_the_command_refuses_a_condition_that_no_rule_knows():
    with pytest.raises(InputError, match="condition is any of pregnancy"):
        await recommend('{"condition": ["pregnant"]}')
