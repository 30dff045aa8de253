"""Thresholds from the training file alone, and the figures at them."""

from collections import Counter

import numpy as np
import pytest

from bot.evaluation.intent_sets import OUT_OF_SCOPE, IntentSet, Row
from bot.evaluation.out_of_scope import (
    Answer,
    Fold,
    choose_threshold,
    mcc,
    to_answer,
    to_folds,
    to_said,
)
from bot.evaluation.pipeline_metrics import resample, to_intervals, to_verdicts
from bot.evaluation.pipeline_report import as_configured, to_report, to_text
from bot.evaluation.trials import Pipeline, Trial, our_pipeline, stock_pipeline

ROWS = [Row(f"{label}{n}", label) for label in "ABCDEFG" for n in range(10)]
ROWS += [Row(f"none {n}", OUT_OF_SCOPE) for n in range(5)]


def test_each_label_is_held_out_whole_once_and_trained_on_otherwise():
    folds = to_folds(ROWS, 5)
    held = Counter(label for fold in folds for label in fold.unseen)
    assert held == dict.fromkeys("ABCDEFG", 1)
    for fold in folds:
        assert not set(fold.train) & set(fold.held_out)
        assert len(fold.train) + len(fold.held_out) == len(ROWS)
        assert not {ROWS[i].label for i in fold.train} & fold.unseen
        # Beside the unseen labels, two of ten rows of each other label, and one of five of none.
        others = Counter(ROWS[i].label for i in fold.held_out if ROWS[i].label not in fold.unseen)
        known = set("ABCDEFG") - fold.unseen
        assert others == {**dict.fromkeys(known, 2), OUT_OF_SCOPE: 1}


def test_folds_are_the_same_each_time():
    assert to_folds(ROWS, 5) == to_folds(ROWS, 5)


def test_of_three_labels_two_are_always_left_to_learn():
    rows = [row for row in ROWS if row.label in "ABC"]
    folds = to_folds(rows, 5)
    assert all(len({rows[i].label for i in fold.train}) >= 2 for fold in folds)


def test_an_answer_tells_the_first_intent_and_the_first_in_scope():
    assert to_answer([(OUT_OF_SCOPE, 0.6), ("A", 0.4)]) == (OUT_OF_SCOPE, "A", 0.6)
    assert to_answer([("A", 0.6), (OUT_OF_SCOPE, 0.4)]) == ("A", "A", 0.6)
    assert to_answer([]) == (OUT_OF_SCOPE, OUT_OF_SCOPE, 0.0)
    assert to_said(Answer("A", "A", 0.6), 0.6) == "A"
    assert to_said(Answer("A", "A", 0.6), 0.61) == OUT_OF_SCOPE


def test_the_threshold_parts_known_labels_from_unseen_ones():
    rows = [Row("a", "A"), Row("b", "B"), Row("c", "C")]
    fold = Fold(train=[], held_out=[0, 1, 2], unseen=frozenset("C"))
    rankings = [[("A", 0.9)], [("B", 0.8)], [("A", 0.4)]]
    assert choose_threshold(rows, [fold], [rankings]) == pytest.approx(0.6)


def test_of_thresholds_the_folds_cannot_tell_apart_the_lowest_is_taken():
    """At 0.9 one more unseen message is turned away than at 0.5: less than chance would change."""
    rows = [Row(f"a{n}", "A") for n in range(20)] + [Row(f"c{n}", "C") for n in range(20)]
    known = [[("A", 0.95)]] * 18 + [[("A", 0.3)]] * 2
    rankings = known + [[("A", 0.4)]] * 19 + [[("A", 0.9)]]
    fold = Fold(train=[], held_out=list(range(40)), unseen=frozenset("C"))
    assert choose_threshold(rows, [fold], [rankings]) == pytest.approx(0.65)


def test_what_is_rare_in_the_folds_weighs_as_much_as_what_is_frequent():
    """One unseen row at .7 outweighs two of ten known rows below it."""
    rows = [Row("a", "A")] * 5 + [Row("b", "B")] * 5 + [Row("c", "C")]
    fold = Fold(train=[], held_out=list(range(11)), unseen=frozenset("C"))
    known = [[("A", 0.9)]] * 4 + [[("A", 0.5)]] + [[("B", 0.9)]] * 4 + [[("B", 0.5)]]
    threshold = choose_threshold(rows, [fold], [[*known, [("A", 0.7)]]])
    assert threshold == pytest.approx(0.8)


def test_mcc_agrees_with_gorodkins_formula_for_three_classes():
    """5 of 6 right: c·s - Σ p·t = 30 - 12 = 18; sqrt((36 - 14) · (36 - 12)) = sqrt(528)."""
    gold = ["A", "A", "B", "B", OUT_OF_SCOPE, OUT_OF_SCOPE]
    said = ["A", "A", "B", "A", OUT_OF_SCOPE, OUT_OF_SCOPE]
    assert mcc(gold, said) == pytest.approx(18 / np.sqrt(528))


GOLD = ["A", "A", "B", OUT_OF_SCOPE, OUT_OF_SCOPE]
ANSWERS = [
    Answer("A", "A", 0.9),
    Answer("A", "A", 0.2),  # right in scope, but not believed
    Answer("A", "A", 0.9),
    Answer("B", "B", 0.3),
    Answer(OUT_OF_SCOPE, "A", 0.9),
]


def test_in_scope_counts_the_best_intent_and_recall_what_is_not_believed():
    outcome = to_verdicts(GOLD, ANSWERS, threshold=0.5).outcome()
    assert outcome.in_scope_accuracy == pytest.approx(2 / 3)
    assert outcome.out_of_scope_recall == 1.0
    said = ["A", OUT_OF_SCOPE, "A", OUT_OF_SCOPE, OUT_OF_SCOPE]
    assert outcome.mcc == pytest.approx(mcc(GOLD, said))


def test_intervals_hold_the_figure_and_are_the_same_each_time():
    verdicts = to_verdicts(GOLD * 20, ANSWERS * 20, threshold=0.5)
    intervals = to_intervals(resample(verdicts, 200))
    low, high = intervals["in_scope_accuracy"] or (1, 0)
    assert 0.5 < low < 2 / 3 < high < 0.8
    assert intervals["out_of_scope_recall"] == [1.0, 1.0]
    assert intervals == to_intervals(resample(verdicts, 200))


def test_a_test_without_out_of_scope_messages_has_no_recall():
    verdicts = to_verdicts(["A", "B"], [Answer("A", "A", 1.0), Answer("B", "B", 1.0)], 0.5)
    assert to_intervals(resample(verdicts, 10))["out_of_scope_recall"] is None


def test_as_configured_asks_the_pipelines_own_fallback():
    pipeline = Pipeline("stock", (), {"threshold": 0.3, "ambiguity_threshold": 0.1}, 2, {})
    rankings = [[("A", 0.9), ("B", 0.1)], [("A", 0.5), ("B", 0.45)], [("B", 0.2), ("A", 0.05)]]
    outcome = as_configured(["A", OUT_OF_SCOPE, OUT_OF_SCOPE], rankings, pipeline).outcome()
    assert outcome.out_of_scope_recall == 1.0
    assert outcome.in_scope_accuracy == 1.0


def test_the_report_compares_both_pipelines_and_states_how():
    rows = [Row("a", "A"), Row("b", "B"), Row("c", "C")]
    folds = [Fold([], [0, 1, 2], frozenset("C"))]
    test = [Row("a", "A"), Row("x", OUT_OF_SCOPE)]
    good = Trial(1.0, 2.0, [3.0, 4.0], [[("A", 0.9)], [("A", 0.1)]],
                 [[[("A", 0.9)], [("B", 0.9)], [("A", 0.1)]]])  # fmt: skip
    bad = Trial(9.0, 2.0, [9.0, 9.0], [[("B", 0.9)], [("A", 0.9)]], good.fold_rankings)
    ours, stock = our_pipeline(len(rows)), stock_pipeline(len(rows))
    report = to_report(IntentSet(rows, test), folds, [(ours, good), (stock, bad)], 20)
    assert report["ours"]["mcc"] == 1.0
    assert report["ours"]["threshold"] == pytest.approx(0.5)
    assert report["ours"]["ms_per_message"] == 3.5
    assert report["stock"]["in_scope_accuracy"] == 0.0
    assert report["stock"]["train_seconds"] == 9.0
    assert report["data"]["test_out_of_scope"] == 1
    assert "stock: DIETClassifier with 100 epochs" in to_text(report)


def test_stock_rasa_trains_shorter_on_a_large_set_and_says_so():
    large = stock_pipeline(15_000)
    assert large.components[-1]["epochs"] == 20
    assert "20 epochs, 10 in the folds" in large.notes[0]
    assert stock_pipeline(5_000).components[-1]["epochs"] == 100


def test_our_pipeline_is_the_one_of_config_yml_without_its_fallback():
    ours = our_pipeline(1_000)
    assert all(one["name"].startswith("bot.nlu.") for one in ours.components)
    assert ours.fallback["name"] == "FallbackClassifier"
