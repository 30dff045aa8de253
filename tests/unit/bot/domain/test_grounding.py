"""A draft is said only where it says what it was given and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.drafts import Doubt, Given
from bot.domain.grounding import Grounding
from bot.domain.languages import Language

EN, ZH = Language.EN, Language.ZH
USE = (
    "Use glycolic acid in the evening after cleansing, once or twice a week at first, at 5 to 8 %; "
    "go up to every other evening if your skin stays calm."
)
WHAT = "Glycolic acid, an alpha hydroxy acid, loosens dead surface cells, so skin looks smoother."
CLASH = (
    "Do not use glycolic acid on the same evening as a retinoid. "
    "Together with pure vitamin C it may sting, so put them at another time of day."
)
USE_ZH = "甘醇酸建議晚上洗臉後使用，新手選 5 % 到 8 %，每週一到兩次，肌膚穩定再增加到隔天一次。"
WHAT_ZH = "甘醇酸是一種果酸（AHA），幫助老廢角質脫落，讓肌膚看起來更平滑、明亮。"
INSTRUCTIONS = "Write a short and friendly answer to what was asked out of the numbered lines."

NAMES = {
    "glycolic acid": "glycolic",
    "甘醇酸": "glycolic",
    "果酸": "glycolic",
    "retinoid": "retinol",
    "niacinamide": "niacinamide",
    "菸鹼醯胺": "niacinamide",
    "vitamin c": "vitamin c",
}
PRODUCTS = {"moss cica serum": "moss", "low tide": "tide", "退潮精華": "tide"}


def find_ingredients(text: str) -> frozenset[str]:
    return frozenset(found for name, found in NAMES.items() if name.lower() in text.lower())


def find_products(text: str, language: Language) -> frozenset[str]:
    return frozenset(found for name, found in PRODUCTS.items() if name in text.lower())


GROUNDING = Grounding(find_ingredients, find_products)


def doubt_of(draft: str, *passages: str, told: int = 1) -> Doubt | None:
    language = ZH if re.search("[一-龥]", passages[0]) else EN
    return GROUNDING.check(draft, Given(passages, language, told, INSTRUCTIONS)).doubt


BOTH = (
    "After cleansing in the evening, use glycolic acid at 5 to 8 %, once or twice a week at first "
    "[1]. If your skin stays calm, go up to every other evening [1]."
)
BOTH_ZH = (
    "建議晚上洗臉後使用甘醇酸，新手可選 5% 到 8%，每週一到兩次 [1]。"
    "肌膚穩定後，再增加到隔天一次[1]。"
)


@pytest.mark.parametrize(
    ("draft", "passage"),
    [
        (BOTH, USE),
        ("At first, use glycolic acid one or two times a week in the evening. [1]", USE),
        ("Glycolic acid loosens the dead cells on the surface, so skin looks smoother [1].", WHAT),
        ("Loosening dead cells, glycolic acid makes your skin look smoother [1].", WHAT),
        (BOTH_ZH, USE_ZH),
        ("老廢角質脫落後，肌膚看起來會更平滑、明亮 [1]。", WHAT_ZH),
    ],
)
def test_other_words_for_the_same_are_said(draft: str, passage: str) -> None:
    assert doubt_of(draft, passage) is None


def test_what_is_said_has_no_citation_and_keeps_its_punctuation() -> None:
    checked = GROUNDING.check(
        "老廢角質脫落後，肌膚看起來會更平滑、明亮 [2]。", Given((USE_ZH, WHAT_ZH), ZH, 0)
    )
    assert checked.text == "老廢角質脫落後，肌膚看起來會更平滑、明亮。"
    assert checked.cited == (2,)


@pytest.mark.parametrize(
    ("draft", "doubt"),
    [
        ("", Doubt.FORM),
        ("Use glycolic acid in the evening [1]. \u202egnp.exe [1].", Doubt.FORM),
        ("Use glycolic acid in the evening 😀 [1].", Doubt.FORM),
        ("Use glycolic acid in the evening [1] [see below].", Doubt.FORM),
        (" ".join(["Use glycolic acid in the evening after cleansing [1]."] * 5), Doubt.LENGTH),
        ("Use glycolic acid. " * 500, Doubt.LENGTH),
        ("As an AI, I would use glycolic acid in the evening [1].", Doubt.LEAK),
        ("My instructions say to use glycolic acid in the evening [1].", Doubt.LEAK),
        ("**Use glycolic acid** in the evening [1].", Doubt.LEAK),
        ("Write a short and friendly answer to what was asked [1].", Doubt.LEAK),
        ("<|im_start|>Use glycolic acid in the evening [1].", Doubt.LEAK),
        ("Use glycolic acid in the evening, see glyco.com for it [1].", Doubt.CONTACT),
        ("Use glycolic acid in the evening, ask bob@glyco.org [1].", Doubt.CONTACT),
        ("Use glycolic acid in the evening, call 0912-345-678 [1].", Doubt.CONTACT),
        ("晚上洗臉後使用甘醇酸 [1]。", Doubt.LANGUAGE),
        ("Use glycolic acid in the evening 晚上 [1].", Doubt.LANGUAGE),
        ("グリコール酸は夜に使います [1]。", Doubt.LANGUAGE),
        ("Utilisez le soir: glycolic acid, после cleansing [1].", Doubt.LANGUAGE),
        ("Use glycolic acid in the evening.", Doubt.NO_CITATION),
        ("Use glycolic acid in the evening [1]. Go up to every other evening.", Doubt.NO_CITATION),
        ("Use glycolic acid in the evening [2].", Doubt.WRONG_CITATION),
        ("Use glycolic acid in the evening [0].", Doubt.WRONG_CITATION),
        ("Use glycolic acid at 5 to 9 % in the evening [1].", Doubt.NUMBER),
        ("Use glycolic acid in the evening, three times a week at first [1].", Doubt.NUMBER),
        ("Use glycolic acid at 8 days in the evening [1].", Doubt.NUMBER),
        ("Use glycolic acid in the evening at NT$5 [1].", Doubt.NUMBER),
        ("Use glycolic acid with niacinamide in the evening [1].", Doubt.INGREDIENT),
        ("Use glycolic acid with glowtidase in the evening [1].", Doubt.INGREDIENT),
        ("Use the Moss Cica Serum with glycolic acid in the evening [1].", Doubt.PRODUCT),
        ("Use the Dewglass serum with glycolic acid in the evening [1].", Doubt.PRODUCT),
        ("Use dewglass cream after glycolic acid in the evening [1].", Doubt.PRODUCT),
        ("Glowella: use glycolic acid in the evening after cleansing [1].", Doubt.NAME),
        ('Use glycolic acid, the "skin miracle", in the evening after cleansing [1].', Doubt.NAME),
        ("Use glycolic acid in the morning after cleansing [1].", Doubt.IDEA),
        ("Use glycolic acid daily after cleansing in the evening [1].", Doubt.IDEA),
        ("Use glycolic acid in the evening, it is safe in pregnancy [1].", Doubt.IDEA),
        ("The bananas grow under bright skies in calm seasons [1].", Doubt.IDEA),
        ("The bananas grow on calm islands with friendly monkeys [1].", Doubt.UNSUPPORTED),
        ("Do not use glycolic acid in the evening after cleansing [1].", Doubt.CONTRARY),
    ],
)
def test_a_doubt_refuses_an_english_draft(draft: str, doubt: Doubt) -> None:
    assert doubt_of(draft, USE) is doubt


@pytest.mark.parametrize(
    ("draft", "doubt"),
    [
        ("晚上洗臉後使用甘醇酸。", Doubt.NO_CITATION),
        ("晚上洗臉後使用甘醇酸 [3]。", Doubt.WRONG_CITATION),
        ("Use glycolic acid in the evening after cleansing [1].", Doubt.LANGUAGE),
        ("晚上洗脸后使用甘醇酸，肌肤会稳定 [1]。", Doubt.LANGUAGE),
        ("夜の洗顔後にグリコール酸を使います [1]。", Doubt.LANGUAGE),
        ("作為AI，我建議晚上洗臉後使用甘醇酸 [1]。", Doubt.LEAK),
        ("晚上洗臉後使用甘醇酸，新手選百分之十 [1]。", Doubt.NUMBER),
        ("晚上洗臉後使用甘醇酸，每週三次 [1]。", Doubt.NUMBER),
        ("晚上洗臉後使用甘醇酸和菸鹼醯胺 [1]。", Doubt.INGREDIENT),
        ("晚上洗臉後使用甘醇酸和超維胜肽 [1]。", Doubt.INGREDIENT),
        ("晚上洗臉後使用退潮精華 [1]。", Doubt.PRODUCT),
        ("晚上洗臉後使用露珠瓷精華 [1]。", Doubt.PRODUCT),
        ("晚上洗臉後使用甘醇酸Glowella [1]。", Doubt.NAME),
        ("晚上洗臉後使用「露珠瓷光」[1]。", Doubt.NAME),
        ("早上洗臉後使用甘醇酸 [1]。", Doubt.IDEA),
        ("懷孕時晚上洗臉後使用甘醇酸 [1]。", Doubt.IDEA),
        ("香蕉樹長在海島上很受猴子喜歡 [1]。", Doubt.UNSUPPORTED),
        ("晚上洗臉後不建議使用甘醇酸 [1]。", Doubt.CONTRARY),
    ],
)
def test_a_doubt_refuses_a_chinese_draft(draft: str, doubt: Doubt) -> None:
    assert doubt_of(draft, USE_ZH) is doubt


def test_a_denial_may_not_be_dropped() -> None:
    draft = (
        "Use glycolic acid on the same evening as a retinoid [1]. "
        "Together with pure vitamin C it may sting, so put them at another time of day [1]."
    )
    assert doubt_of(draft, CLASH) is Doubt.CONTRARY


def test_a_warning_of_what_is_told_may_not_be_left_out() -> None:
    draft = "Do not use glycolic acid on the same evening as a retinoid [1]."
    assert doubt_of(draft, CLASH) is Doubt.WARNING_LOST


def test_what_the_assembled_answer_tells_may_not_be_left_out() -> None:
    draft = "Glycolic acid loosens dead surface cells, so skin looks smoother [1]."
    assert doubt_of(draft, WHAT, USE, told=2) is Doubt.LEFT_OUT
    assert doubt_of(draft, WHAT, USE, told=1) is None


@pytest.mark.parametrize(
    ("passage", "draft"),
    [
        ("Glycolic acid on skin with acne heals nothing.", "Glycolic acid heals acne [1]."),
        ("甘醇酸不能治療青春痘，請詢問醫師。", "甘醇酸治療青春痘 [1]。"),
    ],
)
def test_a_medical_claim_is_refused_even_out_of_the_passages_own_words(
    passage: str, draft: str
) -> None:
    assert doubt_of(draft, passage) is not None


def test_a_claim_is_refused_where_every_other_check_is_content() -> None:
    """A passage that makes a claim itself, which data/knowledge never does."""
    passage = "Glycolic acid cures acne."
    assert doubt_of("Glycolic acid cures acne [1].", passage) is Doubt.CLAIM
    passage = "甘醇酸可以治療青春痘。"
    assert doubt_of("甘醇酸可以治療青春痘 [1]。", passage) is Doubt.CLAIM


@given(st.text(max_size=300))
def test_no_text_of_a_stranger_is_said_for_our_passage(text: str) -> None:
    """Whatever is made up is refused, and nothing raises."""
    assert doubt_of(text, USE) is not None


@given(st.text(max_size=80))
def test_what_is_put_behind_a_good_sentence_is_no_way_in(text: str) -> None:
    good = "Use glycolic acid in the evening after cleansing [1]."
    checked = GROUNDING.check(f"{good} {text}", Given((USE,), EN))
    assert checked.doubt is not None or set(checked.text.split()) <= {
        *USE.split(),
        "cleansing.",
        ".",
    }
