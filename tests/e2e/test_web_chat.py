"""The web widget in a real Chromium, against the real routes and conversations in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from bot.domain.languages import Language
from bot.domain.messages import Author, EventKind, IncomingEvent, QuickReply, Reply
from tests.e2e.chat_page import GREETING, PHONE, Widget, launched, shop_assistant, shop_page
from tests.standins.conversations import MemoryConversations, silent
from tests.standins.demo_catalogue import DemoCatalogue, card
from tests.standins.served import Served
from tests.standins.web_app import web_app

pytestmark = pytest.mark.browser

# What a hurried shop's style sheet does to everything on its pages.
HOSTILE_STYLE = """
body * { color: red !important; font: 40px/3 cursive !important;
  opacity: .1 !important; text-transform: uppercase !important; letter-spacing: 1em !important;
  pointer-events: none !important; position: static !important;
  transform: rotate(9deg) !important; visibility: hidden !important; }
dropwise-chat { display: none !important; }
"""
HOSTILE_TEXT = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
# Contrast of every visible text in the widget with what lies behind it (WCAG 2.2).
CONTRASTS = """() => {
  const root = document.querySelector("dropwise-chat").shadowRoot;
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const shine = (part) => {
    const s = part / 255;
    return s <= .04045 ? s / 12.92 : ((s + .055) / 1.055) ** 2.4;
  };
  const light = ([r, g, b]) => .2126 * shine(r) + .7152 * shine(g) + .0722 * shine(b);
  const behind = (at) => {
    for (; at && at.nodeType === 1; at = at.parentElement) {
      const [r, g, b, a = 1] = rgb(getComputedStyle(at).backgroundColor);
      if (a > .99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const at of root.querySelectorAll("*")) {
    const words = [...at.childNodes].filter((child) => child.nodeType === 3);
    const text = words.map((child) => child.data.trim()).join("");
    if (!text || !at.getClientRects().length || at.closest("style, .hearing")) continue;
    const both = [light(rgb(getComputedStyle(at).color)), light(behind(at))];
    const [one, other] = both.sort((a, b) => b - a);
    found.push([text, Math.round((one + .05) / (other + .05) * 100) / 100]);
  }
  return found;
}"""
# Everything one can tap in the open panel, with its size.
TARGETS = """() => [...document.querySelector("dropwise-chat").shadowRoot
  .querySelectorAll("button, textarea, a.card")].filter((at) => at.getClientRects().length)
  .map((at) => { const box = at.getBoundingClientRect();
    return [at.getAttribute("aria-label") || at.textContent, box.width, box.height]; })"""


@pytest.fixture(scope="module")
def browser(chromium_options: dict[str, object]) -> Iterator[Browser]:
    with launched(chromium_options) as browser:
        yield browser


@pytest.fixture
def conversations() -> MemoryConversations:
    return MemoryConversations(assistant=shop_assistant)


@pytest.fixture
def server(conversations: MemoryConversations) -> Iterator[Served]:
    with Served(web_app(conversations, ["*"])) as server:
        yield server


@pytest.fixture
def widget(browser: Browser, server: Served) -> Iterator[Widget]:
    with browser.new_context(locale="en-GB") as context:
        widget = Widget(context.new_page())
        widget.page.goto(f"{server.url}/chat?language=en")
        yield widget
        assert widget.problems == []


def shopper_texts(conversations: MemoryConversations) -> Sequence[str]:
    return [event.text for event in conversations.events.values() if event.text]


def test_a_shopper_asks_and_gets_cards_that_lead_to_products(widget: Widget) -> None:
    widget.open()
    widget.say("a serum please")
    first = DemoCatalogue().all()[0]
    link = widget.messages.get_by_role("link", name=first.name(Language.EN)).first
    expect(link).to_contain_text("US$12.90")
    expect(link).to_contain_text("for oily skin")
    picture = link.locator("img")
    expect(picture).to_have_attribute(
        "src", f"{widget.page.url.partition('/chat')[0]}/pictures/{first.id}.svg"
    )
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    link.click()
    widget.page.wait_for_url(f"**{first.url}")


def test_the_chat_goes_on_on_the_next_page(widget: Widget) -> None:
    widget.open()
    widget.say("remember me")
    widget.message("You said: remember me").wait_for()
    widget.page.reload()
    expect(widget.message("You said: remember me")).to_be_visible()
    expect(widget.messages).to_have_count(3)


def test_everything_can_be_done_by_keyboard_alone(widget: Widget) -> None:
    page = widget.page
    widget.launcher.focus()
    page.keyboard.press("Enter")
    widget.message(GREETING.text).wait_for()
    assert widget.focused() == "Your message"
    page.keyboard.press("Shift+Tab")
    assert widget.focused() == "Find a serum"
    page.keyboard.press("Enter")
    expect(widget.message("These fit:")).to_be_visible()
    assert widget.focused() == "Your message"
    page.keyboard.type("first line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Enter")
    expect(widget.message("You said: first line\nsecond line")).to_be_visible()
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    assert widget.focused() == "Open chat"


def test_a_quick_reply_sends_its_payload_and_shows_its_label(
    widget: Widget, conversations: MemoryConversations
) -> None:
    widget.open()
    widget.say("a serum please")
    widget.page.get_by_role("button", name="Cheaper ones").click()
    expect(widget.messages.last).to_contain_text("You said: /inform")
    assert widget.messages.filter(has_text="Cheaper ones").count() == 1
    kinds = [event.kind for event in conversations.events.values()]
    assert kinds == [EventKind.FOLLOW, EventKind.TEXT, EventKind.POSTBACK]
    expect(widget.page.get_by_role("button", name="Thanks")).to_have_count(0)


def test_what_is_written_while_the_server_is_away_arrives_once_and_in_order(
    widget: Widget, server: Served, conversations: MemoryConversations
) -> None:
    widget.open()
    server.stop()
    expect(widget.page.get_by_role("status")).to_contain_text("No connection right now")
    for text in ("one", "two", "three"):
        widget.say(text)
    expect(widget.message("Waiting for a connection")).to_have_count(3)
    server.start()
    expect(widget.message("You said: three")).to_be_visible(timeout=30_000)
    expect(widget.message("Waiting for a connection")).to_have_count(0)
    assert shopper_texts(conversations) == ["one", "two", "three"]
    expect(widget.messages).to_have_count(1 + 3 + 3)
    widget.problems.clear()  # the browser itself reports the refused connections


def test_unsent_words_survive_a_reload(
    widget: Widget, server: Served, conversations: MemoryConversations
) -> None:
    widget.open()
    widget.page.route("**/nothing", lambda route: route.abort())
    server.stop()
    expect(widget.page.get_by_role("status")).to_contain_text("No connection right now")
    widget.say("do not forget me")
    server.start()
    widget.page.reload()
    expect(widget.message("You said: do not forget me")).to_be_visible(timeout=30_000)
    assert shopper_texts(conversations) == ["do not forget me"]
    widget.problems.clear()


def test_a_message_whose_receipt_was_lost_makes_no_second_turn(browser: Browser) -> None:
    class Torn(MemoryConversations):
        """Stores, and loses the line before it can say so, once."""

        torn = False

        async def accept(self, events: Sequence[IncomingEvent]) -> None:
            await super().accept(events)
            if not self.torn and events[0].kind is EventKind.TEXT:
                self.torn = True
                raise ConnectionResetError

    conversations = Torn(assistant=shop_assistant)
    with Served(web_app(conversations)) as server, browser.new_context(locale="en") as context:
        widget = Widget(context.new_page())
        widget.page.goto(f"{server.url}/chat?language=en")
        widget.open()
        widget.say("only once")
        expect(widget.message("You said: only once")).to_be_visible(timeout=30_000)
        widget.say("and again")
        expect(widget.message("You said: and again")).to_be_visible(timeout=30_000)
    assert conversations.torn
    assert shopper_texts(conversations) == ["only once", "and again"]


def test_enter_that_chooses_a_character_sends_nothing(
    widget: Widget, conversations: MemoryConversations
) -> None:
    widget.open()
    widget.box.focus()
    ime = widget.page.context.new_cdp_session(widget.page)
    composing = {"text": "ㄋㄧˇ", "selectionStart": 3, "selectionEnd": 3}
    ime.send("Input.imeSetComposition", composing)
    # Raw, as a key that an input method swallows: it writes nothing itself.
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
    ime.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    ime.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    assert shopper_texts(conversations) == []
    ime.send("Input.insertText", {"text": "你好"})
    expect(widget.box).to_have_value("你好")
    widget.page.keyboard.press("Enter")
    expect(widget.message("You said: 你好")).to_be_visible()
    assert shopper_texts(conversations) == ["你好"]


def test_a_person_who_answers_is_named_and_typing_stops(
    widget: Widget, server: Served, conversations: MemoryConversations
) -> None:
    conversations.add_agent("mei", "Mei", "right")
    widget.open()
    widget.say("a person please")
    expect(widget.panel).to_contain_text("A person will join you here")
    (conversation,) = conversations.conversations
    server.call(conversations.claim(conversation, "mei"))
    server.call(conversations.say(conversation, Reply("Mei here."), Author.AGENT, "mei"))
    expect(widget.panel).to_contain_text("Mei from our team")
    widget.say("thank you")
    expect(widget.page.locator("dropwise-chat .typing")).to_be_hidden()


def test_typing_is_shown_until_the_answer_comes(
    widget: Widget, server: Served, conversations: MemoryConversations
) -> None:
    widget.open()
    conversations.assistant = silent
    widget.say("hello")
    expect(widget.page.locator("dropwise-chat .typing")).to_be_visible()
    (conversation,) = conversations.conversations
    server.call(conversations.say(conversation, Reply("Here.")))
    expect(widget.page.locator("dropwise-chat .typing")).to_be_hidden()


def test_a_closed_chat_counts_what_is_unread(
    widget: Widget, server: Served, conversations: MemoryConversations
) -> None:
    widget.open()
    widget.page.keyboard.press("Escape")
    (conversation,) = conversations.conversations
    for number in range(2):
        server.call(conversations.say(conversation, Reply(f"News {number}")))
    expect(widget.page.get_by_role("button", name="Open chat, 2 unread")).to_be_visible()
    widget.page.reload()
    widget.page.get_by_role("button", name="Open chat, 2 unread").click()
    expect(widget.message("News 1")).to_be_visible()
    widget.page.reload()
    widget.page.get_by_role("button", name="Close chat").last.click()
    expect(widget.page.get_by_role("button", name="Open chat", exact=True)).to_be_visible()


def test_a_page_on_which_nobody_chats_opens_no_socket(widget: Widget) -> None:
    opened = []
    widget.page.on("websocket", lambda socket: opened.append(socket.url))
    widget.page.reload()
    expect(widget.launcher).to_be_visible()
    assert opened == []


def test_a_screen_reader_finds_a_named_dialog_with_a_live_log(widget: Widget) -> None:
    widget.open()
    expect(widget.page.get_by_role("dialog", name="Skincare assistant")).to_be_visible()
    log = widget.page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(widget.page.get_by_role("group", name="Suggested answers")).to_be_visible()
    expect(widget.launcher).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize(
    "accent", ["", "#ffd400", "#e83e8c", "#000", "#777777", "red;}*{display:none"]
)
def test_every_text_can_be_read_whatever_the_shops_colour(
    browser: Browser, server: Served, accent: str
) -> None:
    shop = shop_page(server.url, attributes=f"data-accent='{accent}'")
    with Served(shop) as page, browser.new_context(locale="en", reduced_motion="reduce") as context:
        widget = Widget(context.new_page())
        widget.page.goto(page.url)
        widget.open()
        widget.say("a serum please")
        widget.message("These fit:").wait_for()
        contrasts = widget.page.evaluate(CONTRASTS)
    assert len(contrasts) > 10
    assert [found for found in contrasts if found[1] < 4.5] == []


def test_a_hostile_style_sheet_changes_nothing(browser: Browser, server: Served) -> None:
    shop = shop_page(server.url, style=HOSTILE_STYLE)
    with Served(shop) as page, browser.new_context(locale="en") as context:
        widget = Widget(context.new_page())
        widget.page.goto(page.url)
        widget.open()
        box = widget.launcher.bounding_box()
        assert box is not None
        assert (round(box["width"]), round(box["height"])) == (60, 60)
        bubble = widget.page.locator("dropwise-chat .bubble").first
        looks = bubble.evaluate(
            """at => { const s = getComputedStyle(at);
            return [s.color, s.fontSize, s.textTransform, s.letterSpacing, s.visibility]; }"""
        )
        assert looks == ["rgb(23, 33, 31)", "15px", "none", "normal", "visible"]
        host = widget.page.locator("dropwise-chat").evaluate(
            "at => [getComputedStyle(at).opacity, getComputedStyle(at).transform]"
        )
        assert host == ["1", "none"]
        widget.say("still works")
        expect(widget.message("You said: still works")).to_be_visible()


def test_a_strict_policy_on_another_origin_needs_three_addresses_only(
    browser: Browser, server: Served
) -> None:
    policy = (
        f"default-src 'none'; script-src {server.url}; img-src {server.url}; "
        f"connect-src {server.url.replace('http', 'ws')}; style-src 'self'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    with Served(shop_page(server.url, policy)) as page, browser.new_context(locale="en") as context:
        widget = Widget(context.new_page())
        widget.page.goto(page.url)
        widget.open()
        widget.say("a serum please")
        picture = widget.page.locator("dropwise-chat .card img").first
        picture.wait_for()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        refused = [problem for problem in widget.problems if "data:" not in problem]
        assert refused == []


def test_without_leave_for_pictures_a_card_shows_a_letter(browser: Browser, server: Served) -> None:
    policy = (
        f"script-src {server.url}; connect-src {server.url.replace('http', 'ws')}; img-src 'none'"
    )
    with Served(shop_page(server.url, policy)) as page, browser.new_context(locale="en") as context:
        widget = Widget(context.new_page())
        widget.page.goto(page.url)
        widget.open()
        widget.say("a serum please")
        expect(widget.page.locator("dropwise-chat .monogram").first).to_be_visible()
        expect(widget.page.locator("dropwise-chat .card img")).to_have_count(0)


def test_a_shop_that_is_not_allowed_is_told_so(browser: Browser) -> None:
    with (
        Served(web_app(MemoryConversations())) as server,
        Served(shop_page(server.url)) as page,
        browser.new_context(locale="en") as context,
    ):
        widget = Widget(context.new_page())
        widget.page.goto(page.url)
        widget.launcher.click()
        expect(widget.page.get_by_role("status")).to_contain_text("not available on this page")


def test_nothing_that_is_said_becomes_markup(browser: Browser) -> None:
    hostile = replace(
        DemoCatalogue().all()[0], names={Language.EN: HOSTILE_TEXT}, url="javascript:alert(3)"
    )

    async def repeat(conversations: MemoryConversations, event: IncomingEvent) -> None:
        shown = (card(hostile, Language.EN, HOSTILE_TEXT),)
        buttons = (QuickReply(HOSTILE_TEXT),)
        text = f"{HOSTILE_TEXT} https://a.example/?q=<b>\"'"
        await conversations.say(event.conversation_id, Reply(text, shown, buttons))

    with (
        Served(web_app(MemoryConversations(assistant=repeat))) as server,
        browser.new_context(locale="en") as context,
    ):
        widget = Widget(context.new_page())
        widget.page.goto(f"{server.url}/chat?language=en")
        widget.launcher.click()
        widget.say(HOSTILE_TEXT)
        expect(widget.messages.filter(has_text=HOSTILE_TEXT)).to_have_count(3)
        made = widget.page.locator("dropwise-chat :is(script, img[src='x'], b, [onerror])")
        assert made.count() == 0
        assert widget.page.locator("dropwise-chat a[href^='javascript']").count() == 0
        href = widget.page.locator("dropwise-chat .bubble a").first.get_attribute("href")
        assert href == "https://a.example/?q="
        assert widget.problems == []


def test_on_a_phone_the_chat_fills_the_screen_and_every_target_is_large(
    browser: Browser, server: Served, conversations: MemoryConversations
) -> None:
    with browser.new_context(**PHONE, locale="en") as context:
        widget = Widget(context.new_page())
        widget.page.goto(f"{server.url}/chat?language=en")
        widget.open()
        widget.say("a serum please " + "w" * 300 + " https://shop.example/" + "a" * 200)
        widget.message("These fit:").wait_for()
        widget.page.wait_for_timeout(400)  # the panel's way in
        box = widget.panel.bounding_box()
        assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
        wide = "at => at.scrollWidth > at.clientWidth"
        assert not widget.page.locator("dropwise-chat .log").evaluate(wide)
        small = [one for one in widget.page.evaluate(TARGETS) if min(one[1], one[2]) < 44]
        assert small == []
        widget.page.get_by_role("button", name="Close chat").last.tap()
        expect(widget.panel).to_be_hidden()


def test_on_a_phone_tab_stays_in_the_chat(browser: Browser, server: Served) -> None:
    with browser.new_context(**PHONE, locale="en") as context:
        widget = Widget(context.new_page())
        widget.page.goto(f"{server.url}/chat?language=en")
        widget.open()
        for _ in range(8):
            widget.page.keyboard.press("Tab")
            inside = widget.page.evaluate("document.activeElement.localName")
            assert inside == "dropwise-chat"


def test_the_widget_speaks_the_languages_it_is_told(browser: Browser, server: Served) -> None:
    with browser.new_context(locale="zh-TW") as context:
        page = context.new_page()
        page.goto(f"{server.url}/chat?language=zh")
        page.get_by_role("button", name="開啟對話").click()
        expect(page.get_by_role("dialog", name="保養小幫手")).to_be_visible()
        expect(page.get_by_role("textbox", name="您的訊息")).to_be_focused()


def test_logging_in_as_another_customer_shows_nothing_of_the_last(widget: Widget) -> None:
    def log_in(customer: str) -> None:
        widget.page.locator("summary").first.click()
        widget.page.get_by_label("Demo customer").select_option(customer)
        widget.page.get_by_role("button", name="Log in").click()
        widget.page.wait_for_load_state()

    log_in("C0001")
    widget.open()
    widget.say("my secret order")
    widget.message("You said: my secret order").wait_for()
    widget.page.keyboard.press("Escape")
    widget.page.locator("summary").first.click()
    widget.page.get_by_role("button", name="Log out").click()
    widget.page.wait_for_load_state()
    log_in("C0002")
    widget.launcher.click()
    expect(widget.message(GREETING.text)).to_be_visible()
    expect(widget.message("my secret order")).to_have_count(0)
