"""Labelled messages as people publish them."""

import json

import pytest

from bot.domain.errors import InputError
from bot.evaluation.intent_sets import OUT_OF_SCOPE, Row, read_intent_set


@pytest.fixture
def write(tmp_path):
    def write_file(name: str, content: str):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path / name

    return write_file


def test_both_headers_and_an_empty_last_column_are_read(write):
    train = write(
        "train.csv", 'sentence,label,\n"pay, how?",PAY,\n/ship it,SHIP,\n  ,SHIP,\nhi,HI,\n'
    )
    test = write("test.csv", "text,intent\nwhat?,NONE\nhow to pay,PAY\n")
    data = read_intent_set(train, test, "NONE")
    assert data.train == [Row("pay, how?", "PAY"), Row("ship it", "SHIP"), Row("hi", "HI")]
    assert data.test == [Row("what?", OUT_OF_SCOPE), Row("how to pay", "PAY")]
    assert data.labels == ["HI", "PAY", "SHIP"]


def test_a_test_label_unknown_in_training_is_out_of_scope_without_being_named(write):
    train = write("train.csv", "text,intent\na,A\nb,B\nd,D\n")
    test = write("test.csv", "text,intent\na,A\nc,C\n")
    assert [row.label for row in read_intent_set(train, test, None).test] == ["A", OUT_OF_SCOPE]


def test_out_of_scope_rows_in_training_are_kept_as_such(write):
    train = write("train.csv", "text,intent\na,A\nb,B\nc,C\nz,oos\n")
    test = write("test.csv", "text,intent\nz,oos\n")
    data = read_intent_set(train, test, "oos")
    assert data.train[3] == Row("z", OUT_OF_SCOPE)
    assert data.labels == ["A", "B", "C"]


def test_clinc_is_read_from_its_one_file(write):
    splits = {
        "train": [["a", "A"], ["b", "B"], ["c", "C"]], "oos_train": [["x", "oos"]],
        "val": [["never", "A"]], "oos_val": [["never", "oos"]],
        "test": [["c", "A"]], "oos_test": [["y", "oos"]],
    }  # fmt: skip
    data = read_intent_set(write("data_full.json", json.dumps(splits)), None, None)
    assert data.train == [*map(Row, "abc", "ABC"), Row("x", OUT_OF_SCOPE)]
    assert data.test == [Row("c", "A"), Row("y", OUT_OF_SCOPE)]


@pytest.mark.parametrize("content", ["", "question,answer\na,b\n", "text,intent\n"])
def test_a_csv_of_another_shape_is_told_in_a_sentence(write, content):
    good = write("good.csv", "text,intent\na,A\nb,B\nc,C\n")
    with pytest.raises(InputError, match=r"wrong\.csv"):
        read_intent_set(good, write("wrong.csv", content), None)


@pytest.mark.parametrize("content", ["text,intent\na,A\n", "[]", '{"train": [["a"]]}'])
def test_one_file_that_is_not_clinc_is_told_in_a_sentence(write, content):
    with pytest.raises(InputError, match="CLINC150"):
        read_intent_set(write("one.json", content), None, None)


def test_two_labels_are_too_few_to_hold_one_out(write):
    only = write("train.csv", "text,intent\na,A\nb,B\n")
    with pytest.raises(InputError, match="3 labels"):
        read_intent_set(only, only, None)
