"""The agents' console and the widget in a real Chromium, against the real routes."""

import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Channel, Delivery, EventKind, IncomingEvent, QuickReply, Reply
from bot.domain.tags import Tags, Understanding
from channels.console.ports import Author, CustomerFacts
from tests.e2e.chat_page import PHONE, Widget, launched, shop_assistant
from tests.standins.conversations import MemoryConversations, silent
from tests.standins.demo_catalogue import DemoCatalogue, card
from tests.standins.served import Served
from tests.standins.web_app import web_app

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


@pytest.fixture(scope="module")
def browser(chromium_options: dict[str, object]) -> Iterator[Browser]:
    with launched(chromium_options) as browser:
        yield browser


@pytest.fixture
def conversations() -> MemoryConversations:
    conversations = MemoryConversations(assistant=shop_assistant)
    conversations.add_agent("mei", "Mei", "right")
    conversations.add_agent("tom", "Tom", "right")
    return conversations


@pytest.fixture
def server(conversations: MemoryConversations) -> Iterator[Served]:
    with Served(web_app(conversations)) as server:
        yield server


@pytest.fixture
def agent(browser: Browser, server: Served) -> Iterator[Page]:
    with browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
        sign_in(page, server, "mei")
        yield page
        assert problems == []


@pytest.fixture
def shopper(browser: Browser, server: Served) -> Iterator[Widget]:
    with browser.new_context(locale="en-GB") as context:
        widget = Widget(context.new_page())
        widget.page.goto(f"{server.url}/chat?language=en")
        yield widget


def sign_in(page: Page, server: Served, login: str) -> None:
    page.goto(f"{server.url}/console")
    page.get_by_label("E-mail").fill(f"{login}@shop.example")
    page.get_by_label("Password").fill("right")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console")


def wrote(conversations: MemoryConversations, server: Served, text: str, name: str = "one") -> str:
    conversation = f"line:{name}"
    message_id = str(uuid.uuid4())
    event = IncomingEvent(
        f"{conversation}:{message_id}",
        conversation,
        Channel.LINE,
        EventKind.TEXT,
        conversations.clock.now(),
        text,
        message_id=message_id,
    )
    server.call(conversations.accept([event]))
    return conversation


def queue(conversations: MemoryConversations, server: Served, text: str, name: str = "one") -> str:
    conversation = wrote(conversations, server, text, name)
    server.call(conversations.open_handoff(conversation, HandoffReason.COMPLAINT, "Broken bottle."))
    return conversation


def claim(page: Page, title: str = "one") -> None:
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Claim").click()
    page.get_by_label("Your reply").wait_for()


def hears_no_news(page: Page) -> None:
    """From here on the page is drawn only when it is opened anew, as on a slow line."""
    page.route("**/console/live*", lambda route: route.abort())


def test_from_the_shoppers_wish_for_a_person_to_handing_back(
    agent: Page, shopper: Widget, conversations: MemoryConversations
) -> None:
    shopper.open()
    shopper.say("a person please")
    expect(agent.locator("#waiting + ul")).to_contain_text("Asked for a person")
    expect(agent).to_have_title("(1) Dropwise console")
    agent.locator("#waiting + ul a").first.click()
    expect(agent.locator("#messages")).to_contain_text("a person please")
    agent.get_by_role("button", name="Claim").click()
    expect(shopper.panel).to_contain_text("A person answers now")
    agent.get_by_label("Your reply").fill("Hello, Mei here.\nHow can I help?")
    agent.keyboard.press("Control+Enter")
    expect(shopper.message("Hello, Mei here.\nHow can I help?")).to_be_visible()
    expect(agent.locator(".by-agent .delivery")).to_have_text("Delivered")
    expect(agent.get_by_label("Your reply")).to_have_value("")
    shopper.say("My parcel is lost")
    expect(agent.locator("#messages")).to_contain_text("My parcel is lost")
    agent.get_by_role("button", name="Hand back").click()
    expect(agent.locator("#head")).to_contain_text("The assistant answers")
    expect(shopper.message("The automated assistant answers again.")).to_be_visible()
    shopper.say("and now?")
    expect(shopper.message("You said: and now?")).to_be_visible()


def test_two_agents_and_one_conversation(
    browser: Browser, agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    queue(conversations, server, "help")
    with browser.new_context(locale="en") as context:
        other = context.new_page()
        sign_in(other, server, "tom")
        expect(other.locator(".row")).to_have_count(1)
        hears_no_news(other)
        other.get_by_role("link", name="one").first.click()
        other.get_by_role("button", name="Claim").wait_for()
        claim(agent)
        other.get_by_role("button", name="Claim").click()
        expect(other.get_by_role("alert")).to_have_text(
            "Mei was first: this conversation is taken."
        )
        expect(other.get_by_label("Your reply")).to_have_count(0)


def test_news_never_disturbs_a_reply_being_written(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    conversations.assistant = silent
    conversation = queue(conversations, server, "help")
    claim(agent)
    box = agent.get_by_label("Your reply")
    box.press_sequentially("I am wri")
    wrote(conversations, server, "are you there?")
    expect(agent.locator("#messages")).to_contain_text("are you there?")
    expect(box).to_be_focused()
    box.press_sequentially("ting")
    expect(box).to_have_value("I am writing")
    agent.reload()
    expect(box).to_have_value("I am writing")
    assert len(conversations.conversations[conversation].items) == 2


def test_enter_that_chooses_a_character_sends_nothing(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    conversations.assistant = silent
    conversation = queue(conversations, server, "help")
    claim(agent)
    agent.get_by_label("Your reply").focus()
    ime = agent.context.new_cdp_session(agent)
    ime.send("Input.imeSetComposition", {"text": "ㄋㄧˇ", "selectionStart": 3, "selectionEnd": 3})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "modifiers": 2}
    ime.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    ime.send("Input.insertText", {"text": "你好"})
    expect(agent.get_by_label("Your reply")).to_have_value("你好")
    agent.keyboard.press("Control+Enter")
    expect(agent.locator(".by-agent")).to_contain_text("你好")
    texts = [item.reply.text for item in conversations.conversations[conversation].items]
    assert texts == ["help", "你好"]


def test_a_refused_reply_stays_in_the_box_with_the_reason(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    conversation = queue(conversations, server, "help")
    expect(agent.locator(".row")).to_have_count(1)
    hears_no_news(agent)
    claim(agent)
    server.call(conversations.close(conversation, "mei"))
    agent.get_by_label("Your reply").fill("too late")
    agent.get_by_role("button", name="Send").click()
    expect(agent.get_by_role("alert")).to_contain_text("You do not have this conversation")
    expect(agent.get_by_label("Your reply")).to_have_value("too late")


def test_after_a_restart_of_the_server_the_page_catches_up(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    queue(conversations, server, "before")
    expect(agent.locator("#waiting + ul li")).to_have_count(1)
    server.stop()
    expect(agent.locator("#offline")).to_be_visible()
    server.start()
    queue(conversations, server, "after", "two")
    expect(agent.locator("#waiting + ul li")).to_have_count(2, timeout=30_000)
    expect(agent.locator("#offline")).to_be_hidden()


def test_a_failed_delivery_is_seen_at_once(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    conversation = queue(conversations, server, "help")
    claim(agent)

    async def fail() -> None:
        await conversations.say(conversation, Reply("hello"), Author.AGENT, "mei")
        kept = conversations.conversations[conversation]
        lost = replace(kept.items[-1], delivery=Delivery.FAILED, failure="blocked by the shopper")
        kept.items[-1] = lost

    server.call(fail())
    expect(agent.locator("#messages")).to_contain_text("Not delivered: blocked by the shopper")


def test_unread_messages_are_counted_and_reading_clears_them(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    queue(conversations, server, "one more")
    wrote(conversations, server, "hello?")
    expect(agent.locator(".unread")).to_contain_text("2 unread")
    agent.get_by_role("link", name="one").first.click()
    expect(agent.locator(".unread")).to_have_count(0)


def test_nothing_that_strangers_wrote_runs(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    conversation = queue(conversations, server, HOSTILE)
    product = replace(DemoCatalogue().all()[0], names={Language.EN: HOSTILE})
    shown = replace(card(product, Language.EN, HOSTILE), url="javascript:alert(3)")
    server.call(conversations.say(conversation, Reply(HOSTILE, (shown,), (QuickReply(HOSTILE),))))
    conversations.conversations[conversation].customer = CustomerFacts(HOSTILE, HOSTILE, HOSTILE)
    agent.locator(".row").first.click()
    wrote(conversations, server, f"again {HOSTILE}")
    expect(agent.locator("#messages")).to_contain_text(f"again {HOSTILE}")
    assert agent.locator("img[src='x'], [onerror], a[href^='javascript']").count() == 0
    assert agent.locator("script:not([src^='/console/static/'])").count() == 0


def test_the_list_is_walked_with_arrow_keys(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    queue(conversations, server, "first")
    queue(conversations, server, "second", "two")
    expect(agent.locator(".row")).to_have_count(2)
    agent.locator(".row").first.focus()
    agent.keyboard.press("ArrowDown")
    expect(agent.locator(".row").nth(1)).to_be_focused()
    agent.keyboard.press("Enter")
    agent.wait_for_url("**/console/conversations/line%3Atwo")


def test_on_a_phone_the_list_leads_to_the_conversation_and_back(
    browser: Browser, server: Served, conversations: MemoryConversations
) -> None:
    queue(conversations, server, "help " + "w" * 300)
    with browser.new_context(**PHONE, locale="zh-TW") as context:
        page = context.new_page()
        page.goto(f"{server.url}/console")
        page.get_by_label("電子郵件").fill("mei@shop.example")
        page.get_by_label("密碼").fill("right")
        page.get_by_role("button", name="登入").tap()
        page.locator(".row").first.tap()
        expect(page.locator("#messages")).to_be_visible()
        expect(page.locator("#list")).to_be_hidden()
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(wide)
        page.get_by_role("button", name="接手").tap()
        page.get_by_label("您的回覆").fill("您好")
        page.get_by_role("button", name="送出").tap()
        expect(page.locator(".by-agent")).to_contain_text("您好")
        page.get_by_role("link", name="所有對話").tap()
        expect(page.locator("#mine + ul li")).to_have_count(1)
        assert not page.evaluate(wide)


def test_a_reading_is_corrected_by_keyboard_while_the_shopper_goes_on_writing(
    agent: Page, conversations: MemoryConversations, server: Served
) -> None:
    conversation = queue(conversations, server, "can I stack these two bottles?")
    (event_id,) = conversations.events
    reading = Understanding(Language.EN, "ask_product", 0.41, Tags(product_type=("serum",)))
    server.call(conversations.understand(event_id, reading))
    agent.get_by_role("link", name="one").first.click()
    agent.get_by_text("Correct", exact=False).first.focus()
    agent.keyboard.press("Enter")
    choice = agent.get_by_label("What does this message mean?")
    choice.select_option("ask_compatibility")
    wrote(conversations, server, "hello?")
    expect(agent.get_by_text("hello?").last).to_be_visible()
    expect(choice).to_have_value("ask_compatibility")
    agent.get_by_role("button", name="Save").click()
    expect(agent.get_by_text("Corrected: ask compatibility")).to_be_visible()
    expect(choice).not_to_be_visible()
    (first, *_) = conversations.conversations[conversation].items
    assert first.correction == "ask_compatibility"


def test_a_claim_is_told_while_it_is_written_and_a_medical_one_is_never_sent(
    agent: Page, server: Served, conversations: MemoryConversations
) -> None:
    conversations.assistant = silent
    conversation = queue(conversations, server, "my skin is red")
    claim(agent)
    box = agent.get_by_label("Your reply")
    box.fill("It cures eczema.")
    expect(agent.locator("#claims li")).to_contain_text("“cures eczema” is a medical claim")
    for _ in range(2):
        agent.get_by_role("button", name="Send").click()
        expect(agent.get_by_role("alert")).to_contain_text("It was not sent.")
    expect(box).to_have_value("It cures eczema.")
    box.fill("Results guaranteed!")
    agent.get_by_role("button", name="Send").click()
    expect(agent.get_by_role("alert")).to_contain_text("press Send again")
    agent.get_by_role("button", name="Send").click()
    expect(agent.locator(".by-agent")).to_contain_text("Results guaranteed!")
    expect(agent.locator("#claims")).to_be_hidden()
    box.fill("I am sorry to hear that.")
    agent.get_by_role("button", name="Send").click()
    expect(agent.locator(".by-agent").last).to_contain_text("I am sorry to hear that.")
    texts = [item.reply.text for item in conversations.conversations[conversation].items]
    assert texts == ["my skin is red", "Results guaranteed!", "I am sorry to hear that."]
