"""The agents' console, asked for as a browser does, scripts off."""

import asyncio
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from bot.domain.feedback import FeedbackKind, ProductFeedback
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import (
    Channel,
    Delivery,
    EventKind,
    IncomingEvent,
    ProductCard,
    QuickReply,
    Reply,
)
from bot.domain.money import Price
from bot.domain.profiles import Profile
from bot.domain.tags import Tags, Understanding
from channels.console.news import news
from channels.console.ports import Agent, CustomerFacts, FeedbackRow
from channels.console.throttle import TRIES_PER_EMAIL
from tests.standins.conversations import MemoryConversations
from tests.standins.web_app import web_app

ONE = "web:one"
HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
READS = ("", "/live", "/events", f"/conversations/{ONE}")
WRITES = tuple(
    f"/conversations/{ONE}/{what}"
    for what in ("claim", "reply", "hand-back", "close", "read", "correct")
)


@pytest.fixture
def conversations() -> MemoryConversations:
    conversations = MemoryConversations()
    conversations.add_agent("mei", "Mei", "right")
    conversations.add_agent("tom", "Tom", "right")
    asyncio.run(help_wanted(conversations))
    return conversations


async def help_wanted(conversations: MemoryConversations, text: str = "help me") -> None:
    event = IncomingEvent(
        f"{ONE}:c1",
        ONE,
        Channel.WEB,
        EventKind.TEXT,
        conversations.clock.now(),
        text,
        message_id="c1",
    )
    await conversations.accept([event])
    await conversations.open_handoff(ONE, HandoffReason.COMPLAINT, "The bottle is broken.")


@pytest.fixture
def client(conversations: MemoryConversations) -> Iterator[TestClient]:
    with TestClient(web_app(conversations)) as client:
        yield client


def token(client: TestClient, path: str = "/console/login") -> str:
    found = re.search(r'name="csrf" content="([0-9a-f]+)"', client.get(path).text)
    assert found
    return found[1]


def sign_in(client: TestClient, login: str = "mei", password: str = "right"):
    values = {"email": f"{login}@shop.example", "password": password, "csrf": token(client)}
    return client.post("/console/login", data=values)


def act(client: TestClient, what: str, **values: str):
    values["csrf"] = token(client, "/console")
    return client.post(f"/console/conversations/{ONE}/{what}", data=values)


@pytest.mark.parametrize("path", READS)
def test_nobody_reads_anything_without_signing_in(client: TestClient, path: str) -> None:
    answer = client.get(f"/console{path}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/login")
    scripted = client.get(f"/console{path}", headers={"x-requested-with": "fetch"})
    assert scripted.status_code == 401
    assert "help me" not in answer.text + scripted.text


@pytest.mark.parametrize("path", WRITES)
def test_nobody_does_anything_without_signing_in(
    client: TestClient, conversations: MemoryConversations, path: str
) -> None:
    values = {"csrf": token(client), "text": "x", "sequence": "1"}
    answer = client.post(f"/console{path}", data=values, follow_redirects=False)
    assert answer.status_code == 303
    assert conversations.conversations[ONE].agent_id is None


@pytest.mark.parametrize("path", [*WRITES, "/logout", "/language"])
@pytest.mark.parametrize("forged", ["", "0" * 64])
def test_a_form_from_elsewhere_is_refused(
    client: TestClient, conversations: MemoryConversations, path: str, forged: str
) -> None:
    sign_in(client)
    values = {"csrf": forged, "text": "x", "sequence": "1", "language": "zh"}
    answer = client.post(f"/console{path}", data=values)
    assert answer.status_code == 403
    assert conversations.conversations[ONE].agent_id is None


def test_signing_in_needs_a_form_of_ours_too(client: TestClient) -> None:
    values = {"email": "mei@shop.example", "password": "right", "csrf": "0" * 64}
    assert client.post("/console/login", data=values).status_code == 403


def test_the_right_password_lets_in_and_the_cookie_is_out_of_reach(client: TestClient) -> None:
    page = sign_in(client)
    assert "help me" in page.text
    cookie = page.history[0].headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/console" in cookie


def test_signing_in_starts_a_new_session(client: TestClient) -> None:
    before = token(client)
    sign_in(client)
    assert token(client, "/console") != before


def test_a_wrong_password_says_nothing_about_the_name(client: TestClient) -> None:
    wrong, unknown = sign_in(client, "mei", "wrong"), sign_in(client, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 401

    def told(page: str) -> str:
        return page.partition('role="alert">')[2].partition("<")[0]

    assert told(wrong.text) == told(unknown.text) != ""


def test_after_too_many_tries_even_the_right_password_waits(client: TestClient) -> None:
    for _ in range(TRIES_PER_EMAIL):
        sign_in(client, "mei", "wrong")
    assert sign_in(client).status_code == 429


def test_signing_out_ends_it(client: TestClient) -> None:
    sign_in(client)
    client.post("/console/logout", data={"csrf": token(client, "/console")})
    assert client.get("/console", follow_redirects=False).status_code == 303


def test_a_new_password_ends_every_session(
    client: TestClient, conversations: MemoryConversations
) -> None:
    sign_in(client)
    conversations.add_agent("mei", "Mei", "another")
    assert client.get("/console", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("path", ["/console/login", "/console", f"/console/conversations/{ONE}"])
def test_every_page_forbids_foreign_scripts_frames_and_caches(
    client: TestClient, path: str
) -> None:
    sign_in(client)
    page = client.get(path)
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
    assert "<script>" not in page.text
    assert "style=" not in page.text


def test_who_waits_is_listed_with_the_reason(client: TestClient) -> None:
    page = sign_in(client).text
    assert "Complaint" in page
    assert "0 min" in page
    assert "The bottle is broken." in client.get(f"/console/conversations/{ONE}").text


def test_claim_reply_and_hand_back(client: TestClient, conversations: MemoryConversations) -> None:
    sign_in(client)
    assert 'name="text"' not in client.get(f"/console/conversations/{ONE}").text
    page = act(client, "claim").text
    assert "You answer" in page
    page = act(client, "reply", text="Sorry! A new one is on its way.").text
    assert "A new one is on its way." in page
    assert "Waiting to be delivered" in page
    page = act(client, "hand-back").text
    assert "The assistant answers" in page
    assert conversations.conversations[ONE].agent_id is None


def test_a_closed_conversation_is_the_assistants(client: TestClient) -> None:
    sign_in(client)
    act(client, "claim")
    assert "The assistant answers" in act(client, "close").text


def test_the_second_to_claim_reads_who_was_first(
    client: TestClient, conversations: MemoryConversations
) -> None:
    asyncio.run(conversations.claim(ONE, "tom"))
    sign_in(client)
    answer = act(client, "claim")
    assert answer.status_code == 409
    assert "Tom was first" in answer.text
    assert conversations.conversations[ONE].agent_id == "tom"


def test_a_reply_to_anothers_conversation_is_refused(
    client: TestClient, conversations: MemoryConversations
) -> None:
    asyncio.run(conversations.claim(ONE, "tom"))
    sign_in(client)
    assert act(client, "reply", text="hello").status_code == 409
    assert len(conversations.conversations[ONE].items) == 1


def test_a_reply_posted_twice_is_sent_once(
    client: TestClient, conversations: MemoryConversations
) -> None:
    sign_in(client)
    act(client, "claim")
    same = str(uuid.uuid4())
    act(client, "reply", text="once", reply_id=same)
    act(client, "reply", text="once", reply_id=same)
    assert [item.reply.text for item in conversations.conversations[ONE].items] == [
        "help me",
        "once",
    ]


@pytest.mark.parametrize(
    ("text", "words"), [(" \x00\n", "Write something"), ("x" * 2001, "too long")]
)
def test_an_empty_or_endless_reply_is_refused(
    client: TestClient, conversations: MemoryConversations, text: str, words: str
) -> None:
    sign_in(client)
    act(client, "claim")
    answer = act(client, "reply", text=text)
    assert answer.status_code == 422
    assert words in answer.text
    assert len(conversations.conversations[ONE].items) == 1


def test_a_script_gets_a_sentence_and_no_page(client: TestClient) -> None:
    sign_in(client)
    headers = {"x-requested-with": "fetch", "x-csrf-token": token(client, "/console")}
    answer = client.post(
        f"/console/conversations/{ONE}/reply", data={"text": "hi"}, headers=headers
    )
    assert answer.status_code == 409
    assert answer.text == "You do not have this conversation (any more). Claim it to answer."


def test_an_unknown_conversation_is_said_to_be_unknown(client: TestClient) -> None:
    sign_in(client)
    answer = client.get("/console/conversations/web:nobody")
    assert answer.status_code == 404
    assert "There is no such conversation." in answer.text


def test_reading_makes_messages_read(
    client: TestClient, conversations: MemoryConversations
) -> None:
    sign_in(client)
    assert "1 unread" in client.get("/console/live").text
    last = conversations.conversations[ONE].items[-1].sequence
    act(client, "read", sequence=str(last))
    assert "1 unread" not in client.get("/console/live").text


def test_everything_known_of_the_shopper_is_beside_the_transcript(
    client: TestClient, conversations: MemoryConversations
) -> None:
    understood = Understanding(Language.EN, "complaint", 0.934, Tags(concern=("redness",)))
    asyncio.run(conversations.understand(f"{ONE}:c1", understood))
    kept = conversations.conversations[ONE]
    kept.profile = Profile(skin_type=("oily",))
    sign_in(client)
    page = client.get(f"/console/conversations/{ONE}").text
    assert "93%" in page
    assert "redness" in page
    assert "oily" in page
    assert "Identity not proven" in page
    kept.customer = CustomerFacts("C1", "Ling", "ling@example.org")
    page = client.get(f"/console/conversations/{ONE}").text
    assert "Identity not proven" not in page
    assert "ling@example.org" in page


def test_a_failed_delivery_says_why(client: TestClient, conversations: MemoryConversations) -> None:
    asyncio.run(conversations.say(ONE, Reply("hello")))
    kept = conversations.conversations[ONE]
    kept.items[-1] = replace(
        kept.items[-1], delivery=Delivery.FAILED, failure="the shopper blocked us"
    )
    sign_in(client)
    page = client.get(f"/console/conversations/{ONE}").text
    assert "Not delivered: the shopper blocked us" in page


def test_the_console_speaks_chinese_at_a_click(client: TestClient) -> None:
    sign_in(client)
    values = {"csrf": token(client, "/console"), "language": "zh"}
    client.post("/console/language", data=values)
    page = client.get("/console").text
    assert "等候中" in page
    assert "客訴" in page


def test_nothing_that_strangers_wrote_is_markup(conversations: MemoryConversations) -> None:
    hostile = MemoryConversations()
    hostile.add_agent("mei", HOSTILE, "right")
    asyncio.run(help_wanted(hostile, HOSTILE))
    card = ProductCard("p", HOSTILE, Price(Decimal(1), "TWD"), url="javascript:alert(3)")
    reply = Reply(HOSTILE, (card,), (QuickReply(HOSTILE),))
    asyncio.run(hostile.say(ONE, reply))
    hostile.conversations[ONE].customer = CustomerFacts(HOSTILE, HOSTILE, HOSTILE)
    with TestClient(web_app(hostile)) as client:
        sign_in(client)
        page = act(client, "claim").text
    assert "&lt;script&gt;" in page
    for markup in ("<img src=x", "<script>", "javascript:"):
        assert markup not in page


async def test_news_ends_when_the_process_is_asked_to_stop() -> None:
    conversations = MemoryConversations()
    conversations.add_agent("mei", "Mei", "right")
    closing = asyncio.Event()

    async def find_agent() -> Agent | None:
        return conversations.agents["mei"][0]

    heard = news(conversations, find_agent, closing)
    await anext(heard)
    following = asyncio.ensure_future(anext(heard))
    await asyncio.sleep(0)
    closing.set()
    assert "changed" not in await asyncio.wait_for(following, 10)
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(heard), 10)


async def test_news_reaches_a_listening_page_and_ends_with_the_session() -> None:
    conversations = MemoryConversations()
    conversations.add_agent("mei", "Mei", "right")
    signed_in = [conversations.agents["mei"][0]]

    async def find_agent() -> Agent | None:
        return signed_in[0] if signed_in else None

    heard = news(conversations, find_agent, asyncio.Event())
    assert "changed" in await anext(heard)
    following = asyncio.ensure_future(anext(heard))
    await asyncio.sleep(0)
    await conversations.say(ONE, Reply("new"))
    assert "changed" in await asyncio.wait_for(following, 10)
    signed_in.clear()
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(heard), 10)


def test_an_agent_says_what_a_message_means(
    client: TestClient, conversations: MemoryConversations
) -> None:
    asyncio.run(conversations.understand(f"{ONE}:c1", Understanding(Language.EN, "greet", 0.4)))
    sign_in(client)
    page = client.get(f"/console/conversations/{ONE}").text
    assert '<option value="greet" selected>' in page
    assert "Corrected" not in page
    assert (
        "Corrected: talk to human"
        in act(client, "correct", message_id="c1", intent="talk_to_human").text
    )


@pytest.mark.parametrize(
    ("message_id", "intent", "status"),
    [("c1", "nlu_fallback", 422), ("c1", "", 422), ("c9", "greet", 404)],
)
def test_what_is_no_intent_or_no_message_changes_nothing(
    client: TestClient,
    conversations: MemoryConversations,
    message_id: str,
    intent: str,
    status: int,
) -> None:
    sign_in(client)
    answer = act(client, "correct", message_id=message_id, intent=intent)
    assert answer.status_code == status
    assert conversations.conversations[ONE].items[0].correction is None


def test_only_what_a_shopper_typed_can_be_corrected(
    client: TestClient, conversations: MemoryConversations
) -> None:
    kept = conversations.conversations[ONE]
    kept.items[0] = replace(
        kept.items[0], is_typed=False, understanding=Understanding(Language.EN, "greet", 0.4)
    )
    sign_in(client)
    assert 'class="correct"' not in client.get(f"/console/conversations/{ONE}").text


def test_agents_see_what_the_shopper_told_of_products(
    client: TestClient, conversations: MemoryConversations
) -> None:
    at = conversations.clock.now()
    told = ProductFeedback("moss", -0.5, FeedbackKind.IRRITATION, at, 14)
    conversations.conversations[ONE].feedback = (FeedbackRow(told, "Moss Cica Serum"),)
    sign_in(client)
    page = client.get(f"/console/conversations/{ONE}").text
    assert "Moss Cica Serum" in page
    assert "Irritation · bad · after 14 days" in page


MEDICAL = "This serum cures acne."
EXAGGERATED = "Wrinkles vanish overnight!"


def sent(conversations: MemoryConversations) -> list[str]:
    return [item.reply.text for item in conversations.conversations[ONE].items][1:]


@pytest.mark.parametrize("agreed", ["", MEDICAL])
def test_a_medical_claim_is_never_sent_and_its_lawful_words_are_told(
    client: TestClient, conversations: MemoryConversations, agreed: str
) -> None:
    """Also where a form says that the agent was warned."""
    sign_in(client)
    act(client, "claim")
    answer = act(client, "reply", text=MEDICAL, agreed=agreed)
    assert answer.status_code == 422
    assert "“cures acne” is a medical claim. Say instead: “for blemish-prone skin”." in answer.text
    assert "It was not sent." in answer.text
    assert f">{MEDICAL}</textarea>" in answer.text
    assert sent(conversations) == []


def test_an_exaggerating_reply_is_warned_about_and_sent_when_it_comes_again(
    client: TestClient, conversations: MemoryConversations
) -> None:
    sign_in(client)
    act(client, "claim")
    warned = act(client, "reply", text=EXAGGERATED)
    assert warned.status_code == 422
    assert "press Send again" in warned.text
    assert f'name="agreed" value="{EXAGGERATED}"' in warned.text
    assert sent(conversations) == []
    assert act(client, "reply", text=EXAGGERATED, agreed=EXAGGERATED).status_code == 200
    assert sent(conversations) == [EXAGGERATED]


def test_what_was_changed_after_a_warning_is_looked_at_anew(
    client: TestClient, conversations: MemoryConversations
) -> None:
    sign_in(client)
    act(client, "claim")
    changed = act(client, "reply", text="Results guaranteed.", agreed=EXAGGERATED)
    assert "promises too much" in changed.text
    assert sent(conversations) == []


def test_a_draft_is_looked_at_while_it_is_written(client: TestClient) -> None:
    sign_in(client)
    client.post("/console/language", data={"language": "zh", "csrf": token(client, "/console")})
    told = act(client, "check", text="這瓶可以治療濕疹，三天見效。").json()
    medical, exaggerated = told
    assert medical.endswith("治療濕疹」涉及醫療效能。可改為：「滋潤乾燥脆弱的肌膚」。")
    assert exaggerated == "「三天見效」涉及誇大。可改為：「規律使用，肌膚看起來更有光采」。"
    assert act(client, "check", text="請先做小範圍測試。").json() == []


def test_nobody_has_drafts_looked_at_without_signing_in(client: TestClient) -> None:
    values = {"csrf": token(client), "text": MEDICAL}
    path = f"/console/conversations/{ONE}/check"
    assert client.post(path, data=values, follow_redirects=False).status_code == 303
