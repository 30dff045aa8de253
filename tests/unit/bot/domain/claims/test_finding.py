from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.claims import RULES, ClaimKind, find_claims
from bot.domain.claims.rules import TOPICS
from bot.domain.languages import Language
from tests.unit.bot.domain.claims.phrases import LAWFUL, UNLAWFUL

_PAIRS = [(rule, phrase) for rule, phrases in UNLAWFUL.items() for phrase in phrases]


@pytest.mark.parametrize(("rule", "phrase"), _PAIRS)
def test_an_unlawful_phrase_is_found_under_its_kind(rule: str, phrase: str) -> None:
    """Two rules may claim a phrase; what counts is that it is found, and how grave it is."""
    kinds = {found.id: found.kind for found in RULES}
    found = find_claims(phrase)
    assert found, "nothing was found"
    assert kinds[rule] in {claim.kind for claim in found}


@pytest.mark.parametrize("phrase", LAWFUL)
def test_a_lawful_phrase_raises_no_alarm(phrase: str) -> None:
    assert [(claim.phrase, claim.rule.id) for claim in find_claims(phrase)] == []


@pytest.mark.parametrize(
    "shape",
    [
        "c u r e s  a c n e",
        "c.u.r.e.s acne",
        "cures-acne",
        "Cuuuures ACNE",
        "ｃｕｒｅｓ　ａｃｎｅ",
        "cu*res ac-ne",
        "cur3s acn3",
        "c\u200bures a\u00adcne",
        "сurеs аcne",  # Cyrillic letters that look like Latin ones
        "cùrès äcnë",
        "𝐜𝐮𝐫𝐞𝐬 𝐚𝐜𝐧𝐞",
        "治 療 痘 痘",
        "治*療*痘*痘",
        "治、療、痘、痘",
        "治-療.痘痘",
        "治疗痘痘",
        "治疗湿疹",
        "治\u200b療濕疹",
        "治療療療療痘痘",
        "（治）療痘痘",
    ],
)
def test_a_claim_is_found_in_every_shape_people_hide_it_in(shape: str) -> None:
    (claim, *_) = find_claims(shape)
    assert claim.is_medical


def test_a_claim_says_phrase_place_rule_source_and_lawful_words() -> None:
    (claim,) = find_claims("The toner that cures acne, says nobody.")
    assert claim.phrase == "cures acne"
    assert (claim.start, claim.end) == (15, 25)
    assert (claim.rule.id, claim.kind) == ("disease", ClaimKind.MEDICAL)
    assert "§10(2)" in claim.rule.source
    assert claim.instead.in_language(Language.ZH) == "適合易冒痘的肌膚"
    assert claim.instead.in_language(Language.EN) == "for blemish-prone skin"


def test_claims_of_several_languages_in_one_message_are_all_found() -> None:
    text = "Cures eczema! 三天見效，シミが消える。"
    assert [claim.phrase for claim in find_claims(text)] == [
        "Cures eczema",
        "三天見效",
        "シミが消え",
    ]


def test_the_same_characters_are_read_as_japanese_where_that_is_said() -> None:
    assert find_claims("完治", Language.JA)


def test_a_claim_is_found_at_the_end_of_a_long_message() -> None:
    text = "Leaves skin soft. " * 500 + "It cures acne."
    (claim,) = find_claims(text)
    assert claim.phrase == "cures acne"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.id))
def test_the_lawful_words_and_titles_themselves_pass(rule: object) -> None:
    wordings = [found.instead for found in RULES if found is rule]
    for wording in (*wordings, *(topic for _, topic in TOPICS)):
        assert find_claims(wording.en) == ()
        assert find_claims(wording.zh) == ()


_WORDS = st.sampled_from(
    [
        *(phrase for phrases in UNLAWFUL.values() for phrase in phrases),
        *LAWFUL,
        "not ",
        "不",
        ". ",
        "，",
    ]
)
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=6).map(" ".join))


@given(_TEXTS)
@example("\ud800治療\udfff痘痘")
@example("ﬁghts acne ㎏ Ⅷ")
@example("a. b. c. d. e.")
def test_every_text_is_judged_and_each_phrase_stands_where_it_is_said_to(text: str) -> None:
    claims = find_claims(text)
    assert all(text[claim.start : claim.end] == claim.phrase for claim in claims)
    assert all(0 <= claim.start < claim.end <= len(text) for claim in claims)
    assert all(one.end <= two.start for one, two in pairwise(claims))
    assert find_claims(text) == claims
