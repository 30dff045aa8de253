from bot.domain.claims.likeness import features_of
from bot.domain.languages import Language
from bot.evaluation.claims_training import Judged, fit, lawful_sentences, phrases, thresholds

_CLAIMS = ("cures every spot", "cures acne now", "cures your skin")
_LAWFUL = ("rinse it off", "rinse your face", "rinse with water")


def _features(text: str) -> frozenset[str]:
    return features_of(text, Language.EN)


def _examples() -> list[tuple[frozenset[str], bool]]:
    claims = [(_features(text), True) for text in _CLAIMS]
    return claims + [(_features(text), False) for text in _LAWFUL]


def test_a_fitted_model_parts_unseen_claims_from_unseen_lawful_sentences() -> None:
    model = fit(_examples())
    assert model.score(_features("cures dry hands")) > model.score(_features("rinse dry hands"))


def test_fitting_twice_gives_the_same_model() -> None:
    assert fit(_examples()) == fit(_examples())


def test_bounds_let_pass_what_lawful_phrases_score() -> None:
    """With so few phrases none may lie above a bound, so the highest lawful score is the bound."""
    judged = [
        Judged((frozenset(), False), "nothing"),
        Judged((frozenset(), False), "nothing"),
        Judged((frozenset(), False), "excused"),
        Judged((frozenset(), True), "mention"),
    ]
    assert thresholds(judged, [0.2, 1.7, 0.9, -1.1]) == {
        "alone": 1.7,
        "excused": 0.9,
        "lawful": -1.1,
    }


def test_no_phrase_of_the_held_out_set_is_fitted() -> None:
    """Only files made to be looked at are read; their phrases say so in their ids."""
    told = list(phrases(Language.EN))
    assert {is_claim for _, is_claim in told} == {True, False}
    assert len(told) > 1000


def test_the_assistants_own_words_are_lawful_examples_and_customers_questions_are_not() -> None:
    sentences = set(lawful_sentences(Language.EN))
    assert any("sunscreen" in sentence for sentence in sentences)
    assert "how do I get rid of a pimple overnight" not in sentences
    assert not any(sentence.startswith("how to get rid of") for sentence in sentences)
