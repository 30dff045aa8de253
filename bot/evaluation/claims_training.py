"""Fits the model that tells by likeness whether a sentence is a claim.

    python -m bot.evaluation.claims_training

Logistic regression on `claims_dev*.jsonl` and the repository's own lawful sentences, never on the
held-out sets; and on the same the reader of meanings (`claim_reader_training.py`). How much the
rules' word weighs is fitted on phrases for which no rule was written, scored by models that have
not seen them (five folds, by and large a writer whole): of others the rules are too sure. Half an
hour.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.domain.claims.context import clause_around
from bot.domain.claims.finding import matches_in
from bot.domain.claims.folding import fold
from bot.domain.claims.likeness import LANGUAGES, WEIGHTS, Likeness, Said, features_of
from bot.domain.education import Education
from bot.domain.languages import Language
from bot.evaluation.claim_reader_training import Arrays, Sentences, fit_head
from bot.settings import REPOSITORY_ROOT
from knowledge.claim_reader import WEIGHTS as READER_WEIGHTS
from knowledge.claim_reader import ClaimHead
from knowledge.education import load_education
from knowledge.ingredients import IngredientTable

Features = frozenset[str]
Example = tuple[Features, bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """A phrase, and what the rules alone say of it.

    Attributes:
        text: folded.
        heard: the features of its sentence, and of each clause that asserts something.
    """

    text: str
    heard: Sequence[Features]
    said: Said
    is_claim: bool

    @property
    def example(self) -> Example:
        """What is learnt of it."""
        return self.heard[0], self.is_claim

    def score(self, model: Likeness) -> float:
        """How it sounds; of its clauses the worst counts."""
        return max(map(model.score, self.heard))


_ALARMS = 0.04  # of lawful phrases with a claim's words; ordinary ones have fewer
_LOST = 0.02  # at most, of what the rules rightly find asserted, by talking them out
_FOLDS = 5
_CARE = 30.0  # sklearn's C: chosen on folds, as are the next two
_SEEN_AT_LEAST = 3  # a feature of fewer sentences says nothing
_KEPT = 12_000  # features with the largest weights
_NAMES = 6  # that a wording is learnt with
_PLACE = re.compile(r"\{\w+\}")
_SENTENCE = re.compile(r"(?<=[。！？\n])|(?<=[.!?])\s+")
_HAN = re.compile("[\u3400-\u9fff]")
_OTHER_SCRIPTS = re.compile("[\u0e01-\u0e5b\u3041-\u3096\u30a1-\u30fa]")
_DATA = REPOSITORY_ROOT / "data"
_ASKED = frozenset({"question", "also", "asked", "sources", "condition"})
_CITED = {Language.EN: "(Source: {})", Language.ZH: "（資料來源：{}）"}
_LISTED = {Language.EN: ", ", Language.ZH: "、"}
_FOR_INGREDIENTS = {
    Language.EN: (
        "{name} cures acne.",
        "{name} treats eczema and rosacea.",
        "{name} heals wounds and removes scars",
        "{name} kills the bacteria that cause spots",
        "With {name} wrinkles vanish for good.",
        "{name} boosts collagen and repairs cells.",
        "{name} relieves itching and inflammation",
        "{name}: guaranteed results in three days",
        "Thanks to {name} dark spots disappear overnight.",
        "{name} works like an injection",
        "{name} can treat psoriasis.",
    ),
    Language.ZH: (
        "{name}可以治療青春痘。",
        "{name}能改善濕疹與異位性皮膚炎",
        "{name}消炎殺菌，痘痘不再來",
        "用{name}，疤痕完全消失。",
        "{name}促進膠原蛋白增生，修復細胞",
        "{name}三天見效，保證有感",
        "有{name}，皺紋全部撫平。",
        "{name}媲美打針雷射",
        "{name}能止癢抗敏",
        "{name}讓斑點永久消除",
        "{name}可治癒玫瑰斑",
    ),
}
# Nobody wrote a rule after reading these.
UNREAD = ("claims_dev_hard", "claims_dev_plain")


def phrases(language: Language, *, unread: bool) -> Iterator[tuple[str, bool]]:
    """Each phrase of the sets to learn from, unread ones or the others; and if it is a claim."""
    for path in sorted((_DATA / "evaluation").glob("claims_dev*.jsonl")):
        if (path.stem in UNREAD) is not unread:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            if told["language"] == language.value:
                yield told["text"], not told["lawful"]


def lawful_sentences(language: Language) -> Iterator[str]:
    """What the repository itself says, sentence by sentence, with names in their places."""
    yaml = YAML(typ="safe")
    files = [*(_DATA / "responses").glob("*.yml"), *(_DATA / "knowledge" / "ingredients").glob("*")]
    files += [*(_DATA / "knowledge" / "questions").glob("*.yml"), _DATA / "demo" / "shop.yml"]
    entries = [yaml.load(path) for path in sorted(files)]
    catalogue = (_DATA / "demo" / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    products = list(map(json.loads, catalogue))
    names = cycle([product["name"][language.value] for product in products] + _labels(language))
    for text in _texts([*entries, *products]):
        for sentence in _SENTENCE.split(text):
            if sentence.strip() and _language_of(sentence) is language:
                yield from _filled(sentence.strip(), names)
    yield from _citations(language)


def _citations(language: Language) -> Iterator[str]:
    """How the sources of a fact are told, of each alone and of those of each passage."""
    base = _education()
    names = {source.id: source.short for source in base.sources.values()}
    lists: set[tuple[str, ...]] = {(name,) for name in names.values()}
    cited = [fact.sources for fact in base.facts.values()]
    cited += [question.sources for question in base.questions.values()]
    lists |= {tuple(names[source] for source in sources) for sources in cited}
    yield from (_CITED[language].format(_LISTED[language].join(told)) for told in sorted(lists))


@cache
def _education() -> Education:
    return load_education(IngredientTable.load())


def _labels(language: Language) -> list[str]:
    """What concerns, skin types and so on are called in an answer."""
    texts = (
        text
        for path in sorted((_DATA / "responses").glob("*.yml"))
        for name, told in YAML(typ="safe").load(path)["responses"].items()
        if name.startswith("label_")
        for text in _texts(told)
    )
    return [text for text in texts if _language_of(text) is language]


def claims_for_ingredients(language: Language) -> Iterator[str]:
    """Claims about each ingredient: else its name would sound as lawful as our facts on it."""
    names = [name[language] for name in _education().names.values()]
    wordings = cycle(_FOR_INGREDIENTS[language])
    for name in names:
        for _ in range(_NAMES):
            yield next(wordings).format(name=name)


def _filled(sentence: str, names: Iterator[str]) -> Iterator[str]:
    """A wording, and as a shopper reads it, with each of a few names."""
    yield sentence
    for _ in range(_NAMES if _PLACE.search(sentence) else 0):
        yield _PLACE.sub(lambda _: next(names), sentence)


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


def fit(examples: Sequence[Example]) -> Likeness:
    """Fit weights and bias; no bounds."""
    counts = Counter(feature for features, _ in examples for feature in features)
    known = sorted(feature for feature, n in counts.items() if n >= _SEEN_AT_LEAST)
    columns = {feature: n for n, feature in enumerate(known)}
    rows = [sorted(columns[f] for f in features if f in columns) for features, _ in examples]
    model = LogisticRegression(C=_CARE, solver="liblinear", max_iter=300)
    model.fit(
        csr_matrix(
            (
                np.repeat([1 / np.sqrt(max(len(f), 1)) for f, _ in examples], list(map(len, rows))),
                [column for row in rows for column in row],
                np.cumsum([0, *map(len, rows)]),
            ),
            shape=(len(rows), len(known)),
        ),
        [is_claim for _, is_claim in examples],
    )
    weights = dict(zip(known, model.coef_[0].tolist(), strict=True))
    heaviest = sorted(weights, key=lambda feature: (-abs(weights[feature]), feature))[:_KEPT]
    kept = {feature: round(weights[feature], 2) for feature in sorted(heaviest)}
    return Likeness(kept, round(float(model.intercept_[0]), 3))


def fold_of(number: int, count: int) -> int:
    """Which fold a phrase is in: phrases of a writer stand together, so they are left together."""
    return number * _FOLDS // count


def unseen_scores(judged: Sequence[Judged], others: Sequence[Example]) -> list[float]:
    """The score of each judged phrase by a model fitted without its fold."""
    folds = [fold_of(number, len(judged)) for number in range(len(judged))]
    scores: list[float] = []
    for turn in range(_FOLDS):
        seen = [one.example for one, fold in zip(judged, folds, strict=True) if fold != turn]
        model = fit([*seen, *others])
        scores += [
            one.score(model) for one, fold in zip(judged, folds, strict=True) if fold == turn
        ]
    return scores


def to_bounds(judged: Sequence[Judged], scores: Sequence[float]) -> dict[Said, float]:
    """The score above which a phrase is a claim, by what the rules say of it."""
    parts = to_weighings(judged, np.array(scores)[:, None])
    return {said: round(-bias / slope, 2) for said, (bias, slope) in parts.items()}


def to_weighings(
    judged: Sequence[Judged], scores: NDArray[np.float64]
) -> dict[Said, tuple[float, ...]]:
    """Bias and slope of each score, by what the rules say of a phrase: a claim where above 0.

    A second logistic regression weighs scores (phrases, scores) and the rules' word (Wolpert,
    "Stacked generalization", Neural Networks 5:241-259, 1992); 0 is one limit on what it says,
    below which an assertion of the rules falls more rarely than `_LOST`.
    """
    is_claim = np.array([phrase.is_claim for phrase in judged])
    said = np.array([[phrase.said is one for one in Said] for phrase in judged], np.float64)
    weighed = np.hstack([said, *(said * column[:, None] for column in scores.T)])
    model = LogisticRegression(C=10.0, max_iter=2_000).fit(weighed, is_claim)
    odds = model.decision_function(weighed)
    limit = float(np.quantile(odds[~is_claim], 1 - _ALARMS))
    words, *slopes = np.split(model.coef_[0], 1 + scores.shape[1])
    biases = dict(zip(Said, words + float(model.intercept_[0]) - limit, strict=True))
    asserted = is_claim & (said[:, list(Said).index(Said.ASSERTION)] > 0)
    if asserted.any():
        lost = float(np.quantile(odds[asserted], _LOST)) - limit
        biases[Said.ASSERTION] -= min(lost, 0.0)
    return {
        one: (float(biases[one]), *(float(slope[number]) for slope in slopes))
        for number, one in enumerate(Said)
    }


def train(
    language: Language, judged: Sequence[Judged], meanings: NDArray[np.float64]
) -> dict[str, Any]:
    """The model of a language as it is kept; `meanings` are what an unknowing reader says."""
    others = [*read_examples(language), *own_examples(language)]
    model = fit([*(phrase.example for phrase in judged), *others])
    sounds = unseen_scores(judged, others)
    weighings = to_weighings(judged, np.stack([sounds, meanings], axis=1))
    return {
        "bias": model.bias,
        "bounds": to_bounds(judged, sounds),
        "weighings": {
            said: [round(part, 3) for part in parts] for said, parts in weighings.items()
        },
        "weights": model.weights,
    }


def judge_unread(language: Language) -> list[Judged]:
    """The phrases for which no rule was written."""
    return [_judge(text, language, is_claim) for text, is_claim in phrases(language, unread=True)]


def read_examples(language: Language) -> list[Example]:
    """The other phrases."""
    return [_to_example(*told, language) for told in phrases(language, unread=False)]


def own_examples(language: Language) -> list[Example]:
    """What the repository says, and what it must not say of its ingredients."""
    return [_to_example(*told, language) for told in own_phrases(language)]


@cache  # both models are fitted to them
def own_phrases(language: Language) -> tuple[tuple[str, bool], ...]:
    """The same as texts; and if each is a claim."""
    lawful = ((text, False) for text in sorted(set(lawful_sentences(language))))
    claims = ((text, True) for text in claims_for_ingredients(language))
    return (*lawful, *claims)


def train_reader(
    judged: Mapping[Language, Sequence[Judged]],
) -> tuple[Arrays, dict[Language, NDArray[np.float64]]]:
    """The reader of meanings, and what one that has not seen its fold says of each phrase."""
    rows = [
        (one.text, one.is_claim, fold_of(number, len(of)))
        for of in judged.values()
        for number, one in enumerate(of)
    ]
    count = len(rows)
    for language in Language:
        own = own_phrases(language) if language in judged else phrases(language, unread=True)
        known = [*own, *phrases(language, unread=False)]
        rows += [(fold(text)[0].text.strip(), is_claim, _FOLDS) for text, is_claim in known]
    texts, claims, folds = zip(*rows, strict=True)
    sentences, is_claim, turns = Sentences.read(texts), np.array(claims), np.array(folds)
    unseen = np.zeros(count)
    for turn in range(_FOLDS):
        head = ClaimHead(fit_head(sentences, np.flatnonzero(turns != turn), is_claim))
        for number in np.flatnonzero(turns == turn).tolist():
            unseen[number] = head.score(sentences.of(number))
    begins = np.cumsum([len(of) for of in judged.values()])[:-1]
    scores = dict(zip(judged, np.split(unseen, begins), strict=True))
    return fit_head(sentences, np.arange(len(rows)), is_claim), scores


def _judge(text: str, language: Language, is_claim: bool) -> Judged:
    clean = fold(text)[0].text
    matched = list(matches_in(clean, language))
    said = max((one.said for one in matched), key=list(Said).index, default=Said.NOTHING)
    asserted = (one for one in matched if one.said is Said.ASSERTION)
    clauses = {clause_around(clean, one.start, one.end) for one in asserted}
    heard = [clean, *(clean[begin:stop].strip() for begin, stop in sorted(clauses))]
    return Judged(clean, [features_of(part, language) for part in heard], said, is_claim)


def _to_example(text: str, is_claim: bool, language: Language) -> Example:
    return features_of(fold(text)[0].text, language), is_claim


def main(path: Path = WEIGHTS, reader_path: Path = READER_WEIGHTS) -> None:
    """Fit the reader and each language, and keep the weights."""
    judged = {language: judge_unread(language) for language in sorted(LANGUAGES)}
    arrays, meanings = train_reader(judged)
    models = {
        language.value: train(language, judged[language], meanings[language]) for language in judged
    }
    np.savez(reader_path, allow_pickle=False, **arrays)
    told = json.dumps(models, ensure_ascii=False, indent=0, separators=(",", ":"))
    path.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
