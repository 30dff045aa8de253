"""No unlawful claim reaches what is stored, whoever wrote it."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.imports.catalogue import import_catalogue
from bot.adapters.imports.report import ImportOptions
from bot.adapters.store.engine import make_engine
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.products import PostgresProducts
from bot.adapters.store.tables import ProductRow
from bot.adapters.store.turns import PostgresTurnStore
from bot.adapters.wording import ResponseFiles
from bot.domain.claims import Claim, find_claims
from bot.domain.claims.rules import LIKENESS
from bot.domain.languages import Language
from bot.domain.messages import ProductCard, QuickReply, Reply
from bot.domain.money import Price
from bot.domain.ports import AssistantTurn
from bot.domain.products import Product
from bot.domain.tags import Understanding
from bot.domain.turns import TurnKind
from bot.services.claims_guard import ClaimsGuard
from bot.services.turns import TurnEngine
from knowledge.catalogue import ShopCatalogue
from knowledge.claim_reader import open_claims_lint
from knowledge.ingredients import IngredientTable
from knowledge.passages import passages_of
from tests.fakes import ROOT
from tests.turn_parts import PlainQueueWords, PlainSafety, ScriptedAssistant, SetClock, text_event

SHOP_WORDS = {"shop": dict.fromkeys(Language, "Shop"), "privacy": dict.fromkeys(Language, "/p")}


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database_url)
    yield engine
    await engine.dispose()


def wording() -> ResponseFiles:
    return ResponseFiles.load(ROOT / "data" / "responses", SHOP_WORDS)


async def told(engine: AsyncEngine, reply: Reply, kind: TurnKind = TurnKind.ANSWER) -> list[Reply]:
    """What is stored where the assistant answers a shopper with this."""

    async def defer(connection: object, events: object) -> None:
        """Nothing is sent here."""

    assistant = ScriptedAssistant()
    understanding = Understanding(Language.EN, "ask_product", 0.9)
    assistant.answer = AssistantTurn(understanding, kind, (reply,))
    turns = TurnEngine(
        store=PostgresTurnStore(engine),
        assistant=assistant,
        wording=wording(),
        safety=PlainSafety(),
        queue_words=PlainQueueWords(),
        clock=SetClock(),
        patience=timedelta(seconds=1),
        show_typing=lambda conversation_id: None,
        guard=ClaimsGuard(wording(), find=open_claims_lint()),
    )
    event = text_event(1, "does it help with eczema?")
    await PostgresInbox(engine, defer).accept([event])
    await turns.handle(event.event_id, timedelta(0))
    async with engine.connect() as connection:
        bodies = await connection.scalars(
            text("select body from outgoing_messages order by sequence offset 1")
        )
        return [Reply.from_json(body) for body in bodies]


async def test_a_claim_is_replaced_by_safe_words_and_counted_without_its_text(
    engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        (stored,) = await told(engine, Reply("Yes! This serum cures eczema overnight."))
    assert stored.text.startswith("That is more than may be said of skin care")
    assert [button.label for button in stored.quick_replies] == ["Talk to a person"]
    assert "a claim was withheld from a reply: disease" in caplog.text
    assert "cures" not in caplog.text
    async with engine.connect() as connection:
        turn = await connection.scalar(text("select turn from events"))
    assert turn["withheld"] == ["disease"]


async def test_a_claim_in_its_meaning_alone_is_replaced_too(engine: AsyncEngine) -> None:
    said = "The redness packs its bags and does not come back."
    assert not find_claims(said)
    (stored,) = await told(engine, Reply(said))
    assert stored.text.startswith("That is more than may be said of skin care")


async def test_a_name_alone_makes_no_sentence_sound_like_a_claim(engine: AsyncEngine) -> None:
    def find(text: str, language: Language | None = None) -> tuple[Claim, ...]:
        if "Wonder" not in text:
            return ()
        return (Claim(text, 0, len(text), LIKENESS, LIKENESS.instead),)

    card = ProductCard("p1", "Wonder Night Serum", Price(Decimal(500), "TWD"))
    guard = ClaimsGuard(wording(), find=find)
    reply = Reply("What is left for you is Wonder Night Serum.", (card,))
    assert guard.check(reply, TurnKind.ANSWER, Language.EN) == (reply, [])
    praise = Reply("Wonder upon wonder.", (card,))
    assert guard.check(praise, TurnKind.ANSWER, Language.EN)[1] == ["likeness"]


async def test_a_lawful_answer_is_stored_as_it_is(engine: AsyncEngine) -> None:
    reply = Reply("A cosmetic cannot treat eczema; please see a doctor.")
    assert await told(engine, reply) == [reply]


async def test_cards_lose_a_claim_in_name_and_reasons_and_stay(engine: AsyncEngine) -> None:
    card = ProductCard(
        "p1", "Eczema Relief Cream", Price(Decimal(500), "TWD"), reasons=("Vegan", "cures acne")
    )
    reply = Reply("Here it is:", (card,), (QuickReply("Cures acne?"), QuickReply("More")))
    (stored,) = await told(engine, reply, TurnKind.RECOMMENDATION)
    assert stored.text == "Here it is:"
    assert stored.products == (replace(card, name="Cream", reasons=("Vegan",)),)
    assert stored.quick_replies == (QuickReply("More"),)


async def test_an_exaggerating_name_is_no_claim_of_ours(engine: AsyncEngine) -> None:
    card = ProductCard("p1", "Flawless Skin Forever", Price(Decimal(500), "TWD"))
    reply = Reply("Flawless Skin Forever is back in stock.", (card,))
    assert await told(engine, reply) == [reply]


async def test_an_order_is_told_without_the_claim_in_a_products_name(engine: AsyncEngine) -> None:
    reply = Reply("Order 10023 is on its way:\n1 × Acne Treatment Gel")
    (stored,) = await told(engine, reply, TurnKind.ORDER_STATUS)
    assert stored.text == "Order 10023 is on its way:\n1 × Gel"


CATALOGUE = (
    "id,name,price,description,how_to_use,highlights\n"
    "calm,Drift Acne Treatment Gel,500,A light gel. It cures acne in days. Smells of tea.,"
    'Apply to heal wounds.,"Vegan, Cures eczema"\n'
    "plain,Plain Cream,300,Keeps dry skin comfortable.,Apply in the evening.,Vegan\n"
)


@pytest.fixture
async def imported(engine: AsyncEngine, tmp_path) -> PostgresProducts:
    file = tmp_path / "catalogue.csv"
    file.write_text(CATALOGUE, encoding="utf-8")
    products = PostgresProducts(engine)
    report = await import_catalogue(file, ImportOptions(), products, IngredientTable.load())
    told = [(line.line, line.copy.field, line.copy.claim.phrase) for line in report.flagged]
    assert told == [
        (2, "name", "Acne Treatment"),
        (2, "description", "cures acne"),
        (2, "how_to_use", "heal wounds"),
        (2, "highlights", "Cures eczema"),
    ]
    again = await import_catalogue(file, ImportOptions(), products, IngredientTable.load())
    assert (report.added, again.unchanged, again.changed) == (2, 2, 0)
    return products


async def test_what_to_do_about_harm_is_never_withheld(engine: AsyncEngine) -> None:
    words = Reply("This serum cures acne. Wash it off and see a doctor.")
    assert await told(engine, words, TurnKind.SAFETY) == [words]


async def test_flagged_copy_of_an_import_is_neither_shown_nor_searched(
    imported: PostgresProducts,
) -> None:
    products = {product.id: product for product in await imported.all()}
    calm = products["calm"]
    assert calm.names == {Language.EN: "Drift Gel"}
    assert calm.descriptions == {Language.EN: "A light gel. Smells of tea."}
    assert (calm.how_to_use, calm.highlights) == ({}, ("Vegan",))
    assert calm.is_in_stock()
    passages = passages_of(calm, lambda name, language: name)
    assert [find_claims(passage.shown) for passage in passages] == [()] * len(passages)
    searched = " ".join(passage.text for passage in passages)
    assert not any(word in searched for word in ("cures", "heal", "Cures"))
    assert products["plain"].listed is None


async def test_a_product_is_found_by_the_name_the_shop_gives_it(
    imported: PostgresProducts,
) -> None:
    catalogue = ShopCatalogue(imported.all, imported.find, IngredientTable.load())
    await catalogue.refresh()
    (found,) = catalogue.match_names("is the drift acne treatment gel in stock", Language.EN)
    assert found.names == {Language.EN: "Drift Gel"}


async def test_copy_stored_under_other_rules_is_judged_when_it_is_read(
    imported: PostgresProducts, engine: AsyncEngine
) -> None:
    """So what came in before an upgrade is not shown after it."""
    before = await imported.find("calm")
    await judge_as_formerly(engine)
    assert await imported.find("calm") == before


async def test_after_an_upgrade_copy_is_judged_once_and_kept(
    imported: PostgresProducts, engine: AsyncEngine
) -> None:
    before, version = await imported.all(), await imported.version()
    await judge_as_formerly(engine)
    assert await imported.judge_anew() == 2
    assert await imported.judge_anew() == 0
    assert await imported.all() == before
    assert await imported.version() != version
    assert (await imported.save(before)).unchanged == 2


async def judge_as_formerly(engine: AsyncEngine) -> None:
    """Leave the products as an earlier release had stored them."""
    facts = ProductRow.facts.op("||")(text('\'{"judged": "old"}\'::jsonb')).op("-")("lawful")
    async with engine.begin() as connection:
        await connection.execute(update(ProductRow).values(facts=facts))


async def test_storing_what_was_read_changes_nothing(imported: PostgresProducts) -> None:
    read: list[Product] = list(await imported.all())
    assert (await imported.save(read)).unchanged == 2
