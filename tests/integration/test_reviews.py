"""Labels beside the messages in a real database."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.models import Models
from bot.adapters.store.agents import PostgresAgents
from bot.adapters.store.artifacts import PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.reviews import PostgresReviews, put_review
from bot.adapters.store.turns import PostgresTurnStore
from bot.domain.choices import REVIEWED_BELOW, choice_details
from bot.domain.conversations import End, Owner
from bot.domain.errors import NotFoundError
from bot.domain.languages import Language
from bot.domain.messages import EventKind, Reply
from bot.domain.ports import Draft, MadeChoice, TurnOutcome
from bot.domain.reviews import Lesson, Why, to_fingerprint
from bot.domain.tags import Tags, Understanding
from bot.domain.turns import Ask, ProveIdentity, TurnKind
from tests.fakes import Trainer
from tests.turn_parts import NOW, text_event


class World:
    """A store in which messages come to their ends as the turn engine would bring them."""

    def __init__(self, url: str) -> None:
        self.engine: AsyncEngine = make_engine(url, pool_size=2)
        self.turns = PostgresTurnStore(self.engine)
        self.reviews = PostgresReviews(self.engine)
        self.inbox = PostgresInbox(self.engine, self._defer)
        self.count = 0

    async def _defer(self, *_: Any) -> None:
        """No worker runs here."""

    async def said(
        self,
        words: str,
        kind: TurnKind = TurnKind.ANSWER,
        confidence: float = 0.9,
        effects: tuple[Any, ...] = (),
        **more: Any,
    ) -> int:
        """A message with its turn; its number."""
        self.count += 1
        event = text_event(self.count, words, message_id=f"M{self.count}")
        await self.inbox.accept([event])
        ranking = (("ask_product", confidence), ("ask_ingredient", 0.1), ("inform", 0.05))
        ranking = more.pop("ranking", ranking)
        tags = more.pop("tags", Tags())
        outcome = TurnOutcome(
            End.ANSWERED,
            Owner.ASSISTANT,
            drafts=(Draft(Reply("Well?")),),
            effects=effects,
            understanding=Understanding(Language.EN, "ask_product", confidence, tags, ranking),
            kind=kind,
            **more,
        )
        case = await self.turns.open_case(event.event_id, NOW)
        assert await self.turns.finish(case, outcome, NOW)
        return int(await self.scalar(f"select sequence from events where id = '{event.event_id}'"))

    async def scalar(self, query: str) -> Any:
        async with self.engine.connect() as connection:
            return await connection.scalar(text(query))

    async def numbers(self, *, settled_too: bool = False) -> list[int]:
        return [one.number for one in await self.reviews.to_review(50, settled_too=settled_too)]


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    world = World(database_url)
    yield world
    await world.engine.dispose()


async def test_what_fell_back_or_was_unsure_is_listed_newest_first(world: World) -> None:
    fell_back = await world.said("blorp", TurnKind.FALLBACK, 0.1)
    await world.said("what is retinol")
    unsure = await world.said("that thing", confidence=REVIEWED_BELOW - 0.01)
    listed = await world.reviews.to_review(50)
    assert [(one.number, one.why) for one in listed] == [
        (unsure, Why.UNSURE),
        (fell_back, Why.NOT_UNDERSTOOD),
    ]
    assert listed[1].text == "blorp"
    assert listed[1].answered == "Well?"
    assert [name for name, _ in listed[1].suggestions] == [
        "ask_product",
        "ask_ingredient",
        "inform",
    ]
    assert [one.number for one in await world.reviews.to_review(1)] == [unsure]


async def test_a_message_that_rasa_never_read_is_not_listed(world: World) -> None:
    await world.said("hello?", TurnKind.FALLBACK, 0.0, ranking=())
    assert await world.numbers() == []


async def test_a_choice_is_listed_with_what_was_tapped_and_the_tap_is_not(world: World) -> None:
    details = choice_details(("ask_product", "ask_ingredient"), ("A", "B"), "line:e1")
    asked = await world.said("retinol", TurnKind.QUESTION, 0.55, effects=(Ask("choice", details),))
    choice = MadeChoice("ask_ingredient", "line:e1", "retinol")
    await world.said("B", confidence=0.3, choice=choice)
    (one,) = await world.reviews.to_review(50)
    assert (one.number, one.why) == (asked, Why.BETWEEN_TWO)
    assert one.between == ("ask_product", "ask_ingredient")
    assert one.chosen == "ask_ingredient"


async def test_a_labelled_or_ignored_message_is_settled(world: World) -> None:
    one = await world.said("blorp", TurnKind.FALLBACK, 0.1)
    other = await world.said("fnord", TurnKind.FALLBACK, 0.1)
    await world.reviews.label(one, "greet", NOW)
    await world.reviews.label(other, None, NOW)
    assert await world.numbers() == []
    assert await world.numbers(settled_too=True) == [other, one]
    assert await world.reviews.lessons(learned_only=False) == [Lesson("greet", "blorp")]


async def test_an_agents_correction_waits_for_the_operator_and_teaches_already(
    world: World,
) -> None:
    number = await world.said("worst serum ever")
    await PostgresAgents(world.engine).add("mei@shop.example", "Mei", "right")
    mei = await world.scalar("select id from agents")
    async with world.engine.begin() as connection:
        await put_review(connection, "line:e1", "complaint", mei, NOW)
    (one,) = await world.reviews.to_review(50)
    assert (one.why, one.label, one.labelled_by) == (Why.CORRECTED, "complaint", "Mei")
    assert await world.reviews.lessons(learned_only=False) == [
        Lesson("complaint", "worst serum ever")
    ]
    await world.reviews.label(number, "usage_feedback", NOW)
    assert await world.numbers() == []


@pytest.mark.parametrize("number", [0, 999_999_999])
async def test_an_unknown_number_is_an_error(world: World, number: int) -> None:
    with pytest.raises(NotFoundError, match="dropwise review"):
        await world.reviews.label(number, "greet", NOW)


async def test_the_model_in_use_is_known_by_what_it_learned(world: World) -> None:
    one = await world.said("blorp", TurnKind.FALLBACK, 0.1)
    await world.reviews.label(one, "greet", NOW)
    assert await world.reviews.lessons(learned_only=True) == []
    await world.reviews.set_learned(learned=True)
    assert await world.reviews.lessons(learned_only=True) == [Lesson("greet", "blorp")]
    other = await world.said("fnord", TurnKind.FALLBACK, 0.1)
    await world.reviews.label(other, "thank", NOW)
    assert await world.reviews.lessons(learned_only=True) == [Lesson("greet", "blorp")]
    await world.reviews.set_learned(learned=False)
    assert await world.reviews.lessons(learned_only=True) == []


async def test_a_message_taken_back_teaches_nothing(world: World) -> None:
    number = await world.said("blorp", TurnKind.FALLBACK, 0.1)
    await world.reviews.label(number, "greet", NOW)
    await world.turns.forget_message("line:U1", "M1")
    assert await world.scalar("select count(*) from reviews") == 0
    assert await world.reviews.lessons(learned_only=False) == []


async def test_the_label_of_an_erased_message_is_erased_with_it(world: World) -> None:
    number = await world.said("blorp", TurnKind.FALLBACK, 0.1)
    await world.reviews.label(number, "greet", NOW)
    async with world.engine.begin() as connection:
        await connection.execute(text("delete from outgoing_messages"))
        await connection.execute(text("delete from events"))
    assert await world.scalar("select count(*) from reviews") == 0


async def test_what_a_lesson_learns_names_nobody(world: World) -> None:
    await world.said("hello", effects=(ProveIdentity("C1"),))
    async with world.engine.begin() as connection:
        await connection.execute(text("insert into customers (id, name) values ('C1', 'Amy Lin')"))
    number = await world.said(
        "it's Amy, X7 never came, mail amy@mail.example",
        TurnKind.FALLBACK,
        0.1,
        tags=Tags(order_id="X7"),
    )
    await world.reviews.label(number, "order_status", NOW)
    assert await world.reviews.lessons(learned_only=False) == [
        Lesson("order_status", "it's Alex, X1 never came, mail name@example.com")
    ]


async def test_stickers_and_buttons_are_not_reviewed(world: World) -> None:
    event = text_event(1, "", kind=EventKind.STICKER)
    await world.inbox.accept([event])
    case = await world.turns.open_case(event.event_id, NOW)
    nothing = Understanding(Language.EN, "out_of_scope", 0.0)
    outcome = TurnOutcome(
        End.ANSWERED, Owner.ASSISTANT, understanding=nothing, kind=TurnKind.FALLBACK
    )
    await world.turns.finish(case, outcome, NOW)
    assert await world.numbers() == []


async def start(world: World, folder: Path, train: Trainer, shipped: str = "base") -> str:
    """What every start does about the model; the name of the one in use."""
    lessons = await world.reviews.lessons(learned_only=True)
    models = Models(PostgresArtifacts(world.engine), folder)
    path = await models.ensure(to_fingerprint(shipped, lessons), train)
    return path.name.removesuffix(".tar.gz")


async def test_a_start_keeps_a_reviewed_model_until_what_it_learned_from_changes(
    world: World, tmp_path: Path
) -> None:
    train = Trainer()
    number = await world.said("blorp", TurnKind.FALLBACK, 0.1)
    await world.reviews.label(number, "greet", NOW)
    assert await start(world, tmp_path, train) == "base"
    await world.reviews.set_learned(learned=True)
    reviewed = await start(world, tmp_path, train)
    assert reviewed.startswith("base-")
    assert await start(world, tmp_path, train) == reviewed
    assert train.runs == 2
    assert (await start(world, tmp_path, train, "newer")).startswith("newer-")
    assert train.runs == 3


async def test_a_start_after_an_erasure_leaves_the_erased_words_out(
    world: World, tmp_path: Path
) -> None:
    train = Trainer()
    number = await world.said("blorp", TurnKind.FALLBACK, 0.1)
    await world.reviews.label(number, "greet", NOW)
    await world.reviews.set_learned(learned=True)
    assert await start(world, tmp_path, train) != "base"
    await world.turns.forget_message("line:U1", "M1")
    assert await start(world, tmp_path, train) == "base"
