"""How values read on the console's pages."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.feedback import FeedbackKind
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.tags import CONCERNS, CONDITIONS, INTENTS, PRODUCT_TYPES, SKIN_TYPES, Tags
from channels.console.names import NAMES, name_of
from channels.console.presentation import (
    to_budget,
    to_clock,
    to_fact_names,
    to_link,
    to_mood,
    to_span,
    to_tag_names,
)
from channels.console.texts import TEXTS


def test_both_languages_have_all_words() -> None:
    assert TEXTS[Language.EN].keys() == TEXTS[Language.ZH].keys()


def test_words_that_take_values_take_the_same_in_both_languages() -> None:
    for key, words in TEXTS[Language.EN].items():
        assert words.count("{") == TEXTS[Language.ZH][key].count("{"), key


def test_every_canonical_value_has_a_chinese_name() -> None:
    values = {*INTENTS, *SKIN_TYPES, *CONCERNS, *PRODUCT_TYPES, *CONDITIONS, *HandoffReason}
    assert {str(value) for value in values} <= NAMES[Language.ZH].keys()


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
def test_every_kind_and_mood_of_feedback_has_a_name(language: Language) -> None:
    values = {f"feedback_{kind}" for kind in FeedbackKind}
    values |= {to_mood(sentiment) for sentiment in (-1, 0, 1)}
    assert values <= NAMES[language].keys()


def test_a_value_without_a_name_reads_as_words() -> None:
    assert name_of("salicylic_acid", Language.EN) == "salicylic acid"


@pytest.mark.parametrize(
    ("minutes", "en", "zh"),
    [
        (-1, "0 min", "0 分鐘"),
        (59, "59 min", "59 分鐘"),
        (60, "1 h", "1 小時"),
        (3000, "2 d", "2 天"),
    ],
)
def test_a_wait_is_told_in_its_largest_unit(minutes: int, en: str, zh: str) -> None:
    assert to_span(minutes, Language.EN) == en
    assert to_span(minutes, Language.ZH) == zh


def test_a_day_is_told_only_when_it_is_not_today() -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert to_clock(datetime(2026, 11, 21, 9, 5, tzinfo=UTC), now) == "09:05"
    assert to_clock(datetime(2026, 11, 9, 9, 5, tzinfo=UTC), now) == "11/9 09:05"


def test_tags_and_facts_read_as_words() -> None:
    tags = Tags(skin_type=("oily", "sensitive"), budget=Budget(max=Decimal(1000)), days=14)
    assert to_tag_names(tags, Language.ZH) == [
        ("膚質", "油性、敏感"),
        ("預算", "≤ 1000"),
        ("天數", "14"),
    ]
    assert to_fact_names(Profile(), Language.EN) == []


def test_budgets_read_as_ranges() -> None:
    assert to_budget(Budget(Decimal(500), Decimal(1000), "TWD")) == "TWD 500–1000"
    assert to_budget(Budget(min=Decimal(500))) == "≥ 500"


@pytest.mark.parametrize("url", ["https://a.example/x", "http://a.example", "/demo/products/1"])
def test_shop_addresses_are_links(url: str) -> None:
    assert to_link(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example", "x"],
)
def test_other_addresses_are_not(url: str | None) -> None:
    assert to_link(url) is None
