import pytest

from bot.nlu.spelling import Speller


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(["oily", "niacinamide", "moisturizer", "cleanser", "serum"], ["cleaner"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("oilyyyy", "oily"),
        ("serums", "serum"),
        ("niacinamid", "niacinamide"),
        ("niacinimide", "niacinamide"),
        ("nicainamide", "niacinamide"),
        ("moisturrizer", "moisturizer"),
        ("cleanser", "cleanser"),
    ],
)
def test_one_slip_is_read_as_the_word_meant(speller, written, meant):
    assert speller.correct(written) == meant


@pytest.mark.parametrize(
    "word", ["cleaner", "serve", "boily", "moist", "niacin", "dlovely", "x" * 500]
)
def test_other_words_stay_as_they_are(speller, word):
    assert speller.correct(word) == word
