"""Plain words beside intent and tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import budget_cues, cues
from bot.domain.sentiment import opinion_in


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("how much is it?", ("price",)),
        ("這瓶多少錢", ("price",)),
        ("is it in stock", ("stock",)),
        ("還有貨嗎", ("stock",)),
        ("容量多大", ("size",)),
        ("what's in it", ("ingredients",)),
        ("怎麼用", ("how_to_use",)),
        ("敏感肌可以用嗎", ("suitability",)),
        ("いくらですか", ("price",)),
        ("ราคาเท่าไหร่", ("price",)),
        ("tell me about it", ()),
    ],
)
def test_a_question_about_a_product_names_what_it_asks(text: str, aspects: tuple[str, ...]) -> None:
    assert cues.find_aspects(text) == aspects


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first one", 0),
        ("第二個", 1),
        ("3", 2),
        ("the last one", -1),
        ("一つ目", 0),
        ("hi", None),
    ],
)
def test_a_place_in_a_list(text: str, place: int | None) -> None:
    assert cues.find_ordinal(text) == place


@pytest.mark.parametrize(
    "text", ["cheaper please", "有便宜一點的嗎", "もっと安いのは？", "ถูกกว่านี้มีไหม"]
)
def test_cheaper(text: str) -> None:
    assert cues.wants_cheaper(text)


@pytest.mark.parametrize("text", ["show me others", "還有別的嗎", "他のも見たい", "ขอดูตัวอื่น"])
def test_another(text: str) -> None:
    assert cues.wants_another(text)


@pytest.mark.parametrize("text", ["oily", "dry skin", "1000", "油性肌", "acne", "ผิวมัน"])
def test_a_plain_answer_leaves_nothing_open(text: str) -> None:
    assert not cues.is_anything_goes(text)
    assert not budget_cues.is_no_limit(text)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("do you ship to Japan?", ("overseas",)),
        ("可以開統編嗎", ("invoices",)),
        ("when are you open", ("opening_hours",)),
        ("會員點數", ("membership",)),
        ("how much is delivery", ()),
    ],
)
def test_topics_of_the_shop(text: str, topics: tuple[str, ...]) -> None:
    assert cues.find_shop_topics(text) == topics


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I love it, so much better", 1),
        ("很好用,變亮了", 1),
        ("doesn't work, disappointed", -1),
        ("不好用", -1),
        ("I use it at night", 0),
    ],
)
def test_sentiment(text: str, sign: int) -> None:
    found = opinion_in(text).sentiment
    assert (found > 0) - (found < 0) == sign


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert -1 <= opinion_in(text).sentiment <= 1
    assert isinstance(cues.find_aspects(text), tuple)
    assert cues.find_time_of_day(text) in {"morning", "evening", None}
