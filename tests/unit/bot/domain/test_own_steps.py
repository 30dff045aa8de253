"""Which steps of a routine are at home already."""

import pytest

from bot.domain.own_steps import steps_at_home

ALL = ("cleanser", "serum", "toner", "moisturizer", "sunscreen")


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("build me a routine with a serum, I already have a cleanser I like", ("cleanser",)),
        ("I have my own cleanser and sunscreen", ("cleanser", "sunscreen")),
        ("keep my moisturizer, please", ("moisturizer",)),
        ("I don't need a sunscreen but a toner", ("sunscreen",)),
        ("I've got a face wash at home", ("cleanser",)),
        ("搭配一套保養，要有化妝水，我已經有洗面乳了", ("cleanser",)),
        ("防曬我家裡還有，精華要", ("sunscreen",)),
        ("防曬用自己的", ("sunscreen",)),
        ("洗顔料はもう持っています。美容液がほしい", ("cleanser",)),
        ("日焼け止めはいりません", ("sunscreen",)),
        ("มีครีมกันแดดอยู่แล้ว", ("sunscreen",)),
    ],
)
def test_what_is_at_home_is_told_from_what_is_wanted(text: str, steps: tuple[str, ...]) -> None:
    assert steps_at_home(text, ALL) == steps


@pytest.mark.parametrize(
    "text",
    [
        "I have oily skin, a cleanser and a serum please",
        "I have been looking for a cleanser",
        "do you have a cleanser?",
        "I have to find a sunscreen",
        "還有防曬也要",
        "有洗面乳嗎",
        "日焼け止めはありますか",
        "มีครีมกันแดดไหม",
    ],
)
def test_a_wish_or_a_question_is_nothing_at_home(text: str) -> None:
    assert steps_at_home(text, ALL) == ()
