"""Fits the model that tells by likeness whether a sentence is a claim.

    python -m bot.evaluation.claims_training

Logistic regression by AdaGrad (Duchi et al., J Mach Learn Res 12:2121-2159, 2011) on
`claims_dev*.jsonl` and the repository's own lawful sentences, never on the held-out set. The
bounds are set on scores of phrases that the model has not seen (five folds), by what the rules
alone say of them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from bot.domain.claims.finding import Matched, matches_in
from bot.domain.claims.folding import fold
from bot.domain.claims.likeness import LANGUAGES, WEIGHTS, Likeness, features_of
from bot.domain.languages import Language
from bot.settings import REPOSITORY_ROOT

Example = tuple[frozenset[str], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """A phrase's features, whether it is a claim, and what the rules alone say of it."""

    example: Example
    said: str  # "claim", "mention" (names alone), "excused" or "nothing"


_ALARMS = 0.005  # of lawful phrases, for each of two bounds
_LOST = 0.002  # of claims
_FOLDS = 5
_ROUNDS = 14
_STEP, _DECAY = 1.0, 0.0002
_SEEN_AT_LEAST = 3  # a feature of fewer sentences says nothing
_KEPT = 9000  # features with the largest weights
_SENTENCE = re.compile(r"(?<=[。！？\n])|(?<=[.!?])\s+")
_HAN = re.compile("[\u3400-\u9fff]")
_OTHER_SCRIPTS = re.compile("[\u0e01-\u0e5b\u3041-\u3096\u30a1-\u30fa]")
_DATA = REPOSITORY_ROOT / "data"
_ASKED = frozenset({"question", "also", "sources", "condition"})


def phrases(language: Language) -> Iterator[tuple[str, bool]]:
    """Each phrase of the sets made to be looked at, and whether it is a claim."""
    for path in sorted((_DATA / "evaluation").glob("claims_dev*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            if told["language"] == language.value:
                yield told["text"], not told["lawful"]


def lawful_sentences(language: Language) -> Iterator[str]:
    """What the repository itself says, sentence by sentence."""
    yaml = YAML(typ="safe")
    files = [*(_DATA / "responses").glob("*.yml"), *(_DATA / "knowledge" / "ingredients").glob("*")]
    files += [*(_DATA / "knowledge" / "questions").glob("*.yml")]
    entries = [yaml.load(path) for path in sorted(files)]
    catalogue = (_DATA / "demo" / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    for text in _texts([*entries, *map(json.loads, catalogue)]):
        for sentence in _SENTENCE.split(text):
            if sentence.strip() and _language_of(sentence) is language:
                yield sentence.strip()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _ASKED:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _language_of(text: str) -> Language | None:
    if _OTHER_SCRIPTS.search(text):
        return None
    return Language.ZH if _HAN.search(text) else Language.EN


def fit(examples: Sequence[Example], seed: int = 7) -> Likeness:
    """Fit weights and bias; no bounds."""
    counts = Counter(feature for features, _ in examples for feature in features)
    weights = {feature: 0.0 for feature, n in counts.items() if n >= _SEEN_AT_LEAST}
    moved = dict.fromkeys(weights, 1e-3)
    bias, bias_moved = 0.0, 1e-3
    known = [([f for f in features if f in weights], len(features), is_claim)
             for features, is_claim in examples]  # fmt: skip
    random = Random(seed)  # noqa: S311  # an order of examples, no secret
    for _ in range(_ROUNDS):
        random.shuffle(known)
        for features, size, is_claim in known:
            scale = 1 / sqrt(size)
            score = bias + scale * sum(weights[feature] for feature in features)
            error = 1 / (1 + exp(-max(-30.0, min(30.0, score)))) - is_claim
            bias_moved += error * error
            bias -= 0.1 * error / sqrt(bias_moved)
            for feature in features:
                slope = error * scale + _DECAY * weights[feature]
                moved[feature] += slope * slope
                weights[feature] -= _STEP * slope / sqrt(moved[feature])
    return Likeness(weights, bias)


def unseen_scores(judged: Sequence[Judged], own: Sequence[Example]) -> list[float]:
    """The score of each judged phrase by a model fitted without its fold."""
    scores = [0.0] * len(judged)
    for turn in range(_FOLDS):
        seen = [phrase.example for n, phrase in enumerate(judged) if n % _FOLDS != turn]
        model = fit([*seen, *own])
        for n in range(turn, len(judged), _FOLDS):
            scores[n] = model.score(judged[n].example[0])
    return scores


def _above(scores: Sequence[float], allowed: int) -> float:
    """A bound that no more than so many scores lie above: midway to the next one below."""
    ranked = sorted(scores, reverse=True)
    below = min(allowed, len(ranked) - 1)
    return (ranked[max(below - 1, 0)] + ranked[below]) / 2 if allowed else ranked[0]


def thresholds(judged: Sequence[Judged], scores: Sequence[float]) -> dict[str, float]:
    """Bounds by what the rules say of a phrase: nothing, a thing excused, a claim."""

    def of(said: str, *, is_claim: bool) -> list[float]:
        return [
            score
            for phrase, score in zip(judged, scores, strict=True)
            if phrase.said == said and phrase.example[1] is is_claim
        ]

    lawful = sum(not phrase.example[1] for phrase in judged)
    claims = len(judged) - lawful
    return {
        "alone": round(_above(of("nothing", is_claim=False), int(_ALARMS * lawful)), 2),
        "excused": round(_above(of("excused", is_claim=False), int(_ALARMS * lawful)), 2),
        "lawful": round(
            -_above([-s for s in of("mention", is_claim=True)], int(_LOST * claims)), 2
        ),
    }


def train(language: Language) -> dict[str, Any]:
    """The model of a language as it is kept."""
    judged = [_judge(text, language, is_claim) for text, is_claim in phrases(language)]
    Random(7).shuffle(judged)  # noqa: S311  # folds, no secret
    own = [(_features(text, language), False) for text in sorted(set(lawful_sentences(language)))]
    model = fit([*(phrase.example for phrase in judged), *own])
    heaviest = sorted(model.weights.items(), key=lambda item: (-abs(item[1]), item[0]))[:_KEPT]
    return {
        "bias": round(model.bias, 3),
        **thresholds(judged, unseen_scores(judged, own)),
        "weights": {feature: round(weight, 2) for feature, weight in sorted(heaviest)},
    }


def _judge(text: str, language: Language, is_claim: bool) -> Judged:
    clean = fold(text)[0].text
    matched = list(matches_in(clean, language))
    return Judged((features_of(clean, language), is_claim), _said_of(matched))


def _said_of(matched: Sequence[Matched]) -> str:
    left = [one for one in matched if not one.is_excused]
    if left:
        return "mention" if all(one.phrasing.is_mention for one in left) else "claim"
    return "excused" if matched else "nothing"


def _features(text: str, language: Language) -> frozenset[str]:
    return features_of(fold(text)[0].text, language)


def main(path: Path = WEIGHTS) -> None:
    """Fit each language and keep the weights."""
    models = {language.value: train(language) for language in sorted(LANGUAGES)}
    told = json.dumps(models, ensure_ascii=False, indent=0, separators=(",", ":"))
    path.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
