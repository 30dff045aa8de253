"""What of a product is searched."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.products import Product
from bot.domain.tags import CONCERNS, PRODUCT_TYPES, SKIN_TYPES
from knowledge.passages import (
    MAX_CHARACTERS,
    all_passages,
    load_search_words,
    passages_of,
    with_english,
)

PRODUCT = Product(
    "p",
    {Language.EN: "Low Tide Serum", Language.ZH: "退潮精華"},
    (Price(Decimal(1), "TWD"),),
    brand="Tidepan",
    product_type="serum",
    key_ingredients=("niacinamide",),
    skin_types=("oily",),
    concerns=("pores",),
    descriptions={Language.EN: "A watery serum. " * 60, Language.ZH: "清爽。" * 10},
    how_to_use={Language.EN: "Two drops."},
)


def in_chinese(name: str, language: Language) -> str:
    return "菸鹼醯胺" if language is Language.ZH else name


def of(language: Language, product: Product = PRODUCT) -> list:
    return [p for p in passages_of(product, in_chinese) if p.language is language]


def test_every_value_of_the_taxonomy_has_words_in_every_language():
    for language in Language:
        words = load_search_words(language)
        values = (("product_type", PRODUCT_TYPES), ("skin_type", SKIN_TYPES), ("concern", CONCERNS))
        assert [v for tag, vs in values for v in vs if (tag, v) not in words] == []


def test_facts_are_said_in_the_words_of_each_language():
    facts = of(Language.ZH)[0].text
    assert "退潮精華" in facts
    assert "毛孔粗大" in facts
    assert "菸鹼醯胺" in facts


def test_a_product_has_passages_in_the_languages_it_is_written_in():
    assert {p.language for p in passages_of(PRODUCT, in_chinese)} == {Language.EN, Language.ZH}


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("臉一直出油", "oil control"),
        ("想找防曬", "sunscreen"),
        ("毛穴が目立つ", "pores"),
        ("สิวอุดตัน", "acne"),
    ],
)
def test_a_question_says_in_english_too_what_it_names(question, english):
    assert with_english(question).startswith(question)
    assert english in with_english(question)


def test_an_english_question_stays_as_it_is():
    assert with_english("a serum for oily skin") == "a serum for oily skin"


def test_long_descriptions_are_cut_between_sentences():
    pieces = of(Language.EN)[1:-1]
    assert len(pieces) > 1
    assert all(piece.shown.endswith(".") for piece in pieces)
    assert all(len(piece.shown) <= MAX_CHARACTERS for piece in pieces)


def test_directions_for_use_count_less_than_facts():
    facts, use = of(Language.EN)[0], of(Language.EN)[-1]
    assert use.shown == "Two drops."
    assert use.weight < facts.weight


def test_a_hash_follows_the_text_and_nothing_else():
    same = replace(of(Language.EN)[0], product_id="other", shown="x")
    assert same.hash == of(Language.EN)[0].hash
    assert replace(same, text="else").hash != same.hash


def test_a_product_whose_name_alone_is_known_is_searchable():
    bare = Product("b", {Language.EN: "Bare"}, (Price(Decimal(1), "TWD"),))
    assert [p.text for p in passages_of(bare, in_chinese)] == ["Bare"]


def test_passages_of_a_catalogue_come_product_by_product():
    ids = [p.product_id for p in all_passages([PRODUCT, replace(PRODUCT, id="q")], in_chinese)]
    assert ids == sorted(ids)
