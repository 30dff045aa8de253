"""When a shopper is asked which of two things they meant, and how their answer is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.choices import (
    CHOICE,
    CHOICE_BELOW,
    choice_details,
    find_choice,
    find_chosen,
    is_near_safety,
)
from bot.domain.conversations import PendingQuestion
from bot.domain.tags import INTENTS

RANKINGS = st.lists(
    st.tuples(st.sampled_from(INTENTS), st.floats(0, 1)), max_size=5, unique_by=lambda pair: pair[0]
).map(lambda ranking: sorted(ranking, key=lambda pair: -pair[1]))
LABELS = {
    "en": ("About an ingredient", "What goes together"),
    "zh": ("詢問成分", "能不能一起用"),
    "ja": ("成分について", "一緒に使えるか"),
    "th": ("เรื่องส่วนผสม", "ใช้ร่วมกันได้ไหม"),
}


def waiting(language: str = "en") -> PendingQuestion:
    details = choice_details(("ask_ingredient", "ask_compatibility"), LABELS[language], "line:e1")
    return PendingQuestion(CHOICE, details)


def test_two_close_intents_are_a_choice() -> None:
    ranking = [("ask_ingredient", 0.48), ("ask_compatibility", 0.42), ("greet", 0.05)]
    assert find_choice(ranking) == ("ask_ingredient", "ask_compatibility")


@pytest.mark.parametrize(
    "ranking",
    [
        [("ask_ingredient", 0.9), ("ask_compatibility", 0.08)],
        [("ask_ingredient", CHOICE_BELOW), ("ask_compatibility", 0.39)],
        [("ask_ingredient", 0.5), ("ask_compatibility", 0.2)],
        [("ask_ingredient", 0.5)],
        [],
    ],
)
def test_a_clear_best_is_no_choice(ranking: list[tuple[str, float]]) -> None:
    assert find_choice(ranking) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inform", "recommend_product"),
        ("complaint", "talk_to_human"),
        ("greet", "thank"),
        ("out_of_scope", "ask_product"),
    ],
)
def test_what_leads_to_the_same_answer_or_to_small_talk_is_not_asked(one: str, other: str) -> None:
    assert find_choice([(one, 0.45), (other, 0.44)]) is None
    assert find_choice([(other, 0.45), (one, 0.44)]) is None


@given(RANKINGS)
def test_harm_to_the_body_is_never_put_into_a_choice(ranking: list[tuple[str, float]]) -> None:
    choice = find_choice(ranking)
    assert choice is None or "adverse_reaction" not in choice
    assert choice is None or not is_near_safety(ranking)


@pytest.mark.parametrize("order", [1, -1])
def test_harm_beside_another_intent_is_taken_as_harm(order: int) -> None:
    close = [("usage_feedback", 0.45), ("adverse_reaction", 0.44)][::order]
    assert is_near_safety([(name, 0.45 - place / 100) for place, (name, _) in enumerate(close)])
    assert not is_near_safety([("usage_feedback", 0.9), ("adverse_reaction", 0.05)])


def test_harm_needs_to_be_less_close_than_a_choice() -> None:
    assert is_near_safety([("usage_feedback", 0.5), ("adverse_reaction", 0.27)])
    assert find_choice([("usage_feedback", 0.5), ("ask_product", 0.2)]) is None


@pytest.mark.parametrize("language", list(LABELS))
def test_a_tap_or_its_words_choose(language: str) -> None:
    first, second = LABELS[language]
    assert find_chosen(waiting(language), first) == "ask_ingredient"
    assert find_chosen(waiting(language), f"  {second.upper()}! ") == "ask_compatibility"


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("the first one", "ask_ingredient"), ("1", "ask_ingredient"), ("2.", "ask_compatibility"),
        ("第一個", "ask_ingredient"), ("後者", "ask_compatibility"),
        ("最後一個", "ask_compatibility"),
        ("2つ目", "ask_compatibility"), ("อันแรก", "ask_ingredient"), ("3", None), ("", None),
        ("both", None), ("the first serum I bought here broke me out", None),
        ("where is my order?", None),
    ],
)  # fmt: skip
def test_a_place_chooses_and_anything_else_is_a_new_message(said: str, chosen: str | None) -> None:
    assert find_chosen(waiting(), said) == chosen


def test_nothing_is_chosen_where_nothing_was_asked() -> None:
    assert find_chosen(None, "the first one") is None
    assert find_chosen(PendingQuestion("product_which", {"ids": ["a"]}), "the first one") is None


@given(st.text())
def test_any_words_are_read(said: str) -> None:
    assert find_chosen(waiting("th"), said) in {"ask_ingredient", "ask_compatibility", None}
