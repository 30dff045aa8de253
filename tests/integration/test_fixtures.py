"""The test suite's own ground: a fresh database each, and a browser that really opens a page."""

import psycopg
import pytest
from playwright.async_api import async_playwright


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_a_database_without_the_other_ones_rows(database_url: str, turn: int) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("CREATE TABLE mine AS SELECT %s::int AS turn", (turn,))


@pytest.mark.browser
async def test_the_browser_opens_a_page(chromium_options: dict[str, object]) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**chromium_options)
        page = await browser.new_page()
        await page.set_content("<h1>保濕</h1>")
        assert await page.inner_text("h1") == "保濕"
        await browser.close()
