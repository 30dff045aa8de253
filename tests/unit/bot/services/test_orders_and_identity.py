"""Orders are told to whom they belong, after a proof; changes go to a person."""

from typing import Any

import pytest

from actions.registry import Services, build_services
from bot.domain.languages import Language
from bot.domain.messages import Channel
from bot.domain.tags import Tags
from bot.domain.turns import (
    Answer,
    Ask,
    CountIdentityTry,
    OpenHandoff,
    ProveIdentity,
    TurnContext,
    TurnKind,
)
from tests.fakes import (
    FakeCatalogue,
    FakeLinks,
    FakeTries,
    Said,
    context,
    fake_ports,
    product,
    real_wording,
)

WORDING = real_wording()


def services(failed: int = 0, link: str | None = None) -> Services:
    return build_services(
        fake_ports(identity_tries=FakeTries(failed), identity_links=FakeLinks(link))
    )


def ask(answer: Answer) -> Ask:
    return next(effect for effect in answer.effects if isinstance(effect, Ask))


def follow_up(text: str, asked: Ask, tags: Tags | None = None, **known: Any) -> TurnContext:
    said = Said(text, "inform", tags=tags or Tags())
    return context(said, pending=(asked.topic, asked.details), **known)


async def test_a_proven_customer_reads_where_the_order_is() -> None:
    said = Said("where is my order", "order_status")
    answer = await services().orders.status(context(said, customer_id="C1"))
    assert answer.kind is TurnKind.ORDER_STATUS
    assert "10023" in answer.replies[0].text
    assert "HX1" in answer.replies[0].text
    assert "10011" not in answer.replies[0].text


async def test_an_order_of_somebody_else_is_not_found() -> None:
    said = Said("where is 20000", "order_status", tags=Tags(order_id="20000"))
    answer = await services().orders.status(context(said, customer_id="C1"))
    assert "Ember" not in answer.replies[0].text


async def test_a_stranger_is_asked_for_the_order_then_for_its_contact_then_answered() -> None:
    desk = services()
    first = await desk.orders.status(context(Said("where is my order", "order_status")))
    assert (first.kind, ask(first).topic) == (TurnKind.QUESTION, "identity_order")
    second = await desk.follow_ups.answer(follow_up("10023", ask(first), Tags(order_id="10023")))
    assert ask(second).topic == "identity_contact"
    third = await desk.follow_ups.answer(follow_up("AMY@example.com", ask(second)))
    assert third.kind is TurnKind.ORDER_STATUS
    assert ProveIdentity("C1") in third.effects
    assert "HX1" in third.replies[0].text


@pytest.mark.parametrize("contact", ["amy@example.com", "0912345678", "+886 912 345 678"])
async def test_number_and_contact_in_one_message_are_enough(contact: str) -> None:
    said = Said(f"where is 10023, {contact}", "order_status", tags=Tags(order_id="10023"))
    answer = await services().orders.status(context(said))
    assert ProveIdentity("C1") in answer.effects


async def test_after_the_proof_the_question_asked_first_is_answered() -> None:
    desk = services()
    said = Said("which serum did I buy last", "order_history", tags=Tags(product_type=("serum",)))
    first = await desk.orders.history(context(said))
    second = await desk.follow_ups.answer(follow_up("10023 amy@example.com", ask(first)))
    assert second.kind is TurnKind.ORDER_HISTORY
    assert "Moss Cica Serum" in second.replies[0].text


async def test_a_wrong_contact_and_an_unknown_order_are_answered_alike() -> None:
    desk = services()
    replies = []
    for text in ("10023 eve@example.com", "99999 amy@example.com"):
        first = await desk.orders.status(context(Said("where is it", "order_status")))
        answer = await desk.follow_ups.answer(follow_up(text, ask(first)))
        assert CountIdentityTry() in answer.effects
        replies.append(answer.replies)
    assert replies[0] == replies[1]


@pytest.mark.parametrize("failed", [4, 5])
async def test_after_five_tries_a_person_is_offered(failed: int) -> None:
    desk = services(failed)
    wrong = Ask("identity_order", {"then": "order_status", "text": "", "tags": {}})
    answer = await desk.follow_ups.answer(follow_up("10023 eve@example.com", wrong))
    assert ask(answer).topic == "handoff"
    right = await services(5).follow_ups.answer(follow_up("10023 amy@example.com", wrong))
    assert not any(isinstance(effect, ProveIdentity) for effect in right.effects)


async def test_on_line_a_one_time_link_is_offered_where_the_shop_has_a_login() -> None:
    answer = await services(link="https://shop.example/login/1").orders.status(
        context(Said("where is my order", "order_status"), channel=Channel.LINE)
    )
    assert "https://shop.example/login/1" in answer.replies[0].text


async def test_a_question_in_between_keeps_the_proof_waiting() -> None:
    desk = services()
    handler = desk.follow_ups.first(desk.shop.payment)
    pending = ("identity_contact", {"then": "order_status", "order_id": "10023"})
    answer = await handler(context(Said("how can I pay?", "payment_info"), pending=pending))
    assert answer.kind is TurnKind.ANSWER
    assert ask(answer).details["order_id"] == "10023"


async def test_a_no_drops_what_was_asked() -> None:
    desk = services()
    handler = desk.follow_ups.first(desk.smalltalk.deny)
    answer = await handler(
        context(Said("no thanks", "deny"), pending=("identity_order", {"then": "order_status"}))
    )
    assert answer.kind is TurnKind.SMALLTALK
    assert not answer.effects


async def test_a_change_with_its_order_number_goes_to_a_person_at_once() -> None:
    said = Said("cancel order 10023", "change_order", tags=Tags(order_id="10023"))
    answer = await services().requests.change(context(said))
    assert answer.kind is TurnKind.ORDER_CHANGE
    handoff = answer.effects[0]
    assert isinstance(handoff, OpenHandoff)
    assert "10023" in handoff.note


async def test_a_return_without_a_number_tells_the_policy_and_collects_it_once() -> None:
    desk = services()
    first = await desk.requests.send_back(context(Said("I want a refund", "return_refund")))
    assert "7 days" in first.replies[0].text
    second = await desk.follow_ups.answer(follow_up("10023, it leaked", ask(first)))
    assert second.kind is TurnKind.RETURN
    handoff = second.effects[0]
    assert isinstance(handoff, OpenHandoff)
    assert "it leaked" in handoff.note
    assert "I want a refund" in handoff.note


async def test_a_complaint_goes_to_a_person_at_once() -> None:
    answer = await services().requests.complain(context(Said("worst service ever", "complaint")))
    assert isinstance(answer.effects[0], OpenHandoff)


async def test_reorder_gives_the_link_of_the_last_purchase_of_that_kind() -> None:
    said = Said("same serum again", "reorder", tags=Tags(ingredient=("niacinamide",)))
    answer = await services().orders.reorder(context(said, customer_id="C1"))
    assert answer.kind is TurnKind.REORDER
    assert answer.replies[0].products[0].url == "https://shop.example/tide-30"


async def test_reorder_of_what_was_shown_needs_no_proof() -> None:
    said = Said("another bottle please", "reorder")
    answer = await services().orders.reorder(context(said, shown_products=("moss",)))
    assert answer.replies[0].products[0].id == "moss"


@pytest.mark.parametrize(
    "text",
    ["the Moss Cica Serum and the Ember Retinol Serum again", "苔原積雪草精華和餘燼A醇精華各一瓶"],
)
async def test_every_product_named_is_bought_again(text: str) -> None:
    answer = await services().orders.reorder(context(Said(text, "reorder")))
    assert {card.id for card in answer.replies[0].products} == {"moss", "ember"}
    assert "Moss" in answer.replies[0].text
    assert "Ember" in answer.replies[0].text


async def test_of_products_that_share_a_name_the_one_bought_before_is_meant() -> None:
    shared = FakeCatalogue(
        (
            product("day", "Reed Serum Day", "蘆葦", 300),
            product("moss", "Reed Serum Night", "蘆葦", 300),
        )
    )
    orders = build_services(fake_ports(catalogue=shared)).orders
    said = Said("蘆葦再一瓶", "reorder", Language.ZH)
    bought = await orders.reorder(context(said, customer_id="C1"))
    assert [card.id for card in bought.replies[0].products] == ["moss"]
    unknown = await orders.reorder(context(said))
    assert unknown.kind is TurnKind.QUESTION
    assert ask(unknown).details["ids"] == ["day", "moss"]


@pytest.mark.parametrize(
    ("text", "taken"),
    [("I'll take the second one", ["ember"]), ("全部都要", ["moss", "ember"])],
)
async def test_what_is_on_the_table_is_taken_with_its_link(text: str, taken: list[str]) -> None:
    for customer in (None, "C1"):
        turn = context(Said(text), shown_products=("moss", "ember"), customer_id=customer)
        answer = await services().follow_ups.answer(turn)
        assert answer.kind is TurnKind.REORDER
        assert [card.id for card in answer.replies[0].products] == taken


async def test_it_of_several_is_asked_back_before_it_is_taken() -> None:
    turn = context(Said("I'll buy it"), shown_products=("moss", "ember"))
    answer = await services().follow_ups.answer(turn)
    assert ask(answer).details["then"] == "reorder"


async def test_reorder_by_a_stranger_asks_for_proof() -> None:
    answer = await services().orders.reorder(context(Said("the same again", "reorder")))
    assert ask(answer).topic == "identity_order"


async def test_the_order_is_told_in_the_shoppers_language() -> None:
    said = Said("我的訂單到哪了", "order_status", Language.ZH)
    answer = await services().orders.status(context(said, customer_id="C1"))
    assert "配送中" in answer.replies[0].text
