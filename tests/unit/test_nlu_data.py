"""The lint of what the assistant learns from (data/nlu) and of its development set."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.domain import tags
from bot.domain.languages import Language
from bot.evaluation.training_data import read_held_out, read_training
from bot.evaluation.training_lint import Example, Level, find_duplicates, lint

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "data" / "nlu"
DEVELOPMENT = ROOT / "data" / "evaluation" / "nlu_dev.jsonl"

FREQUENT = frozenset(
    {
        "inform", "recommend_product", "ask_product", "ask_ingredient", "ask_compatibility",
        "ask_routine", "order_status", "refill_on", "refill_snooze", "refill_off",
        "adverse_reaction", "talk_to_human",
    }
)  # fmt: skip
CORE_JOBS = frozenset(
    {
        "recommend_product", "inform", "order_status", "refill_on", "refill_snooze", "refill_off",
        "adverse_reaction", "talk_to_human", "greet", "thank", "affirm", "deny", "goodbye",
        "ask_product", "ask_ingredient", "out_of_scope",
    }
)  # fmt: skip
OUT_OF_SCOPE = {"en": 120, "zh": 100, "ja": 30, "th": 30}
DEVELOPMENT_MINIMUM = {"en": 170, "zh": 170, "ja": 65, "th": 65}

LIST_TAGS = {
    "skin_type": tags.SKIN_TYPES,
    "concern": tags.CONCERNS,
    "product_type": tags.PRODUCT_TYPES,
    "condition": tags.CONDITIONS,
}
CURRENCIES = ("TWD", "USD", "JPY", "THB", "GBP", "EUR", None)


def minimum(intent: str, language: str) -> int:
    """How many training examples an intent needs in a language."""
    if intent == "out_of_scope":
        return OUT_OF_SCOPE[language]
    if language in ("en", "zh"):
        return 45 if intent in FREQUENT else 25
    return 20 if intent in CORE_JOBS else 10


def find_foreign_tags(found: dict[str, Any], ingredients: frozenset[str]) -> list[str]:
    """Tags and values that the taxonomy does not know."""
    allowed = {
        **LIST_TAGS,
        "ingredient": ingredients,
        "avoid": ingredients | {"fragrance", "alcohol"},
    }
    foreign = [
        f"{tag}={value}"
        for tag, values in found.items()
        if tag in allowed
        for value in values
        if value not in allowed[tag]
    ]
    foreign += [tag for tag in found if tag not in {*allowed, "budget", "order_id", "days"}]
    if "budget" in found and not is_budget(found["budget"]):
        foreign.append(f"budget={found['budget']}")
    if "days" in found and not (isinstance(found["days"], int) and found["days"] > 0):
        foreign.append(f"days={found['days']}")
    return foreign


def is_budget(value: Any) -> bool:
    """Whether `value` is the taxonomy's budget object with at least one bound, in order."""
    if not isinstance(value, dict) or set(value) != {"min", "max", "currency"}:
        return False
    bounds = [value[end] for end in ("min", "max") if value[end] is not None]
    return bool(bounds) and bounds == sorted(bounds) and value["currency"] in CURRENCIES


@pytest.fixture(scope="module")
def training() -> list[Example]:
    return list(read_training(TRAINING))


@pytest.fixture(scope="module")
def development() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DEVELOPMENT.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def ingredients() -> frozenset[str]:
    with (ROOT / "data" / "ingredients.csv").open(encoding="utf-8", newline="") as table:
        return frozenset(row[0] for row in csv.reader(table))


def test_each_intent_has_one_file_that_holds_nothing_else(training):
    held: dict[str, set[str]] = {}
    for example in training:
        held.setdefault(example.place.split(".yml")[0], set()).add(example.intent)
    assert held == {intent: {intent} for intent in tags.INTENTS}


@pytest.mark.parametrize("language", [language.value for language in Language])
def test_each_intent_has_enough_examples_in_each_language(training, language):
    counted = Counter(example.intent for example in training if example.language == language)
    short = {i: counted[i] for i in tags.INTENTS if counted[i] < minimum(i, language)}
    assert short == {}


def test_no_message_contradicts_another_or_is_nearly_one_of_the_evaluation_sets(training):
    faults = lint(training, read_held_out(DEVELOPMENT.parent))
    assert [str(fault) for fault in faults if fault.level is Level.ERROR] == []


def test_no_example_carries_markup_that_rasa_would_read_as_an_entity(training):
    assert [e.text for e in training if re.search(r"\[[^\]]*\][({]|^/", e.text)] == []


def test_the_development_set_is_large_enough_and_covers_every_intent(development):
    counted = Counter(row["language"] for row in development)
    assert {language: counted[language] >= n for language, n in DEVELOPMENT_MINIMUM.items()} == (
        dict.fromkeys(DEVELOPMENT_MINIMUM, True)
    )
    for language in DEVELOPMENT_MINIMUM:
        held = {row["intent"] for row in development if row["language"] == language}
        assert held == set(tags.INTENTS), language


def test_no_development_message_stands_twice(development):
    rows = [Example(row["intent"], row["language"], row["text"], row["id"]) for row in development]
    assert find_duplicates(rows) == []
    assert len({row["id"] for row in development}) == len(development)


def test_the_development_set_names_only_intents_of_the_taxonomy(development):
    named = {i for row in development for i in (row["intent"], *row.get("also", []))}
    assert named <= set(tags.INTENTS)


def test_the_development_set_uses_canonical_tags_only(development, ingredients):
    foreign = {row["id"]: find_foreign_tags(row["tags"], ingredients) for row in development}
    assert {row: values for row, values in foreign.items() if values} == {}


def test_what_is_to_be_avoided_is_not_repeated_as_an_ingredient(development):
    repeated = [
        row["id"]
        for row in development
        if set(row["tags"].get("avoid", [])) & set(row["tags"].get("ingredient", []))
    ]
    assert repeated == []


@pytest.mark.parametrize(
    "found",
    [
        {"skin_type": ["greasy"]},
        {"ingredient": ["fairy dust"]},
        {"mood": ["blue"]},
        {"days": 0},
        {"budget": {"min": 50, "max": 20, "currency": "USD"}},
        {"budget": {"min": None, "max": None, "currency": "USD"}},
    ],
)
def test_the_lint_sees_a_tag_the_taxonomy_does_not_know(found):
    assert len(find_foreign_tags(found, frozenset({"retinol"}))) == 1
