import json
from random import Random

import numpy as np

from bot.domain.claims.likeness import Said, features_of
from bot.domain.languages import Language
from bot.evaluation.claims_training import (
    Judged,
    fit,
    lawful_sentences,
    phrases,
    to_bounds,
    to_weighings,
    unseen_scores,
)
from bot.settings import REPOSITORY_ROOT

EVALUATION = REPOSITORY_ROOT / "data" / "evaluation"
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


def test_what_the_rules_find_needs_to_sound_less_like_a_claim_than_what_they_do_not() -> None:
    """The more often the rules are right with a word, the lower the bound it leaves."""
    random = Random(3)  # made-up scores
    right = {Said.NOTHING: 0.1, Said.EXCUSED: 0.3, Said.MENTION: 0.7, Said.ASSERTION: 0.9}
    judged = [
        Judged("", [frozenset()], said, random.random() < share)
        for said, share in right.items()
        for _ in range(300)
    ]
    scores = [random.gauss(1.0 if phrase.is_claim else -1.0) for phrase in judged]
    bounds = to_bounds(judged, scores)
    assert list(bounds) == list(Said)
    assert sorted(bounds.values(), reverse=True) == list(bounds.values())
    alarms = [
        score > bounds[phrase.said]
        for phrase, score in zip(judged, scores, strict=True)
        if not phrase.is_claim
    ]
    assert 0.03 < sum(alarms) / len(alarms) < 0.07


def test_a_second_score_that_knows_better_weighs_more() -> None:
    random = Random(3)  # made-up scores
    judged = [Judged("", [frozenset()], Said.NOTHING, number % 2 == 0) for number in range(600)]
    sides = [1.0 if phrase.is_claim else -1.0 for phrase in judged]
    scores = np.array([[random.gauss(side, 4.0), random.gauss(side, 1.0)] for side in sides])
    bias, poor, good = to_weighings(judged, scores)[Said.NOTHING]
    assert 0 < poor < good
    odds = bias + scores @ [poor, good]
    alarms = [odd > 0 for odd, phrase in zip(odds, judged, strict=True) if not phrase.is_claim]
    assert 0.03 < sum(alarms) / len(alarms) < 0.07


def test_an_assertion_of_the_rules_is_rarely_talked_out_whatever_the_scores_say() -> None:
    random = Random(3)
    judged = [Judged("", [frozenset()], Said.ASSERTION, number % 2 == 0) for number in range(600)]
    scores = np.array([[random.gauss(0.5 if phrase.is_claim else -0.5)] for phrase in judged])
    bias, slope = to_weighings(judged, scores)[Said.ASSERTION]
    lost = [
        bias + slope * score < 0
        for (score,), phrase in zip(scores, judged, strict=True)
        if phrase.is_claim
    ]
    assert 0 < sum(lost) / len(lost) < 0.03


def test_of_a_phrase_the_worst_clause_counts() -> None:
    model = fit(_examples())
    alone = Judged("", [_features("rinse it")], Said.ASSERTION, is_claim=True)
    heard = [_features("rinse it"), _features("cures it")]
    beside = Judged("", heard, Said.ASSERTION, is_claim=True)
    assert beside.score(model) > alone.score(model)


def test_a_phrase_is_scored_by_a_model_that_has_not_seen_it() -> None:
    """A word that stands in one fold alone says nothing to the models of the others."""
    judged = [
        Judged("", [features], Said.NOTHING, is_claim) for features, is_claim in _examples() * 3
    ]
    odd = Judged("", [frozenset({"glimmers"})], Said.NOTHING, is_claim=True)
    seen_once = unseen_scores([odd, *judged], [])
    assert seen_once[0] != fit([odd.example] * 3 + [p.example for p in judged]).score(odd.heard[0])


def test_no_phrase_of_a_held_out_set_is_fitted() -> None:
    """Only files made to be looked at are read."""
    unread = dict(phrases(Language.EN, unread=True))
    read = dict(phrases(Language.EN, unread=False))
    assert set(unread.values()) == set(read.values()) == {True, False}
    assert min(len(unread), len(read)) > 1000
    held_out = (EVALUATION / "claims_held_out_plain.jsonl").read_text(encoding="utf-8")
    texts = {json.loads(line)["text"] for line in held_out.splitlines()}
    assert not texts & (unread.keys() | read.keys())


def test_the_assistants_own_words_are_lawful_examples_and_customers_questions_are_not() -> None:
    sentences = set(lawful_sentences(Language.EN))
    assert any("sunscreen" in sentence for sentence in sentences)
    assert "how do I get rid of a pimple overnight" not in sentences
    assert not any(sentence.startswith("how to get rid of") for sentence in sentences)
