"""The web chat's socket, spoken to as the widget does."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from bot.domain.errors import UnavailableError
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Delivery, EventKind, IncomingEvent, QuickReply, Reply
from channels.web.demo import sign_customer
from channels.web.session import BURST_FRAMES, BURST_MESSAGES
from tests.standins.conversations import MemoryConversations, silent
from tests.standins.demo_catalogue import DemoCatalogue, card
from tests.standins.web_app import SHOP_SECRET, web_app

SHOP = "https://shop.example"


async def echo(conversations: MemoryConversations, event: IncomingEvent) -> None:
    """An assistant that repeats what it hears, and greets who opens the panel."""
    words = "Hello!" if event.kind is EventKind.FOLLOW else f"You said {event.text}"
    await conversations.say(event.conversation_id, Reply(words))


class Shopper:
    """The widget's side of one socket."""

    def __init__(self, socket) -> None:
        self.socket = socket
        self.welcome: dict = {}

    def hello(self, **values: object) -> dict:
        self.socket.send_json({"type": "hello", **values})
        self.welcome = self.hear("welcome")
        return self.welcome

    def say(self, text: str, client_id: str | None = None) -> str:
        client_id = client_id or str(uuid.uuid4())
        self.socket.send_json({"type": "message", "id": client_id, "text": text})
        return client_id

    def hear(self, kind: str, **wanted: object) -> dict:
        """The next frame of a kind (with these values); others before it are passed over."""
        while True:
            frame = self.socket.receive_json()
            if frame["type"] == kind and wanted.items() <= frame.items():
                return frame

    def ping(self, times: int) -> None:
        for _ in range(times):
            self.socket.send_json({"type": "ping"})
            self.hear("pong")

    def hear_until_quiet(self) -> list[dict]:
        """Everything up to the answer to a ping."""
        self.socket.send_json({"type": "ping"})
        frames = []
        while (frame := self.socket.receive_json())["type"] != "pong":
            frames.append(frame)
        return frames


@pytest.fixture
def conversations() -> MemoryConversations:
    return MemoryConversations(assistant=echo)


@pytest.fixture
def client(conversations: MemoryConversations) -> Iterator[TestClient]:
    with TestClient(web_app(conversations, [SHOP])) as client:
        yield client


@contextmanager
def connected(client: TestClient, origin: str | None = SHOP) -> Iterator[Shopper]:
    headers = {"origin": origin} if origin else {}
    with client.websocket_connect("/ws/chat", headers=headers) as socket:
        yield Shopper(socket)


def test_a_message_is_accepted_and_answered(client: TestClient) -> None:
    with connected(client) as shopper:
        welcome = shopper.hello(language="en")
        assert welcome["history"] == []
        assert welcome["owner"] == "assistant"
        sent = shopper.say("hi")
        assert shopper.hear("accepted")["id"] == sent
        shopper.hear("typing")
        answer = shopper.hear("message", author="assistant")
        assert answer["text"] == "You said hi"


def test_what_is_stored_says_where_it_came_from(
    client: TestClient, conversations: MemoryConversations
) -> None:
    with connected(client) as shopper:
        conversation = shopper.hello(language="zh-TW")["conversation"]
        client_id = shopper.say("哈囉")
        shopper.hear("accepted")
    (event,) = conversations.events.values()
    assert event.event_id == f"{conversation}:{client_id}"
    assert conversation.startswith("web:")
    assert (event.kind, event.text, event.message_id) == (EventKind.TEXT, "哈囉", client_id)
    assert event.details == {"language": "zh"}


def test_a_message_sent_again_makes_no_second_turn(
    client: TestClient, conversations: MemoryConversations
) -> None:
    with connected(client) as shopper:
        visitor = shopper.hello()["visitor"]
        client_id = shopper.say("hi")
        shopper.hear("message", author="assistant")
    with connected(client) as shopper:
        shopper.hello(visitor=visitor)
        shopper.say("hi", client_id)
        assert shopper.hear("accepted")["id"] == client_id
        assert all(frame["type"] != "message" for frame in shopper.hear_until_quiet())
    assert len(conversations.events) == 1


def test_after_a_reload_the_conversation_is_still_there(client: TestClient) -> None:
    with connected(client) as shopper:
        visitor = shopper.hello()["visitor"]
        shopper.say("hi")
        shopper.hear("message", author="assistant")
    with connected(client) as shopper:
        history = shopper.hello(visitor=visitor)["history"]
    assert [(item["author"], item["text"]) for item in history] == [
        ("shopper", "hi"),
        ("assistant", "You said hi"),
    ]


def test_after_a_lost_line_only_what_was_missed_comes(client: TestClient) -> None:
    with connected(client) as shopper:
        visitor = shopper.hello()["visitor"]
        shopper.say("one")
        seen = shopper.hear("message", author="assistant")["sequence"]
        shopper.say("two")
        shopper.hear("message", text="You said two")
    with connected(client) as shopper:
        history = shopper.hello(visitor=visitor, after=seen)["history"]
    assert [item["text"] for item in history] == ["two", "You said two"]


def test_a_place_in_somebody_elses_conversation_hides_nothing_of_ones_own(
    client: TestClient,
) -> None:
    with connected(client) as shopper:
        visitor = shopper.hello()["visitor"]
        shopper.say("hi")
        shopper.hear("message", author="assistant")
    with connected(client) as shopper:
        shopper.hello(visitor="forged" + visitor, after=0)
        shopper.say("new here")
        assert shopper.hear("message", author="assistant")["text"] == "You said new here"


def forged(token: str) -> str:
    """The token with another signature: its first letter, as the last one has bits to spare."""
    signed, _, signature = token.rpartition(".")
    return f"{signed}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"


def test_a_forged_token_opens_a_new_conversation(client: TestClient) -> None:
    with connected(client) as shopper:
        first = shopper.hello()
    with connected(client) as shopper:
        second = shopper.hello(visitor=forged(first["visitor"]))
    assert second["conversation"] != first["conversation"]


def test_two_pages_of_one_shopper_show_the_same(client: TestClient) -> None:
    with connected(client) as one:
        visitor = one.hello()["visitor"]
        with connected(client) as other:
            other.hello(visitor=visitor)
            one.say("hi")
            assert other.hear("message")["author"] == "shopper"
            assert other.hear("message")["text"] == "You said hi"


def test_shoppers_do_not_hear_one_another(client: TestClient) -> None:
    with connected(client) as one, connected(client) as other:
        one.hello()
        other.hello()
        one.say("secret")
        one.hear("message", author="assistant")
        assert other.hear_until_quiet() == []


def test_a_tapped_button_comes_as_its_payload_and_is_shown_as_its_label(
    client: TestClient, conversations: MemoryConversations
) -> None:
    with connected(client) as shopper:
        shopper.hello()
        shopper.socket.send_json(
            {"type": "postback", "id": str(uuid.uuid4()), "payload": "/deny", "label": "No, thanks"}
        )
        assert shopper.hear("message", author="shopper")["text"] == "No, thanks"
    (event,) = conversations.events.values()
    assert (event.kind, event.text, event.label) == (EventKind.POSTBACK, "/deny", "No, thanks")


def test_opening_the_panel_is_told_once(
    client: TestClient, conversations: MemoryConversations
) -> None:
    with connected(client) as shopper:
        shopper.hello()
        shopper.socket.send_json({"type": "open"})
        assert shopper.hear("message")["text"] == "Hello!"
        shopper.socket.send_json({"type": "open"})
        shopper.hear("accepted")
        assert all(frame["type"] != "message" for frame in shopper.hear_until_quiet())
    (event,) = conversations.events.values()
    assert event.kind is EventKind.FOLLOW


def test_cards_come_with_price_picture_and_reasons(
    client: TestClient, conversations: MemoryConversations
) -> None:
    product = DemoCatalogue().all()[0]

    async def recommend(conversations: MemoryConversations, event: IncomingEvent) -> None:
        shown = card(product, Language.EN, "for you")
        reply = Reply("Look", (shown,), (QuickReply("More"),))
        await conversations.say(event.conversation_id, reply)

    conversations.assistant = recommend
    with connected(client) as shopper:
        shopper.hello()
        shopper.say("a serum")
        message = shopper.hear("message", author="assistant")
    (shown,) = message["products"]
    assert shown["id"] == product.id
    assert shown["price_text"].startswith("US$")
    assert shown["picture"] == f"/pictures/{product.id}.svg"
    assert shown["reasons"] == ["for you"]
    assert message["quick_replies"] == [{"label": "More", "payload": None}]
    assert client.get(shown["picture"]).headers["content-type"] == "image/svg+xml"


def test_a_message_is_sent_once_the_page_shows_it(
    client: TestClient, conversations: MemoryConversations
) -> None:
    with connected(client) as shopper:
        conversation = shopper.hello()["conversation"]
        shopper.say("hi")
        sequence = shopper.hear("message", author="assistant")["sequence"]

        def deliveries() -> list[Delivery | None]:
            return [item.delivery for item in conversations.conversations[conversation].items]

        assert deliveries() == [None, Delivery.PENDING]
        shopper.socket.send_json({"type": "seen", "sequence": sequence})
        shopper.hear_until_quiet()
        assert deliveries() == [None, Delivery.SENT]


def test_nobody_can_have_seen_what_was_not_told_yet(
    client: TestClient, conversations: MemoryConversations
) -> None:
    with connected(client) as shopper:
        conversation = shopper.hello()["conversation"]
        shopper.socket.send_json({"type": "seen", "sequence": 2**53})
        shopper.hear_until_quiet()
        shopper.say("hi")
        shopper.hear("message", author="assistant")
    assert conversations.conversations[conversation].items[-1].delivery is Delivery.PENDING


def test_a_person_who_takes_over_is_announced_and_no_typing_is_shown(
    client: TestClient, conversations: MemoryConversations
) -> None:
    conversations.assistant = silent
    conversations.add_agent("mei", "Mei", "right")
    with connected(client) as shopper:
        conversation = shopper.hello()["conversation"]
        shopper.say("a person please")
        shopper.hear("typing")
        call = client.portal.call
        call(conversations.open_handoff, conversation, HandoffReason.ASKED)
        assert shopper.hear("owner")["owner"] == "queue"
        call(conversations.claim, conversation, "mei")
        assert shopper.hear("owner")["owner"] == "agent"
        call(conversations.reply, conversation, "mei", "Hi, Mei here.", str(uuid.uuid4()))
        message = shopper.hear("message", author="agent")
        assert (message["text"], message["name"]) == ("Hi, Mei here.", "Mei")
        shopper.say("thanks")
        frames = [frame["type"] for frame in shopper.hear_until_quiet()]
        assert "accepted" in frames
        assert "typing" not in frames


def test_a_token_the_shop_signed_proves_the_customer(
    client: TestClient, conversations: MemoryConversations
) -> None:
    token = sign_customer("C0001", SHOP_SECRET, datetime.now(UTC))
    with connected(client) as shopper:
        conversation = shopper.hello(customer_token=token)["conversation"]
        shopper.hear_until_quiet()
    customer = conversations.conversations[conversation].customer
    assert customer is not None
    assert customer.id == "C0001"


@pytest.mark.parametrize(
    "token",
    [
        "nonsense",
        sign_customer("C0001", "another shop's secret, which is long too", datetime.now(UTC)),
        sign_customer("C0001", SHOP_SECRET, datetime.now(UTC) - timedelta(days=1)),
        jwt.encode({"sub": "C0001"}, SHOP_SECRET, algorithm="HS256"),
    ],
)
def test_any_other_token_proves_nobody(
    client: TestClient, conversations: MemoryConversations, token: str
) -> None:
    with connected(client) as shopper:
        shopper.socket.send_json({"type": "hello", "customer_token": token})
        assert shopper.hear("error")["code"] == "customer_token"
        shopper.hear("welcome")
        shopper.say("my orders")
        shopper.hear("message", author="assistant")
    (conversation,) = conversations.conversations.values()
    assert conversation.customer is None


def test_after_logging_out_the_conversation_is_closed_to_the_next_person(
    client: TestClient,
) -> None:
    token = sign_customer("C0001", SHOP_SECRET, datetime.now(UTC))
    with connected(client) as shopper:
        first = shopper.hello(customer_token=token)
        shopper.say("my orders")
        shopper.hear("message", author="assistant")
    with connected(client) as shopper:
        second = shopper.hello(visitor=first["visitor"])
    assert second["conversation"] != first["conversation"]
    assert second["history"] == []


@pytest.mark.parametrize(
    "frame",
    [
        "{",
        "[]",
        "\u0000",
        "[" * 30_000,
        '{"type":"message"}',
        '{"type":"message","id":"1","text":"x"}',
        "x" * 40_000,
        '{"type":"hello","visitor":{"a":1}}',
    ],
)
def test_bad_frames_are_one_error_each_and_the_socket_survives(
    client: TestClient, conversations: MemoryConversations, frame: str
) -> None:
    with connected(client) as shopper:
        shopper.socket.send_text(frame)
        assert shopper.hear("error")["message"]
        shopper.hello()
        shopper.socket.send_text(frame)
        (error,) = shopper.hear_until_quiet()
        assert error["type"] == "error"
        shopper.say("still here")
        assert shopper.hear("message", author="assistant")["text"] == "You said still here"
    assert len(conversations.events) == 1


def test_bytes_are_refused_and_the_socket_survives(client: TestClient) -> None:
    with connected(client) as shopper:
        shopper.socket.send_bytes(b"\xff\x00")
        assert shopper.hear("error")["code"] == "not_understood"
        assert shopper.hello()["type"] == "welcome"


def test_a_message_before_hello_is_not_taken(
    client: TestClient, conversations: MemoryConversations
) -> None:
    with connected(client) as shopper:
        shopper.say("hi")
        assert shopper.hear("error")["code"] == "not_understood"
    assert conversations.events == {}


def test_a_message_too_long_is_refused_by_its_id(client: TestClient) -> None:
    with connected(client) as shopper:
        shopper.hello()
        client_id = shopper.say("好" * 4001)
        error = shopper.hear("error")
        assert (error["code"], error["id"]) == ("too_long", client_id)


def test_who_writes_too_fast_is_told_which_message_to_send_again(
    client: TestClient, conversations: MemoryConversations
) -> None:
    conversations.assistant = silent
    with connected(client) as shopper:
        shopper.hello()
        for number in range(BURST_MESSAGES):
            shopper.say(str(number))
        refused = shopper.say("one too many")
        error = shopper.hear("error")
        assert (error["code"], error["id"]) == ("too_fast", refused)
    assert len(conversations.events) == BURST_MESSAGES


def test_a_flood_of_frames_ends_the_socket(client: TestClient) -> None:
    with connected(client) as shopper:
        shopper.hello()
        with pytest.raises(WebSocketDisconnect) as closed:
            shopper.ping(BURST_FRAMES * 3)
    assert closed.value.code == 4408


def test_when_nothing_can_be_stored_the_widget_is_told_to_try_again(
    client: TestClient, conversations: MemoryConversations
) -> None:
    class ClosedInbox(MemoryConversations):
        async def accept(self, events) -> None:
            raise UnavailableError("The database does not answer.")

    with TestClient(web_app(ClosedInbox(), [SHOP])) as closed, connected(closed) as shopper:
        shopper.hello()
        client_id = shopper.say("hi")
        error = shopper.hear("error")
        assert (error["code"], error["id"]) == ("unavailable", client_id)


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_foreign_page_is_turned_away(client: TestClient, origin: str) -> None:
    with connected(client, origin) as shopper, pytest.raises(WebSocketDisconnect) as closed:
        shopper.socket.receive_json()
    assert closed.value.code == 4403


@pytest.mark.parametrize("origin", [None, "http://testserver"])
def test_our_own_page_and_programs_are_let_in(client: TestClient, origin: str | None) -> None:
    with connected(client, origin) as shopper:
        assert shopper.hello()["type"] == "welcome"


def test_errors_are_json_a_program_can_read(client: TestClient) -> None:
    with connected(client) as shopper:
        shopper.socket.send_text("{")
        error = json.loads(shopper.socket.receive_text())
    assert error == {
        "type": "error",
        "code": "not_understood",
        "message": "That is not the JSON we expect.",
        "id": None,
    }


def test_the_script_may_be_loaded_from_any_shop_and_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/widget.js")
    assert first.headers["content-type"].startswith("text/javascript")
    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    again = client.get("/widget.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_script_reads_no_data_as_html(client: TestClient) -> None:
    script = client.get("/widget.js").text
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in script
