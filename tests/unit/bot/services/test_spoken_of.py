"""What "it" means right after an ingredient or a product was spoken of."""

from typing import Any

import pytest

from actions.registry import build_services, intent_handlers
from bot.domain.languages import Language
from bot.domain.profiles import Profile
from bot.domain.tags import Tags
from bot.domain.turns import Answer, ExplainIngredients, TurnKind
from tests.fakes import FakeKnowledge, Said, context, fake_ports
from tests.unit.bot.services.test_fact_answers import RETINOL

ZH = Language.ZH
NIACINAMIDE = ("niacinamide",)


async def ask(text: str, *names: str, intent: str = "ask_compatibility", **known: Any) -> Answer:
    language = known.pop("language", Language.EN)
    said = Said(text, intent, language, tags=known.pop("tags", Tags(ingredient=names)))
    ports = fake_ports(knowledge=FakeKnowledge({"retinol": RETINOL}))
    handlers = intent_handlers(build_services(ports))
    return await handlers[intent](context(said, **known))


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


async def test_an_explained_ingredient_is_remembered_for_the_next_message() -> None:
    answer = await ask("what does niacinamide do?", "niacinamide", intent="ask_ingredient")
    assert ExplainIngredients(NIACINAMIDE) in answer.effects


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can I use it with retinol?", Language.EN),
        ("is that ok together with retinol?", Language.EN),
        ("可以跟A醇一起用嗎？", ZH),
        ("レチノールと一緒に使えますか", Language.JA),
        ("ใช้ร่วมกับเรตินอลได้ไหม", Language.TH),
    ],
)
async def test_it_beside_an_ingredient_is_the_one_explained(text: str, language: Language) -> None:
    answer = await ask(text, "retinol", explained=NIACINAMIDE, language=language)
    whole = await ask("?", "niacinamide", "retinol", language=language)
    assert words(answer) == words(whole)
    assert ExplainIngredients(NIACINAMIDE) in answer.effects  # "and with vitamin C?" goes on


async def test_both_explained_are_asked_of_together() -> None:
    both = ("niacinamide", "retinol")
    answer = await ask("can I use them together?", explained=both)
    assert words(answer) == words(await ask("?", *both))


@pytest.mark.parametrize("text", ["what goes well with retinol?", "A醇可以跟什麼一起用？"])
async def test_an_open_question_for_a_partner_is_not_answered_with_the_one_explained(
    text: str,
) -> None:
    answer = await ask(text, "retinol", explained=NIACINAMIDE)
    assert words(answer) == words(await ask(text, "retinol"))


async def test_without_anything_explained_one_ingredient_stays_alone() -> None:
    text = "can I use it with retinol?"
    assert words(await ask(text, "retinol")) == words(await ask("retinol?", "retinol"))


@pytest.mark.parametrize("intent", ["ask_ingredient", "ask_product"])
async def test_a_question_that_names_nothing_is_about_the_one_explained(intent: str) -> None:
    answer = await ask("怎麼用？", intent=intent, explained=NIACINAMIDE, language=ZH,
                       shown_products=("moss", "tide-30"))  # fmt: skip
    assert ExplainIngredients(NIACINAMIDE) in answer.effects
    assert answer.kind is TurnKind.ANSWER


@pytest.mark.parametrize("intent", ["ask_routine", "ask_ingredient", "ask_product"])
async def test_how_it_is_used_is_told_of_the_one_explained(intent: str) -> None:
    answer = await ask("how often should I use it?", intent=intent, explained=("retinol",))
    assert "Retinol needs about twelve weeks." in words(answer)


async def test_the_price_of_products_on_the_table_is_no_question_about_an_ingredient() -> None:
    answer = await ask("how much is it?", intent="ask_product", explained=NIACINAMIDE,
                       shown_products=("moss", "tide-30"))  # fmt: skip
    assert answer.kind is TurnKind.QUESTION


async def test_an_ingredient_taken_for_a_product_is_answered_as_an_ingredient() -> None:
    pregnant = Profile(condition=("pregnancy",))
    answer = await ask("A醇可以用嗎？", "retinol", intent="ask_product", profile=pregnant,
                       language=ZH, shown_products=("moss", "tide-30"))  # fmt: skip
    assert "懷孕" in words(answer)
    assert answer.kind is TurnKind.ANSWER


async def test_it_beside_an_ingredient_is_else_the_product_spoken_of() -> None:
    text = "can I use it with AHA?"
    focus = {"product_in_focus": "ember"}
    answer = await ask(text, "glycolic acid", slots=focus, shown_products=("moss", "ember"))
    assert words(answer) == words(await ask("?", "retinol", "glycolic acid"))
