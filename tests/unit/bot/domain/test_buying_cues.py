"""Words that take what is on the table."""

import pytest

from bot.domain.buying_cues import joins_several, reorders, takes, takes_all


@pytest.mark.parametrize(
    "text",
    [
        "I want the first one", "I'll take the second", "back to English: I want the first one",
        "let me get that one please", "I'll buy it", "can I get this one?",
        "and the first one too", "第二個也要", "我要第一個",
        "那我要第二款", "就買這個", "我想要這瓶",
        "最初のにします", "これをください", "二つ目を買います",
        "เอาตัวแรก", "ซื้ออันนี้",
    ],
)  # fmt: skip
def test_one_is_taken(text: str) -> None:
    assert takes(text)
    assert not takes_all(text)


@pytest.mark.parametrize(
    "text",
    ["I'll take all of them", "let me get both", "I want the whole routine", "全部都要", "整套都要",
     "我都要", "全部ください", "เอาทั้งหมด"],
)  # fmt: skip
def test_all_are_taken(text: str) -> None:
    assert takes_all(text)
    assert takes(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want the first one in a bigger size", "can I get it cheaper?", "is the first one good?",
        "I want a serum", "can I use it?", "I get it",
        "I like the first one better than the second",
        "我要第一個的成分", "第一個適合我嗎", "還有防曬也要", "これは何ですか", "ตัวแรกราคาเท่าไหร่",
    ],
)  # fmt: skip
def test_a_question_or_a_wish_takes_nothing(text: str) -> None:
    assert not takes(text)


def test_names_are_joined_or_not() -> None:
    assert joins_several("the Moss serum and the Ember serum")
    assert joins_several("苔原和餘燼再一瓶")
    assert not joins_several("the retinol serum again")


@pytest.mark.parametrize(
    "text",
    [
        "buy the Moss serum again",
        "reorder it",
        "再買一次退潮精華",
        "回購積雪草精華",
        "また買いたい",
    ],
)
def test_buying_again_is_said_plainly(text: str) -> None:
    assert reorders(text)


@pytest.mark.parametrize(
    "text", ["show me the order again", "get me the refund again", "買一送一嗎"]
)
def test_an_order_shown_again_is_not_bought_again(text: str) -> None:
    assert not reorders(text)
