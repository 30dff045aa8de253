"""The lint of what the assistant learns from (data/nlu) and of its development set."""

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from bot.domain import tags
from bot.domain.languages import Language, detect_language

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
LIKENESS_WITHIN = 0.8
LIKENESS_ACROSS = 0.7

LIST_TAGS = {
    "skin_type": tags.SKIN_TYPES,
    "concern": tags.CONCERNS,
    "product_type": tags.PRODUCT_TYPES,
    "condition": tags.CONDITIONS,
}
CURRENCIES = ("TWD", "USD", "JPY", "THB", "GBP", "EUR", None)


class Example(NamedTuple):
    """One labelled message."""

    intent: str
    language: str
    text: str


def read_examples(document: str) -> Iterator[Example]:
    """The examples of one Rasa training file."""
    for group in yaml.safe_load(document)["nlu"]:
        for line in group["examples"].splitlines():
            text = re.sub(r"^\s*- ", "", line).strip()
            yield Example(group["intent"], detect_language(text).value, text)


def to_comparable(text: str) -> str:
    """`text` as two people would call it the same: NFKC, lower case, without punctuation.

    A message of nothing but symbols stays as it is: two emoji are not the same message.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    spoken = "".join(" " if unicodedata.category(c)[0] in "PSZC" else c for c in folded)
    return " ".join(spoken.split()) or folded


def to_trigrams(text: str) -> frozenset[str]:
    """Character trigrams, with a space at both ends so that short messages have some too."""
    padded = f" {to_comparable(text)} "
    return frozenset(padded[i : i + 3] for i in range(max(1, len(padded) - 2)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard similarity of two trigram sets, 0 to 1."""
    return len(one & other) / len(one | other)


def find_duplicates(examples: Iterable[Example]) -> list[str]:
    """Messages that stand more than once, under one intent or under two."""
    seen: dict[str, list[Example]] = {}
    for example in examples:
        seen.setdefault(to_comparable(example.text), []).append(example)
    return [f"{same[0].text!r} in {[e.intent for e in same]}" for same in seen.values() if same[1:]]


def find_near_duplicates(examples: Iterable[Example]) -> list[str]:
    """Pairs of one intent and language that are nearly the same message."""
    groups: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    for example in examples:
        group = groups.setdefault((example.intent, example.language), [])
        group.append((example.text, to_trigrams(example.text)))
    return [
        f"{intent}: {one!r} ~ {other!r}"
        for (intent, _), group in groups.items()
        for (one, grams), (other, other_grams) in combinations(group, 2)
        if likeness(grams, other_grams) > LIKENESS_WITHIN
    ]


def find_leaks(trained: Iterable[Example], held_out: Iterable[str]) -> list[str]:
    """Held-out messages that are nearly a training example.

    Two that are so alike are of nearly one length, so only those lengths are compared.
    """
    by_length: dict[int, list[tuple[str, frozenset[str]]]] = {}
    for example in trained:
        grams = to_trigrams(example.text)
        by_length.setdefault(len(grams), []).append((example.text, grams))
    return [
        f"{text!r} ~ {known!r}"
        for text, grams in ((text, to_trigrams(text)) for text in held_out)
        for length, group in by_length.items()
        if LIKENESS_ACROSS < length / len(grams) < 1 / LIKENESS_ACROSS
        for known, known_grams in group
        if likeness(grams, known_grams) > LIKENESS_ACROSS
    ]


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
    files = sorted(TRAINING.glob("*.yml"))
    return [example for file in files for example in read_examples(file.read_text("utf-8"))]


@pytest.fixture(scope="module")
def development() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DEVELOPMENT.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def ingredients() -> frozenset[str]:
    with (ROOT / "data" / "ingredients.csv").open(encoding="utf-8", newline="") as table:
        return frozenset(row[0] for row in csv.reader(table))


def test_each_intent_has_one_file_that_holds_nothing_else():
    held = {
        file.stem: {example.intent for example in read_examples(file.read_text("utf-8"))}
        for file in TRAINING.glob("*.yml")
    }
    assert held == {intent: {intent} for intent in tags.INTENTS}


@pytest.mark.parametrize("language", [language.value for language in Language])
def test_each_intent_has_enough_examples_in_each_language(training, language):
    counted = Counter(example.intent for example in training if example.language == language)
    short = {i: counted[i] for i in tags.INTENTS if counted[i] < minimum(i, language)}
    assert short == {}


def test_no_message_stands_twice_or_under_two_intents(training):
    assert find_duplicates(training) == []


def test_no_two_messages_of_an_intent_are_nearly_the_same(training):
    assert find_near_duplicates(training) == []


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


def test_the_development_set_is_written_apart_from_the_training_data(training, development):
    assert find_leaks(training, [row["text"] for row in development]) == []


def test_no_development_message_stands_twice(development):
    rows = [Example(row["intent"], row["language"], row["text"]) for row in development]
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


def test_the_lint_sees_the_same_message_behind_case_width_and_punctuation():
    examples = [Example("greet", "en", "Hi there!"), Example("thank", "en", "hi  THERE…")]
    assert len(find_duplicates(examples)) == 1
    assert find_duplicates([Example("out_of_scope", "en", x) for x in ("🙂", "🔥", "??")]) == []


def test_the_lint_sees_a_message_with_one_word_more():
    one = Example("order_status", "en", "could you tell me where my parcel is")
    other = one._replace(text="could you tell me where my parcel is now")
    assert len(find_near_duplicates([one, other])) == 1
    assert len(find_leaks([one], [other.text])) == 1
    assert find_leaks([one], ["has it shipped?"]) == []


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
