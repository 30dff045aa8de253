"""The figures of understanding, each against one worked out by hand."""

from typing import Any

import pytest

from bot.domain.languages import Language
from bot.domain.tags import Tags, Understanding
from bot.evaluation.gold import GoldMessage, Reading
from bot.evaluation.nlu_metrics import (
    expected_calibration_error,
    intent_accuracy,
    intent_macro_f1,
    reliability,
    tag_scores,
)
from bot.evaluation.nlu_mistakes import find_confusions, find_tag_mistakes


def reading(
    gold: str = "greet",
    said: str = "greet",
    tags: dict[str, Any] | None = None,
    found: dict[str, Any] | None = None,
    also: tuple[str, ...] = (),
    confidence: float = 0.9,
) -> Reading:
    message = GoldMessage("1", "text", "en", gold, frozenset(also), tags or {})
    understood = Understanding(Language.EN, said, confidence, Tags.from_json(found or {}))
    return Reading(message, understood, 5.0)


def test_accuracy_is_the_share_of_right_intents():
    readings = [reading("greet", "greet"), reading("thank", "greet"), reading("deny", "deny")]
    assert intent_accuracy(readings) == pytest.approx(2 / 3)


def test_an_accepted_intent_is_right_in_accuracy_and_in_f1():
    readings = [reading("greet", "thank", also=("thank",)), reading("deny", "deny")]
    assert intent_accuracy(readings) == 1.0
    assert intent_macro_f1(readings) == 1.0


def test_macro_f1_counts_each_intent_the_same():
    """greet: precision 3/4, recall 1, F1 6/7; thank: precision 1, recall 1/2, F1 2/3."""
    readings = [
        *[reading("greet", "greet")] * 3,
        reading("thank", "greet"),
        reading("thank", "thank"),
    ]
    assert intent_macro_f1(readings) == pytest.approx((6 / 7 + 2 / 3) / 2)


def test_lists_are_scored_value_by_value_and_all_tags_together():
    readings = [
        reading(
            tags={"skin_type": ["oily", "dry"], "days": 14},
            found={"skin_type": ["oily", "normal"], "days": 14},
        ),
        reading(tags={"skin_type": ["oily"]}, found={"concern": ["acne"]}),
    ]
    scores = tag_scores(readings)
    skin = scores["skin_type"]
    # Right: one oily. Told: oily, normal. To be found: oily, dry, oily.
    assert (skin.precision, skin.recall) == (pytest.approx(1 / 2), pytest.approx(1 / 3))
    assert skin.f1 == pytest.approx(0.4)
    assert (skin.gold, skin.said) == (3, 2)
    assert scores["days"].f1 == 1.0
    assert scores["concern"].f1 == 0.0
    # Over all: right 2, told 4, to be found 4.
    assert scores["all"].f1 == pytest.approx(0.5)


def test_tags_that_nobody_scores_or_knows_change_nothing():
    gold = {"product": "Cica serum", "age_group": "child", "mood": "blue", "skin_type": ["dry"]}
    scores = tag_scores([reading(tags=gold, found={"skin_type": ["dry"]})])
    assert set(scores) == {"all", "skin_type"}
    assert scores["all"].f1 == 1.0


@pytest.mark.parametrize(
    ("gold", "said", "is_same"),
    [
        ({"min": None, "max": 1000.0, "currency": "TWD"}, (None, 1000, "TWD"), True),
        ({"max": 1000}, (None, 1000, None), True),
        ({"min": None, "max": 1000, "currency": None}, (None, 1000, "TWD"), False),
        ({"min": 800, "max": 1000, "currency": None}, (None, 1000, None), False),
    ],
)
def test_budgets_compare_as_numbers_and_with_their_currency(gold, said, is_same):
    found = {"budget": dict(zip(("min", "max", "currency"), said, strict=True))}
    assert tag_scores([reading(tags={"budget": gold}, found=found)])["budget"].f1 == is_same


def test_nothing_to_find_and_nothing_told_is_right():
    assert tag_scores([reading()])["all"].f1 == 1.0


def test_the_reliability_table_counts_each_message_in_the_bin_of_its_confidence():
    bins = reliability([0.95, 0.85, 0.9, 0.0, 1.0], [True, False, True, False, True])
    assert [one.count for one in bins] == [1, 0, 0, 0, 0, 0, 0, 0, 2, 2]
    assert bins[8].confidence == pytest.approx(0.875)
    assert bins[8].accuracy == pytest.approx(0.5)
    assert bins[1].accuracy is None


def test_calibration_error_is_the_distance_weighted_by_messages():
    """Two at .9 of which one is right: .4 off. Two at .5 (bin .4-.5), both right: .5 off."""
    bins = reliability([0.9, 0.9, 0.5, 0.5], [True, False, True, True])
    assert expected_calibration_error(bins) == pytest.approx((2 * 0.4 + 2 * 0.5) / 4)


def test_confusions_come_with_the_most_frequent_first():
    readings = [
        reading("thank", "greet"),
        reading("deny", "affirm", confidence=0.3),
        reading("deny", "affirm", confidence=0.8),
        reading("deny", "affirm", also=("affirm",)),
    ]
    found = find_confusions(readings)
    assert [(one.gold, one.said, len(one.readings)) for one in found] == [
        ("deny", "affirm", 2),
        ("thank", "greet", 1),
    ]
    assert [e["confidence"] for e in found[0].to_json(1)["examples"]] == [0.8]
    assert found[0].to_json(0)["examples"] == []


def test_a_wrong_tag_is_one_missed_and_one_invented():
    wrong = reading(tags={"skin_type": ["oily"]}, found={"skin_type": ["dry"]})
    assert [(one.gold, one.said) for one in find_tag_mistakes([wrong])] == [
        ("", "skin_type dry"),
        ("skin_type oily", ""),
    ]
