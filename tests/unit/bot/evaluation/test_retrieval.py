"""Retrieval figures, each against a value worked out by hand."""

import json

import pytest

from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.evaluation.halves import Half
from bot.evaluation.retrieval import Found, RetrievalQuestion, read_questions, to_figures
from bot.evaluation.retrieval_report import to_mistakes, to_text

EN, ZH = Language.EN, Language.ZH


def question(name: str, *passages: str, language: Language = EN) -> RetrievalQuestion:
    return RetrievalQuestion(name, language, f"text of {name}", frozenset(passages))


FOUND = [
    Found(question("a", "x"), ("x", "y", "z")),  # rank 1
    Found(question("b", "z", "w"), ("x", "y", "z")),  # rank 3
    Found(question("c", "q"), ("x", "y", "z"), is_refused=True),  # not found
    Found(question("d", "y", language=ZH), ("x", "y")),  # rank 2
    Found(question("e"), ("x",), is_refused=True),
    Found(question("f", language=ZH), ("x",)),
]


def test_recall_and_reciprocal_rank_count_answerable_questions_only():
    figures = to_figures(FOUND)
    english = figures["en"]
    assert english["questions"] == 3
    assert english["recall_at_1"]["value"] == pytest.approx(1 / 3)
    assert english["recall_at_5"]["value"] == pytest.approx(2 / 3)
    assert english["mrr"]["value"] == pytest.approx((1 + 1 / 3) / 3)
    assert figures["all"]["recall_at_1"]["value"] == pytest.approx(1 / 4)
    assert "th" not in figures


def test_refusals_are_told_apart_by_whether_there_was_an_answer():
    figures = to_figures(FOUND)["all"]
    assert figures["without_answer"] == 2
    assert figures["refused_without_answer"]["value"] == pytest.approx(1 / 2)
    assert figures["refused_answerable"]["value"] == pytest.approx(1 / 4)


def test_intervals_hold_the_value_and_are_the_same_each_time():
    first, again = to_figures(FOUND)["all"]["mrr"], to_figures(FOUND)["all"]["mrr"]
    assert first == again
    assert first["low"] <= first["value"] <= first["high"]


def test_mistakes_are_shown_of_the_development_half_only():
    found = [Found(question(f"q{n}", "x"), ("y",)) for n in range(40)]
    shown = to_mistakes(found)
    held_out = [one.question for one in found if one.question.is_held_out]
    assert 5 < len(held_out) < 35
    assert len(shown) == 40 - len(held_out)
    assert not any(f"text of {one.id}\n" in "".join(shown) for one in held_out)


def write(path, *rows) -> None:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def row(name: str, *passages: str, **changed) -> dict:
    return {"id": name, "language": "en", "text": "t", "passages": list(passages), **changed}


def test_the_halves_are_disjoint_and_make_the_whole(tmp_path):
    file = tmp_path / "questions.jsonl"
    write(file, *(row(f"q{n}", "x") for n in range(50)))
    dev, held = (read_questions(file, {"x"}, half) for half in (Half.DEV, Half.HELD_OUT))
    ids = {one.id for one in dev} | {one.id for one in held}
    assert len(dev) + len(held) == len(ids) == len(read_questions(file, {"x"})) == 50


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (row("a", "nowhere"), "nowhere is not in the knowledge base"),
        (row("a", "x", language="fr"), "line 1"),
        ({"id": "a"}, "line 1"),
        ("words", "line 1"),
    ],
)
def test_a_line_that_is_not_right_is_told_in_one_sentence(line, says, tmp_path):
    file = tmp_path / "questions.jsonl"
    write(file, line)
    with pytest.raises(InputError, match=says):
        read_questions(file, {"x"})


def test_the_report_is_a_table_for_each_method():
    report = {
        "half": "all", "questions": 6, "query_ms": {"p50": 1.0, "p95": 2.0},
        "methods": {"ours": to_figures(FOUND), "BM25 alone": to_figures(FOUND)},
    }  # fmt: skip
    text = to_text(report)
    assert "BM25 alone" in text
    assert "0.250 [" in text
    assert "4+2" in text
