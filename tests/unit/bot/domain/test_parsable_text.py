"""What Rasa is given to parse: any text, but never one that it cannot read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import to_parsable


@pytest.mark.parametrize(
    ("text", "parsable"),
    [
        (" oily skin\n", "oily skin"),
        ("/greet{}", "greet{}"),
        ("/ / \n/stop", "stop"),
        ("24/7", "24/7"),
        ("/\u3000/refill_off", "refill_off"),
        ("油\ud800肌", "油肌"),
    ],
)
def test_a_text_is_read_without_what_would_mislead_rasa(text: str, parsable: str) -> None:
    assert to_parsable(text) == parsable


@pytest.mark.parametrize("text", ["", " ", "/", "\u3000\n", "\x85\x1d", "\ud800", "// /"])
def test_a_text_without_words_is_three_dots(text: str) -> None:
    """Of a blank text Rasa knows no intent, and its fallback raises."""
    assert to_parsable(text) == "…"


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_sent_is_not_blank_and_names_no_intent(text: str) -> None:
    parsable = to_parsable(text)
    parsable.encode("utf-8")
    assert parsable == parsable.strip() != ""
    assert not parsable.startswith("/")
