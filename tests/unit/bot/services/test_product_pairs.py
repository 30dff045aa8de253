"""Whether a product of the shop goes with an ingredient."""

from typing import Any

from actions.registry import build_services, intent_handlers
from bot.domain.tags import Tags
from bot.domain.turns import Answer, Ask, TurnKind
from tests.fakes import Said, context, fake_ports


async def ask(text: str, *names: str, intent: str = "ask_compatibility", **known: Any) -> Answer:
    said = Said(text, intent, tags=Tags(ingredient=names))
    handlers = intent_handlers(build_services(fake_ports()))
    return await handlers[intent](context(said, **known))


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


async def test_a_named_product_is_judged_by_what_is_in_it() -> None:
    told = words(await ask("Can I use the Ember Retinol Serum with AHA?", "glycolic acid"))
    assert told == words(await ask("retinol and AHA?", "retinol", "glycolic acid"))


async def test_what_the_product_is_of_itself_is_no_second_side() -> None:
    text = "is the Ember Retinol Serum fine, retinol and all?"
    assert words(await ask(text, "retinol")) == words(await ask("retinol?", "retinol"))


async def test_what_was_bought_last_is_judged_for_a_proven_customer() -> None:
    """The ingredient tells what it is to go with, not which purchase is meant."""
    text = "is the one I bought last ok with vitamin c?"
    for intent in ("order_history", "ask_compatibility"):
        told = words(await ask(text, "ascorbic acid", intent=intent, customer_id="C1"))
        assert told == words(await ask("?", "centella asiatica", "ascorbic acid"))


async def test_who_is_not_proven_is_asked_for_proof_first() -> None:
    answer = await ask("is the one I bought last ok with retinol?", "retinol")
    asked = next(effect for effect in answer.effects if isinstance(effect, Ask))
    assert asked.details["then"] == "ask_compatibility"
    assert asked.details["tags"]["ingredient"] == ["retinol"]


async def test_an_ingredient_that_tells_which_purchase_is_meant_asks_for_the_purchase() -> None:
    text = "which serum with niacinamide did I buy last time?"
    answer = await ask(text, "niacinamide", intent="order_history", customer_id="C1")
    assert answer.kind is TurnKind.ORDER_HISTORY
    assert [card.id for card in answer.replies[0].products] == ["tide-30"]
