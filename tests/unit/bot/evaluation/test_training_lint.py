"""The lint of the training messages, on small cases and on data/nlu itself."""

import numpy as np
import pytest

from bot.domain.errors import InputError
from bot.evaluation.training_data import read_training
from bot.evaluation.training_lint import (
    Example,
    Level,
    find_alike_in_meaning,
    find_duplicates,
    find_gaps,
    find_leaks,
    find_near,
    find_unknown_intents,
    near_pairs,
    to_comparable,
)

PARCEL = "could you tell me where my parcel is"


def example(text: str, intent: str = "greet", place: str = "x.yml no. 1") -> Example:
    return Example(intent, "en", text, place)


def test_the_same_message_is_seen_behind_case_width_and_punctuation():
    (fault,) = find_duplicates([example("Hi there!"), example("ｈｉ  THERE…")])
    assert (fault.level, fault.kind) == (Level.ERROR, "duplicate")
    assert find_duplicates([example(text) for text in ("🙂", "🔥", "??")]) == []


def test_the_same_message_under_two_intents_contradicts_itself():
    (fault,) = find_duplicates([example("later"), example("later", "deny")])
    assert fault.kind == "contradiction"
    assert str(fault) == (
        "error: contradiction: 'later' (greet, x.yml no. 1) = 'later' (deny, x.yml no. 1)"
    )


def test_one_word_more_is_a_near_duplicate_and_under_two_intents_an_error():
    more = f"{PARCEL} now"
    (fault,) = find_near([example(PARCEL), example(more)])
    assert (fault.level, fault.kind) == (Level.WARNING, "near-duplicate")
    (fault,) = find_near([example(PARCEL), example(more, "order_status")])
    assert (fault.level, fault.kind) == (Level.ERROR, "near-contradiction")
    assert find_near([example(PARCEL), example("has it shipped?")]) == []


def test_likeness_is_the_share_of_trigrams():
    """ " abcd " has 4, " abce " has 4, they share 2 of 6."""
    (pair,) = near_pairs([example("abcd")], [example("abce")], 0.1)
    assert pair.likeness == pytest.approx(2 / 6)


def test_an_intent_outside_the_taxonomy_is_told():
    assert [fault.kind for fault in find_unknown_intents([example("hi", "hello")])] == [
        "unknown intent"
    ]


def test_every_intent_needs_messages_in_english_and_chinese():
    told = [fault.told for fault in find_gaps([example(str(n)) for n in range(12)])]
    assert "greet has 0 of 12 messages in zh" in told
    assert "inform has 0 of 40 messages in en" in told
    assert not any(line.startswith("greet") and line.endswith("en") for line in told)


def test_a_leak_does_not_tell_the_message_of_the_evaluation_set():
    held_out = [example(f"{PARCEL} please", place="held_out.jsonl 7")]
    (fault,) = find_leaks([example(PARCEL), example("hi")], held_out)
    assert "held_out.jsonl 7" in fault.told
    assert "please" not in fault.told


def test_messages_alike_in_meaning_are_told_across_intents_only():
    vectors = np.eye(2)[[0, 0, 0, 1]]
    examples = [example("a"), example("b", "deny"), example("c"), example("d", "deny")]
    told = [fault.told for fault in find_alike_in_meaning(examples, vectors)]
    assert len(told) == 2
    assert told[0].startswith("'a' (greet, x.yml no. 1) ~ 'b' (deny")


def test_every_line_of_a_training_file_is_read_with_its_place(tmp_path):
    document = "nlu:\n- intent: thank\n  examples: |\n    - thanks - a lot\n    - 謝謝\n"
    (tmp_path / "thank.yml").write_text(document, encoding="utf-8")
    assert read_training(tmp_path) == [
        Example("thank", "en", "thanks - a lot", "thank.yml no. 1"),
        Example("thank", "zh", "謝謝", "thank.yml no. 2"),
    ]


@pytest.mark.parametrize("document", ["stories: []\n", "nlu: [x]\n", "nlu: {", ""])
def test_a_file_that_is_no_training_file_is_told_in_a_sentence(tmp_path, document):
    (tmp_path / "wrong.yml").write_text(document, encoding="utf-8")
    with pytest.raises(InputError, match=r"wrong\.yml is not a training file"):
        read_training(tmp_path)


def test_comparable_text_keeps_marks_where_there_is_nothing_else():
    assert to_comparable(" Thank YOU!! ") == "thank you"
    assert to_comparable("??") == "??"
