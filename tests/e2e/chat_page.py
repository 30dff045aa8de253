"""The widget and the console as somebody before a browser uses them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.domain.conversations import Owner
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import EventKind, IncomingEvent, QuickReply, Reply
from tests.standins.conversations import MemoryConversations
from tests.standins.demo_catalogue import DemoCatalogue, card

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
GREETING = Reply("Hi, I am an automated assistant.", (), (QuickReply("Find a serum"),))


async def shop_assistant(conversations: MemoryConversations, event: IncomingEvent) -> None:
    """Greets, shows two serums, hands over; anything else it repeats."""
    if (await conversations.owner(event.conversation_id)) is not Owner.ASSISTANT:
        return
    await asyncio.sleep(0.05)
    reply = Reply(f"You said: {event.text}")
    if event.kind is EventKind.FOLLOW:
        reply = GREETING
    elif "serum" in event.text:
        shown = [card(one, Language.EN, "for oily skin") for one in DemoCatalogue().all()[:2]]
        more = (QuickReply("Cheaper ones", '/inform{"budget": 1}'), QuickReply("Thanks"))
        reply = Reply("These fit:", tuple(shown), more)
    elif "person" in event.text:
        await conversations.open_handoff(event.conversation_id, HandoffReason.ASKED)
        reply = Reply("A colleague will answer.")
    await conversations.say(event.conversation_id, reply)


@contextmanager
def launched(options: dict[str, Any]) -> Iterator[Browser]:
    expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


class Widget:
    """One page with the widget; `problems` are script errors and what the page logged as one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: (self.problems.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: said.type == "error" and self.problems.append(said.text))

    @property
    def launcher(self) -> Locator:
        return self.page.locator("dropwise-chat .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your message")

    @property
    def messages(self) -> Locator:
        return self.page.locator("dropwise-chat .message")

    def open(self) -> None:
        self.launcher.click()
        self.message(GREETING.text).wait_for()

    def say(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")

    def message(self, text: str) -> Locator:
        return self.messages.filter(has_text=text)

    def focused(self) -> str:
        """What has the focus, by its name for a screen reader or its text."""
        return self.page.evaluate(
            """() => {
              let at = document.activeElement;
              while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
              return at?.getAttribute("aria-label") || at?.textContent || at?.tagName || "";
            }"""
        )


def shop_page(
    widget_url: str, policy: str = "", style: str = "", attributes: str = "", body: str = ""
) -> FastAPI:
    """A shop of somebody else's on an origin of its own, with our one script tag."""
    app = FastAPI()
    html = (
        f"<!doctype html><html lang='en'><title>Shop</title>"
        f"<link rel=stylesheet href=/shop.css><link rel=icon href=data:,>"
        f"<script src='{widget_url}/widget.js' defer {attributes}></script>"
        f"<body><h1>A shop</h1><button>Buy</button>{body}"
    )

    @app.get("/")
    async def page() -> HTMLResponse:
        return HTMLResponse(html, headers={"Content-Security-Policy": policy} if policy else {})

    @app.get("/shop.css")
    async def css() -> HTMLResponse:
        return HTMLResponse(style, media_type="text/css")

    return app
