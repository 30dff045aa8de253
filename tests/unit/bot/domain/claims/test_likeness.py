import pytest

from bot.domain.claims import find_claims
from bot.domain.claims.likeness import (
    FARTHEST,
    STANDS_ALONE,
    Likeness,
    Said,
    Weighing,
    features_of,
    is_claim,
)
from bot.domain.languages import Language

# Neither the rules nor the model were made with these.
UNKNOWN_TO_RULES = (
    "Your thinning crown will be thick again.",
    "Nobody has ever been disappointed.",
    "給你少女的臉",
    "完全逆轉日曬損傷",
)


class Reader:
    """Says the same of every sentence, and keeps what it was asked."""

    def __init__(self, score: float) -> None:
        self._score = score
        self.asked: list[str] = []

    def score(self, sentence: str) -> float:
        self.asked.append(sentence)
        return self._score


@pytest.mark.parametrize("language", list(Language))
def test_of_too_short_a_sentence_the_rules_decide(language: Language) -> None:
    told = {said for said in Said if is_claim("hi", language, said, Reader(FARTHEST))}
    assert told == STANDS_ALONE


def test_of_a_language_without_a_model_the_rules_decide() -> None:
    told = {said for said in Said if is_claim("ニキビが治るクリームです", Language.JA, said)}
    assert told == STANDS_ALONE


@pytest.mark.parametrize(("meaning", "expected"), [(2.0, True), (-2.0, False)])
def test_what_a_sentence_means_decides_where_its_sound_does_not(
    meaning: float, expected: bool
) -> None:
    weighing = Weighing(bias=-0.5, sound=1.0, meaning=1.0)
    assert weighing.is_claim(0.4, lambda: meaning) is expected


@pytest.mark.parametrize("sounds", [-8.0, 8.0])
def test_the_meaning_is_not_read_where_it_could_change_nothing(sounds: float) -> None:
    def read() -> float:
        raise AssertionError("it takes milliseconds")

    assert Weighing(0.0, 1.0, 1.0).is_claim(sounds, read) is (sounds > 0)


def test_a_reader_makes_a_claim_of_a_sentence_and_takes_one_back() -> None:
    open_to_doubt = "It leaves your face the way it was years ago."
    assert not find_claims(open_to_doubt, reader=Reader(-FARTHEST))
    assert [c.rule.id for c in find_claims(open_to_doubt, reader=Reader(FARTHEST))] == ["likeness"]


def test_a_reader_is_given_the_folded_sentence_and_not_the_others() -> None:
    reader = Reader(0.0)
    find_claims("Hello there, Ann. It leaves your FACE the way it was years ago.", reader=reader)
    assert "it leaves your face the way it was years ago." in reader.asked
    assert not any("hello" in asked and "face" in asked for asked in reader.asked)


def test_a_sentence_of_claims_words_scores_above_one_of_none() -> None:
    model = Likeness({"cures": 2.0, "rinse": -2.0}, bias=0.0)
    cures = features_of("cures the skin", Language.EN)
    rinse = features_of("rinse the skin", Language.EN)
    assert model.score(cures) > 0 > model.score(rinse)


def test_a_longer_sentence_dilutes_a_word() -> None:
    model = Likeness({"cures": 2.0}, bias=0.0)
    short, long = "cures skin", "cures skin that is dry in the winter wind and sun"
    assert model.score(features_of(short, Language.EN)) > model.score(
        features_of(long, Language.EN)
    )


def test_chinese_is_read_by_characters_and_english_by_words() -> None:
    assert "白皙" in features_of("永遠白皙", Language.ZH)
    assert {"stay fair", "fair", "#<fai"} <= features_of("stay fair", Language.EN)


@pytest.mark.parametrize("text", UNKNOWN_TO_RULES)
def test_a_claim_that_no_rule_words_is_found_by_its_likeness(text: str) -> None:
    assert [claim.rule.id for claim in find_claims(text)] == ["likeness"]


def test_a_claim_by_likeness_is_never_medical_and_takes_its_whole_sentence() -> None:
    text = f"Made in Taiwan. {UNKNOWN_TO_RULES[0]}"
    (claim,) = find_claims(text)
    assert not claim.is_medical
    assert claim.phrase.strip() == UNKNOWN_TO_RULES[0]


@pytest.mark.parametrize(
    "text",
    [
        "Hair growth is outside what a lash conditioner does; it coats the lashes.",
        '"Chemical-free" makes little sense, because water is a chemical too.',
        "青春痘是毛囊皮脂腺的疾病，化粧品治不了",
    ],
)
def test_a_rule_that_finds_words_is_talked_out_by_how_the_sentence_sounds(text: str) -> None:
    assert find_claims(text) == ()


@pytest.mark.parametrize(
    "beside",
    [
        ", and we ship within two days in a box that you can recycle",
        "; ask us about returns, texture, scent or how much to use",
        ", rinse with lukewarm water and pat dry",
    ],
)
def test_a_claim_is_not_drowned_by_what_stands_beside_it(beside: str) -> None:
    """What is asserted is heard in its clause alone, too."""
    assert find_claims(f"This serum cures acne{beside}.")


def test_few_words_talk_no_rule_out() -> None:
    assert find_claims("A miracle cream.")
    assert find_claims("No more pimples.")


def test_how_a_sentence_is_pointed_changes_nothing() -> None:
    texts = ("自然升兩個罩杯，天天見證", "自然升兩個罩杯 天天見證。", "自然升兩個罩杯、天天見證！")
    heard = {tuple(is_claim(text, Language.ZH, said) for said in Said) for text in texts}
    assert len(heard) == 1


def test_a_number_with_a_point_ends_no_sentence() -> None:
    """ "Stronger than Night Harbour 0." would be one that praises."""
    assert find_claims("Stronger than Night Harbour 0.05% Retinal Serum:") == ()


def test_a_sentence_is_not_told_twice() -> None:
    """Where a rule names the phrase, the sentence as a whole is not told beside it."""
    claims = find_claims("This serum cures acne and erases every wrinkle overnight.")
    assert claims
    assert "likeness" not in {claim.rule.id for claim in claims}
