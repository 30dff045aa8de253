"""One-time links: the shop's login proves who a conversation is, once, for half an hour."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import jwt
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.identity_links import SignedIdentityLinks, is_used, redeem
from bot.adapters.store.engine import make_engine
from bot.app import identity_router
from bot.domain.errors import InputError

SECRET = "what the shop signs with, thirty-two bytes"


def links(key: str = "ours", *, has_login_page: bool = True) -> SignedIdentityLinks:
    return SignedIdentityLinks(
        key, "https://chat.example", has_login_page=has_login_page, shop_secret=SECRET
    )


def token_of(link: str | None) -> str:
    assert link is not None
    return link.rpartition("/")[2]


def shop_token(customer: str = "c1", secret: str = SECRET, minutes: int = 5) -> str:
    expires = datetime.now(UTC) + timedelta(minutes=minutes)
    return jwt.encode({"sub": customer, "exp": expires}, secret, algorithm="HS256")


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(
            text("insert into conversations (id, channel) values ('line:U1', 'line')")
        )
    yield engine
    await engine.dispose()


def test_a_link_leads_back_to_its_conversation() -> None:
    token = token_of(links().link_for("line:U1", "line:e1"))
    assert links().conversation_of(token) == "line:U1"


def test_without_a_login_page_no_link_is_offered() -> None:
    assert links(has_login_page=False).link_for("line:U1", "line:e1") is None


@pytest.mark.parametrize("token", ["", "x", "a.b.c"])
def test_a_token_that_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(InputError, match="new one"):
        links().conversation_of(token)
    foreign = token_of(links("theirs").link_for("line:U1", "line:e1"))
    with pytest.raises(InputError, match="new one"):
        links().conversation_of(foreign)


@pytest.mark.parametrize("token", ["", "x", shop_token(secret="x" * 40), shop_token(minutes=-5)])
def test_only_the_shops_own_fresh_signature_proves_a_customer(token: str) -> None:
    with pytest.raises(InputError):
        links().customer_of(token)
    assert links().customer_of(shop_token("c7")) == "c7"


async def test_a_link_ties_the_conversation_once(engine: AsyncEngine) -> None:
    token = token_of(links().link_for("line:U1", "line:e1"))
    assert not await is_used(engine, token)
    assert await redeem(engine, token, "line:U1", "c1")
    assert not await redeem(engine, token, "line:U1", "c2")
    assert await is_used(engine, token)
    async with engine.connect() as connection:
        found = await connection.scalar(text("select customer_id from conversations"))
    assert found == "c1"


async def test_the_pages_lead_to_the_login_and_tell_what_came_of_it(engine: AsyncEngine) -> None:
    ours = links()

    async def begin(token: str) -> str:
        ours.conversation_of(token)
        return "https://shop.example/login"

    async def finish(token: str, customer_token: str) -> str:
        await redeem(engine, token, ours.conversation_of(token), ours.customer_of(customer_token))
        return "Welcome."

    app = FastAPI()
    app.include_router(identity_router(begin, finish))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://chat.example") as http:
        token = token_of(ours.link_for("line:U1", "line:e1"))
        to_login = await http.get(f"/identify/{token}")
        done = await http.get(f"/identify/{token}/done", params={"customer_token": shop_token()})
        forged = await http.get(f"/identify/{token}/done", params={"customer_token": "x"})
    assert to_login.headers["location"] == "https://shop.example/login"
    assert (done.status_code, done.text) == (200, "Welcome.")
    assert forged.status_code == 400
