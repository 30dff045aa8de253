"""The turn engine on a real database: one end an event, answers stored before they are sent."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.deliveries import PostgresDeliveryStore
from bot.adapters.store.engine import make_engine
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.turns import PostgresTurnStore
from bot.domain.choices import choice_details
from bot.domain.conversations import PendingQuestion
from bot.domain.errors import (
    AssistantUnavailableError,
    DeliveryDeferredError,
    DeliveryRefusedError,
    DeliveryUncertainError,
)
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import Channel, Delivery, EventKind, Reply
from bot.domain.ports import AssistantTurn
from bot.domain.profiles import Profile
from bot.domain.tags import Tags, Understanding
from bot.domain.turns import (
    Ask,
    ConsentKind,
    ExplainIngredients,
    GiveConsent,
    OpenHandoff,
    ProveIdentity,
    ShowProducts,
    TurnKind,
)
from bot.services.delivery import DeliveryService
from bot.services.turns import LEAVE_QUEUE, TurnEngine
from tests.turn_parts import (
    EchoWording,
    PlainQueueWords,
    PlainSafety,
    RecordingSender,
    ScriptedAssistant,
    SetClock,
    text_event,
)


@dataclass
class Desk:
    """The engine with everything around it."""

    engine: AsyncEngine
    inbox: PostgresInbox
    turns: TurnEngine
    delivery: DeliveryService
    assistant: ScriptedAssistant
    sender: RecordingSender
    clock: SetClock
    deferred: list[tuple[str, str]]

    async def play(self, event: Any, waited: timedelta = timedelta(0)) -> None:
        await self.inbox.accept([event])
        await self.turns.handle(event.event_id, waited)
        await self.delivery.deliver(event.conversation_id)

    async def rows(self, query: str) -> list[Any]:
        async with self.engine.connect() as connection:
            return list((await connection.execute(text(query))).all())

    async def set_owner(self, owner: str) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(text("update conversations set owner = :o"), {"o": owner})

    def words(self) -> list[str]:
        return [message.reply.text for message in self.sender.sent]


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    engine = make_engine(database_url)
    deferred: list[tuple[str, str]] = []

    async def defer(connection: Any, events: Any) -> None:
        deferred.extend(events)

    clock, assistant, sender = SetClock(), ScriptedAssistant(), RecordingSender()
    turns = TurnEngine(
        store=PostgresTurnStore(engine),
        assistant=assistant,
        wording=EchoWording(),
        safety=PlainSafety(),
        queue_words=PlainQueueWords(),
        clock=clock,
        patience=timedelta(seconds=60),
        show_typing=lambda conversation_id: None,
    )
    delivery = DeliveryService(PostgresDeliveryStore(engine), {Channel.LINE: sender}, clock)
    yield Desk(
        engine, PostgresInbox(engine, defer), turns, delivery, assistant, sender, clock, deferred
    )
    await engine.dispose()


def answers(kind: TurnKind = TurnKind.SMALLTALK, *effects: Any, **tags: Any) -> AssistantTurn:
    understanding = Understanding(Language.EN, "inform", 0.9, Tags(**tags))
    return AssistantTurn(understanding, kind, (Reply("ok"),), effects)


async def test_an_event_is_answered_once_and_its_answer_is_sent(desk: Desk) -> None:
    await desk.play(text_event(1, "hi"))
    assert desk.words() == ["utter_disclosure[en]", "hello"]
    assert await desk.rows("select \"end\", turn->>'kind' from events") == [
        ("answered", "smalltalk")
    ]
    assert await desk.rows("select distinct delivery from outgoing_messages") == [("sent",)]


async def test_the_disclosure_comes_first_and_again_only_after_a_lapse(desk: Desk) -> None:
    await desk.play(text_event(1, "hi"))
    await desk.play(text_event(2, "hi again"))
    desk.clock.advance(hours=25)
    await desk.play(text_event(3, "back"))
    assert desk.words().count("utter_disclosure[en]") == 2


async def test_a_redelivered_event_makes_no_second_turn(desk: Desk) -> None:
    await desk.inbox.accept([text_event(1, "hi"), text_event(1, "hi")])
    await desk.inbox.accept([text_event(1, "hi")])
    assert desk.deferred == [("line:e1", "line:U1")]


async def test_a_turn_that_runs_again_after_its_end_says_nothing_new(desk: Desk) -> None:
    await desk.play(text_event(1, "hi"))
    await desk.turns.handle("line:e1", timedelta(0))
    await desk.delivery.deliver("line:U1")
    assert len(desk.sender.sent) == 2
    assert len(desk.assistant.turns) == 1


async def test_an_absent_assistant_is_waited_for_without_changing_anything(desk: Desk) -> None:
    desk.assistant.is_away = True
    with pytest.raises(AssistantUnavailableError):
        await desk.play(text_event(1, "hi"))
    assert await desk.rows('select "end" from events') == [(None,)]
    desk.assistant.is_away = False
    await desk.turns.handle("line:e1", timedelta(seconds=5))
    assert await desk.rows('select "end" from events') == [("answered",)]


async def test_after_patience_a_kind_sentence_and_after_the_third_a_person(desk: Desk) -> None:
    desk.assistant.is_away = True
    for number in (1, 2, 3):
        await desk.play(text_event(number, "hello?"), waited=timedelta(seconds=61))
    assert desk.words()[1:] == [
        "utter_assistant_unavailable[en]",
        "utter_assistant_unavailable[en]",
        "a person will answer, 10 to 18",
    ]
    assert await desk.rows("select owner from conversations") == [("queue",)]
    assert await desk.rows("select reason from handoffs") == [("not_understood",)]


async def test_an_understood_message_forgets_the_failures_before_it(desk: Desk) -> None:
    desk.assistant.answer = answers(TurnKind.FALLBACK)
    await desk.play(text_event(1, "?"))
    await desk.play(text_event(2, "??"))
    desk.assistant.answer = answers(TurnKind.ANSWER)
    await desk.play(text_event(3, "price"))
    assert await desk.rows("select failures_in_a_row from conversations") == [(0,)]


async def test_a_handoff_ends_the_event_and_its_words_still_go_out(desk: Desk) -> None:
    desk.assistant.answer = answers(
        TurnKind.HANDOFF, OpenHandoff(HandoffReason.ASKED, "wants help")
    )
    await desk.play(text_event(1, "a person please"))
    assert desk.words()[-1] == "ok"
    assert await desk.rows('select "end", end_reason from events') == [("handed_off", "asked")]
    assert await desk.rows("select note from handoffs") == [("wants help",)]


async def test_in_the_queue_the_shopper_is_told_and_may_leave(desk: Desk) -> None:
    desk.assistant.answer = answers(TurnKind.HANDOFF, OpenHandoff(HandoffReason.ASKED))
    await desk.play(text_event(1, "a person please"))
    await desk.play(text_event(2, "still there?"))
    desk.clock.advance(minutes=31)
    await desk.play(text_event(3, "hello?"))
    await desk.play(text_event(4, LEAVE_QUEUE, kind=EventKind.POSTBACK))
    assert desk.words()[2:] == ["noted", "a person will answer, 10 to 18", "utter_handed_back[en]"]
    assert await desk.rows("select owner from conversations") == [("assistant",)]
    assert await desk.rows("select count(*) from handoffs where closed_at is null") == [(0,)]


async def test_beside_an_agent_the_assistant_is_silent_but_tags(desk: Desk) -> None:
    await desk.play(text_event(1, "hi"))
    await desk.set_owner("agent")
    await desk.play(text_event(2, "my skin is oily"))
    assert len(desk.sender.sent) == 2
    [(end, turn)] = await desk.rows("select \"end\", turn from events where id = 'line:e2'")
    assert (end, turn["kind"], turn["tags"]) == ("handed_off", "none", {"skin_type": ["oily"]})


@pytest.mark.parametrize("owner", ["assistant", "queue", "agent"])
async def test_a_red_flag_is_answered_whoever_owns_the_conversation(desk: Desk, owner: str) -> None:
    await desk.play(text_event(1, "hi"))
    await desk.set_owner(owner)
    desk.assistant.is_away = True
    await desk.play(text_event(2, "my face is swollen"))
    assert "see a doctor" in desk.words()


async def test_ownership_is_looked_at_again_when_the_answer_is_stored(desk: Desk) -> None:
    async def agent_takes_over() -> None:
        await desk.set_owner("agent")

    desk.assistant.before_answering = agent_takes_over
    await desk.play(text_event(1, "hi"))
    assert desk.sender.sent == []
    assert await desk.rows('select "end" from events') == [("handed_off",)]


async def test_ownership_is_looked_at_again_when_the_answer_is_sent(desk: Desk) -> None:
    await desk.inbox.accept([text_event(1, "hi")])
    await desk.turns.handle("line:e1", timedelta(0))
    await desk.set_owner("agent")
    await desk.delivery.deliver("line:U1")
    assert desk.sender.sent == []
    assert await desk.rows("select distinct delivery, delivery_reason from outgoing_messages") == [
        ("failed", "a person owns the conversation")
    ]


async def test_facts_are_kept_and_health_facts_only_for_the_visit(desk: Desk) -> None:
    desk.assistant.answer = answers(
        TurnKind.ANSWER, skin_type=("dry",), avoid=("fragrance",), condition=("pregnancy",)
    )
    await desk.play(text_event(1, "dry, pregnant, no fragrance"))
    desk.assistant.answer = answers(TurnKind.ANSWER)
    await desk.play(text_event(2, "and?"))
    assert desk.assistant.turns[1][2]["profile"]["avoid"] == ["fragrance"]
    desk.clock.advance(days=2)
    await desk.play(text_event(3, "back"))
    assert desk.assistant.turns[2][2]["profile"] == Profile(skin_type=("dry",)).to_json()


async def test_health_facts_agreed_to_last_six_months(desk: Desk) -> None:
    consent = GiveConsent(ConsentKind.HEALTH_FACTS, granted=True)
    desk.assistant.answer = answers(TurnKind.ANSWER, consent, avoid=("fragrance",))
    await desk.play(text_event(1, "keep it"))
    desk.assistant.answer = answers(TurnKind.ANSWER)
    desk.clock.advance(days=30)
    await desk.play(text_event(2, "back"))
    assert desk.assistant.turns[1][2]["profile"]["avoid"] == ["fragrance"]
    desk.clock.advance(days=200)
    await desk.play(text_event(3, "back again"))
    assert desk.assistant.turns[2][2]["keeps_health_facts"] is None
    assert desk.assistant.turns[2][2]["profile"]["avoid"] == []


async def test_health_facts_nobody_agreed_to_are_erased(desk: Desk) -> None:
    desk.assistant.answer = answers(TurnKind.ANSWER, skin_type=("dry",), avoid=("alcohol",))
    await desk.play(text_event(1, "no alcohol"))
    desk.clock.advance(days=2)
    await PostgresTurnStore(desk.engine).forget_health_facts(desk.clock.time)
    [(facts,)] = await desk.rows("select facts from profiles")
    assert (facts["skin_type"], facts["avoid"]) == (["dry"], [])


async def test_a_proven_customer_brings_what_they_said_before(desk: Desk) -> None:
    async with desk.engine.begin() as connection:
        await connection.execute(
            text("insert into profiles (subject, facts) values ('customer:c1', :f)"),
            {"f": '{"skin_type": ["oily"], "concern": ["acne"]}'},
        )
    desk.assistant.answer = answers(TurnKind.ANSWER, ProveIdentity("c1"), skin_type=("dry",))
    await desk.play(text_event(1, "it is me, dry skin"))
    await desk.play(text_event(2, "so?"))
    profile = desk.assistant.turns[1][2]["profile"]
    assert (profile["skin_type"], profile["concern"]) == (["dry"], ["acne"])
    assert desk.assistant.turns[1][2]["customer_id"] == "c1"


async def test_what_was_explained_reaches_the_next_turn_and_no_further(desk: Desk) -> None:
    desk.assistant.answer = answers(TurnKind.ANSWER, ExplainIngredients(("retinol",)))
    await desk.play(text_event(1, "what is retinol?"))
    desk.assistant.answer = answers(TurnKind.FALLBACK)
    await desk.play(text_event(2, "hmm?"))
    desk.assistant.answer = answers(TurnKind.ANSWER)
    await desk.play(text_event(3, "can I use it with AHA?"))
    await desk.play(text_event(4, "thanks"))
    explained = [turn[2]["explained"] for turn in desk.assistant.turns]
    assert explained == [[], ["retinol"], ["retinol"], []]  # a message not understood keeps it


async def test_questions_and_shown_products_reach_the_next_turn(desk: Desk) -> None:
    desk.assistant.answer = answers(
        TurnKind.QUESTION, Ask("reminders", {"product_id": "p1"}), ShowProducts(("p1", "p2"))
    )
    await desk.play(text_event(1, "remind me"))
    desk.assistant.answer = answers(TurnKind.REFILL)
    await desk.play(text_event(2, "yes"))
    await desk.play(text_event(3, "thanks"))
    metadata = [turn[2] for turn in desk.assistant.turns]
    assert metadata[1]["pending"] == PendingQuestion("reminders", {"product_id": "p1"}).to_json()
    assert metadata[1]["shown_products"] == ["p1", "p2"]
    assert metadata[2]["pending"] is None


async def test_a_slash_typed_by_a_shopper_names_no_intent(desk: Desk) -> None:
    await desk.play(text_event(1, "/restart"))
    await desk.play(text_event(2, "/affirm", kind=EventKind.POSTBACK))
    await desk.play(text_event(3, "/restart", kind=EventKind.POSTBACK))
    assert [words for _, words, _ in desk.assistant.turns] == ["restart", "/affirm", "restart"]


@pytest.mark.parametrize("kind", [EventKind.ECHO, EventKind.RECEIPT, EventKind.OTHER])
async def test_what_is_no_message_is_ignored_with_a_reason(desk: Desk, kind: EventKind) -> None:
    await desk.play(text_event(1, "", kind=kind))
    [(end, reason)] = await desk.rows('select "end", end_reason from events')
    assert end == "ignored"
    assert reason


async def test_a_message_taken_back_loses_its_words(desk: Desk) -> None:
    await desk.play(text_event(1, "my phone is 0900", message_id="m1"))
    await desk.play(text_event(2, "", kind=EventKind.UNSEND, message_id="m1"))
    assert await desk.rows("select text, turn from events where id = 'line:e1'") == [("", None)]


async def test_a_deferred_message_waits_and_is_not_overtaken(desk: Desk) -> None:
    desk.sender.errors = [DeliveryDeferredError("busy", 10)]
    await desk.play(text_event(1, "one"))
    await desk.play(text_event(2, "two"))
    assert desk.sender.sent == []
    desk.clock.advance(seconds=11)
    await desk.delivery.deliver("line:U1")
    assert desk.words() == ["utter_disclosure[en]", "hello", "hello"]


@pytest.mark.parametrize(
    ("error", "state"),
    [(DeliveryRefusedError("blocked"), "failed"), (DeliveryUncertainError("lost"), "uncertain")],
)
async def test_what_became_of_a_message_is_recorded_apart_from_the_end(
    desk: Desk, error: Exception, state: str
) -> None:
    desk.sender.errors = [error]
    await desk.play(text_event(1, "hi"))
    assert await desk.rows("select distinct delivery from outgoing_messages") == [(state,)]
    assert await desk.rows('select "end" from events') == [("answered",)]


async def test_a_send_that_a_kill_cut_short_is_never_repeated_blindly(desk: Desk) -> None:
    await desk.inbox.accept([text_event(1, "hi")])
    await desk.turns.handle("line:e1", timedelta(0))
    store = PostgresDeliveryStore(desk.engine)
    batch = await store.next_batch("line:U1", desk.clock.time)
    assert await store.begin(batch, desk.clock.time)
    await desk.delivery.deliver("line:U1")
    assert desk.sender.sent == []
    assert await desk.rows("select distinct delivery from outgoing_messages") == [("uncertain",)]


async def test_a_send_that_is_safe_to_repeat_is_repeated_with_the_same_key(desk: Desk) -> None:
    await desk.inbox.accept([text_event(1, "hi")])
    await desk.turns.handle("line:e1", timedelta(0))
    store = PostgresDeliveryStore(desk.engine)
    batch = await store.next_batch("line:U1", desk.clock.time)
    assert await store.begin(batch, desk.clock.time)
    desk.sender.is_safe_to_repeat = True
    await desk.delivery.deliver("line:U1")
    assert [message.id for message in desk.sender.sent] == [w.message.id for w in batch]


async def test_a_process_that_slept_past_its_heartbeat_sends_nothing_twice(desk: Desk) -> None:
    await desk.inbox.accept([text_event(1, "hi")])
    await desk.turns.handle("line:e1", timedelta(0))
    store = PostgresDeliveryStore(desk.engine)
    read_before_sleeping = await store.next_batch("line:U1", desk.clock.time)
    await desk.delivery.deliver("line:U1")
    assert not await store.begin(read_before_sleeping, desk.clock.time)
    assert await desk.rows("select distinct delivery, attempts from outgoing_messages") == [
        ("sent", 1)
    ]


async def test_a_web_answer_waits_for_the_page_and_costs_delivery_nothing(desk: Desk) -> None:
    await desk.play(text_event(1, "hi", conversation="web:a"))
    assert desk.sender.sent == []
    assert await desk.rows(
        "select distinct delivery, attempts, not_before is null from outgoing_messages"
    ) == [("pending", 0, True)]


async def test_a_message_known_to_be_sent_does_not_become_uncertain(desk: Desk) -> None:
    await desk.play(text_event(1, "hi"))
    ids = [message.id for message in desk.sender.sent]
    store = PostgresDeliveryStore(desk.engine)
    await store.record(ids, Delivery.UNCERTAIN, desk.clock.time, "the sender stopped")
    assert await desk.rows("select distinct delivery from outgoing_messages") == [("sent",)]


async def test_an_event_that_cannot_be_handled_ends_kindly_with_a_person(desk: Desk) -> None:
    await desk.inbox.accept([text_event(1, "hi")])
    await desk.turns.give_up("line:e1")
    await desk.delivery.deliver("line:U1")
    assert desk.words()[-1] == "utter_assistant_unavailable[en]"
    assert await desk.rows("select owner from conversations") == [("queue",)]


async def test_an_answer_that_could_not_be_sent_for_a_day_is_given_up(desk: Desk) -> None:
    desk.clock.time = datetime.now(UTC)
    desk.sender.errors = [DeliveryDeferredError("busy", 10)]
    await desk.play(text_event(1, "one"))
    desk.clock.advance(hours=24)
    await desk.delivery.deliver("line:U1")
    assert desk.sender.sent == []
    assert await desk.rows("select distinct delivery from outgoing_messages") == [("failed",)]


async def test_an_echo_of_our_own_message_confirms_an_uncertain_one(desk: Desk) -> None:
    desk.sender.errors = [DeliveryUncertainError("lost")]
    await desk.play(text_event(1, "hi"))
    [(first,), (second,)] = await desk.rows("select id from outgoing_messages order by sequence")
    await desk.play(text_event(2, "", kind=EventKind.ECHO, details={"outgoing_id": first}))
    states = await desk.rows("select delivery from outgoing_messages order by sequence")
    assert states == [("sent",), ("uncertain",)], second


CHOICE_DETAILS = choice_details(
    ("ask_ingredient", "ask_compatibility"),
    ("About an ingredient", "What goes together"),
    "line:e1",
)


async def test_a_tapped_choice_goes_on_with_the_first_messages_words(desk: Desk) -> None:
    desk.assistant.answer = answers(TurnKind.QUESTION, Ask("choice", CHOICE_DETAILS))
    await desk.play(text_event(1, "retinol and vitamin c"))
    desk.assistant.answer = answers(TurnKind.ANSWER)
    await desk.play(text_event(2, "What goes together"))
    _, words, metadata = desk.assistant.turns[-1]
    assert words == "retinol and vitamin c"
    assert metadata["chosen_intent"] == "ask_compatibility"
    assert metadata["continues"] == "line:e1"
    assert await desk.rows("select turn->'between' from events where id = 'line:e1'") == [
        (["ask_ingredient", "ask_compatibility"],)
    ]
    assert await desk.rows("select turn->'choice' from events where id = 'line:e2'") == [
        ({"event_id": "line:e1", "intent": "ask_compatibility"},)
    ]


async def test_anything_else_than_a_choice_is_a_new_message(desk: Desk) -> None:
    desk.assistant.answer = answers(TurnKind.QUESTION, Ask("choice", CHOICE_DETAILS))
    await desk.play(text_event(1, "retinol and vitamin c"))
    desk.assistant.answer = answers(TurnKind.ANSWER)
    await desk.play(text_event(2, "where is my order"))
    await desk.play(text_event(3, "the first one"))
    assert [
        (words, "chosen_intent" in metadata) for _, words, metadata in desk.assistant.turns
    ] == [
        ("retinol and vitamin c", False),
        ("where is my order", False),
        ("the first one", False),
    ]


async def test_a_message_taken_back_is_chosen_for_no_more(desk: Desk) -> None:
    desk.assistant.answer = answers(TurnKind.QUESTION, Ask("choice", CHOICE_DETAILS))
    await desk.play(text_event(1, "retinol and vitamin c", message_id="M1"))
    await desk.play(text_event(2, "", kind=EventKind.UNSEND, message_id="M1"))
    await desk.play(text_event(3, "the first one"))
    assert desk.assistant.turns[-1][1] == "the first one"


async def test_a_sticker_in_between_neither_adds_to_the_failures_nor_forgives_them(
    desk: Desk,
) -> None:
    desk.assistant.answer = answers(TurnKind.FALLBACK)
    await desk.play(text_event(1, "blorp"))
    await desk.play(text_event(2, "", kind=EventKind.STICKER))
    await desk.play(text_event(3, "fnord"))
    assert [metadata["failures_in_a_row"] for _, _, metadata in desk.assistant.turns] == [0, 1]
