"""The one loader of data/responses."""

import re
from pathlib import Path

import pytest

from bot.adapters.wording import Response, ResponseFiles, read_responses
from bot.domain.errors import InputError, NotFoundError
from bot.domain.languages import Language
from bot.domain.messages import QuickReply
from tests.fakes import ROOT

GOOD = """
version: "3.1"
responses:
  utter_hello:
    - text: "Hello {name} from {shop}"
      buttons:
        - title: Hi
        - {title: Stop, payload: /refill_off}
    - condition: [{type: slot, name: language, value: zh}]
      text: "{shop}的{name}您好"
"""


def load(folder: Path, content: str) -> ResponseFiles:
    (folder / "words.yml").write_text(content, encoding="utf-8")
    return ResponseFiles.load(folder, {"shop": {Language.EN: "Dew", Language.ZH: "露"}})


def test_a_response_is_said_in_its_language_else_in_english(tmp_path: Path) -> None:
    words = load(tmp_path, GOOD)
    assert words.text("utter_hello", Language.ZH, name="王") == "露的王您好"
    assert words.text("utter_hello", Language.TH, name="A") == "Hello A from Dew"


def test_a_button_without_a_payload_sends_its_label(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).quick_replies("utter_hello", Language.EN) == (
        QuickReply("Hi"),
        QuickReply("Stop", "/refill_off"),
    )


def test_braces_in_a_value_stay_as_they_are(tmp_path: Path) -> None:
    assert "{x}" in load(tmp_path, GOOD).text("utter_hello", Language.EN, name="{x}")


def test_an_unknown_response_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="utter_bye"):
        load(tmp_path, GOOD).text("utter_bye", Language.EN)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (GOOD.replace("value: zh", "value: xx"), "no language"),
        (GOOD.replace("{shop}的{name}您好", "{shop}您好"), "different placeholders"),
        (GOOD.replace("value: zh", "value: ja"), "no zh text"),
        (GOOD.replace("title: Hi", "title: This label is far too long"), "longer than 20"),
        ("- a list", "must hold `responses:`"),
        ("responses: [", "not readable YAML"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(tmp_path: Path, content: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        load(tmp_path, content)


def test_the_shops_own_wording_is_right() -> None:
    words = ResponseFiles.load(ROOT / "data" / "responses")
    assert "utter_disclosure" in words.names()


def shops_responses() -> dict[str, dict[Language, Response]]:
    return read_responses(sorted((ROOT / "data" / "responses").glob("*.yml")))


def test_every_response_is_there_in_every_language() -> None:
    """None is excused: what falls back to English is half understood, and some is safety advice."""
    missing = {
        name: sorted(set(Language) - set(by_language))
        for name, by_language in shops_responses().items()
        if set(by_language) != set(Language)
    }
    assert missing == {}


SCRIPTS = {
    Language.ZH: re.compile(r"[\u4e00-\u9fff]"),
    Language.JA: re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    Language.TH: re.compile(r"[\u0e00-\u0e7f]"),
}
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", SCRIPTS, ids=str)
def test_every_response_is_written_in_its_languages_own_script(language: Language) -> None:
    """Where a response is more than values and signs, no Latin text poses as a translation."""
    responses = shops_responses()
    assert len(responses) > 400
    foreign = [
        name
        for name, by_language in responses.items()
        for words in [PLACEHOLDER.sub("", by_language[language].text)]
        if re.search(r"\w", words) and not SCRIPTS[language].search(words)
    ]
    assert foreign == []


def test_a_response_has_as_many_buttons_with_the_same_payloads_in_every_language() -> None:
    uneven = [
        name
        for name, by_language in shops_responses().items()
        if len({tuple(b.payload for b in said.quick_replies) for said in by_language.values()}) > 1
    ]
    assert uneven == []


# Taiwan's Cosmetic Hygiene and Safety Act, section 10: claims that make a cosmetic a medicine.
UNLAWFUL = (
    "治療", "治癒", "療效", "消炎", "抗炎", "抑菌", "殺菌", "活化毛囊",
    "增強免疫", "微血管", "修復細胞",
    "anti-inflammatory", " cure", "heals", "treats ", "治る", "รักษาสิว",
)  # fmt: skip


@pytest.mark.parametrize("file", sorted((ROOT / "data" / "responses").glob("*.yml")), ids=str)
def test_no_response_makes_a_medical_claim(file: Path) -> None:
    words = file.read_text(encoding="utf-8").casefold()
    assert [claim for claim in UNLAWFUL if claim in words] == []
