import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.word_shapes import WordShapes

TEXTS = [
    "what serum is good for oily skin", "my moisturizer pills under sunscreen",
    "does niacinamide help with redness", "where is my parcel please", "cleanser without fragrance",
    "something gentle around thirty dollars", "retinol or bakuchiol for wrinkles", "thanks a lot",
]  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> WordShapes:
    return WordShapes.learn(TEXTS)


@pytest.mark.parametrize("text", ["hjkl", "xqzvk", "fjdksla;", "vbnm qwzx"])
def test_letters_that_no_word_is_made_of_are_gibberish(shapes, text):
    assert shapes.is_gibberish(text)


@pytest.mark.parametrize(
    "text",
    [
        "moisturiser", "serum pls", "retnol", "hjkl serum", "油肌 hjkl", "ผิวมัน hjkl", "hi", "30",
        "order XQ10023", "",
    ],
)  # fmt: skip
def test_words_names_numbers_and_other_scripts_are_not(shapes, text):
    """One word that could be one is enough; short words and references are left alone."""
    assert not shapes.is_gibberish(text)


def test_nothing_learnt_finds_nothing():
    assert not WordShapes.learn([]).is_gibberish("hjkl")


def test_what_is_kept_judges_as_what_was_learnt(shapes):
    again = WordShapes(shapes.counts.astype(np.float32), shapes.limit)
    assert again.surprise("niacinamide") == pytest.approx(shapes.surprise("niacinamide"))


@given(st.text())
def test_any_text_can_be_asked_about(text):
    assert WordShapes.learn(TEXTS).is_gibberish(text) in (True, False)
