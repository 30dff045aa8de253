"""What the fuzz sends, and what it makes of the outcome."""

import pytest

from benchmarks.fuzz.__main__ import is_passed, slowest_milliseconds, to_text
from benchmarks.fuzz.run import Failure, Outcome
from benchmarks.fuzz.strings import LONGEST, Message, make_messages

SEEDS = ["oily, around $30", "我是油肌 1000以下", "乾燥肌です", "ผิวมัน"]


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return make_messages(600, SEEDS, 7)


def test_as_many_messages_are_made_as_asked_for_and_the_same_each_time(messages):
    assert len(messages) == 600
    assert messages == make_messages(600, SEEDS, 7)
    assert messages != make_messages(600, SEEDS, 8)


def test_they_hold_what_strangers_may_send(messages):
    texts = [message.text for message in messages]
    assert max(map(len, texts)) == LONGEST
    for strange in ("\u202e", "\u200d", "\x00", "\ud800", "\u0301", "０"):
        assert any(strange in text for text in texts), ascii(strange)


def test_half_of_them_are_mutations_that_tell_how_they_were_made(messages):
    assert sum(message.kind != "random" for message in messages) == 300


PLAIN = Message("random", "\u202ehello")


@pytest.mark.parametrize(
    ("failures", "milliseconds", "passed"),
    [([], 199.0, True), ([], 200.0, False), ([Failure(PLAIN, "ValueError: no")], 5.0, False)],
)
def test_one_exception_or_one_slow_text_fails_the_fuzz(failures, milliseconds, passed):
    """A time that only the busy machine made does not: texts are judged by their best try."""
    outcome = Outcome([3.0, 900.0], failures, [(PLAIN, milliseconds), (PLAIN, 2.0)])
    assert is_passed(outcome) is passed
    assert slowest_milliseconds(outcome) == milliseconds


def test_the_report_escapes_what_it_shows():
    outcome = Outcome([3.0, 5.0], [Failure(PLAIN, "ValueError: no")], [(PLAIN, 4.0)])
    assert "2 messages, 1 exceptions" in to_text(outcome)
    assert "\\u202ehello" in to_text(outcome)
    assert "\u202e" not in to_text(outcome)
