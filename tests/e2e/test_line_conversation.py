"""A shopper on LINE: signed webhooks in, what LINE's side received out."""

import uuid
from collections.abc import AsyncIterator

import pytest

from bot.adapters.store.agents import PostgresAgents
from bot.adapters.store.changes import Changes
from bot.adapters.store.desk import PostgresDesk
from bot.bootstrap.foundation import open_foundation
from bot.bootstrap.web import make_desk
from bot.settings import Settings
from tests.e2e.installation import Installation
from tests.e2e.shoppers import LineShopper, shown_products
from tests.standins.line_events import line_event, line_user, redelivered

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(1800)]

EVERYWHERE = """
    select data from rasa.events where sender_id = %(conversation)s
    union all select row_to_json(events)::text from events where conversation_id = %(conversation)s
    union all select row_to_json(outgoing_messages)::text from outgoing_messages
        where conversation_id = %(conversation)s
    union all select row_to_json(conversations)::text from conversations
        where id = %(conversation)s
    union all select row_to_json(handoffs)::text from handoffs
        where conversation_id = %(conversation)s
    union all select facts::text from profiles where subject = %(conversation)s
    union all select args::text from procrastinate_jobs
"""


@pytest.fixture
def shopper(installation: Installation) -> LineShopper:
    return new_shopper(installation)


def new_shopper(installation: Installation) -> LineShopper:
    return LineShopper(installation, line_user(uuid.uuid4().int >> 1))


@pytest.fixture
async def desk(installation: Installation, tmp_path) -> AsyncIterator[tuple[PostgresDesk, str]]:
    """The agents' desk, and the id of an agent."""
    settings = Settings(_env_file=None, var_directory=tmp_path)
    async with open_foundation(settings, installation.database_url) as base:
        email = f"{uuid.uuid4().hex}@shop.example"
        await PostgresAgents(base.engine).add(email, "Mei", "a right password")
        agent = await PostgresAgents(base.engine).authenticate(email, "a right password")
        assert agent is not None
        yield make_desk(base, Changes(base.url)), agent.id


@pytest.mark.parametrize(
    ("said", "opening"),
    [
        (
            ("I have oily skin and acne", "recommend a serum under NT$1000, no fragrance please"),
            "You're chatting with",
        ),
        (("我是油性肌，想改善痘痘", "推薦1000元以下的精華液，不要有香精"), "您正在與"),
    ],
    ids=["English", "Chinese"],
)
def test_a_recommendation_obeys_budget_type_and_avoid(
    shopper: LineShopper, said: tuple[str, ...], opening: str
) -> None:
    for words in said:
        answer = shopper.says(words)
    cards = [received for received in answer if received.message["type"] == "flex"]
    assert cards
    assert shopper.received[0].message["text"].startswith(opening)
    products = shown_products(shopper.shop, shopper.conversation)
    assert len(products) >= 2
    for product in products[-len(cards[-1].message["contents"]["contents"]) :]:
        assert product["price"]["TWD"] <= 1000
        assert product["product_type"] == "serum"
        assert product["stock"] > 0
        assert "Parfum" not in product["ingredients"]
        assert "Linalool" not in product["ingredients"]
    assert shopper.shop.line.faults == []


def test_an_answer_uses_the_free_reply_once_and_a_redelivery_makes_no_second_turn(
    shopper: LineShopper,
) -> None:
    event = shopper.event("hi")
    answer = shopper.sends(event)
    assert {received.how for received in answer} == {"reply"}
    assert shopper.sends(redelivered(event), redelivered(event)) == []
    query = "select count(*) from events where conversation_id = %s"
    assert shopper.shop.sql(query, shopper.conversation) == [(1,)]


def test_a_spent_reply_token_becomes_a_push(shopper: LineShopper) -> None:
    event = shopper.event("hi")
    shopper.shop.line.expire_reply_token(event["replyToken"])
    answer = shopper.sends(event)
    assert answer
    assert {received.how for received in answer} == {"push"}


def test_conversations_of_one_call_are_answered_apart_and_each_in_its_order(
    installation: Installation,
) -> None:
    said = ("hi", "what does niacinamide do?", "do you ship to Taichung?", "thank you")
    alone = new_shopper(installation)
    expected = [received.message.get("text") for words in said for received in alone.says(words)]
    crowd = [new_shopper(installation) for _ in range(5)]
    batch = [shopper.event(words) for words in said for shopper in crowd]
    assert installation.post_line(*batch).status_code == 200
    installation.wait_until_quiet()
    for shopper in crowd:
        assert [received.message.get("text") for received in shopper.received] == expected


def test_a_message_taken_back_is_kept_nowhere(shopper: LineShopper) -> None:
    event = shopper.event("I have dry skin and my neighbour is called Zebulon Quux")
    shopper.sends(event)
    assert any("Zebulon" in row for row in stored(shopper))
    message_id = event["message"]["id"]
    shopper.sends(line_event("unsend", shopper.user, unsend={"messageId": message_id}))
    assert not any("Zebulon" in row for row in stored(shopper))
    assert shopper.says("hi")


def stored(shopper: LineShopper) -> list[str]:
    query = EVERYWHERE.replace("%(conversation)s", f"'{shopper.conversation}'")
    return [row for (row,) in shopper.shop.sql(query)]


def test_a_sticker_is_answered_and_what_is_no_message_is_not(shopper: LineShopper) -> None:
    sticker = {"id": "325708", "type": "sticker", "packageId": "1", "stickerId": "2"}
    token = shopper.shop.line.issue_reply_token(shopper.user)
    event = line_event("message", shopper.user, message=sticker, replyToken=token)
    assert shopper.sends(event)
    assert shopper.sends(line_event("unfollow", shopper.user)) == []


async def test_an_agent_answers_on_line_and_hands_back(
    shopper: LineShopper, desk: tuple[PostgresDesk, str]
) -> None:
    agents_desk, agent = desk
    assert shopper.says("I want to talk to a person")
    assert shopper.conversation in [row.id for row in await agents_desk.list_waiting()]
    await agents_desk.claim(shopper.conversation, agent)
    assert shopper.says("my parcel is wet") == []

    await agents_desk.reply(shopper.conversation, agent, "Mei here!", str(uuid.uuid4()))
    shopper.shop.wait_until_quiet()
    last = shopper.received[-1]
    assert (last.how, last.message["text"]) == ("push", "Mei here!")

    await agents_desk.hand_back(shopper.conversation, agent)
    shopper.shop.wait_until_quiet()
    assert len(shopper.received) > 1
    assert shopper.says("thank you")


def test_a_red_flag_is_answered_with_safety_words_while_waiting_for_a_person(
    shopper: LineShopper,
) -> None:
    shopper.says("I want to talk to a person")
    words = [received.message["text"] for received in shopper.says("my lips are swelling")]
    assert any("doctor" in text for text in words)
