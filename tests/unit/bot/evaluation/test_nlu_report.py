"""The report of an evaluation, and the gold files it is made from."""

import json

import pytest

from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.tags import Tags, Understanding
from bot.evaluation.gold import Reading, read_gold
from bot.evaluation.nlu_report import to_report, to_text

LINES = [
    {"id": "a", "text": "oily skin", "lang": "en", "intent": "inform",
     "tags": {"skin_type": ["oily"]}},
    {"id": "b", "text": "謝謝", "language": "zh", "intent": "thank", "also": ["greet"]},
    {"text": "掰掰", "intent": "goodbye", "tags": None, "note": "ignored"},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES) + "\n\n", encoding="utf-8")
    return read_gold(file)


def said(intent: str, skin_type: tuple[str, ...] = ()) -> Understanding:
    return Understanding(Language.EN, intent, 0.8, Tags(skin_type=skin_type))


def test_a_gold_line_may_call_its_language_by_either_name_or_leave_it_out(gold):
    assert [message.language for message in gold] == ["en", "zh", "zh"]
    assert [message.id for message in gold] == ["a", "b", "3"]
    assert gold[1].accepts("greet")


def test_the_report_has_the_figures_per_language_as_promised(gold):
    answers = [said("inform", ("dry",)), said("greet"), said("thank")]
    report = to_report([Reading(g, s, 4.0) for g, s in zip(gold, answers, strict=True)], 3)
    assert report["languages"]["en"]["intent_accuracy"] == 1.0
    assert report["languages"]["en"]["tags"]["skin_type"]["f1"] == 0.0
    assert report["languages"]["zh"]["intent_accuracy"] == 0.5
    assert report["languages"]["zh"]["tags"]["all"]["f1"] == 1.0
    assert report["overall"]["intent_accuracy"] == pytest.approx(2 / 3)
    assert report["milliseconds"] == {"p50": 4.0, "p99": 4.0, "max": 4.0}
    json.dumps(report, allow_nan=False)


def test_a_person_reads_what_was_confused_and_without_examples_no_message(gold):
    answers = [said("inform", ("dry",)), said("greet"), said("thank")]
    readings = [Reading(g, s, 4.0) for g, s in zip(gold, answers, strict=True)]
    shown, figures = to_text(to_report(readings, 3)), to_text(to_report(readings, 0))
    assert "goodbye → thank" in shown
    assert "skin_type oily → nothing" in shown
    assert "掰掰" in shown
    assert "掰掰" not in figures + json.dumps(to_report(readings, 0), ensure_ascii=False)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "line 1 is not JSON"),
        ('{"text": "hi"}', "line 1: write"),
        ('{"text": "hi", "intent": "hello"}', "'hello' is no intent"),
        ('{"text": "hi", "intent": "greet", "also": ["hello"]}', "'hello' is no intent"),
        ("", "holds no message"),
    ],
)
def test_a_wrong_gold_file_is_told_in_a_sentence(tmp_path, line, sentence):
    file = tmp_path / "gold.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        read_gold(file)


def test_a_gold_file_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "missing.jsonl")
