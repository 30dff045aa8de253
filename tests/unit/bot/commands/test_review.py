"""What a person reads and answers when labelling messages."""

from datetime import UTC, datetime

import pytest

from bot.commands.review import to_decision, to_menu, to_text
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.reviews import ReviewedMessage, Why

MESSAGE = ReviewedMessage(
    number=41,
    text="retinol\x1b[31m and\nvitamin c",
    language=Language.EN,
    intent="ask_ingredient",
    confidence=0.44,
    at=datetime(2026, 11, 21, 10, 0, tzinfo=UTC),
    why=Why.BETWEEN_TWO,
    suggestions=(("ask_ingredient", 0.44), ("ask_compatibility", 0.4), ("ask_routine", 0.1)),
    between=("ask_ingredient", "ask_compatibility"),
    chosen="ask_compatibility",
    answered="Which one?",
)


@pytest.mark.parametrize(
    ("typed", "decided"),
    [
        ("1", "ask_ingredient"), (" 2 ", "ask_compatibility"), ("greet", "greet"),
        ("S", "skip"), ("", "skip"), ("i", ""), ("q", None),
    ],
)  # fmt: skip
def test_a_number_a_letter_or_a_name_decides(typed: str, decided: str | None) -> None:
    assert to_decision(MESSAGE, typed) == decided


@pytest.mark.parametrize("typed", ["4", "0", "nonsense"])
def test_anything_else_is_asked_again(typed: str) -> None:
    with pytest.raises(InputError):
        to_decision(MESSAGE, typed)


def test_a_message_is_shown_with_all_that_helps_to_label_it() -> None:
    shown = to_text(MESSAGE)
    for part in (
        "41",
        "en",
        "44%",
        "Which one?",
        "chosen: ask_compatibility",
        "asked which of two",
    ):
        assert part in shown
    assert "[2] ask_compatibility 40%" in to_menu(MESSAGE)


def test_control_characters_and_new_lines_play_no_tricks_on_the_terminal() -> None:
    assert "\x1b" not in to_text(MESSAGE)
    assert "“retinol [31m and vitamin c”" in to_text(MESSAGE)
