"""Every word that this repository brings along may be said of a cosmetic."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.claims import find_claims
from knowledge.claim_reader import open_claims_lint
from knowledge.education import load_education
from knowledge.ingredients import IngredientTable
from tests.fakes import ROOT

DATA = ROOT / "data"
_SHOWN = ("name", "brand", "description", "how_to_use", "highlights")
# What a response is about, as the product fills it in: the lawful labels of each concern.
_PLACE = "{summary}", "{concerns}"


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("condition", "sources", "asked"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def told(found: Iterator[str]) -> list[tuple[str, str]]:
    """What is found by words alone, and by meaning too."""
    finds = (find_claims, open_claims_lint())
    return [(claim.phrase, text) for text in found for find in finds for claim in find(text)]


def responses() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((DATA / "responses").glob("*.yml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    return found


def test_every_response_and_reason_is_lawful() -> None:
    assert len(responses()) > 200
    assert told(texts(responses())) == []


def test_responses_stay_lawful_with_every_concern_in_their_place() -> None:
    labels = [
        variants for name, variants in responses().items() if name.startswith("label_concern_")
    ]
    assert labels
    filled = (
        text.replace(place, variants[number]["text"])
        for wordings in responses().values()
        for number, wording in enumerate(wordings)
        for text in [wording.get("text", "")]
        for place in _PLACE
        if place in text
        for variants in labels
        if number < len(variants)
    )
    assert told(filled) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_responses_stay_lawful_with_any_product_in_their_places(language: str) -> None:
    lines = (DATA / "demo" / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    names = [json.loads(line)["name"][language] for line in lines]
    filled = (
        re.sub(r"\{\w+\}", name, text)
        for text in texts(responses())
        if "{" in text and bool(re.search("[\u3400-\u9fff]", text)) is (language == "zh")
        for name in names[::9]
    )
    assert told(filled) == []


def test_the_demo_shops_catalogue_is_lawful() -> None:
    lines = (DATA / "demo" / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    copy = [{key: product.get(key) for key in _SHOWN} for product in map(json.loads, lines)]
    assert len(copy) > 80
    assert told(texts(copy)) == []


def test_the_demo_shops_own_words_are_lawful() -> None:
    shop = yaml.safe_load((DATA / "demo" / "shop.yml").read_text(encoding="utf-8"))
    assert told(texts(shop)) == []


@pytest.mark.parametrize(
    "path", sorted((DATA / "knowledge" / "ingredients").glob("*.yml")), ids=lambda path: path.stem
)
def test_every_fact_on_an_ingredient_is_lawful(path: Path) -> None:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told(texts([entry["facts"] for entry in entries])) == []


def test_naming_where_a_fact_can_be_read_is_lawful() -> None:
    base = load_education(IngredientTable.load())
    cited = {
        f"(Source: {', '.join(base.sources[source].short for source in passage.sources)})"
        for passage in (*base.facts.values(), *base.questions.values())
    }
    assert len(cited) > 200
    assert told(f"Rinse after a minute.\n{line}" for line in sorted(cited)) == []
    in_chinese = [line.replace("(Source: ", "（資料來源：").replace(")", "）") for line in cited]
    assert told(f"一分鐘後沖洗。\n{line}" for line in sorted(in_chinese)) == []


@pytest.mark.parametrize(
    "path", sorted((DATA / "knowledge" / "questions").glob("*.yml")), ids=lambda path: path.stem
)
def test_every_answer_of_the_knowledge_base_is_lawful(path: Path) -> None:
    """The questions are a shopper's words; only the answers are ours."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    answers = [entry[language]["answer"] for entry in entries for language in ("en", "zh")]
    assert told(texts(answers)) == []
