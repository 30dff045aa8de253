"""What the assistant learns from a labelled message, and what never leaves with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.domain.reviews import LONGEST_LESSON, Lesson, to_fingerprint, to_intent, to_lesson


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("mail me at amy.lin+shop@mail.example.com ok", "amy.lin"),
        ("call 0912-345-678 about my parcel", "345"),
        ("我的電話0912345678，訂單呢", "345678"),
        ("where is order 10023456", "10023456"),
        ("Where's DW-20391?", "20391"),
        ("my name is Jonathan Smith and it never came", "Jonathan"),
        ("Mrs. Dalloway here, refund please", "Dalloway"),
        ("我叫陳怡君，想退貨", "陳怡君"),
        ("收件人：王小明", "王小明"),
        ("名前は山田です", "山田"),
        ("寄到台北市信義區松仁路100號5樓", "松仁路100"),
        ("ship it to 12 Baker Street please", "Baker"),
        ("see https://shop.example/login?token=abc", "token=abc"),
        ("my instagram is @amy_lin99", "amy_lin99"),
        ("card 4111 1111 1111 1111", "4111"),
    ],
)
def test_personal_details_are_replaced(text: str, personal: str) -> None:
    assert personal in text
    assert personal not in to_lesson("order_status", text).text


def test_the_customers_name_and_the_orders_number_are_replaced_wherever_they_stand() -> None:
    lesson = to_lesson(
        "order_status", "Amy again, A77 is late — LIN here", names=("Amy Lin", None), order_id="A77"
    )
    assert lesson == Lesson("order_status", "Alex again, A12 is late — Alex here")


@pytest.mark.parametrize(
    "text",
    [
        "油肌 想找控油精華 1000上下",
        "I am oily and my budget is $30",
        "is 10% niacinamide ok with 0.5% retinol?",
        "500-1000 元的防曬",
        "ครีมกันแดด ผิวมัน ไม่เกิน 500",
        "テカリに効く美容液は？",
    ],
)
def test_what_is_not_personal_stays_as_it_was_written(text: str) -> None:
    assert to_lesson("inform", text).text == text


@pytest.mark.parametrize("text", ["/greet", "[oily](skin_type)", '- {"a": 1}\n- next'])
def test_nothing_is_left_that_rasa_would_read_as_markup(text: str) -> None:
    learned = to_lesson("inform", text).text
    assert not set("[]{}\n") & set(learned)
    assert not learned.startswith(("/", "-"))


@given(st.text(max_size=500))
def test_any_text_becomes_one_line(text: str) -> None:
    learned = to_lesson("inform", text).text
    assert len(learned) <= LONGEST_LESSON
    assert len(learned.splitlines()) <= 1


def test_a_model_is_told_from_another_by_what_it_learned() -> None:
    one, other = Lesson("greet", "yo"), Lesson("thank", "ta")
    assert to_fingerprint("base", []) == "base"
    assert to_fingerprint("base", [one, other]) == to_fingerprint("base", [other, one, one])
    ids = {
        to_fingerprint(base, lessons)
        for base in ("base", "newer")
        for lessons in ([], [one], [other], [one, other])
    }
    assert len(ids) == 8
    assert all(id_.partition("-")[0] in {"base", "newer"} for id_ in ids)


def test_an_intent_is_one_of_the_taxonomy() -> None:
    assert to_intent(" Order_Status ") == "order_status"
    with pytest.raises(InputError, match="order_status"):
        to_intent("nlu_fallback")
