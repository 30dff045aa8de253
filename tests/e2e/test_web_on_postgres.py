"""The chat and the console put together as `dropwise serve` does, on a real PostgreSQL.

No worker runs, so the assistant is silent: what is proven is the way from the shopper's page into
the database, and from the agent's page back.
"""

import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from sqlalchemy import text

from bot.adapters.store.agents import PostgresAgents
from bot.bootstrap.foundation import Foundation, open_foundation
from bot.bootstrap.web import serve_app
from bot.commands.process import serving
from bot.demo.load import load_demo
from bot.settings import Settings

pytestmark = pytest.mark.browser


@dataclass
class Shop:
    base: Foundation
    url: str
    browser: Browser

    async def rows(self, query: str) -> list[tuple]:
        async with self.base.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(query))]


@pytest.fixture
async def shop(
    database_url: str, chromium_options: dict[str, object], tmp_path: Path
) -> AsyncIterator[Shop]:
    expect.set_options(timeout=15_000)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(_env_file=None, port=port, var_directory=tmp_path)
    async with contextlib.AsyncExitStack() as stack:
        base = await stack.enter_async_context(open_foundation(settings, database_url))
        await load_demo(base.engine, base.table, datetime.now(UTC))
        await base.catalogue.refresh()
        await PostgresAgents(base.engine).add("mei@shop.example", "Mei", "right password")
        await stack.enter_async_context(serving(serve_app(base), port))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(**chromium_options)
        stack.push_async_callback(browser.close)
        yield Shop(base, settings.base_url, browser)


async def sign_in(page: Page, url: str) -> None:
    await page.goto(f"{url}/console")
    await page.get_by_label("E-mail").fill("mei@shop.example")
    await page.get_by_label("Password").fill("right password")
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/console")


async def test_a_message_goes_into_the_database_and_an_agents_reply_comes_back(shop: Shop) -> None:
    shopper = await (await shop.browser.new_context(locale="en")).new_page()
    await shopper.goto(f"{shop.url}/chat?language=en")
    await shopper.get_by_role("button", name="Open chat").click()
    box = shopper.get_by_role("textbox", name="Your message")
    await box.fill("Is anybody there? 😀\x00")
    await box.press("Enter")
    sent = shopper.locator("dropwise-chat .by-shopper")
    await expect(sent.locator(".mark")).to_be_empty()
    ((conversation, words),) = await shop.rows(
        "select conversation_id, text from events where kind = 'text'"
    )
    assert words == "Is anybody there? 😀"

    agent = await (await shop.browser.new_context(locale="en")).new_page()
    await sign_in(agent, shop.url)
    await agent.goto(f"{shop.url}/console/conversations/{conversation}")
    await expect(agent.locator("#messages")).to_contain_text("Is anybody there?")
    await agent.get_by_role("button", name="Claim").click()
    await expect(shopper.get_by_role("dialog")).to_contain_text("A person answers now")
    await agent.get_by_label("Your reply").fill("Mei is here.")
    await agent.keyboard.press("Control+Enter")
    await expect(shopper.locator("dropwise-chat .by-agent")).to_contain_text("Mei is here.")
    await expect(agent.locator(".by-agent .delivery")).to_have_text("Delivered")
    await agent.get_by_role("button", name="Hand back").click()
    await expect(shopper.get_by_role("dialog")).to_contain_text("Automated assistant")
    assert await shop.rows("select count(*) from outgoing_messages where author = 'agent'") == [
        (1,)
    ]


async def test_a_logged_in_demo_customer_is_proven_and_the_agent_sees_the_orders(
    shop: Shop,
) -> None:
    shopper = await (await shop.browser.new_context(locale="en")).new_page()
    await shopper.goto(f"{shop.url}/demo/login?language=en")
    await shopper.locator("#who").select_option("C0001")
    await shopper.locator("main").get_by_role("button", name="Log in").click()
    await shopper.get_by_role("button", name="Open chat").click()
    await shopper.get_by_role("textbox", name="Your message").fill("my order")
    await shopper.keyboard.press("Enter")
    await expect(shopper.locator("dropwise-chat .by-shopper .mark")).to_be_empty()
    ((conversation, customer),) = await shop.rows("select id, customer_id from conversations")
    assert customer == "C0001"

    agent = await (await shop.browser.new_context(locale="en")).new_page()
    await sign_in(agent, shop.url)
    await agent.goto(f"{shop.url}/console/conversations/{conversation}")
    await expect(agent.locator("#about")).to_contain_text("C0001")
    ((order,),) = await shop.rows(
        "select id from orders where customer_id = 'C0001' order by ordered_at desc limit 1"
    )
    await expect(agent.locator("#about .orders")).to_contain_text(order)
