"""What the commands read: each kind of wrong input is one sentence that says what to do."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.advice import read_wishes
from bot.commands.chat import read_scripts, shown
from bot.commands.parse import read_messages
from bot.domain.errors import InputError
from bot.domain.messages import Channel, EventKind


def test_messages_are_read_as_json_lines_or_as_plain_lines() -> None:
    assert read_messages('{"id": 7, "text": "hi"}\n', "in") == [{"id": 7, "text": "hi"}]
    assert read_messages("hi\n\n油肌\n", "in") == [
        {"id": "1", "text": "hi"},
        {"id": "2", "text": "油肌"},
    ]


@pytest.mark.parametrize("line", ['{"id": 1}', '{"text": 5}', "{broken", '{"text": null}'])
def test_a_line_that_is_no_message_is_named(line: str) -> None:
    with pytest.raises(InputError, match="line 2"):
        read_messages('{"text": "ok"}\n' + line, "in")


@given(st.text())
def test_any_text_is_messages_or_one_sentence(text: str) -> None:
    try:
        messages = read_messages(text, "in")
    except InputError:
        return
    assert all(isinstance(message["text"], str) for message in messages)


def test_wishes_are_one_object_or_one_a_line() -> None:
    assert read_wishes('{"text":\n "oily"}') == [{"text": "oily"}]
    assert read_wishes('{"limit": 1}\n\n{"limit": 2}\n') == [{"limit": 1}, {"limit": 2}]


@pytest.mark.parametrize("text", ["", "  \n", "[1]", '{"a": 1}\n[]', "{broken"])
def test_what_is_no_wish_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_wishes(text)


def script(tmp_path: Path, *values: object) -> Path:
    file = tmp_path / "play.jsonl"
    file.write_text("\n".join(json.dumps(value) for value in values), encoding="utf-8")
    return file


def test_a_script_holds_turns_of_every_sort_and_a_scene(tmp_path: Path) -> None:
    given_scene = {"verified": True, "now": "2026-11-21T10:00:00+08:00"}
    turns = ["hi", {"postback": "/affirm"}, {"sticker": "1"}, {"image": "x"}]
    value = {"id": "a", "channel": "messenger", "turns": turns, "given": given_scene}
    [read] = read_scripts(script(tmp_path, value))
    assert read.channel is Channel.MESSENGER
    assert [kind for kind, _ in read.turns] == [
        EventKind.TEXT,
        EventKind.POSTBACK,
        EventKind.STICKER,
        EventKind.IMAGE,
    ]
    assert read.scene.verified


@pytest.mark.parametrize(
    "value",
    [
        {"id": "a"},
        {"turns": [{"dance": 1}]},
        {"turns": ["hi"], "channel": "fax"},
        {"turns": ["hi"], "given": {"orders": [{"order_id": 1}]}},
        {"turns": ["hi"], "given": {"now": "yesterday"}},
        ["hi"],
    ],
)
def test_a_script_that_is_wrong_names_its_line(tmp_path: Path, value: object) -> None:
    with pytest.raises(InputError, match="line 1"):
        read_scripts(script(tmp_path, value))


def test_a_missing_script_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_scripts(tmp_path / "nowhere.jsonl")


def test_a_reply_is_shown_with_its_products_and_buttons() -> None:
    product = {"name": "Dew", "currency": "TWD", "price": 590, "reasons": ["for dry skin"]}
    lines = shown({"text": "Here:", "products": [product], "quick_replies": ["More"]})
    assert lines.splitlines() == ["Here:", "  • Dew · TWD 590", "      for dry skin", "  [More]"]
